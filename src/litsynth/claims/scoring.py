"""How much each sentence looks like a claim of the paper's own. Pure; the models are passed in."""

import re
from collections.abc import Sequence

import numpy as np

from litsynth.claims.cues import cues_in
from litsynth.claims.features import placed_features, unplaced_features
from litsynth.claims.model import ClaimModels, Scores, sigmoid
from litsynth.claims.places import Sentence
from litsynth.claims.prior import prior
from litsynth.claims.roles import RESULT, ROLES, abstract_roles, wording_roles
from litsynth.records import Depth, SectionKind

LISTING = (
    "finding", "own", "aim", "claim", "prior", "background", "objective", "abstract",
    "introduction", "methods", "findings_section", "conclusion", "unnamed_section", "at",
    "points_back", "points_to_float", "torn_symbols",
)  # fmt: skip
"""Inputs of the listing model, in the order of its weights."""

AIM_SHIFT = 3.0
"""Added to the logit of an aim: aims are rare in running text, and wanted in a list of claims."""
AIM_SHARE = 0.85
"""What a contribution counts beside a finding: own findings come first."""
OWN_BY_AIM = 0.25
"""Power of own-ness that an aim is multiplied by."""

BACKGROUND_LOSS = {True: 0.9, False: 0.5}
"""What a sentence loses that is background: in the abstract, where roles are read well, and out."""

SECTION_SHARE = {
    SectionKind.METHODS: 0.8,
    SectionKind.RELATED_WORK: 0.6,
    SectionKind.LIMITATIONS: 0.7,
    SectionKind.APPENDIX: 0.6,
}
"""What a score is multiplied by in sections where few findings stand; 1 elsewhere."""
MOTIVES_SHARE = 0.7
"""The same under headings that promise to say why, not what."""

LEAST_SCORE = {Depth.FULL_TEXT: 0.35, Depth.ABSTRACT: 0.2, Depth.SUMMARY: 0.4}
"""Sentences that score less are not listed: chosen on held-out papers, see docs/claims.md."""
LEAST_OF_CONTRIBUTION = 0.2
"""What a contribution must score: what a paper says it offers is seldom said by mistake."""
LEAST_OF_STATEMENT = {Depth.FULL_TEXT: 0.35, Depth.ABSTRACT: 0.3}
"""What a general statement must score, by wording neither finding, comparison nor contribution."""
LEAST_OF_SHORT_FINDING = 0.2
"""What a short finding or comparison must score in sections that tell results: it has few words
for the models to go by."""
SHORT_WORDS = 10
LEAST_OF_COMPARED_PERFORMANCE = 0.12
"""What a sentence must score that says how well one thing does beside another: the models, which
learnt from other kinds of papers, score it low outside of sections with the usual names."""
SILENT_SECTIONS = frozenset(
    {
        SectionKind.INTRODUCTION,
        SectionKind.RELATED_WORK,
        SectionKind.METHODS,
        SectionKind.LIMITATIONS,
    }
)
"""Sections that compare the work of others, or things not measured."""
TELLING_SECTIONS = frozenset({SectionKind.ABSTRACT, SectionKind.RESULTS, SectionKind.CONCLUSION})
LEAST_CHECKABILITY = 0.1
"""Sentences that are less checkable are not listed: nobody could bear them out."""

FEWEST = {Depth.FULL_TEXT: 1, Depth.ABSTRACT: 2, Depth.SUMMARY: 6}
"""So many sentences that could be claims are listed even if they score less."""
LEAST_OF_LAST_RESORT = 0.15
"""But not what scores less than this, unless nothing else is there."""

CLAIM_THRESHOLD = 0.62
"""From which the model of claims in abstracts says yes: best F1 on claims-measure-train."""

_TINY = 1e-4
_TELLS_METHOD = frozenset({"passive_method", "we_do", "we_aim"})
_TELLS_RESULT = frozenset({"compare", "change", "suggest", "results_show", "relate", "achieve"})
_MOTIVES = re.compile(r"\bneed\b|\bmotivation|\bbackground|\bpreliminar|\bstory\b", re.IGNORECASE)
_FINDINGS_SECTIONS = frozenset({SectionKind.RESULTS, SectionKind.DISCUSSION})
_UNNAMED_SECTIONS = frozenset({SectionKind.OTHER, SectionKind.APPENDIX, SectionKind.RELATED_WORK})


def claim_scores(
    sentences: Sequence[Sentence], *, depth: Depth, models: ClaimModels
) -> tuple[float, ...]:
    """One score a sentence, from 0 to 1, in order."""
    if not sentences:
        return ()
    if depth is Depth.SUMMARY:
        scores = _in_summary(sentences, models)
    else:
        inputs = listing_inputs(sentences, models)
        listed = sigmoid(inputs @ models.listing[:-1] + models.listing[-1])
        own, aim = inputs[:, LISTING.index("own")], inputs[:, LISTING.index("aim")]
        contribution = sigmoid(own) ** OWN_BY_AIM * sigmoid(aim + AIM_SHIFT)
        shares = [_share(sentence) for sentence in sentences]
        losses = [BACKGROUND_LOSS[one.section is SectionKind.ABSTRACT] for one in sentences]
        known = 1 - np.array(losses) * inputs[:, LISTING.index("background")]
        scores = np.maximum(listed, AIM_SHARE * contribution) * known * np.array(shares)
    return tuple(round(float(score), 6) for score in scores)


def _share(sentence: Sentence) -> float:
    motives = MOTIVES_SHARE if _MOTIVES.search(sentence.heading) else 1.0
    return min(SECTION_SHARE.get(sentence.section, 1.0), motives)


def abstract_claims(sentences: Sequence[Sentence], models: ClaimModels) -> Scores:
    """Probability that each sentence of one abstract is a claim, shape (n,)."""
    if not sentences:
        return np.zeros(0)
    return sigmoid(models.claim.logits(placed_features(sentences))[:, 0])


def listing_inputs(sentences: Sequence[Sentence], models: ClaimModels) -> Scores:
    """What the listing model sees of running text, shape (n, len(LISTING)), columns as named.

    In the abstract, roles and claims are read with their place; elsewhere by wording alone.
    """
    features = unplaced_features(sentences)
    roles = wording_roles(features, models)
    claim = models.claim.logits(features)[:, 0]
    inside = [row for row, one in enumerate(sentences) if one.section is SectionKind.ABSTRACT]
    if inside:
        abstract = [sentences[row] for row in inside]
        roles[inside] = abstract_roles(abstract, models)
        claim[inside] = models.claim.logits(placed_features(abstract))[:, 0]
    columns = [
        _logit(roles[:, RESULT]),
        models.own.logits(features)[:, 0],
        models.aim.logits(features)[:, 0],
        claim,
        np.array([prior(sentence) for sentence in sentences]),
        roles[:, ROLES.index("background")],
        roles[:, ROLES.index("objective")],
        *np.array([_circumstances(sentence) for sentence in sentences]).T,
    ]
    return np.stack(columns, axis=1)


def _circumstances(sentence: Sentence) -> list[float]:
    kind = sentence.section
    cues = cues_in(sentence.plain)
    words = sentence.plain.split()
    alone = sum(len(word.strip(".,;:()")) == 1 and word not in {"a", "A", "I"} for word in words)
    return [
        float(kind is SectionKind.ABSTRACT),
        float(kind is SectionKind.INTRODUCTION),
        float(kind is SectionKind.METHODS),
        float(kind in _FINDINGS_SECTIONS),
        float(kind is SectionKind.CONCLUSION),
        float(kind in _UNNAMED_SECTIONS),
        0.0 if kind is SectionKind.ABSTRACT else sentence.at,
        float("this_begin" in cues),
        float("figure_table" in cues),
        min(alone / 3, 1.0),
    ]


def _logit(probabilities: Scores) -> Scores:
    return np.asarray(np.log(probabilities + _TINY) - np.log(1 - probabilities + _TINY))


def _in_summary(sentences: Sequence[Sentence], models: ClaimModels) -> Scores:
    """A summary states what a paper found: only what was done, and why, counts for less."""
    finding = wording_roles(unplaced_features(sentences), models)[:, RESULT]
    cues = [set(cues_in(sentence.plain)) for sentence in sentences]
    method = [bool(found & _TELLS_METHOD) and not found & _TELLS_RESULT for found in cues]
    return np.where(method, 0.3, 0.5) + 0.5 * finding * np.where(method, 0.5, 1.0)
