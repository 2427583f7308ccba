"""OpenAlex's works, queries, pages and budget."""

import gzip
import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.net import RequestError
from litsynth.records import Concept, Paper, SearchPlan
from litsynth.search.sources.openalex import read_page
from litsynth.search.sources.openalex_papers import FIELDS, NO_PAPERS, paper_of, rebuilt
from litsynth.search.sources.openalex_queries import query_ladder
from litsynth.search.sources.translation import LeftOut
from tests.search.recorded import letters, recorded

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
QUERY = query_ladder(SOIL)[0]
WORK = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.1000/X",
    "ids": {"openalex": "https://openalex.org/W42"},
    "title": "A <i>Title</i> &amp; More",
    "type": "article",
    "publication_date": "2020-05-26",
    "authorships": [
        {"author": {"display_name": "Ada Byron"}},
        {"author": {"display_name": None}, "raw_author_name": "Hopper, Grace"},
    ],
}


def made(**fields):
    paper = paper_of(WORK | fields, arxiv_base=BASE)
    assert isinstance(paper, Paper)
    return paper


def left_out(**fields):
    found = paper_of(WORK | fields)
    assert isinstance(found, LeftOut)
    return found.reason


def place(pdf=None, page=None, *, is_oa=True):
    return {"landing_page_url": page, "pdf_url": pdf, "is_oa": is_oa}


def test_a_work_becomes_a_paper():
    paper = made()
    assert paper.id == "doi:10.1000/x"
    assert paper.title == "A Title & More"
    assert paper.identifiers == ("doi:10.1000/x", "openalex:W42")
    assert paper.authors == ("Ada Byron", "Hopper, Grace")
    assert paper.published == "2020-05-26"
    assert paper.url == "https://doi.org/10.1000/x"
    assert paper.found_by == ("openalex",)
    assert (paper.pdf_url, paper.abstract, paper.retraction, paper.venue) == (None,) * 4


def test_arxivs_pdf_is_taken_before_any_other():
    places = [place("https://a.example/a.pdf"), place(page="http://arxiv.org/abs/2005.13013v3")]
    paper = made(locations=places)
    assert paper.id == "arxiv:2005.13013"
    assert paper.pdf_url == f"{BASE}/pdf/2005.13013"
    assert "doi:10.48550/arxiv.2005.13013" in paper.identifiers


def test_an_anthology_paper_is_known_by_its_id_and_pdf():
    paper = made(doi="https://doi.org/10.18653/v1/P19-1001")
    assert "acl:P19-1001" in paper.identifiers
    assert paper.pdf_url == "https://aclanthology.org/P19-1001.pdf"
    elsewhere = made(locations=[place(page="https://aclanthology.org/2020.acl-main.1/")])
    assert "acl:2020.acl-main.1" in elsewhere.identifiers


def test_only_open_places_and_the_best_of_them_give_the_pdf():
    closed, first, best = (f"https://a.example/{name}.pdf" for name in ("closed", "first", "best"))
    places = [place(closed, is_oa=False), place(first)]
    assert made(locations=places).pdf_url == first
    assert made(locations=places, best_oa_location=place(best)).pdf_url == best
    assert made(locations=places[:1]).pdf_url is None


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/x.pdf", "https://", "a.pdf", 7],
)
def test_an_address_that_is_not_of_the_web_is_not_followed(address):
    paper = made(doi=None, best_oa_location=place(address, address), id="https://openalex.org/W1")
    assert paper.pdf_url is None
    assert paper.url == "https://openalex.org/W1"


def test_two_papers_glued_together_by_the_database_stay_apart():
    paper = made(
        doi="https://doi.org/10.48550/arXiv.2005.13013",
        locations=[place(page="https://arxiv.org/abs/1706.03762")],
    )
    assert "arxiv:2005.13013" in paper.identifiers
    assert not any("1706.03762" in name for name in paper.identifiers)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2020-05-26", "2020-05-26"),
        ("2020-05-01", "2020-05"),
        ("2020-01-01", "2020"),
        ("2020-13-01", "2020"),
        (None, "1999"),
        ("soon", "1999"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(day, known):
    assert made(publication_date=day, publication_year=1999).published == known


def test_a_repository_is_no_venue():
    journal = {"source": {"display_name": "Field Soil Letters", "type": "journal"}}
    assert made(primary_location=journal).venue == "Field Soil Letters"
    arxiv = {"source": {"display_name": "arXiv (Cornell University)", "type": "repository"}}
    assert made(primary_location=arxiv).venue is None


def test_what_is_retracted_is_marked_by_flag_or_title():
    assert made(is_retracted=True).retraction == "OpenAlex: it is marked as retracted"
    paper = made(title="RETRACTED ARTICLE: Soil is Made of Cheese")
    assert paper.title == "Soil is Made of Cheese"
    assert paper.retraction == "OpenAlex: its title is marked 'retracted'"


@pytest.mark.parametrize("kind", NO_PAPERS)
def test_what_is_no_paper_is_left_out_with_the_reason(kind):
    assert left_out(type=kind) == NO_PAPERS[kind]


def test_covers_notices_and_nameless_works_are_left_out():
    assert "cover" in left_out(is_paratext=True)
    assert left_out(title="Correction to: Soil") == "a correction"
    assert left_out(title=None) == "without a title"
    assert left_out(id=None, doi=None, ids={}) == "without an identifier"


def test_an_abstract_is_rebuilt_in_the_order_of_its_words():
    index = {"of": [1, 4], "Depth": [0], "soil": [2], "and": [3], "water": [5]}
    assert rebuilt(index) == "Depth of soil and of water"


@given(st.lists(st.text(alphabet="abcé.", min_size=1), min_size=1))
def test_rebuilding_undoes_indexing(words):
    index: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        index.setdefault(word, []).append(at)
    assert rebuilt(index) == " ".join(words)


@pytest.mark.parametrize("index", [None, {}, [], "text", {"a": None, "b": ["x", -1, 10**9]}])
def test_a_damaged_index_is_no_abstract(index):
    assert rebuilt(index) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FIELDS.split(","), "pdf_url", "author"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(FIELDS.split(",")), json_values))
def test_no_json_breaks_the_translation(work):
    assert isinstance(paper_of(WORK | work), Paper | LeftOut)


def test_queries_go_from_strict_to_loose():
    texts = [dict(query.params)["filter"] for query in query_ladder(ROTATION)]
    rotation = '"crop rotation" OR "crop rotations" OR "crop-rotation"'
    assert texts[0] == (
        f'title_and_abstract.search:(({rotation}) AND "microbial biomass" AND diversity)'
    )
    assert texts[-2] == f"title_and_abstract.search:({rotation})"
    assert len(texts) == len(set(texts)) == 5
    assert str(query_ladder(ROTATION)[0]) == f"works?filter={texts[0]}"


def test_dates_are_filters():
    plan = SearchPlan(question="soil", concepts=(), since="2020-01-31", until="2021-02-28")
    assert dict(query_ladder(plan)[0].params)["filter"] == (
        "title_and_abstract.search:soil,"
        "from_publication_date:2020-01-31,to_publication_date:2021-02-28"
    )


@given(st.lists(st.text(max_size=400), min_size=1, max_size=8))
def test_no_question_makes_an_address_too_long_or_adds_a_filter(phrases):
    plan = SearchPlan(
        question="?",
        concepts=tuple(Concept(phrase=text, variants=tuple(phrases)) for text in phrases),
    )
    for query in query_ladder(plan):
        text = dict(query.params)["filter"]
        assert "," not in text
        assert text.count('"') % 2 == 0
        assert text.count("(") == text.count(")")
        assert len(text.encode()) < 4_000


def test_every_recorded_reply_is_read_or_refused_in_words(shared):
    for reply in recorded(shared, "openalex"):
        content = reply.content
        works = content.get("results", [content])
        if "results" in content:
            page = read_page(content, QUERY)
            assert page.total == content["meta"]["count"]
            assert len(page.records) == len(works)
        else:
            with pytest.raises(RequestError, match="no list of works"):
                read_page(content, QUERY)
        for work in works:
            same_as_the_json(work)


def test_every_work_of_the_dump_is_read(shared):
    path = shared / "data" / "bulk" / "openalex-works-from-recorded-replies.jsonl.gz"
    with gzip.open(path) as lines:
        works = [json.loads(line) for line in lines]
    papers = [paper for work in works if (paper := same_as_the_json(work))]
    assert (len(works), len(papers)) == (44, 39)


def same_as_the_json(work):
    """The paper of a work, checked field by field; None where it is rightly left out."""
    paper = paper_of(work)
    if isinstance(paper, LeftOut):
        assert work.get("type") in NO_PAPERS or not work.get("title")
        return None
    assert letters(work["title"]) == letters(paper.title)
    assert (work["doi"] or "").lower() == (f"https://doi.org/{paper.doi}" if paper.doi else "")
    assert paper.year == work["publication_year"]
    places = {at: word for word, found in (index(work)).items() for at in found}
    words = [places[at] for at in sorted(places)]
    # "<" has been escaped twice on its way to OpenAlex.
    text = re.sub(r"</?[a-z]+>", "", html.unescape(" ".join(words)))
    text = letters(html.unescape(text))
    assert letters(paper.abstract) in text
    assert len(text) - len(letters(paper.abstract)) <= len("abstract") or len(text) < 30
    assert len(paper.authors) == len(work["authorships"])
    assert paper.id in paper.identifiers
    return paper


def index(work):
    return work.get("abstract_inverted_index") or {}
