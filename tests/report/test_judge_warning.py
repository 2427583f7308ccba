"""A judge far from home is told of in its card and among the limitations; one at home is not."""

from dataclasses import replace

import pytest

from litsynth.report.compose import compose
from litsynth.report.render import render
from tests.report.orchard import INPUTS

FAR = "This run's field is far from the judge's calibration data: 14 of 20 claims lie farther."


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_far_field_is_told_in_the_card_and_among_the_limitations(form):
    there = compose(replace(INPUTS, judge=replace(INPUTS.judge, warning=FAR)))
    assert FAR in there.limitations
    printed = render(there, "full", form)
    assert "Warning." in printed
    assert printed.count("14 of 20 claims lie farther") == 2


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_field_at_home_is_not_warned_of(form):
    assert "Warning." not in render(compose(INPUTS), "full", form)


def test_a_judge_whose_error_was_never_measured_claims_no_calibration_data():
    plain = replace(INPUTS.judge, figures={}, reliability=())
    there = compose(replace(INPUTS, judge=plain))
    assert "its confidence is a guess" in there.methodology
    assert "be right on the judge's calibration data" not in there.methodology
