"""Models of the hub that litsynth knows by name: where from, which revision, under what licence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HubModel:
    """One model of sequence classification, on the hub or in a folder."""

    name: str
    """As the user says it."""
    source: str
    """Its name on the hub, or its folder."""
    revision: str | None = None
    """The commit; None for whatever is there."""
    sha256: str | None = None
    """Of its model.safetensors."""
    labels: tuple[str, ...] = ()
    """Its outputs in order; empty where its own config says."""
    licence: str = ""
    size: str = ""


STRONG = HubModel(
    name="strong",
    source="MoritzLaurer/DeBERTa-v3-large-mnli-fever-anli-ling-wanli",
    revision="b3546ea6b0346eb6f8d5d68b13c7dc6d0376b3d7",
    sha256="c03cd208bf920b4fbbb182a0535859a566e8acc3477d2b536bf87b769978524b",
    labels=("entailment", "neutral", "contradiction"),
    licence="MIT",
    size="435 million parameters, 0.9 GB in half precision",
)
