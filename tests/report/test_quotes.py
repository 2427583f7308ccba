from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litsynth.records import Outcome, PaperId, Stance
from litsynth.report.compose import compose
from litsynth.report.quotes import check_quotes, quote_fault, settle
from litsynth.report.reviewers import recompute
from litsynth.spans import Span
from tests.report.orchard import CLAIMS, FINDINGS, INPUTS, VERDICTS
from tests.report.orchard_papers import AGREES, DIFFERS, SOURCE, evidence, verdict

USABLE = {document.paper for document in INPUTS.documents}


def with_first_evidence(**changes):
    first = VERDICTS[1]
    spoilt = replace(first, evidence=(replace(first.evidence[0], **changes),))
    return replace(INPUTS, verdicts=(VERDICTS[0], spoilt, *VERDICTS[2:]))


def test_a_quote_that_stands_where_it_says_has_no_fault():
    claim = CLAIMS[0]
    assert quote_fault(SOURCE, claim.span, claim.quote, claim.page) is None


@settings(deadline=None)
@given(at=st.integers(0, len(CLAIMS[0].quote) - 1), letter=st.characters())
def test_one_changed_letter_is_a_fault(at, letter):
    quote = CLAIMS[0].quote
    changed = quote[:at] + letter + quote[at + 1 :]
    fault = quote_fault(SOURCE, CLAIMS[0].span, changed, CLAIMS[0].page)
    assert (fault is None) == (changed == quote)


@pytest.mark.parametrize(
    ("span", "quote", "page", "fault"),
    [
        (Span(0, 5), "", 1, "it is empty"),
        (Span(0, 99_999), "We", 1, "span ends at 99999"),
        (Span(0, 2), "Me", 1, "something else"),
        (Span(0, 2), "We", 3, "it stands on page 1, not on page 3"),
    ],
)
def test_a_fault_is_told_in_words(span, quote, page, fault):
    assert fault in (quote_fault(SOURCE, span, quote, page) or "")


def test_a_quote_from_a_paper_without_text_has_a_fault():
    assert quote_fault(None, Span(0, 2), "We", None) is not None


def test_a_claim_whose_quote_fails_is_dropped_and_listed():
    spoilt = replace(CLAIMS[0], quote="Winter pruning raised the yield of pear trees.")
    report = compose(replace(INPUTS, claims=(spoilt, *CLAIMS[1:])))
    assert [claim.id for claim in report.claims] == ["c2", "c3", "c4", "c5"]
    assert report.failures[-1].what == "quote of claim c1 in arxiv:2101.00001"
    assert report.failures[-1].effect == "the claim is left out"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"quote": "Trees whose crowns were opened in May bore 11 % more fruit."},
            "something else",
        ),
        ({"page": 3}, "it stands on page 1, not on page 3"),
        ({"paper": PaperId("acl:2021.fruit-1.1")}, "it is from a source paper, or from one that"),
        ({"paper": SOURCE.paper}, "it is from a source paper, or from one that is not used"),
        ({"paper": PaperId("arxiv:1701.00005")}, "or from one that is not used"),
    ],
)
def test_a_finding_whose_quote_fails_is_left_out_and_listed(changes, reason):
    spoilt = replace(FINDINGS[0], **changes)
    report = compose(replace(INPUTS, findings=(spoilt, *FINDINGS[1:])))
    assert [one.quote for one in report.findings] == [one.quote for one in FINDINGS[1:]]
    failure = report.failures[-1]
    assert failure.what == f"quote of finding f1 in {spoilt.paper}"
    assert reason in failure.reason
    assert failure.effect == "the finding is left out"
    scores = {review.name: review.score for review in report.quality.reviewers}
    assert scores["integrity"] < 10


def test_evidence_that_fails_is_not_printed_and_its_outcome_falls():
    report = compose(with_first_evidence(quote="Opened crowns flowered earlier than closed ones."))
    fallen = report.claims[1]
    assert fallen.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert (fallen.evidence, fallen.verified, fallen.independent_papers) == ((), False, 0)
    assert report.failures[-1].what == "quote for claim c2 from arxiv:1905.00002"
    assert "flowered earlier than closed" not in report.results


def test_evidence_from_the_claims_own_paper_is_refused():
    own = evidence(SOURCE, "Our ladders were made of ash.", Stance.REFUTES, 0.9)
    report = compose(
        replace(INPUTS, verdicts=(*VERDICTS[:1], replace(VERDICTS[1], evidence=(own,))))
    )
    assert report.claims[1].evidence == ()
    assert "own paper" in next(f.reason for f in report.failures if "c2" in f.what)


def test_evidence_from_another_version_of_the_source_paper_is_refused():
    report = compose(with_first_evidence(paper=PaperId("acl:2021.fruit-1.1")))
    assert report.claims[1].outcome is Outcome.NOT_ENOUGH_EVIDENCE


def test_an_outcome_that_loses_some_of_its_evidence_stands_unverified():
    checked = check_quotes(CLAIMS[:1], VERDICTS[:1], (SOURCE, AGREES), usable=USABLE)
    left = checked.verdicts[CLAIMS[0].id]
    assert left.outcome is Outcome.SUPPORTED
    assert (left.verified, left.independent_papers) == (False, 1)


def test_losing_a_passage_that_settles_nothing_changes_nothing_else():
    given_verdict = VERDICTS[0]
    left = settle(given_verdict, given_verdict.evidence[:2])
    assert left == replace(given_verdict, evidence=given_verdict.evidence[:2])


outcomes = st.sampled_from(list(Outcome))
passages = st.lists(
    st.sampled_from(
        [
            evidence(AGREES, "Opened crowns did not flower earlier than closed ones.", stance, 0.6)
            for stance in Stance
        ]
        + [
            evidence(
                DIFFERS, "Early cuts did not change the harvest, whatever the frost.", stance, 0.7
            )
            for stance in Stance
        ]
    ),
    unique=True,
)


@settings(deadline=None)
@given(outcome=outcomes, found=passages, keep=st.sets(st.integers(0, 5)), verified=st.booleans())
def test_settling_never_makes_a_verdict_stronger(outcome, found, keep, verified):
    before = verdict(1, outcome, *found, verified=verified, confidence=0.7, papers=2)
    after = settle(before, tuple(one for at, one in enumerate(found) if at in keep))
    assert after.outcome in {before.outcome, Outcome.NOT_ENOUGH_EVIDENCE}
    assert after.confidence <= before.confidence
    assert after.independent_papers <= before.independent_papers
    assert before.verified or not after.verified


def test_a_lost_quote_lowers_integrity():
    spoilt = compose(with_first_evidence(quote="Nobody wrote this."))
    scores = {review.name: review.score for review in recompute(spoilt).reviewers}
    assert scores["integrity"] < 10
