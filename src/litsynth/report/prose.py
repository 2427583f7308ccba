"""The report's texts, taken apart again for a template: paragraphs, lists, references, quotes.

A quoted sentence may hold "[12]" of its own. Only a number outside of the quotes that the report
itself knows is a reference.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from litsynth.records import ClaimId, Report
from litsynth.report.subject import asked_words
from litsynth.report.wording import as_told, one_line

_REFERENCE = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text. `number` makes it a reference; `is_quote` says that it stands in “…”, `claim`
    which claim the quote is.
    """

    text: str
    number: int | None = None
    is_quote: bool = False
    claim: ClaimId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of one line, or a list of several."""

    is_list: bool
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Reads the texts of one report."""

    quotes: frozenset[str]
    numbers: frozenset[int]
    claims: Mapping[str, ClaimId] = field(default_factory=dict)

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Paragraphs and lists of `text`, in order."""
        return tuple(self._block(part) for part in text.split("\n\n") if part.strip())

    def _block(self, part: str) -> Block:
        lines = part.split("\n")
        is_list = all(line.startswith("- ") for line in lines)
        if not is_list:
            return Block(is_list=False, lines=(self.pieces(" ".join(lines)),))
        return Block(is_list=True, lines=tuple(self.pieces(line[2:]) for line in lines))

    def pieces(self, line: str) -> tuple[Piece, ...]:
        """The runs of one line; joined again, their texts give the line."""
        found: list[Piece] = []
        done = at = 0
        while (at := line.find("“", at)) >= 0:
            end = _quote_end(line, at + 1, self.quotes)
            if end is None:
                at += 1
                continue
            found.extend(self._plain(line[done : at + 1]))
            quote = line[at + 1 : end]
            found.append(Piece(text=quote, is_quote=True, claim=self.claims.get(quote)))
            done = at = end
        return (*found, *self._plain(line[done:]))

    def _plain(self, text: str) -> list[Piece]:
        found = []
        done = 0
        for match in _REFERENCE.finditer(text):
            number = int(match.group(1))
            if number not in self.numbers:
                continue
            found.append(Piece(text=text[done : match.start()]))
            found.append(Piece(text=match.group(), number=number))
            done = match.end()
        return [piece for piece in (*found, Piece(text=text[done:])) if piece.text]


def prose_of(report: Report) -> Prose:
    """Knows every quote, title and word that the report's texts may print in quotation marks."""
    quotes = {
        one_line(text)
        for claim in report.claims
        for text in (claim.text, claim.quote, *(one.quote for one in claim.evidence))
    }
    quotes |= {one_line(text) for one in report.findings for text in (one.text, one.quote)}
    quotes |= {one_line(paper.title) for paper in report.papers}
    quotes |= {one_line(concept.phrase) for concept in report.concepts}
    quotes |= set(asked_words(report))
    numbers = {paper.number for paper in report.papers if paper.number is not None}
    claims: dict[str, ClaimId] = {}
    for claim in report.claims:
        claims.setdefault(as_told(claim.text, claim.quote), claim.id)
    return Prose(quotes=frozenset(quotes), numbers=frozenset(numbers), claims=claims)


def _quote_end(line: str, start: int, quotes: Collection[str]) -> int | None:
    """Where the longest known quote that begins at `start` ends, or None if none does.

    A quote may itself hold quotation marks, so the first closing mark need not be its end.
    """
    ends = [match.start() for match in re.finditer("”", line[start:])]
    return next(
        (start + end for end in reversed(ends) if line[start : start + end] in quotes), None
    )
