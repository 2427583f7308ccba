"""Parts to sections: front matter, abstract, what each heading opens, the bibliography. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from litsynth.reading.cleaning import clean, without_raised
from litsynth.reading.columns import Row
from litsynth.reading.front import KEYWORDS, RUN_IN
from litsynth.reading.headings import bare, depth_of, is_known, kind_below, kind_of
from litsynth.reading.parts import Part, Style
from litsynth.reading.references import entries
from litsynth.records import BlockKind, SectionKind

_LATEST_ABSTRACT = 2
"""Page. An "Abstract." later than this begins no abstract."""
_LARGER = 1.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section's parts before they are written; `heading` is without its number."""

    kind: SectionKind
    heading: str
    parts: tuple[Part, ...]


def front_chapter(parts: Sequence[Part], title: Sequence[Row]) -> Chapter:
    """The parts before the paper's text: title, then authors and affiliations, then margins."""
    in_title = {id(row) for row in title}
    ahead = [Part(BlockKind.TITLE, list(title))] if title else []
    for part in parts:
        rest = [row for row in part.rows if id(row) not in in_title]
        if rest and not rest[0].aside:
            ahead.append(Part(BlockKind.AUTHORS, rest))
    ahead += [part for part in parts if part.first.aside]
    return Chapter(kind=SectionKind.FRONT, heading="", parts=tuple(ahead))


def chapters(parts: Sequence[Part], style: Style) -> list[Chapter]:
    """The sections of the paper's text, in order; every part is in one."""
    found: list[tuple[SectionKind, str, list[Part]]] = []
    above = SectionKind.OTHER
    for part in _with_abstract_label(parts):
        in_references = bool(found) and found[-1][0] is SectionKind.REFERENCES
        if part.kind is not BlockKind.HEADING or (in_references and not _opens(part, style)):
            if not found:
                found.append((SectionKind.OTHER, "", []))
            found[-1][2].append(part)
            continue
        heading = clean(without_raised(part.text))
        if in_references:
            above = SectionKind.APPENDIX
        kind, above = kind_below(above, heading, depth_of(heading))
        found.append((kind, bare(heading), [part]))
    return [
        Chapter(
            kind=kind,
            heading=heading,
            parts=tuple(entries(members) if kind is SectionKind.REFERENCES else members),
        )
        for kind, heading, members in found
    ]


def _opens(part: Part, style: Style) -> bool:
    """Whether a heading within the bibliography ends it."""
    kind = kind_of(part.text)
    return (
        kind not in {SectionKind.OTHER, SectionKind.REFERENCES}
        or is_known(part.text)
        or part.first.line.size > _LARGER * style.size
    )


def _with_abstract_label(parts: Sequence[Part]) -> Iterable[Part]:
    """The parts, with an "Abstract." that begins a paragraph made a heading of its own."""
    for part in parts:
        line = part.first.line
        if part.kind is BlockKind.PARAGRAPH:
            label = RUN_IN.match(line.text) if part.first.page <= _LATEST_ABSTRACT else None
            if label is not None:
                word = re.sub(r"\W+$", "", label.group())
                yield Part(
                    BlockKind.HEADING,
                    [replace(part.first, line=replace(line, text=word, hyphen=False))],
                )
                line.text = line.text[label.end() :]
            elif KEYWORDS.match(line.text):
                part.kind = BlockKind.FOOTNOTE
        yield part
