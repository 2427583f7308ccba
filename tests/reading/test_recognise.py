import pytest

from litsynth.reading.recognise import FileKind, decoded, is_pdf_address, kind_of_file

TAR = b"paper.tex".ljust(257, b"\0") + b"ustar\0" + b"x" * 300


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", FileKind.PDF),
        (b"rubbish before it\n%PDF-1.4\n", FileKind.PDF),
        (b"", FileKind.EMPTY),
        (b"\0\0\n \n", FileKind.EMPTY),
        (b"<!DOCTYPE html><html><body>Forbidden</body></html>", FileKind.HTML),
        (b"<html><head><title>x</title></head></html>", FileKind.HTML),
        (b"<?xml version='1.0'?><article><body><p>x</p></body></article>", FileKind.JATS),
        (b"<?xml version='1.0'?><feed></feed>", FileKind.XML),
        (b"\\documentclass{article}\n\\begin{document}", FileKind.LATEX),
        (b"# A title\n\nText.", FileKind.MARKDOWN),
        (b"Just a text, of one line.", FileKind.TEXT),
        ("Käse".encode("latin-1"), FileKind.TEXT),
        (b"\x1f\x8b\x08rest", FileKind.GZIP),
        (TAR, FileKind.TAR),
        (b"PK\x03\x04rest", FileKind.ZIP),
        (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
        (b"\x7fELF\x00\x01\x02", FileKind.BINARY),
    ],
)
def test_files_are_known_by_content(data, kind):
    assert kind_of_file(data) is kind


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Käse".encode(), "Käse"),
        ("Käse".encode("latin-1"), "Käse"),
        (b"\xef\xbb\xbfKase", "Kase"),
        ("Käse".encode("utf-16"), "Käse"),
        (b"\x00\x01", None),
    ],
)
def test_texts_are_decoded(data, text):
    assert decoded(data) == text


@pytest.mark.parametrize(
    ("url", "is_pdf"),
    [
        (None, False),
        ("https://arxiv.org/pdf/2005.13013", True),
        ("https://example.org/paper", True),
        ("file:///home/a/paper.pdf", True),
        ("file:///home/a/paper.PDF", True),
        ("file:///home/a/paper.html", False),
        ("file:///home/a/paper.txt", False),
        ("file:///home/pdf/paper.xml", False),
    ],
)
def test_addresses_that_promise_a_pdf(url, is_pdf):
    assert is_pdf_address(url) is is_pdf
