"""Paragraphs made whole over columns, pages, figures and footnotes. Pure."""

import re
from collections.abc import Sequence

from litsynth.reading.hyphens import ADDRESS
from litsynth.reading.parts import Part, had_room, is_stopped
from litsynth.reading.sentences import NEVER_LAST, SELDOM_LAST
from litsynth.records import RUNNING_TEXT, BlockKind

_AWAY = frozenset(
    {BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.TABLE, BlockKind.CODE, BlockKind.EQUATION}
)
"""What can stand between the two halves of a paragraph."""
_LAST_TOKEN = re.compile(r"(\S+)\.$")
_FARTHEST = 40
"""Parts to look ahead for the rest of a paragraph: a page of figure labels is that long."""


def make_whole(parts: Sequence[Part]) -> list[Part]:
    """The parts, halves of paragraphs joined; what stood between follows the joined paragraph."""
    result: list[Part] = []
    used: set[int] = set()
    for index, part in enumerate(parts):
        if index in used:
            continue
        result.append(part)
        if part.kind not in RUNNING_TEXT:
            continue
        at = index
        while _is_unfinished(part):
            rest = _rest(parts, at, part, used)
            if rest is None:
                break
            between = parts[at + 1 : rest]
            formulas = [
                row
                for other in between
                if other.kind is BlockKind.EQUATION and other.first.zone == part.last.zone
                for row in other.rows
            ]
            used.update(
                at + 1 + offset
                for offset, other in enumerate(between)
                if other.kind is BlockKind.EQUATION and other.first.zone == part.last.zone
            )
            part.rows = [*part.rows, *formulas, *parts[rest].rows]
            used.add(rest)
            at = rest
    return result


def _is_unfinished(part: Part) -> bool:
    line = part.last.line
    if line.hyphen:
        return True
    text = line.text.rstrip()
    if not is_stopped(text):
        return True
    if ADDRESS.search(text[text.rfind(" ") + 1 :]):
        return text.endswith(".")  # An address cut at a dot; `_goes_on` asks for a small letter.
    last = _LAST_TOKEN.search(text)
    token = last.group(1).casefold().lstrip("([") if last else ""
    return token in NEVER_LAST or token in SELDOM_LAST - {"etc", "u.s"}


def _rest(parts: Sequence[Part], at: int, part: Part, used: set[int]) -> int | None:
    """The index of the part that goes on where `part` leaves off, or None."""
    for index in range(at + 1, min(len(parts), at + 1 + _FARTHEST)):
        other = parts[index]
        if index in used:
            continue
        if other.kind in _AWAY:
            if _is_tail(part, other):
                return index
            continue
        if other.kind is not BlockKind.PARAGRAPH:
            return None
        return index if _goes_on(part, other) else None
    return None


def _is_tail(part: Part, other: Part) -> bool:
    """Whether a few words that look like a cell are the end of the paragraph."""
    text = other.text
    return (
        other.kind is BlockKind.TABLE
        and len(other.rows) == 1
        and text[:1].islower()
        and is_stopped(text)
        and abs(other.first.line.left - other.first.left) < other.first.line.size
        and _goes_on(part, other)
    )


def _goes_on(part: Part, other: Part) -> bool:
    if abs(part.last.line.size - other.first.line.size) > 0.12 * part.last.line.size:
        return False
    start = other.first.line.text.lstrip("\ue000\ue001 ")[:1]
    if part.last.line.hyphen or start.islower():
        return True
    if part.last.zone == other.first.zone:
        return False
    is_flush = other.first.line.left < other.first.left + 0.7 * other.first.line.size
    return is_flush and not had_room(part.last, other.first.line)
