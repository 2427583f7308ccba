"""What the question is about, word by word and idea by idea, and whether the claims speak of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from litsynth.lexical import STOP_WORDS, stem, stems, words
from litsynth.records import Report

_SAYING_NOTHING = STOP_WORDS | {"ones"}
_HALF = 0.5
"""A claim that has no more of an idea's words than this speaks of something else: of "teach
programming" it may have "programming" alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Ideas of the question that no claim speaks of, as phrases, the most telling first."""

    about: tuple[str, ...] = ()
    whole: bool = False
    """Whether no idea is spoken of: the report then answers another question."""


def asked_words(report: Report) -> tuple[str, ...]:
    """Words of the question's concepts and its other telling words (all of its words, if it has
    no concepts), without stop words.
    """
    phrases = [concept.phrase for concept in report.concepts] or [report.question]
    phrases += report.other_words
    found = (word for phrase in phrases for word in words(phrase) if word not in _SAYING_NOTHING)
    return tuple(dict.fromkeys(found))


def unspoken(report: Report) -> tuple[str, ...]:
    """Those of `asked_words` that stand, by stem, in no claim.

    Passages beside the claims do not count: they are about the claims, not about the question.
    """
    spoken = {found for claim in _spoken(report) for found in claim}
    return tuple(word for word in asked_words(report) if not _is_spoken(word, spoken))


def silence(report: Report) -> Silence:
    """What no claim speaks of; nothing where there are no claims.

    If no claim has more than half of the words of any one idea, all ideas are named, else those
    of which no claim has a word. Other spellings of an idea count as the idea.
    """
    claims = _spoken(report)
    if not claims:
        return Silence()
    shares = _shares(report, claims)
    if shares and max(shares.values()) <= _HALF:
        return Silence(about=tuple(shares), whole=True)
    known = report.concepts  # Without concepts, a word like "affect" would count as an idea.
    return Silence(about=tuple(phrase for phrase, share in shares.items() if known and not share))


def _shares(report: Report, claims: tuple[set[str], ...]) -> Mapping[str, float]:
    """The share of each idea's words that the claim with most of them has, from 0 to 1."""
    ideas = {one.phrase: (one.phrase, *one.variants) for one in report.concepts}
    ideas = ideas or {word: (word,) for word in asked_words(report)}
    return {
        phrase: max(
            (
                len(wanted & claim) / len(wanted)
                for wanted in map(set, map(stems, spellings))
                if wanted
                for claim in claims
            ),
            default=0.0,
        )
        for phrase, spellings in ideas.items()
    }


def _spoken(report: Report) -> tuple[set[str], ...]:
    """The stems of each claim."""
    return tuple({*stems(claim.text), *stems(claim.quote)} for claim in report.claims)


def _is_spoken(word: str, spoken: set[str]) -> bool:
    parts = [part for part in word.split("-") if part and part not in STOP_WORDS]
    return stem(word) in spoken or (bool(parts) and all(stem(part) in spoken for part in parts))
