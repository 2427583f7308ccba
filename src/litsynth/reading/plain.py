"""Markdown and plain text to passages. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from litsynth.reading.bylines import names_above
from litsynth.reading.citekeys import with_numbers
from litsynth.reading.cleaning import clean
from litsynth.reading.front import RUN_IN
from litsynth.reading.front_matter import front_matter
from litsynth.reading.headings import is_known, kind_of, number_of
from litsynth.reading.marked import Marked, Passage, with_entries
from litsynth.reading.markup import heading_words, without_comments, words_of
from litsynth.reading.unpaged import unpaged
from litsynth.records import RUNNING_TEXT, BlockKind, SectionKind

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<words>.+?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_ENTRY = re.compile(r"^\s*\[\w{1,12}\]\s+(?=\S)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:\s*")
_TARGET = re.compile(r"^ {0,3}\[[^\]^]+\]:\s+(?:<|https?:|[./#])\S*|^:{3,}.*$")
"""Where a link leads, and the fence of a block: lines without words."""
_CAPTION = re.compile(
    r"^(?:fig(?:ure)?|table)\b\.?(?:\s*:|\s*[A-Z]?\d+(?:\.\d+)?[a-z]?\s*[.:|–—])\s+(?=\S)",
    re.IGNORECASE,
)
_DISPLAY = re.compile(r"\$\$[^$]+\$\$[.,;]?(?:\s*\\label\{[^{}]*\})?|\\\[.+\\\][.,;]?")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_INSET = " " * 4
_LONGEST_HEADING = 80
_LONGEST_TITLE = 200
_LEAST_TITLE_WORDS = 2
_STOPS = tuple(".,;:!?。")
_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_OPENING = frozenset({SectionKind.ABSTRACT, SectionKind.INTRODUCTION})


def from_plain(text: str) -> Marked:
    """Paragraphs, headings, lists, code and tables of Markdown or of text with blank lines."""
    front = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    abstract = f"# Abstract\n\n{front.abstract}\n\n" if front.abstract else ""
    lines = unpaged(without_comments(abstract + front.rest)).split("\n")
    passages = with_numbers(with_entries(_under_headings(tuple(_captioned(tuple(_parts(lines)))))))
    title, passages = (front.title, passages) if front.title else _titled(passages, lines)
    authors = front.authors
    if not authors and title:
        authors, passages = _with_byline(passages)
    passages = _with_affiliations(_with_abstract(passages))
    return Marked(passages=passages, title=title, authors=authors, imprint=front.imprint)


def _titled(
    passages: tuple[Passage, ...], lines: Sequence[str]
) -> tuple[str | None, tuple[Passage, ...]]:
    """The title, and the passages with it marked as such; as they are where there is none."""
    if not passages:
        return None, passages
    first, *rest = passages
    found = Passage(kind=BlockKind.TITLE, text=first.text)
    others = [p for p in rest if p.kind is BlockKind.HEADING]
    if first.kind is BlockKind.HEADING and first.depth == 1 and not is_known(first.text):
        if all(p.depth > 1 for p in others):
            return first.text, (found, *(_raised(passage) for passage in rest))
        # Nothing but the title stands before the abstract or the introduction.
        following = next(p for p in others if p.depth <= 1)
        if number_of(first.text) is None and kind_of(following.text) in _OPENING:
            return first.text, (found, *rest)
    if first.kind is BlockKind.PARAGRAPH and rest and _is_title(lines, passages):
        return first.text, (found, *rest)
    return None, passages


def _with_byline(passages: tuple[Passage, ...]) -> tuple[tuple[str, ...], tuple[Passage, ...]]:
    """The names in the line below the title, and the passages with that line marked as such."""
    at = int(bool(passages) and passages[0].kind is BlockKind.TITLE)
    # Initials look like a section's letter: "A. Marsh".
    may_be_names = passages[at : at + 1] and passages[at].kind in _PLAIN and not passages[at].depth
    if not may_be_names or len(passages) == at + 1:
        return (), passages
    names = _byline(passages[at:])
    if not names:
        return (), passages
    line = replace(passages[at], kind=BlockKind.AUTHORS)
    return names, (*passages[:at], line, *passages[at + 1 :])


def _with_affiliations(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, what is no sentence between title and abstract being front matter."""
    at = next((at for at, each in enumerate(passages) if each.kind is BlockKind.HEADING), 0)
    if not at or passages[0].kind is not BlockKind.TITLE:
        return passages
    if kind_of(passages[at].text) is not SectionKind.ABSTRACT:
        return passages
    front = (
        replace(each, kind=BlockKind.AUTHORS)
        if each.kind is BlockKind.PARAGRAPH and not each.text.endswith(_STOPS)
        else each
        for each in passages[:at]
    )
    return (*front, *passages[at:])


def _byline(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The names that the first passage is, if it holds nothing else."""
    line, *below = passages
    return names_above(line.text, " ".join(passage.text for passage in below))


def _with_abstract(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, an "Abstract." that begins a paragraph being a heading of its own."""
    for at, passage in enumerate(passages):
        if passage.kind is BlockKind.HEADING:
            break
        label = RUN_IN.match(passage.text) if passage.kind is BlockKind.PARAGRAPH else None
        if label is not None:
            heading = Passage(kind=BlockKind.HEADING, text=label.group().strip(" .:—–-"), depth=1)
            rest = replace(passage, text=passage.text[label.end() :])
            return (*passages[:at], heading, rest, *passages[at + 1 :])
    return passages


def _is_title(lines: Sequence[str], passages: Sequence[Passage]) -> bool:
    """Whether a text without marks begins with a short paragraph that is no sentence.

    It is one line, or more that are centred or stand above the authors' names.
    """
    at = next(at for at, line in enumerate(lines) if line.strip())
    first = list(takewhile(str.strip, lines[at:]))
    title = " ".join(map(str.strip, first))
    is_set_so = len(first) == 1 or all(line.startswith(_INSET) for line in first)
    is_short = len(title) <= _LONGEST_TITLE and len(title.split()) >= _LEAST_TITLE_WORDS
    if not is_short or title.endswith(_STOPS) or not title[0].isupper():
        return False
    return at + len(first) < len(lines) and (is_set_so or bool(_byline(passages[1:])))


def _parts(lines: Sequence[str]) -> Iterator[Passage]:
    """The passages; those of block quotes are of a kind of their own."""
    for is_quoted, group in groupby(_told_apart(lines), key=lambda pair: pair[0]):
        for passage in _passages([line for _, line in group]):
            is_text = is_quoted and passage.kind in RUNNING_TEXT
            yield replace(passage, kind=BlockKind.QUOTE) if is_text else passage


def _captioned(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages, what pandoc sets beside a table after a colon being its caption."""
    for at, passage in enumerate(passages):
        beside = (*passages[max(at - 1, 0) : at], *passages[at + 1 : at + 2])
        is_caption = passage.kind is BlockKind.PARAGRAPH and passage.text.startswith(": ")
        if is_caption and any(other.kind is BlockKind.TABLE for other in beside):
            yield replace(passage, kind=BlockKind.CAPTION, text=passage.text[2:])
        else:
            yield passage


def _told_apart(lines: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """The lines without marks of block quotes, and whether each stands in one.

    A quote begins after a blank line or a heading, and ends with a blank line.
    """
    may_begin, is_code, is_quoted = True, False, False
    for line in lines:
        is_code ^= _FENCE.match(line) is not None
        mark = _QUOTED.match(line) if (may_begin or is_quoted) and not is_code else None
        is_quoted = mark is not None or (is_quoted and bool(line.strip()))
        may_begin = not line.strip() or _HEADING.match(line) is not None
        yield is_quoted, line[mark.end() :] if mark else line


def _under_headings(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages. An abstract, or a whole text, that is set as a quote is the paper's own."""
    found: list[Passage] = []
    is_all_quoted = not any(passage.kind in RUNNING_TEXT for passage in passages)
    under = SectionKind.OTHER
    for passage in passages:
        if passage.kind is BlockKind.HEADING:
            under = kind_of(passage.text)
        kind = passage.kind
        if kind is BlockKind.QUOTE and (is_all_quoted or under is SectionKind.ABSTRACT):
            kind = BlockKind.PARAGRAPH
        found.append(replace(passage, kind=kind))
    return tuple(found)


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
        begun = _begun(line)
        if heading is not None or is_fence or begun is not None or _is_bare(line):
            yield from _ended(kind, pending)
            was_code, pending, kind = kind is BlockKind.CODE, [], BlockKind.PARAGRAPH
            if heading is not None:
                yield heading
            elif is_fence and not was_code:
                kind = BlockKind.CODE
            elif begun is not None:
                kind, pending = begun[0], [begun[1]]
            continue
        if not pending and _TABLE.match(line):
            kind = BlockKind.TABLE
        pending.append(line)
    yield from _ended(kind, pending)


def _is_bare(line: str) -> bool:
    """Whether a line has no words of the text, and so ends a paragraph."""
    return not line.strip() or _TARGET.match(line) is not None


def _begun(line: str) -> tuple[BlockKind, str] | None:
    """What kind of block the line begins by its mark, and the line as it is kept; else None."""
    if mark := _ITEM.match(line):
        return BlockKind.LIST_ITEM, line[mark.end() :]
    if mark := _NOTE.match(line):
        return BlockKind.FOOTNOTE, line[mark.end() :]
    return (BlockKind.PARAGRAPH, line) if _ENTRY.match(line) else None


def _heading(line: str, pending: list[str], kind: BlockKind) -> Passage | None:
    """The heading that the line is, or that it underlines; `pending` is then used up."""
    if found := _HEADING.match(line):
        words, depth = found.group("words"), len(found.group("marks"))
    elif len(pending) == 1 and kind is BlockKind.PARAGRAPH and _UNDERLINE.match(line):
        words, depth = pending.pop(), 1 if line.startswith("=") else 2
    elif not pending and is_known(words := line.strip(" *_")):
        depth = 0
    else:
        return None
    return Passage(kind=BlockKind.HEADING, text=heading_words(words), depth=depth)


def _ended(kind: BlockKind, lines: list[str]) -> Iterator[Passage]:
    passage = _passage(kind, lines)
    if any(map(str.isalnum, passage.text)):
        yield passage


def _passage(kind: BlockKind, lines: list[str]) -> Passage:
    if kind in {BlockKind.CODE, BlockKind.TABLE}:
        return Passage(kind=kind, text=clean("\n".join(lines)).strip())
    printed = " ".join(line.strip() for line in lines)
    text = words_of(printed)
    if _DISPLAY.fullmatch(printed.strip()):
        return Passage(kind=BlockKind.EQUATION, text=text)
    if kind is BlockKind.PARAGRAPH and len(lines) == 1 and _is_heading(text):
        return Passage(kind=BlockKind.HEADING, text=text)
    if kind is BlockKind.PARAGRAPH and _CAPTION.match(text):
        return Passage(kind=BlockKind.CAPTION, text=text)
    return Passage(kind=kind, text=text)


def _is_heading(text: str) -> bool:
    """Whether a line that stands alone in plain text is a heading."""
    if is_known(text):
        return True
    is_short = len(text) <= _LONGEST_HEADING and not text.endswith(_STOPS)
    return is_short and number_of(text) is not None
