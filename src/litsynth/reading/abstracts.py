"""Which sections are the abstract, where their headings do not say it or say too much. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from litsynth.reading.headings import kind_of
from litsynth.records import Block, Section, SectionKind
from litsynth.spans import Span

LONGEST = 40
"""Sentences. What runs on below the heading of an abstract is more than the abstract."""
LONGEST_UNHEADED = 20
"""Sentences that stand for an abstract without its heading."""
LEAST_UNHEADED = 3
"""Fewer above a heading are a note on the paper, unless it is the introduction's."""
_SUMMARY = frozenset({"summary", "synopsis"})
"""Headings of an abstract, or of a conclusion where a paper ends on them."""
_BODY = frozenset(SectionKind) - {
    SectionKind.FRONT,
    SectionKind.OTHER,
    SectionKind.ACKNOWLEDGEMENTS,
}
_STOPS = tuple(".!?…。！？")


def with_abstract(
    sections: Sequence[Section], sentences: Sequence[Span], blocks: Sequence[Block], text: str
) -> tuple[Section, ...]:
    """The sections in order, the abstract's kind being ABSTRACT and no other's.

    One that is too long for an abstract is cut; all else stays as it is.
    """
    starts = [span.start for span in sentences]
    found = _with_opening(_with_closing(sections, starts), sentences, starts, text)
    return tuple(part for section in found for part in _cut(section, starts, blocks, text))


def _inside(section: Section, starts: Sequence[int]) -> slice:
    """Which sentences begin in the section."""
    return slice(bisect_left(starts, section.span.start), bisect_left(starts, section.span.end))


def _with_closing(sections: Sequence[Section], starts: Sequence[int]) -> list[Section]:
    """The sections, a summary at the paper's end being its conclusion."""
    found: list[Section] = []
    for section in sections:
        if section.kind is SectionKind.ABSTRACT and _closes(section, found, sections, starts):
            found.append(replace(section, kind=SectionKind.CONCLUSION))
        else:
            found.append(section)
    return found


def _closes(
    section: Section, before: Sequence[Section], sections: Sequence[Section], starts: Sequence[int]
) -> bool:
    """Whether a section that is headed as an abstract sums up what stands before it."""
    if section.heading.casefold() not in _SUMMARY:
        is_part = bool(before) and kind_of(section.heading) is not SectionKind.ABSTRACT
        return is_part and before[-1].kind is SectionKind.CONCLUSION
    inside = _inside(section, starts)
    body = [part for part in sections if part.kind is not SectionKind.APPENDIX]
    end = max((_inside(part, starts).stop for part in body), default=0)
    return any(part.kind in _BODY for part in before) or inside.start > end - inside.start


def _with_opening(
    sections: list[Section], sentences: Sequence[Span], starts: Sequence[int], text: str
) -> list[Section]:
    """The sections, text above the first heading being the abstract if it is as long as one."""
    if any(section.kind is SectionKind.ABSTRACT for section in sections):
        return sections
    ahead = [section.kind for section in sections].count(SectionKind.FRONT)
    opening = next((each for each in sections if each.kind is not SectionKind.FRONT), None)
    if opening is None or opening.heading or opening.kind is not SectionKind.OTHER:
        return sections
    said = sentences[_inside(opening, starts)]
    # A line of names or an address ends without a stop.
    if not any(span.of(text).endswith(_STOPS) for span in said):
        return sections
    at = sections.index(opening)
    follows = sections[at + 1].kind if at + 1 < len(sections) else None
    is_alone = len(sections) == ahead + 1
    least = 1 if is_alone or follows is SectionKind.INTRODUCTION else LEAST_UNHEADED
    most = LONGEST if follows is SectionKind.INTRODUCTION else LONGEST_UNHEADED
    if least <= len(said) <= most:
        sections[at] = replace(opening, kind=SectionKind.ABSTRACT)
    return sections


def _cut(
    section: Section, starts: Sequence[int], blocks: Sequence[Block], text: str
) -> Iterator[Section]:
    """The section; of an abstract that is too long, its beginning and the rest, of no kind."""
    inside = starts[_inside(section, starts)]
    if section.kind is not SectionKind.ABSTRACT or len(inside) <= LONGEST:
        yield section
        return
    paragraphs = [block.span.start for block in blocks if block.span.start <= inside[LONGEST]]
    at = paragraphs[-1] if paragraphs and paragraphs[-1] > inside[0] else inside[LONGEST]
    yield replace(section, span=Span(section.span.start, len(text[:at].rstrip())))
    yield Section(kind=SectionKind.OTHER, heading="", span=Span(at, section.span.end))
