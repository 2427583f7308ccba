"""Semantic Scholar's papers, queries and pages."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError, SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, Paper, SearchPlan
from litsynth.search.sources.ladder import Query
from litsynth.search.sources.refusals import said
from litsynth.search.sources.semantic_scholar import SemanticScholarSource, read_page
from litsynth.search.sources.semantic_scholar_papers import FIELDS, paper_of
from litsynth.search.sources.semantic_scholar_queries import BULK, RELEVANCE, query_ladder
from litsynth.search.sources.translation import LeftOut
from litsynth.settings import SemanticScholarSettings
from tests.search.recorded import letters, page_or_reason, recorded
from tests.standin.catalogue import CATALOGUE, SOURCE
from tests.standin.services import Spoil
from tests.standin.services_answers import BULK_SIZE
from tests.standin.services_records import semantic_scholar_id

BASE = "https://mirror.example/arxiv"
OWN = "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
SOIL = SearchPlan(question="What of soil?", concepts=(Concept(phrase="soil"),))
TRANSFER = SearchPlan(
    question="?",
    concepts=(
        Concept(phrase="cross-lingual transfer", variants=("crosslingual transfer", "XLT")),
        Concept(phrase="parsing"),
    ),
    since="2018-01-01",
)
RECORD = {
    "paperId": OWN,
    "externalIds": {"DOI": "10.1000/X", "PubMed": "40120586", "PubMedCentral": "12008803"},
    "title": "A Title",
    "abstract": "An abstract of more than thirty letters.",
    "venue": "Field Soil Letters",
    "year": 2020,
    "publicationDate": "2020-05-26",
    "publicationTypes": ["JournalArticle"],
    "authors": [{"name": "Ada Byron"}, {"name": None}],
    "openAccessPdf": {"url": ""},
}


def made(**fields):
    paper = paper_of(RECORD | fields, arxiv_base=BASE)
    assert isinstance(paper, Paper)
    return paper


def test_a_record_becomes_a_paper():
    paper = made()
    assert paper.identifiers == (
        "doi:10.1000/x",
        "pmcid:PMC12008803",
        "pmid:40120586",
        f"s2:{OWN}",
    )
    assert paper.authors == ("Ada Byron",)
    assert paper.published == "2020-05-26"
    assert paper.venue == "Field Soil Letters"
    assert paper.abstract == "An abstract of more than thirty letters."
    assert paper.url == "https://doi.org/10.1000/x"
    assert paper.found_by == ("semantic_scholar",)
    assert (paper.pdf_url, paper.retraction) == (None, None)


def test_preprint_and_published_paper_are_one_with_all_identifiers():
    paper = made(externalIds={"ArXiv": "2304.05376", "DOI": "10.18653/v1/P19-1001"})
    assert paper.id == "arxiv:2304.05376"
    assert {"acl:P19-1001", "doi:10.48550/arxiv.2304.05376"} < set(paper.identifiers)
    assert paper.pdf_url == f"{BASE}/pdf/2304.05376"
    assert paper.url == "https://doi.org/10.18653/v1/p19-1001"


def test_without_arxiv_the_open_pdf_is_taken_but_no_landing_page():
    assert made(openAccessPdf={"url": "https://a.example/a.pdf"}).pdf_url == (
        "https://a.example/a.pdf"
    )
    assert made(openAccessPdf={"url": "https://doi.org/10.1000/x"}).pdf_url is None
    assert made(openAccessPdf={"url": "file:///etc/passwd"}).pdf_url is None
    arxiv = made(openAccessPdf={"url": "https://arxiv.org/pdf/2304.05376v2"})
    assert arxiv.pdf_url == f"{BASE}/pdf/2304.05376"


def test_a_day_of_another_year_is_not_believed():
    assert made(publicationDate="2019-12-30").published == "2020"
    assert made(publicationDate=None).published == "2020"
    assert made(publicationDate="2019-12-30", year=None).published == "2019-12-30"


def test_arxiv_is_no_venue():
    assert made(venue="arXiv.org", journal={"name": "ArXiv"}).venue is None
    assert made(venue="", journal={"name": "Soil"}).venue == "Soil"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"publicationTypes": ["Dataset"]}, "a dataset"),
        ({"publicationTypes": ["News"]}, "news"),
        ({"title": None}, "without a title"),
        ({"title": "Erratum: A Title"}, "a correction"),
        ({"title": "Retraction Note: A Title"}, "a notice of retraction"),
        ({"paperId": None, "externalIds": None}, "without an identifier"),
    ],
)
def test_what_is_no_paper_is_left_out_with_the_reason(fields, reason):
    assert paper_of(RECORD | fields) == LeftOut(reason=reason)


def test_a_data_paper_is_a_paper():
    assert made(publicationTypes=["Dataset", "JournalArticle"]).title == "A Title"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["url", "name", "DOI", "ArXiv", "ACL", "PubMed"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(FIELDS.split(",")), json_values))
def test_no_json_breaks_the_translation(record):
    assert isinstance(paper_of(RECORD | record), Paper | LeftOut)


def test_the_strict_query_is_boolean_and_the_others_are_words():
    strict, *loose = query_ladder(TRANSFER)
    days = ("publicationDateOrYear", "2018-01-01:")
    assert strict.path == BULK
    assert strict.params == (
        (
            "query",
            '("cross-lingual transfer" | "crosslingual transfer" | "XLT") + "parsing"',
        ),
        days,
        ("sort", "citationCount:desc"),
    )
    assert [query.path for query in loose] == [RELEVANCE, RELEVANCE]
    assert [query.params for query in loose] == [
        (("query", "cross lingual transfer parsing"), days),
        (("query", "cross lingual transfer"), days),
    ]


def test_every_recorded_reply_is_read_or_refused_in_words(shared):
    read = refused = 0
    for reply in recorded(shared, "semanticscholar"):
        if reply.status != 200:
            assert reply.content["error"] == said(reply.body)
            continue
        query = Query(path=BULK if "search/bulk" in reply.uri else RELEVANCE, params=())
        page = page_or_reason(read_page, reply.content, query)
        if isinstance(page, str):
            refused += 1
            assert page == "the reply holds no list of papers"
        else:
            read += 1
            assert page.total == reply.content.get("total")
        for record in records(reply.content):
            same_as_the_json(record)
    assert read > 30
    assert refused > 5


def records(content):
    """Every object with a title, wherever it stands in the reply."""
    if isinstance(content, dict):
        if "paperId" in content and "title" in content:
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from records(each)


def same_as_the_json(record):
    paper = paper_of(record)
    if isinstance(paper, LeftOut):
        titled = letters(record["title"])
        notice = re.search(r"erratum|corrigendum|correction|retraction", titled)
        assert not titled or notice or not record["paperId"]
        return
    mark = "retractedarticle" if paper.retraction else ""
    without_tex = re.sub(r"<tex-math.*?</tex-math>", "", record["title"])
    title = re.sub(r"</?[a-z:-]+(?: [^<>]*)?>", "", html.unescape(without_tex))
    assert letters(title) == mark + letters(paper.title)
    doi = (record.get("externalIds") or {}).get("DOI")
    assert doi is None or f"doi:{doi.lower()}" in paper.identifiers
    assert paper.year == record.get("year")
    assert letters(paper.abstract) == letters(record.get("abstract"))
    assert len(paper.authors) == len(record.get("authors") or [])


@pytest.fixture
def source(services, tmp_path):
    def made_with(**settings):
        defaults = {"base_url": services.base_url("s2"), "interval_s": 0, "attempts": 2}
        return SemanticScholarSource(
            SemanticScholarSettings.model_validate(defaults | {"longest_wait_s": 0.01} | settings),
            turnstile=Turnstile(tmp_path, "s2", 0),
            arxiv_base=BASE,
        )

    return made_with


def test_the_bulk_searchs_pages_are_followed_by_their_tokens(source, services):
    record = source().search(SOIL, limit=100).queries[0]
    assert record.returned == record.hits == 10
    tokens = [r.params.get("token") for r in services.requests if r.path.endswith("/bulk")]
    assert tokens == [None, f"after{BULK_SIZE}", f"after{2 * BULK_SIZE}"]


def test_the_relevance_searchs_pages_are_followed_by_their_offsets(source, services, monkeypatch):
    monkeypatch.setattr("litsynth.search.sources.semantic_scholar.PAGE_SIZE", 3)
    services.spoil(Spoil.SERVER_ERROR, where=lambda path, _params: path.endswith("/bulk"))
    record = source().search(SOIL, limit=100).queries[1]
    assert record.returned == record.hits == 10
    offsets = [r.params["offset"] for r in services.requests if r.path.endswith("/search")]
    assert offsets == ["0", "3", "6", "9"]


def test_no_page_reaches_past_what_the_relevance_search_gives(source, services):
    source().search(SOIL, limit=1000)
    for request in services.requests:
        if request.path.endswith("/search"):
            assert int(request.params["offset"]) + int(request.params["limit"]) < 1000


@pytest.mark.parametrize("search", ["/bulk", "/search"])
def test_pages_that_lead_in_a_circle_are_left(source, services, search, monkeypatch):
    monkeypatch.setattr("litsynth.search.sources.semantic_scholar.PAGE_SIZE", 3)
    services.spoil(Spoil.CIRCLE, where=lambda path, _params: path.endswith(search))
    result = source().search(SOIL, limit=100)
    assert len(services.requests) < 20
    assert any(query.error == "its pages lead in a circle" for query in result.queries)
    assert len(result.papers) == 10


def test_a_search_without_a_hit_is_an_answer(source):
    plan = SearchPlan(question="?", concepts=(Concept(phrase="unheard of"),))
    result = source().search(plan, limit=5)
    assert result.papers == ()
    assert result.failures == ()
    assert {query.hits for query in result.queries} == {0}


def test_the_key_goes_in_the_header_that_the_service_wants(source, services):
    source(api_key="abc").search(SOIL, limit=1)
    assert services.requests[0].headers["x-api-key"] == "abc"
    source().search(SOIL, limit=1)
    assert "x-api-key" not in services.requests[-1].headers


def test_too_many_requests_without_a_key_are_told_with_where_to_get_one(source, services):
    services.spoil(Spoil.RATE_LIMIT)
    with pytest.raises(SourceError, match="HTTP 429") as caught:
        source().search(SOIL, limit=5)
    assert "S2_API_KEY" in caught.value.hint


@pytest.mark.parametrize("scheme", ["arxiv", "s2"])
def test_a_paper_is_found_by_every_name_it_has(source, scheme):
    entry = next(entry for entry in CATALOGUE if entry.id == SOURCE)
    key = {"arxiv": f"{entry.id}v2", "s2": semantic_scholar_id(entry)}[scheme]
    paper = source().paper(f"{scheme}:{key}")
    assert paper is not None
    assert paper.title == entry.plain_title


def test_what_is_no_id_of_theirs_is_refused_with_a_right_one(source, services):
    with pytest.raises(ConfigError, match="no Semantic Scholar id") as caught:
        source().paper("s2:12")
    assert "40 digits" in caught.value.hint
    assert services.requests == []
