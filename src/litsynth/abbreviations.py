"""Abbreviations that a text explains, "natural language inference (NLI)", or says in full. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litsynth.lexical import STOP_WORDS, joined_stems, stem, stems
from litsynth.spans import Span

_IN_PARENTHESES = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"(?=[^\s]*[A-Z])[A-Za-z][A-Za-z0-9-]{1,9}")
_LAST_WORD = re.compile(r"[^\s(),;:]+(?=\s*$)")
_SPOKEN_X = ("cross", "trans")
"""What an X is short for besides itself: XLT, cross-lingual transfer; Xfer, transfer."""
_IN_CAPITALS = re.compile(r"(?<![^\W_])(?=\d*[A-Z]\d*[A-Z])[A-Z\d]{2,10}(?=s?(?![^\W_]))")
_WORD = re.compile(r"[^\W_]+")
_PAUSE = re.compile(r"[^\w\s-]")
_SPOKEN_DIGITS = {"2": ("to", "two"), "4": ("for", "four")}
_LEAST = 3
"""Letters of an abbreviation that is known by its letters alone: two meet by chance."""


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


def in_capitals(text: str) -> tuple[str, ...]:
    """The abbreviations of `text` that are written in capitals: NER, E2E, LLM of "LLMs"."""
    return tuple(_IN_CAPITALS.findall(text))


def is_said(short: str, text: str) -> bool:
    """Whether `text` says an abbreviation in capitals otherwise: NLI in the name XNLI, NER as
    "named entity recognition", E2E as "end-to-end".
    """
    if len(short) < _LEAST:
        return False
    if short.isalpha() and any(
        word != short and (word.startswith(short) or word.endswith(short))
        for word in _WORD.findall(text)
    ):
        return True
    for part in _PAUSE.split(text.casefold()):
        words = _WORD.findall(part)
        for start in range(len(words) - len(short) + 1):
            run = words[start : start + len(short)]
            if not STOP_WORDS.intersection((run[0], run[-1])) and all(
                word in _SPOKEN_DIGITS.get(letter, ()) or word[0] == letter
                for letter, word in zip(short.casefold(), run, strict=True)
            ):
                return True
    return False


def spoken(
    text: str, ideas: Iterable[Sequence[str]], given: Iterable[tuple[str, str]] = ()
) -> set[str]:
    """The stems of `text`, an abbreviation and its long form each for the other, and of a word with
    a hyphen the stem without it: "pre-trained" speaks of "pretrained".

    ideas: the spellings of each idea, among which abbreviations are looked for. given: short and
    long form of others.
    """
    found = {*stems(text), *joined_stems(text)}
    pairs = list(given)
    for spellings in ideas:
        for spelling in spellings:
            shorts = in_capitals(spelling)
            found.update(stem(one.casefold()) for one in shorts if is_said(one, text))
            if spelling in shorts:
                pairs += [(spelling, other) for other in spellings if other != spelling]
    for short, long in pairs:
        if (words := set(stems(long))) and words <= found:
            found.add(stem(short.casefold()))
    return found.union(*(stems(long) for short, long in pairs if stem(short.casefold()) in found))
