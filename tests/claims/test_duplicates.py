import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.duplicates import groups, same_claim

LONG = "Longer tails reduce the oscillation of kites in strong wind by 35% on average."


@pytest.mark.parametrize(
    "other",
    [
        "Longer tails reduce the oscillation of kites in strong wind by 35%.",
        "We show that longer tails reduce oscillation of kites in strong wind.",
        "In strong wind, longer tails reduce the oscillation of kites by 35% on average.",
    ],
)
def test_the_same_in_other_order_or_in_less_detail_is_one_claim(other):
    assert same_claim(LONG, other)
    assert same_claim(other, LONG)


@pytest.mark.parametrize(
    "other",
    [
        "Longer tails reduce the oscillation of kites in strong wind by 12% on average.",
        "Longer tails do not reduce the oscillation of kites in strong wind by 35% on average.",
        "Longer tails increase the oscillation of kites in strong wind by 35% on average.",
        "Shorter lines help pilots to launch their kites from boats.",
    ],
)
def test_other_figures_negation_or_direction_make_another_claim(other):
    assert not same_claim(LONG, other)


def test_the_most_specific_wording_comes_first():
    short = "Longer tails reduce the oscillation of kites in strong wind."
    assert groups([short, "Kites fly.", LONG]) == ((2, 0), (1,))


@given(st.lists(st.sampled_from([LONG, "Kites fly well in wind.", "Silk tails are light."])))
def test_every_text_is_in_one_group(texts):
    assert sorted(at for group in groups(texts) for at in group) == list(range(len(texts)))
