"""The typeset papers hold what the catalogue says of them, and read like real ones."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from .catalogue import CATALOGUE, FINDINGS, SOURCE, SOURCE_TWIN
from .records import Listing, latest
from .typeset import PAPERS, forget_pdfs, pdf_of

ENTRIES = {entry.id: entry for entry in CATALOGUE}
EVERY_ENTRY = pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)


def pages_of(listing):
    document = pypdfium2.PdfDocument(pdf_of(listing))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def letters(text):
    """`text` without spaces, line breaks and hyphens, which typesetting moves."""
    return re.sub(r"[\s\x02\u00ad-]", "", text)


def prose_of(listing):
    """The letters of all pages without running heads and page numbers.

    One finding of the source paper runs over the end of page 1.
    """
    return letters(
        "\n".join(
            line
            for number, page in enumerate(pages_of(listing), start=1)
            for line in page.splitlines()
            if listing.id not in line and line.strip() != str(number)
        )
    )


@EVERY_ENTRY
def test_a_paper_has_two_or_three_pages_with_the_catalogues_words(entry):
    pages = pages_of(latest(entry))
    assert len(pages) in {2, 3}
    text = letters("".join(pages))
    for part in (entry.title, entry.abstract, *entry.authors, f"{entry.id}v{len(entry.versions)}"):
        assert letters(part) in text


@EVERY_ENTRY
def test_a_paper_has_the_parts_of_a_paper(entry):
    text = "\n".join(pages_of(latest(entry)))
    assert re.search(r"^1 Introduction\s*$", text, re.MULTILINE)
    assert re.search(r"^\d Results\s*$|^\d Experiments\s*$", text, re.MULTILINE)
    assert re.search(r"^References\s*$", text, re.MULTILINE)
    assert re.search(r"^Figure.1: ", text, re.MULTILINE)
    assert re.search(r"\[\d\]|\(\w[\w-]+(?: et al\.| and \w+)?, \d{4}\)", text)


@EVERY_ENTRY
def test_later_pages_carry_a_running_head_and_their_number(entry):
    for number, page in enumerate(pages_of(latest(entry))[1:], start=2):
        lines = [line.strip() for line in page.splitlines()]
        assert f"{entry.id}v{len(entry.versions)}" in " ".join(lines)
        assert str(number) in lines


@EVERY_ENTRY
def test_the_file_itself_names_title_and_authors(entry):
    facts = PdfReader(BytesIO(pdf_of(latest(entry)))).metadata
    assert facts is not None
    assert facts.title == entry.plain_title
    assert facts.author == ", ".join(entry.authors)


@EVERY_ENTRY
def test_a_paper_is_typeset_the_same_each_time(entry):
    first = pdf_of(latest(entry))
    forget_pdfs()
    assert pdf_of(latest(entry)) == first


def test_some_papers_have_one_column_and_some_two():
    assert {entry.columns for entry in CATALOGUE} == {1, 2}
    for entry in CATALOGUE:
        assert (len(column_starts(entry)) > 1) == (entry.columns == 2)


def column_starts(entry):
    """The left edges, rounded to 10 pt, at which at least twelve lines of page 1 begin."""
    document = pypdfium2.PdfDocument(pdf_of(latest(entry)))
    try:
        text = document[0].get_textpage()
        edges = Counter(round(text.get_rect(n)[0], -1) for n in range(text.count_rects()))
    finally:
        document.close()
    return [edge for edge, lines in edges.items() if lines >= 12]


def test_lines_end_in_hyphens_where_a_column_is_narrow():
    pages = pages_of(latest(ENTRIES[SOURCE]))
    assert sum(page.count("\x02") for page in pages) >= 5


def test_every_finding_stands_in_the_source_paper_and_its_twin():
    assert len(FINDINGS) >= 8
    for identifier in (SOURCE, SOURCE_TWIN):
        text = prose_of(latest(ENTRIES[identifier]))
        for finding in FINDINGS:
            assert letters(finding.text) in text


def test_the_first_version_of_the_source_paper_has_other_figures():
    text = prose_of(Listing(entry=ENTRIES[SOURCE], version=1))
    assert letters("31% higher under the five-crop rotation") in text
    assert letters(FINDINGS[0].text) not in text


def test_findings_are_weighed_by_other_papers_only():
    for finding in FINDINGS:
        for_it, against_it = set(finding.supported_by), set(finding.refuted_by)
        assert not for_it & against_it
        assert for_it | against_it <= ENTRIES.keys() - {SOURCE, SOURCE_TWIN}


def test_the_twins_share_their_doi_and_nothing_else_does():
    dois = Counter(entry.doi for entry in CATALOGUE if entry.doi)
    assert [doi for doi, times in dois.items() if times > 1] == [ENTRIES[SOURCE].doi]
    assert ENTRIES[SOURCE_TWIN].doi == ENTRIES[SOURCE].doi


def test_every_paper_has_an_id_of_its_own_and_no_file_is_left_over():
    assert len(ENTRIES) == len(CATALOGUE) == 12
    files = {path.name for path in PAPERS.glob("*.typ")}
    assert files == {entry.file for entry in CATALOGUE} | {"style.typ"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"versions": ()}, "versions must be dates in rising order"),
        ({"versions": CATALOGUE[0].versions[::-1]}, "versions must be dates in rising order"),
        ({"affiliations": ("One",)}, "one affiliation for each author"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(change, message):
    with pytest.raises(ValueError, match=f"{SOURCE}: {message}"):
        replace(CATALOGUE[0], **change)
