"""The stand-in as the real `arxiv` package and a plain HTTP client see it."""

import time
from dataclasses import replace

import arxiv
import pytest
import requests

from .catalogue import CATALOGUE, QUESTION, SOURCE, SOURCE_TWIN


def client_of(standin, *, page_size=100, retries=0):
    client = arxiv.Client(page_size=page_size, delay_seconds=0, num_retries=retries)
    client.query_url_format = standin.query_url_format
    return client


def ids(standin, query, **settings):
    found = client_of(standin).results(arxiv.Search(query=query, **settings))
    return [result.get_short_id() for result in found]


def reply(standin, **params):
    return requests.get(f"{standin.base_url}/api/query", params=params, timeout=5)


def test_the_client_pages_through_all_results(arxiv_standin):
    client = client_of(arxiv_standin, page_size=5)
    found = list(client.results(arxiv.Search(query="all:*", max_results=None)))
    assert {result.entry_id for result in found} == {
        f"http://arxiv.org/abs/{entry.id}v{len(entry.versions)}" for entry in CATALOGUE
    }
    assert [request.params["start"] for request in arxiv_standin.requests] == ["0", "5", "10"]


def test_a_result_holds_the_facts_of_the_catalogue(arxiv_standin):
    (result,) = client_of(arxiv_standin).results(arxiv.Search(id_list=[SOURCE]))
    entry = CATALOGUE[0]
    assert result.get_short_id() == f"{SOURCE}v2"
    assert result.title == entry.plain_title
    assert "\n" in entry.title
    assert [author.name for author in result.authors] == list(entry.authors)
    assert result.authors[0].affiliation == ["Velm Ridge Station"]
    assert result.summary == entry.abstract
    assert (result.published, result.updated) == entry.versions
    assert result.categories == list(entry.categories)
    assert result.primary_category == "q-bio.PE"
    assert (result.doi, result.journal_ref) == (entry.doi, entry.journal_ref)
    assert result.comment == entry.comment
    assert result.pdf_url == f"https://arxiv.org/pdf/{SOURCE}v2"


def test_the_client_asks_with_these_parameters(arxiv_standin):
    ids(arxiv_standin, "ti:soil", max_results=3)
    (request,) = arxiv_standin.asked("/api/query")
    assert request.params == {
        "search_query": "ti:soil",
        "id_list": "",
        "sortBy": "relevance",
        "sortOrder": "descending",
        "start": "0",
        "max_results": "100",
    }
    assert request.user_agent.startswith("arxiv.py/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('ti:"warm bells"', {"1811.90032v1"}),
        ("ti:bell", {"1811.90032v1"}),
        ("au:petrov", {"2209.90508v1"}),
        ("au:ferreira-holt AND ti:tillage", {"2406.90077v1"}),
        ('abs:"farm" ANDNOT abs:soil', set()),
        ("co:mycological", {"2406.90077v1"}),
        ("jr:synth", {"2208.90333v1"}),
        ("cat:econ.GN", {"2112.90260v1"}),
        ("cat:physics.*", {"2304.90412v1", "1811.90032v1"}),
        ("cat:econ", {"2112.90260v1"}),
        ("id:q-bio/0611901", {"q-bio/0611901v1"}),
        ("doi:10.5555/FSL.2022.0417", {f"{SOURCE}v2", f"{SOURCE_TWIN}v1"}),
        ("abs:gyrosc*", {"2209.90508v1"}),
        ("rn:7", set()),
        ("submittedDate:[2019 TO 20201028]", {"1907.90045v1", "2010.90150v1"}),
        ("submittedDate:[202010280559 TO 202010282359]", set()),
        ("ANDNOT (cat:q-bio.* OR cat:econ.*)", {"2209.90508v1", "1811.90032v1"}),
        ('all:"beta-glucosidase" AND all:phosphatase', {"1907.90045v1"}),
        ("all:nothingofthekind", set()),
    ],
)
def test_a_query_finds_these_papers(arxiv_standin, query, expected):
    assert set(ids(arxiv_standin, query)) == expected


def test_the_bare_question_finds_papers_that_have_nothing_to_do_with_it(arxiv_standin):
    assert "1811.90032v1" in ids(arxiv_standin, QUESTION.rstrip("?"))


def test_the_phrases_of_the_question_find_the_source_paper_first(arxiv_standin):
    assert ids(arxiv_standin, 'all:"crop rotation" AND all:"microbial biomass"')[0] == f"{SOURCE}v2"


@pytest.mark.parametrize("criterion", ["submittedDate", "lastUpdatedDate"])
@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_results_are_sorted_by_date_as_asked(arxiv_standin, criterion, order):
    search = arxiv.Search(
        query="all:*",
        sort_by=arxiv.SortCriterion(criterion),
        sort_order=arxiv.SortOrder(order),
    )
    found = list(client_of(arxiv_standin).results(search))
    dates = [r.published if criterion == "submittedDate" else r.updated for r in found]
    assert len(dates) == len(CATALOGUE)
    assert dates == sorted(dates, reverse=order == "descending")


def test_an_id_with_a_version_gives_that_version(arxiv_standin):
    first, other = client_of(arxiv_standin).results(
        arxiv.Search(id_list=[f"{SOURCE}v1", "q-bio/0611901"])
    )
    assert first.get_short_id() == f"{SOURCE}v1"
    assert first.updated == first.published
    assert other.get_short_id() == "q-bio/0611901v1"


def test_ids_narrow_a_query(arxiv_standin):
    assert ids(arxiv_standin, "ti:rotation", id_list=[SOURCE, "1811.90032"]) == [f"{SOURCE}v2"]


@pytest.mark.parametrize(
    "params",
    [
        {"id_list": "0000.00000"},
        {"id_list": f"{SOURCE}v9"},
        {"search_query": "all:soil", "start": "500"},
        {"search_query": "all:soil", "max_results": "0"},
    ],
)
def test_nothing_found_is_a_200_without_entries(arxiv_standin, params):
    answer = reply(arxiv_standin, **params)
    assert answer.status_code == 200
    assert "<entry>" not in answer.text


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"id_list": "abc"}, "incorrect id format for abc"),
        ({"search_query": "ti:soil AND"}, "Invalid query string: 'ti:soil AND'"),
        ({"search_query": "all:(soil"}, "Invalid query string: '(all:soil'"),
        ({"search_query": "all:soil", "start": "-1"}, "start must be non-negative"),
        ({"search_query": "all:soil", "max_results": "ten"}, "max_results must be an integer"),
        ({"search_query": "all:soil", "sortBy": "taste"}, "sortBy must be in: relevance"),
        ({}, "Either a search_query or id_list must be specified"),
        ({"search_query": "ti:"}, "Either a search_query or id_list must be specified"),
    ],
)
def test_a_malformed_request_is_a_400_with_an_error_entry(arxiv_standin, params, message):
    answer = reply(arxiv_standin, **params)
    assert answer.status_code == 400
    assert "<title>Error</title>" in answer.text
    assert f"<summary>{message}" in answer.text


def test_results_past_ten_thousand_are_a_500(arxiv_standin):
    assert reply(arxiv_standin, search_query="all:soil", start=9_990, max_results=10).ok
    last = reply(arxiv_standin, search_query="all:soil", start=9_991, max_results=10)
    assert last.status_code == 500


@pytest.mark.parametrize("form", ["", "v1", "v2", ".pdf", "v1.pdf"])
def test_a_pdf_is_served_under_each_of_its_addresses(arxiv_standin, form):
    answer = requests.get(f"{arxiv_standin.base_url}/pdf/{SOURCE}{form}", timeout=5)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer.content.rstrip().endswith(b"%%EOF")
    assert arxiv_standin.sent_bytes(f"/pdf/{SOURCE}{form}") == len(answer.content)


def test_an_old_id_keeps_its_slash(arxiv_standin):
    base = arxiv_standin.base_url
    assert requests.get(f"{base}/pdf/q-bio/0611901v1", timeout=5).content.startswith(b"%PDF-")
    assert "Chloroform" in requests.get(f"{base}/abs/q-bio/0611901", timeout=5).text


def test_a_withdrawn_paper_is_listed_without_a_pdf(arxiv_standin):
    arxiv_standin.catalogue = (replace(CATALOGUE[-1], withdrawn=True),)
    (result,) = client_of(arxiv_standin).results(arxiv.Search(query="ti:bells"))
    assert result.pdf_url is None
    address = f"{arxiv_standin.base_url}/pdf/{CATALOGUE[-1].id}"
    assert requests.get(address, timeout=5).status_code == 404


@pytest.mark.parametrize("path", ["/pdf/0000.00000", f"/pdf/{SOURCE}v3", "/pdf/abc", "/elsewhere"])
def test_what_is_not_there_is_a_404(arxiv_standin, path):
    assert requests.get(arxiv_standin.base_url + path, timeout=5).status_code == 404


def test_requests_are_logged_in_order_with_their_time(arxiv_standin):
    before = time.monotonic()
    reply(arxiv_standin, search_query="all:soil")
    requests.get(f"{arxiv_standin.base_url}/abs/{SOURCE}", timeout=5)
    first, second = arxiv_standin.requests
    assert before <= first.time_s <= second.time_s <= time.monotonic()
    assert (first.path, second.path) == ("/api/query", f"/abs/{SOURCE}")
    assert first.params == {"search_query": "all:soil"}
