from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.records import Depth, PaperId
from litsynth.report.addresses import file_name, landing_page, pdf_page, safe_url
from litsynth.report.compose import compose
from litsynth.report.references import author_line, reference
from litsynth.report.tally import papers_by_id
from litsynth.report.wording import references
from tests.report.orchard import INPUTS

ENTRIES = papers_by_id(compose(INPUTS))
SOURCE = ENTRIES[PaperId("arxiv:2101.00001")]


def test_a_reference_names_authors_year_title_venue_and_identifiers():
    assert reference(SOURCE).text == (
        "Ada Bramley and Bo Pippin (2021). Pruning Apple Trees in Winter: A Trial of Seven "
        "Orchards. Proceedings of the Third Workshop on Invented Orchards. arXiv:2101.00001. "
        "doi:10.99999/orchard.7."
    )


def test_a_reference_without_authors_begins_with_its_title():
    assert reference(ENTRIES[PaperId("arxiv:1601.00006")]).text == (
        "Ploughing by Moonlight (2016). arXiv:1601.00006."
    )


def test_a_title_that_asks_keeps_its_mark():
    asking = replace(SOURCE, title="Do apples fall?", venue=None, identifiers=("arxiv:2101.00001",))
    assert "Do apples fall? arXiv" in reference(asking).text


def test_more_than_eight_authors_are_counted():
    assert author_line(tuple("ABCDEFGH")) == "A, B, C, D, E, F, G and H"
    assert author_line(tuple("ABCDEFGHIJ")) == "A, B, C, D, E, F, G and 3 others"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "example.org/a",
        "http://",
        "http://[broken",
        "",
        None,
    ],
)
def test_only_addresses_of_the_web_are_printed(url):
    assert safe_url(url) == ""


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_a_printed_address_cannot_end_early(tail):
    found = safe_url(f"https://example.org/{tail}")
    assert not set(found) & set(' <>"`|\\\n^{}')
    assert found.isascii()


def test_a_paper_is_cited_by_its_page_else_its_doi_else_its_arxiv_page():
    assert landing_page(SOURCE) == "https://example.org/pruning"
    assert landing_page(replace(SOURCE, url=None)) == "https://doi.org/10.99999/orchard.7"
    assert landing_page(replace(SOURCE, url=None, doi=None)) == "https://arxiv.org/abs/2101.00001"


def test_a_pdf_opens_at_its_page():
    assert pdf_page(SOURCE, 7) == "https://example.org/pruning.pdf#page=7"
    assert pdf_page(SOURCE, None) == "https://example.org/pruning.pdf"
    assert pdf_page(replace(SOURCE, pdf_url=None), 7) == ""


def test_a_file_address_is_linked_only_for_the_users_own_file():
    own = replace(SOURCE, id=PaperId("file:ab12"), pdf_url="file:///home/a/My%20paper.pdf")
    assert pdf_page(own, 2) == "file:///home/a/My%20paper.pdf#page=2"
    known = replace(SOURCE, identifiers=("doi:10.1/x", "file:ab12"), pdf_url=own.pdf_url)
    assert pdf_page(known, 2) == "file:///home/a/My%20paper.pdf#page=2"
    assert pdf_page(replace(SOURCE, pdf_url="file:///etc/passwd"), 2) == ""


def test_an_included_paper_says_whether_there_was_a_pdf():
    bare = tuple(
        replace(document, depth=Depth.ABSTRACT, lines=()) for document in INPUTS.documents[:2]
    )
    papers = compose(replace(INPUTS, documents=bare, claims=(), verdicts=(), unreadable=())).papers
    assert papers[1].reason == "its PDF was not read"
    unlisted = replace(INPUTS.ranked[3], paper=replace(INPUTS.ranked[3].paper, pdf_url=None))
    ranked = (*INPUTS.ranked[:3], unlisted, *INPUTS.ranked[4:])
    papers = compose(
        replace(INPUTS, ranked=ranked, documents=bare, claims=(), verdicts=(), unreadable=())
    ).papers
    assert papers[1].reason == "no source lists a PDF of it"


def test_a_paper_of_the_web_has_no_file_name():
    assert file_name(SOURCE) == ""


def test_a_file_is_named_without_its_folders():
    own = replace(
        SOURCE,
        id=PaperId("file:ab12"),
        identifiers=("file:ab12",),
        url=None,
        pdf_url="file:///home/a/My%20paper.pdf",
    )
    assert file_name(own) == "My paper.pdf"
    assert reference(own).identifiers == ("My paper.pdf",)


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("https://example.org/download?id=3", "PDF"),
        ("file:///home/a/My%20paper.PDF", "PDF"),
        ("file:///home/a/notes.txt", "file"),
    ],
)
def test_a_link_is_called_what_it_leads_to(address, label):
    own = replace(SOURCE, id=PaperId("file:ab12"), pdf_url=address)
    assert reference(own).pdf_label == label
    assert reference(own).pdf_url


def test_a_file_that_is_only_known_by_its_name_is_named_once():
    known = compose(INPUTS).papers[0]
    file = replace(
        known,
        title="Jcon.00020.pdf",
        authors=(),
        venue=None,
        pdf_url="file:///shelf/jcon.00020.pdf",
        identifiers=("file:1", "file:2"),
    )
    assert reference(file).text == "Jcon.00020.pdf (2021)."
    titled = replace(file, title="Pruning")
    assert reference(titled).text == "Pruning (2021). jcon.00020.pdf."


def test_many_papers_in_a_row_are_not_told_one_by_one():
    assert references(range(1, 31)) == "[1] to [30]"
    assert references([1, 2, 5, 6, 7, 9]) == "[1], [2], [5] to [7] and [9]"
    assert references([4]) == "[4]"
