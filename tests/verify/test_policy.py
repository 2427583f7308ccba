"""More support never lowers the chance of support, and thresholds mean what was measured."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.ports import Judgement
from litsynth.verify.policy import Policy


def _judgement(supports, refutes):
    return Judgement(supports=supports, refutes=refutes, neither=1 - supports - refutes)


JUDGEMENTS = st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)).map(lambda pair: _judgement(*pair))
POLICIES = st.builds(
    Policy,
    slopes=st.tuples(st.floats(0.1, 2), st.floats(0.1, 2)),
    shifts=st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    crowd=st.floats(0, 1),
    rivalry=st.floats(0, 0.05),
)


@given(POLICIES, st.lists(JUDGEMENTS, max_size=6))
def test_the_three_chances_sum_to_one(policy, judgements):
    chances = policy.weigh(judgements)
    assert sum(chances) == pytest.approx(1)
    assert min(chances) >= 0


def test_no_passage_is_no_evidence():
    assert Policy().weigh([]) == (0.0, 0.0, 1.0)


@given(JUDGEMENTS)
def test_a_plain_policy_leaves_one_judgement_as_it_is(judgement):
    found = Policy().weigh([judgement])
    expected = (judgement.supports, judgement.refutes, judgement.neither)
    assert all(math.isclose(a, b, abs_tol=1e-5) for a, b in zip(found, expected, strict=True))


@given(POLICIES, st.lists(JUDGEMENTS, min_size=1, max_size=4), st.floats(0, 0.3))
def test_stronger_support_never_lowers_the_chance_of_support(policy, judgements, more):
    first = judgements[0]
    raised = Judgement(
        supports=first.supports + more * first.neither,
        refutes=first.refutes * (1 - more),
        neither=first.neither * (1 - more),
    )
    before, after = policy.weigh(judgements), policy.weigh([raised, *judgements[1:]])
    # The contradiction's odds stay: both its parts shrank alike.
    assert after[0] >= before[0] - 1e-6


THRESHOLDS = Policy(thresholds=((0.7, 0.4), (0.8, 0.6), (0.9, 0.85)))


@pytest.mark.parametrize(
    ("precision", "least"), [(0.6, 0.4), (0.7, 0.4), (0.75, 0.6), (0.8, 0.6), (0.9, 0.85)]
)
def test_between_two_measured_precisions_the_stricter_counts(precision, least):
    assert THRESHOLDS.threshold(precision) == least


def test_a_precision_never_reached_verifies_nothing():
    assert THRESHOLDS.threshold(0.95) > 1


def test_a_judge_without_thresholds_is_taken_at_its_word():
    assert Policy().threshold(0.8) == 0.8
