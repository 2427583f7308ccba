"""Files of records: known by their content, packed, cut short, damaged, or of no known format."""

import gzip
import io
import json
import tarfile
import tracemalloc

import pytest
import zstandard

from litsynth.library.entries import Bad
from litsynth.library.importing import why_not
from litsynth.streams import opened
from tests.library.making import helpers, one, read, record


def test_an_array_larger_than_what_is_read_at_once_gives_every_member_with_its_line(tmp_path):
    path = tmp_path / "many.json"
    members = [{"id": f"r{at}", "title": f"Otters {at}", "text": "x" * 900} for at in range(3000)]
    path.write_text("[\n" + ",\n".join(map(json.dumps, members)) + "\n]\n")
    good, bad = read(path)
    assert bad == []
    assert [line for line, _ in good] == list(range(2, 3002))


def test_an_array_cut_short_gives_what_is_whole_and_says_where_it_ends(tmp_path):
    path = tmp_path / "cut.json"
    path.write_text('[\n{"id": "1", "title": "Otters"},\n{"id": "2", "tit')
    good, bad = read(path)
    assert [line for line, _ in good] == [2]
    assert [(each.line, "cut short" in each.reason) for each in bad] == [(3, True)]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_packed_files_are_known_by_content_and_read_to_their_end(tmp_path, pack):
    path = tmp_path / "anything.dat"
    text = "".join(json.dumps(record(at)) + "\n" for at in range(2000)).encode()
    path.write_bytes(pack(text[: len(text) // 2]) + pack(text[len(text) // 2 :]))
    good, bad = read(path)
    assert (len(good), bad) == (2000, [])


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_packed_file_cut_short_gives_what_stands_before_and_says_so(tmp_path, pack):
    path = tmp_path / "cut.gz"
    text = "".join(
        json.dumps(record(at, abstract=str(hash((at, "x"))) * 20)) + "\n" for at in range(20_000)
    ).encode()
    packed = pack(text)
    path.write_bytes(packed[: len(packed) // 2])
    good, bad = read(path)
    assert 0 < len(good) < 20_000
    assert [line for line, _ in good] == list(range(1, len(good) + 1))
    assert bad[-1].line == 0
    assert "cut short" in bad[-1].reason


def test_a_packed_file_of_one_letter_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "x.zst"
    with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as packed:
        for _ in range(600):
            packed.write(b"0" * (1 << 20))
    tracemalloc.start()
    try:
        with opened(path) as stream:
            assert len(stream.read(1 << 20)) == 1 << 20
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 300 << 20


def test_a_damaged_packed_file_is_one_bad_place(tmp_path):
    path = tmp_path / "bad.gz"
    path.write_bytes(gzip.compress(b'{"title": "x"}\n' * 2000)[:10] + b"\xff" * 500)
    good, bad = read(path)
    assert good == []
    assert [each.line for each in bad] == [0]
    assert "damaged" in bad[0].reason


@pytest.mark.parametrize("place", [200, 3000, -6])
def test_damaged_bytes_inside_a_packed_file_end_it_with_a_bad_place(tmp_path, place):
    path = tmp_path / "bad.gz"
    texts = [json.dumps(record(at, abstract=str(at * at) * 20)) + "\n" for at in range(9000)]
    packed = bytearray(gzip.compress("".join(texts).encode()))
    packed[place : place + 4 or None] = bytes(byte ^ 0xFF for byte in packed[place : place + 4])
    path.write_bytes(packed)
    _, bad = read(path)
    assert "damaged" in bad[-1].reason


def test_each_bad_line_is_told_with_its_number_and_the_rest_is_read(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "1", "title": "Otters"}\n'
        b'{"id": "2", "title": "Caf\xe9"}\n'
        b"\n"
        b'{"id": "3"}\n'
        b'["no", "object"]\n'
        b'{"id": "4", "title": "Lone \\ud800 half"}\n'
        b'{"id": "5", "title": "half a li'
    )
    good, bad = read(path)
    assert [(line, entry.paper.title) for line, entry in good] == [
        (1, "Otters"),
        (6, "Lone \ufffd half"),
    ]
    assert [each.line for each in bad] == [2, 4, 5, 7]
    assert ["UTF-8" in bad[0].reason, "title" in bad[1].reason, "JSON" in bad[3].reason] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"Dear all, these are my papers.", "no known format"),
        (gzip.compress("{}".encode("utf-16")), "UTF-16"),
        (b"PK\x03\x04....", "zip"),
        (b"<!DOCTYPE html><html>", "web page of another name than .html"),
        (b"<?xml version='1.0'?><records>", "XML that is no JATS article"),
        (b"\\documentclass{article}", "LaTeX of another name than .tex"),
        (b"FN Clarivate Analytics Web of Science\nVR 1.0\n", "export it as RIS"),
        (b"PK\x03\x04[Content_Types].xml", "export it as CSV"),
        (b'{\n  "title": "x"\n}\n', "many lines"),
    ],
)
def test_a_file_of_no_known_format_says_what_it_seems_to_be(tmp_path, content, told):
    path = tmp_path / "file"
    path.write_bytes(content)
    good, bad = read(path)
    assert good == []
    assert [each.line for each in bad] == [0]
    assert told in bad[0].reason
    assert told in str(why_not(path, helpers()))


BIBLIOGRAPHY = "@article{b, title = {Not this one}}\n"


def tar_gz(*files):
    """An archive of files with their names, as arXiv gives source out."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in files:
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper", b"%PDF-1.7\n"),
        ("x.md", f"# Otters\n\nAda\n\n2020\n\nWe\n\nCite\n\n{BIBLIOGRAPHY}".encode()),
        (
            "x.tex",
            b"\\begin{filecontents}{b}\n" + BIBLIOGRAPHY.encode() + b"\\end\n\\documentclass{a}",
        ),
        ("x.html", b"<html><pre>" + b"\n" * 9 + BIBLIOGRAPHY.encode()),
        ("source.tex", tar_gz(("a.bib", BIBLIOGRAPHY.encode()), ("m.tex", b"\\documentclass"))),
    ],
)
def test_a_paper_that_prints_records_is_handed_to_who_reads_papers(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert why_not(path, helpers()) is None
    _, bad = read(path)
    assert bad == [Bad(line=0, reason=f"no reader for {name}")]


def test_records_in_a_file_that_may_be_a_text_are_records(tmp_path):
    path = tmp_path / "x.md"
    path.write_text(f"% Encoding: UTF-8\n\n{BIBLIOGRAPHY}")
    assert one(path).format == "bibtex"


def test_records_that_speak_of_pdf_are_no_pdf(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"title": "Files that begin with %PDF-"}\n')
    good, bad = read(path)
    assert (len(good), bad) == (1, [])


def test_a_file_that_cannot_be_opened_is_a_bad_place(tmp_path):
    _, bad = read(tmp_path / "absent.jsonl")
    assert [each.line for each in bad] == [0]


def test_real_dumps_are_read_whole(shared):
    bulk = shared / "data" / "bulk"
    dump, none = read(bulk / "arxiv-oai-kaggle-first200.jsonl")
    assert (len(dump), none) == (200, [])
    assert {entry.format for _, entry in dump} == {"arxiv-dump"}
    assert all(entry.paper.published for _, entry in dump)
    plain, none = read(bulk / "arxiv-records-10k.jsonl.gz")
    assert (len(plain), none) == (9801, [])
    assert all(entry.paper.id.startswith("arxiv:") for _, entry in plain)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.ris", "TY  - JOUR\nTI  - Otters\nER  - \n"),
        ("x.bib", "@misc{a, title = {Otters}}\n"),
        ("x.jsonl", '{"title": "Otters"}\n'),
        ("x.json", '[{"title": "Otters"}]'),
        ("x.csv", "Title,Year\nOtters,2019\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_passed_over_in_every_format(tmp_path, name, text, encoding):
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    assert why_not(path, helpers()) is None
    assert one(path).paper.title == "Otters"


def test_what_endnote_keeps_for_itself_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "x.enw"
    path.write_text("%0 Journal Article\n%T Otters\n")
    (bad,) = read(path)[1]
    assert "export it as RIS" in bad.reason
