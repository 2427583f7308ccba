"""What stands between a mark that begins it and the one that ends it, in time that grows with the
text alone, however many marks begin what nothing ends. Pure.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """One such place in a text."""

    begun: re.Match[str]
    inner: str
    start: int
    end: int
    """Behind the mark that ends it."""


def enclosed(
    text: str, opening: re.Pattern[str], ending: Callable[[re.Match[str]], re.Pattern[str]]
) -> Iterator[Enclosed]:
    """Each place that begins with `opening` and ends with the next `ending` of that beginning.

    A beginning without an end is none. Places do not overlap.
    """
    missing: set[re.Pattern[str]] = set()
    at = 0
    while begun := opening.search(text, at):
        at = begun.end()
        wanted = ending(begun)
        ended = None if wanted in missing else wanted.search(text, at)
        if ended is None:
            missing.add(wanted)  # There is none farther on either.
            continue
        yield Enclosed(
            begun=begun, inner=text[at : ended.start()], start=begun.start(), end=ended.end()
        )
        at = ended.end()


def replaced(
    text: str,
    opening: re.Pattern[str],
    ending: Callable[[re.Match[str]], re.Pattern[str]],
    printed: Callable[[Enclosed], str],
) -> str:
    """`text` with what is `printed` in the place of all that is `enclosed`."""
    pieces: list[str] = []
    at = 0
    for place in enclosed(text, opening, ending):
        pieces += (text[at : place.start], printed(place))
        at = place.end
    return "".join((*pieces, text[at:]))
