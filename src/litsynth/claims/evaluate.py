"""How good the models are on labelled abstracts, with intervals and plain baselines. Pure.

What `litsynth evaluate claims` and `litsynth evaluate roles` print.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from litsynth.claims.model import ClaimModels, Scores
from litsynth.claims.places import as_abstract
from litsynth.claims.roles import ROLES, abstract_roles
from litsynth.claims.scoring import CLAIM_THRESHOLD, abstract_claims
from litsynth.claims.weights import shipped_models
from litsynth.errors import ConfigError
from litsynth.mistakes import in_a_line
from litsynth.surrogates import surrogates_marked

RESAMPLES = 1000
_SEED = 20
_MIDDLE_95 = (2.5, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """One abstract with a label a sentence."""

    sentences: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure with its 95 % interval, by resampling whole abstracts."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFigures:
    abstracts: int
    sentences: int
    claims: int
    """Sentences that are marked as claims."""
    threshold: float
    precision: Measured
    recall: Measured
    f1: Measured
    average_precision: Measured
    f1_of_last_sentence: Measured
    """Of the rule that the last sentence of an abstract is its claim."""
    f1_of_last_two: Measured
    """Of the rule that the last two sentences are."""
    average_precision_by_place: Measured
    """Of ranking by nearness to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFigures:
    abstracts: int
    sentences: int
    micro_f1: Measured
    """Equal to accuracy, as every sentence has one role."""
    macro_f1: Measured
    by_role: tuple[tuple[str, float], ...]
    """F1 of each role."""
    micro_f1_of_commonest: Measured
    """Of always saying the role that is commonest in the file."""
    micro_f1_by_place: Measured
    """Of saying the role that is commonest in that fifth of an abstract in the file."""


def labelled_texts(lines: Iterable[str], *, known: Sequence[str]) -> tuple[LabelledText, ...]:
    """The abstracts in JSON Lines. Empty lines are left out.

    Raises ConfigError naming the line, if it has another form or a label that is not `known`.
    """
    found: list[LabelledText] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError("it is no JSON object")  # noqa: TRY301 - as all that is wrong
            sentences = tuple(surrogates_marked(str(one)) for one in _list(row, "sentences"))
            labels = tuple(str(label) for label in _list(row, "labels"))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise ConfigError(f"line {number}: {in_a_line(error)}", hint=_form(known)) from error
        if len(sentences) != len(labels):
            raise ConfigError(
                f"line {number}: {len(sentences)} sentences, {len(labels)} labels",
                hint=_form(known),
            )
        if unknown := sorted(set(labels) - set(known)):
            raise ConfigError(
                f"line {number}: label {unknown[0]!r}", hint=f"Known labels: {', '.join(known)}."
            )
        if sentences:
            found.append(LabelledText(sentences=sentences, labels=labels))
    if not found:
        raise ConfigError("there is no labelled abstract", hint=_form(known))
    return tuple(found)


def _list(row: Mapping[str, object], key: str) -> list[object]:
    value = row[key]
    if not isinstance(value, list):
        raise TypeError(f"the {key} are no list")
    return value


def _form(known: Sequence[str]) -> str:
    label = known[0] if known[0].isdigit() else f'"{known[0]}"'
    return (
        f'A line must look like {{"sentences": ["…"], "labels": [{label}]}}, with one label a '
        f"sentence; labels are {', '.join(known)}."
    )


def evaluate_claims(
    texts: Sequence[LabelledText], *, models: ClaimModels | None = None
) -> ClaimFigures:
    """Figures of the claim model on `texts`, whose labels are "0" and "1"."""
    models = models or shipped_models()
    truth = [np.array([label == "1" for label in text.labels]) for text in texts]
    scores = [abstract_claims(as_abstract(text.sentences), models) for text in texts]
    places: list[Scores] = [
        np.arange(1.0 - len(text.labels), 1.0, dtype=np.float64) for text in texts
    ]

    def over(
        figure: Callable[[NDArray[np.bool_], Scores], float], values: Sequence[Scores]
    ) -> Measured:
        return measured(
            lambda at: figure(
                np.concatenate([truth[n] for n in at]), np.concatenate([values[n] for n in at])
            ),
            len(texts),
        )

    def f1_from(least: float, values: Sequence[Scores]) -> Measured:
        return over(lambda true, value: _f1(true, value >= least), values)

    return ClaimFigures(
        abstracts=len(texts),
        sentences=sum(len(labels) for labels in truth),
        claims=int(sum(labels.sum() for labels in truth)),
        threshold=CLAIM_THRESHOLD,
        precision=over(lambda true, value: _precision(true, value >= CLAIM_THRESHOLD), scores),
        recall=over(lambda true, value: _precision(value >= CLAIM_THRESHOLD, true), scores),
        f1=f1_from(CLAIM_THRESHOLD, scores),
        average_precision=over(average_precision, scores),
        f1_of_last_sentence=f1_from(0, places),
        f1_of_last_two=f1_from(-1, places),
        average_precision_by_place=over(average_precision, places),
    )


def evaluate_roles(
    texts: Sequence[LabelledText], *, models: ClaimModels | None = None
) -> RoleFigures:
    """Figures of the role model on `texts`, whose labels are `ROLES`."""
    models = models or shipped_models()
    truth = [np.array([ROLES.index(label) for label in text.labels]) for text in texts]
    said = [
        abstract_roles(as_abstract(text.sentences), models).argmax(axis=1).astype(np.intp)
        for text in texts
    ]
    fifths = [np.arange(len(labels)) * 5 // max(len(labels), 1) for labels in truth]
    everything, everywhere = np.concatenate(truth), np.concatenate(fifths)
    usual = np.bincount(everything, minlength=len(ROLES)).argmax()
    by_fifth = np.array(
        [
            np.bincount(everything[everywhere == fifth], minlength=len(ROLES)).argmax()
            for fifth in range(5)
        ]
    )

    def share(answers: Sequence[NDArray[np.intp]]) -> Measured:
        return measured(
            lambda at: float(np.mean(np.concatenate([truth[n] == answers[n] for n in at]))),
            len(texts),
        )

    def macro(at: NDArray[np.intp]) -> float:
        true = np.concatenate([truth[n] for n in at])
        answer = np.concatenate([said[n] for n in at])
        return float(np.mean([_f1(true == role, answer == role) for role in np.unique(true)]))

    answers = np.concatenate(said)
    return RoleFigures(
        abstracts=len(texts),
        sentences=len(everything),
        micro_f1=share(said),
        macro_f1=measured(macro, len(texts)),
        by_role=tuple(
            (name, round(_f1(everything == role, answers == role), 4))
            for role, name in enumerate(ROLES)
        ),
        micro_f1_of_commonest=share([np.full_like(labels, usual) for labels in truth]),
        micro_f1_by_place=share([by_fifth[fifth] for fifth in fifths]),
    )


def average_precision(truth: NDArray[np.bool_], scores: Scores) -> float:
    """Mean precision at each true sentence, ranked by score; equal scores count as one step."""
    if not truth.any():
        return 0.0
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    ends = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)
    gained = np.diff(np.concatenate([[0], hits[ends]]))
    return float(np.sum(gained * hits[ends] / (ends + 1)) / truth.sum())


def _precision(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    return float(np.sum(truth & said)) / max(int(np.sum(said)), 1)


def _f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    return 2 * float(np.sum(truth & said)) / max(int(np.sum(truth)) + int(np.sum(said)), 1)


def measured(figure: Callable[[NDArray[np.intp]], float], count: int) -> Measured:
    """`figure` of `count` abstracts by their numbers, and its 95 % interval over resampled ones."""
    generator = np.random.default_rng(_SEED)
    drawn = [figure(generator.integers(0, count, count)) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, _MIDDLE_95)
    return Measured(
        value=round(figure(np.arange(count)), 4),
        low=round(float(low), 4),
        high=round(float(high), 4),
    )
