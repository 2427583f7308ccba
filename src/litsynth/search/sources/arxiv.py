"""arXiv as a PaperSource. The only file that imports `arxiv`."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count

import arxiv

from litsynth import __version__
from litsynth.dates import stamp
from litsynth.errors import ConfigError, SourceError
from litsynth.identifiers import arxiv_id, arxiv_version, canonical, doi, implied
from litsynth.net import Patience, RequestError, Turnstile, pacing_of, persist
from litsynth.ports import Progress, silent
from litsynth.records import Failure, Paper, PaperId, QueryRecord, SearchPlan, SearchResult
from litsynth.search.sources.arxiv_papers import paper_from_result
from litsynth.search.sources.arxiv_queries import doi_query, query_ladder
from litsynth.search.sources.arxiv_transport import (
    FeedFacts,
    PoliteAdapter,
    feed_facts,
    out_of_reach_at,
)
from litsynth.search.sources.ladder import FAILURES_IN_A_ROW, closes
from litsynth.search.sources.room import ROOM_FOR_RANKING
from litsynth.search.sources.unanswered import UnansweredError, failed_query
from litsynth.settings import ArxivSettings, masked, without_login

NAME = "arxiv"
LAST_RESULT = 10_000
"""arXiv answers 500 to a page that reaches past this result."""
_BAD_REQUEST = 400
_HINT = (
    "Check the network, or LITSYNTH_ARXIV__BASE_URL if you use a mirror. Without arXiv, "
    "`--source starter` or `--source folder:PATH` works."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    papers: tuple[Paper, ...]
    results: int
    """Records read, those among them that are no papers included."""
    total: int
    """Records that match, on all pages."""


class ArxivSource:
    """Searches arXiv's query interface, or a mirror of it, with a ladder of queries."""

    def __init__(
        self, settings: ArxivSettings, *, turnstile: Turnstile, progress: Progress = silent
    ) -> None:
        """`turnstile` is shared with whoever else asks the same server, PDF downloads too."""
        self._settings = settings
        self._progress = progress
        self._pacing = pacing_of(settings)
        self._patience = Patience(settings.search_timeout_s)
        self._in_contact = False
        self._facts = FeedFacts(total=0, entries=0)
        # The package's own retry knows neither waits nor which errors will pass.
        self._client = arxiv.Client(delay_seconds=0, num_retries=0)
        self._client.query_url_format = settings.base_url + "/api/query?{}"
        adapter = PoliteAdapter(
            turnstile=turnstile,
            connect_timeout_s=settings.connect_timeout_s,
            read_timeout_s=settings.read_timeout_s,
            agent=f"litsynth/{__version__} arxiv.py/{arxiv.__version__}",
            inspect=self._inspect,
            patience=self._patience,
        )
        for scheme in ("http://", "https://"):
            self._client._session.mount(scheme, adapter)  # noqa: SLF001 - there is no public way

    @property
    def name(self) -> str:
        return NAME

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """Up to three papers for each of `limit`, the strictest query's first.

        Raises SourceError if arXiv cannot be reached, or no query was answered.
        """
        ladder = query_ladder(plan)
        if limit < 1 or not ladder:  # The package reads max_results=0 as "everything".
            return SearchResult(papers=())
        try:
            self._make_contact()
        except SourceError as unreached:
            unsent = failed_query(NAME, ladder[0], str(unreached))
            raise UnansweredError(
                str(unreached), hint=unreached.hint, queries=(unsent,)
            ) from unreached
        wanted = min(limit * ROOM_FOR_RANKING, LAST_RESULT)
        papers: dict[PaperId, Paper] = {}
        queries: list[QueryRecord] = []
        failures: list[Failure] = []
        failed_in_a_row = 0
        for query in ladder:
            found, record, error = self._run(query, wanted)
            queries.append(record)
            for paper in found:
                papers.setdefault(paper.id, paper)
            failed_in_a_row = failed_in_a_row + 1 if error else 0
            if error:
                failures.append(_failure(record))
            over = error is not None and closes(error)
            if len(papers) >= wanted or over or failed_in_a_row == FAILURES_IN_A_ROW:
                break
        if all(record.hits is None for record in queries):
            raise UnansweredError(
                f"arXiv did not answer: {queries[-1].error}", hint=_HINT, queries=tuple(queries)
            )
        return SearchResult(
            papers=tuple(papers.values())[:wanted],
            queries=tuple(queries),
            failures=tuple(failures),
        )

    def paper(self, identifier: str) -> Paper | None:
        """The paper of an arXiv id or DOI; None if arXiv has none, or for any other scheme.

        Raises ConfigError for "arxiv:" with something that is no arXiv id, SourceError if arXiv
        cannot be asked.
        """
        asked = _search_for(identifier)
        if asked is None:
            return None
        search, wanted = asked
        self._make_contact()
        try:
            page = self._page(search, start=0, size=1)
        except RequestError as error:
            if error.status == _BAD_REQUEST:
                raise ConfigError(
                    f"arXiv does not accept {identifier!r} ({error})", hint="Check the id."
                ) from error
            raise SourceError(
                f"arXiv could not be asked for {identifier}: {error}", hint=_HINT
            ) from error
        return next((paper for paper in page.papers if wanted in paper.identifiers), None)

    def _make_contact(self) -> None:
        """Begin; raise SourceError within the connect time-out if nothing listens there."""
        self._patience.renew()
        if self._in_contact:
            return
        address, timeout_s = self._settings.base_url, self._settings.connect_timeout_s
        if reason := out_of_reach_at(address, timeout_s=timeout_s):
            raise SourceError(f"arXiv cannot be reached at {masked(address)}: {reason}", hint=_HINT)
        self._in_contact = True

    def _run(
        self, query: str, wanted: int
    ) -> tuple[tuple[Paper, ...], QueryRecord, RequestError | None]:
        """The first `wanted` papers for one query, how it went, and what ended it early."""
        sent_at, began_s = datetime.now(UTC), time.monotonic()
        papers: list[Paper] = []
        read, hits, failed = 0, None, None
        while read < wanted:
            size = min(self._settings.page_size, wanted - read)
            search = arxiv.Search(query=query, max_results=read + size)
            try:
                page = self._page(search, start=read, size=size)
            except RequestError as error:
                failed = error
                break
            papers += page.papers
            hits, read = page.total, read + page.results
            if page.results == 0 or read >= page.total:
                break
        record = QueryRecord(
            source=NAME,
            query=query,
            sent_at=stamp(sent_at),
            hits=hits,
            returned=len(papers),
            elapsed_s=round(time.monotonic() - began_s, 3),
            error=str(failed) if failed else None,
        )
        if record.returned or not record.error:  # Else it is told with the source's account.
            self._progress(f"arXiv: {_account(record)}")
        return tuple(papers), record, failed

    def _page(self, search: arxiv.Search, *, start: int, size: int) -> _Page:
        """`size` results or a few less from number `start` (from 0). Raises RequestError."""
        sizes = chain((size, size), count(size - 1, -1))

        def send() -> _Page:
            # arXiv may fail for one pair of start and size for hours, while its neighbours work.
            self._client.page_size = max(next(sizes), 1)
            return self._page_once(search, start=start)

        return persist(
            send, self._pacing, name="arXiv", progress=self._progress, patience=self._patience
        )

    def _page_once(self, search: arxiv.Search, *, start: int) -> _Page:
        results: list[arxiv.Result] = []
        try:
            for result in self._client.results(search, offset=start):
                results.append(result)
                # Asked for more than this page holds, the package would go on by itself.
                if len(results) >= self._facts.entries:
                    break
        except arxiv.ArxivError as error:
            raise RequestError(str(error), again=True) from error
        except (OSError, ValueError) as error:  # requests' own errors are OSErrors.
            raise RequestError(f"the reply cannot be used ({error})", again=False) from error
        facts = self._facts
        if facts.entries == 0 and facts.total > start:
            raise RequestError(
                f"an empty page, though {facts.total} records match and {start} were read",
                again=True,
            )
        base_url = without_login(self._settings.base_url)
        papers = [paper_from_result(result, base_url=base_url) for result in results]
        return _Page(
            papers=tuple(paper for paper in papers if paper),
            results=facts.entries,
            total=facts.total,
        )

    def _inspect(self, body: bytes) -> None:
        self._facts = feed_facts(body)


def _search_for(identifier: str) -> tuple[arxiv.Search, str] | None:
    """How to ask for a paper, and the identifier that the answer must have; None if no way.

    Raises ConfigError for "arxiv:" with something that is no arXiv id.
    """
    name = canonical(identifier)
    found = next((bare for each in (name, *implied(name)) if (bare := arxiv_id(each))), None)
    if found is not None:
        version = arxiv_version(identifier)
        number = f"{found}v{version}" if version else found
        return arxiv.Search(id_list=[number], max_results=1), f"arxiv:{found}"
    if known := doi(identifier):
        return arxiv.Search(query=doi_query(known), max_results=1), f"doi:{known}"
    if name.lower().startswith("arxiv:"):
        raise ConfigError(
            f"{identifier!r} is no arXiv id",
            hint="Write it as arxiv:2005.13013 or arxiv:hep-th/9901001.",
        )
    return None


def _account(record: QueryRecord) -> str:
    """How a query went, in a few words."""
    if record.hits is None:
        return f"no answer ({record.error})"
    ending = f", then {record.error}" if record.error else ""
    return f"{record.hits:,} match, {record.returned} read{ending}"


def _failure(record: QueryRecord) -> Failure:
    lost = (
        "Papers that only this query would find are missing."
        if record.hits is None
        else f"Only the first {record.returned} of the {record.hits:,} papers that match were read."
    )
    return Failure(what=NAME, reason=f"{record.error} (query: {record.query})", effect=lost)
