"""Small papers set with typst, so that layouts are tested on real PDFs."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from litsynth.reading.reader import FileReader
from litsynth.records import Document, Paper, PaperId

PAPER = Paper(id=PaperId("file:test"), title="a test", pdf_url="file:///test.pdf")


@cache
def pdf(source: str) -> bytes:
    """The PDF of a typst document."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.typ"
        path.write_text(source, encoding="utf-8")
        return typst.compile(path, format="pdf", ignore_system_fonts=True)


def reading(source: str) -> Document:
    """What is read of a typst document. Fails the test if it cannot be read."""
    found = FileReader().read(pdf(source), paper=PAPER)
    assert isinstance(found, Document), found
    return found


def sentences_of(document: Document) -> list[str]:
    return [span.of(document.text) for span in document.sentences]


WORDS = """the of small tests shows that reading papers with two columns needs care because lines
from one column must never join lines from another and every sentence has to stay whole when it
runs over the end of a column or a page""".split()


def filler(count: int, start: int = 0) -> str:
    """`count` sentences, all different, of words that hyphenate."""
    return " ".join(
        f"Sentence number {start + index} says that "
        + " ".join(WORDS[(start + index + offset) % len(WORDS)] for offset in range(12))
        + f" and ends with mark{start + index}."
        for index in range(count)
    )
