"""Make the shipped judge: adapter, head, stack, calibration, thresholds and card.

    python -m training.verification [--work .verification_cache] [--keep-adapter] [--out FOLDER]

Reads ../shared/data/verification; writes src/litsynth/data/judge. Every choice by chance is seeded.
The adapter and the head are fitted on the "fit" part of the licensed sets and on general
entailment; the stack on the "settle" part, which neither saw; calibrator and policy on settle
pairs too, but judged by a stack that was fitted on the other half of their groups. The "test" part
is only measured, and sets without a licence are not touched here.
"""

import argparse
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from training.verification_adapter import train_adapter
from training.verification_data import FITTED, GENERAL, SHARED, draw
from training.verification_head import fit_head, make_idf, read_abstracts
from training.verification_sets import (
    Shown,
    crowd,
    examples_of,
    head_rows,
    judgements,
    show,
    stack_rows,
)
from training.verification_settle import HALF, balanced_weights, fit_policy

from litsynth.ports import Judgement
from litsynth.records import JudgeCard
from litsynth.verify.cache import CachedEncoder
from litsynth.verify.cross_encoder import CrossEncoder, make_adapter, save_adapter
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.encoder import shipped_folder as base_folder
from litsynth.verify.evaluate import DEFAULT_PRECISION
from litsynth.verify.features import FEATURES, Idf
from litsynth.verify.head import Calibrator, Head
from litsynth.verify.metrics import Outcomes, measure, pooled, reliability
from litsynth.verify.minilm import load_minilm
from litsynth.verify.policy import Policy
from litsynth.verify.weights import SETTLED, Settled, save_head
from litsynth.verify.weights import shipped_folder as judge_folder

SEED = 20
RANK = 96
"""Directions kept of each matrix's change: 8 MB in half precision."""
DATA = (
    "Fitted on the training parts of scifact, check_covid, clinifact, citation_integrity, "
    "pubmedqa, factcheck_gpt and factcg, and on general entailment (MNLI, SNLI, FEVER, "
    "SciTail and others); calibrated on held-out groups of the same sets, a third of the weight "
    "on each outcome (for the thresholds, half on support); measured on their test parts, which "
    "nothing was fitted on."
)
CROWDED = frozenset({"scifact", "check_covid", "clinifact", "factcheck_gpt"})
CROWD = 150
"""Pairs of each set in `CROWDED` that are also judged with other papers around them."""
NOTE = (
    "Mostly biomedical and general claims, each against one abstract. On five data sets that it "
    "never saw, AUROC supported against rest was 0.49 to 0.68, no better than cosine on most of "
    "them (docs/verification.md has the table); claims of other fields, or against many papers, "
    "may fare worse too."
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--work", type=Path, default=Path(".verification_cache"))
    arguments.add_argument("--out", type=Path, default=judge_folder())
    arguments.add_argument("--keep-adapter", action="store_true")
    asked = arguments.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    encoder = CachedEncoder(SentenceTransformerEncoder(), asked.work / "embeddings")
    science = [told(show(name, encoder)) for name in FITTED]
    general = [told(show(name, encoder)) for name in GENERAL]
    idf = idf_of(science)
    save_idf(asked.out / "idf.json", idf)

    adapter = asked.out / "adapter.safetensors"
    if not asked.keep_adapter:
        rng = random.Random(SEED)  # noqa: S311 - a choice of examples, no secret
        examples = [one for shown in science for one in examples_of(shown, idf, rng)]
        model = train_adapter(examples, rng)
        save_adapter(adapter, make_adapter(model, load_minilm(base_folder()), rank=RANK))
    rng = random.Random(SEED)  # noqa: S311 - a choice of examples, no secret
    head = fit_head(*head_rows(science, general, idf, rng), seed=SEED)
    save_head(asked.out / "head.npz", head)

    entails = CrossEncoder(base=base_folder(), adapter=adapter)
    settle = [Judged(shown, shown.parts.settle, idf, head, entails) for shown in science]
    crowds = [
        Judged(crowd(shown, encoder), shown.parts.settle[:CROWD], idf, head, entails)
        for shown in science
        if shown.name in CROWDED
    ]
    stack = fit_stack(settle)
    save_head(asked.out / "stack.npz", stack)
    policy = settled_policy(settle, crowds)
    test = [Judged(shown, shown.parts.test, idf, head, entails) for shown in science]
    card = card_of([one.outcomes(stack, policy) for one in test], policy)
    settled = Settled(features=FEATURES, calibrator=Calibrator(), policy=policy, card=card)
    (asked.out / "judge.json").write_bytes(SETTLED.dump_json(settled, indent=1) + b"\n")
    for name, value in card.figures.items():
        print(f"{name:40} {value:.4f}")


def told(shown: Shown) -> Shown:
    print(f"{shown.name}: {len(shown.labelled)} pairs")
    return shown


def idf_of(science: Sequence[Shown]) -> Idf:
    """Rarity of words among ACL abstracts and the evidence of the licensed sets."""
    texts = read_abstracts(SHARED.parent / "acl" / "acl-abstracts-2016on.jsonl.gz")
    for shown in science:
        texts += sorted({" ".join(one.sentences)[:3000] for one in shown.labelled})
    return make_idf(texts)


def save_idf(path: Path, idf: Idf) -> None:
    content = {"unseen": idf.unseen, "table": dict(idf.table)}
    path.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")


class Judged:
    """Some labelled pairs of one set with the stack's columns for their passages."""

    def __init__(
        self, shown: Shown, some: Sequence[int], idf: Idf, head: Head, entails: CrossEncoder
    ) -> None:
        self.shown = shown
        self.codes = shown.codes[list(some)]
        self.taught = shown.taught[list(some)]
        self.groups = np.array([shown.groups[at] for at in some], dtype=np.intp)
        self.labels = np.array([shown.labelled[at].label for at in some], dtype=object)
        self.sizes = [len(shown.pairs[at]) for at in some]
        self.rows = stack_rows([one for at in some for one in shown.pairs[at]], idf, head, entails)
        self.weights = shown.weight * balanced_weights(self.taught)
        self.threshold_weights = shown.weight * balanced_weights(self.taught, HALF)

    @property
    def first(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Rows of the nearest passages; pairs without a passage have none."""
        starts = np.cumsum([0, *self.sizes[:-1]])
        return starts[np.array(self.sizes) > 0]

    def half(self, number: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which pairs are in that half (0 or 1) of the groups."""
        return np.array(
            [int(2 * draw(self.shown.name, int(group), "half")) == number for group in self.groups]
        )

    def judgements(self, stack: Head) -> list[tuple[Judgement, ...]]:
        return judgements(stack, self.rows, self.sizes, Calibrator())

    def outcomes(self, stack: Head, policy: Policy) -> Outcomes:
        chances = np.array([policy.weigh(one) for one in self.judgements(stack)])
        sure = chances[:, 0] >= policy.threshold(DEFAULT_PRECISION)
        return Outcomes(
            chances=chances,
            verified=sure & (chances.argmax(axis=1) == 0),
            labels=self.labels,
            groups=self.groups,
        )


def fit_stack(settle: Sequence[Judged], *, without: int | None = None) -> Head:
    """On each pair's nearest passage; `without` leaves one half of the groups out."""
    rows, codes, weights = [], [], []
    for one in settle:
        kept = np.array(one.sizes) > 0
        taken = kept if without is None else kept & ~one.half(without)
        rows.append(one.rows[one.first][taken[kept]])
        codes.append(one.taught[taken])
        weights.append(one.weights[taken])
    return fit_head(
        np.concatenate(rows), np.concatenate(codes), np.concatenate(weights),
        seed=SEED, hidden=4, decay=0.02,
    )  # fmt: skip


def settled_policy(settle: Sequence[Judged], crowds: Sequence[Judged]) -> Policy:
    """Fitted on judgements of stacks that never saw the pair's group.

    `crowds` are the same pairs with other papers' passages among their own, as in a report.
    """
    judged: list[tuple[Judgement, ...]] = []
    codes, weights, threshold_weights = [], [], []
    for number in (0, 1):
        stack = fit_stack(settle, without=number)
        for one in (*settle, *crowds):
            here = one.half(number)
            found = one.judgements(stack)
            judged += [found[at] for at in np.flatnonzero(here)]
            codes.append(one.taught[here])
            weights.append(one.weights[here])
            threshold_weights.append(one.threshold_weights[here])
    return fit_policy(
        judged,
        np.concatenate(codes),
        np.concatenate(weights),
        threshold_weights=np.concatenate(threshold_weights),
    )


def card_of(test: Sequence[Outcomes], policy: Policy) -> JudgeCard:
    """The figures on the test parts: three-way ones on the three-way sets alone."""
    three = pooled([one for one in test if not one.two_way])
    figures = {name: round(figure.value, 4) for name, figure in measure(three).items()}
    everything = measure(pooled(test))
    return JudgeCard(
        name="litsynth",
        made=datetime.now(UTC).date().isoformat(),
        data=DATA,
        figures={
            "pairs": float(len(three.labels)),
            **figures,
            "pairs_with_two_way_sets": float(sum(len(one.labels) for one in test)),
            "auroc_supported_with_two_way_sets": round(everything["auroc_supported"].value, 4),
            **{f"confidence_for_precision_{a:.2f}": b for a, b in policy.thresholds},
        },
        reliability=tuple(
            (round(sure, 4), round(right, 4), count) for sure, right, count in reliability(three)
        ),
        note=NOTE,
    )


if __name__ == "__main__":
    main()
