from dataclasses import replace

import pytest

from litsynth.report.compose import compose
from tests.report.orchard import INPUTS, no_claims


@pytest.mark.parametrize(
    "sentence",
    [
        "1 query of 3 failed (crossref: no answer within 30 s), so papers may be missing.",
        "1 paper was read by abstract only ([3])",
        "1 relevant paper could not be read at all",
        "1 paper found was retracted or withdrawn and can be no evidence: “Pruning Doubles",
        "1 of 5 claims stays open: 3 other papers did not settle it",
        "2 of 4 decided claims rest on a single independent paper.",
        "1 of 5 claims has a relevance to the question below 0.35 and is not told as bearing on",
        "expected calibration error 0.041",
    ],
)
def test_limitations_are_particular_to_the_run(report, sentence):
    assert any(sentence in limitation for limitation in report.limitations)


def test_limitations_do_not_speak_of_what_did_not_happen():
    report = compose(
        replace(no_claims(), queries=(), failures=(), run=replace(INPUTS.run, queries=()))
    )
    text = " ".join(report.limitations)
    for phrase in ("failed", "stay open", "decided", "searched", "The judge"):
        assert phrase not in text


def test_a_judge_without_figures_is_said_to_be_unmeasured():
    report = compose(replace(INPUTS, judge=replace(INPUTS.judge, figures={}, reliability=())))
    assert "No error of this judge has been measured" in report.methodology
    assert any("is not calibrated" in limitation for limitation in report.limitations)
