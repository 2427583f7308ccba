"""How far a run's claims lie from the claims that a judge was calibrated on. Pure numpy.

A field is kept as a few centres of claims' vectors, and how far claims of the same field that the
centres were not made of lie from the nearest one.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from litsynth.ports import Vectors
from litsynth.verify.calibration import KeptField

MOST_CENTRES = 48
"""As float16 of 384 dimensions they take 37 kB."""
FEWEST = 20
"""Claims below which nothing is said about a field."""
_PER_CENTRE = 8
_FOLDS = 5
_ROUNDS = 25
_QUANTILE = 0.95
WARN_FROM = 1 / 3
"""Share of a run's claims that must lie far; one in twenty does in the field itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    encoder: str
    """Name of the encoder of the vectors: those of another are not comparable."""
    centres: Vectors
    """(k, d), unit rows."""
    usual: float
    """Median distance (1 - cosine) of the field's own claims, left out in turn."""
    far: float
    """Distance below which 95 % of them lie."""


def summarise(
    vectors: Vectors, *, encoder: str, groups: Sequence[int] | None = None
) -> Field | None:
    """The field of n claims with (n, d) unit vectors; None for fewer than `FEWEST`.

    Claims of one group (default: each its own) are left out together when distances are taken, so
    that rewordings of one claim do not make a field look denser than it is.
    """
    if len(vectors) < FEWEST:
        return None
    _, number = np.unique(
        np.arange(len(vectors)) if groups is None else np.asarray(groups), return_inverse=True
    )
    rng = np.random.default_rng(0)
    fold = rng.permutation(np.arange(number.max() + 1) % _FOLDS)[number]
    away = np.zeros(len(vectors))
    for at in range(_FOLDS):
        inside, outside = fold == at, fold != at
        if inside.any() and outside.any():
            away[inside] = distances(_centres(vectors[outside], rng), vectors[inside])
    return Field(
        encoder=encoder,
        centres=_centres(vectors, rng),
        usual=float(np.median(away)),
        far=float(np.quantile(away, _QUANTILE)),
    )


def distances(centres: Vectors, vectors: Vectors) -> NDArray[np.float64]:
    """(n,): 1 - cosine to the nearest centre, from 0 to 2."""
    near = (vectors @ centres.T).max(axis=1)
    return np.asarray(np.clip(1.0 - near.astype(np.float64), 0.0, 2.0))


def field_warning(field: Field, vectors: Vectors, *, encoder: str) -> str:
    """One or two sentences if a run's claims lie far off, or cannot be compared; else ""."""
    if not len(vectors):
        return ""
    if encoder != field.encoder:
        return (
            "Whether this run's field is near the judge's calibration data was not measured: that "
            f"data was embedded by {field.encoder}, and this run by {encoder}."
        )
    away = distances(field.centres, vectors)
    beyond = int((away > field.far).sum())
    if beyond < WARN_FROM * len(away):
        return ""
    noun = "claim" if len(away) == 1 else "claims"
    return (
        f"This run's field is far from the judge's calibration data: {beyond} of {len(away)} "
        f"{noun} {'lies' if beyond == 1 else 'lie'} farther from it than 95 % of its own claims do "
        f"(median distance {np.median(away):.2f}, usual there {field.usual:.2f}). The stated "
        "confidences and the measured errors may not hold here."
    )


def _centres(vectors: Vectors, rng: np.random.Generator) -> Vectors:
    """Centres by k-means on the sphere, begun far from each other. A row each, of length 1."""
    count = min(MOST_CENTRES, max(1, len(vectors) // _PER_CENTRE))
    chosen = [int(rng.integers(len(vectors)))]
    nearest = vectors @ vectors[chosen[0]]
    while len(chosen) < count:
        apart = np.clip(1.0 - nearest.astype(np.float64), 1e-9, None) ** 2
        chosen.append(int(rng.choice(len(vectors), p=apart / apart.sum())))
        nearest = np.maximum(nearest, vectors @ vectors[chosen[-1]])
    centres = vectors[chosen].astype(np.float32)
    for _ in range(_ROUNDS):
        owner = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, owner, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        # A centre that lost all its claims, or whose claims cancel, stays where it was.
        moved = np.where(lengths > 1e-6, sums / np.maximum(lengths, 1e-6), centres)  # noqa: PLR2004
        if np.allclose(moved, centres, atol=1e-6):
            break
        centres = moved.astype(np.float32)
    return centres


def kept(field: Field) -> KeptField:
    """As a JSON file can hold it."""
    return KeptField(
        encoder=field.encoder,
        width=field.centres.shape[1],
        centres=base64.b64encode(field.centres.astype("<f2").tobytes()).decode("ascii"),
        usual=round(field.usual, 4),
        far=round(field.far, 4),
    )


def field_of(record: KeptField) -> Field:
    """The field that `kept` wrote down. Raises ValueError if it is damaged."""
    raw = np.frombuffer(base64.b64decode(record.centres, validate=True), dtype="<f2")
    if record.width < 1 or not len(raw) or len(raw) % record.width:
        raise ValueError("the centres of the field are damaged")
    return Field(
        encoder=record.encoder,
        centres=unit(raw.reshape(-1, record.width)),
        usual=record.usual,
        far=record.far,
    )


def unit(rows: NDArray[np.floating]) -> Vectors:
    """The rows as float32 of length 1. Raises ValueError for a row without direction."""
    full = rows.astype(np.float32)
    lengths = np.linalg.norm(full, axis=1, keepdims=True)
    if not np.isfinite(full).all() or not (lengths > 0).all():
        raise ValueError("the centres of the field are damaged")
    return np.asarray(full / lengths)
