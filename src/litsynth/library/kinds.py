"""What a file is, by its first bytes. Pure."""

import codecs
import re
from enum import StrEnum


class Kind(StrEnum):
    JSON_LINES = "JSON Lines"
    JSON_ARRAY = "a JSON array"
    BIBTEX = "BibTeX"
    RIS = "RIS"
    NBIB = "PubMed"
    PDF = "PDF"


KNOWN = "PDF, JSON Lines, CSL-JSON, BibTeX, RIS, PubMed (.nbib); plain, .gz or .zst"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_BIBTEX = re.compile(rb"(?:^|[\r\n])[ \t]*@[A-Za-z]+[ \t]*[{(]")
_RIS = re.compile(rb"(?:^|[\r\n])TY  ?- ?")
_NBIB = re.compile(rb"(?:^|[\r\n])PMID *- ?\d")
_TABLE = re.compile(rb"(?=[^\r\n]*[,;\t])[^\r\n]*\btitle\b", re.IGNORECASE)
_FROM_A_FOLDER = "articles in it are read with --source folder:PATH"
_OTHERS = (
    (b"%0 ", "EndNote's own format: export it as RIS"),
    (b"%T ", "EndNote's own format: export it as RIS"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"\x1f\x8b", "packed twice"),
    (b"SQLite format 3", "a database"),
    (b"<!doctype html", f"a web page; {_FROM_A_FOLDER}"),
    (b"<html", f"a web page; {_FROM_A_FOLDER}"),
    (b"<?xml", f"XML; {_FROM_A_FOLDER}"),
    (b"\\documentclass", f"LaTeX; {_FROM_A_FOLDER}"),
    (b"{", "one JSON object over many lines; a record a line, or an array, is read"),
)


def kind_of(head: bytes) -> Kind | str:
    """The kind of a file that begins with `head`, or what is wrong with it."""
    bare = head.removeprefix(codecs.BOM_UTF8)
    text = bare.lstrip()
    tests = (
        # Before PDF, which may have something before its mark: a record may speak of that mark.
        (text.startswith(b"{") and text.partition(b"\n")[0].strip() != b"{", Kind.JSON_LINES),
        (text.startswith(b"["), Kind.JSON_ARRAY),
        (_PDF in head[:_PDF_WITHIN], Kind.PDF),
        (_RIS.search(bare), Kind.RIS),
        (_NBIB.search(bare), Kind.NBIB),
        (_BIBTEX.search(bare), Kind.BIBTEX),
    )
    return next((kind for holds, kind in tests if holds), None) or _what_else(head, text)


def _what_else(head: bytes, text: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it is written in UTF-16; save it as UTF-8"
    if not text:
        return "it is empty"
    if _TABLE.match(text):
        return "it is a table: export the records as RIS, BibTeX or CSL-JSON"
    known = (said for magic, said in _OTHERS if text[:40].lower().startswith(magic.lower()))
    return f"it is {next(known, f'of no known format ({KNOWN})')}"
