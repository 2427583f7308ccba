"""Numbers agree when they are the same quantity, however it is rounded or written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.verify.numbers import match_numbers, quantities


def _one(text):
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("by 5.4 points", 5.4, "point"),
        ("by 5.4 percentage points", 5.4, "point"),
        ("12 % of them", 12, "percent"),
        ("twelve percent", 12, ""),
        ("1,234 patients", 1234, "person"),
        ("3 million parameters", 3e6, ""),
        ("in 2019", 2019, "calendar year"),
        ("p < 0.05", 0.05, "p"),
        ("a twofold rise", 2, "times"),
        ("after 6 weeks", 6, "week"),
        ("a change of -0.3 overall", -0.3, ""),
        ("3.5 mg daily", 3.5, "mg"),
    ],
)
def test_a_number_is_read_with_its_unit(text, value, unit):
    found = _one(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["COVID-19 spreads", "GPT-3 writes", "BRCA1 mutates", "see [12, 13]", "none"]
)
def test_digits_in_names_and_citations_are_no_numbers(text):
    assert quantities(text) == ()


@given(st.integers(1, 10**6))
def test_a_number_agrees_with_itself_rounded(hundredths):
    exact = f"{hundredths / 100:.2f} %"
    rounded = f"{float(exact[:-2]):.1f} %"
    assert _one(exact).agrees(_one(exact))
    assert abs(_one(exact).value - _one(rounded).value) <= 0.0501
    assert _one(exact).agrees(_one(rounded))


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_agreement_is_symmetric_and_whole_numbers_agree_only_if_equal(one, other):
    first, second = _one(f"{one} mg"), _one(f"{other} mg")
    assert first.agrees(second) == second.agrees(first) == (one == other)


def test_rounding_agrees_and_swapped_digits_do_not():
    assert match_numbers("a gain of 5.4 points", "a gain of 5.43 points").agreed
    assert match_numbers("12 % of cases", "21 % of cases").opposed


def test_another_unit_is_no_contradiction():
    match = match_numbers("after 12 weeks", "in 30 % of patients")
    assert not match.agreed
    assert not match.opposed
    assert len(match.missing) == 1


def test_a_year_that_the_passage_lacks_is_not_opposed():
    assert not match_numbers("reported in 2018", "reported in 2020").opposed


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for quantity in quantities(text):
        assert quantity.value == quantity.value  # not NaN
        assert quantity.text
