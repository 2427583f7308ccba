"""Half-open ranges of characters in one text. A quote is a span, so it can be checked."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to but not including `end` of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start} and {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True  # An empty span is still a place; only None is no place.

    def of(self, text: str) -> str:
        """The characters this span covers. Raises IndexError if it runs past the end."""
        if self.end > len(text):
            raise IndexError(f"span ends at {self.end}, text has {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of `spans`. Raises ValueError if there are none."""
    found = list(spans)
    if not found:
        raise ValueError("nothing to cover")
    return Span(min(span.start for span in found), max(span.end for span in found))
