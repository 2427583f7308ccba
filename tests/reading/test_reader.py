"""One reader for all kinds, and its reasons where there is nothing to read."""

from itertools import pairwise

import pytest

from litsynth.reading.reader import FileReader
from litsynth.records import Document, Paper, PaperId, Unreadable
from tests.reading.typesetting import filler, pdf, reading

TEXT = PaperId("file:text")


def read(data, *, url=None, password=None):
    paper = Paper(id=TEXT, title="a file", pdf_url=url)
    return FileReader(password=password).read(data, paper=paper)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and more", "a zip archive, which litsynth does not read"),
        (b"\x89PNG\r\n\x1a\n", "an image, which"),
        (b"<?xml version='1.0'?><feed/>", "an XML file that is not JATS"),
        (b"<article><body><p>cut", "damaged XML"),
        (b"<html><body></body></html>", "a web page without any running text"),
        (b"\x1f\x8b\x08\x00", "a damaged archive"),
        (b"%PDF-1.7\nnothing more\n%%EOF\n", "damaged"),
        (b"%PDF-1.7\nnothing more", "truncated"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    found = read(data)
    assert isinstance(found, Unreadable)
    assert found.paper == TEXT
    assert reason in found.reason


@pytest.mark.parametrize("url", ["https://arxiv.org/pdf/2005.13013", "file:///a/paper.pdf"])
def test_a_web_page_in_place_of_a_pdf_is_named(url):
    found = read(b"<!DOCTYPE html><html><body><p>Forbidden.</p></body></html>", url=url)
    assert found == Unreadable(paper=TEXT, reason="a web page, not a PDF")


def test_a_web_page_that_was_asked_for_is_read():
    found = read(b"<html><body><p>It is here.</p></body></html>", url="file:///a/paper.html")
    assert isinstance(found, Document)
    assert found.text == "It is here."


def test_a_pdf_without_text_is_a_scan():
    found = read(pdf("#set page(width: 99pt, height: 99pt)\n#rect(width: 20pt)"))
    assert isinstance(found, Unreadable)
    assert "no text layer" in found.reason


def test_a_document_names_its_bytes_and_its_reader():
    source = "#set page(width: 300pt, height: 300pt)\n" + filler(3)
    document = reading(source)
    assert len(document.sha256) == 64
    assert document.reader == FileReader(ocr=None).name
    assert "pdfium" in document.reader
    assert document.language == "en"


def test_spans_of_a_document_are_sorted_and_in_bounds():
    document = reading("#set page(width: 300pt, height: 300pt)\n= Introduction\n" + filler(20))
    for spans in (
        document.sentences,
        [section.span for section in document.sections],
        [block.span for block in document.blocks],
        [line.span for line in document.lines],
    ):
        assert [span.of(document.text) for span in spans]
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_each_line_stands_in_its_box_on_its_page():
    document = reading("#set page(width: 300pt, height: 300pt)\n" + filler(20))
    for line in document.lines:
        assert line.box is not None
        assert 1 <= line.page <= document.page_count
        assert 0 <= line.box.left < line.box.right <= 300
        assert 0 <= line.box.bottom < line.box.top <= 300
