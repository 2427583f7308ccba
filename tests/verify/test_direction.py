"""Directions meet, oppose, and turn round under negation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.verify.direction import compare_directions, cues

SWAPS = [
    ("increases", "decreases"),
    ("improves", "degrades"),
    ("outperforms", "underperforms"),
    ("raises", "lowers"),
    ("enhances", "impairs"),
    ("boosts", "reduces"),
]
SUBJECTS = ["pretraining", "the drug", "label smoothing", "exercise", "irrigation"]
OBJECTS = ["transfer accuracy", "insulin sensitivity", "crop yield", "translation quality"]


@given(st.sampled_from(SWAPS), st.sampled_from(SUBJECTS), st.sampled_from(OBJECTS))
def test_swapping_the_direction_word_turns_the_sign(pair, subject, thing):
    one, other = pair
    claim = f"{subject} {one} {thing}"
    same = compare_directions(claim, f"we found that {subject} {one} {thing}")
    swapped = compare_directions(claim, f"we found that {subject} {other} {thing}")
    assert same.score > 0 > swapped.score
    assert same.score == pytest.approx(-swapped.score)
    assert swapped.opposed == (one, other)


@given(st.sampled_from(SWAPS), st.sampled_from(SUBJECTS), st.sampled_from(OBJECTS))
def test_a_negation_turns_the_direction(pair, subject, thing):
    one, _ = pair
    claim = f"{subject} {one} {thing}"
    assert compare_directions(claim, f"it is not true that {subject} {one} {thing}").score < 0


def test_less_of_a_bad_thing_is_better():
    assert (
        compare_directions(
            "Smoothing improves the error rate", "Smoothing reduces the error rate"
        ).score
        > 0
    )


def test_directions_of_other_things_are_not_compared():
    found = compare_directions("Exercise lowers blood pressure", "Larger corpora raise fluency")
    assert found.score == 0
    assert found.weight == 0


@given(st.text(max_size=120), st.text(max_size=120))
def test_scores_stay_in_range(claim, passage):
    found = compare_directions(claim, passage)
    assert -1 <= found.score <= 1
    assert found.weight >= 0


def test_not_only_is_no_negation():
    assert [cue.sign for cue in cues("It not only improves speed")] == [1]


@pytest.mark.parametrize("wanting", ["room for", "room for further", "scope to greatly"])
def test_what_leaves_room_for_improvement_has_not_improved(wanting):
    claim = "fine-tuning improves translation quality"
    assert compare_directions(claim, "fine-tuning improves translation quality").score > 0
    left = f"the translation quality of fine-tuning leaves {wanting} improve"
    assert compare_directions(claim, left).score == 0
