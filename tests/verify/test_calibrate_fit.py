"""Four numbers, held near one another by few labels; thresholds that keep what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litsynth.ports import Judgement
from litsynth.verify.calibrate_fit import (
    LEAST_ABOVE,
    PRECISIONS,
    _linear,
    borne_out,
    fit,
    folds,
)
from litsynth.verify.calibration import Calibration, calibrated_policy, softmax
from litsynth.verify.policy import OUT_OF_REACH, Policy

OWN = Policy(slopes=(1.25, 1.3), shifts=(0.3, 0.2), crowd=0.2, rivalry=-0.07)


def _calibration(slopes=(1.0, 1.0), shifts=(0.0, 0.0)):
    return Calibration(
        judge="j@1", made="2026-11-21", files=("f",), labels=1, groups=1, slopes=slopes,
        shifts=shifts, thresholds=(),
    )  # fmt: skip


def _judged(rng, count, *, sharpness, passages=1, offset=0.0):
    """Passages whose stated log-odds are `sharpness` times too large, and true codes."""
    odds = rng.normal(0, 1.5, (count, passages, 2)) + offset
    best = odds.max(axis=1)
    truth = softmax(np.hstack([best, np.zeros((count, 1))]))
    codes = np.array([rng.choice(3, p=row) for row in truth], dtype=np.intp)
    stated = softmax(np.concatenate([sharpness * odds, np.zeros((count, passages, 1))], axis=2))
    return list(stated), codes


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 4.0])
def test_over_and_under_confidence_are_undone(sharpness):
    judged, codes = _judged(np.random.default_rng(1), 3000, sharpness=sharpness)
    moved = fit(judged, codes, Policy())
    assert moved.slopes == pytest.approx((1 / sharpness,) * 2, rel=0.15)
    assert moved.shifts == pytest.approx((0, 0), abs=0.15)


def test_the_way_a_judge_weighs_passages_is_kept_and_seen_through():
    judged, codes = _judged(np.random.default_rng(2), 3000, sharpness=3.0, passages=3)
    moved = fit(judged, codes, OWN)
    given = _calibration(moved.slopes, moved.shifts)
    policy = calibrated_policy(OWN, given)
    assert (policy.crowd, policy.rivalry) == (OWN.crowd, OWN.rivalry)

    def loss(weigh):
        rows = np.array([weigh(part) for part in judged])
        return -np.log(rows[np.arange(len(rows)), codes]).mean()

    def judgements(rows):
        return [Judgement(supports=s, refutes=r, neither=n) for s, r, n in rows.tolist()]

    before = loss(lambda part: OWN.weigh(judgements(part)))
    after = loss(lambda part: policy.weigh(judgements(given.moved(part))))
    assert after < before - 0.05


@given(st.integers(0, 50), st.integers(1, 4))
def test_what_is_fitted_is_what_is_weighed(seed, passages):
    rng = np.random.default_rng(seed)
    judged, _ = _judged(rng, 5, sharpness=1.0, passages=passages)
    numbers = np.array([0.4, -0.3, 1.7, 0.6])
    fixed, design = _linear(judged, OWN)
    expected = softmax(np.hstack([fixed + design @ numbers, np.zeros((5, 1))]))
    given_ = _calibration((0.4, 1.7), (-0.3, 0.6))
    for part, row in zip(judged, expected, strict=True):
        moved = [
            Judgement(supports=s, refutes=r, neither=n) for s, r, n in given_.moved(part).tolist()
        ]
        assert OWN.weigh(moved) == pytest.approx(row, abs=1e-4)


def test_few_labels_move_little_and_none_nothing():
    judged, codes = _judged(np.random.default_rng(3), 3, sharpness=1.0)
    few = fit(judged, codes, Policy())
    assert all(0.2 < slope < 2.5 for slope in few.slopes)
    none = fit([np.zeros((0, 3))], np.array([0], dtype=np.intp), Policy())
    assert none.slopes == (1.0, 1.0)
    assert none.shifts == (0.0, 0.0)


def test_a_judge_that_is_always_wrong_is_not_turned_round():
    stated = [np.array([[0.98, 0.01, 0.01]])] * 40 + [np.array([[0.01, 0.01, 0.98]])] * 40
    codes = np.array([2] * 40 + [0] * 40, dtype=np.intp)
    moved = fit(stated, codes, Policy())
    assert min(moved.slopes) > 0


def test_two_way_labels_leave_open_what_they_do_not_tell():
    judged, codes = _judged(np.random.default_rng(4), 3000, sharpness=3.0)
    two_way = np.where(codes == 0, 0, 3).astype(np.intp)
    moved = fit(judged, two_way, Policy())
    assert moved.slopes[0] == pytest.approx(1 / 3, rel=0.25)


def test_a_judge_without_contradiction_keeps_none():
    rng = np.random.default_rng(5)
    sure = rng.uniform(0.01, 0.99, 500)
    judged = [np.array([[p, 0.0, 1 - p]]) for p in sure]
    codes = np.where(rng.uniform(size=500) < sure**2, 0, 2).astype(np.intp)
    moved = fit(judged, codes, Policy())
    assert moved.slopes[1] == 1.0
    assert moved.shifts[1] == 0.0
    assert (_calibration(moved.slopes, moved.shifts).moved(judged[0])[:, 1] == 0).all()


def _borne(support, supported, codes):
    """Five folds, each claim a group of its own."""
    return borne_out(support, supported, codes, folds(range(len(codes))))


def test_thresholds_hold_their_precision_on_claims_left_out_of_the_counting():
    rng = np.random.default_rng(6)
    support = rng.uniform(size=2000)
    codes = np.where(rng.uniform(size=2000) < support, 0, 2).astype(np.intp)
    supported = support > 0.4
    found = _borne(support, supported, codes)
    assert list(found) == list(PRECISIONS)
    least = [one.least for one in found.values()]
    assert least == sorted(least)
    assert least[-1] <= 1
    for precision, one in found.items():
        kept, tried = supported & (support >= one.least), supported & (support >= one.tried)
        assert min(kept.sum(), tried.sum()) >= LEAST_ABOVE
        assert (codes[kept] == 0).mean() >= precision
        assert (codes[tried] == 0).mean() >= precision - 0.03


def test_a_threshold_that_just_enough_claims_bear_out_is_tried_with_as_many_in_proportion():
    support = np.concatenate([np.linspace(0.6, 0.9, LEAST_ABOVE + 2), np.full(80, 0.2)])
    codes = np.where(support > 0.5, 0, 2).astype(np.intp)
    one = _borne(support, support > 0.5, codes)[0.8]
    assert one.least <= 1
    assert (support >= one.tried).sum() >= LEAST_ABOVE


def test_a_precision_that_too_few_claims_reach_is_out_of_reach():
    support = np.linspace(0.5, 0.99, 60)
    codes = np.array([2] * 50 + [0] * 10, dtype=np.intp)
    found = _borne(support, np.ones(60, dtype=np.bool_), codes)
    assert {one.least for one in found.values()} == {OUT_OF_REACH}
    assert _borne(np.zeros(5), np.zeros(5, dtype=np.bool_), codes[:5])[0.8].least == OUT_OF_REACH


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 200), st.integers(40, 120), st.integers(0, 4))
def test_what_a_claim_is_tried_with_does_not_depend_on_its_own_label(seed, count, flipped):
    rng = np.random.default_rng(seed)
    support = rng.uniform(0.4, 1, count)
    codes = np.where(rng.uniform(size=count) < 0.7, 0, 2).astype(np.intp)
    own = folds(range(count)) == flipped
    found = _borne(support, support > 0.5, codes)
    others = _borne(support, support > 0.5, np.where(own, 2 - codes, codes))
    for precision, one in found.items():
        kept = support[(support > 0.5) & (support >= one.least)]
        assert (one.least > 1) == (not len(kept))
        assert one.least <= 1 or (one.tried > 1).all()
        if max(one.least, others[precision].least) <= 1:
            assert (one.tried[own] == others[precision].tried[own]).all()


@given(st.lists(st.integers(0, 12), min_size=1, max_size=80))
def test_folds_keep_groups_whole(groups):
    fold = folds(groups)
    assert all(len({fold[at] for at, g in enumerate(groups) if g == one}) == 1 for one in groups)
    if len(set(groups)) >= 5:
        assert len(set(fold.tolist())) == 5
