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


@pytest.mark.parametrize(
    "data", [b'{"a": 1}\n{"a": 2}\n', b' {\n  "title": "x"\n}', b'[{"a": 1}]', b"[[1, 2], [3]]"]
)
def test_json_is_no_paper(data):
    assert kind_of_file(data) is FileKind.JSON


@pytest.mark.parametrize("data", [b"[1] A note. It ends.", b"{A brace} opens this text."])
def test_text_that_opens_with_a_bracket_is_no_json(data):
    assert kind_of_file(data) is FileKind.TEXT


def test_bytes_of_windows_are_quotes_and_letters():
    assert decoded(b"He said \x93yes\x94: caf\xe9 \x81.") == "He said \x93yes\x94: café \x81."
    assert decoded(b"He said \x93yes\x94: caf\xe9.") == "He said “yes”: café."


def test_one_odd_byte_does_not_spoil_a_text_in_utf_8():
    assert decoded("Müller says “yes” to ".encode() + b"caf\xe9.") == "Müller says “yes” to café."


def test_junk_behind_the_mark_of_utf_16_is_no_text():
    junk = b"\xff\xfe" + bytes(range(0xD8, 0x100)) * 60
    assert decoded(junk) is None
    assert kind_of_file(junk) is FileKind.BINARY
    assert decoded("风筝飞得很高。".encode("utf-16")) == "风筝飞得很高。"
