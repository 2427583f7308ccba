"""Years and numbers as citations and bibliographies write them, whoever reads them. Pure."""

import re
from collections.abc import Iterator

YEAR = r"(?:1[89]|20)\d\d[a-z]?"
NUMBERS = r"\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*"
"""What stands in the brackets of "[1, 3-5]"."""
_ENTRY = re.compile(r"\s*\[?(\d{1,3})[\].]")
_WIDEST_RANGE = 30
"""A wider one is an interval, not a list of papers."""


def numbers_of(cited: str) -> Iterator[int]:
    """The numbers of "1, 3-5": 1, 3, 4, 5."""
    for part in re.split(r"[,;]", cited):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if ends and ends[-1] - ends[0] <= _WIDEST_RANGE:
            yield from range(ends[0], ends[-1] + 1)


def entry_number(entry: str) -> int | None:
    """The number printed before an entry of a bibliography, "[12] Phang" or "12. Phang"."""
    found = _ENTRY.match(entry)
    return int(found[1]) if found else None
