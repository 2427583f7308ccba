import pytest

from litsynth.claims.referents import coined_name, with_referent, without_lead

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
    ("text", "rest"),
    [
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
