"""What each sentence of a paper tells: a finding, a contribution, or neither. Pure; the models are
passed in.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from litsynth.claims.features import Features, placed_features, unplaced_features
from litsynth.claims.model import ClaimModels, Scores, log_softmax
from litsynth.claims.places import Sentence
from litsynth.claims.roles import RESULT, ROLES, abstract_roles, wording_roles
from litsynth.records import SectionKind

TELLS: Final = ("finding", "vague", "contribution", "general", "other")
"""An outcome of the authors' work that another paper could bear out or contradict; one that is too
vague for that, or of an unnamed thing of their own; what the paper makes, proposes or studies; what
is asserted of the world or of others' work; how things were done, and whatever else.
"""
BY_ROLE: Final = ("result", "background", "objective")
"""The roles that are weighed besides."""
_RESULT_SCALE = 0.2
_TINY = 1e-4


def tellings(sentences: Sequence[Sentence], models: ClaimModels) -> Scores:
    """Probabilities of `TELLS` for sentences of one paper in order, shape (n, 5)."""
    if not sentences:
        return np.zeros((0, len(TELLS)))
    return by_inputs(*telling_inputs(sentences, models), models)


def by_inputs(features: Features, roles: Scores, models: ClaimModels) -> Scores:
    """The same for what `telling_inputs` gave."""
    weighed = roles @ models.told_by_role.astype(np.float64)
    return np.exp(log_softmax(models.told.logits(features) + weighed))


def telling_inputs(sentences: Sequence[Sentence], models: ClaimModels) -> tuple[Features, Scores]:
    """What tells it: features, and of each role in `BY_ROLE` a number, shape (n, 3).

    In the abstract both are read with their place; elsewhere by wording alone.
    """
    features = unplaced_features(sentences)
    roles = wording_roles(features, models)
    inside = [row for row, one in enumerate(sentences) if one.section is SectionKind.ABSTRACT]
    if inside:
        abstract = [sentences[row] for row in inside]
        features.dense[inside] = placed_features(abstract).dense
        roles[inside] = abstract_roles(abstract, models)
    result = roles[:, RESULT]
    odds = np.log(result + _TINY) - np.log(1 - result + _TINY)
    others = [roles[:, ROLES.index(name)] for name in BY_ROLE[1:]]
    return features, np.stack([_RESULT_SCALE * odds, *others], axis=1)
