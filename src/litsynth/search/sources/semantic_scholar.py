"""Semantic Scholar as a PaperSource. Talks through `JsonService`; knows its two searches' pages."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import quote

from litsynth.errors import ConfigError
from litsynth.identifiers import canonical, doi
from litsynth.net import RequestError, Turnstile
from litsynth.ports import Progress, silent
from litsynth.records import Paper, SearchPlan, SearchResult
from litsynth.search.replies import Replies
from litsynth.search.sources.http_json import JsonService, Manners
from litsynth.search.sources.json_fields import listed, mapping, text, whole
from litsynth.search.sources.ladder import Dialect, Page, Query, climb, look_up
from litsynth.search.sources.room import ROOM_FOR_RANKING
from litsynth.search.sources.semantic_scholar_papers import FIELDS, paper_of
from litsynth.search.sources.semantic_scholar_queries import BULK, query_ladder
from litsynth.search.sources.translation import ARXIV_BASE
from litsynth.settings import SemanticScholarSettings

NAME = "semantic_scholar"
PAGE_SIZE = 100
"""Of the relevance search; the bulk search gives 1,000 and takes no other number."""
LAST_RESULT = 999
"""The relevance search refuses a page that reaches further."""
_OWN_ID = re.compile(r"[0-9a-fA-F]{40}")
_SCHEMES = {"arxiv": "ARXIV", "acl": "ACL", "pmid": "PMID"}
_HINT = (
    "Check the network, or LITSYNTH_SEMANTIC_SCHOLAR__BASE_URL if you use a mirror. Other sources "
    "can be named with --source."
)
_KEY_HINT = (
    "Set S2_API_KEY to a key of your own (semanticscholar.org/product/api); without one all "
    "users share one limit, and it is often reached."
)
_HAS_KEY_HINT = (
    "Check that the key in S2_API_KEY is still valid, and wait a minute: it allows one request a "
    "second."
)


class SemanticScholarSource:
    """Searches Semantic Scholar, or a mirror of it, with a ladder of queries."""

    def __init__(
        self,
        settings: SemanticScholarSettings,
        *,
        turnstile: Turnstile,
        replies: Replies | None = None,
        arxiv_base: str = ARXIV_BASE,
        progress: Progress = silent,
    ) -> None:
        """`arxiv_base` serves the PDFs of papers that are on arXiv."""
        key = settings.api_key
        self._progress = progress
        self._service = JsonService(
            settings,
            manners=Manners(
                label="Semantic Scholar",
                hint=_HINT,
                key_hint=_HAS_KEY_HINT if key else _KEY_HINT,
                headers={"x-api-key": key} if key else {},
            ),
            turnstile=turnstile,
            replies=replies,
            progress=progress,
        )
        self._dialect = Dialect(
            name=NAME,
            ask=_ask,
            read=partial(read_page, arxiv_base=arxiv_base),
            total_is_exact=False,
        )
        self._read_paper = partial(paper_of, arxiv_base=arxiv_base)

    @property
    def name(self) -> str:
        return NAME

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Up to three papers for each of `limit`, the strictest query's first.

        Raises SourceError if Semantic Scholar cannot be reached, or no query was answered.
        """
        ladder = query_ladder(plan) if limit > 0 else ()
        wanted = limit * ROOM_FOR_RANKING
        return climb(self._service, self._dialect, ladder, wanted=wanted, progress=self._progress)

    def paper(self, identifier: str) -> Paper | None:
        """The paper of a DOI, arXiv, ACL, PubMed or Semantic Scholar id; None for an unknown one.

        Raises ConfigError for "s2:" with something that is no such id, SourceError if Semantic
        Scholar cannot be asked.
        """
        found = look_up(
            self._service,
            _paths(identifier),
            {"fields": FIELDS},
            self._read_paper,
            identifier=identifier,
        )
        return found if isinstance(found, Paper) else None


def read_page(
    content: object, query: Query, _before: int = 0, *, arxiv_base: str = ARXIV_BASE
) -> Page:
    """The page in a reply to a search. Raises RequestError for what is none."""
    reply = mapping(content)
    found, total = reply.get("data"), whole(reply.get("total"))
    # Without a hit, the list itself may be missing.
    if not isinstance(found, list) and total != 0:
        raise RequestError("the reply holds no list of papers", again=True)
    start = whole(reply.get("next"))
    token = text(reply.get("token"))
    return Page(
        records=tuple(paper_of(record, arxiv_base=arxiv_base) for record in listed(found)),
        total=total,
        onward=token if query.path == BULK else _start(start),
    )


def _start(start: int | None) -> str | None:
    return str(start) if start is not None and start < LAST_RESULT else None


def _ask(query: Query, onward: str | None, left: int) -> Mapping[str, str]:
    params = {**dict(query.params), "fields": FIELDS}
    if query.path == BULK:
        return {**params, "token": onward} if onward else params
    start = int(onward or 0)
    size = min(PAGE_SIZE, left, LAST_RESULT - start)
    return {**params, "offset": str(start), "limit": str(size)}


def _paths(identifier: str) -> Iterator[str]:
    """Where to look for a paper: nowhere for a scheme that Semantic Scholar does not know.

    Raises ConfigError for "s2:" with something else than an id of theirs.
    """
    name = canonical(identifier)
    scheme, _, key = name.partition(":")
    if scheme == "s2":
        if not _OWN_ID.fullmatch(key):
            raise ConfigError(
                f"{identifier!r} is no Semantic Scholar id",
                hint="Write it as s2: and the 40 digits at the end of the paper's address.",
            )
        asked = key.lower()
    elif scheme in _SCHEMES:
        asked = f"{_SCHEMES[scheme]}:{key}"
    elif known := doi(name):
        asked = f"DOI:{known}"
    else:
        return
    yield f"/graph/v1/paper/{quote(asked, safe='/:')}"
