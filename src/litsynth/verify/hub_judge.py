"""A judge made of any entailment model: the hub's or a folder's. Pure but for the adapters it asks.

Its probabilities are taken as they are until `litsynth calibrate` has looked at them.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from litsynth.errors import ModelError
from litsynth.ports import Pair
from litsynth.records import JudgeCard
from litsynth.shipped_model import file_sha256
from litsynth.user_paths import at_home
from litsynth.verify.cache import PairReader, kept_readings
from litsynth.verify.calibration import Calibration
from litsynth.verify.encoder import pick_device
from litsynth.verify.features import Comparison, Idf
from litsynth.verify.head import Floats
from litsynth.verify.hub_judge_folder import model_folder, weights_of
from litsynth.verify.hub_judge_labels import LabelMap, label_map, read_labels
from litsynth.verify.hub_judge_table import HubModel
from litsynth.verify.policy import Policy
from litsynth.verify.reasoning import ReasoningJudge
from litsynth.verify.weights import judge_folder, load_weights

if TYPE_CHECKING:
    from litsynth.verify.hub_judge_model import PairClassifier

HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
"""What a name on the hub looks like: owner/name."""
UNDATED = "on a date not known"
_MODEL = "SequenceClassification"
_PIECES = ("tokenizer*", "*.model", "vocab*", "merges.txt")
"""Files that word pieces are made by, of whatever age the model is."""
_WHOLE = "Copy the whole folder of the model again, or name another with --judge."


class HubJudge(ReasoningJudge):
    """Finds its files when first named, loads them when first asked."""

    def __init__(
        self,
        model: HubModel,
        *,
        device: str = "auto",
        offline: bool = False,
        labels: Sequence[str] = (),
        calibration: Calibration | None = None,
        store: Path | None = None,
    ) -> None:
        """`labels` name the model's outputs in order where its own config does not; `store` is the
        folder where readings of pairs are kept for later runs, if they are.
        """
        super().__init__(calibration)
        self._kept_in = store
        self._model = model
        self._device = device
        self._offline = offline
        self._given = tuple(labels) or model.labels

    @property
    def own_name(self) -> str:
        return f"{self._short}@{self._digest[:12]}"

    @property
    def own_card(self) -> JudgeCard:
        model = self._model
        # A folder goes by its name: where it lies is nobody's business.
        source = model.source if model.source != model.name else self._short
        origin = f"{source}, revision {model.revision}" if model.revision else source
        licence = f"; licence {model.licence}" if model.licence else ""
        blind = "It knows support and the rest only, so nothing is ever refuted."
        return JudgeCard(
            name=self._short,
            made=UNDATED,
            data=f"An entailment model by others ({origin}{licence}), fitted on nothing here.",
            note="" if self._labels.refutes else blind,
        )

    @property
    def own_policy(self) -> Policy:
        return Policy()

    @property
    def _short(self) -> str:
        """As the user names it, without the folders above."""
        path = at_home(self._model.name)
        return path.resolve().name if path.is_dir() else self._model.name

    @cached_property
    def _idf(self) -> Idf:
        return load_weights(judge_folder()).idf

    @cached_property
    def _found(self) -> Path:
        return model_folder(self._model, offline=self._offline)

    @cached_property
    def _folder(self) -> Path:
        """Where the weights are, beside a config that can be read."""
        folder = self._found
        _ = self._config  # First: without it, nothing says whether these are weights of a judge.
        expected = self._model.sha256
        weights = weights_of(folder)
        if not weights:
            raise ModelError(
                f"there are no weights in {folder}",
                hint="Its model.safetensors is missing: copy the whole folder of the model.",
            )
        if expected and (found := file_sha256(weights[0])) != expected:
            raise ModelError(
                f"{weights[0]} is not what litsynth knows as {self._model.name}: sha256 "
                f"{found[:12]}… instead of {expected[:12]}…",
                hint="Delete the file and fetch it again; or, to use another model, name its "
                "folder with --judge.",
            )
        return folder

    @cached_property
    def _config(self) -> Mapping[str, object]:
        path = self._found / "config.json"
        try:
            config = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            raise ModelError(f"{path} cannot be read: {error}", hint=_WHOLE) from error
        if not isinstance(config, dict):
            raise ModelError(f"{path} is no JSON object", hint=_WHOLE)
        kinds = config.get("architectures")
        if isinstance(kinds, list) and not any(_MODEL in str(kind) for kind in kinds):
            raise ModelError(
                f"the model in {self._found} does not classify: it is {', '.join(map(str, kinds))}",
                hint="Name a model for sequence classification that was tuned on entailment.",
            )
        return config

    @cached_property
    def _labels(self) -> LabelMap:
        labels = read_labels(self._short, self._config, given=self._given)
        return label_map(self._short, labels)

    @cached_property
    def _digest(self) -> str:
        """Of everything that its judgements depend on."""
        pieces = sorted({file for pattern in _PIECES for file in self._folder.glob(pattern)})
        parts = [file_sha256(path) for path in (*weights_of(self._folder), *pieces)]
        content = json.dumps([parts, self._config, self._labels.columns], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def _chances(self, pairs: Sequence[Pair], found: Sequence[Comparison]) -> Floats:  # noqa: ARG002
        texts = [(pair.claim, pair.context) for pair in pairs]
        unique = list(dict.fromkeys(texts))
        chances = self._labels.chances(self._reader.logits(unique))
        place = {text: at for at, text in enumerate(unique)}
        return np.stack([chances[place[text]] for text in texts])

    @cached_property
    def _reader(self) -> PairReader:
        return kept_readings(lambda: self._classifier, self._kept_in, self.own_name)

    @cached_property
    def _classifier(self) -> "PairClassifier":
        from litsynth.verify.hub_judge_model import PairClassifier

        return PairClassifier(self._folder, device=pick_device(self._device))
