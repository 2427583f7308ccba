"""What the question is about, word by word and idea by idea, and whether the claims speak of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from litsynth.abbreviations import spoken
from litsynth.lexical import (
    SPOKEN_ABOVE,
    STOP_WORDS,
    joined_stems,
    printed_words,
    spoken_share,
    stem,
    stems,
    words,
)
from litsynth.records import Document, PaperId, Report

_SAYING_NOTHING = STOP_WORDS | frozenset(
    """big bigger good great high higher large larger little long longer low lower new newer ones
    others short shorter small smaller strong stronger""".split()
)
"""Words of a degree are as often said in others: no claim lacks "large"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Ideas of the question that no claim names, as phrases, the most telling first."""

    about: tuple[str, ...] = ()
    whole: bool = False
    """Whether no idea is spoken of: the report then answers another question."""


def asked_words(report: Report) -> tuple[str, ...]:
    """Words of the question's concepts and its other telling words (all of its words, if it has
    no concepts), without stop words and words of degree, as the question writes them; its first
    word keeps no capital unless it is a name.
    """
    opening = printed_words(report.question)[:1]
    phrases = [concept.phrase for concept in report.concepts] or [report.question]
    phrases += report.other_words
    found: dict[str, str] = {}
    for word in (word for phrase in phrases for word in printed_words(phrase)):
        if word.casefold() not in _SAYING_NOTHING:
            is_name = sum(letter.isupper() for letter in word) > 1
            as_asked = word if is_name or word not in opening else word.casefold()
            found.setdefault(word.casefold(), as_asked)
    return tuple(found.values())


def unspoken(report: Report) -> tuple[str, ...]:
    """Those of `asked_words` that stand, by stem, in no claim.

    Passages beside the claims do not count: they are about the claims, not about the question.
    """
    said = {found for claim in _spoken(report) for found in claim}
    return tuple(word for word in asked_words(report) if not _is_spoken(word.casefold(), said))


def silence(report: Report) -> Silence:
    """What no claim speaks of; nothing where there are no claims.

    If no claim has more than half of the words of any one idea, all ideas are named, else those
    of which no claim has a word. Other spellings of an idea count as the idea where a claim has
    more than half of one: "word" alone is not "sub word regularization".
    """
    claims = _spoken(report)
    if not claims:
        return Silence()
    shares = _shares(report, claims)
    if shares and max(shares.values()) <= SPOKEN_ABOVE:
        return Silence(about=tuple(shares), whole=True)
    if not report.concepts:  # A word like "affect" would count as an idea.
        return Silence()
    said = set[str]().union(*claims)
    return Silence(
        about=tuple(
            phrase
            for phrase, share in shares.items()
            if share <= SPOKEN_ABOVE and not _has_a_word(phrase, said)
        )
    )


def _has_a_word(phrase: str, said: set[str]) -> bool:
    return any(_is_spoken(one, said) for one in words(phrase) if one not in _SAYING_NOTHING)


def _shares(report: Report, claims: tuple[set[str], ...]) -> Mapping[str, float]:
    """The share of each idea's words that the claim with most of them has, from 0 to 1."""
    return {ideas[0]: spoken_share(ideas, claims, {}) for ideas in _ideas(report)}


def _ideas(report: Report) -> tuple[tuple[str, ...], ...]:
    """The spellings of each idea; the question's words where it was not taken apart."""
    known = tuple((one.phrase, *one.variants) for one in report.concepts)
    return known or tuple((word,) for word in asked_words(report))


def _spoken(report: Report) -> tuple[set[str], ...]:
    """The stems of each claim and of its paper's title, short forms also as their long ones."""
    titles = {paper.id: paper.title for paper in report.papers}
    ideas = (*_ideas(report), report.other_words)
    return tuple(
        spoken(
            " | ".join((claim.text, claim.quote, titles.get(claim.paper, ""))),
            ideas,
            report.abbreviations,
        )
        for claim in report.claims
    )


def named_by(report: Report, documents: Sequence[Document]) -> tuple[tuple[str, PaperId], ...]:
    """For each idea of which no claim has a word, the first of `documents`, that is no source
    paper, with a sentence that has all of its words and, where there are other ideas, a word of
    one: alone, a word like "software" stands in papers on anything.
    """
    others = [one for one in documents if one.paper not in report.source_papers]
    found = []
    for phrase in silence(report).about:
        ideas = sorted(_ideas(report), key=lambda one: one[0] != phrase)
        for document in others:
            said = (spoken(one, ideas, report.abbreviations) for one in _sentences(document))
            if any(_names_in_company(one, ideas) for one in said):
                found.append((phrase, document.paper))
                break
    return tuple(found)


def _names_in_company(said: set[str], ideas: Sequence[Sequence[str]]) -> bool:
    """Whether `said` has all words of the first of `ideas`, in one spelling, and one of another."""
    words = [[set(stems(one)) for one in spellings] for spellings in ideas]
    first = set[str]().union(*words[0])
    beside = set[str]().union(*(one for spellings in words[1:] for one in spellings)) - first
    named = any(one and one <= said for one in words[0])
    return named and not (beside and beside.isdisjoint(said))


def _sentences(document: Document) -> Iterator[str]:
    return (span.of(document.text) for span in document.sentences)


def _is_spoken(word: str, said: set[str]) -> bool:
    parts = [part for part in word.split("-") if part and part not in STOP_WORDS]
    in_one = {stem(word), *joined_stems(word)}
    return not in_one.isdisjoint(said) or (
        bool(parts) and all(stem(part) in said for part in parts)
    )
