import pytest

from litsynth.reading.candidates import may_be_paper

LATEX = b"\\documentclass{article}\n\\begin{document}"
PAGE = b"<!DOCTYPE html><html><body>Text.</body></html>"
GZIP = b"\x1f\x8b\x08rest"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("without-ending", b"%PDF-1.7"),
        ("a.jats.xml", b"<?xml version='1.0'?><article><body/></article>"),
        ("a.html", PAGE),
        ("a.tex", LATEX),
        ("a.md", b"# A title\n\nText."),
        ("A.TXT", b"Text of one line."),
        ("2005.13013", GZIP),
        ("a.tar.gz", GZIP),
    ],
)
def test_every_format_that_is_read_may_be_a_paper(name, head):
    assert may_be_paper(name, head)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("refs.bib", b"@article{a, title = {A}}"),
        ("table.csv", b"a,b\n1,2\n"),
        ("a.json", b'{"a": 1}'),
        ("figure.png", b"\x89PNG\r\n\x1a\n"),
        ("a.crossref.xml", b"<?xml version='1.0'?><doi_batch></doi_batch>"),
        ("data.csv.gz", GZIP),
        ("program.py", b"# A comment\n\nprint()"),
        ("style.sty", LATEX),
        ("part.tex", b"\\section{Methods}"),
        ("README.md", b"# These are my papers\n"),
        ("empty", b""),
    ],
)
def test_what_is_plainly_no_paper_is_none(name, head):
    assert not may_be_paper(name, head)


@pytest.mark.parametrize(
    ("name", "head"),
    [("a.pdf", b""), ("a.pdf", PAGE), ("a.docx", b"PK\x03\x04rest"), ("a.md", b"")],
)
def test_what_is_called_a_paper_and_is_none_is_not_passed_over(name, head):
    assert may_be_paper(name, head)
