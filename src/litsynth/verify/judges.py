"""The judges by name. "default" is the fitted one; "similarity" is the rule it replaced; any other
is a model of the user's choice.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from litsynth.errors import ConfigError
from litsynth.ports import Judge, Judgement, Pair
from litsynth.records import JudgeCard
from litsynth.shipped_model import check_weights, model_folder
from litsynth.user_paths import at_home
from litsynth.verify.cache import PairReader, kept_readings
from litsynth.verify.calibration import Calibration
from litsynth.verify.calibration_file import read_calibration
from litsynth.verify.encoder import pick_device
from litsynth.verify.features import Comparison, Idf, feature_rows
from litsynth.verify.field import Field
from litsynth.verify.field_file import load_field
from litsynth.verify.head import Floats
from litsynth.verify.hub_judge import HUB_NAME, HubJudge
from litsynth.verify.hub_judge_table import STRONG, HubModel
from litsynth.verify.policy import Policy
from litsynth.verify.reasoning import ReasoningJudge
from litsynth.verify.weights import Weights, judge_folder, load_weights

if TYPE_CHECKING:
    from litsynth.verify.cross_encoder import CrossEncoder

OLD_THRESHOLD = 0.155
"""The cosine from which the rule behind many hand-made reports calls a claim verified."""


_ELSEWHERE = 0.1
"""Cosine below which a passage without a word of the claim is about something else."""


class FittedJudge(ReasoningJudge):
    """Features, entailment model and calibrator, as `training/verification.py` made them."""

    def __init__(
        self,
        folder: Path,
        *,
        device: str = "cpu",
        calibration: Calibration | None = None,
        store: Path | None = None,
    ) -> None:
        """`device` is "auto", "cpu", "cuda" or "mps"; `store` is the folder where readings of
        pairs are kept for later runs, if they are.
        """
        super().__init__(calibration)
        self._folder = folder
        self._device = device
        self._kept_in = store

    @cached_property
    def _weights(self) -> Weights:
        return load_weights(self._folder)

    @property
    def own_name(self) -> str:
        return f"{self.own_card.name}@{self._weights.digest[:12]}"

    @property
    def own_card(self) -> JudgeCard:
        return self._weights.settled.card

    @property
    def own_policy(self) -> Policy:
        return self._weights.settled.policy

    @cached_property
    def own_field(self) -> Field | None:
        return load_field(self._folder)

    @property
    def _asks_for_signs(self) -> bool:
        return True

    @property
    def _idf(self) -> Idf:
        return self._weights.idf

    def _chances(self, pairs: Sequence[Pair], found: Sequence[Comparison]) -> Floats:
        weights = self._weights
        logits = weights.head.logits(feature_rows(found))
        if weights.stack is not None:
            logits = weights.stack.logits(np.hstack([logits, entailments(self._reader, pairs)]))
        chances = weights.settled.calibrator.probabilities(logits)
        # Nothing it was fitted on has neither a word nor a meaning in common.
        away = [
            one.values["context_recall"] == 0 and pair.similarity < _ELSEWHERE
            for one, pair in zip(found, pairs, strict=True)
        ]
        chances[away] = (0.0, 0.0, 1.0)
        return chances

    @cached_property
    def _reader(self) -> PairReader:
        return kept_readings(lambda: self._cross_encoder, self._kept_in, self.own_name)

    @cached_property
    def _cross_encoder(self) -> "CrossEncoder":
        from litsynth.verify.cross_encoder import CrossEncoder

        adapter = self._weights.adapter
        if adapter is None:
            raise ValueError("this judge has no entailment model")
        # An adapter's differences mean something on top of the published weights only.
        check_weights(model_folder())
        return CrossEncoder(base=model_folder(), adapter=adapter, device=pick_device(self._device))


def entailments(model: PairReader, pairs: Sequence[Pair]) -> Floats:
    """(n, 4): the log-odds of claim and context, and of claim and all that its paper has on it.

    Each text is read once.
    """
    texts = [(pair.claim, text) for pair in pairs for text in (pair.context, pair.whole)]
    unique = list(dict.fromkeys(texts))
    logits = dict(zip(unique, model.logits(unique), strict=True))
    found: Floats = np.array([logits[text] for text in texts], dtype=np.float32)
    return found.reshape(len(pairs), 4)


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


JUDGES = ("default", "similarity")
"""Judges that every installation has."""


def make_judge(
    name: str,
    *,
    device: str = "cpu",
    offline: bool = False,
    labels: Sequence[str] = (),
    calibration: Path | None = None,
    store: Path | None = None,
) -> Judge:
    """The judge of that name: "default", "similarity", "strong", a folder, or a model of the hub.

    A folder holds either a fitted judge (judge.json) or a model of sequence classification with
    entailment labels (config.json); `labels` name such a model's outputs in order where it does
    not. `calibration` is a file that `litsynth calibrate` wrote for this judge. What the model read
    is kept in the folder `store` for later runs. Raises ConfigError for an unknown name or a
    calibration of another judge, ModelError for a model that cannot be had. Weights are loaded when
    the judge is first asked.
    """
    kept = None if calibration is None else read_calibration(calibration)
    if name == "similarity":
        if kept is not None:
            raise ConfigError(
                "the similarity rule takes no calibration",
                hint="Give --calibration none, or name the judge that it was made for.",
            )
        return SimilarityJudge()
    judge = _reasoning(
        name, device=device, offline=offline, labels=labels, calibration=kept, store=store
    )
    if kept is not None:
        judge.calibration  # noqa: B018 - told before any work is done
    return judge


def _reasoning(
    name: str,
    *,
    device: str,
    offline: bool,
    labels: Sequence[str],
    calibration: Calibration | None,
    store: Path | None,
) -> ReasoningJudge:
    folder = judge_folder() if name == "default" else at_home(name)
    if (folder / "judge.json").is_file():
        return FittedJudge(folder, device=device, calibration=calibration, store=store)
    is_of_the_hub = HUB_NAME.fullmatch(name) and not folder.is_dir()
    if name == STRONG.name or (folder / "config.json").is_file() or is_of_the_hub:
        return HubJudge(
            STRONG if name == STRONG.name else HubModel(name=name, source=name),
            device=device,
            offline=offline,
            labels=labels,
            calibration=calibration,
            store=store,
        )
    known = ", ".join(sorted({*JUDGES, STRONG.name}))
    raise ConfigError(
        f"there is no judge {name!r}",
        hint=f"Choose from: {known}; or name a model of the hub (owner/name), or a folder with a "
        "judge.json or a config.json.",
    )
