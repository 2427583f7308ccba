"""One claim's judged passages make one outcome, with its reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.ports import Judgement
from litsynth.records import Outcome, Stance
from litsynth.verify.combine import Judged, combine, independent
from litsynth.verify.policy import Policy
from tests.verify.making import claim, evidence, paper

PAPERS = {item.id: item for item in (paper(2), paper(3), paper(4, "Author Number3"), paper(5))}


def _judged(number, supports, refutes, **more):
    neither = 1 - supports - refutes
    stance = max((supports, Stance.SUPPORTS), (refutes, Stance.REFUTES), (neither, Stance.NEUTRAL))[
        1
    ]
    return Judged(
        evidence=evidence(number, stance, supports=supports, refutes=refutes, **more),
        judgement=Judgement(supports=supports, refutes=refutes, neither=neither),
    )


def _verdict(*judged, precision=0.8):
    return combine(
        claim("Cats purr."), judged, PAPERS, policy=Policy(), precision=precision, own_left_out=2
    )


@pytest.mark.parametrize(
    ("judged", "outcome"),
    [
        ([], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.1, 0.1)], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.9, 0.05)], Outcome.SUPPORTED),
        ([_judged(2, 0.05, 0.9)], Outcome.REFUTED),
        ([_judged(2, 0.9, 0.05), _judged(3, 0.05, 0.9)], Outcome.MIXED),
        ([_judged(2, 0.9, 0.05), _judged(3, 0.1, 0.1)], Outcome.SUPPORTED),
    ],
)
def test_outcomes(judged, outcome):
    assert _verdict(*judged).outcome is outcome


def test_verified_needs_the_confidence_that_was_asked_for():
    assert _verdict(_judged(2, 0.85, 0.05), precision=0.8).verified
    assert not _verdict(_judged(2, 0.85, 0.05), precision=0.9).verified


def test_a_refuted_claim_is_never_verified():
    assert not _verdict(_judged(2, 0.01, 0.98)).verified


def test_papers_of_the_same_authors_count_once():
    verdict = _verdict(_judged(3, 0.9, 0.0), _judged(4, 0.9, 0.0), _judged(5, 0.9, 0.0))
    assert verdict.independent_papers == 2


def test_only_papers_that_bear_the_outcome_are_counted():
    assert _verdict(_judged(2, 0.9, 0.0), _judged(5, 0.1, 0.1)).independent_papers == 1
    assert _verdict(_judged(2, 0.1, 0.1)).independent_papers == 0


def test_the_weightiest_passage_stands_first():
    verdict = _verdict(_judged(2, 0.6, 0.0), _judged(3, 0.9, 0.0), _judged(5, 0.1, 0.1))
    assert [item.paper for item in verdict.evidence] == ["test:3", "test:2", "test:5"]


def test_what_was_left_out_is_kept():
    assert _verdict().own_passages_left_out == 2


def test_a_claim_without_passages_says_so():
    assert _verdict().reasons == ("no passage of another paper comes near the claim",)


CHANCES = st.tuples(st.integers(2, 5), st.floats(0, 0.5), st.floats(0, 0.5))


@given(st.lists(CHANCES, max_size=6))
def test_order_does_not_matter(chances):
    judged = [_judged(*one, start=10 * at) for at, one in enumerate(chances)]
    forward, backward = _verdict(*judged), _verdict(*judged[::-1])
    assert forward.outcome == backward.outcome
    assert forward.confidence == pytest.approx(backward.confidence)
    assert forward.independent_papers == backward.independent_papers
    assert 0 <= forward.confidence <= 1


def test_no_evidence_has_no_witness():
    assert independent([], PAPERS) == 0
