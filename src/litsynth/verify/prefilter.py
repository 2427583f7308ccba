"""Which sentences are worth embedding, by shared words alone: BM25 of claims against sentences.

Pure. Used where embedding is slow; its loss of top evidence is measured by benchmarks/verify.py.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from litsynth.lexical import stems

_SATURATION = 1.2
_LENGTH_WEIGHT = 0.5
"""Below BM25's usual 0.75: a long sentence may hold the claim and more."""


def shortlist(claims: Sequence[str], sentences: Sequence[str], *, keep: int) -> NDArray[np.bool_]:
    """Shape (n,): whether a sentence is among the `keep` best of any claim.

    A sentence that shares no stem with a claim is never kept for it. Ties go to the earlier one.
    """
    queries = [sorted(set(stems(claim))) for claim in claims]
    wanted = {stem for query in queries for stem in query}
    postings: dict[str, dict[int, int]] = {stem: {} for stem in wanted}
    lengths = np.zeros(len(sentences))
    for row, sentence in enumerate(sentences):
        found = stems(sentence)
        lengths[row] = len(found)
        for stem in found:
            if stem in wanted:
                postings[stem][row] = postings[stem].get(row, 0) + 1
    weights = _weights(postings, lengths)
    kept = np.zeros(len(sentences), dtype=np.bool_)
    for query in queries:
        scores = np.zeros(len(sentences))
        for stem in query:
            rows, values = weights[stem]
            scores[rows] += values
        best = np.argsort(-scores, kind="stable")[:keep]
        kept[best[scores[best] > 0]] = True
    return kept


def _weights(
    postings: dict[str, dict[int, int]], lengths: NDArray[np.float64]
) -> dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]]:
    mean = max(1.0, float(lengths.mean())) if len(lengths) else 1.0
    norm = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * lengths / mean)
    weights = {}
    for stem, counts in postings.items():
        rows = np.fromiter(counts, dtype=np.intp, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        idf = math.log1p((len(lengths) - len(counts) + 0.5) / (len(counts) + 0.5))
        weights[stem] = (rows, idf * often * (_SATURATION + 1) / (often + norm[rows]))
    return weights
