"""Title and authors of LaTeX source whose macros are expanded. Pure."""

import re
from collections.abc import Iterator

from litsynth.reading.bylines import names_in
from litsynth.reading.cleaning import one_line, without_raised
from litsynth.reading.latex_braces import argument, uses, without
from litsynth.reading.latex_words import with_marks, words
from litsynth.reading.printed import RAISED, RAISED_END

_FOOTNOTE = r"footnote(?:text)?"
_BLOCK = re.compile(r"\\(?:and|And|AND|newauthor)(?![a-zA-Z])")
_LINE = re.compile(r"\\\\(?:\s*\[[^\]]*\])?|\n[ \t]*\n")
_WIDE = re.compile(r"\\(?:quad|qquad|hfill)(?![a-zA-Z])|&")
_RAISED_FORMULA = re.compile(r"\$\s*(?:\{\})?\s*\^[^$]*\$")
_BETWEEN = re.compile(rf"(?:,|;|\band\b)(?![^{RAISED}]*{RAISED_END})")
_LEADING_MARKS = re.compile(rf"^{RAISED}[^{RAISED_END}]*{RAISED_END}\s*")
_TRAILING_MARKS = re.compile(r"(?:\s*\^.*|[\s\d*†‡§¶∗⋆,]+)$")


def title_of(source: str) -> str:
    """The words of the title, without its notes; empty where there is none."""
    return words(without(argument(source, "title") or "", _FOOTNOTE))


def authors_of(source: str) -> tuple[str, ...]:
    """The authors' names, in order, without their marks, addresses and affiliations."""
    found = (
        name
        for _, _, inner in uses(source, "author")
        for block in _BLOCK.split(without(inner, _FOOTNOTE))
        for name in _names(block)
    )
    return tuple(dict.fromkeys(found))


def without_front(body: str) -> str:
    return without(without(body, "title"), "author")


def _names(block: str) -> Iterator[str]:
    """The names in one block: those of its first line, and of lines below that go on with them."""
    goes_on = True
    for line in _LINE.split(block):
        plain = with_marks(_RAISED_FORMULA.sub(f"{RAISED}*{RAISED_END}", _WIDE.sub(" , ", line)))
        parts = [part.strip() for part in _BETWEEN.split(plain)]
        names = [name for part in parts if (name := _name(part))]
        if not names or parts[0].startswith(RAISED):  # An affiliation begins with its mark.
            continue
        is_marked = any(RAISED in part for part in parts) or _WIDE.search(line)
        if goes_on or (is_marked and names_in(f"by {', '.join(names)}")):
            yield from names
        goes_on = parts[-1] == ""


def _name(part: str) -> str:
    plain = one_line(without_raised(_LEADING_MARKS.sub("", part)))
    name = _TRAILING_MARKS.sub("", plain)
    return "" if "@" in name or not any(letter.isalpha() for letter in name) else name
