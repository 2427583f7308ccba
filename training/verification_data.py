"""The labelled sets a judge is made of, and which pairs of each fit, settle and test it.

    python -m training.verification_data FOLDER

writes the test part of each set that the judge was fitted on to FOLDER/NAME.jsonl, for
`litsynth evaluate verification`. Groups of pairs that share a source, a claim or evidence stay on
one side of every split.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from training.verification_paired import ALIKE, PAIRED, read_paired
from training.verification_written import read_written

from litsynth.verify.labelled import LabelledPair, read_labelled, tied_groups

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "verification"

FITTED = (
    "scifact",
    "check_covid",
    "clinifact",
    "citation_integrity",
    "pubmedqa",
    "factcheck_gpt",
    "factcg",
    "written",
)
"""Sets with a licence that allows training what ships."""
MET = ("paired", "alike")
"""Pairs as reports meet them. Nearly all of the first settle nothing, so only the second, of which
one in eight bears its claim out, calibrates.
"""
GENERAL = (
    "nli-mnli",
    "nli-snli",
    "nli-fever",
    "nli-breaking",
    "nli-monotonicity",
    "nli-scitail",
    "nli-fever-symmetric",
)
"""General entailment, likewise licensed: sentence against sentence."""
LEFT_OUT = (
    "healthver",
    "healthver_abs",
    "covidfact",
    "climate_fever",
    "nli4ct",
    "attributionbench",
    "qags",
)
"""Sets without a stated licence: nothing is ever fitted on them.

Nor on wice, which has one: its evidence is whole web pages.
"""

_HELD = frozenset({"dev", "test"})
_TEST_SHARE, _SETTLE_SHARE = 0.25, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Positions of a set's pairs."""

    fit: tuple[int, ...]
    settle: tuple[int, ...]
    """For the stack, the policy with its thresholds, and the field."""
    test: tuple[int, ...]


def read_set(name: str) -> tuple[LabelledPair, ...]:
    """The pairs of the set called `name`, in the file's order."""
    if name == "written":
        return read_written(SHARED.parent)
    if name in MET:
        return read_paired(SHARED.parent, ALIKE if name == "alike" else PAIRED)
    folder = "measure" if name in LEFT_OUT else "train"
    return read_labelled(SHARED / folder / f"{name}.jsonl.gz")


def parts_of(name: str, pairs: Sequence[LabelledPair]) -> Parts:
    """Split by group: the set's own dev or test pairs test where it has both kinds, else a
    quarter of the groups; of the rest, three tenths of the groups settle. Pairs whose split is
    "fit" do nothing else.
    """
    groups = tied_groups(pairs)
    splits = {pair.split for pair in pairs}
    free = {at for at, pair in enumerate(pairs) if pair.split != "fit"}
    if (splits & _HELD and splits - _HELD) or splits >= _HELD:
        test_names = _HELD if splits - _HELD else frozenset({"test"})
        test = {at for at, pair in enumerate(pairs) if pair.split in test_names}
    else:
        test = {at for at in free if draw(name, groups[at], "test") < _TEST_SHARE}
    tied = {groups[at] for at in test}
    rest = [at for at in range(len(pairs)) if at not in test and groups[at] not in tied]
    settle = {at for at in rest if at in free and draw(name, groups[at], "settle") < _SETTLE_SHARE}
    return Parts(
        fit=tuple(at for at in rest if at not in settle),
        settle=tuple(sorted(settle)),
        test=tuple(sorted(test)),
    )


def draw(*key: object) -> float:
    """A number from 0 to 1 that depends on the key alone: the same split on every machine."""
    digest = hashlib.blake2b(repr(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the pairs that test the judge.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*FITTED, *MET):
        pairs = read_set(name)
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for at in parts_of(name, pairs).test:
                file.write(json.dumps(asdict(pairs[at]), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
