from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litsynth.records import Outcome, Quality
from litsynth.report.canonical import report_from_json, report_to_json
from litsynth.report.compose import compose
from litsynth.report.reviewers import REVIEWERS, recompute
from tests.report.orchard import INPUTS, all_open, no_claims

REPORT = compose(INPUTS)


def scores(report):
    return {review.name: review.score for review in recompute(report).reviewers}


@pytest.mark.parametrize("inputs", [INPUTS, no_claims(), all_open()])
def test_a_report_read_back_gives_the_same_quality(inputs):
    report = compose(inputs)
    assert recompute(report_from_json(report_to_json(report))) == report.quality


def test_the_score_ignores_the_reports_texts_and_its_stored_quality():
    bare = replace(
        REPORT,
        answer="",
        abstract="",
        results="",
        methodology="",
        introduction="",
        limitations=(),
        quality=Quality(score=10.0, spread=0.0, reviewers=()),
    )
    assert recompute(bare) == REPORT.quality


def test_five_reviewers_each_with_a_score_and_reasons_that_hold_figures():
    quality = recompute(REPORT)
    names = [review.name for review in quality.reviewers]
    assert names == ["evidence", "coverage", "relevance", "integrity", "clarity"]
    for review in quality.reviewers:
        assert 0 <= review.score <= 10
        assert review.reasons
        assert all(any(letter.isdigit() for letter in reason) for reason in review.reasons)


def test_every_reviewer_states_its_formula():
    assert all("10 x" in (reviewer.__doc__ or "") for reviewer in REVIEWERS)


def test_the_scores_of_the_invented_run_follow_from_the_formulas_by_hand():
    expected = {
        # 4 of 5 decided, 2 of 5 by two papers, confidences .87 + .74 + .51 + .61
        "evidence": round(10 * (0.5 * 4 + 0.3 * 2 + 0.2 * 2.73) / 5, 2),
        # depths 1 1 .5 .3, 4 of 5 read, 3 of 10 papers, 2 of 3 queries
        "coverage": round(10 * (0.5 * 2.8 / 4 + 0.2 * 4 / 5 + 0.2 * 3 / 10 + 0.1 * 2 / 3), 2),
        # 4 of 5 bear on the question, 5 of 6 words spoken of
        "relevance": round(10 * (4 / 5 + 5 / 6) / 2, 2),
        "integrity": 10.0,
        "clarity": 10.0,
    }
    assert scores(REPORT) == expected


def test_quality_is_mean_and_population_deviation():
    quality = recompute(REPORT)
    values = [review.score for review in quality.reviewers]
    mean = sum(values) / 5
    assert quality.score == pytest.approx(mean, abs=0.005)
    assert quality.spread == pytest.approx(
        (sum((value - mean) ** 2 for value in values) / 5) ** 0.5, abs=0.005
    )


def test_without_claims_nothing_scores_for_them():
    found = scores(compose(no_claims()))
    assert found["evidence"] == found["relevance"] == found["clarity"] == 0


def test_evidence_is_scored_alike_whichever_way_it_points():
    turned = tuple(
        replace(claim, outcome=Outcome.REFUTED)
        if claim.outcome is Outcome.SUPPORTED
        else replace(claim, outcome=Outcome.SUPPORTED)
        if claim.outcome is Outcome.REFUTED
        else claim
        for claim in REPORT.claims
    )
    assert scores(replace(REPORT, claims=turned))["evidence"] == scores(REPORT)["evidence"]


@settings(deadline=None)
@given(st.sets(st.integers(0, 4)))
def test_deciding_fewer_claims_never_raises_evidence(opened):
    claims = tuple(
        replace(claim, outcome=Outcome.NOT_ENOUGH_EVIDENCE, independent_papers=0)
        if at in opened
        else claim
        for at, claim in enumerate(REPORT.claims)
    )
    assert scores(replace(REPORT, claims=claims))["evidence"] <= scores(REPORT)["evidence"]


def test_a_quote_that_does_not_fit_its_span_fails_a_check():
    first = replace(REPORT.claims[0], quote=REPORT.claims[0].quote[:-1])
    assert scores(replace(REPORT, claims=(first, *REPORT.claims[1:])))["integrity"] < 10


def test_the_decisions_of_a_judge_whose_error_was_never_measured_count_for_nothing():
    unmeasured = replace(REPORT, judge=replace(REPORT.judge, figures={}))
    assert scores(REPORT)["evidence"] > 0
    assert scores(unmeasured)["evidence"] == 0
    assert "never measured" in recompute(unmeasured).reviewers[0].reasons[0]


def test_evidence_from_the_claims_own_paper_fails_a_check():
    claim = REPORT.claims[1]
    own = replace(claim, evidence=(replace(claim.evidence[0], paper=claim.paper),))
    claims = (REPORT.claims[0], own, *REPORT.claims[2:])
    assert scores(replace(REPORT, claims=claims))["integrity"] < 10


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": REPORT.findings[0].quote[:-1]},
        {"paper": REPORT.source_papers[0]},
        {"paper": next(paper.id for paper in REPORT.papers if paper.number is None)},
    ],
)
def test_a_finding_that_does_not_fit_its_span_or_is_of_no_other_paper_fails_a_check(changes):
    spoilt = replace(REPORT.findings[0], **changes)
    assert scores(replace(REPORT, findings=(spoilt, *REPORT.findings[1:])))["integrity"] < 10


def test_quotes_of_findings_count_among_the_printed_quotes():
    def counted(report):
        return next(one for one in recompute(report).reviewers if one.name == "integrity").reasons

    quotes = len(REPORT.claims) + sum(len(claim.evidence) for claim in REPORT.claims)
    assert f"{quotes + 3} of {quotes + 3} printed quotes fit" in counted(REPORT)[0]
    assert f"{quotes} of {quotes} printed quotes fit" in counted(replace(REPORT, findings=()))[0]


def test_an_outcome_without_its_passages_fails_a_check():
    bare = replace(REPORT.claims[0], evidence=())
    assert scores(replace(REPORT, claims=(bare, *REPORT.claims[1:])))["integrity"] < 10


def test_a_broken_sentence_lowers_clarity():
    broken = replace(REPORT.claims[0], text="Winter pruning raised the yield of apple tre")
    assert scores(replace(REPORT, claims=(broken, *REPORT.claims[1:])))["clarity"] < 10


def test_a_failed_query_lowers_coverage():
    queries = tuple(replace(query, error="down") for query in REPORT.run.queries)
    worse = replace(REPORT, run=replace(REPORT.run, queries=queries))
    assert scores(worse)["coverage"] < scores(REPORT)["coverage"]
