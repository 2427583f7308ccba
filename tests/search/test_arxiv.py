"""ArxivSource talks HTTP to the stand-in, through the real `arxiv` package."""

import re
import socket
from itertools import pairwise

import pytest

from litsynth.errors import ConfigError, SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, SearchPlan
from litsynth.search.sources.arxiv import ArxivSource
from litsynth.settings import ArxivSettings
from tests.standin.catalogue import CATALOGUE, SOURCE
from tests.standin.faults import Fault

API = "/api/query"
ROTATION = Concept(phrase="crop rotation", variants=("crop rotations",))
BIOMASS = Concept(phrase="soil microbial biomass")
PLAN = SearchPlan(question="Does crop rotation matter?", concepts=(ROTATION, BIOMASS))
LOOSE = SearchPlan(question="What of soil?", concepts=(Concept(phrase="soil"),))
SOIL = sum(bool(re.search(r"(?i)\bsoils?\b", e.title + e.abstract)) for e in CATALOGUE)
EVERYTHING = 100


@pytest.fixture
def told():
    return []


@pytest.fixture
def source(arxiv_standin, tmp_path, told):
    def made(**settings):
        defaults = {
            "base_url": arxiv_standin.base_url,
            "interval_s": 0,
            "longest_wait_s": 0.01,
            "attempts": 3,
            "connect_timeout_s": 1,
        }
        return ArxivSource(
            ArxivSettings.model_validate(defaults | settings),
            turnstile=Turnstile(tmp_path, "arxiv", 0),
            progress=told.append,
        )

    return made


def names(result):
    return [paper.id for paper in result.papers]


def test_the_strictest_query_comes_first_and_enough_papers_end_the_ladder(source, arxiv_standin):
    result = source().search(PLAN, limit=1)
    assert len(result.papers) == 3
    assert len(result.queries) == 1
    assert result.failures == ()
    (request,) = arxiv_standin.asked(API)
    assert request.params["search_query"] == result.queries[0].query
    assert request.params["max_results"] == "3"
    assert request.user_agent.startswith("litsynth/")


def test_too_few_papers_go_down_the_ladder_and_none_comes_twice(source, arxiv_standin):
    result = source().search(PLAN, limit=EVERYTHING)
    assert f"arxiv:{SOURCE}" in names(result)
    assert len(set(names(result))) == len(names(result))
    assert [record.query for record in result.queries] == [
        request.params["search_query"] for request in arxiv_standin.asked(API)
    ]
    assert len(result.queries) == 5
    hits = [record.hits or 0 for record in result.queries]
    assert hits == sorted(hits)


def test_every_query_is_recorded_as_it_was_sent(source):
    record = source().search(LOOSE, limit=EVERYTHING).queries[0]
    assert record.source == "arxiv"
    assert record.query == "(ti:soil OR abs:soil)"
    assert record.sent_at.endswith("Z")
    assert (record.hits, record.returned, record.error) == (SOIL, SOIL, None)
    assert record.elapsed_s > 0


def test_pages_are_read_one_after_the_other_to_the_end(source, arxiv_standin):
    result = source(page_size=4).search(LOOSE, limit=EVERYTHING)
    first = [
        request.params["start"]
        for request in arxiv_standin.asked(API)
        if request.params["search_query"] == result.queries[0].query
    ]
    assert first == ["0", "4", "8"]
    assert result.queries[0].returned == SOIL


def test_no_page_reaches_past_what_arxiv_gives(source, arxiv_standin):
    source(page_size=2000).search(LOOSE, limit=9_000)
    for request in arxiv_standin.asked(API):
        assert int(request.params["start"]) + int(request.params["max_results"]) <= 10_000


def test_nothing_wanted_is_not_everything(source, arxiv_standin):
    assert source().search(LOOSE, limit=0).papers == ()
    assert arxiv_standin.requests == []


def test_a_question_without_words_sends_nothing(source, arxiv_standin):
    empty = SearchPlan(question="?", concepts=())
    assert source().search(empty, limit=5).queries == ()
    assert arxiv_standin.requests == []


def test_days_limit_what_is_found(source):
    plan = SearchPlan(question="?", concepts=LOOSE.concepts, since="2021-01-01", until="2021-12-31")
    found = source().search(plan, limit=EVERYTHING).papers
    assert {paper.year for paper in found} == {2021}


def test_pdfs_are_asked_of_the_same_server_in_the_version_found(source, arxiv_standin):
    paper = source().paper(f"arxiv:{SOURCE}")
    assert paper is not None
    assert paper.pdf_url == f"{arxiv_standin.base_url}/pdf/{SOURCE}v2"


@pytest.mark.parametrize(
    "fault",
    [
        Fault.RATE_LIMIT,
        Fault.UNAVAILABLE,
        Fault.SERVER_ERROR,
        Fault.EMPTY_PAGE,
        Fault.DROPPED,
        Fault.HUNG_UP,
        Fault.TRUNCATED_PDF,
        Fault.HTML_PAGE,
        Fault.EMPTY_BODY,
    ],
)
def test_a_fault_that_passes_costs_nothing_but_time(source, arxiv_standin, told, fault):
    """TRUNCATED_PDF cuts the feed in half, with a length that fits."""
    wanted = names(source().search(LOOSE, limit=EVERYTHING))
    arxiv_standin.faults.add(fault, on=API, times=2)
    result = source().search(LOOSE, limit=EVERYTHING)
    assert names(result) == wanted
    assert result.failures == ()
    assert result.queries[0].error is None
    assert sum("try" in line for line in told) == 2


def test_a_broken_page_in_the_middle_keeps_what_came_and_is_told(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.EMPTY_PAGE, on=API, params={"start": "4"})
    result = source(page_size=4).search(LOOSE, limit=EVERYTHING)
    assert len(result.papers) == 4
    assert result.queries[0].hits == SOIL
    assert result.queries[0].returned == 4
    assert "an empty page" in (result.queries[0].error or "")
    assert result.failures[0].what == "arxiv"
    assert f"Only the first 4 of the {SOIL} papers" in result.failures[0].effect


def test_a_pair_of_start_and_size_that_never_works_is_left_for_its_neighbour(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.SERVER_ERROR, on=API, params={"start": "4", "max_results": "4"})
    result = source(page_size=4).search(LOOSE, limit=EVERYTHING)
    assert result.queries[0].returned == SOIL
    assert result.failures == ()


def test_a_query_that_fails_leaves_the_next_one_its_chance(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.SERVER_ERROR, on=API, times=3)
    result = source().search(PLAN, limit=EVERYTHING)
    assert result.queries[0].hits is None
    assert result.queries[0].error == "HTTP 500 (internal server error)"
    assert result.papers
    assert len(result.failures) == 1


def test_a_server_that_stays_broken_is_given_up_after_two_queries(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.UNAVAILABLE, on=API)
    with pytest.raises(SourceError, match=r"arXiv did not answer: HTTP 503"):
        source().search(PLAN, limit=5)
    assert len(arxiv_standin.asked(API)) == 2 * 3


def test_a_rate_limit_that_stays_ends_the_search_at_once(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.RATE_LIMIT, on=API, after=1)
    result = source().search(PLAN, limit=EVERYTHING)
    assert result.papers
    assert len(result.queries) == 2
    assert "HTTP 429" in result.failures[0].reason
    assert len(arxiv_standin.asked(API)) == 1 + 3


@pytest.mark.parametrize("fault", [Fault.RATE_LIMIT, Fault.UNAVAILABLE])
def test_a_wait_that_the_server_asks_for_is_kept(source, arxiv_standin, fault):
    arxiv_standin.faults.add(fault, on=API, times=1, retry_after=1)
    source(longest_wait_s=0.3).search(PLAN, limit=1)
    spoilt, good = arxiv_standin.asked(API)
    assert good.time_s - spoilt.time_s >= 0.3


def test_a_silent_server_is_not_waited_for_for_ever(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.SLOW, on=API, delay_s=9)
    with pytest.raises(SourceError, match=r"no answer within 0\.1 s"):
        source(read_timeout_s=0.1, attempts=1).search(LOOSE, limit=5)


def test_a_refused_query_is_not_sent_again(source, arxiv_standin, monkeypatch):
    monkeypatch.setattr(
        "litsynth.search.sources.arxiv.query_ladder", lambda _: ("all:soil AND", "all:soil")
    )
    result = source().search(PLAN, limit=EVERYTHING)
    assert len(arxiv_standin.asked(API)) == 2
    assert result.queries[0].error == "HTTP 400 (bad request): Invalid query string: 'all:soil AND'"
    assert result.queries[1].hits == SOIL
    assert "missing" in result.failures[0].effect


def test_a_closed_port_is_told_at_once_and_not_tried_again(source, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr("litsynth.net.time.sleep", slept.append)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(SourceError, match=r"cannot be reached at .*Connection refused") as caught:
        source(base_url=f"http://127.0.0.1:{port}", longest_wait_s=60).search(PLAN, limit=5)
    assert slept == []
    assert "LITSYNTH_ARXIV__BASE_URL" in caught.value.hint


def test_a_path_that_a_mirror_does_not_have_is_told(source, arxiv_standin):
    with pytest.raises(SourceError, match="HTTP 404"):
        source(base_url=arxiv_standin.base_url + "/elsewhere").search(PLAN, limit=5)


def test_requests_keep_their_distance(arxiv_standin, tmp_path):
    settings = ArxivSettings(base_url=arxiv_standin.base_url)
    turnstile = Turnstile(tmp_path, "arxiv", 0.15)
    ArxivSource(settings, turnstile=turnstile).search(PLAN, limit=4)
    times = [request.time_s for request in arxiv_standin.asked(API)]
    assert len(times) > 1
    assert all(later - earlier > 0.1 for earlier, later in pairwise(times))


@pytest.mark.parametrize(
    "identifier",
    [
        f"arxiv:{SOURCE}",
        f"arXiv:{SOURCE}v1",
        f"https://arxiv.org/abs/{SOURCE}",
        f"doi:10.48550/arXiv.{SOURCE}",
        "arxiv:q-bio/0611901",
        "doi:10.5555/soilsynth.2022.4.1",
    ],
)
def test_a_paper_is_found_by_every_name_it_has(source, identifier):
    paper = source().paper(identifier)
    assert paper is not None
    listed = {f"arxiv:{entry.id}" for entry in CATALOGUE}
    assert paper.id in listed


def test_a_version_that_was_asked_for_is_the_one_that_is_read(source, arxiv_standin):
    paper = source().paper(f"arxiv:{SOURCE}v1")
    assert paper is not None
    assert paper.id == f"arxiv:{SOURCE}"
    assert paper.pdf_url == f"{arxiv_standin.base_url}/pdf/{SOURCE}v1"


@pytest.mark.parametrize("identifier", ["arxiv:9999.99999", "doi:10.1/none", "acl:P19-1001"])
def test_a_paper_that_arxiv_lacks_is_none(source, identifier):
    assert source().paper(identifier) is None


@pytest.mark.parametrize("identifier", ["arxiv:abc", "arxiv:", "arxiv:2005.13013 OR x"])
def test_what_is_no_arxiv_id_is_refused_with_a_right_one(source, arxiv_standin, identifier):
    with pytest.raises(ConfigError, match="no arXiv id") as caught:
        source().paper(identifier)
    assert "arxiv:2005.13013" in caught.value.hint
    assert arxiv_standin.requests == []


def test_a_paper_cannot_be_asked_for_where_nobody_answers(source, arxiv_standin):
    arxiv_standin.faults.add(Fault.UNAVAILABLE, on=API)
    with pytest.raises(SourceError, match="could not be asked for arxiv"):
        source().paper(f"arxiv:{SOURCE}")
