"""Trains, measures on data the models have not seen, and with --write ships weights and card.

    python -m training.claims_measure --shared ../shared [--keep-reader] [--write]

The choices (thresholds, strictness) were made on training folds and on claims-measure-train;
claims-measure-dev and roles-dev are only measured here.
"""

import argparse
import gzip
import json
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
import torch
from numpy.typing import NDArray
from training.claims import (
    Judged,
    TrainingData,
    folds,
    judged_inputs,
    train,
    train_listing,
    train_on_zones,
    training_data,
)
from training.claims_zones import OWN_ZONES, ZonedPaper

from litsynth.claims.citations import reports_others
from litsynth.claims.evaluate import (
    LabelledText,
    Measured,
    average_precision,
    evaluate_claims,
    evaluate_roles,
    labelled_texts,
)
from litsynth.claims.extract import is_listed
from litsynth.claims.filters import fault
from litsynth.claims.model import ClaimModels
from litsynth.claims.places import Sentence
from litsynth.claims.role_reader import RoleReader
from litsynth.claims.roles import ROLES
from litsynth.claims.scoring import LISTING, claim_scores
from litsynth.claims.weights import WEIGHTS_FILE, arrays_of, models_from, shipped_models
from litsynth.records import Depth

SHIPPED = Path(__file__).resolve().parents[1] / "src" / "litsynth" / "data" / "claims"
CARD_FILE = "card.json"
RESAMPLES = 1000
_SEED = 20
_AT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFigures:
    """Of all sentences that would be listed from annotated papers, held out by paper."""

    papers: int
    sentences: int
    listed: int
    own: Measured
    """Share of the listed ones that are AIM, OWN or CTR."""
    own_of_all: float
    """The same share of all sentences: what listing by chance would give."""
    aims_found: Measured
    """Share of the AIM sentences that are listed."""
    aims_found_in_body: float
    """The same, the abstracts left out."""
    last_two_of_abstract_own: float
    """`own` of the rule that lists the last two sentences of each abstract."""
    last_two_of_abstract_aims: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingFigures:
    """Of sentences that we judged in openly licensed papers, held out by paper."""

    sentences: int
    fit_for_the_list: int
    average_precision: float
    average_precision_of_prior: float
    """Of cues and section alone, by hand-set weights."""
    average_precision_by_chance: float
    precision_at_200: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the card says of how it came about."""

    made: str
    """The day, in UTC."""
    command: str
    """As it was given, its options included."""


def measure_zones(papers: Sequence[ZonedPaper], models: ClaimModels) -> ZoneFigures:
    """Each paper is listed by models of own work and aims that have not seen it."""
    rows: list[NDArray[np.bool_] | None] = [None] * len(papers)
    for kept, held in folds(range(len(papers))):
        own, aim = train_on_zones([papers[at] for at in kept])
        seen = replace(models, own=own, aim=aim)
        for at in held:
            rows[at] = _zone_rows(papers[at], seen)
    found = [row for row in rows if row is not None]
    whole = np.concatenate(found)
    own_share = _interval(found, lambda row: row[:, 0] & row[:, 1], lambda row: row[:, 0])
    aims = _interval(found, lambda row: row[:, 0] & row[:, 2], lambda row: row[:, 2])
    body = whole[~whole[:, 3]]
    last = whole[:, 4]
    return ZoneFigures(
        papers=len(papers),
        sentences=len(whole),
        listed=int(whole[:, 0].sum()),
        own=own_share,
        own_of_all=_share(whole[:, 1], np.ones(len(whole), dtype=np.bool_)),
        aims_found=aims,
        aims_found_in_body=_share(body[:, 0] & body[:, 2], body[:, 2]),
        last_two_of_abstract_own=_share(last & whole[:, 1], last),
        last_two_of_abstract_aims=_share(last & whole[:, 2], whole[:, 2]),
    )


def _zone_rows(paper: ZonedPaper, models: ClaimModels) -> NDArray[np.bool_]:
    """Columns: listed, own zone, AIM, in the abstract, among the abstract's last two."""
    zoned = [*paper.abstract, *paper.body]
    sentences = [one.sentence for one in zoned]
    scores = claim_scores(sentences, depth=Depth.FULL_TEXT, models=models)
    ends = range(len(paper.abstract) - 2, len(paper.abstract))
    return np.array(
        [
            (
                _would_be_listed(one.sentence, score),
                one.zone in OWN_ZONES,
                one.zone == "AIM",
                row < len(paper.abstract),
                row in ends,
            )
            for row, (one, score) in enumerate(zip(zoned, scores, strict=True))
        ],
        dtype=np.bool_,
    )


def _would_be_listed(sentence: Sentence, score: float) -> bool:
    return (
        fault(sentence) is None
        and not reports_others(sentence.text)
        and is_listed(sentence, score, Depth.FULL_TEXT)
    )


def measure_listing(data: TrainingData, models: ClaimModels) -> ListingFigures:
    """The listing model on judged papers it has not seen."""
    judged = judged_inputs(data.judged, models)
    scores = np.zeros(len(judged.listed))
    for kept, held in folds(range(int(judged.paper.max()) + 1)):
        inside, outside = np.isin(judged.paper, kept), np.isin(judged.paper, held)
        weights = train_listing(
            Judged(
                inputs=judged.inputs[inside],
                listed=judged.listed[inside],
                paper=judged.paper[inside],
            )
        )
        scores[outside] = judged.inputs[outside] @ weights[:-1] + weights[-1]
    truth = judged.listed == 1
    best = np.argsort(-scores, kind="stable")[:_AT]
    return ListingFigures(
        sentences=len(truth),
        fit_for_the_list=int(truth.sum()),
        average_precision=round(average_precision(truth, scores), 4),
        average_precision_of_prior=round(
            average_precision(truth, judged.inputs[:, LISTING.index("prior")]), 4
        ),
        average_precision_by_chance=round(float(truth.mean()), 4),
        precision_at_200=round(float(truth[best].mean()), 4),
    )


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float:
    return round(float(part.sum() / max(whole.sum(), 1)), 4)


def _interval(
    papers: Sequence[NDArray[np.bool_]],
    part: Callable[[NDArray[np.bool_]], NDArray[np.bool_]],
    whole: Callable[[NDArray[np.bool_]], NDArray[np.bool_]],
) -> Measured:
    """A share over all papers, with its 95 % interval over resampled papers."""
    parts = np.array([part(row).sum() for row in papers], dtype=np.float64)
    wholes = np.array([whole(row).sum() for row in papers], dtype=np.float64)
    generator = np.random.default_rng(_SEED)
    drawn = generator.integers(0, len(papers), (RESAMPLES, len(papers)))
    low, high = np.percentile(parts[drawn].sum(axis=1) / wholes[drawn].sum(axis=1), (2.5, 97.5))
    return Measured(
        value=round(float(parts.sum() / wholes.sum()), 4),
        low=round(float(low), 4),
        high=round(float(high), 4),
    )


def texts_in(path: Path, known: Sequence[str]) -> tuple[LabelledText, ...]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return labelled_texts(lines, known=known)


def tuned(run: Run, before: Mapping[str, Any], *, is_kept: bool) -> dict[str, str]:
    """When, and by what command, the reader of abstracts was tuned.

    It is this run, or what the card `before` says of a reader that `is_kept`; an older card says
    it of everything at once.
    """
    if not is_kept:
        return asdict(run)
    earlier = before.get("reader", before)
    return {"made": str(earlier["made"]), "command": str(earlier["command"])}


def card(
    data: TrainingData, models: ClaimModels, shared: Path, run: Run, reader: dict[str, str]
) -> dict[str, object]:
    """What ships beside the weights. `reader` says how the reader of abstracts was tuned."""
    extraction = shared / "data" / "extraction"
    marks, roles = ("0", "1"), ROLES
    return {
        "what": "Linear models of sentence roles, claims in abstracts, own work, aims, listing; "
        "thin changes of rank 8 to all-MiniLM-L6-v2 (Apache-2.0) that reads the roles of abstracts",
        **asdict(run),
        "reader": reader,
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
            "torch": torch.__version__,
        },
        "trained_on": [
            {
                "data": "CSAbstruct, roles-train",
                "licence": "Apache-2.0",
                "abstracts": len(data.roles),
                "for": ["roles", "claim"],
            },
            {
                "data": "CliniFact, abstracts that label their parts",
                "licence": "MIT",
                "abstracts": len(data.structured),
                "for": ["roles", "claim"],
            },
            {
                "data": "Argumentative zones, full papers",
                "licence": "CC BY-SA 3.0",
                "papers": len(data.zones),
                "for": ["own", "aim"],
            },
            {
                "data": "unarXive papers under CC BY, CC BY-SA and CC0, judged by us",
                "licence": "judgements ours, Apache-2.0; texts as stated on each",
                "papers": len(data.judged),
                "for": ["listing"],
            },
        ],
        "never_trained_on": "claims-measure-*, which state no licence: chosen and measured on only",
        "figures": {
            "roles_dev": asdict(
                evaluate_roles(texts_in(extraction / "roles-dev.jsonl.gz", roles), models=models)
            ),
            "claims_measure_dev": asdict(
                evaluate_claims(
                    texts_in(extraction / "claims-measure-dev.jsonl.gz", marks), models=models
                )
            ),
            "zones_held_out_by_paper": asdict(measure_zones(data.zones, models)),
            "judged_held_out_by_paper": asdict(measure_listing(data, models)),
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="ship the weights and their card")
    parser.add_argument(
        "--keep-reader", action="store_true", help="do not tune the reader of abstracts again"
    )
    asked = parser.parse_args()
    data = training_data(asked.shared)
    run = Run(
        made=datetime.now(UTC).date().isoformat(),
        command=" ".join(["python -m training.claims_measure", *sys.argv[1:]]),
    )
    before = json.loads((SHIPPED / CARD_FILE).read_text(encoding="utf-8"))
    kept = shipped_models().reader if asked.keep_reader else None
    arrays = arrays_of(train(data, kept if isinstance(kept, RoleReader) else None))
    # Measured as shipped: at the precision of the file.
    reader = tuned(run, before, is_kept=asked.keep_reader)
    made = card(data, models_from(arrays), asked.shared, run, reader)
    text = json.dumps(made, indent=2) + "\n"
    print(text)
    if asked.write:
        SHIPPED.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(SHIPPED / WEIGHTS_FILE, allow_pickle=False, **arrays)
        (SHIPPED / CARD_FILE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
