"""Other ways to write a phrase: abbreviations and hyphens. Plurals are the search engine's work."""

import re
from collections.abc import Iterable, Iterator, Mapping

from litsynth.lexical import stem, words
from litsynth.search.wording import ABBREVIATIONS, JOINED, PREFIXES

_SIGNS = {"++": "plusplus", "#": "sharp"}
_SIGN = re.compile(r"(?<=[^\W_])(?:\+\+|#)(?![^\W_])")
"""What tells C++ and C# from C, and is no part of a word elsewhere."""
_MAX_VARIANTS = 6


def spellings(phrase: str, *, given: Mapping[str, str]) -> tuple[str, ...]:
    """Other ways to write `phrase`, without itself, most different first, at most six.

    given: abbreviations that the question itself explains, long form to short form.
    """
    seen = {_folded(phrase)}
    found: list[str] = []
    for variant in _variants(phrase, given):
        if _folded(variant) not in seen:
            seen.add(_folded(variant))
            found.append(variant)
    return tuple(found[:_MAX_VARIANTS])


def _folded(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _variants(phrase: str, given: Mapping[str, str]) -> Iterator[str]:
    key = same_words(phrase)
    pairs = [*given.items(), *ABBREVIATIONS.items()]
    yield from (short for long, short in pairs if same_words(long) == key)
    yield from (long for long, short in pairs if short == phrase)
    yield from _hyphenations(phrase)


def same_words(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase, with compounds in parts: equal for spellings of one phrase."""
    phrase = _SIGN.sub(lambda sign: _SIGNS[sign.group()], phrase)
    parts = (part for word in words(phrase) for part in JOINED.get(word, word).split("-"))
    return tuple(stem(part) for part in parts if part)


def _hyphenations(phrase: str) -> Iterable[str]:
    parts = phrase.split(" ")
    split = [JOINED.get(part.lower(), part) for part in parts]
    known = {hyphenated: joined for joined, hyphenated in JOINED.items()}
    joined = [known.get(part.lower(), part) for part in split]
    yield " ".join(split)
    yield " ".join(joined)
    yield " ".join(_without_hyphen(part) for part in split)
    yield " ".join(part.replace("-", " ") if _plain(part) else part for part in split)


def _plain(part: str) -> bool:
    """Whether a hyphen in `part` is one of spelling: not that of a name such as XTREME-R."""
    return part.islower() or part.istitle()


def _without_hyphen(part: str) -> str:
    prefix, _, rest = part.partition("-")
    return f"{prefix}{rest}" if prefix in PREFIXES and "-" not in rest else part
