import os
import warnings
from dataclasses import replace

import pytest

from litsynth.reading.cache import CachedReader
from litsynth.reading.reader import FileReader
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Document, Paper, PaperId, Unreadable

ONE = Paper(id=PaperId("file:one"), title="one")
OTHER = Paper(id=PaperId("file:other"), title="other")


class Shelf:
    """Reads any bytes as text, and counts how often it was asked."""

    def __init__(self, name="shelf/1"):
        self.name = name
        self.asked = 0

    def read(self, data, *, paper):
        self.asked += 1
        if not data:
            return Unreadable(paper=paper.id, reason="empty")
        return document_from_text(paper.id, data.decode(), depth=Depth.FULL_TEXT)


@pytest.fixture
def shelf():
    return Shelf()


def test_a_content_is_read_once(shelf, tmp_path):
    reader = CachedReader(shelf, tmp_path)
    first = reader.read(b"It is here.", paper=ONE)
    assert reader.read(b"It is here.", paper=ONE) == first
    assert CachedReader(shelf, tmp_path).read(b"It is here.", paper=ONE) == first
    assert shelf.asked == 1


def test_the_same_content_serves_another_paper(shelf, tmp_path):
    reader = CachedReader(shelf, tmp_path)
    reader.read(b"It is here.", paper=ONE)
    assert reader.read(b"It is here.", paper=OTHER).paper == OTHER.id
    assert shelf.asked == 1


def test_another_reader_reads_anew(shelf, tmp_path):
    CachedReader(shelf, tmp_path).read(b"It is here.", paper=ONE)
    later = Shelf("shelf/2")
    CachedReader(later, tmp_path).read(b"It is here.", paper=ONE)
    assert later.asked == 1


def test_a_web_page_that_was_read_is_still_no_pdf(tmp_path):
    page = b"<!doctype html><html><body><p>Log in to read the paper.</p></body></html>"
    reader = CachedReader(FileReader(), tmp_path)
    found = [
        reader.read(page, paper=replace(ONE, pdf_url=f"file:///tmp/{name}"))
        for name in ("paper.html", "paper.pdf", "paper.html")
    ]
    assert [isinstance(each, Document) for each in found] == [True, False, True]
    assert found[1] == Unreadable(paper=ONE.id, reason="a web page, not a PDF")


def test_failures_are_not_kept(shelf, tmp_path):
    reader = CachedReader(shelf, tmp_path)
    for _ in range(2):
        assert isinstance(reader.read(b"", paper=ONE), Unreadable)
    assert shelf.asked == 2


def test_a_damaged_entry_is_read_again(shelf, tmp_path):
    reader = CachedReader(shelf, tmp_path)
    first = reader.read(b"It is here.", paper=ONE)
    for entry in tmp_path.rglob("*.json"):
        entry.write_bytes(entry.read_bytes()[:20])
    assert reader.read(b"It is here.", paper=ONE) == first
    assert shelf.asked == 2


def test_what_was_kept_first_goes_when_there_is_too_much(shelf, tmp_path, monkeypatch):
    monkeypatch.setattr("litsynth.reading.cache.MOST", 1)
    monkeypatch.setattr(CachedReader, "_path", lambda _, data: tmp_path / f"{data.decode()}.json")
    for number, data in enumerate((b"One is here.", b"Two is here."), start=1):
        CachedReader(shelf, tmp_path).read(data, paper=ONE)
        assert len(list(tmp_path.iterdir())) == 1
        os.utime(tmp_path / f"{data.decode()}.json", (number, number))
    CachedReader(shelf, tmp_path).read(b"Two is here.", paper=ONE)
    assert shelf.asked == 2


def test_nothing_half_written_is_left(shelf, tmp_path):
    CachedReader(shelf, tmp_path).read(b"It is here.", paper=ONE)
    assert [entry.suffix for entry in tmp_path.rglob("*") if entry.is_file()] == [".json"]


def test_a_folder_that_cannot_be_written_is_done_without_and_said_once(shelf, tmp_path):
    (tmp_path / "documents").write_text("not a folder")
    reader = CachedReader(shelf, tmp_path / "documents")
    with pytest.warns(RuntimeWarning, match="This run goes on without it"):
        first = reader.read(b"It is here.", paper=ONE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert reader.read(b"It is here.", paper=ONE) == first


def test_a_folder_in_the_place_of_an_entry_is_done_without(shelf, tmp_path):
    reader = CachedReader(shelf, tmp_path)
    first = reader.read(b"It is here.", paper=ONE)
    (entry,) = tmp_path.rglob("*.json")
    entry.unlink()
    entry.mkdir()
    with pytest.warns(RuntimeWarning, match="This run goes on without it"):
        assert reader.read(b"It is here.", paper=ONE) == first
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
