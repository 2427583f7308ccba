"""A judge is measured on the path that a report takes, beside its controls."""

import json

import pytest

from litsynth.verify.evaluate import POOLED, as_table, evaluate_verification
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.judges import make_judge

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
    rows = as_table(lines).strip().split("\n")
    assert len(rows) == len(lines) + 2
    assert len({row.count("|") for row in rows}) == 1


def test_two_way_files_are_measured_too(tmp_path):
    pairs = [(a, b, c if c == "SUPPORTED" else "NOT_SUPPORTED") for a, b, c in PAIRS]
    (line, *_) = evaluate_verification(
        [_file(tmp_path, "two-way.jsonl", pairs)], make_judge("default"), HashingEncoder()
    )
    assert "macro_f1" not in line.figures
    assert line.figures["auroc_supported"].value >= 0
