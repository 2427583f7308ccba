"""Citations in a text, and the entries of the bibliography that they mean. Pure.

Knows `[12, 14]`, `[3-5]`, `(Phang et al., 2018; Byron 1843a)` and `Phang et al. (2018)`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from litsynth.citing import NUMBERS, YEAR, entry_number, numbers_of
from litsynth.records import BlockKind, Document
from litsynth.spans import Span

# Wider than in a sentence that is taken for a claim: the bibliography tells what is a name.
_NAME = r"[^\W\d_a-z][\w'’-]+"
_WHO = rf"{_NAME}(?:,? et al\.?|(?:, {_NAME})*,? (?:and|&) {_NAME}|(?: {_NAME}){{0,2}})"
_NUMBERS = re.compile(rf"\[({NUMBERS})(?:,? [^\[\]]{{1,40}})?\]")
_PARENTHESES = re.compile(rf"\([^()]*?{YEAR}[^()]*?\)")
_IN_PARENTHESES = re.compile(rf"(?P<who>{_WHO}),? \(?(?P<year>{YEAR})")
_NARRATIVE = re.compile(rf"(?P<who>{_WHO}) (?P<mark>[(\[](?P<year>{YEAR})[)\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    span: Span
    """What can be left out of the sentence: brackets and all; for "Phang (2018)" the year alone."""
    entries: tuple[Span, ...]
    """Entries of the bibliography, in the order cited. Empty where none fits for certain."""


def citations(document: Document) -> tuple[Citation, ...]:
    """Every citation in the document's sentences, in order, without overlap."""
    entries = [block.span for block in document.blocks if block.kind is BlockKind.REFERENCE]
    numbered = _numbered(document.text, entries)
    found: list[Citation] = []
    for sentence in document.sentences:
        text = sentence.of(document.text)
        for span, cited in _found(text, document.text, entries, numbered):
            found.append(Citation(span=span.shifted(sentence.start), entries=cited))
    return tuple(found)


def _places(text: str) -> list[Span]:
    """Where citations stand in `text`, sorted, without overlap."""
    spans = [Span(*found.span()) for found in _NUMBERS.finditer(text)]
    spans += [
        Span(*found.span())
        for found in _PARENTHESES.finditer(text)
        if _IN_PARENTHESES.search(found.group())
    ]
    spans += [Span(*found.span("mark")) for found in _NARRATIVE.finditer(text)]
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _found(
    text: str, whole: str, entries: list[Span], numbered: Mapping[int, Span]
) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    for span in _places(text):
        inside = span.of(text)
        if found := _NUMBERS.fullmatch(inside):
            cited = [
                numbered[number] for number in numbers_of(found.group(1)) if number in numbered
            ]
        else:
            names = _NARRATIVE.search(text, 0, span.end)
            is_narrative = names is not None and names.end() == span.end
            source = names.group() if names is not None and is_narrative else inside
            cited = [
                entry
                for pair in _IN_PARENTHESES.finditer(source)
                if (entry := _entry(pair.group("who"), pair.group("year"), whole, entries))
            ]
        yield span, tuple(cited)


def _numbered(text: str, entries: list[Span]) -> dict[int, Span]:
    """Entries by the number printed before them, or by their place where none is printed."""
    printed = {
        number: entry for entry in entries if (number := entry_number(entry.of(text))) is not None
    }
    return printed or dict(enumerate(entries, start=1))


def _entry(who: str, year: str, text: str, entries: list[Span]) -> Span | None:
    """The one entry that begins with the first name and holds the year, or None."""
    name = re.split(r"\W", who, maxsplit=1)[0].casefold()
    fitting = []
    for entry in entries:
        words = entry.of(text)
        is_authors = name in words[: max(len(words) // 2, 60)].casefold()
        if is_authors and year in words:
            fitting.append((words.casefold().find(name), entry))
    first = sorted(fitting, key=lambda pair: pair[0])
    if len(first) > 1 and first[0][0] == first[1][0]:
        return None  # Two papers of one author in one year.
    return first[0][1] if first else None
