"""OpenAlex as a PaperSource. Talks through `JsonService`; knows its pages and its budget."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from litsynth.errors import ConfigError
from litsynth.identifiers import all_names, arxiv_id, canonical
from litsynth.net import RequestError, Turnstile
from litsynth.ports import Progress, silent
from litsynth.records import Paper, SearchPlan, SearchResult
from litsynth.search.replies import Replies
from litsynth.search.sources.http_json import Headers, JsonService, Manners, ServiceClosedError
from litsynth.search.sources.json_fields import at, listed, mapping, text, whole
from litsynth.search.sources.ladder import Dialect, Page, Query, climb, look_up
from litsynth.search.sources.openalex_papers import FIELDS, paper_of
from litsynth.search.sources.openalex_queries import PATH, query_ladder
from litsynth.search.sources.retracted_dois import retracted_among
from litsynth.search.sources.room import ROOM_FOR_RANKING
from litsynth.search.sources.translation import ARXIV_BASE, dois_of
from litsynth.settings import OpenAlexSettings

NAME = "openalex"
PAGE_SIZE = 100
"""The most that OpenAlex gives; a page costs the same whatever its size."""
LAST_RESULT = 10_000
_FIRST = "*"
_NUMBER = re.compile(r"[Ww]\d+")
_HINT = (
    "Check the network, or LITSYNTH_OPENALEX__BASE_URL if you use a mirror. Other sources can be "
    "named with --source."
)
_KEY_HINT = (
    "Set OPENALEX_API_KEY: a key is free at openalex.org/settings/api and has ten times the "
    "budget of none."
)
_RENEWAL_HINT = "Wait until then, or name other sources with --source."


class OpenAlexSource:
    """Searches OpenAlex, or a mirror of it, with a ladder of queries."""

    def __init__(
        self,
        settings: OpenAlexSettings,
        *,
        turnstile: Turnstile,
        replies: Replies | None = None,
        arxiv_base: str = ARXIV_BASE,
        progress: Progress = silent,
    ) -> None:
        """`arxiv_base` serves the PDFs of papers that are on arXiv."""
        key = settings.api_key
        budget = Budget()
        identity = {"api_key": key, "mailto": settings.mailto}
        self._progress = progress
        self._service = JsonService(
            settings,
            manners=Manners(
                label="OpenAlex",
                hint=_HINT,
                key_hint=_RENEWAL_HINT if key else _KEY_HINT,
                params={name: value for name, value in identity.items() if value},
                before=budget.check,
                heard=budget.hear,
            ),
            turnstile=turnstile,
            replies=replies,
            progress=progress,
        )
        self._read_page = partial(read_page, arxiv_base=arxiv_base)
        self._dialect = Dialect(name=NAME, ask=_ask, read=self._read_page)
        self._read_paper = partial(paper_of, arxiv_base=arxiv_base)

    @property
    def name(self) -> str:
        return NAME

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Up to three papers for each of `limit`, the strictest query's first.

        Raises SourceError if OpenAlex cannot be reached, or no query was answered.
        """
        wanted = min(limit * ROOM_FOR_RANKING, LAST_RESULT)
        ladder = query_ladder(plan) if limit > 0 else ()
        return climb(self._service, self._dialect, ladder, wanted=wanted, progress=self._progress)

    def paper(self, identifier: str) -> Paper | None:
        """The paper of a DOI, arXiv, ACL, PubMed or OpenAlex id; None for an unknown one.

        Raises ConfigError for "openalex:" with something that is no such id, SourceError if
        OpenAlex cannot be asked.
        """
        found = look_up(
            self._service,
            _paths(identifier),
            {"select": FIELDS},
            self._read_paper,
            identifier=identifier,
        )
        if found is None:
            return self._on_arxiv(identifier)
        return found if isinstance(found, Paper) else None

    def retracted(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Those of `identifiers` that are a retracted work's, with what is said; by few requests.

        Raises SourceError.
        """
        return retracted_among(
            identifiers,
            self._service,
            PATH,
            params={"select": FIELDS, "per_page": str(PAGE_SIZE)},
            filters=lambda dois: [f"doi:{'|'.join(dois)}"],
            read=self._read_page,
        )

    def _on_arxiv(self, identifier: str) -> Paper | None:
        """The work that lists the arXiv paper among its places; once published, its DOI differs.

        Raises SourceError.
        """
        name = next((each for each in all_names([identifier]) if each.startswith("arxiv:")), None)
        if name is None or not arxiv_id(number := name.removeprefix("arxiv:")):
            return None
        pages = "|".join(f"{scheme}://arxiv.org/abs/{number}" for scheme in ("http", "https"))
        params = {"filter": f"locations.landing_page_url:{pages}", "select": FIELDS}
        found = look_up(
            self._service,
            [PATH],
            params,
            self._read_page,
            identifier=identifier,
        )
        works = found.records if found else ()
        papers = (work for work in works if isinstance(work, Paper))
        return next((paper for paper in papers if name in paper.identifiers), None)


class Budget:
    """What is left of the day's budget, as the headers of each reply tell.

    Searches cost, looking up one work is free.
    """

    def __init__(self) -> None:
        self._left: float | None = None
        self._cost = 0.0
        """Of one search, once one has been paid for."""
        self._renewed = ""

    def hear(self, path: str, status: int, headers: Headers) -> None:
        """Note a reply's headers. Raises ServiceClosedError if it was refused for the budget."""
        self._left = _amount(headers, "x-ratelimit-remaining-usd", "x-ratelimit-remaining")
        cost = _amount(headers, "x-ratelimit-cost-usd", "x-ratelimit-credits-used")
        reset_s = _amount(headers, "x-ratelimit-reset", "retry-after")
        self._renewed = f"; it is renewed in {reset_s / 3600:.1f} h" if reset_s else ""
        if path == PATH and status == HTTPStatus.OK:
            self._cost = max(self._cost, cost or 0.0)
        if status == HTTPStatus.TOO_MANY_REQUESTS and self._is_used_up():
            raise self._used_up(sent=True)

    def check(self, path: str) -> None:
        """Raise ServiceClosedError if a request to `path` cannot be paid for any more."""
        if path == PATH and self._is_used_up():
            raise self._used_up(sent=False)

    def _is_used_up(self) -> bool:
        return self._left is not None and (self._left <= 0 or self._left < self._cost)

    def _used_up(self, *, sent: bool) -> ServiceClosedError:
        return ServiceClosedError(
            f"the budget for today is used up{self._renewed}",
            sent=sent,
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )


def _amount(headers: Headers, *keys: str) -> float | None:
    """The number in the first of the headers that has one."""
    for key in keys:
        try:
            return float(headers[key])
        except (KeyError, ValueError):
            continue
    return None


def read_page(
    content: object,
    _query: Query | None = None,
    _before: int = 0,
    *,
    arxiv_base: str = ARXIV_BASE,
) -> Page:
    """The page in a reply to a list of works. Raises RequestError for what is none."""
    found = mapping(content).get("results")
    if not isinstance(found, list):
        raise RequestError("the reply holds no list of works", again=True)
    return Page(
        records=tuple(paper_of(work, arxiv_base=arxiv_base) for work in listed(found)),
        total=whole(at(content, "meta", "count")),
        onward=text(at(content, "meta", "next_cursor")),
    )


def _ask(query: Query, onward: str | None, left: int) -> Mapping[str, str]:
    size = min(PAGE_SIZE, left)
    page = {"select": FIELDS, "per_page": str(size), "cursor": onward or _FIRST}
    return {**dict(query.params), **page}


def _paths(identifier: str) -> Iterator[str]:
    """Where to look for a paper: nowhere for a scheme that OpenAlex does not know.

    Raises ConfigError for "openalex:" with something else than a number of theirs.
    """
    name = canonical(identifier)
    scheme, _, key = name.partition(":")
    if scheme == "openalex":
        if not _NUMBER.fullmatch(key):
            raise ConfigError(
                f"{identifier!r} is no OpenAlex id", hint="Write it as openalex:W2741809807."
            )
        yield f"/works/{key.upper()}"
    elif scheme == "pmid" and key.isdecimal():
        yield f"/works/pmid:{key}"
    for each in dois_of(name):
        yield f"/works/doi:{quote(each, safe='/:')}"
