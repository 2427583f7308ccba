"""What kind of file some bytes are, by what is in them; never by name. Pure."""

import re
import unicodedata
from enum import StrEnum
from urllib.parse import urlsplit


class FileKind(StrEnum):
    PDF = "a PDF"
    JATS = "JATS XML"
    HTML = "a web page"
    LATEX = "LaTeX source"
    GZIP = "a gzip archive"
    TAR = "a tar archive"
    ZIP = "a zip archive"
    IMAGE = "an image"
    XML = "an XML file that is not JATS"
    JSON = "JSON"
    MARKDOWN = "Markdown"
    TEXT = "plain text"
    BINARY = "a file of an unknown kind"
    EMPTY = "empty"


READABLE = frozenset(
    {
        FileKind.PDF,
        FileKind.JATS,
        FileKind.HTML,
        FileKind.LATEX,
        FileKind.GZIP,
        FileKind.TAR,
        FileKind.MARKDOWN,
        FileKind.TEXT,
    }
)

_START = 4096
_PDF_WITHIN = 1024
"""The PDF standard's readers accept rubbish before the header, this far."""
_MAGIC = (
    (b"\x1f\x8b", FileKind.GZIP),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
)
_TAR_MAGIC = b"ustar"
_TAR_MAGIC_AT = 257
_ROOT = re.compile(r"<(?:\w+:)?([a-zA-Z][\w-]*)")
_HTML = frozenset({"html", "head", "body", "title", "meta", "div", "p", "h1", "script"})
_LATEX = re.compile(r"^\s*\\(?:documentclass|documentstyle|begin\{document\})", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\{\s*\"[^\"\n]{0,200}\"\s*:|\{\s*\}|\[\s*[\[{])")
_MARKDOWN = re.compile(r"^#{1,6} \S|^(?:=|-){4,}\s*$|^```", re.MULTILINE)

_SAMPLED = 4096
_MOST_UNUSED = 0.05
"""Share of characters that are unassigned, private or lone halves. Random bytes have 15 in 100."""
_ODD_BYTE = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


def kind_of_file(data: bytes) -> FileKind:
    """The kind of the whole file `data`."""
    if not data.strip(b"\x00\t\n\r "):
        return FileKind.EMPTY
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileKind.PDF
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[_TAR_MAGIC_AT : _TAR_MAGIC_AT + len(_TAR_MAGIC)] == _TAR_MAGIC:
        return FileKind.TAR
    start = decoded(data[:_START])
    if start is None:
        return FileKind.BINARY
    return _kind_of_text(start, data)


def _kind_of_text(start: str, data: bytes) -> FileKind:
    if start.lstrip().startswith("<"):
        found = _ROOT.search(start)
        root = found.group(1).lower() if found else ""
        if root == "article":
            return FileKind.JATS
        return FileKind.HTML if root in _HTML else FileKind.XML
    if _JSON.match(start):
        return FileKind.JSON
    if _LATEX.search(start) or b"\\begin{document}" in data:
        return FileKind.LATEX
    return FileKind.MARKDOWN if _MARKDOWN.search(start) else FileKind.TEXT


def why_not_read(data: bytes, address: str | None) -> str | None:
    """Why a file found at `address` cannot stand for its paper, or None if it can."""
    kind = kind_of_file(data)
    if kind is FileKind.EMPTY:
        return f"empty: the file holds no {'text, only blanks' if data else 'bytes'}"
    if kind is not FileKind.PDF and is_pdf_address(address):
        return f"{kind}, not a PDF"
    if kind not in READABLE:
        return f"{kind}, which litsynth does not read"
    return None


def decoded(data: bytes) -> str | None:
    """The text of `data`, or None if it is not text.

    UTF-16 with its mark, if that gives characters that are in use, else UTF-8. Bytes that are not
    UTF-8 are read as Windows-1252; where they outnumber the characters that are, all of it is.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = data.decode("utf-16", "replace")
        return None if _is_noise(wide) else wide
    if b"\x00" in data:
        return None
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    odd = len(_ODD_BYTE.findall(text))
    if odd == 0:
        return text
    if odd > len(_BEYOND_ASCII.findall(text)):
        return _as_windows(data)
    return _ODD_BYTE.sub(
        lambda found: _as_windows(found.group().encode("utf-8", "surrogateescape")), text
    )


def _is_noise(text: str) -> bool:
    """Whether so much of `text` stands for nothing that the bytes are no text at all."""
    sample = text[:_SAMPLED].removesuffix("\ufffd")
    unused = sum(c == "\ufffd" or unicodedata.category(c) in {"Cn", "Co", "Cs"} for c in sample)
    return unused > _MOST_UNUSED * len(sample)


def _as_windows(data: bytes) -> str:
    """The bytes in Windows-1252, and the five that it leaves open in Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def is_pdf_address(url: str | None) -> bool:
    """Whether what stands at `url` should be a PDF, so that anything else is a failure."""
    if url is None:
        return False
    parts = urlsplit(url)
    return parts.path.lower().endswith(".pdf") or parts.scheme in {"http", "https"}
