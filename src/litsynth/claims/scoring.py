"""How much each sentence looks like a claim of the paper's own. Pure; the models are passed in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litsynth.claims.cues import cues_in, kind_of
from litsynth.claims.features import placed_features, unplaced_features
from litsynth.claims.model import ClaimModels, Scores, sigmoid
from litsynth.claims.places import Sentence
from litsynth.claims.roles import RESULT, wording_roles
from litsynth.claims.telling import TELLS, tellings
from litsynth.records import ClaimKind, Depth

VAGUE_SHARE = 0.5
"""What a vague finding counts beside one that could be looked up."""
CONTRIBUTION_SHARE = 0.85
"""What a contribution counts beside a finding: own findings come first."""

LEAST_OF_FINDING = {Depth.FULL_TEXT: 0.35, Depth.ABSTRACT: 0.3, Depth.SUMMARY: 0.4}
LEAST_OF_CONTRIBUTION = 0.2
"""What is told less surely is not listed: chosen on held-out papers, see docs/claims.md."""
LEAST_CHECKABILITY = 0.1
"""Sentences that are less checkable are not listed: nobody could bear them out."""

FEWEST = {Depth.FULL_TEXT: 1, Depth.ABSTRACT: 2, Depth.SUMMARY: 6}
"""So many sentences that could be claims are listed even if they score less."""
LEAST_OF_LAST_RESORT = 0.15
"""But not what scores less than this, unless nothing else is there."""

CLAIM_THRESHOLD = 0.62
"""From which the model of claims in abstracts says yes: best F1 on claims-measure-train."""

_FINDING, _VAGUE, _CONTRIBUTION = map(TELLS.index, ("finding", "vague", "contribution"))
_TELLS_METHOD = frozenset({"passive_method", "we_do", "we_aim"})
_TELLS_RESULT = frozenset({"compare", "change", "suggest", "results_show", "relate", "achieve"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How surely a sentence tells a finding, and how surely a contribution: both from 0 to 1."""

    finding: float
    contribution: float

    @property
    def score(self) -> float:
        return round(max(self.finding, CONTRIBUTION_SHARE * self.contribution), 6)

    @property
    def contributes(self) -> bool:
        return self.contribution > self.finding


def told(sentences: Sequence[Sentence], *, depth: Depth, models: ClaimModels) -> tuple[Told, ...]:
    """What the sentences of one paper tell, in order."""
    if depth is Depth.SUMMARY:
        return _in_summary(sentences, models)
    return as_told(tellings(sentences, models))


def as_told(probabilities: Scores) -> tuple[Told, ...]:
    """From the probabilities of `TELLS`, shape (n, 5)."""
    return tuple(
        Told(
            finding=float(row[_FINDING] + VAGUE_SHARE * row[_VAGUE]),
            contribution=float(row[_CONTRIBUTION]),
        )
        for row in probabilities
    )


def abstract_claims(sentences: Sequence[Sentence], models: ClaimModels) -> Scores:
    """Probability that each sentence of one abstract is a claim, shape (n,)."""
    if not sentences:
        return np.zeros(0)
    return sigmoid(models.claim.logits(placed_features(sentences))[:, 0])


def _in_summary(sentences: Sequence[Sentence], models: ClaimModels) -> tuple[Told, ...]:
    """A summary states what a paper found: only what was done, and why, counts for less."""
    result = wording_roles(unplaced_features(sentences), models)[:, RESULT]
    found: list[Told] = []
    for sentence, share in zip(sentences, result.tolist(), strict=True):
        cues = set(cues_in(sentence.plain))
        method = bool(cues & _TELLS_METHOD) and not cues & _TELLS_RESULT
        likely = 0.3 + 0.25 * share if method else 0.5 + 0.5 * share
        makes = kind_of(sentence.plain) is ClaimKind.CONTRIBUTION
        found.append(Told(finding=0.0 if makes else likely, contribution=likely if makes else 0.0))
    return tuple(found)
