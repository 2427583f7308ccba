import pytest

from litsynth.claims.referents import (
    coined_name,
    leans_on_the_one_before,
    meant_by_pronoun,
    with_referent,
    without_lead,
)

PAPER = (
    "We present WingTail, a model of kite tails.",
    "WingTail predicts oscillation.",
    "Our model is small.",
    "WingTail runs on a watch.",
)


def test_a_name_is_known_when_the_paper_introduces_it_and_goes_on_using_it():
    assert coined_name(PAPER) == "WingTail"


@pytest.mark.parametrize(
    "texts",
    [
        PAPER[:2],
        ("WingTail is a model.", "WingTail flies.", "WingTail lands."),
        (*PAPER, "We also present LineCut, a tool.", "LineCut cuts.", "LineCut is sharp."),
        (),
    ],
    ids=["too seldom", "never introduced", "two names", "nothing"],
)
def test_no_name_is_guessed(texts):
    assert coined_name(texts) is None


def test_what_is_ours_gets_its_name_in_brackets():
    text = "Our model predicts oscillation better than the proposed model of Reed."
    assert with_referent(text, "WingTail").startswith("Our model [WingTail] predicts")


def test_a_sentence_that_says_the_name_is_left_alone():
    text = "Our model WingTail predicts oscillation."
    assert with_referent(text, "WingTail") == text
    assert with_referent("Our model works.", None) == "Our model works."


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("WingTail is a model of tails.", "It predicts oscillation.", "WingTail"),
        ("We present WingTail, a model.", "It predicts oscillation.", "WingTail"),
        ("In this paper, we present a new tutorial.", "It needs no wind.", "the tutorial"),
        ("However, the tunnel was built in May.", "It holds a kite.", "the tunnel"),
        ("Long tails are heavy.", "They reduce oscillation.", "long tails"),
        ("Kites.jl is a package.", "It runs on a watch.", "Kites.jl"),
    ],
)
def test_a_pronoun_gets_its_referent_where_the_sentence_before_says_it(before, text, meant):
    assert meant_by_pronoun(text, before) == meant
    pronoun = text.split()[0]
    assert with_referent(text, None, before) == text.replace(pronoun, f"{pronoun} [{meant}]", 1)
    assert not leans_on_the_one_before(text, before)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("WingTail is faster than StringTail.", "It predicts oscillation."),
        ("The colour of the tail is red.", "It predicts oscillation."),
        ("We flew kites in wind.", "It reduces oscillation."),
        ("Long tails are heavy.", "It reduces oscillation."),
        ("WingTail is a model.", "They are heavy."),
        ("", "It reduces oscillation."),
        ("WingTail is a model.", "This reduces oscillation."),
        ("WingTail is a model.", "Both of these are small."),
    ],
)
def test_a_pronoun_without_a_clear_referent_is_left_and_leans(before, text):
    assert meant_by_pronoun(text, before) is None
    assert with_referent(text, None, before) == text
    assert leans_on_the_one_before(text, before)


@pytest.mark.parametrize(
    "text",
    [
        "This shows that long tails help.",
        "This tail is longer.",
        "These results hold in rain.",
        "It is not well understood why tails help.",
        "It is important to know the wind.",
        "Long tails help.",
    ],
)
def test_what_stands_alone_does_not_lean(text):
    assert not leans_on_the_one_before(text, "WingTail is a model.")


def test_this_task_is_named_where_the_sentence_before_names_one():
    before = "We study the task of predicting oscillation, which is hard."
    assert with_referent("WingTail is best on this task.", None, before) == (
        "WingTail is best on this task [predicting oscillation]."
    )
    assert with_referent("WingTail is best on this task.", None, "") == (
        "WingTail is best on this task."
    )


def test_the_name_before_the_colon_of_the_title_is_the_papers_own():
    texts = ("Kites.jl is small.", "Kites.jl is quick.", "We use Kites.jl.")
    assert coined_name(texts, "Kites.jl: tails on a watch") == "Kites.jl"
    assert coined_name(texts[:2], "Kites.jl: tails on a watch") is None
    assert coined_name(texts, "Kites: tails on a watch") is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Methods and Findings: Tails help.", "Tails help."),
        ("Methodology/Principal Findings: Tails help.", "Tails help."),
        ("Conclusions/Significance: tails help.", "Tails help."),
        ("METHODS AND RESULTS: Tails help.", "Tails help."),
        (
            "Methods of two kinds: long and short tails.",
            "Methods of two kinds: long and short tails.",
        ),
        ("However, long tails help.", "Long tails help."),
        ("In particular, long tails help.", "Long tails help."),
        ("Note that long tails help.", "Long tails help."),
        ("However long the tail is, it helps.", "However long the tail is, it helps."),
        ("Overall stability rises with length.", "Overall stability rises with length."),
        ("mTail helps.", "mTail helps."),
    ],
)
def test_connectives_at_the_beginning_are_left_out(text, rest):
    assert without_lead(text) == rest
