"""OpenAlexSource over HTTP to the stand-in: pages, budget, look-ups."""

import pytest

from litsynth.errors import ConfigError, SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, SearchPlan
from litsynth.search.merge import merge_papers
from litsynth.search.sources.openalex import OpenAlexSource
from litsynth.settings import OpenAlexSettings
from tests.standin.catalogue import CATALOGUE, SOURCE
from tests.standin.services import Spoil
from tests.standin.services_records import openalex_number

BASE = "https://mirror.example/arxiv"
SOIL = SearchPlan(question="What of soil?", concepts=(Concept(phrase="soil"),))
ROTATION = SearchPlan(
    question="?",
    concepts=(
        Concept(phrase="crop rotation", variants=("crop rotations", "crop-rotation")),
        Concept(phrase="microbial biomass"),
        Concept(phrase="diversity"),
    ),
)


@pytest.fixture
def source(services, tmp_path):
    def made_with(**settings):
        defaults = {"base_url": services.base_url("openalex"), "interval_s": 0, "attempts": 2}
        return OpenAlexSource(
            OpenAlexSettings.model_validate(defaults | {"longest_wait_s": 0.01} | settings),
            turnstile=Turnstile(tmp_path, "openalex", 0),
            arxiv_base=BASE,
        )

    return made_with


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr("litsynth.search.sources.openalex.PAGE_SIZE", 4)


def test_pages_are_followed_by_their_cursors_to_the_end(source, services, small_pages):
    result = source().search(SOIL, limit=100)
    record = result.queries[0]
    assert record.returned == record.hits == 10
    first = [request.params["cursor"] for request in services.requests][:3]
    assert first == ["*", "after4", "after8"]


def test_a_preprint_and_its_retracted_publication_are_both_kept(source, services):
    page = {"landing_page_url": "https://arxiv.org/abs/2005.13013"}
    services.edits = {
        "openalex": lambda entry, work: (
            work
            | {"locations": [page], "primary_location": None, "best_oa_location": None}
            | {"doi": f"https://doi.org/10.1000/{entry.id}", "is_retracted": entry.id != SOURCE}
        )
    }
    found = source().search(ROTATION, limit=100).papers
    assert {paper.id for paper in found} == {"arxiv:2005.13013"}
    assert [paper.retraction for paper in merge_papers(found).papers] == [
        "OpenAlex: it is marked as retracted"
    ]


def test_a_cursor_that_leads_in_a_circle_is_left(source, services, small_pages):
    services.spoil(Spoil.CIRCLE)
    result = source().search(SOIL, limit=100)
    assert result.queries[0].error == "its pages lead in a circle"
    assert "Only the first" in result.failures[0].effect
    assert len({paper.id for paper in result.papers}) == len(result.papers) > 0
    assert len(services.requests) < 10


def test_a_page_that_breaks_in_the_middle_keeps_what_came(source, services, small_pages):
    services.spoil(Spoil.CUT, where=lambda _path, params: params.get("cursor") == "after4")
    result = source().search(SOIL, limit=100)
    assert result.queries[0].returned == 4
    assert result.queries[0].error == "the reply is cut short or damaged"
    assert "first 4 of the 10 records" in result.failures[0].effect


def test_the_key_is_sent_as_openalex_wants_it(source, services):
    source(api_key="abc", mailto="a@b.example").search(SOIL, limit=1)
    assert services.requests[0].params["api_key"] == "abc"
    assert services.requests[0].params["mailto"] == "a@b.example"
    source().search(SOIL, limit=1)
    assert "api_key" not in services.requests[1].params


def test_a_budget_that_is_used_up_ends_the_search_at_once_and_says_what_to_do(source, services):
    services.spoil(Spoil.NO_BUDGET)
    with pytest.raises(SourceError, match=r"the budget for today is used up.*in 15\.0 h") as caught:
        source().search(SOIL, limit=5)
    assert "OPENALEX_API_KEY" in caught.value.hint
    assert len(services.requests) == 1


def test_no_search_is_sent_that_the_budget_cannot_pay(source, services):
    services.budget_usd = 0.0019
    result = source().search(ROTATION, limit=100)
    assert len(services.requests) == len(result.queries) == 1
    assert result.papers
    (failure,) = result.failures
    assert "the budget for today is used up; it is renewed in 3.3 h" in failure.reason
    assert "OPENALEX_API_KEY" in failure.reason
    with_key = source(api_key="abc")
    services.budget_usd = 0.0019
    assert "Wait until then" in with_key.search(ROTATION, limit=100).failures[0].reason


def test_looking_up_a_paper_is_free_and_works_without_a_budget(source, services):
    services.budget_usd = 0.0
    entry = next(entry for entry in CATALOGUE if entry.doi is None)
    made_once = source()
    for _ in range(2):
        assert made_once.paper(f"doi:10.48550/arXiv.{entry.id}") is not None


def test_a_published_paper_is_found_by_its_arxiv_id_although_that_is_not_its_doi(source, services):
    entry = next(entry for entry in CATALOGUE if entry.id == SOURCE)
    paper = source().paper(f"arxiv:{SOURCE}")
    assert paper is not None
    assert paper.doi == entry.doi
    assert source().paper("arxiv:9999.99999") is None


def test_a_work_that_only_names_the_arxiv_paper_is_not_taken_for_it(source, services):
    services.spoil(Spoil.STRANGER)
    assert source().paper(f"arxiv:{SOURCE}") is None


@pytest.mark.parametrize("scheme", ["arxiv", "openalex"])
def test_a_paper_is_found_by_every_name_it_has(source, scheme):
    entry = next(entry for entry in CATALOGUE if entry.doi is None)
    key = {"arxiv": f"{entry.id}v2", "openalex": openalex_number(entry)}[scheme]
    paper = source().paper(f"{scheme}:{key}")
    assert paper is not None
    assert paper.title == entry.plain_title
    assert paper.pdf_url == f"{BASE}/pdf/{entry.id}"


def test_both_dois_that_an_anthology_id_may_have_are_tried(source, services):
    assert source().paper("acl:P19-1001") is None
    assert [request.path.rpartition("doi:")[2] for request in services.requests] == [
        "10.18653/v1/p19-1001",
        "10.3115/v1/p19-1001",
    ]


def test_what_is_no_openalex_id_is_refused_with_a_right_one(source, services):
    with pytest.raises(ConfigError, match="no OpenAlex id") as caught:
        source().paper("openalex:soil")
    assert "openalex:W" in caught.value.hint
    assert services.requests == []


def test_a_withdrawn_paper_is_marked(source, services):
    services.catalogue = tuple(
        entry if entry.id != SOURCE else type(entry)(**(fields(entry) | {"withdrawn": True}))
        for entry in CATALOGUE
    )
    paper = source().paper(f"doi:{next(e for e in CATALOGUE if e.id == SOURCE).doi}")
    assert paper is not None
    assert "retracted" in (paper.retraction or "")


def fields(entry):
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}
