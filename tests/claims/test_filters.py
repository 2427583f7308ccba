import pytest

from litsynth.claims.filters import LONGEST_WORDS, broken, fault
from litsynth.claims.unfit import RULES, unfit
from litsynth.records import SectionKind
from tests.claims.writing import sentence

UNFIT = [
    ("a question", "Does the colour of a tail matter?"),
    ("a caption", "Figure 2: Oscillation of kites with tails."),
    ("a caption", "Left: oscillation of kites with long tails."),
    ("says what a figure or table holds", "Table 3 shows the oscillation of all kites."),
    ("says what a figure or table holds", "The results are shown in Figure 4 for all kites."),
    ("outline of the paper", "The rest of this paper is organized as follows."),
    ("outline of the paper", "Section 3 describes our wind tunnel."),
    ("outline of the paper", "In Section 4, we turn to lines of silk."),
    ("outline of the paper", "We prove both theorems in the subsections below."),
    ("outline of the paper", "In the previous sections, we discussed how tails are made."),
    ("outline of the paper", "In this section, we briefly describe three other kites."),
    ("outline of the paper", "Before we conclude, we briefly describe other kites."),
    ("outline of the paper", "In this section we experimentally investigate kites of silk."),
    ("outline of the paper", "In the following, we present a short review of kites."),
    ("outline of the paper", "To lift it higher, we will now explain how tails are made."),
    ("outline of the paper", "After the introduction, we present a review of tails."),
    ("outline of the paper", "We begin by reminding the reader how kites are made."),
    ("outline of the paper", "We conclude this section by showing how wool is dyed."),
    ("outline of the paper", "Differences between kites will be considered."),
    ("common knowledge", "It is well established that kites are heavier than air."),
    ("a hypothesis", "We hypothesised that lift would be higher with a tail."),
    ("a hypothesis", "Our main hypothesis was that tails raise lift."),
    ("an invitation", "We welcome discussion and community involvement with this kite."),
    ("future work", "In future work, we will test box kites."),
    ("future work", "Future studies should fly kites of wool."),
    ("future work", "Further research is needed on tails."),
    ("future work", "We plan to fly larger kites."),
    ("future work", "This article may be a starting point for studying larger kites."),
    ("future work", "This work can be extended in many ways, such as larger kites."),
    ("future work", "It would be interesting to fly kites at night."),
    ("future work", "A proof for odd tails is left for future work."),
    ("what the work is good for", "Our work provides insights regarding the tails of kites."),
    ("what the work is good for", "This benchmark and framework offer a foundation for kites."),
    ("what the work is good for", "Overall, this study sheds new light on tails."),
    ("what the work is good for", "These findings pave the way for larger kites."),
    ("what the work is good for", "Our results have important implications for pilots."),
    ("what the work is good for", "This paper contributes to a better understanding of lift."),
    ("what the work is good for", "This work is a first step towards kites of wool."),
    ("what the work is good for", "The present study will inform future kites."),
    ("availability of code or data", "The data are publicly available."),
    ("availability of code or data", "Code is available at this https URL."),
    ("availability of code or data", "Our software can be downloaded at https://example.org."),
    ("acknowledgement or statement of interests", "We thank the members of the kite club."),
    ("acknowledgement or statement of interests", "This work was supported by a grant no. 12."),
    ("printing matter", "Copyright 2004 by the kite society."),
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
    "In this section we compare tails and find silk lighter than wool.",
    "The model of flat kites can be extended to box kites.",
    "Kites of wool will be considered heavier than kites of silk by most pilots.",
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
    "Pilots outperform all models of wind, indicating that the test will support future work.",
    "Applying wind to tails, we find that kites rise in the order of their weight.",
    "For the rest of the kites, we obtain a drag that does not change with the wind.",
    "With a tail, lift rose by 12% (95% CI 3-20; p < 0.01).",
    "Silk tails are lighter than {{wool}} in all winds.",
    "Our results provide insight into lift: tails reduce it by 35%.",
    "Our study sheds light on tails, showing that silk outperforms wool.",
    "This framework lifts kites of wool, and the benchmark is hard.",
    "Long tails provide a foundation for steady flight.",
    "Our kites have opened the way to higher winds.",
]


@pytest.mark.parametrize(("reason", "text"), UNFIT)
def test_wording_that_is_no_claim_is_named(reason, text):
    assert unfit(text) == reason


def test_a_chain_of_numbers_comes_to_an_end():
    # As for names in test_citations: two ways to read each link would double the time.
    assert unfit("Figure 1" + "-1" * 200 + ".") is None


def test_a_very_long_sentence_on_the_use_of_a_work_is_read_once():
    # A look ahead at every place of it would take minutes.
    assert unfit("Our results offer very " * 5000) is None


@pytest.mark.parametrize(
    "text",
    [
        "Figure 2-3 shows kites.",
        "The Figs. 2a and 2b, 3 \u2013 4 to 7 (left, right) also show kites.",
        "Table S1,S2 lists kites.",
    ],
)
def test_several_figures_are_told_like_one(text):
    assert unfit(text) == "says what a figure or table holds"


def test_every_rule_has_an_example_here():
    assert {reason for reason, _ in RULES} == {reason for reason, _ in UNFIT}


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
