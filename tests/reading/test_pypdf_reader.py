"""The second reader, for files that the first refuses."""

import pytest

from litsynth.reading.compose import compose
from litsynth.reading.marked import Source
from litsynth.reading.printed import PrintedFile, Refused
from litsynth.reading.pypdf_reader import read_pages
from litsynth.reading.reader import FileReader
from litsynth.records import Document, PaperId
from tests.reading.typesetting import PAPER, filler, pdf, sentences_of

SOURCE = Source(paper=PaperId("file:test"), sha256="", reader="test")


@pytest.mark.parametrize("columns", [1, 2])
def test_columns_are_kept_apart(columns):
    layout = f"#set page(width: 400pt, height: 400pt, margin: 30pt, columns: {columns})\n"
    found = read_pages(pdf(layout + "#set text(size: 9pt, hyphenate: false)\n" + filler(40)))
    assert isinstance(found, PrintedFile)
    said = sentences_of(compose(found, SOURCE))
    assert said == [part + "." for part in filler(40).rstrip(".").split(". ")]


def test_what_is_no_pdf_is_refused():
    found = read_pages(b"%PDF-1.7\nnothing")
    assert isinstance(found, Refused)
    assert found.reason.startswith("damaged")


def test_two_columns_of_a_real_paper_are_kept_apart(shared):
    data = (shared / "data" / "pdf" / "jcon.00059.pdf").read_bytes()
    found = read_pages(data)
    assert isinstance(found, PrintedFile)
    document = compose(found, SOURCE)
    by_the_first = FileReader().read(data, paper=PAPER)
    assert isinstance(by_the_first, Document)
    assert document.title == by_the_first.title
    ours, theirs = set(sentences_of(document)), set(sentences_of(by_the_first))
    assert len(ours & theirs) > 0.9 * len(theirs)
