"""Markdown and plain text to passages. Pure."""

import re
from collections.abc import Iterator

from litsynth.reading.cleaning import clean
from litsynth.reading.headings import is_known, number_of
from litsynth.reading.marked import Marked, Passage
from litsynth.records import BlockKind

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<words>.+?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_TITLE_FIELD = re.compile(r"^title:\s*[\"']?(?P<title>.+?)[\"']?\s*$", re.MULTILINE)
_MARKUP = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)
_LONGEST_HEADING = 80


def from_plain(text: str) -> Marked:
    """Paragraphs, headings, lists, code and tables of Markdown or of text with blank lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    title = None
    if fields := _FRONT_MATTER.match(text):
        found = _TITLE_FIELD.search(fields.group("fields"))
        title = clean(found.group("title")) if found else None
        text = text[fields.end() :]
    passages = tuple(_passages(text.split("\n")))
    if title is None and passages and passages[0].kind is BlockKind.HEADING:
        first, *rest = passages
        others = [p for p in rest if p.kind is BlockKind.HEADING]
        if first.depth == 1 and not is_known(first.text) and all(p.depth > 1 for p in others):
            title = first.text
            passages = (
                Passage(kind=BlockKind.TITLE, text=first.text),
                *(_raised(passage) for passage in rest),
            )
    return Marked(passages=passages, title=title)


def _raised(passage: Passage) -> Passage:
    """The passage a level higher, as the title takes the first level in Markdown."""
    if passage.kind is not BlockKind.HEADING:
        return passage
    return Passage(kind=passage.kind, text=passage.text, depth=max(passage.depth - 1, 1))


def _passages(lines: list[str]) -> Iterator[Passage]:
    pending: list[str] = []
    kind = BlockKind.PARAGRAPH
    for line in lines:
        is_fence = _FENCE.match(line) is not None
        if kind is BlockKind.CODE and not is_fence:
            pending.append(line)
            continue
        heading = _heading(line, pending, kind)
        if heading is not None or is_fence or not line.strip() or _ITEM.match(line):
            yield from _ended(kind, pending)
            was_code, pending, kind = kind is BlockKind.CODE, [], BlockKind.PARAGRAPH
            if heading is not None:
                yield heading
            elif is_fence and not was_code:
                kind = BlockKind.CODE
            elif _ITEM.match(line):
                pending, kind = [_ITEM.sub("", line)], BlockKind.LIST_ITEM
            continue
        if not pending and _TABLE.match(line):
            kind = BlockKind.TABLE
        pending.append(line)
    yield from _ended(kind, pending)


def _heading(line: str, pending: list[str], kind: BlockKind) -> Passage | None:
    """The heading that the line is, or that it underlines; `pending` is then used up."""
    if found := _HEADING.match(line):
        words, depth = found.group("words"), len(found.group("marks"))
    elif len(pending) == 1 and kind is BlockKind.PARAGRAPH and _UNDERLINE.match(line):
        words, depth = pending.pop(), 1 if line.startswith("=") else 2
    else:
        return None
    return Passage(kind=BlockKind.HEADING, text=_unmarked(words), depth=depth)


def _ended(kind: BlockKind, lines: list[str]) -> Iterator[Passage]:
    if lines:
        yield _passage(kind, lines)


def _passage(kind: BlockKind, lines: list[str]) -> Passage:
    if kind in {BlockKind.CODE, BlockKind.TABLE}:
        return Passage(kind=kind, text=clean("\n".join(lines)).strip())
    text = _unmarked(" ".join(line.strip() for line in lines))
    if kind is BlockKind.PARAGRAPH and len(lines) == 1 and _is_heading(text):
        return Passage(kind=BlockKind.HEADING, text=text)
    return Passage(kind=kind, text=text)


def _is_heading(text: str) -> bool:
    """Whether a line that stands alone in plain text is a heading."""
    if is_known(text):
        return True
    is_short = len(text) <= _LONGEST_HEADING and text[-1:] not in ".,;:!?"
    return is_short and number_of(text) is not None


def _unmarked(text: str) -> str:
    for pattern, plain in _MARKUP:
        text = pattern.sub(plain, text)
    return clean(text)
