"""What the question is about, word by word, and whether the claims speak of it."""

from litsynth.lexical import STOP_WORDS, stem, stems, words
from litsynth.records import Report

_SAYING_NOTHING = STOP_WORDS | {"ones"}


def asked_words(report: Report) -> tuple[str, ...]:
    """Words of the question's concepts (of the question, if it has none), without stop words."""
    phrases = [concept.phrase for concept in report.concepts] or [report.question]
    found = (word for phrase in phrases for word in words(phrase) if word not in _SAYING_NOTHING)
    return tuple(dict.fromkeys(found))


def unspoken(report: Report) -> tuple[str, ...]:
    """Those of `asked_words` that stand, by stem, in no claim.

    Passages beside the claims do not count: they are about the claims, not about the question.
    """
    spoken = {
        found
        for claim in report.claims
        for text in (claim.text, claim.quote)
        for found in stems(text)
    }
    return tuple(word for word in asked_words(report) if not _is_spoken(word, spoken))


def _is_spoken(word: str, spoken: set[str]) -> bool:
    parts = [part for part in word.split("-") if part and part not in STOP_WORDS]
    return stem(word) in spoken or (bool(parts) and all(stem(part) in spoken for part in parts))
