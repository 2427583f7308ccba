"""Real papers, compared at run time with the publisher's own text. None of it is in this file."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from litsynth.errors import ConfigError
from litsynth.reading.folder import evaluate_folder
from litsynth.reading.reader import FileReader
from litsynth.records import BlockKind, Document, Paper, PaperId, SectionKind, Unreadable

PAGES = {
    "N18-3011": 8,
    "jcon.00012": 7,
    "jcon.00059": 6,
    "jcon.00068": 5,
    "jcon.00069": 2,
    "jcon.00092": 10,
    "jose.00090": 3,
    "jose.00143": 3,
    "jose.00173": 4,
    "jose.00184": 6,
    "jose.00193": 4,
}


MIDDLE = 298
"""Points: half the width of the page of every two-column paper here."""


def read(path, *, password=None, ocr=None):
    paper = Paper(id=PaperId("file:shared"), title=path.name, pdf_url=path.resolve().as_uri())
    return FileReader(password=password, ocr=ocr).read(path.read_bytes(), paper=paper)


@pytest.fixture(scope="module")
def papers(shared):
    return {name: read(shared / "data" / "pdf" / f"{name}.pdf") for name in PAGES}


def crossref(shared, name):
    """Title and surnames as the publisher registered them."""
    root = ET.parse(shared / "data" / "pdf" / f"{name}.crossref.xml").getroot()
    tags: dict[str, list[str]] = {"title": [], "surname": []}
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag in tags and element.text:
            tags[tag].append(" ".join(element.text.split()))
    return tags["title"], tags["surname"]


@pytest.mark.parametrize("name", PAGES)
def test_every_paper_is_read_whole(papers, name):
    document = papers[name]
    assert isinstance(document, Document)
    assert document.page_count == PAGES[name]
    assert {line.page for line in document.lines} == set(range(1, PAGES[name] + 1))
    assert document.language == "en"
    assert document.warnings == ()


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("j")])
def test_titles_and_authors_are_those_registered(papers, shared, name):
    titles, surnames = crossref(shared, name)
    assert papers[name].title in titles
    found = papers[name].authors
    assert found
    if surnames:  # Not every record has them.
        assert [any(each in author for each in surnames) for author in found] == [True] * len(found)


@pytest.mark.parametrize("name", PAGES)
def test_the_bibliography_is_found_and_is_no_running_text(papers, name):
    document = papers[name]
    entries = [block for block in document.blocks if block.kind is BlockKind.REFERENCE]
    assert len(entries) >= 2
    bibliography = [part.span for part in document.sections if part.kind is SectionKind.REFERENCES]
    assert not any(part.overlaps(span) for part in bibliography for span in document.sentences)


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("jose")])
def test_no_sentence_joins_two_columns(papers, name):
    document = papers[name]
    for span in document.sentences:
        lines = [line for line in document.lines_of(span) if line.box]
        for one, other in pairwise(lines):
            share_height = min(one.box.top, other.box.top) > max(one.box.bottom, other.box.bottom)
            left, right = sorted((one.box, other.box), key=lambda box: box.left)
            parted = left.right < MIDDLE < right.left
            assert not (one.page == other.page and share_height and parted)


def test_the_publishers_sentences_are_found_in_order(shared):
    total = evaluate_folder(shared / "data" / "pdf", FileReader()).total
    assert total.recall >= 0.95
    assert total.order >= 0.98
    assert total.excess <= 0.02
    assert total.titles_exact == total.titles == 5


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.pdf", "empty"),
        ("html-error-page.pdf", "a web page, not a PDF"),
        ("jcon.00012-aes256-user-secret.pdf", "encrypted: it needs a password"),
        ("jcon.00069-scan-150dpi.pdf", "no text layer"),
    ],
)
def test_broken_files_give_their_reasons(shared, name, reason):
    found = read(shared / "data" / "pdf" / "broken" / name)
    assert isinstance(found, Unreadable)
    assert reason in found.reason


def test_a_password_opens_an_encrypted_file(papers, shared):
    path = shared / "data" / "pdf" / "broken" / "jcon.00012-aes256-user-secret.pdf"
    found = read(path, password="secret")
    assert isinstance(found, Document)
    assert found.text == papers["jcon.00012"].text
    wrong = read(path, password="guess")
    assert isinstance(wrong, Unreadable)
    assert "the password given does not open it" in wrong.reason


def test_a_folder_without_truth_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="no PDF with its JATS"):
        evaluate_folder(tmp_path, FileReader())
