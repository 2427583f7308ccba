"""What the outputs of an entailment model mean, read from the labels in its config. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from litsynth.errors import ConfigError
from litsynth.verify.calibration import softmax
from litsynth.verify.head import Floats

SUPPORTS, REFUTES, NEITHER = range(3)
_MEANINGS: Mapping[str, int] = {
    **dict.fromkeys("entailment entail entails entailed supported".split(), SUPPORTS),
    **dict.fromkeys("support supports consistent factual grounded".split(), SUPPORTS),
    **dict.fromkeys("contradiction contradict contradicts contradictory".split(), REFUTES),
    **dict.fromkeys("contradicted refuted refute refutes".split(), REFUTES),
    **dict.fromkeys("neutral neither nei notenoughinfo notenoughinformation".split(), NEITHER),
    **dict.fromkeys("noinfo unrelated notentailment nonentailment notentailed".split(), NEITHER),
    **dict.fromkeys("unsupported notsupported nonsupported inconsistent".split(), NEITHER),
    **dict.fromkeys("notconsistent nonfactual hallucinated hallucination".split(), NEITHER),
}
_NUMBERED = re.compile(r"label\d+")
_EXAMPLE = "contradiction,neutral,entailment"


@dataclass(frozen=True, slots=True)
class LabelMap:
    """For each output of a model, whether it supports (0), refutes (1) or does neither (2)."""

    columns: tuple[int, ...]

    @property
    def refutes(self) -> bool:
        """Whether the model tells contradiction from what merely does not support."""
        return REFUTES in self.columns

    def chances(self, logits: Floats) -> Floats:
        """(n, outputs) to (n, 3): probabilities of supports, refutes, neither."""
        parts = softmax(logits.astype(np.float64))
        found = np.zeros((len(logits), 3))
        for at, column in enumerate(self.columns):
            found[:, column] += parts[:, at]
        return found.astype(np.float32)


def read_labels(
    model: str, config: Mapping[str, object], *, given: Sequence[str] = ()
) -> tuple[str, ...]:
    """The labels of a model's outputs, in order: those `given`, else those of its config.

    Raises ConfigError if both are there and their numbers differ, or if those have no order.
    """
    table = config.get("id2label")
    own: tuple[str, ...] = ()
    if isinstance(table, Mapping):
        own = tuple(str(table[key]) for key in _in_order(model, table))
    elif isinstance(count := config.get("num_labels"), int):
        own = tuple(f"LABEL_{at}" for at in range(count))
    if given and own and len(given) != len(own):
        raise ConfigError(
            f"{model} has {len(own)} outputs, and {len(given)} labels were given",
            hint=f"Give {len(own)} with --judge-labels, in the model's order.",
        )
    # A config that names none stands for two, numbered.
    return tuple(given) or own or ("LABEL_0", "LABEL_1")


def _in_order(model: str, table: Mapping[object, object]) -> list[object]:
    try:
        return sorted(table, key=lambda key: int(str(key)))
    except ValueError as error:
        shown = ", ".join(map(str, table))
        raise ConfigError(
            f"{model} is damaged: id2label in its config.json counts its outputs by {shown}, which "
            "are no numbers",
            hint='Write it as {"0": "contradiction", "1": "neutral", "2": "entailment"}, in the '
            "order of the model's outputs.",
        ) from error


def label_map(model: str, labels: Sequence[str]) -> LabelMap:
    """What each label means, whatever its case and spelling.

    Without a label for neither, contradiction stands for all that does not support: such a model
    was never shown the difference. Raises ConfigError for labels of another kind.
    """
    plain = [re.sub(r"[\W_]+", "", label.casefold()) for label in labels]
    shown = ", ".join(labels)
    if all(_NUMBERED.fullmatch(label) for label in plain):
        raise ConfigError(
            f"{model} does not say what its outputs mean: they are called {shown}",
            hint="If it is an entailment model, name its outputs in order, as its documentation "
            f"does: --judge-labels {_EXAMPLE}.",
        )
    columns = [_MEANINGS.get(label) for label in plain]
    unknown = [label for label, column in zip(labels, columns, strict=True) if column is None]
    if unknown or columns.count(SUPPORTS) != 1 or columns.count(REFUTES) > 1 or len(labels) == 1:
        raise ConfigError(
            f"{model} is no entailment model that litsynth can read: its labels are {shown}",
            hint="Needed are entailment, neutral and contradiction, or entailment and "
            "not_entailment (supported and unsupported), in any order. If these are only named "
            f"otherwise, say so: --judge-labels {_EXAMPLE}.",
        )
    known = [column for column in columns if column is not None]
    if NEITHER not in known:
        known = [NEITHER if column == REFUTES else column for column in known]
    return LabelMap(tuple(known))
