"""What a tool offers and what a paper looks at are no claims; how well it does is one."""

import pytest

from litsynth.claims.cues import compares_performance
from litsynth.claims.designs import DESIGNS, only_describes
from litsynth.claims.filters import fault
from litsynth.claims.unfit import unfit
from litsynth.records import ClaimKind, Depth, SectionKind
from tests.claims.test_extract import extract
from tests.claims.writing import paper, sentence

OFFERS = "says what a tool offers or how it is made"
USERS = "tells users what they can do"
LOOKS = "announces what is looked at, not what came of it"
IS = "says what something is"

DESIGN = [
    (OFFERS, "The package provides an interface to three wind tunnels."),
    (OFFERS, "Our toolkit supports kites of all sizes and exports their lines."),
    (OFFERS, "For beginners, KiteKit includes a set of knots."),
    (OFFERS, "Kites.jl relies on generated functions."),
    (OFFERS, "WING-LIB is written in plain C and allows pilots to add tails."),
    (OFFERS, "It consists of a winder, a drum and a viewer."),
    (OFFERS, "Our approach uses a drum of wood and a line of silk."),
    (OFFERS, "This flexible system can be easily integrated into other winders."),
    (OFFERS, "Knots are represented as lists of loops."),
    (OFFERS, "Other knots available in KiteKit are bends and hitches."),
    (OFFERS, "The tool aims to make flying more fun."),
    (USERS, "Users can draw kites and share them with friends."),
    (USERS, "In both cases, most users only need to name a kite."),
    (USERS, "Clicking on a kite opens a view of its tail."),
    (LOOKS, "In this paper, we study the flight of kites in steady wind."),
    (LOOKS, "This work explores tails of paper for smaller kites."),
    (LOOKS, "We demonstrate the main features of KiteKit."),
    (LOOKS, "This paper details the design and its applications."),
    (IS, "KiteKit is a small, open toolkit for pilots."),
    (IS, "Kiting is the process of flying kites."),
    (IS, "One form of lift is drag."),
]
FINDINGS = [
    "The package is written in C and runs 3 times faster than WingTail.",
    "Our toolkit supports long tails and reaches 81.2 points on Coast.",
    "The system provides performance comparable to that of trained pilots.",
    "KiteKit uses 40% of the memory of WingTail.",
    "Our model provides better lift than a model without tails.",
    "In this paper, we study kites and find that tails matter.",
    "In this paper, we study kites and propose a model of their tails.",
    "This work explores why kites fall but does not find one cause.",
    "We present the design of a winder that needs no drum.",
    "Users of KiteKit can wind a line twice as fast as others.",
    "Our analysis supports a role of tails in lift.",
    "The protein IL-6 supports growth of feathers in wet cells.",
    "Silk enables long flights in rain.",
    "KiteKit is an efficient library for winding.",
    "Unlike WingTail, KiteKit also supports kites without tails.",
    "To this end, we propose a winder that needs no drum.",
    "A proof of concept lifted three kites by 12%.",
    "Our data are used by all pilots who fly longer than others.",
]


@pytest.mark.parametrize(("reason", "text"), DESIGN)
def test_design_is_named(reason, text):
    assert unfit(text) == reason


def test_every_rule_of_design_has_an_example_here():
    assert {reason for reason, _ in DESIGNS} == {reason for reason, _ in DESIGN}


@pytest.mark.parametrize("text", FINDINGS)
def test_what_came_of_it_passes(text):
    assert fault(sentence(text)) is None


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("WingTail grows with the length of the line.", True),
        ("Our model WingTail winds the line twice.", True),
        ("WingTail's drum then winds the line.", True),
        ("WingTail winds faster than a pilot.", False),
        ("WingTail lifted all boxes.", False),
        ("StringTail grows with the length of the line.", False),
        ("Pilots of WingTail fly at night.", False),
    ],
)
def test_what_the_named_thing_does_is_told_from_how_well(text, is_so):
    assert only_describes("WingTail", text) == is_so


def test_a_statement_about_what_the_paper_introduces_is_not_listed():
    plain = "WingTail considers the wind, the tail and the line of a kite together."
    document = paper(
        (
            SectionKind.CONCLUSION,
            "Conclusion",
            (
                "We present WingTail, a model of kite tails.",
                plain,
                "We find that WingTail reduces the oscillation of kites by 35%.",
            ),
        )
    )
    quotes = [claim.quote for claim in extract(document)]
    assert any("35%" in quote for quote in quotes)
    assert plain not in quotes


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("KiteKit winds 2.5 times faster than a pilot.", True),
        ("The drum is as fast as the winder.", True),
        ("All three showed similar performance.", True),
        ("The code has a performance comparable to that of others.", True),
        ("Silk brings a speedup of more than 5 over wool.", True),
        ("Lift rose by a factor of three.", True),
        ("Silk could bring better performance.", False),
        ("Larger values indicate better performance.", False),
        ("The line was wound in lower precision.", False),
        ("The tail is long as well as wide.", False),
    ],
)
def test_comparisons_of_performance_are_known(text, is_so):
    assert compares_performance(text) == is_so


def test_a_comparison_of_performance_needs_less_of_a_score():
    plain = "Both drums performed similarly in all our kites."
    document = paper(
        (SectionKind.OTHER, "Winding", (plain, "We find that tails reduce lift by 35%."))
    )
    found = {claim.quote: claim for claim in extract(document)}
    assert found[plain].kind is ClaimKind.COMPARISON
    assert found[plain].score < 0.35


def test_an_abstract_without_findings_is_not_filled_up_with_background():
    background = "Many pilots have flown kites for a very long time."
    document = paper(
        (SectionKind.ABSTRACT, "", (background, "We find that tails reduce lift by 35%.")),
        depth=Depth.ABSTRACT,
        lines=False,
    )
    assert background not in [claim.quote for claim in extract(document)]
