"""What a sentence tells, by the model that ships: findings apart from designs and aims."""

import pytest

from litsynth.claims.cues import compares_performance
from litsynth.claims.places import as_abstract
from litsynth.claims.scoring import told
from litsynth.claims.weights import shipped_models
from litsynth.records import Depth, SectionKind
from tests.claims.test_extract import extract
from tests.claims.writing import paper

BACKGROUND = "Kites have been flown for centuries."
DESIGNS = [
    "The package provides an interface to three wind tunnels.",
    "Our toolkit supports kites of all sizes and exports their lines.",
    "For beginners, KiteKit includes a set of knots.",
    "WING-LIB is written in plain C and allows pilots to add tails.",
    "It consists of a winder, a drum and a viewer.",
    "Our approach uses a drum of wood and a line of silk.",
    "Users can draw kites and share them with friends.",
    "KiteKit is a small, open toolkit for pilots.",
    "The silk was cut into tails of twelve lengths and dried for three days.",
]
FINDINGS = [
    "The package is written in C and runs 3 times faster than WingTail.",
    "Our toolkit supports long tails and reaches 81.2 points on Coast.",
    "Results show that KiteKit uses 40% less memory than WingTail.",
    "We find that tails significantly reduce the oscillation of kites in steady wind.",
    "Experiments on six benchmarks demonstrate that silk outperforms wool by 3 points.",
    "Longer tails were associated with fewer falls (p < 0.01).",
]
AIMS = [
    "In this paper, we study the flight of kites in steady wind.",
    "We propose WingTail, a new model of the stability of kites.",
    "We introduce a corpus of 5,000 flights, annotated by pilots.",
]


def alone(text):
    return told(as_abstract([BACKGROUND, text]), depth=Depth.ABSTRACT, models=shipped_models())[1]


@pytest.mark.parametrize("text", FINDINGS)
def test_what_came_of_it_is_told_as_a_finding(text):
    assert alone(text).finding > 0.5


@pytest.mark.parametrize("text", DESIGNS)
def test_how_a_thing_is_made_is_told_as_no_finding(text):
    assert alone(text).finding < 0.5


@pytest.mark.parametrize("text", AIMS)
def test_what_a_paper_makes_or_studies_is_told_as_a_contribution(text):
    assert alone(text).contributes


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("KiteKit winds 2.5 times faster than a pilot.", True),
        ("The drum is as fast as the winder.", True),
        ("All three showed similar performance.", True),
        ("Silk brings a speedup of more than 5 over wool.", True),
        ("Silk could bring better performance.", False),
        ("Larger values indicate better performance.", False),
        ("The tail is long as well as wide.", False),
    ],
)
def test_comparisons_of_performance_are_known(text, is_so):
    assert compares_performance(text) == is_so


def test_an_abstract_without_findings_is_not_filled_up_with_background():
    background = "Many pilots have flown kites for a very long time."
    document = paper(
        (SectionKind.ABSTRACT, "", (background, "We find that tails reduce lift by 35%.")),
        depth=Depth.ABSTRACT,
        lines=False,
    )
    assert background not in [claim.quote for claim in extract(document)]
