"""Small pieces of English that every text of the report is put together from."""

import re
from collections.abc import Sequence

from litsynth.lexical import listing
from litsynth.records import Depth
from litsynth.surrogates import surrogates_marked

_UNPRINTABLE = re.compile(
    # Controls, overrides of the writing direction that would reorder what follows, non-characters.
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)

_SENTENCE_OPENERS = frozenset(
    "A An At In It Its Nothing No Of Only Part That The There This What".split()
)

_LONGEST_LEAD = 3
"""Words before the comma or colon: more may be a condition."""

_ROW = 3
"""Numbers in a row of which only the first and the last are told."""

SHORT_DEPTH = {Depth.ABSTRACT: "abstract", Depth.SUMMARY: "litsynth's own summary"}
READ_BY = {Depth.FULL_TEXT: "full text", **SHORT_DEPTH}


def printable(text: str) -> str:
    """`text` without what no screen can show or what would reorder the text after it."""
    return _UNPRINTABLE.sub("", surrogates_marked(text))


def one_line(text: str) -> str:
    """`text` as it may stand in a sentence: printable, every run of white space one blank."""
    return " ".join(printable(text).split())


def has(number: int) -> str:
    return "has" if number == 1 else "have"


def was(number: int) -> str:
    return "was" if number == 1 else "were"


def quoted(text: str) -> str:
    return f"“{one_line(text)}”"


def as_told(text: str, quote: str) -> str:
    """`text`; the sentence it is from where it only lacks its lead, as "Here, " or "Results: ".

    That is no other wording: the paper's own sentence tells as much.
    """
    text, quote = one_line(text), one_line(quote)
    lead = quote.removesuffix(text[1:])[:-1].rstrip()
    is_lead = lead.endswith((",", ":")) and len(lead.split()) <= _LONGEST_LEAD
    return quote if is_lead and quote.casefold().endswith(text.casefold()) else text


def place(number: int | None, page: int | None, depth: Depth | None, section: str = "") -> str:
    """Where a sentence stands, as in "[1], p. 3" or "[4], abstract"."""
    found = where(page, depth, section)
    return f"[{number}], {found}" if found else f"[{number}]"


def pointer(number: int | None, page: int | None, depth: Depth | None, section: str = "") -> str:
    """The same for a list of several places, as in "[1] (p. 3)"."""
    found = where(page, depth, section)
    return f"[{number}] ({found})" if found else f"[{number}]"


def where(page: int | None, depth: Depth | None, section: str) -> str:
    """The page; without one, how little was read; else the section, where it has a name."""
    if page is not None:
        return f"p. {page}"
    if depth in SHORT_DEPTH:
        return SHORT_DEPTH[depth]
    return one_line(section)


def references(numbers: Sequence[int]) -> str:
    """As in "[1]" or "[1] and [2]"; three or more in a row as "[3] to [30]"."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return listing([part for row in rows for part in _row(row)])


def _row(row: Sequence[int]) -> tuple[str, ...]:
    told = tuple(f"[{number}]" for number in row)
    return told if len(row) < _ROW else (f"{told[0]} to {told[-1]}",)


def continued(text: str) -> str:
    """`text` as it may follow a semicolon: "The file was cut off" becomes "the file was cut off".

    Names and abbreviations keep their capital.
    """
    first, blank, rest = one_line(text).partition(" ")
    small = first.lower() if first in _SENTENCE_OPENERS else first
    return f"{small}{blank}{rest}"


def capitalised(text: str) -> str:
    """With a capital first, unless the first word has its own way of writing, as arXiv has."""
    if not text.partition(" ")[0].islower():
        return text
    return text[:1].upper() + text[1:]


def as_typed(value: object) -> str:
    """A setting's value as a user writes it, and None as what it is to a user."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list | tuple):
        return ",".join(map(str, value)) or "empty"
    return str(value)
