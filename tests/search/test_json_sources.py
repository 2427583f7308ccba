"""OpenAlex, Semantic Scholar and Crossref keep the same promises, over HTTP to the stand-in."""

import logging
import socket
from itertools import pairwise
from urllib.parse import quote_plus

import pytest
from pydantic import TypeAdapter

from litsynth.errors import SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, Paper, SearchPlan
from litsynth.search.merge import merge_papers
from litsynth.search.replies import Replies
from litsynth.search.sources.crossref import CrossrefSource
from litsynth.search.sources.openalex import OpenAlexSource
from litsynth.search.sources.semantic_scholar import SemanticScholarSource
from litsynth.search.sources.unanswered import UnansweredError
from litsynth.settings import CrossrefSettings, OpenAlexSettings, SemanticScholarSettings
from tests.standin.catalogue import CATALOGUE, SOURCE
from tests.standin.services import Spoil

ROTATION = Concept(phrase="crop rotation", variants=("crop rotations",))
SOIL = Concept(phrase="soil")
BIOMASS = Concept(phrase="microbial biomass")
PLAN = SearchPlan(question="Does crop rotation matter?", concepts=(ROTATION, BIOMASS))
LOOSE = SearchPlan(question="What of soil?", concepts=(SOIL,))
EVERYTHING = 100
SECRET = "k3y-of-a-user"  # noqa: S105 - invented
MAIL = "somebody@example.org"
KINDS = {
    "openalex": (OpenAlexSource, OpenAlexSettings, "openalex"),
    "semantic_scholar": (SemanticScholarSource, SemanticScholarSettings, "s2"),
    "crossref": (CrossrefSource, CrossrefSettings, "crossref"),
}


@pytest.fixture
def told():
    return []


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def source(kind, services, tmp_path, told):
    made_of, section, face = KINDS[kind]

    def made(*, replies=None, **settings):
        defaults = {
            "base_url": services.base_url(face),
            "interval_s": 0,
            "longest_wait_s": 0.01,
            "attempts": 3,
            "connect_timeout_s": 1,
        }
        return made_of(
            section.model_validate(defaults | settings),
            turnstile=Turnstile(tmp_path, kind, 0),
            replies=replies,
            progress=told.append,
        )

    return made


def names(result):
    return [paper.id for paper in result.papers]


def test_the_papers_of_the_catalogue_are_found_with_all_that_is_known(source):
    found = {paper.title: paper for paper in source().search(PLAN, limit=EVERYTHING).papers}
    entry = next(entry for entry in CATALOGUE if entry.id == SOURCE)
    paper = found[entry.plain_title]
    assert paper.authors == entry.authors
    assert paper.abstract == entry.abstract
    assert paper.published == entry.published.date().isoformat()
    assert paper.venue == entry.journal_ref
    assert paper.doi == entry.doi
    assert paper.url == f"https://doi.org/{entry.doi}"
    assert paper.found_by == (source().name,)


def test_every_query_is_recorded_as_it_was_sent(source, services):
    result = source().search(LOOSE, limit=EVERYTHING)
    record = result.queries[0]
    assert record.source == source().name
    assert record.sent_at.endswith("Z")
    assert record.error is None
    assert record.returned == record.hits > 0
    path, _, stated = record.query.partition("?")
    request = services.requests[0]
    assert request.path.endswith(path)
    for part in stated.split("&"):
        name, _, value = part.partition("=")
        assert request.params[name] == value


def test_the_ladder_ends_when_enough_papers_came(source):
    result = source().search(LOOSE, limit=1)
    assert len(result.papers) == 3
    assert len(result.queries) == 1


def test_too_few_papers_go_down_the_ladder_and_none_comes_twice(source):
    result = source().search(PLAN, limit=EVERYTHING)
    assert len(result.queries) > 2
    assert len(set(names(result))) == len(names(result))
    assert len({record.query for record in result.queries}) == len(result.queries)


def test_nothing_wanted_and_nothing_to_ask_send_nothing(source, services):
    assert source().search(LOOSE, limit=0).papers == ()
    assert source().search(SearchPlan(question="?", concepts=()), limit=5).queries == ()
    assert services.requests == []


def test_days_limit_what_is_found(source):
    plan = SearchPlan(question="?", concepts=(SOIL,), since="2021-01-01", until="2021-12-31")
    found = source().search(plan, limit=EVERYTHING).papers
    assert {paper.year for paper in found} == {2021}


def test_the_user_agent_names_the_program_and_whom_to_write_to(source, services):
    source(mailto=MAIL).search(LOOSE, limit=1)
    agent = services.requests[0].headers["user-agent"]
    assert agent.startswith("litsynth/")
    assert f"mailto:{MAIL}" in agent


@pytest.mark.parametrize(
    "spoil",
    [
        Spoil.RATE_LIMIT,
        Spoil.UNAVAILABLE,
        Spoil.SERVER_ERROR,
        Spoil.WEB_PAGE,
        Spoil.WRONG_SHAPE,
        Spoil.CUT,
        Spoil.DROPPED,
        Spoil.HUNG_UP,
        Spoil.EMPTY_BODY,
        Spoil.EMPTY_PAGE,
    ],
)
def test_a_fault_that_passes_costs_nothing_but_time(source, services, told, spoil):
    wanted = names(source().search(LOOSE, limit=EVERYTHING))
    services.spoil(spoil, times=2)
    result = source().search(LOOSE, limit=EVERYTHING)
    assert names(result) == wanted
    assert result.failures == ()
    assert sum("try" in line for line in told) == 2


def test_a_wait_that_the_service_asks_for_is_kept(source, services):
    services.spoil(Spoil.RATE_LIMIT, times=1, retry_after="1")
    source(longest_wait_s=0.3).search(LOOSE, limit=1)
    spoilt, good = services.requests
    assert good.time_s - spoilt.time_s >= 0.3


def test_a_service_that_closes_for_hours_is_not_asked_again(source, services):
    services.spoil(Spoil.RATE_LIMIT, retry_after="54000")
    with pytest.raises(SourceError, match=r"asks to wait 15\.0 h"):
        source().search(PLAN, limit=EVERYTHING)
    assert len(services.requests) == 1


def test_a_rate_limit_that_stays_ends_the_search_with_what_came(source, services):
    services.spoil(Spoil.RATE_LIMIT, after=2)
    result = source().search(PLAN, limit=EVERYTHING)
    assert result.papers
    assert "HTTP 429 (too many requests)" in result.failures[-1].reason
    assert "Set " in result.failures[-1].reason
    assert len(services.requests) == 2 + 3


def test_a_refusal_of_access_is_told_at_once_with_what_to_do(source, services):
    services.spoil(Spoil.FORBIDDEN)
    with pytest.raises(SourceError, match=r"HTTP 403 \(forbidden\): Forbidden") as caught:
        source().search(PLAN, limit=EVERYTHING)
    assert "Set " in caught.value.hint
    assert len(services.requests) == 1


def test_a_server_that_stays_broken_is_given_up_after_two_queries(source, services):
    services.spoil(Spoil.SERVER_ERROR)
    with pytest.raises(SourceError, match=r"HTTP 500 \(internal server error\)"):
        source().search(PLAN, limit=EVERYTHING)
    assert len(services.requests) == 2 * 3


def test_a_query_that_fails_leaves_the_next_one_its_chance(source, services):
    services.spoil(Spoil.UNAVAILABLE, times=3)
    result = source().search(PLAN, limit=EVERYTHING)
    assert result.papers
    assert result.queries[0].hits is None
    assert result.queries[0].error == "HTTP 503 (service unavailable)"
    assert len(result.failures) == 1
    assert "missing" in result.failures[0].effect


def test_a_silent_server_is_not_waited_for_for_ever(source, services):
    services.spoil(Spoil.SLOW)
    with pytest.raises(SourceError, match=r"no answer within 0\.1 s"):
        source(read_timeout_s=0.1, attempts=1).search(PLAN, limit=5)


def test_a_closed_port_is_told_at_once_and_not_tried_again(source, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr("litsynth.net.time.sleep", slept.append)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(SourceError, match=r"cannot be reached at .*Connection refused") as caught:
        source(base_url=f"http://127.0.0.1:{port}", longest_wait_s=60).search(PLAN, limit=5)
    assert slept == []
    assert "__BASE_URL" in caught.value.hint


def test_nobody_else_is_told_the_key(source, services):
    services.spoil(Spoil.ELSEWHERE)
    with pytest.raises(SourceError, match=r"sent on to another server, elsewhere\.invalid"):
        source(api_key=SECRET).search(PLAN, limit=5)


def test_keys_and_addresses_stand_in_no_log_record_or_file(source, services, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    replies = Replies(tmp_path / "replies", ttl_h=1)
    made = source(api_key=SECRET, mailto=MAIL, replies=replies)
    result = made.search(PLAN, limit=EVERYTHING)
    services.spoil(Spoil.SERVER_ERROR)
    with pytest.raises(SourceError) as caught:
        made.paper("doi:10.1000/unheard-of")
    sent = [str(request) for request in services.requests]
    assert sent
    assert all(SECRET in each for each in sent)
    for text in (caplog.text, str(result), str(caught.value), caught.value.hint):
        assert SECRET not in text
        assert MAIL not in text
    kept = b"".join(path.read_bytes() for path in (tmp_path / "replies").iterdir())
    assert SECRET.encode() not in kept


@pytest.mark.parametrize("key", [SECRET, SECRET * 20], ids=["key", "key longer than what is told"])
def test_a_service_that_repeats_key_and_address_has_neither_written_down(source, services, key):
    services.spoil(Spoil.ECHO)
    with pytest.raises(UnansweredError) as caught:
        source(api_key=key, mailto=MAIL).search(PLAN, limit=5)
    told = f"{caught.value} {caught.value.queries} {caught.value.failures}"
    assert "No right for" in told
    for secret in (SECRET, MAIL, quote_plus(MAIL)):
        assert secret not in told


def test_requests_keep_their_distance(kind, services, tmp_path):
    made_of, section, face = KINDS[kind]
    settings = section(base_url=services.base_url(face))
    made_of(settings, turnstile=Turnstile(tmp_path, kind, 0.15)).search(PLAN, limit=EVERYTHING)
    times = [request.time_s for request in services.requests]
    assert len(times) > 1
    assert all(later - earlier > 0.1 for earlier, later in pairwise(times))


def test_what_was_asked_before_is_answered_from_disk_with_the_time_it_was_asked(
    source, services, tmp_path
):
    replies = Replies(tmp_path / "replies", ttl_h=1)
    first = source(replies=replies).search(PLAN, limit=EVERYTHING)
    asked = len(services.requests)
    second = source(replies=replies).search(PLAN, limit=EVERYTHING)
    assert len(services.requests) == asked
    assert second.papers == first.papers
    assert [q.sent_at for q in second.queries] == [q.sent_at for q in first.queries]


def test_another_key_finds_the_same_replies(source, services, tmp_path):
    replies = Replies(tmp_path / "replies", ttl_h=1)
    source(replies=replies, api_key="one").search(LOOSE, limit=1)
    asked = len(services.requests)
    source(replies=replies, api_key="two", mailto=MAIL).search(LOOSE, limit=1)
    assert len(services.requests) == asked


def test_a_refresh_asks_again_and_keeps_the_new_replies(source, services, tmp_path):
    source(replies=Replies(tmp_path, ttl_h=1)).search(LOOSE, limit=1)
    source(replies=Replies(tmp_path, ttl_h=1, refresh=True)).search(LOOSE, limit=1)
    assert len(services.requests) == 2
    source(replies=Replies(tmp_path, ttl_h=1)).search(LOOSE, limit=1)
    assert len(services.requests) == 2


@pytest.mark.parametrize("spoil", [Spoil.EMPTY_PAGE, Spoil.WRONG_SHAPE, Spoil.WEB_PAGE, Spoil.CUT])
def test_a_spoilt_reply_is_not_kept(source, services, tmp_path, spoil):
    replies = Replies(tmp_path, ttl_h=1)
    services.spoil(spoil)
    with pytest.raises(SourceError):
        source(replies=replies).search(LOOSE, limit=1)
    services.mend()
    assert source(replies=replies).search(LOOSE, limit=1).papers


def test_half_of_a_character_anywhere_in_a_record_does_not_keep_it_from_being_written(
    source, services
):
    services.spoil(Spoil.SURROGATE)
    papers = source().search(PLAN, limit=EVERYTHING).papers
    assert any("10.5555/?" in name for paper in papers for name in paper.identifiers)
    assert TypeAdapter(tuple[Paper, ...]).dump_json(papers)


def test_a_paper_is_found_by_its_doi_and_an_unknown_one_is_none(source):
    entry = next(entry for entry in CATALOGUE if entry.id == SOURCE)
    paper = source().paper(f"https://doi.org/{str(entry.doi).upper()}")
    assert paper is not None
    assert paper.title == entry.plain_title
    assert source().paper("doi:10.1000/unheard-of") is None
    assert source().paper("file:3f2a") is None


def test_a_paper_cannot_be_asked_for_where_nobody_answers(source, services):
    services.spoil(Spoil.UNAVAILABLE)
    with pytest.raises(SourceError, match=r"could not be asked for doi:10\.1000/x: HTTP 503"):
        source().paper("doi:10.1000/x")


def test_the_same_question_through_three_databases_gives_each_paper_once(services, tmp_path):
    papers = []
    for name, (made_of, section, face) in KINDS.items():
        settings = section(base_url=services.base_url(face), interval_s=0)
        made = made_of(settings, turnstile=Turnstile(tmp_path, name, 0))
        papers += made.search(PLAN, limit=EVERYTHING).papers
    merged = merge_papers(papers).papers
    assert len({paper.title.casefold() for paper in merged}) == len(merged)
    whole = next(paper for paper in merged if f"arxiv:{SOURCE}" in paper.identifiers)
    assert whole.found_by == ("crossref", "openalex", "semantic_scholar")
