"""What can be guessed without looking at any evidence: controls that a judge has to beat. Pure."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from litsynth.lexical import words
from litsynth.verify.head import Doubles
from litsynth.verify.labelled import CODES, Label

_FOLDS = 5
_SMOOTHING = 0.5


def majority(labels: Sequence[Label]) -> Doubles:
    """(n, 3): for every pair the share of each label in the whole set."""
    return np.tile(_shares(labels), (len(labels), 1))


def claim_only(claims: Sequence[str], labels: Sequence[Label], groups: Sequence[int]) -> Doubles:
    """(n, 3): naive Bayes over the claims' words and pairs of words, fitted on four fifths of the
    groups and applied to the fifth, in turn. It never sees the evidence.
    """
    numbers = {group: at for at, group in enumerate(dict.fromkeys(groups))}
    folds = np.array([numbers[group] % _FOLDS for group in groups])
    seen = [_seen(claim) for claim in claims]
    chances = np.zeros((len(claims), 3))
    for fold in range(_FOLDS):
        inside = np.flatnonzero(folds == fold)
        outside = np.flatnonzero(folds != fold)
        if len(inside):
            chances[inside] = _bayes(seen, labels, outside.tolist(), inside.tolist())
    return chances


def _seen(claim: str) -> list[str]:
    found = words(claim)  # With "not", which is no content word but gives much away.
    return sorted({*found, *(f"{one} {two}" for one, two in pairwise(found))})


def _column(label: Label) -> int:
    """Of the three, the one that a label counts for; what is not supported counts for neither."""
    return CODES[Label.NEI if label is Label.NOT_SUPPORTED else label]


def _shares(labels: Sequence[Label]) -> Doubles:
    counted = np.zeros(3)
    for label in labels:
        counted[_column(label)] += 1
    return np.asarray(counted / max(1.0, float(counted.sum())))


def _bayes(
    words: Sequence[Sequence[str]], labels: Sequence[Label], fit: list[int], apply: list[int]
) -> Doubles:
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for at in fit:
        counts[_column(labels[at])].update(words[at])
    vocabulary = len(set().union(*counts)) or 1
    totals = [sum(count.values()) + _SMOOTHING * vocabulary for count in counts]
    prior = np.log(np.maximum(_shares([labels[at] for at in fit]), 1e-9))
    chances = np.zeros((len(apply), 3))
    for row, at in enumerate(apply):
        score = prior.copy()
        for word in words[at]:
            for column in range(3):
                score[column] += np.log((counts[column][word] + _SMOOTHING) / totals[column])
        score = np.exp(score - score.max())
        chances[row] = score / score.sum()
    return chances
