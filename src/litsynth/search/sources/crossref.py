"""Crossref as a PaperSource. Talks through `JsonService`; knows its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from litsynth.identifiers import canonical
from litsynth.net import RequestError, Turnstile
from litsynth.ports import Progress, silent
from litsynth.records import Paper, SearchPlan, SearchResult
from litsynth.search.replies import Replies
from litsynth.search.sources.crossref_papers import FIELDS, paper_of, retracted_by_notice
from litsynth.search.sources.crossref_queries import PATH, query_ladder
from litsynth.search.sources.http_json import JsonService, Manners
from litsynth.search.sources.json_fields import mapping, whole
from litsynth.search.sources.ladder import Dialect, Page, Query, climb, look_up
from litsynth.search.sources.retracted_dois import retracted_among
from litsynth.search.sources.room import ROOM_FOR_RANKING
from litsynth.search.sources.translation import ARXIV_BASE, LeftOut, Translated, dois_of
from litsynth.settings import CrossrefSettings

NAME = "crossref"
PAGE_SIZE = 200
LAST_RESULT = 10_000
"""Crossref refuses an offset beyond; its cursors reach further, but last five minutes only, so
that a page kept on disk could not be followed by the next."""
_ELSEWHERE = ("10.48550/",)
"""Prefixes of DOIs that are registered with DataCite."""
_HINT = (
    "Check the network, or LITSYNTH_CROSSREF__BASE_URL if you use a mirror. Other sources can be "
    "named with --source."
)
_KEY_HINT = (
    "Set CROSSREF_MAILTO to your mail address: Crossref serves those whom it can reach first."
)


class CrossrefSource:
    """Searches Crossref, or a mirror of it, with a ladder of queries."""

    def __init__(
        self,
        settings: CrossrefSettings,
        *,
        turnstile: Turnstile,
        replies: Replies | None = None,
        arxiv_base: str = ARXIV_BASE,
        progress: Progress = silent,
    ) -> None:
        """`arxiv_base` serves the PDFs of papers that are on arXiv."""
        key, mailto = settings.api_key, settings.mailto
        self._progress = progress
        self._service = JsonService(
            settings,
            manners=Manners(
                label="Crossref",
                hint=_HINT,
                key_hint=_KEY_HINT,
                params={"mailto": mailto} if mailto else {},
                headers={"Crossref-Plus-API-Token": f"Bearer {key}"} if key else {},
            ),
            turnstile=turnstile,
            replies=replies,
            progress=progress,
        )
        self._read_page = partial(read_page, arxiv_base=arxiv_base)
        self._dialect = Dialect(name=NAME, ask=_ask, read=self._read_page)
        self._read_paper = partial(read_work, arxiv_base=arxiv_base)

    @property
    def name(self) -> str:
        return NAME

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Up to three papers for each of `limit`, the strictest query's first.

        Raises SourceError if Crossref cannot be reached, or no query was answered.
        """
        ladder = query_ladder(plan) if limit > 0 else ()
        wanted = min(limit * ROOM_FOR_RANKING, LAST_RESULT)
        return climb(self._service, self._dialect, ladder, wanted=wanted, progress=self._progress)

    def paper(self, identifier: str) -> Paper | None:
        """The paper of a DOI or ACL id; None for an unknown one, and for other schemes.

        Raises SourceError if Crossref cannot be asked.
        """
        dois = dois_of(canonical(identifier))
        paths = (f"/works/{quote(each, safe='')}" for each in dois if _is_crossrefs(each))
        found = look_up(self._service, paths, {}, self._read_paper, identifier=identifier)
        return found if isinstance(found, Paper) else None

    def retracted(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Those of `identifiers` that were retracted, with what is said; by few requests.

        Their own records are asked for, and notices about them. Raises SourceError.
        """
        return retracted_among(
            identifiers,
            self._service,
            PATH,
            params={"select": FIELDS, "rows": str(PAGE_SIZE)},
            filters=_about,
            read=self._read_page,
            is_known=_is_crossrefs,
        )


def _about(dois: Sequence[str]) -> tuple[str, ...]:
    """Filters for notices about papers, and for the papers' own records."""
    return tuple(",".join(f"{kind}:{doi}" for doi in dois) for kind in ("updates", "doi"))


def _is_crossrefs(doi: str) -> bool:
    return not doi.startswith(_ELSEWHERE)


def read_page(
    content: object, _query: Query | None = None, before: int = 0, *, arxiv_base: str = ARXIV_BASE
) -> Page:
    """The page in a reply to a list of works. Raises RequestError for what is none."""
    message = mapping(mapping(content).get("message"))
    found = message.get("items")
    if not isinstance(found, list):
        raise RequestError("the reply holds no list of works", again=True)
    total = whole(message.get("total-results"))
    end = before + len(found)
    onward = str(end) if total and end < min(total, LAST_RESULT) else None
    return Page(records=_read(found, arxiv_base), total=total, onward=onward)


def _read(works: list[object], arxiv_base: str) -> tuple[Translated, ...]:
    """The papers among `works`; those that a notice among them retracts are marked."""
    notices = dict(notice for work in works for notice in retracted_by_notice(work))
    return tuple(_marked(paper_of(work, arxiv_base=arxiv_base), notices) for work in works)


def _marked(found: Translated, notices: Mapping[str, str]) -> Translated:
    if isinstance(found, LeftOut) or found.retraction:
        return found
    said = next((notices[name] for name in found.identifiers if name in notices), None)
    return replace(found, retraction=said) if said else found


def read_work(content: object, *, arxiv_base: str = ARXIV_BASE) -> Translated:
    """The work in a reply to one DOI. Raises RequestError for what is none."""
    work = mapping(content).get("message")
    if not isinstance(work, dict):
        raise RequestError("the reply holds no work", again=True)
    return paper_of(work, arxiv_base=arxiv_base)


def _ask(query: Query, onward: str | None, left: int) -> Mapping[str, str]:
    size = min(PAGE_SIZE, left, LAST_RESULT - int(onward or 0))
    page = {"select": FIELDS, "rows": str(size), "offset": onward or "0"}
    return {**dict(query.params), **page}
