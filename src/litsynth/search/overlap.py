"""Word overlap of a question and papers: BM25 on a scale from 0 to 1, the same in all runs.

Own code rather than bm25s: a run has some hundred candidates, so there is no index to gain from,
and two things must differ from plain BM25. A score is divided by the best one possible, and a
word's rarity is guessed from everyday knowledge as well as counted, because the candidates all
contain what they were searched by.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from litsynth.lexical import STOP_WORDS, stem, stems, words
from litsynth.records import SearchPlan
from litsynth.search.subject import subject
from litsynth.search.wording import ASKING, COMMON, GENERIC_QUALIFIERS, WEAK

_K1, _B = 1.2, 0.75
_PRIOR_DOCUMENTS = 300
"""Imagined papers on anything, beside the candidates, when a word's rarity is estimated."""
_PRIOR_COMMON, _PRIOR_OTHER = 30.0, 1.5
"""In how many of them an everyday word of research is found, and any other word."""
_PART = 0.5
"""Weight of "cross" and "lingual" beside that of "cross-lingual"."""
_REST = 0.6
"""Weight of the words of the question's subject that are in no concept."""


def query_terms(plan: SearchPlan) -> dict[str, float]:
    """Stem to weight, in (0, 1], for the words of the plan's concepts and its subject."""
    terms = _weighted(_concept_text(plan), 1.0)
    rest = _weighted(subject(plan.question), _REST)
    return rest | terms


def _concept_text(plan: SearchPlan) -> str:
    return ". ".join(concept.phrase for concept in plan.concepts)


def _weighted(text: str, weight: float) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words(text):
        if word in STOP_WORDS:
            continue
        parts = [part for part in word.split("-") if part and part not in STOP_WORDS]
        for part in parts if "-" in word else ():
            found[stem(part)] = max(found.get(stem(part), 0.0), weight * _PART)
        found[stem(word)] = weight
    return found


def overlap(terms: Mapping[str, float], texts: Sequence[str]) -> NDArray[np.float64]:
    """How much of `terms` each text has. Shape (n,), in [0, 1).

    1 would be a text that says nothing else; all of the terms once or twice make 0.5 to 0.7.
    """
    counted = [Counter(stems(text)) for text in texts]
    lengths = np.array([sum(counts.values()) for counts in counted], dtype=np.float64)
    mean = float(lengths.mean()) if len(texts) else 1.0
    saturation = _K1 * (1 - _B + _B * lengths / max(mean, 1.0))
    score = np.zeros(len(texts))
    best = 0.0
    for term, weight in sorted(terms.items()):
        frequency = np.array([counts[term] for counts in counted], dtype=np.float64)
        value = weight * _rarity(term, containing=int(np.count_nonzero(frequency)), of=len(texts))
        score += value * frequency / (frequency + saturation)
        best += value
    return score / best if best else score


def _rarity(term: str, *, containing: int, of: int) -> float:
    prior = _PRIOR_COMMON if term in _common_stems() else _PRIOR_OTHER
    found = containing + prior
    return math.log(1 + (of + _PRIOR_DOCUMENTS - found + 0.5) / (found + 0.5))


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in ASKING | COMMON | GENERIC_QUALIFIERS | WEAK)
