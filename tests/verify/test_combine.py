"""One claim's judged passages make one outcome, with its reasons."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.ports import Judgement
from litsynth.records import Outcome, Stance
from litsynth.verify.combine import Judged, combine, independent
from litsynth.verify.policy import Policy
from litsynth.verify.reasons import stance_of
from tests.verify.making import claim, evidence, paper

PAPERS = {item.id: item for item in (paper(2), paper(3), paper(4, "Author Number3"), paper(5))}


def _judged(number, supports, refutes, **more):
    reasons = more.pop("reasons", ("because",))
    judgement = Judgement(
        supports=supports, refutes=refutes, neither=1 - supports - refutes, reasons=reasons
    )
    passage = evidence(number, stance_of(judgement), supports=supports, refutes=refutes, **more)
    return Judged(evidence=replace(passage, reasons=reasons), judgement=judgement)


def _verdict(*judged, precision=0.8, policy=None):
    return combine(
        claim("Cats purr."), judged, PAPERS, policy=policy or Policy(),
        precision=precision, own_left_out=2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("judged", "outcome"),
    [
        ([], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.1, 0.1)], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.9, 0.05)], Outcome.SUPPORTED),
        ([_judged(2, 0.05, 0.9)], Outcome.REFUTED),
        ([_judged(2, 0.9, 0.05), _judged(3, 0.05, 0.9)], Outcome.MIXED),
        ([_judged(2, 0.9, 0.05), _judged(3, 0.1, 0.1)], Outcome.SUPPORTED),
        ([_judged(2, 0.46, 0.1)], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.1, 0.46)], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.52, 0.1)], Outcome.SUPPORTED),
        ([_judged(2, 0.1, 0.7)], Outcome.NOT_ENOUGH_EVIDENCE),
        ([_judged(2, 0.1, 0.76)], Outcome.REFUTED),
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


def test_a_claim_without_passages_was_not_checked():
    verdict = _verdict()
    assert verdict.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert verdict.reasons == ("not checked: no passage of another paper",)


LENIENT = Policy(shifts=(1.0, 1.0))


@pytest.mark.parametrize("chances", [(0.41, 0.2), (0.2, 0.41)])
def test_no_outcome_stands_that_no_passage_bears_alone(chances):
    supports, refutes, neither = LENIENT.weigh([_judged(2, *chances).judgement])
    assert max(supports, refutes) > neither
    verdict = _verdict(_judged(2, *chances), policy=LENIENT)
    assert verdict.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert verdict.confidence == neither
    assert verdict.independent_papers == 0


def test_passages_that_lean_a_little_are_no_witnesses():
    verdict = _verdict(_judged(2, 0.9, 0.0), _judged(3, 0.49, 0.3), _judged(5, 0.41, 0.3))
    assert verdict.outcome is Outcome.SUPPORTED
    assert verdict.independent_papers == 1


@pytest.mark.parametrize(
    ("judged", "reasons"),
    [
        ([_judged(2, 0.9, 0.05, reasons=("both name XNLI", "though says that the matter is open"))],
         ("1 independent paper bears it out", "both name XNLI")),
        ([_judged(2, 0.9, 0.0), _judged(3, 0.8, 0.0)],
         ("2 independent papers bear it out", "because")),
        ([_judged(2, 0.0, 0.9, reasons=("direction differs: a against b", "though both say 5"))],
         ("1 independent paper contradicts it", "direction differs: a against b")),
        ([_judged(2, 0.9, 0.0, reasons=("both say 5",)), _judged(3, 0.0, 0.9)],
         ("passages on both sides, from 2 independent papers", "for: both say 5",
          "against: because")),
        ([_judged(2, 0.1, 0.1, reasons=("may be about another thing: no name in common",))],
         ("the nearest passages may be about other things",)),
        ([_judged(2, 0.1, 0.1, reasons=("may be about another thing: x",), start=at)
          for at in (0, 9)]
         + [_judged(3, 0.2, 0.1)],
         ("most of the nearest passages may be about other things",)),
        ([_judged(2, 0.4, 0.1,
                  reasons=("the claim is about a thing of its paper's own, “our kite”",))],
         ("the claim is about a thing of its paper's own, which no other paper can bear out",)),
        ([_judged(2, 0.4, 0.1)], ("no passage is clear enough",)),
    ],
)  # fmt: skip
def test_reasons_speak_for_the_outcome_only(judged, reasons):
    assert _verdict(*judged).reasons == reasons


STRICT = Policy(shifts=(-5.0, -5.0))


def test_passages_outweighed_by_the_crowd_say_how_they_stand():
    one, other = _judged(2, 0.6, 0.1), _judged(3, 0.1, 0.6)
    assert _verdict(one, other, policy=STRICT).reasons == ("the nearest passages point both ways",)
    (reason,) = _verdict(one, policy=STRICT).reasons
    assert reason == "a passage takes a side, but too weakly among all that were judged"


MEASURED = Policy(thresholds=((0.8, 0.7),))


def test_a_supported_claim_that_is_not_verified_says_why():
    weak, strong = _judged(2, 0.6, 0.1), _judged(2, 0.9, 0.05)
    assert _verdict(weak, policy=MEASURED).reasons[-1] == (
        "not verified: below the confidence asked for (0.70)"
    )
    assert _verdict(strong, policy=MEASURED).reasons[-1] == "because"
    assert _verdict(strong, policy=MEASURED, precision=0.95).reasons[-1] == (
        "not verified: no confidence was found to give the precision asked for"
    )


CHANCES = st.tuples(st.integers(2, 5), st.floats(0, 1), st.floats(0, 1)).map(
    lambda one: (one[0], one[1], one[2] * (1 - one[1]))
)
POLICIES = st.builds(
    Policy,
    slopes=st.tuples(st.floats(0.1, 2), st.floats(0.1, 2)),
    shifts=st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    crowd=st.floats(0, 1),
    rivalry=st.floats(-0.1, 0.1),
)
NEEDED = {
    Outcome.SUPPORTED: {Stance.SUPPORTS},
    Outcome.REFUTED: {Stance.REFUTES},
    Outcome.MIXED: {Stance.SUPPORTS, Stance.REFUTES},
    Outcome.NOT_ENOUGH_EVIDENCE: set(),
}


@given(st.lists(CHANCES, max_size=6), POLICIES)
def test_every_outcome_rests_on_passages_that_bear_it(chances, policy):
    verdict = _verdict(*(_judged(*one) for one in chances), policy=policy)
    needed = NEEDED[verdict.outcome]
    assert needed <= {item.stance for item in verdict.evidence}
    assert (verdict.independent_papers >= 1) == bool(needed)
    borne = {item.paper for item in verdict.evidence if item.stance in needed}
    assert verdict.independent_papers <= len(borne)


@given(st.lists(CHANCES, max_size=6))
def test_order_does_not_matter(chances):
    judged = [_judged(*one, start=10 * at) for at, one in enumerate(chances)]
    forward, backward = _verdict(*judged), _verdict(*judged[::-1])
    assert forward.outcome == backward.outcome
    assert forward.confidence == pytest.approx(backward.confidence)
    assert forward.independent_papers == backward.independent_papers
    assert 0 <= forward.confidence <= 1


def test_no_evidence_has_no_witness():
    assert independent([], PAPERS, {}) == (0, ())
