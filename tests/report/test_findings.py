"""What other papers say they found: told after the claims with their places, confirming nothing."""

import re
from dataclasses import replace

import pytest

from litsynth.report.compose import compose, written
from litsynth.report.view import make_view
from tests.report.orchard import INPUTS, all_open, no_claims

OTHERS_SAY = "What other papers say they found (quoted, not checked"


def with_findings(*findings, inputs=INPUTS):
    return written(replace(compose(inputs), findings=findings))


def test_findings_of_other_papers_come_after_the_claims_with_their_places(report):
    told = f"""{OTHERS_SAY}):

- “Trees whose crowns were opened in January bore 11 % more fruit.” ([2], p. 1).
- “Trees cut in winter gave more apples.” ([4], litsynth's own summary).
- “Early cuts did not change the harvest, whatever the frost.” ([3], abstract)."""
    for text in (report.answer, report.results):
        before, heading, after = text.partition(told)
        assert heading
        assert "Shaded branches" in before
        assert not re.search(r"“[A-Z]", after)
    assert OTHERS_SAY not in report.abstract
    assert "Trees cut in winter gave" not in report.abstract


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, f"{OTHERS_SAY}):"),
        (3, f"{OTHERS_SAY}):"),
        (4, f"{OTHERS_SAY}; 3 of 4 shown):"),
        (8, f"{OTHERS_SAY}; 3 of 8 shown):"),
    ],
)
def test_the_answer_shows_three_findings_and_the_results_all(report, number, heading):
    one = report.findings[0]
    found = with_findings(*(replace(one, text=f"{at}.", quote=f"{at}.") for at in range(number)))
    assert heading in found.answer
    assert f"{OTHERS_SAY}):" in found.results
    for at in range(number):
        assert (f"- “{at}.” ([2], p. 1)." in found.answer) == (at < 3)
        assert f"- “{at}.” ([2], p. 1)." in found.results
    sentences = "1 sentence," if number == 1 else f"{number} sentences,"
    told = f"found is quoted as they tell it ({sentences} near the question in sense and words)"
    assert told in " ".join(found.limitations)


def test_without_findings_nothing_is_said_of_them():
    bare = with_findings()
    texts = (bare.answer, bare.results, *bare.limitations)
    assert not any("say they found" in text for text in texts)


def test_a_finding_put_together_shows_the_sentence_it_was_put_together_from(report):
    one = replace(report.findings[1], text="Trees [of apples] cut in winter gave more apples.")
    assert (
        "- “Trees [of apples] cut in winter gave more apples.” (put together from “Trees cut in "
        "winter gave more apples.”, [4], litsynth's own summary)."
    ) in with_findings(one).answer


def test_findings_confirm_nothing():
    report = compose(all_open())
    assert report.answer.startswith("No claim names “rootstock”")
    assert "This report cannot confirm an answer." in report.answer
    assert OTHERS_SAY in report.answer


def test_findings_are_told_where_no_claim_was_taken():
    report = compose(no_claims())
    assert report.answer.startswith("This report gives no answer")
    assert f"{OTHERS_SAY}):" in report.answer
    opening = make_view(report).opening
    assert not any(OTHERS_SAY in piece.text for block in opening for piece in block.lines[0])
