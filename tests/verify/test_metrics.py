"""Figures against their definitions, worked out by hand or by the slow way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.verify.labelled import Label
from litsynth.verify.metrics import (
    Outcomes,
    auroc,
    balanced_accuracy,
    brier,
    calibration_error,
    coverage_at,
    macro_f1,
    measure,
    pooled,
    recall_at,
    reliability,
    threshold_for,
)

S, R, N, X = Label.SUPPORTED, Label.REFUTED, Label.NEI, Label.NOT_SUPPORTED


def _outcomes(rows, labels, verified=None, groups=None):
    chances = np.array(rows, dtype=float)
    return Outcomes(
        chances=chances,
        verified=np.array(verified if verified is not None else chances[:, 0] > 0.5),
        labels=np.array(labels, dtype=object),
        groups=np.array(groups if groups is not None else range(len(labels))),
    )


PERFECT = _outcomes([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [S, R, N])


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_auroc_is_the_share_of_pairs_in_the_right_order(items):
    scores = np.array([score for score, _ in items], dtype=float)
    positive = np.array([flag for _, flag in items])
    found = auroc(scores, positive)
    wins = [
        1.0 if a > b else 0.5 if a == b else 0.0
        for a in scores[positive]
        for b in scores[~positive]
    ]
    assert found == (pytest.approx(np.mean(wins)) if wins else None)


def test_a_perfect_judge_has_perfect_figures():
    found = {name: figure.value for name, figure in measure(PERFECT).items()}
    assert found["auroc_supported"] == found["auroc_supported_refuted"] == 1
    assert found["macro_f1"] == found["balanced_accuracy"] == 1
    assert found["ece"] == found["brier"] == 0
    assert found["coverage_at_90"] == found["recall_at_90"] == 1
    assert found["false_support_refuted"] == found["false_support_nei"] == 0


def test_calling_everything_verified_is_worth_a_coin():
    assert balanced_accuracy(_outcomes([[0.9, 0, 0.1]] * 4, [S, S, R, N])) == 0.5


def test_macro_f1_of_one_class_called_always():
    assert macro_f1(_outcomes([[1, 0, 0]] * 3, [S, R, N])) == pytest.approx(0.5 / 3)


def test_ece_is_the_gap_between_confidence_and_share_right():
    outcomes = _outcomes([[0.8, 0.1, 0.1]] * 10, [S] * 6 + [R] * 4)
    assert calibration_error(outcomes) == pytest.approx(0.2)
    ((*pair, count),) = reliability(outcomes)
    assert pair == pytest.approx([0.8, 0.6])
    assert count == 10


def test_brier_of_a_sure_mistake_is_two():
    assert brier(_outcomes([[1, 0, 0]], [R])) == 2


def test_two_way_sets_have_no_macro_f1_and_two_classes():
    outcomes = _outcomes([[0.7, 0.1, 0.2], [0.2, 0.1, 0.7]], [S, X])
    assert macro_f1(outcomes) is None
    assert outcomes.classes[0].shape == (2, 2)
    assert "false_support_other" in measure(outcomes)
    assert "false_support_refuted" not in measure(outcomes)


def test_coverage_counts_the_surest_until_too_many_are_wrong():
    rows = [[0.9, 0.05, 0.05], [0.8, 0.1, 0.1], [0.7, 0.2, 0.1], [0.6, 0.2, 0.2]]
    assert coverage_at(_outcomes(rows, [S, S, R, S]), 0.9) == 0.5
    assert recall_at(_outcomes(rows, [S, S, R, S]), 0.9) == pytest.approx(2 / 3)


def test_tied_confidences_are_taken_together_or_not_at_all():
    rows = [[0.9, 0.1, 0.0]] * 2
    assert coverage_at(_outcomes(rows, [S, R]), 0.9) == 0


def test_the_threshold_is_the_least_that_keeps_the_precision():
    support = np.array([0.9, 0.8, 0.7, 0.6])
    assert threshold_for(support, np.array([True, True, False, False]), 0.9) == 0.8
    assert threshold_for(support, np.array([False, False, False, True]), 0.9) is None


def test_the_interval_holds_the_value_and_narrows_with_more_groups():
    rng = np.random.default_rng(1)
    few = _random(rng, 60)
    many = _random(rng, 1500)
    small, large = measure(few)["auroc_supported"], measure(many)["auroc_supported"]
    assert small.low <= small.value <= small.high
    assert large.high - large.low < small.high - small.low


def _random(rng, count):
    chances = rng.dirichlet([1, 1, 1], count)
    labels = [(S, R, N)[rng.choice(3, p=row)] for row in chances]
    return _outcomes(chances, labels)


def test_the_same_seed_gives_the_same_interval():
    outcomes = _random(np.random.default_rng(2), 80)
    assert measure(outcomes) == measure(outcomes)


def test_pooling_with_a_two_way_set_makes_all_two_way_and_keeps_groups_apart():
    both = pooled(
        [_outcomes([[1, 0, 0]], [R], groups=[0]), _outcomes([[1, 0, 0]], [X], groups=[0])]
    )
    assert both.labels.tolist() == [X, X]
    assert len(set(both.groups)) == 2
