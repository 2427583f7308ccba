import pytest

from litsynth.claims.designs import DESIGNS
from litsynth.claims.filters import LONGEST_WORDS, broken, fault
from litsynth.claims.unfit import RULES, unfit
from litsynth.records import SectionKind
from tests.claims.writing import sentence

UNFIT = [
    ("a question", "Does the colour of a tail matter?"),
    ("a question", "We ask whether tails matter for stability."),
    ("a caption", "Figure 2: Oscillation of kites with tails."),
    ("a caption", "Left: oscillation of kites with long tails."),
    ("says what a figure or table holds", "Table 3 shows the oscillation of all kites."),
    ("says what a figure or table holds", "The results are shown in Figure 4 for all kites."),
    ("says what a figure or table holds", "Figures in this article show the mean of ten flights."),
    ("outline of the paper", "The rest of this paper is organized as follows."),
    ("outline of the paper", "Section 3 describes our wind tunnel."),
    ("outline of the paper", "In this paper we discuss kite tails."),
    ("outline of the paper", "As we mentioned, kites are related to sails."),
    ("outline of the paper", "Sec. contains the lift of all kites."),
    ("says what a figure or table holds", "The kites are sorted by the length of tails."),
    ("outline of the paper", "We will explain how lines are wound."),
    ("outline of the paper", "We prove our theorem of tails in the following form."),
    ("says what a figure or table holds", "The grey line in Figure 3 marks the mean lift."),
    ("says what a figure or table holds", "In figure 3, winding occurs in stages."),
    ("says what a figure or table holds", "In Table 2 some flights of that day are listed."),
    ("says what a figure or table holds", "The third line shows that the tail was wet."),
    ("says what a figure or table holds", "The left panel of the plot gives the mean lift."),
    ("says what a figure or table holds", "Here we can see more clearly how tails bend."),
    ("outline of the paper", "We describe methods used in winding silk (see Fig. 1)."),
    ("outline of the paper", "We describe a way to wind silk around drums (see Fig. 1)."),
    ("outline of the paper", "We briefly discuss the winding of lines in § 2.1."),
    ("outline of the paper", "We describe two aspects of kites: their tails and lines."),
    ("outline of the paper", "We have introduced the concepts and implementation of KiteKit."),
    ("outline of the paper", "Intended flights at night are discussed."),
    ("says what a course or a tool holds", "In light of this, we present a new tutorial."),
    ("one worked example", "The height we predict for this kite omits the wind."),
    ("one worked example", "In this example, the tail is made of wool."),
    ("a part of an abstract that tells no finding", "Methods: Forty kites flew in steady wind."),
    ("a part of an abstract that tells no finding", "OBJECTIVE: To learn what tails weigh."),
    (
        "aim or wish, not an assertion",
        "This paper aims at introducing kites and explaining how lines are wound.",
    ),
    ("outline of the paper", "Then, we discuss how kites are launched."),
    ("outline of the paper", "As described in Section 2, the tails were long."),
    ("future work", "In future work, we will test box kites."),
    ("future work", "Further research is needed on tails."),
    ("future work", "We plan to fly larger kites."),
    ("future work", "It would be interesting to fly kites at night."),
    ("future work", "Knowing the wind will help pilots choose a tail."),
    ("future work", "Launching in rain is going to be a challenge."),
    ("future work", "Tails of wool will be treated in another season."),
    ("future work", "As a first step, one may extend the line."),
    ("future work", "One may try tails of two colours."),
    ("future work", "A natural extension is to fly box kites."),
    ("future work", "Drying silk is a challenging task."),
    ("future work", "Whether tails matter at night remains an open question."),
    ("a question", "How to wind a line is a great challenge for pilots."),
    (
        "says what a figure or table holds",
        "We show the ground truth of each flight and our forecast.",
    ),
    ("outline of the paper", "Here we summarize some properties of silk."),
    ("future work", "Tails of wool have not yet been flown, but they might give more lift."),
    ("sets the stage for a proof or a definition", "If we find two knots, the line is short."),
    ("a step of the procedure", "We additionally plot the lift compared to the launch."),
    ("a step of the procedure", "We also calculated the drag of the two kites."),
    ("a step of the procedure", "By using the drag of the line, we estimate the lift of kites."),
    ("a step of the procedure", "We modify the experiment with sails for our kites."),
    ("a step of the procedure", "Experiments are conducted on widely used kites."),
    ("a step of the procedure", "In total, six teams participated in the shared task."),
    ("a step of the procedure", "Our numerical results are based on kites of silk."),
    ("says what a figure or table holds", "The lifts are shown in the inset plot of all kites."),
    ("outline of the paper", "Lacking wool, we limit ourselves to tails of silk."),
    ("outline of the paper", "These lines serve any kite, as we will explore in this study."),
    ("outline of the paper", "We do not provide results for rain, but make a suggestion."),
    ("outline of the paper", "For long tails, we find a number of noteworthy features."),
    ("outline of the paper", "This study differs from other surveys in one significant way."),
    ("sets the stage for a proof or a definition", "The proofs of both are adapted from sails."),
    ("sets the stage for a proof or a definition", "We reserve the notation for long tails."),
    ("aim or wish, not an assertion", "These losses motivate us to fly shorter tails."),
    ("says why the field matters", "In the past two decades, many kites have been flown."),
    ("says why the field matters", "The investigations of tails are crucial for pilots."),
    ("availability of code or data", "We release our code and our measurements."),
    ("availability of code or data", "The data are publicly available."),
    ("availability of code or data", "Code is available at this https URL."),
    ("availability of code or data", "The source code will be released soon."),
    ("availability of code or data", "Our planner of flights is free and open-source."),
    ("availability of code or data", "Our software can be downloaded at https://example.org."),
    ("acknowledgement or statement of interests", "We thank the members of the kite club."),
    ("acknowledgement or statement of interests", "J.K.'s support was provided by the club."),
    ("acknowledgement or statement of interests", "K. M. and P.R. acknowledge the kite fund."),
    ("acknowledgement or statement of interests", "Based on observations made on the beach."),
    ("acknowledgement or statement of interests", "The wind tunnel is operated by the club."),
    ("acknowledgement or statement of interests", "All runs used the coast's computing centre."),
    ("acknowledgement or statement of interests", "This work was supported by a grant no. 12."),
    ("printing matter", "Copyright 2004 by the kite society."),
    ("sets the stage for a proof or a definition", "Let k be the stiffness of the line."),
    ("sets the stage for a proof or a definition", "A tail is defined as the part behind."),
    ("sets the stage for a proof or a definition", "Arguing as in Lemma 2, tails are odd."),
    ("sets the stage for a proof or a definition", "It suffices to show that tails are odd."),
    ("sets the stage for a proof or a definition", "We say that two kites are twins."),
    ("sets the stage for a proof or a definition", "For simplicity, tails are of one length."),
    ("sets the stage for a proof or a definition", "Inserting this above, we get the lift."),
    ("says what a course or a tool holds", "Lesson 3 is about knots."),
    ("says what a course or a tool holds", "The file provides information on the wind."),
    ("says what a course or a tool holds", "Topics include knots, lines and silk."),
    ("says what a course or a tool holds", "The course is divided into five parts."),
    ("says what a course or a tool holds", "Our tutorial provides many photographs."),
    ("says what a course or a tool holds", "The audiences are pilots and their parents."),
    ("a step of the procedure", "To assess the lift of each kite, we report its mean."),
    ("a step of the procedure", "To compute the lift we introduce two angles."),
    ("a step of the procedure", "In a first step, we cut the silk."),
    ("a step of the procedure", "Wet kites flew worse, and were thus discarded."),
    ("addresses or instructs the reader", "You can fly this kite in any wind."),
    ("addresses or instructs the reader", "For more details, see Lemma 2."),
    ("addresses or instructs the reader", "See the discussion of tails in the handbook."),
    ("a belief, not a finding", "We believe that tails matter for stability."),
    ("a belief, not a finding", "We suggest that it may be wise to dry the silk."),
    ("a belief, not a finding", "It is expected that wet tails are heavy."),
    ("a belief, not a finding", "The idea is that tails hold the kite back."),
    ("a belief, not a finding", "It is convenient to measure tails in feet."),
    ("aim or wish, not an assertion", "The aim of this study is to fly higher."),
    ("aim or wish, not an assertion", "This work explores how tails are sewn."),
    ("aim or wish, not an assertion", "We investigate whether long tails help."),
]

FIT = [
    "We find that longer tails reduce oscillation by 35%.",
    "In this paper, we propose a model of kite tails.",
    "In this paper, we show that tails damp oscillation.",
    "Figure 3 shows that longer tails reduce oscillation.",
    "Longer tails may reduce oscillation in strong wind.",
    "Note that short tails perform as well in weak wind.",
    "Public data are no substitute for measured wind.",
    "Published lift of box kites differs by 17 points.",
    "The kites follow the directions of the wind in all cases.",
    "The model is available to pilots of any kite.",
    "The purpose of our paper is to develop a model of kite tails.",
    "In this paper we will show that tails damp oscillation.",
    "Our course improved the marks of students by 12%.",
    "Chapters with photographs are read twice as fast.",
    "In this paper, we propose tails, and the lift rises by 3%.",
    "We also calculated the drag and found it lower with a tail.",
    "We estimated the mean lift of silk kites to be 12 newtons.",
    "We show the importance of tails for kites in strong wind.",
    "While it may be worthwhile to fly at night, we derive the lift from flights by day.",
    "I argue that this fault can be addressed by winding the line around a drum.",
    "We study the lift of a kind of kite that we call semirigid.",
    "With long tails, as Figure 3 shows, silk outperforms wool by 3 points.",
    "In Figure 3, we see that silk outperforms wool by 3 points.",
    "In Figure 3 lift rises with the length of the tail.",
    "The third line of kites was 12% lighter than the second.",
    "We describe WingTail, a model of tails that needs no wind (Fig. 1).",
    "We introduce a course that raised the marks of pilots by 12%.",
    "This paper aims at introducing a model of kite tails.",
    "Results: Longer tails reduced oscillation by 35%.",
    "Experiments are conducted on six kites and show that wool is heavier.",
    "Simulations are run twice as fast on a small machine.",
    "Teams that participated in the shared task relied on silk.",
    "Methods: We propose a model of how tails damp oscillation.",
    "Silk tails doubled lift.",
    "Tails of wool protect kites.",
    "The main aim is to show how sails can be adapted for kites.",
]


@pytest.mark.parametrize(("reason", "text"), UNFIT)
def test_wording_that_is_no_claim_is_named(reason, text):
    assert unfit(text) == reason


def test_every_rule_has_an_example_here():
    here = set(RULES) - set(DESIGNS)
    assert {reason for reason, _ in here} == {reason for reason, _ in UNFIT}


@pytest.mark.parametrize("text", FIT)
def test_claims_pass(text):
    assert fault(sentence(text)) is None


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("too short", "Tails help much."),
        ("too long", "Tails " + "and tails " * LONGEST_WORDS + "help."),
        ("starts in the middle", "and longer tails reduce oscillation in wind."),
        ("does not end", "Longer tails reduce oscillation in three ways:"),
        ("does not end", "Longer tails reduce oscillation in strong wind"),
        ("brackets do not close", "Longer tails (of silk reduce oscillation in wind."),
        ("mostly symbols and figures", "Then 12 + 13 = 25 and 3 * 4 = 12 < 25 holds."),
        ("mostly symbols and figures", "Thus x of y in z by k at t is v of w in q."),
        ("a heading", "KITES AND THEIR TAILS IN STRONG wind."),
        ("an entry of a list", "Launching a kite by hand: introduces the reader to wind."),
        ("an entry of a list", "Designing a reduced-size kite: covers silk and line."),
        ("an entry of a list", "Advice for work in rain: presents ways to dry silk."),
        ("a heading before it", "2.3.4 The Tail Kernel.The tail kernel involves each knot."),
        ("no verb", "A model of long kite tails."),
        ("no verb", "A priori estimation of tails for the non-linear motion of kites."),
        (
            "no verb",
            "A tail layer denoting the length of each of the tails and linked to the line.",
        ),
        ("does not end", "Longer tails reduce oscillation in strong wind,."),
    ],
)
def test_broken_sentences_are_told(reason, text):
    assert broken(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "mTail reduces oscillation by 35% on average.",
        "42 of 60 kites were more stable with a tail.",
        "Longer tails reduce oscillation (in strong wind).",
        "\u201cLonger tails reduce oscillation in wind.\u201d",
        "On still days of this long and cold winter, oscillation and tail length corroborate.",
    ],
)
def test_whole_sentences_pass(text):
    assert broken(text) is None


def test_only_running_text_holds_claims():
    text = "We find that longer tails reduce oscillation."
    assert fault(sentence(text)) is None
    assert fault(sentence(text, running=False)) == "not running text"


@pytest.mark.parametrize(
    "kind", [SectionKind.REFERENCES, SectionKind.ACKNOWLEDGEMENTS, SectionKind.FRONT]
)
def test_some_sections_hold_no_claims(kind):
    text = "We find that longer tails reduce oscillation."
    assert fault(sentence(text, section=kind)) == f"stands in {kind.value}"


@pytest.mark.parametrize(
    ("heading", "is_closed"),
    [
        ("Response to Reviewers", True),
        ("Data Availability", True),
        ("Future Work", True),
        ("Conclusion and Future Work", False),
        ("Results", False),
    ],
)
def test_headings_that_promise_no_claims_close_their_section(heading, is_closed):
    found = fault(sentence("We find that longer tails reduce oscillation.", heading=heading))
    assert (found is not None) == is_closed
