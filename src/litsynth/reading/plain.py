"""Markdown and plain text to passages. Pure."""

import re
from collections.abc import Iterator, Sequence

from litsynth.reading.bylines import names_in
from litsynth.reading.cleaning import clean
from litsynth.reading.front_matter import front_matter
from litsynth.reading.headings import is_known, number_of
from litsynth.reading.marked import Marked, Passage, with_entries
from litsynth.records import BlockKind

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<words>.+?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_ENTRY = re.compile(r"^\s*\[\w{1,12}\]\s+(?=\S)")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_MARKUP = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)
_LONGEST_HEADING = 80
_LONGEST_TITLE = 200
_LEAST_TITLE_WORDS = 2


def from_plain(text: str) -> Marked:
    """Paragraphs, headings, lists, code and tables of Markdown or of text with blank lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    front = front_matter(text)
    lines = _unquoted(front.rest.split("\n"))
    passages = with_entries(_passages(lines))
    title, passages = (front.title, passages) if front.title else _titled(passages, lines)
    authors = front.authors
    if not authors and passages and passages[0].kind is BlockKind.TITLE:
        authors = names_in(passages[1].text) if len(passages) > 1 else ()
        if authors:
            byline = Passage(kind=BlockKind.AUTHORS, text=passages[1].text)
            passages = (passages[0], byline, *passages[2:])
    return Marked(passages=passages, title=title, authors=authors)


def _titled(
    passages: tuple[Passage, ...], lines: Sequence[str]
) -> tuple[str | None, tuple[Passage, ...]]:
    """The title, and the passages with it marked as such; as they are where there is none."""
    if not passages:
        return None, passages
    first, *rest = passages
    found = Passage(kind=BlockKind.TITLE, text=first.text)
    others = [p for p in rest if p.kind is BlockKind.HEADING]
    is_first_level = first.depth == 1 and all(p.depth > 1 for p in others)
    if first.kind is BlockKind.HEADING and is_first_level and not is_known(first.text):
        return first.text, (found, *(_raised(passage) for passage in rest))
    if first.kind is BlockKind.PARAGRAPH and rest and _is_title(lines):
        return first.text, (found, *rest)
    return None, passages


def _is_title(lines: Sequence[str]) -> bool:
    """Whether a text without marks begins with a short line of its own that is no sentence."""
    at = next(at for at, line in enumerate(lines) if line.strip())
    first = lines[at].strip()
    stands_alone = at + 1 < len(lines) and not lines[at + 1].strip()
    is_short = len(first) <= _LONGEST_TITLE and len(first.split()) >= _LEAST_TITLE_WORDS
    return stands_alone and is_short and first[-1] not in ".,;:!。" and first[0].isupper()


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of block quotes, which begin after a blank line."""
    found: list[str] = []
    may_begin, is_code = True, False
    for line in lines:
        is_code ^= _FENCE.match(line) is not None
        mark = _QUOTED.match(line) if may_begin and not is_code else None
        found.append(line[mark.end() :] if mark else line)
        may_begin = mark is not None or not line.strip() or _HEADING.match(line) is not None
    return found


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
        is_entry = _ENTRY.match(line) is not None
        if heading is not None or is_fence or not line.strip() or _ITEM.match(line) or is_entry:
            yield from _ended(kind, pending)
            was_code, pending, kind = kind is BlockKind.CODE, [], BlockKind.PARAGRAPH
            if heading is not None:
                yield heading
            elif is_fence and not was_code:
                kind = BlockKind.CODE
            elif _ITEM.match(line):
                pending, kind = [_ITEM.sub("", line)], BlockKind.LIST_ITEM
            elif is_entry:
                pending = [line]
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
