"""Whether a printed paper cites by raised numbers, as in medicine and physics, and which. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from litsynth.citing import NUMBERS, entry_number, numbers_of
from litsynth.reading.outline import Chapter
from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.reading.raised import power_at
from litsynth.records import RUNNING_TEXT, BlockKind

_MARK = re.compile(rf"{RAISED}({NUMBERS}){RAISED_END}")
_RAISED_NUMBER = re.compile(rf"{RAISED}(\d{{1,3}}){RAISED_END}")
_BRACKETED = re.compile(rf"\[({NUMBERS})\]")
_LEAST_ENTRIES = 3
_LEAST_CITED = 0.5
"""Share of the bibliography. Papers with raised numbers for notes alone cite otherwise."""


def raised_citations(chapters: Sequence[Chapter]) -> frozenset[int]:
    """The numbers of the bibliography, if the paper cites them by raised numbers; else none."""
    parts = [part for chapter in chapters for part in chapter.parts]
    texts = [
        row.line.text
        for part in parts
        if part.kind in RUNNING_TEXT
        for row in part.rows
        if RAISED in row.line.text or "[" in row.line.text
    ]
    if not any(RAISED in text for text in texts):
        return frozenset()
    entries = [part.first.line.text for part in parts if part.kind is BlockKind.REFERENCE]
    known = {number for entry in entries if (number := _number(entry)) is not None}
    raised = Counter(number for text in texts for number in _raised_in(text) if number in known)
    bracketed = sum(1 for text in texts for _ in _BRACKETED.finditer(text))
    cites = (
        len(known) >= _LEAST_ENTRIES
        and len(raised) >= _LEAST_CITED * len(known)
        and bracketed < raised.total()
    )
    return frozenset(known) if cites else frozenset()


def _number(entry: str) -> int | None:
    found = _RAISED_NUMBER.match(entry)
    return int(found[1]) if found else entry_number(entry)


def _raised_in(text: str) -> Iterable[int]:
    for found in _MARK.finditer(text):
        if not power_at(text, found.start()):
            yield from numbers_of(found[1])
