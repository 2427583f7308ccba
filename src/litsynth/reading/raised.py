"""What raised characters of marked text mean: powers stay, citations get brackets, notes' marks go.

Readers put marks round them while they take a file apart; `settled` takes the marks out again, when
all of the text and its bibliography are known. Pure.
"""

import re
from collections.abc import Collection
from xml.etree import ElementTree as ET

from litsynth.reading.printed import RAISED, RAISED_END

_DASH = "–—−‐‑-"
_GAP = rf"\s*[,;{_DASH}]?\s*"
_JOINED = re.compile(
    # Two citations in a row, the comma between them raised or not; and two halves of one mark.
    rf"\]{RAISED_END}(?:({_GAP})|{RAISED}({_GAP}){RAISED_END}){RAISED}\["
    rf"|{RAISED_END}{RAISED}({_GAP}){RAISED_END}{RAISED}"
)
_SIGNED = re.compile(rf"{RAISED}([+{_DASH}]){RAISED_END}{RAISED}(?=\d)")
"""An exponent that was marked in two pieces."""
_MARK = re.compile(rf"{RAISED}([^{RAISED}{RAISED_END}]*){RAISED_END}")
_LOOSE = re.compile(f"[{RAISED}{RAISED_END}]")
_NUMBERS = re.compile(rf"\d{{1,3}}(?:\s*[,;{_DASH}]\s*\d{{1,3}})*")
_BRACKETS = re.compile(r"[()]")
_LISTED = re.compile(rf"[\[\]\d\s,;{_DASH}]+")
_ASIDE = re.compile(r"\([^()]*\)")
_TOKEN = re.compile(rf"\d{{1,4}}|[{_DASH}]")

_BEFORE_STOP = re.compile(r"\s+(?=[.,;:)\]])")
_LOOK_BACK = 40
"""Characters before a mark that tell what it is."""
_LETTER = r"(?<![\w'’])[^\W\d_]"
_BASE = re.compile(
    r"(?:(?:^|[^\w.,]|\d[xX×]|\b[xX])\d(?:[\d.,]*\d)?"
    rf"|{_LETTER}"
    r"|(?<![^\W\d_])(?:[kcdmnμµ]m|ft|in|sin|cos|tan|log|ln)"
    rf"|\((?=[^()]*[+*/×·{_DASH}])(?:[^\W\d_](?![^\W\d_])|[\d\s.+*/×·{_DASH}])+\))$"
)
"""A number, a letter that stands alone, a unit of length, a function, a sum in brackets."""
_TIMES_TEN = re.compile(r"[x×·*]\s*10$", re.IGNORECASE)
_LONE_LETTER = re.compile(rf"{_LETTER}$")
_EXPONENT = re.compile(rf"\d+|[+{_DASH}]?\d*[^\W\d_a-h](?:[+{_DASH}]\d+)?")
_SURE_EXPONENT = re.compile(rf"[+{_DASH}]\s?\d+(?:[.,]\d+)?|\d+[./]\d+")
_ANY_LETTER = re.compile(r"[^\W\d_]")
_NOTE = re.compile(r"[*†‡§¶‖#∗⋆,\s]+|[a-h](?:\s*,\s*[a-h])*")
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![a-z])")
_INSIDE = re.compile(r"[\w.!?%”\"'’)\]]$")
_DEGREES = frozenset("∘◦º°oO")
_SCALE = re.compile(r"\s?[CF]\b")
_PRIMES = frozenset("′″‴'*∗†")


def raised(text: str) -> str:
    """`text`, marked as raised."""
    return f"{RAISED}{text.strip()}{RAISED_END}"


def cited(numbers: str) -> str:
    """Numbers that are known to cite, marked as raised."""
    return raised(f"[{_listed(numbers)}]")


def is_list(text: str) -> bool:
    """Whether `text` is nothing but numbers, as of a citation: "1,3-5", "3(p12)"."""
    rest = _ASIDE.sub("", text).strip()
    return _LISTED.fullmatch(rest) is not None and _TOKEN.search(rest) is not None


def power_at(text: str, at: int) -> bool:
    """Whether the digits that are raised at `at` are a power of what stands before them."""
    mark = _MARK.match(text, at)
    return mark is not None and _is_power(mark[1].strip(), text[max(at - _LOOK_BACK, 0) : at])


def unmarked(text: str) -> str:
    """`text` without characters that `settled` would take for its marks."""
    return _LOOSE.sub("", text)


def become(element: ET.Element, text: str) -> None:
    """Makes the element words within a line, and nothing else."""
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "words", text


def power(base: str, exponent: str) -> str:
    """Both of a formula, in one line."""
    return f"{base.strip()}{'' if exponent.strip() in _PRIMES else '^'}{exponent.strip()}"


def settled(text: str, known: Collection[int], *, cites: bool = True) -> str:
    """`text` with "^" before powers, brackets round citations, and without the marks of notes.

    `known` are the numbers of the bibliography: others are those of notes. Where a text hardly
    `cites`, as a title, all are.
    """
    if RAISED not in text and RAISED_END not in text:
        return text
    text = _SIGNED.sub(rf"{RAISED}\1", _JOINED.sub(_one_mark, text))
    pieces: list[str] = []
    at = 0
    for found in _MARK.finditer(text):
        piece = text[at : found.start()]
        before = ("".join(pieces[-4:]) + piece)[-_LOOK_BACK:]
        after = text[found.end() : found.end() + 3]
        meant = _meaning(found[1].strip(), before, after, known)
        if meant.startswith(" [") and not cites:
            meant = ""
        # What was set apart from a mark stays so, unless the mark is gone or now stands otherwise.
        is_gone = not meant and (not after or after[0] in ".,;:)]")
        pieces += [piece.rstrip() if is_gone or meant[:1] in {" ", "^"} else piece, meant]
        if after[:1].isalnum() and (meant.startswith(" [") or (not meant and before[-1:] in ".!?")):
            pieces.append(" ")
        loose = None if meant else _BEFORE_STOP.match(text, found.end())
        at = loose.end() if loose else found.end()
    return unmarked("".join([*pieces, text[at:]]))


def _one_mark(found: re.Match[str]) -> str:
    between = next(group for group in found.groups() if group is not None)
    return between.strip() or ","


def _meaning(mark: str, before: str, after: str, known: Collection[int]) -> str:
    """What is printed for a mark: "^6", " [3]", "th", or nothing."""
    if "[" in mark:
        return f" [{_listed(mark)}]" if _LISTED.fullmatch(mark) else ""
    if before.rstrip()[-1:].isdigit() and _is_degree(mark, after):
        return "°"
    if _is_power(mark, before):
        return f"^{mark}"
    is_isotope = mark.isdigit() and _ELEMENT.match(after) and not _INSIDE.search(before)
    bare = _BRACKETS.sub("", mark)
    if not is_isotope and _NUMBERS.fullmatch(bare):
        is_known = all(int(number) in known for number in re.findall(r"\d+", bare))
        return f" [{_listed(bare)}]" if is_known else ""
    if _NOTE.fullmatch(mark) and not (mark in _PRIMES and _LONE_LETTER.search(before)):
        return ""
    return mark


def _is_degree(mark: str, after: str) -> bool:
    return mark in _DEGREES or (mark == "0" and _SCALE.match(after) is not None)


def _is_power(mark: str, before: str) -> bool:
    if _TIMES_TEN.search(before.rstrip()):
        before = before.rstrip()
    if _SURE_EXPONENT.fullmatch(mark):
        return before[-1:].isalnum() or before[-1:] == ")"
    if _ANY_LETTER.fullmatch(mark) and _LONE_LETTER.search(before):
        return True
    return bool(_BASE.search(before) and _EXPONENT.fullmatch(mark))


def _listed(text: str) -> str:
    """The numbers in `text`, spaced alike; without pages in round brackets beside them."""
    tokens = _TOKEN.findall(_ASIDE.sub("", text))
    listed = ", ".join("–" if token in _DASH else str(int(token)) for token in tokens)
    return listed.replace(", –, ", "–").strip(" ,–")
