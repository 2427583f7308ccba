"""The whole stage, from claims and documents to verdicts."""

import numpy as np
import pytest

from litsynth.errors import ModelError
from litsynth.ports import Judgement
from litsynth.records import JudgeCard, Outcome, Stance
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.judges import make_judge
from litsynth.verify.run import verify_claims
from tests.verify.making import claim, document, paper

CATS = "Stroking a cat for ten minutes makes it purr loudly."
ECHO = "Every cat in the study purred loudly when it was stroked for ten minutes."
RAIN = "Heavy rain floods the valley in the early spring."
PAPERS = [paper(1), paper(2), paper(3)]


class EchoJudge:
    """Calls it support when claim and passage share the word "purr"."""

    name = "echo@1"
    card = JudgeCard(name="echo", made="2026-11-20", data="nothing")

    def judge(self, pairs):
        return tuple(
            Judgement(supports=0.9, refutes=0.0, neither=0.1)
            if "purr" in pair.passage and "purr" in pair.claim
            else Judgement(supports=0.0, refutes=0.0, neither=1.0)
            for pair in pairs
        )


def _run(claims, documents, papers=PAPERS, *, judge=None, encoder=None):
    return verify_claims(
        claims, documents, papers, encoder=encoder or HashingEncoder(),
        judge=judge or EchoJudge(), precision=0.8, passages_per_claim=4,
    )  # fmt: skip


def test_another_paper_bears_a_claim_out():
    (verdict,) = _run([claim(CATS)], [document(1, CATS), document(2, ECHO, RAIN)])
    assert verdict.outcome is Outcome.SUPPORTED
    assert verdict.verified
    assert verdict.evidence[0].quote == ECHO
    assert {item.paper for item in verdict.evidence} == {"test:2"}


def test_quotes_are_the_letters_of_their_spans():
    text = document(2, RAIN, ECHO)
    (verdict,) = _run([claim(CATS)], [document(1, CATS), text])
    assert verdict.evidence
    assert all(item.span.of(text.text) == item.quote for item in verdict.evidence)


def test_the_source_alone_is_not_enough_evidence():
    (verdict,) = _run([claim(CATS)], [document(1, CATS, ECHO)])
    assert verdict.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert verdict.evidence == ()
    assert verdict.own_passages_left_out == 2


def test_a_twin_of_the_source_is_no_evidence():
    twins = [
        paper(1, "Ada Lang", title="Why cats purr when stroked", published="2020"),
        paper(2, "Ada Lang", title="Why Cats Purr When Stroked", published="2020"),
        paper(3),
    ]
    (verdict,) = _run(
        [claim(CATS)], [document(1, CATS), document(2, ECHO), document(3, RAIN)], twins
    )
    assert {item.paper for item in verdict.evidence} == {"test:3"}
    assert verdict.own_passages_left_out


def test_a_retracted_paper_counts_for_nothing_and_is_named():
    papers = [paper(1), paper(2, retraction="retracted in 2021")]
    (verdict,) = _run([claim(CATS)], [document(1, CATS), document(2, ECHO)], papers)
    assert verdict.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert "1 retracted paper left out" in verdict.reasons


def test_no_claims_and_no_documents_give_no_trouble():
    assert _run([], [document(2, ECHO)]) == ()
    (verdict,) = _run([claim(CATS)], [])
    assert verdict.outcome is Outcome.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize("text", ["", "   ", "word " * 5000, "日本語の主張です。"])
def test_odd_claims_get_a_verdict(text):
    (verdict,) = _run([claim(text)], [document(2, ECHO, RAIN)])
    assert 0 <= verdict.confidence <= 1


def test_an_empty_claim_has_no_evidence():
    (verdict,) = _run([claim(" ")], [document(2, ECHO)])
    assert verdict.evidence == ()


def test_verdicts_stand_in_the_order_of_the_claims():
    claims = [claim(RAIN, number=1), claim(CATS, number=2)]
    verdicts = _run(claims, [document(2, ECHO), document(3, RAIN)])
    assert [verdict.claim for verdict in verdicts] == ["c1", "c2"]
    assert [verdict.outcome for verdict in verdicts] == [
        Outcome.NOT_ENOUGH_EVIDENCE,
        Outcome.SUPPORTED,
    ]


class Broken(HashingEncoder):
    def encode(self, texts):
        return np.full_like(super().encode(texts), np.nan)


def test_vectors_that_are_no_numbers_stop_the_stage_with_a_hint():
    with pytest.raises(ModelError, match="not numbers") as caught:
        _run([claim(CATS)], [document(2, ECHO)], encoder=Broken())
    assert caught.value.hint


class Raving(EchoJudge):
    def __init__(self, value):
        self.value = value

    def judge(self, pairs):
        return tuple(Judgement(supports=self.value, refutes=0.0, neither=0.5) for _ in pairs)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 1.5])
def test_a_judge_that_gives_no_probabilities_stops_the_stage_with_a_hint(value):
    with pytest.raises(ModelError, match="not numbers from 0 to 1") as caught:
        _run([claim(CATS)], [document(2, ECHO)], judge=Raving(value))
    assert caught.value.hint


@pytest.mark.parametrize(
    "passage",
    [
        "高温降低了小麦的产量但是灌溉可以部分弥补这种损失 研究持续了三年",
        "Кошки мурлычут, когда их гладят не менее десяти минут подряд.",
        "القطط تخرخر عندما يتم تمسيدها لمدة عشر دقائق على الأقل",
        "\u0000 \ufffd \U0001f600 nothing but odd characters \ud800 here",
    ],
)
def test_passages_in_another_script_get_a_verdict_from_the_shipped_judge(passage):
    (verdict,) = _run([claim(CATS)], [document(2, passage)], judge=make_judge("default"))
    assert verdict.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert [item.quote for item in verdict.evidence] == [passage]


def test_a_sentence_that_a_paper_repeats_is_shown_once():
    (verdict,) = _run([claim(CATS)], [document(2, ECHO, RAIN, ECHO, ECHO)])
    assert [item.quote for item in verdict.evidence].count(ECHO) == 1


@pytest.mark.parametrize("name", ["default", "similarity"])
@pytest.mark.parametrize("text", ["", "word " * 5000, "Cats " + "purr " * 5000 + "loudly."])
def test_every_judge_survives_empty_and_endless_claims(name, text):
    (verdict,) = _run([claim(text)], [document(2, ECHO, RAIN)], judge=make_judge(name))
    assert 0 <= verdict.confidence <= 1
    assert not (text == "" and verdict.evidence)


def test_the_shipped_judge_reads_a_plain_contradiction_as_no_support():
    (verdict,) = _run(
        [claim("Stroking a cat makes it purr loudly.")],
        [document(2, "Stroking a cat does not make it purr loudly.", RAIN)],
        judge=make_judge("default"),
    )
    assert not verdict.verified
    assert verdict.evidence[0].stance is not Stance.SUPPORTS
