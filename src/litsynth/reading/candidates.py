"""Which files of a folder may be papers: known by content, and mere text by its name too. Pure."""

import re

from litsynth.reading.recognise import FileKind, kind_of_file

_OFFICE = frozenset({".djvu", ".doc", ".docx", ".epub", ".odt"})
"""Papers in formats that are not read: that is to be told, not passed over."""
_MARKED = {
    FileKind.HTML: frozenset({"", ".htm", ".html", ".xhtml"}),
    FileKind.LATEX: frozenset({"", ".latex", ".ltx", ".tex", ".txt"}),
    FileKind.MARKDOWN: frozenset({".markdown", ".md", ".rst", ".text", ".txt"}),
    FileKind.TEXT: frozenset({".markdown", ".md", ".rst", ".text", ".txt"}),
    FileKind.EMPTY: frozenset({".htm", ".html", ".markdown", ".md", ".tex", ".txt"}),
    FileKind.GZIP: frozenset({"", ".latex", ".ltx", ".tex"}),
    FileKind.TAR: frozenset({"", ".latex", ".ltx", ".tex"}),
}
"""Endings under which a file of the kind may be a paper: programs and tables are text as well."""
_ABOUT_A_FOLDER = frozenset(
    "authors changelog changes contributing copying install licence license readme".split()
)
_PACKED = re.compile(r"(?:\.tar)?(?:\.gz|\.tgz|\.tar)$")
_ENDING = re.compile(r"(?<=.)\.[^\W\d][^.\s]*$")
"""Of a name: that of "2005.13013" is its number's second half."""


def may_be_paper(name: str, head: bytes) -> bool:
    """Whether a file of that name, which begins with `head`, may be a paper.

    True also of what is called a paper and cannot be read as one, so that this is told.
    """
    name = name.lower()
    kind = kind_of_file(head)
    if kind in {FileKind.PDF, FileKind.JATS} or name.endswith(".pdf"):
        return True
    if kind in {FileKind.GZIP, FileKind.TAR}:
        name = _PACKED.sub("", name)
    found = _ENDING.search(name)
    ending = found.group() if found else ""
    if ending in _OFFICE:
        return True
    stem = name.removesuffix(ending)
    return ending in _MARKED.get(kind, frozenset()) and stem not in _ABOUT_A_FOLDER
