"""What each sentence of an abstract does: background, objective, method, result or other. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from litsynth.claims.features import Features, placed_features
from litsynth.claims.model import ClaimModels, Scores, log_softmax
from litsynth.claims.places import Sentence

ROLES: Final = ("background", "objective", "method", "result", "other")
RESULT: Final = ROLES.index("result")
READER_SHARE = 0.6
"""Weight of the reader beside wording and place: best on held-out abstracts of roles-train."""
_AROUND = (1, -1, 2, -2)


def abstract_roles(sentences: Sequence[Sentence], models: ClaimModels) -> Scores:
    """Probabilities of `ROLES` for the sentences of one abstract, shape (n, 5)."""
    if not sentences:
        return np.zeros((0, len(ROLES)))
    first = log_softmax(models.roles.logits(placed_features(sentences)))
    worded = log_softmax(neighbourhood(first) @ models.roles_again.astype(np.float64))
    read = models.reader.log_probabilities([sentence.text for sentence in sentences])
    return np.exp(log_softmax((1 - READER_SHARE) * worded + READER_SHARE * read))


def wording_roles(features: Features, models: ClaimModels) -> Scores:
    """Probabilities of `ROLES` by wording and near sentences alone, shape (n, 5)."""
    if not features.words:
        return np.zeros((0, len(ROLES)))
    return np.exp(log_softmax(models.roles.logits(features)))


def neighbourhood(log_probabilities: Scores) -> Scores:
    """Each row with the two rows before and after it (0 past the ends) and a 1 for the bias.

    Shape (n, 5) becomes (n, 26).
    """
    count = len(log_probabilities)
    padded = np.pad(log_probabilities, ((2, 2), (0, 0)))
    parts = [padded[2 - by : 2 - by + count] for by in (0, *_AROUND)]
    return np.hstack([*parts, np.ones((count, 1))])
