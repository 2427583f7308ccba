"""Pairs with what the parts of a judge say of them: what a stack is fitted and measured on."""

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.verification_data import draw
from training.verification_head import Codes, Rows, Weights, fit_head
from training.verification_sets import Shown, head_rows, stack_rows
from training.verification_settle import HALF, balanced_weights

from litsynth.ports import Judgement, Pair
from litsynth.shipped_model import model_folder
from litsynth.verify.cross_encoder import CrossEncoder
from litsynth.verify.evaluate import DEFAULT_PRECISION, weigh_all
from litsynth.verify.features import Idf, compare
from litsynth.verify.head import Calibrator, Head
from litsynth.verify.metrics import Outcomes
from litsynth.verify.policy import Policy
from litsynth.verify.reasons import shows_support


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """Facts in two wordings with the stack's columns for them."""

    rows: Rows
    codes: Codes
    weights: Weights


class Judged:
    """Some labelled pairs of one set with the stack's columns for their passages."""

    def __init__(
        self, shown: Shown, some: Sequence[int], idf: Idf, head: Head, entails: CrossEncoder
    ) -> None:
        self.shown = shown
        self.codes = shown.codes[list(some)]
        self.taught = shown.taught[list(some)]
        self.groups = np.array([shown.groups[at] for at in some], dtype=np.intp)
        self.labels = np.array([shown.labelled[at].label for at in some], dtype=object)
        self.sizes = [len(shown.pairs[at]) for at in some]
        passages = [one for at in some for one in shown.pairs[at]]
        self.rows = stack_rows(passages, idf, head, entails)
        self.shows = np.array([shows_support(one, compare(one, idf)) for one in passages])
        self.weights = shown.weight * balanced_weights(self.taught)
        self.threshold_weights = shown.weight * balanced_weights(self.taught, HALF)

    def only(self, kept: NDArray[np.bool_]) -> "Judged":
        """The pairs that are kept; their rows with them."""
        part = copy.copy(self)
        part.rows, part.shows = (
            each[np.repeat(kept, self.sizes)] for each in (self.rows, self.shows)
        )
        part.sizes = [size for size, keep in zip(self.sizes, kept, strict=True) if keep]
        for name in ("codes", "taught", "groups", "labels", "weights", "threshold_weights"):
            setattr(part, name, getattr(self, name)[kept])
        return part

    @property
    def first(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Rows of the nearest passages; pairs without a passage have none."""
        starts = np.cumsum([0, *self.sizes[:-1]])
        return starts[np.array(self.sizes) > 0]

    def half(self, number: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which pairs are in that half (0 or 1) of the groups."""
        return np.array(
            [int(2 * draw(self.shown.name, int(group), "half")) == number for group in self.groups]
        )

    def judgements(self, stack: Head) -> list[tuple[Judgement, ...]]:
        """What the judge with this stack makes of the passages of each pair."""
        chances = Calibrator().probabilities(stack.logits(self.rows)).tolist()
        made = iter(
            Judgement(supports=a, refutes=b, neither=c, shows=shows)
            for (a, b, c), shows in zip(chances, self.shows.tolist(), strict=True)
        )
        return [tuple(islice(made, size)) for size in self.sizes]

    def outcomes(self, stack: Head, policy: Policy) -> Outcomes:
        chances, supported = weigh_all(self.judgements(stack), policy)
        return Outcomes(
            chances=chances,
            verified=supported & (chances[:, 0] >= policy.threshold(DEFAULT_PRECISION)),
            labels=self.labels,
            groups=self.groups,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Features, head and entailment model, before anything weighs them."""

    idf: Idf
    head: Head
    entails: CrossEncoder

    @classmethod
    def on(
        cls,
        science: Sequence[Shown],
        general: Sequence[Shown],
        idf: Idf,
        adapter: Path,
        *,
        seed: int,
    ) -> "Fitted":
        """The head is fitted here, the adapter has been."""
        rng = random.Random(seed)  # noqa: S311 - a choice of examples, no secret
        head = fit_head(*head_rows(science, general, idf, rng), seed=seed)
        return cls(idf=idf, head=head, entails=CrossEncoder(base=model_folder(), adapter=adapter))

    def reading_by(self, adapter: Path) -> "Fitted":
        """The same with another adapter."""
        return replace(self, entails=CrossEncoder(base=model_folder(), adapter=adapter))

    def judged(self, shown: Shown, some: Sequence[int]) -> Judged:
        return Judged(shown, some, self.idf, self.head, self.entails)

    def framed(self, pairs: Sequence[Pair], codes: Codes) -> Framed:
        rows = stack_rows(pairs, self.idf, self.head, self.entails)
        return Framed(rows=rows, codes=codes, weights=balanced_weights(codes))
