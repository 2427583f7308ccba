"""One abstract as the role model sees it: word pieces in windows, sentence after sentence. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

START = 101
STOP = 102
"""What the published vocabulary opens a text with, and ends each sentence with."""
MOST_PIECES = 96
"""Of one sentence; what goes beyond is not read."""
WIDEST = 510


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences that are read together."""

    pieces: tuple[int, ...]
    stops: tuple[int, ...]
    """For each sentence the place after its last piece; the first one begins at 1."""

    @property
    def parts(self) -> tuple[slice, ...]:
        """The pieces of each sentence, its stop included."""
        return tuple(
            slice(start, stop) for start, stop in zip((1, *self.stops), self.stops, strict=False)
        )


def windows(sentences: Sequence[Sequence[int]]) -> tuple[Window, ...]:
    """Windows that hold every sentence (as word pieces) once, in order; none is cut in two."""
    found: list[Window] = []
    pieces: list[int] = [START]
    stops: list[int] = []
    for sentence in sentences:
        kept = list(sentence[:MOST_PIECES])
        if stops and len(pieces) + len(kept) + 1 > WIDEST:
            found.append(Window(tuple(pieces), tuple(stops)))
            pieces, stops = [START], []
        pieces += [*kept, STOP]
        stops.append(len(pieces))
    if stops:
        found.append(Window(tuple(pieces), tuple(stops)))
    return tuple(found)
