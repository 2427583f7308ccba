"""What the models see of a sentence: its words, cues, neighbours' cues, place and section. Pure.

The order of `DENSE` and the hash of a word are part of the shipped weights: they may not change
without training again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from litsynth.claims.citations import citations, reports_others
from litsynth.claims.cues import CUES, cues_in
from litsynth.claims.places import Sentence
from litsynth.records import SectionKind

BUCKETS = 2**14
"""Words and pairs of words are hashed into so many."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIGITS = re.compile(r"\d+")
_STEPS = 6
_EDGE = 5
_NEAR_EDGE = 0.1
_LONG_WORDS = 40
_MANY_SENTENCES = 20

_PLACE = (
    *(f"place:sixth{step}" for step in range(_STEPS)),
    *(f"place:start{step}" for step in range(_EDGE)),
    *(f"place:end{step}" for step in range(_EDGE)),
    "place:share", "place:count", "place:only",
)  # fmt: skip
_FORM = (
    "form:length", "form:cites", "form:cites_often", "form:reports_others", "form:opens",
    "form:closes", "form:front", "form:back", "form:at",
)  # fmt: skip
_SECTION = tuple(f"section:{kind.value}" for kind in SectionKind)
DENSE = (
    *(f"cue:{name}" for name in CUES),
    *(f"before:{name}" for name in CUES),
    *(f"after:{name}" for name in CUES),
    *_PLACE, *_FORM, *_SECTION,
)  # fmt: skip
"""Names of the columns of `Features.dense`."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Row i describes sentence i."""

    words: tuple[NDArray[np.intp], ...]
    """For each sentence, the distinct buckets of its words and word pairs, ascending."""
    dense: NDArray[np.float32]
    """Shape (n, len(DENSE))."""


def placed_features(sentences: Sequence[Sentence]) -> Features:
    """Features of sentences that are one abstract, where the place tells much."""
    features = unplaced_features(sentences)
    first = DENSE.index(_PLACE[0])
    for row, sentence in enumerate(sentences):
        features.dense[row, first : first + len(_PLACE)] = _place(sentence)
    return features


def unplaced_features(sentences: Sequence[Sentence]) -> Features:
    """The same with the columns of place left at 0: for running text, in order."""
    dense = np.zeros((len(sentences), len(DENSE)), dtype=np.float32)
    cues = np.zeros((len(sentences), len(CUES)), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        found = cues_in(sentence.plain)
        cues[row] = [name in found for name in CUES]
    width = len(CUES)
    dense[:, :width] = cues
    for row in range(1, len(sentences)):
        if _together(sentences[row - 1], sentences[row]):
            dense[row, width : 2 * width] = cues[row - 1]
            dense[row - 1, 2 * width : 3 * width] = cues[row]
    form, section = DENSE.index(_FORM[0]), DENSE.index(_SECTION[0])
    for row, sentence in enumerate(sentences):
        dense[row, form : form + len(_FORM)] = _form(sentence)
        dense[row, section + list(SectionKind).index(sentence.section)] = 1
    return Features(tuple(buckets(sentence.plain) for sentence in sentences), dense)


def buckets(text: str) -> NDArray[np.intp]:
    """Distinct buckets of the words and neighbouring word pairs of `text`, ascending.

    Words are case-folded and every number is one word; punctuation counts as a word.
    """
    tokens = _TOKEN.findall(_DIGITS.sub("0", text.casefold()))
    pairs = [f"{one} {other}" for one, other in pairwise(tokens)]
    hashed = {crc32(gram.encode()) % BUCKETS for gram in (*tokens, *pairs)}
    return np.array(sorted(hashed), dtype=np.intp)


def _together(one: Sentence, other: Sentence) -> bool:
    return one.section is other.section and one.heading == other.heading


def _place(sentence: Sentence) -> list[float]:
    index, left = sentence.index, sentence.count - 1 - sentence.index
    share = index / max(sentence.count - 1, 1)
    return [
        *(float(min(int(share * _STEPS), _STEPS - 1) == step) for step in range(_STEPS)),
        *(float(min(index, _EDGE - 1) == step) for step in range(_EDGE)),
        *(float(min(left, _EDGE - 1) == step) for step in range(_EDGE)),
        share,
        min(sentence.count, _MANY_SENTENCES) / _MANY_SENTENCES,
        float(sentence.count == 1),
    ]


def _form(sentence: Sentence) -> list[float]:
    cited = len(citations(sentence.text))
    return [
        len(sentence.plain.split()) / _LONG_WORDS,
        float(cited > 0),
        float(cited > 1),
        float(reports_others(sentence.text)),
        float(sentence.opens),
        float(sentence.closes),
        float(sentence.at < _NEAR_EDGE),
        float(sentence.at > 1 - _NEAR_EDGE),
        sentence.at,
    ]
