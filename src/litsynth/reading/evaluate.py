"""How well a reading agrees with the truth: sentences found, in order, none made up. Pure."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

FOUND_AT = 0.95
"""Token similarity from which a sentence of the truth counts as found."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CANDIDATES = 12
_PHRASE = 4
"""Tokens in a row that two texts share only if one is in the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingScore:
    """Counts for one file; add them up for many."""

    truth: int
    """Sentences of the truth."""
    found: int
    """Of those, how many are among ours with a token similarity of at least `FOUND_AT`."""
    neighbours: int
    """Pairs of the truth's sentences that follow each other and were both found."""
    in_order: int
    """Of those, how many are in that order in ours."""
    ours: int
    """Tokens we give as running text."""
    extra: int
    """Of those, tokens of sentences that the truth has no part of."""
    titles: int = 0
    titles_exact: int = 0

    def __add__(self, other: "ReadingScore") -> "ReadingScore":
        return ReadingScore(
            truth=self.truth + other.truth,
            found=self.found + other.found,
            neighbours=self.neighbours + other.neighbours,
            in_order=self.in_order + other.in_order,
            ours=self.ours + other.ours,
            extra=self.extra + other.extra,
            titles=self.titles + other.titles,
            titles_exact=self.titles_exact + other.titles_exact,
        )

    @property
    def recall(self) -> float:
        """Share of the truth's sentences found, in [0, 1]; 1 if the truth has none."""
        return self.found / self.truth if self.truth else 1.0

    @property
    def order(self) -> float:
        """Share of neighbouring pairs in the right order, in [0, 1]; 1 if there are none."""
        return self.in_order / self.neighbours if self.neighbours else 1.0

    @property
    def excess(self) -> float:
        """Share of our tokens that are not in the truth, in [0, 1]; 0 if we give none."""
        return self.extra / self.ours if self.ours else 0.0


NOTHING = ReadingScore(truth=0, found=0, neighbours=0, in_order=0, ours=0, extra=0)


def tokens(text: str) -> list[str]:
    """Case-folded words and single signs, in order."""
    return _TOKEN.findall(text.casefold())


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """1 minus the share of tokens to change to make one of the other, in [0, 1]."""
    return Levenshtein.normalized_similarity(one, other)


def score(
    ours: Sequence[str],
    truth: Sequence[str],
    *,
    title: str | None = None,
    true_title: str | None = None,
) -> ReadingScore:
    """Our sentences of running text against the truth's, both in reading order."""
    our_tokens = [tokens(sentence) for sentence in ours]
    true_tokens = [tokens(sentence) for sentence in truth]
    known = _known(true_tokens)
    places = matches(true_tokens, our_tokens)
    both = [
        (before, after)
        for before, after in pairwise(places)
        if before is not None and after is not None
    ]
    return ReadingScore(
        truth=len(truth),
        found=sum(place is not None for place in places),
        neighbours=len(both),
        in_order=sum(before < after for before, after in both),
        ours=sum(map(len, our_tokens)),
        extra=sum(len(each) for each in our_tokens if not _is_within(each, known)),
        titles=int(true_title is not None),
        titles_exact=int(true_title is not None and title == true_title),
    )


def matches(
    wanted: Sequence[Sequence[str]], given: Sequence[Sequence[str]]
) -> tuple[int | None, ...]:
    """For each wanted sentence the index of its best match in `given`, or None. Ties: the first."""
    holders: dict[str, set[int]] = defaultdict(set)
    for index, sentence in enumerate(given):
        for token in sentence:
            holders[token].add(index)
    return tuple(_best(sentence, given, holders) for sentence in wanted)


def _best(
    sentence: Sequence[str], given: Sequence[Sequence[str]], holders: dict[str, set[int]]
) -> int | None:
    shared: dict[int, int] = defaultdict(int)
    for token in set(sentence):
        for index in holders.get(token, ()):
            shared[index] += 1
    likely = sorted(shared, key=lambda index: (-shared[index], index))[:_CANDIDATES]
    best = max(likely, key=lambda index: (similarity(sentence, given[index]), -index), default=None)
    if best is None or similarity(sentence, given[best]) < FOUND_AT:
        return None
    return best


def _is_within(sentence: Sequence[str], known: frozenset[tuple[str, ...]]) -> bool:
    """Whether at least half of the sentence's phrases stand in the truth."""
    phrases = _phrases(sentence)
    return sum(phrase in known for phrase in phrases) * 2 >= len(phrases)


def _phrases(tokens_: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        tuple(tokens_[at : at + width])
        for width in (min(_PHRASE, len(tokens_)),)
        for at in range(len(tokens_) - width + 1)
    ]


def _known(truth: Sequence[Sequence[str]]) -> frozenset[tuple[str, ...]]:
    """Every phrase of the truth, over the ends of sentences too, and every shorter sentence."""
    stream = [token for sentence in truth for token in sentence]
    short = (tuple(sentence) for sentence in truth if len(sentence) < _PHRASE)
    return frozenset([*_phrases(stream), *short])
