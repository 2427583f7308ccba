"""Trains, measures on data the models have not seen, and with --write ships weights and card.

    python -m training.claims_measure --shared ../shared [--keep-reader] [--write]

The choices (thresholds, strictness) were made on training folds and on claims-measure-train;
claims-measure-dev and roles-dev are only measured here.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from training.claims import train_untold, training_data, with_told
from training.claims_card import Run, card, tuned
from training.claims_told import seen

from litsynth.claims.role_reader import RoleReader
from litsynth.claims.weights import WEIGHTS_FILE, arrays_of, models_from, shipped_models

SHIPPED = Path(__file__).resolve().parents[1] / "src" / "litsynth" / "data" / "claims"
CARD_FILE = "card.json"


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
    untold = train_untold(data, kept if isinstance(kept, RoleReader) else None)
    known = [seen(paper, untold) for paper in data.told]
    arrays = arrays_of(with_told(untold, known))
    # Measured as shipped: at the precision of the file.
    reader = tuned(run, before, is_kept=asked.keep_reader)
    made = card(data, known, models_from(arrays), asked.shared, run, reader)
    text = json.dumps(made, indent=2) + "\n"
    print(text)
    if asked.write:
        SHIPPED.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(SHIPPED / WEIGHTS_FILE, allow_pickle=False, **arrays)
        (SHIPPED / CARD_FILE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
