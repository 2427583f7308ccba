"""The card that ships beside the claim models: what they were made of, and how good they are."""

import gzip
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
import torch
from training.claims import TrainingData
from training.claims_held_out import measure_held_out
from training.claims_told import Seen
from training.claims_zones import zoned_papers

from litsynth.claims.evaluate import LabelledText, evaluate_claims, evaluate_roles, labelled_texts
from litsynth.claims.model import ClaimModels
from litsynth.claims.roles import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the card says of how it came about."""

    made: str
    """The day, in UTC."""
    command: str
    """As it was given, its options included."""


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
    data: TrainingData,
    known: Sequence[Seen],
    models: ClaimModels,
    shared: Path,
    run: Run,
    reader: dict[str, str],
) -> dict[str, object]:
    """What ships beside the weights. `reader` says how the reader of abstracts was tuned."""
    extraction = shared / "data" / "extraction"
    marks, roles = ("0", "1"), ROLES
    return {
        "what": "Linear models of sentence roles, claims in abstracts, and what sentences tell; "
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
                "data": "What sentences tell, labelled by a language model for litsynth: abstracts "
                "of ACL (CC BY 4.0), arXiv (CC0) and CliniFact (MIT), papers of unarXive (CC BY, "
                "CC BY-SA, CC0) and of the argumentative zones (CC BY-SA 3.0)",
                "licence": "labels ours, Apache-2.0; texts as stated",
                "papers": len(data.told),
                "sentences": sum(len(paper.at) for paper in data.told),
                "for": ["told"],
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
            **measure_held_out(
                data, known, zoned_papers(extraction / "zones-full-papers.zip"), models
            ),
        },
    }
