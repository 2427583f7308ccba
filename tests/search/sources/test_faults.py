"""The same faults through all four databases: what a search keeps, says and costs."""

import time
from typing import Any

import pytest

from litsynth.errors import SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, SearchPlan
from litsynth.search.sources.arxiv import ArxivSource
from litsynth.search.sources.crossref import CrossrefSource
from litsynth.search.sources.openalex import OpenAlexSource
from litsynth.search.sources.semantic_scholar import SemanticScholarSource
from litsynth.search.sources.unanswered import UnansweredError
from litsynth.settings import (
    ArxivSettings,
    CrossrefSettings,
    OpenAlexSettings,
    SemanticScholarSettings,
)
from tests.standin.faults import Fault
from tests.standin.services import Spoil

PLAN = SearchPlan(
    question="Does crop rotation matter?",
    concepts=(Concept(phrase="crop rotation"), Concept(phrase="microbial biomass")),
)
LOOSE = SearchPlan(question="What of soil?", concepts=(Concept(phrase="soil"),))
EVERYTHING = 100
KINDS: dict[str, tuple[Any, Any, str]] = {
    "arxiv": (ArxivSource, ArxivSettings, ""),
    "openalex": (OpenAlexSource, OpenAlexSettings, "openalex"),
    "semantic_scholar": (SemanticScholarSource, SemanticScholarSettings, "s2"),
    "crossref": (CrossrefSource, CrossrefSettings, "crossref"),
}
FAULTS = {
    "too many requests": (Fault.RATE_LIMIT, Spoil.RATE_LIMIT, "HTTP 429"),
    "a broken server": (Fault.SERVER_ERROR, Spoil.SERVER_ERROR, "HTTP 500"),
    "a busy server": (Fault.UNAVAILABLE, Spoil.UNAVAILABLE, "HTTP 503"),
    "a web page": (Fault.HTML_PAGE, Spoil.WEB_PAGE, "a web page"),
    "half a reply": (Fault.CUT, Spoil.CUT, "cut short"),
    "a connection that breaks": (Fault.DROPPED, Spoil.DROPPED, "broke off"),
    "a connection that closes": (Fault.HUNG_UP, Spoil.HUNG_UP, "broke off"),
    "an empty page": (Fault.EMPTY_PAGE, Spoil.EMPTY_PAGE, "an empty page"),
    "an empty body": (Fault.EMPTY_BODY, Spoil.EMPTY_BODY, "reply is"),
    "silence": (Fault.SILENT, Spoil.SILENT, "no answer within 1 s"),
}
"""arXiv's fault, the others', and what is said of it."""


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def source(kind, services, arxiv_standin, tmp_path):
    made_of, section, face = KINDS[kind]
    base = services.base_url(face) if face else arxiv_standin.base_url

    def made(*, slow_turns_s=0, **settings):
        defaults = {
            "base_url": base,
            "interval_s": 0,
            "longest_wait_s": 0.01,
            "attempts": 3,
            "read_timeout_s": 1.0,
        }
        return made_of(
            section.model_validate(defaults | settings),
            turnstile=Turnstile(tmp_path, kind, slow_turns_s),
        )

    return made


@pytest.fixture
def spoil(kind, services, arxiv_standin):
    """Orders a fault by its name in FAULTS, whichever server has to show it."""

    def ordered(name, *, times=None, after=0, retry_after=None):
        fault, spoil, _ = FAULTS[name]
        if kind == "arxiv":
            arxiv_standin.faults.add(
                fault, on="/api/query", times=times, after=after, retry_after=retry_after
            )
        else:
            services.spoil(
                spoil,
                times=float("inf") if times is None else times,
                after=after,
                retry_after=None if retry_after is None else str(retry_after),
            )

    return ordered


@pytest.fixture
def asked(kind, services, arxiv_standin):
    return lambda: len(arxiv_standin.requests if kind == "arxiv" else services.requests)


def titles(result):
    return [paper.title for paper in result.papers]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_passes_costs_nothing_but_time(source, spoil, fault):
    wanted = titles(source().search(LOOSE, limit=EVERYTHING))
    spoil(fault, times=1)
    result = source().search(LOOSE, limit=EVERYTHING)
    assert titles(result) == wanted
    assert result.failures == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_is_told_with_every_query_that_met_it(source, spoil, kind, fault):
    spoil(fault)
    with pytest.raises(UnansweredError) as caught:
        source().search(PLAN, limit=EVERYTHING)
    words = FAULTS[fault][2]
    assert words in str(caught.value)
    assert caught.value.hint
    queries = caught.value.queries
    assert queries
    for query in queries:
        assert query.source == kind
        assert query.hits is None
        assert words in (query.error or "")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_after_a_first_answer_keeps_what_came(source, spoil, fault):
    spoil(fault, after=1)
    result = source().search(PLAN, limit=EVERYTHING)
    assert len(result.papers) >= 1
    assert result.queries[0].returned > 0
    assert result.failures
    assert all(FAULTS[fault][2] in failure.reason for failure in result.failures)


def test_a_wait_that_is_asked_for_is_kept_if_the_search_has_the_time(source, spoil):
    spoil("too many requests", times=1, retry_after=1)
    began_s = time.monotonic()
    assert source(longest_wait_s=0.4).search(LOOSE, limit=1).papers
    assert time.monotonic() - began_s >= 0.4


def test_a_wait_that_is_longer_than_the_search_may_take_is_not_begun(source, spoil, asked):
    spoil("too many requests", retry_after=30)
    with pytest.raises(SourceError, match="the 5 s for one search of it are used up"):
        source(longest_wait_s=60, search_timeout_s=5).search(PLAN, limit=EVERYTHING)
    assert asked() == 1


def test_a_server_that_never_answers_is_asked_twice_and_no_more(source, spoil, asked):
    spoil("silence")
    with pytest.raises(SourceError, match="it has never answered"):
        source(attempts=5).search(PLAN, limit=EVERYTHING)
    assert asked() == 2


def test_a_server_that_never_answers_takes_no_longer_than_one_search_may(source, spoil, asked):
    spoil("silence")
    began_s = time.monotonic()
    with pytest.raises(SourceError, match=r"no answer within 1.* s; the 1 s for one search"):
        source(read_timeout_s=30, search_timeout_s=1).search(PLAN, limit=EVERYTHING)
    assert time.monotonic() - began_s < 10
    assert asked() == 1


def test_a_server_that_falls_silent_ends_the_search_with_what_came(source, spoil):
    spoil("silence", after=1)
    result = source(read_timeout_s=30, search_timeout_s=3).search(PLAN, limit=EVERYTHING)
    assert result.papers
    assert "for one search of it are used up" in result.failures[-1].reason


def test_the_time_is_counted_for_each_search_anew(source, spoil):
    made = source(read_timeout_s=30, search_timeout_s=3)
    made.search(LOOSE, limit=1)
    spoil("silence", times=1)
    with pytest.raises(SourceError, match="are used up"):
        made.search(PLAN, limit=EVERYTHING)
    assert made.search(PLAN, limit=EVERYTHING).papers


def test_our_own_schedule_is_no_fault_of_the_server(source):
    result = source(search_timeout_s=4, slow_turns_s=2.1).search(PLAN, limit=EVERYTHING)
    assert len(result.queries) > 2
    assert result.failures == ()
