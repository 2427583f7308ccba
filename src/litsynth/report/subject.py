"""What the question is about, word by word and idea by idea, and whether the claims speak of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from litsynth.lexical import SPOKEN_ABOVE, STOP_WORDS, spoken_share, stem, stems, words
from litsynth.records import Document, PaperId, Report

_SAYING_NOTHING = STOP_WORDS | {"ones"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Ideas of the question that no claim names, as phrases, the most telling first."""

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
    if shares and max(shares.values()) <= SPOKEN_ABOVE:
        return Silence(about=tuple(shares), whole=True)
    known = report.concepts  # Without concepts, a word like "affect" would count as an idea.
    return Silence(about=tuple(phrase for phrase, share in shares.items() if known and not share))


def _shares(report: Report, claims: tuple[set[str], ...]) -> Mapping[str, float]:
    """The share of each idea's words that the claim with most of them has, from 0 to 1."""
    ideas = {one.phrase: (one.phrase, *one.variants) for one in report.concepts}
    ideas = ideas or {word: (word,) for word in asked_words(report)}
    return {phrase: spoken_share(spellings, claims, {}) for phrase, spellings in ideas.items()}


def _spoken(report: Report) -> tuple[set[str], ...]:
    """The stems of each claim and of its paper's title, short forms also as their long ones."""
    titles = {paper.id: paper.title for paper in report.papers}
    long_forms = [
        (stem(short.casefold()), set(stems(long))) for short, long in report.abbreviations
    ]
    return tuple(
        _with_long_forms(
            {*stems(claim.text), *stems(claim.quote), *stems(titles.get(claim.paper, ""))},
            long_forms,
        )
        for claim in report.claims
    )


def _with_long_forms(words: set[str], long_forms: Sequence[tuple[str, set[str]]]) -> set[str]:
    return words.union(*(long for short, long in long_forms if short in words))


def named_by(report: Report, documents: Sequence[Document]) -> tuple[tuple[str, PaperId], ...]:
    """For each idea of which no claim has a word, the first of `documents`, that is no source
    paper, with a sentence that has all of its words.
    """
    others = [one for one in documents if one.paper not in report.source_papers]
    found = []
    for phrase in silence(report).about:
        spellings = _spellings(report, phrase)
        for document in others:
            if any(wanted <= words for words in _sentences(document) for wanted in spellings):
                found.append((phrase, document.paper))
                break
    return tuple(found)


def _spellings(report: Report, phrase: str) -> list[set[str]]:
    also = next((one.variants for one in report.concepts if one.phrase == phrase), ())
    return [set(found) for text in (phrase, *also) if (found := stems(text))]


def _sentences(document: Document) -> Iterator[set[str]]:
    for span in document.sentences:
        yield set(stems(span.of(document.text)))


def _is_spoken(word: str, spoken: set[str]) -> bool:
    parts = [part for part in word.split("-") if part and part not in STOP_WORDS]
    return stem(word) in spoken or (bool(parts) and all(stem(part) in spoken for part in parts))
