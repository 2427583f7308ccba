"""Abbreviations that a text explains itself: "natural language inference (NLI)". Pure."""

import re
from dataclasses import dataclass

from litsynth.spans import Span

_IN_PARENTHESES = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"(?=[^\s]*[A-Z])[A-Za-z][A-Za-z0-9-]{1,9}")
_LAST_WORD = re.compile(r"[^\s(),;:]+(?=\s*$)")
_SPOKEN_X = ("cross", "trans")
"""What an X is short for besides itself: XLT, cross-lingual transfer; Xfer, transfer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForm:
    """An abbreviation that a text gives with its long form: "natural language inference (NLI)"."""

    span: Span
    """From the first of the two to the closing parenthesis."""
    long: str
    short: str


def short_forms(text: str) -> tuple[ShortForm, ...]:
    """The abbreviations that `text` explains in parentheses, in order, either way round."""
    found: list[ShortForm] = []
    for match in _IN_PARENTHESES.finditer(text):
        before, inside = text[: match.start()], match.group(1).strip()
        if found and match.start() < found[-1].span.end:
            continue
        if _SHORT.fullmatch(inside):
            start = _long_form_start(before, _singular(inside))
            if start is not None:
                long = before[start:].strip()
                span = Span(start, match.end())
                found.append(ShortForm(span=span, long=long, short=_singular(inside)))
        elif (last := _LAST_WORD.search(before)) and _SHORT.fullmatch(last.group()):
            short = _singular(last.group())
            if _long_form_start(inside, short) == 0:
                span = Span(last.start(), match.end())
                found.append(ShortForm(span=span, long=inside, short=short))
    return tuple(found)


def _singular(short: str) -> str:
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _long_form_start(before: str, short: str) -> int | None:
    """Where the long form of `short` begins in the text that it ends, or None (Schwartz, Hearst).

    Its letters are found from right to left; the first one must begin a word.
    """
    at = len(before)
    letters = [letter for letter in short.lower() if letter.isalnum()]
    lower = before.lower()
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (
            _stands_for(letter, lower, at)
            and (number > 0 or at == 0 or not lower[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    # An initial after a hyphen begins in the middle of a word: "zero-shot transfer (ST)".
    while at > 0 and not before[at - 1].isspace():
        at -= 1
    long = before[at:].split()
    fits = 1 < len(long) <= min(len(letters) + 5, 2 * len(letters))
    return at if fits and not re.search(r"[.;:?!()]\s", before[at:]) else None


def _stands_for(letter: str, text: str, at: int) -> bool:
    return text[at] == letter or (letter == "x" and text.startswith(_SPOKEN_X, at))
