"""Sentences that tell a finding come before those that name the same things and decide nothing."""

import numpy as np
import pytest

from litsynth.verify.evidence import find_evidence
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.telling import LEAN, lean
from tests.verify.making import document

CLAIM = "Aprepitant reduces nausea after chemotherapy."
TITLE = "Aprepitant for the prevention of nausea after chemotherapy: a randomised trial."
FOUND = "Nausea was significantly less frequent with aprepitant than with placebo."


@pytest.mark.parametrize(
    "told",
    [
        FOUND,
        "We found no difference between the groups.",
        "Accuracy rose by 4 %.",
        "Larger models outperformed smaller ones.",
    ],
)
def test_a_sentence_that_tells_a_finding_leans_forward(told: str) -> None:
    assert lean(told) == LEAN


@pytest.mark.parametrize(
    "asked",
    [
        TITLE,
        "The aim of this study was to learn more about nausea.",
        "We investigated the role of aprepitant.",
        "METHODS: Patients received aprepitant or placebo.",
    ],
)
def test_a_sentence_that_announces_leans_back(asked: str) -> None:
    assert lean(asked) == -LEAN


def test_a_sentence_that_does_both_or_neither_stays_where_its_nearness_puts_it() -> None:
    assert lean("Nausea is common.") == 0.0
    assert lean("In this randomised trial nausea was lower with aprepitant.") == 0.0


def test_of_two_sentences_as_near_the_one_that_tells_what_was_found_comes_first() -> None:
    asked = "We investigated whether aprepitant prevents nausea after chemotherapy."
    told = "It was observed that aprepitant prevents nausea after chemotherapy."
    paper = document(1, asked, told)
    everything = np.ones((1, 1), dtype=np.bool_)
    (found,) = find_evidence(
        [CLAIM], [paper], HashingEncoder(), usable=everything, own=~everything, limit=2,
        prefilter=False,
    )  # fmt: skip
    first = found.passages[0]
    assert told in first.span.of(paper.text)


def test_the_likeness_that_is_told_of_a_passage_is_the_cosine_without_the_lean() -> None:
    encoder = HashingEncoder()
    paper = document(1, FOUND)
    everything = np.ones((1, 1), dtype=np.bool_)
    (found,) = find_evidence(
        [CLAIM], [paper], encoder, usable=everything, own=~everything, limit=1, prefilter=False
    )
    claim, sentence = encoder.encode([CLAIM, FOUND])
    assert found.passages[0].similarity == pytest.approx(float(claim @ sentence), abs=1e-6)
