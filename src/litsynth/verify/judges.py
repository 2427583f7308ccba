"""The judges by name. "default" is the fitted one; "similarity" is the rule it replaced."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from litsynth.errors import ConfigError
from litsynth.ports import Judge, Judgement, Pair
from litsynth.records import JudgeCard
from litsynth.verify.encoder import shipped_folder as shipped_model
from litsynth.verify.features import FEATURES, Comparison, compare
from litsynth.verify.head import Floats
from litsynth.verify.policy import Policy
from litsynth.verify.reasons import reasons, stance_of
from litsynth.verify.weights import Weights, load_weights, shipped_folder

if TYPE_CHECKING:
    from litsynth.verify.cross_encoder import CrossEncoder

OLD_THRESHOLD = 0.155
"""The cosine from which the rule behind many hand-made reports calls a claim verified."""


class FittedJudge:
    """Features, entailment model and calibrator, as `training/verification.py` made them."""

    def __init__(self, folder: Path, *, device: str = "cpu") -> None:
        self._folder = folder
        self._device = device

    @cached_property
    def _weights(self) -> Weights:
        return load_weights(self._folder)

    @property
    def name(self) -> str:
        return f"{self.card.name}@{self._weights.digest[:12]}"

    @property
    def card(self) -> JudgeCard:
        return self._weights.settled.card

    @property
    def policy(self) -> Policy:
        return self._weights.settled.policy

    def judge(self, pairs: Sequence[Pair]) -> tuple[Judgement, ...]:
        """One judgement a pair, in order. Raises ModelError if the weights cannot be loaded."""
        if not pairs:
            return ()
        found = [compare(pair, self._weights.idf) for pair in pairs]
        chances = self._chances(pairs, found)
        judgements = []
        for pair, one, chance in zip(pairs, found, chances.tolist(), strict=True):
            supports, refutes, neither = chance
            stance = stance_of(supports, refutes, neither)
            judgements.append(
                Judgement(
                    supports=supports,
                    refutes=refutes,
                    neither=neither,
                    reasons=reasons(pair, one, stance),
                )
            )
        return tuple(judgements)

    def _chances(self, pairs: Sequence[Pair], found: Sequence[Comparison]) -> Floats:
        """(n, 3): supports, refutes, neither."""
        weights = self._weights
        rows = np.array([[one.values[name] for name in FEATURES] for one in found], np.float32)
        logits = weights.head.logits(rows)
        if weights.stack is not None:
            logits = weights.stack.logits(np.hstack([logits, self._entails(pairs)]))
        return weights.settled.calibrator.probabilities(logits)

    def _entails(self, pairs: Sequence[Pair]) -> Floats:
        """(n, 2): what the entailment model makes of claim and context; each text is read once."""
        texts = [(pair.claim, pair.context) for pair in pairs]
        unique = list(dict.fromkeys(texts))
        logits = dict(zip(unique, self._cross_encoder.logits(unique), strict=True))
        return np.stack([logits[text] for text in texts])

    @cached_property
    def _cross_encoder(self) -> "CrossEncoder":
        from litsynth.verify.cross_encoder import CrossEncoder

        adapter = self._weights.adapter
        if adapter is None:
            raise ValueError("this judge has no entailment model")
        return CrossEncoder(base=shipped_model(), adapter=adapter, device=self._device)


class SimilarityJudge:
    """Any passage with a cosine of at least 0.155 supports. It knows no contradiction."""

    @property
    def name(self) -> str:
        return "similarity@1"

    @property
    def card(self) -> JudgeCard:
        return JudgeCard(
            name="similarity",
            made="2026-11-20",
            data="fitted on nothing",
            note="A rule for comparison: nearness is not support, and nothing is ever refuted.",
        )

    @property
    def policy(self) -> Policy:
        # Whatever precision is asked for, the rule knows one threshold.
        return Policy(thresholds=((1.0, 0.5),))

    def judge(self, pairs: Sequence[Pair]) -> tuple[Judgement, ...]:
        """`supports` is 0.5 at the threshold and rises with the cosine."""
        return tuple(self._one(pair.similarity) for pair in pairs)

    def _one(self, similarity: float) -> Judgement:
        if similarity >= OLD_THRESHOLD:
            supports = 0.5 + 0.5 * (min(similarity, 1.0) - OLD_THRESHOLD) / (1 - OLD_THRESHOLD)
            word = "at least"
        else:
            supports = 0.5 * max(similarity, 0.0) / OLD_THRESHOLD
            word = "below"
        reason = f"cosine {similarity:.2f}, {word} {OLD_THRESHOLD}"
        return Judgement(supports=supports, refutes=0.0, neither=1 - supports, reasons=(reason,))


def _default() -> Judge:
    return FittedJudge(shipped_folder())


JUDGES: Mapping[str, Callable[[], Judge]] = {"default": _default, "similarity": SimilarityJudge}


def make_judge(name: str) -> Judge:
    """The judge of that name, or the fitted one in the folder of that name.

    Raises ConfigError for an unknown name. Weights are loaded when the judge is first asked.
    """
    if built_in := JUDGES.get(name):
        return built_in()
    if (Path(name) / "judge.json").is_file():
        return FittedJudge(Path(name))
    raise ConfigError(
        f"there is no judge {name!r}",
        hint=f"Choose from: {', '.join(sorted(JUDGES))}, or name a folder with a judge.json.",
    )
