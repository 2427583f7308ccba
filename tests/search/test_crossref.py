"""Crossref's works, queries and pages."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, Paper, SearchPlan
from litsynth.search.sources.crossref import CrossrefSource, read_page, read_work
from litsynth.search.sources.crossref_papers import FIELDS, NO_PAPERS, paper_of
from litsynth.search.sources.crossref_queries import TYPES, query_ladder
from litsynth.search.sources.refusals import is_web_page, said
from litsynth.search.sources.translation import LeftOut
from litsynth.settings import CrossrefSettings
from tests.search.recorded import letters, page_or_reason, recorded
from tests.standin.services import Spoil

SOIL = SearchPlan(question="What of soil?", concepts=(Concept(phrase="soil"),))
QUERY = query_ladder(SOIL)[0]
WORK = {
    "DOI": "10.1000/X",
    "type": "journal-article",
    "title": ["A Title"],
    "author": [
        {"given": "Ada", "family": "Byron"},
        {"family": "Hopper"},
        {"name": "The Soil Consortium"},
        {"ORCID": "0000"},
    ],
    "issued": {"date-parts": [[2020, 5, 26]]},
    "container-title": ["Field Soil Letters"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>An abstract of thirty letters.</jats:p>",
}


def made(**fields):
    paper = paper_of(WORK | fields)
    assert isinstance(paper, Paper)
    return paper


def left_out(**fields):
    found = paper_of(WORK | fields)
    assert isinstance(found, LeftOut)
    return found.reason


def dated(*parts):
    return {"date-parts": [list(parts)]}


def update(kind, about="10.1000/other", **more):
    return {"type": kind, "DOI": about, **more}


def test_a_work_becomes_a_paper():
    paper = made()
    assert paper.id == "doi:10.1000/x"
    assert paper.authors == ("Ada Byron", "Hopper", "The Soil Consortium")
    assert paper.published == "2020-05-26"
    assert paper.venue == "Field Soil Letters"
    assert paper.abstract == "An abstract of thirty letters."
    assert paper.url == "https://doi.org/10.1000/x"
    assert paper.found_by == ("crossref",)
    assert (paper.pdf_url, paper.retraction) == (None, None)


def test_a_subtitle_belongs_to_the_title_once():
    assert made(subtitle=["Of Soil"]).title == "A Title: Of Soil"
    assert made(title=["A Title: of soil"], subtitle=["Of Soil"]).title == "A Title: of soil"
    assert made(title=["", "A Second Title"]).title == "A Second Title"


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        ({"issued": dated(2020)}, "2020"),
        ({"issued": dated(2020, 5)}, "2020-05"),
        ({"issued": dated(None)}, None),
        ({"issued": dated()}, None),
        ({"issued": {"date-parts": []}}, None),
        ({"issued": None}, None),
        ({"issued": dated(2020), "published-online": dated(2020, 3, 2)}, "2020-03-02"),
        ({"issued": dated(2020), "published-print": dated(2021, 1, 1)}, "2020"),
        ({"issued": dated(None), "posted": dated(2019, 7, 4)}, "2019-07-04"),
        ({"issued": dated(2020, 2, 31)}, "2020-02"),
        ({"issued": dated(20201)}, None),
    ],
)
def test_a_date_is_the_earliest_years_and_as_exact_as_it_is_known(dates, known):
    assert made(**dates).published == known


def test_preprint_and_published_version_are_one_paper_with_two_identifiers():
    related = {
        "has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2005.13013"}],
        "cites": [{"id-type": "doi", "id": "10.1000/cited"}],
    }
    paper = made(relation=related)
    assert paper.id == "arxiv:2005.13013"
    assert "doi:10.1000/x" in paper.identifiers
    assert not any("cited" in name for name in paper.identifiers)
    assert paper.url == "https://doi.org/10.1000/x"


def test_only_a_licence_for_everybody_makes_a_link_a_pdf_to_read():
    link = [
        {"URL": "https://a.example/a.xml", "content-type": "text/xml"},
        {"URL": "https://api.wiley.com/tdm/a", "content-type": "application/pdf"},
        {"URL": "https://a.example/a.pdf", "content-type": "application/pdf"},
    ]
    free = [{"URL": "https://creativecommons.org/licenses/by/4.0/"}]
    assert made(link=link, license=free).pdf_url == "https://a.example/a.pdf"
    assert made(link=link, license=[{"URL": "https://a.example/licence"}]).pdf_url is None
    assert made(link=link).pdf_url is None


@pytest.mark.parametrize("kind", NO_PAPERS)
def test_what_is_no_paper_is_left_out_with_the_reason(kind):
    assert left_out(type=kind) == NO_PAPERS[kind]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("correction", "a notice (correction)"),
        ("expression_of_concern", "a notice (expression of concern)"),
        ("retraction", "a notice of retraction"),
        ("withdrawal", "a notice of retraction"),
    ],
)
def test_a_notice_about_another_paper_is_left_out(kind, reason):
    assert left_out(**{"update-to": [update(kind)]}) == reason


def test_a_new_version_is_a_paper_also_where_it_updates_another():
    assert made(**{"update-to": [update("new_version")]}).retraction is None
    assert made(**{"update-to": [update("new_version", "10.1000/x")]}).retraction is None


@pytest.mark.parametrize("field", ["updated-by", "update-to"])
def test_a_paper_whose_own_record_says_so_is_retracted(field):
    about = "10.1000/X" if field == "update-to" else "10.1000/notice"
    paper = made(**{field: [update("retraction", about, updated=dated(2021, 3))]})
    assert paper.retraction == "Crossref: retraction of 2021-03"
    assert made(**{field: [update("correction", "10.1000/X")]}).retraction is None


def test_a_relation_or_a_title_can_say_that_a_paper_is_retracted():
    assert made(relation={"retraction": [{"id": "10.1000/r"}]}).retraction == "Crossref: retraction"
    paper = made(title=["RETRACTED: A Title"])
    assert paper.title == "A Title"
    assert paper.retraction == "Crossref: its title is marked 'retracted'"


def test_a_notice_on_the_page_marks_the_paper_that_it_retracts():
    notice = {"DOI": "10.1000/n", "title": ["Notice"], "update-to": [update("retraction")]}
    paper = WORK | {"DOI": "10.1000/OTHER"}
    page = read_page({"message": {"items": [notice, paper, WORK], "total-results": 3}}, QUERY)
    _, marked, other = page.records
    assert isinstance(marked, Paper)
    assert marked.retraction == "Crossref: retraction (notice: 10.1000/n)"
    assert isinstance(other, Paper)
    assert other.retraction is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["DOI", "type", "URL", "date-parts", "given"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(FIELDS.split(",")), json_values))
def test_no_json_breaks_the_translation(work):
    assert isinstance(paper_of(WORK | work), Paper | LeftOut)


def test_queries_go_from_records_with_an_abstract_to_all():
    plan = SearchPlan(
        question="?",
        concepts=tuple(Concept(phrase=word) for word in ("soil", "crop rotation", "maize", "rye")),
        since="2020-01-31",
        until="2021-02-28",
    )
    first, second, third = (dict(query.params) for query in query_ladder(plan))
    assert first["query.bibliographic"] == "soil crop rotation maize rye"
    assert second["query.title"] == "soil crop rotation maize"
    assert third["query.bibliographic"] == first["query.bibliographic"]
    assert first["filter"] == f"has-abstract:true,{third['filter']}"
    assert third["filter"].startswith("from-pub-date:2020-01-31,until-pub-date:2021-02-28,type:")
    assert all(f"type:{kind}" in third["filter"] for kind in TYPES)
    assert not set(TYPES) & NO_PAPERS.keys()


def test_every_recorded_reply_is_read_or_refused_in_words(shared):
    lists = works = refused = 0
    for reply in recorded(shared, "crossref"):
        content = reply.content
        if reply.status != 200:
            refused += 1
            assert bool(said(reply.body)) != is_web_page(reply.body)
        elif isinstance(content, dict) and content.get("message-type") == "work-list":
            lists += 1
            page = read_page(content, QUERY)
            assert page.total == content["message"]["total-results"]
            for work in content["message"]["items"]:
                same_as_the_json(work)
        elif isinstance(content, dict) and content.get("message-type") == "work":
            works += 1
            assert read_work(content) == paper_of(content["message"])
            same_as_the_json(content["message"])
        else:
            found = page_or_reason(read_page, content, QUERY)
            assert found == "the reply holds no list of works" or not papers(found)
    assert (lists, works, refused) == (69, 50, 24)


def papers(page):
    return [each for each in page.records if isinstance(each, Paper)]


def same_as_the_json(work):
    paper = paper_of(work)
    if isinstance(paper, LeftOut):
        about_another = "update-to" in work or plain(work).startswith(("correction", "erratum"))
        assert not plain(work) or work.get("type") in NO_PAPERS or about_another
        return
    assert letters(paper.title).startswith(plain(work))
    assert f"doi:{work['DOI'].lower()}" in paper.identifiers
    issued = (work.get("issued") or {}).get("date-parts", [[None]])[0][0]
    assert issued is None or paper.year == issued
    raw = re.sub(
        r"<jats:title>(?:Abstract|Summary|ABSTRACT)\W*</jats:title>", "", abstract_of(work)
    )
    raw = html.unescape(without_tags(html.unescape(without_tags(raw))))
    if paper.abstract:
        assert letters(paper.abstract) in letters(raw)
        assert len(letters(raw)) - len(letters(paper.abstract)) <= len("abstract")
    else:
        assert len(raw.strip()) < 30


def abstract_of(work):
    text = work.get("abstract") or ""
    # TeX beside the same formula in MathML is left out.
    return re.sub(
        r"(<jats:alternatives>)\s*<jats:tex-math>.*?</jats:tex-math>", r"\1", text, flags=re.DOTALL
    )


def without_tags(text):
    return re.sub(r"</?[a-zA-Z:-]+(?:\s[^<>]*)?/?>|<\?[^<>]*>", "", text)


def plain(work):
    titles = [title for title in work.get("title") or [] if title]
    return (
        letters(html.unescape(without_tags(html.unescape(without_tags(titles[0])))))
        if titles
        else ""
    )


@pytest.fixture
def source(services, tmp_path):
    def made_with(**settings):
        defaults = {"base_url": services.base_url("crossref"), "interval_s": 0, "attempts": 2}
        return CrossrefSource(
            CrossrefSettings.model_validate(defaults | {"longest_wait_s": 0.01} | settings),
            turnstile=Turnstile(tmp_path, "crossref", 0),
        )

    return made_with


def test_pages_are_followed_by_their_offsets_to_the_end(source, services, monkeypatch):
    monkeypatch.setattr("litsynth.search.sources.crossref.PAGE_SIZE", 4)
    record = source().search(SOIL, limit=100).queries[0]
    assert record.returned == record.hits
    first = [request.params["offset"] for request in services.requests][:3]
    assert first == ["0", "4", "8"]


def test_no_page_reaches_past_what_crossref_gives(source, services):
    source().search(SOIL, limit=9_000)
    for request in services.requests:
        assert int(request.params["offset"]) + int(request.params["rows"]) <= 10_000
        assert int(request.params["rows"]) <= 1_000


def test_pages_that_repeat_what_came_are_left(source, services, monkeypatch):
    monkeypatch.setattr("litsynth.search.sources.crossref.PAGE_SIZE", 4)
    services.spoil(Spoil.SAME_PAGE)
    result = source().search(SOIL, limit=100)
    assert result.queries[0].error == "its pages lead in a circle"
    assert len({paper.id for paper in result.papers}) == len(result.papers) == 4


def test_who_asks_is_told_as_crossref_wants_it(source, services):
    source(mailto="a@b.example", api_key="abc").search(SOIL, limit=1)
    assert services.requests[0].params["mailto"] == "a@b.example"
    assert services.requests[0].headers["crossref-plus-api-token"] == "Bearer abc"
    source().search(SOIL, limit=1)
    assert "mailto" not in services.requests[-1].params


@pytest.mark.parametrize("identifier", ["arxiv:2203.90017", "doi:10.48550/arXiv.2203.90017"])
def test_arxivs_dois_are_registered_elsewhere_and_not_asked_for(source, services, identifier):
    assert source().paper(identifier) is None
    assert services.requests == []


def test_a_refusal_is_told_in_crossrefs_words(source, monkeypatch):
    monkeypatch.setattr("litsynth.search.sources.crossref.PAGE_SIZE", 5_000)
    with pytest.raises(SourceError, match=r"HTTP 400 \(bad request\): rows is too large"):
        source().search(SOIL, limit=2_000)
