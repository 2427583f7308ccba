"""A judge is measured on the path that a report takes, beside its controls."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from litsynth.verify.cache import CachedEncoder
from litsynth.verify.evaluate import (
    POOLED,
    Evaluation,
    as_table,
    evaluate_verification,
    judged_sets,
)
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.judges import SimilarityJudge, make_judge
from litsynth.verify.labelled import Label, LabelledPair
from litsynth.verify.metrics import FIGURES
from litsynth.verify.policy import Policy

PAIRS = [
    ("Stroking makes cats purr.", "We saw that stroking makes cats purr.", "SUPPORTED"),
    ("Stroking makes cats purr.", "Stroking does not make cats purr.", "REFUTED"),
    ("Rain makes rivers rise.", "After rain, rivers rise within a day.", "SUPPORTED"),
    ("Rain makes rivers rise.", "The bridge opened to traffic in May.", "NEI"),
    ("Sugar improves memory.", "Sugar impairs memory in all age groups.", "REFUTED"),
    ("Sugar improves memory.", "The cohort was recruited in three towns.", "NEI"),
]


def _file(folder, name, pairs):
    lines = [
        json.dumps({"claim": claim, "evidence": evidence, "label": label, "group": str(n)})
        for n, (claim, evidence, label) in enumerate(pairs)
    ]
    path = folder / name
    path.write_text("\n".join(lines))
    return path


@pytest.fixture
def lines(tmp_path):
    files = [_file(tmp_path, "one.jsonl", PAIRS), _file(tmp_path, "two.jsonl", PAIRS[:4])]
    return evaluate_verification(files, make_judge("default"), HashingEncoder())


def test_each_file_and_the_pool_stand_beside_rule_majority_and_control(lines):
    judges = {line.judge for line in lines}
    assert {"similarity", "majority", "claim only"} < judges
    assert len(judges) == 4
    assert {line.file for line in lines} == {"one.jsonl", "two.jsonl", POOLED}
    assert {line.pairs for line in lines if line.file == POOLED} == {10}


def test_a_single_file_is_not_pooled(tmp_path):
    path = _file(tmp_path, "one.jsonl", PAIRS)
    found = evaluate_verification([path], make_judge("similarity"), HashingEncoder())
    assert {line.file for line in found} == {"one.jsonl"}


def test_the_similarity_rule_verifies_contradictions(lines):
    (rule,) = [one for one in lines if one.judge == "similarity" and one.file == "one.jsonl"]
    assert rule.figures["false_support_refuted"].value == 1


def test_the_table_has_a_row_for_each_line(lines):
    rows = as_table(lines).partition("\n\n")[0].split("\n")
    assert len(rows) == len(lines) + 2
    assert len({row.count("|") for row in rows}) == 1


def test_two_way_files_are_measured_too(tmp_path):
    pairs = [(a, b, c if c == "SUPPORTED" else "NOT_SUPPORTED") for a, b, c in PAIRS]
    (line, *_) = evaluate_verification(
        [_file(tmp_path, "two-way.jsonl", pairs)], make_judge("default"), HashingEncoder()
    )
    assert "macro_f1" not in line.figures
    assert line.figures["auroc_supported"].value >= 0


def _many(count):
    """Pairs with evidence of several sentences, some of it common to many pairs."""
    return [
        LabelledPair(
            id=str(at),
            claim=f"{claim[:-1]} in year {at % 7}.",
            sentences=(
                "The study was done in three towns.", evidence,
                f"In year {at % 5} the weather was mild.", "No funding was received for the work.",
            ),
            label=Label(label), group=str(at),
        )
        for at in range(count) for claim, evidence, label in [PAIRS[at % len(PAIRS)]]
    ]  # fmt: skip


def test_many_pairs_at_once_come_out_as_each_alone():
    pairs, judge, encoder = _many(70), make_judge("default"), HashingEncoder()
    together = judged_sets(pairs, judge, encoder, precision=0.7)
    for at in (0, 1, 2, 3, 63, 64, 69):
        alone = judged_sets([pairs[at]], judge, encoder, precision=0.7)
        for name in ("litsynth", "similarity"):
            assert together[name].chances[at] == pytest.approx(alone[name].chances[0], abs=1e-5)
            assert together[name].verified[at] == alone[name].verified[0]


def test_every_evidence_text_is_embedded_once_and_judged_once():
    seen: list[str] = []

    class Counting(HashingEncoder):
        def encode(self, texts):
            seen.extend(texts)
            return super().encode(texts)

    pairs = _many(200)
    with tempfile.TemporaryDirectory() as folder:
        encoder = CachedEncoder(Counting(), Path(folder))
        judged_sets(pairs, make_judge("similarity"), encoder, precision=0.8)
    assert len(seen) == len(set(seen))


def test_what_is_done_is_told_while_it_lasts(tmp_path):
    path = _file(tmp_path, "long.jsonl", [PAIRS[at % 6] for at in range(200)])
    told: list[str] = []
    evaluate_verification([path], make_judge("similarity"), HashingEncoder(), progress=told.append)
    assert told[0] == "long.jsonl: 200 pairs"
    assert "pair 64 of 200: passages found" in told
    assert "pair 192 of 200: passages found" in told


def test_every_figure_that_a_reader_is_promised_is_measured_with_an_interval(lines):
    promised = {
        "auroc_supported", "auroc_supported_refuted", "balanced_accuracy", "macro_f1", "ece",
        "brier", "coverage_at_90", "false_support_refuted", "false_support_nei",
    }  # fmt: skip
    assert promised <= set(FIGURES)
    for line in lines:
        assert promised <= set(line.figures)
        assert all(one.low <= one.value <= one.high for one in line.figures.values())


def test_a_table_of_one_pair_says_so_in_the_singular():
    one = Evaluation(
        file="one.jsonl", judge="litsynth", name="litsynth@1", precision=0.8, verified_from=0.56,
        pairs=1, figures={},
    )  # fmt: skip
    assert as_table([one]).endswith("\n1 pair: figures of so few say little.\n")


class Stepped(SimilarityJudge):
    name = "stepped@1"
    card = replace(SimilarityJudge().card, name="stepped")
    policy = Policy(thresholds=((0.8, 0.5624), (0.9, 0.7)))


@pytest.mark.parametrize(
    ("precision", "least", "said"),
    [
        (0.8, 0.5624, "at precision 0.8 a claim is verified from a confidence of 0.562 on."),
        (0.95, None, "at precision 0.95, which it does not reach, none is verified."),
    ],
)
def test_an_evaluation_names_its_judge_with_revision_and_what_verified_asked(
    tmp_path, precision, least, said
):
    path = _file(tmp_path, "a.jsonl", PAIRS)
    lines = evaluate_verification([path, path], Stepped(), HashingEncoder(), precision=precision)
    ours = [line for line in lines if line.judge == "stepped"]
    assert [(one.name, one.precision, one.verified_from) for one in ours] == 3 * [
        ("stepped@1", precision, least)
    ]
    assert {line.name for line in lines} == {"stepped@1", "similarity@1", ""}
    assert f"\nstepped@1: {said}\n" in as_table(lines)
