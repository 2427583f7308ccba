"""What a file is, by its first bytes. Pure."""

import codecs
import re
from enum import StrEnum
from itertools import islice

from litsynth.library.formats.table import Table, table_in


class Kind(StrEnum):
    JSON_LINES = "JSON Lines"
    JSON_ARRAY = "a JSON array"
    BIBTEX = "BibTeX"
    RIS = "RIS"
    NBIB = "PubMed"
    TABLE = "a table"
    PAPER = "a paper"


KNOWN = (
    "papers in PDF, JATS XML, HTML, LaTeX, and, if called .md or .txt, though not README or "
    "LICENSE, Markdown and text; JSON Lines, CSL-JSON, BibTeX, RIS, PubMed (.nbib), CSV, plain, "
    ".gz or .zst"
)
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_BIBTEX = re.compile(rb"(?:^|[\r\n])[ \t]*@[A-Za-z]+[ \t]*[{(]")
_RIS = re.compile(rb"(?:^|[\r\n])TY  ?- ?")
_NBIB = re.compile(rb"(?:^|[\r\n])PMID *- ?\d")
_TABLE = re.compile(rb"(?=[^\r\n]*[,;\t])[^\r\n]*\btitle\b", re.IGNORECASE)
_CELLS = re.compile(rb"[^\r\n\0]*\t[^\r\n\0]*\t")
_OF_TABLES = re.compile(r"\.(?:csv|tsv|tab)(?:\.(?:gz|zst))?$", re.IGNORECASE)
_FIRST_LINES = 5
"""Lines with something in them, among which the first record of a file begins that may be a paper:
one that prints records begins otherwise.
"""
_LATEX = re.compile(rb"\\(?:documentclass|documentstyle|begin\{document\})")
_TAR, _TAR_AT = b"ustar", 257
_NEVER = (
    (b"%0 ", "EndNote's own format: export it as RIS"),
    (b"%T ", "EndNote's own format: export it as RIS"),
    (b"FN ", "Web of Science's own format: export it as RIS or BibTeX"),
    (b"PK\x03\x04", "a zip archive: unpack it first; a spreadsheet, export it as CSV (UTF-8)"),
    (b"\x1f\x8b", "packed twice"),
    (b"SQLite format 3", "a database"),
    (codecs.BOM_UTF16_LE, "written in UTF-16 and packed: unpack it first"),
    (codecs.BOM_UTF16_BE, "written in UTF-16 and packed: unpack it first"),
)
"""How files begin that are no papers, whatever they are called."""
_OTHERS = (
    (b"<!doctype html", "a web page of another name than .html"),
    (b"<html", "a web page of another name than .html"),
    (b"\\documentclass", "LaTeX of another name than .tex"),
    (b"<?xml", "XML that is no JATS article, or packed"),
    (b"{", "one JSON object over many lines; a record a line, or an array, is read"),
)


def kind_of(head: bytes, *, name: str, may_be_paper: bool) -> Kind | str:
    """The kind of a file of that name that begins with `head`, or what is wrong with it.

    may_be_paper: as far as its name and its first bytes tell.
    """
    bare = head.removeprefix(codecs.BOM_UTF8)
    text = bare.lstrip()
    table = table_in(text)
    listed = _where_records_begin(bare, may_be_paper=may_be_paper)
    tests = (
        # Before PDF, which may have something before its mark: a record may speak of that mark.
        (text.startswith(b"{") and text.partition(b"\n")[0].strip() != b"{", Kind.JSON_LINES),
        (text.startswith(b"["), Kind.JSON_ARRAY),
        (_PDF in head[:_PDF_WITHIN], Kind.PAPER),
        (isinstance(table, Table), Kind.TABLE),
        (_RIS.search(listed), Kind.RIS),
        (_NBIB.search(listed), Kind.NBIB),
        (_BIBTEX.search(listed), Kind.BIBTEX),
    )
    if kind := next((kind for holds, kind in tests if holds), None):
        return kind
    if never := next((said for magic, said in _NEVER if _begins(text, magic)), None):
        return f"it is {never}"
    if not text:
        return "it is empty"
    if isinstance(table, str) and _is_table(text, name, may_be_paper=may_be_paper):
        return table
    if may_be_paper:
        return Kind.PAPER
    known = (said for magic, said in _OTHERS if _begins(text, magic))
    return f"it is {next(known, f'of no known format ({KNOWN})')}"


def _begins(text: bytes, magic: bytes) -> bool:
    return text[: len(magic)].lower() == magic.lower()


def _is_table(text: bytes, name: str, *, may_be_paper: bool) -> bool:
    if _OF_TABLES.search(name):
        return True
    shape = _CELLS if may_be_paper else _TABLE
    marked = text.startswith(b"<") or _LATEX.search(text)
    return shape.match(text) is not None and not marked


def _where_records_begin(bare: bytes, *, may_be_paper: bool) -> bytes:
    """What is searched for the marks of records: a paper may print some."""
    if bare.lstrip().startswith(b"<"):
        return b""
    if not may_be_paper:
        return bare
    packed = bare[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR
    if packed or _LATEX.search(bare):
        return b""
    return b"\n".join(islice((line for line in bare.splitlines() if line.strip()), _FIRST_LINES))
