"""Pairs that the project makes itself: another number in a claim, another paper's passage.

Both look like real pairs: the words of claim and evidence are those of different writers, and only
a moderate share of all pairs is made.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from litsynth.lexical import stems
from litsynth.verify.features import Idf

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?![\w,]|\.\d)")
_YEARS = (1900, 2100)
_FACTORS = (0.3, 0.5, 0.6, 0.75, 1.3, 1.5, 1.8, 2.0, 3.0)
_LOOKED_AT = 60
"""Passages of other groups among which the one with most words in common is taken."""


SUPPORTED, REFUTED, NEITHER = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One pair to train on. `code` is 0 supported, 1 refuted, 2 neither, 3 not supported."""

    claim: str
    passage: str
    code: int
    weight: float
    group: int = -1
    """Of a pair of a labelled set: with passages of its own group a claim is not mined."""


def other_number(example: Example, rng: random.Random) -> Example | None:
    """A supported claim with one number changed that its passage states: refuted. Or None."""
    stated = [
        match
        for match in _NUMBER.finditer(example.claim)
        if not _YEARS[0] <= float(match.group()) <= _YEARS[1]
        and re.search(rf"(?<![\w.]){re.escape(match.group())}(?![\w]|\.\d)", example.passage)
    ]
    if not stated:
        return None
    match = rng.choice(stated)
    decimals = len(match.group().partition(".")[2])
    changed = f"{float(match.group()) * rng.choice(_FACTORS):.{decimals}f}"
    if changed == match.group():
        return None
    claim = example.claim[: match.start()] + changed + example.claim[match.end() :]
    return Example(claim=claim, passage=example.passage, code=REFUTED, weight=0.7)


def mined(examples: Sequence[Example], count: int, idf: Idf, rng: random.Random) -> list[Example]:
    """`count` claims, each with the passage of another group that shares most of its words."""
    found = []
    words = [frozenset(stems(example.passage)) for example in examples]
    for at in rng.sample(range(len(examples)), min(count, len(examples))):
        mine = examples[at]
        claim = frozenset(stems(mine.claim))
        others = [
            other
            for other in rng.sample(range(len(examples)), min(_LOOKED_AT, len(examples)))
            if examples[other].group != mine.group and examples[other].claim != mine.claim
        ]
        if others:
            best = max(others, key=lambda other: sum(map(idf.of, claim & words[other])))
            passage = examples[best].passage
            found.append(Example(claim=mine.claim, passage=passage, code=NEITHER, weight=0.6))
    return found
