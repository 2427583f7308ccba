"""What each part is: heading, paragraph, item, caption, note, table, formula, code. Pure."""

import re
from collections.abc import Sequence

from litsynth.lexical import STOP_WORDS
from litsynth.reading.columns import Row
from litsynth.reading.headings import is_known, number_of
from litsynth.reading.parts import OTHER_SIZE, Part, Style, grouped, is_item, is_stopped
from litsynth.reading.printed import RAISED
from litsynth.records import BlockKind

_CAPTION = re.compile(
    r"(?:supplementary\s+)?(?:fig(?:ure)?s?|tab(?:le)?|algorithm|listing|scheme|plate|chart|box|"
    r"code|exhibit|snippet)\.?\s*[A-Z]?\d+(?:\.\d+)?[a-z]?\s*(?P<mark>[.:|–—]|$)?",
    re.IGNORECASE,
)
_NOTE = re.compile(rf"{RAISED}|[∗*†‡§¶]|\d{{1,2}}\s?(?=[A-Z])")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}\s*$")
_LEAST_DOTS = 4
_CODE = re.compile(
    r"[{};][^\S\n]*$|^[^\S\n]*(?:#|//|>>>|\$ |julia>|import |def |using |function |end$)"
    r"|::|\(\)",
    re.MULTILINE,
)
_CODE_SIGNS = ("{", "}", ";\n", "::", "()", "#", "//", ">>>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_SIGNS = frozenset("=+−×∑∫∏≤≥<>∈→≈∝")

_SMALLER = 0.95
"""Of the body's type size: captions without a stop after the number are at most this large."""
_NOTE_SIZE = 0.93
_MOST_HEADING_ROWS = 3
_LONGEST_HEADING = 150
_LONGEST_STOPPED_HEADING = 60
_LEAST_CAPITALS = 5
_WIDE_GAP = 1.5
"""White space this many times the type size stands between the cells of a table."""
_INSET = 0.4
"""Of the column's width: cells of a table's later columns begin farther in."""
_REACH = 0.75
_CENTRED = 0.05
_LEAST_LETTERS = 0.55
"""Share of the printed characters of prose that are letters of words."""
_WORDY = 12
"""So many words are prose, function words or not."""
_LEAST_WORDS = 3
_LOOKED_AT = 120
"""Characters. What a part is shows at its beginning."""
_SPACED_OUT = 5
_SPACED_WIDTH = 2.6
"""Characters a space, at most, of text whose letters stand apart."""
_SHORTEST_FORMULA = 6


def parts_of(rows: Sequence[Row], style: Style) -> list[Part]:
    """The rows as parts, each with its kind. Order is kept; every row is in one part."""
    return [Part(_kind(group, style), group) for group in grouped(rows, style)]


def _kind(group: list[Row], style: Style) -> BlockKind:
    first = group[0].line
    if group[0].aside:
        return BlockKind.FOOTNOTE
    if _is_caption(first.text, is_small=first.size < _SMALLER * style.size):
        return BlockKind.CAPTION
    if first.text.count(".") >= _LEAST_DOTS and _LEADER.search(first.text):
        return BlockKind.TABLE  # An entry of a table of contents.
    if _is_heading(group, style):
        return BlockKind.HEADING
    if first.size < _NOTE_SIZE * style.size and _is_note(group):
        return BlockKind.FOOTNOTE
    return _kind_of_text(group)


def _is_note(group: Sequence[Row]) -> bool:
    """Whether small type begins as a note does. Numbers along an axis are no notes."""
    text = group[0].line.text
    if _NOTE.match(text) is None:
        return False
    return not text[0].isdigit() or is_prose(" ".join(row.line.text for row in group))


def _kind_of_text(group: list[Row]) -> BlockKind:
    text = "\n".join(row.line.text for row in group)
    if _is_code(group, text):
        return BlockKind.CODE
    if _is_table(group):
        return BlockKind.TABLE
    if not is_prose(text):
        return BlockKind.EQUATION if _is_formula(group) else BlockKind.TABLE
    if is_item(group[0].line.text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _is_caption(text: str, *, is_small: bool) -> bool:
    found = _CAPTION.match(text)
    return found is not None and (found.group("mark") is not None or is_small)


def _is_heading(group: Sequence[Row], style: Style) -> bool:
    if len(group) > _MOST_HEADING_ROWS:
        return False
    text = " ".join(row.line.text for row in group).strip()
    if len(text) > _LONGEST_HEADING or not _has_words(text):
        return False
    if is_known(text):
        return True
    if text.endswith((".", ",", ";", ":")) and len(text) > _LONGEST_STOPPED_HEADING:
        return False
    is_larger = all(row.line.size > (1 + OTHER_SIZE) * style.size for row in group)
    is_bolder = not style.bold and all(row.line.bold for row in group)
    if is_larger or is_bolder:
        return text[0].isupper() or text[0].isdigit()
    is_loud = text.isupper() and len(text) > _LEAST_CAPITALS
    return is_loud and number_of(text) is not None and not text.endswith(".")


def _has_words(text: str) -> bool:
    """Whether a short text is words, and not a formula or the numbers along an axis."""
    letters = sum(map(str.isalpha, text))
    return letters * 2 >= len(text) - text.count(" ") and bool(_LONG_WORD.search(text))


def _is_code(group: Sequence[Row], text: str) -> bool:
    is_likely = group[0].line.mono or group[-1].line.mono
    mono = sum(row.line.mono for row in group) if is_likely else 0
    coded = len(_CODE.findall(text)) if mono or any(sign in text for sign in _CODE_SIGNS) else 0
    if mono * 2 > len(group) and (len(group) > 1 or coded):
        return True
    return _is_spaced_out(text) or (len(group) > 1 and coded * 2 > len(group))


def _is_spaced_out(text: str) -> bool:
    """Whether single characters stand apart, as pdfium gives programme text set in wide type."""
    spaces = text.count(" ")
    return spaces > _SPACED_OUT and len(text) < _SPACED_WIDTH * spaces


def _is_table(group: Sequence[Row]) -> bool:
    gaps = sum(row.line.gap > _WIDE_GAP * row.line.size for row in group)
    insets = sum(row.line.left > row.left + row.line.size and _is_inset(row) for row in group)
    if gaps + insets == 0:
        return False
    reach = max(row.line.right for row in group) - group[0].left
    is_cell = insets == len(group) and reach > _REACH * (group[0].right - group[0].left)
    return is_cell or ((gaps + insets) * 2 >= len(group) and insets < len(group))


def _is_inset(row: Row) -> bool:
    """Whether a line begins far within its column, and is not centred there."""
    width = row.right - row.left
    before, after = row.line.left - row.left, row.right - row.line.right
    return before > _INSET * width and abs(before - after) > _CENTRED * width


def is_prose(text: str) -> bool:
    """Whether it has words that hold sentences together, and letters enough."""
    sample = text[:_LOOKED_AT]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not words or letters < _LEAST_LETTERS * (len(sample) - sample.count(" ")):
        return False
    has_function_word = any(word.casefold() in STOP_WORDS for word in words)
    is_sentence = len(words) >= _LEAST_WORDS and is_stopped(text)
    return has_function_word or len(words) >= _WORDY or is_sentence


def _is_formula(group: Sequence[Row]) -> bool:
    text = "".join(row.line.text for row in group)
    return len(text) < _SHORTEST_FORMULA or any(sign in _SIGNS for sign in text)
