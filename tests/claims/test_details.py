import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.details import checkability, figures, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rose by 35%.", [(35.0, "%")]),
        ("It rose by 8.2, 7.5, and 7.0 points.", [(8.2, ""), (7.5, ""), (7.0, "points")]),
        ("It took 4.5 seconds on 12,000 kites.", [(4.5, "seconds"), (12000.0, "")]),
        ("It has 1.2 million parameters.", [(1.2e6, "parameters")]),
        ("It is 3 times as fast.", [(3.0, "x")]),
        ("A loss of -0.5 points was seen.", [(-0.5, "points")]),
        ("It rose from 12% to 15%.", [(12.0, "%"), (15.0, "%")]),
        ("It rose in 2004.", []),
        ("Figure 3 and Section 4.2 show it.", []),
        ("GPT-2 and BM25 and mT5 differ.", []),
        ("Version 7.1 is better.", []),
        ("Tails of 40 kites [12] swing.", [(40.0, "")]),
    ],
)
def test_figures_have_value_and_unit(text, found):
    assert [(figure.value, figure.unit) for figure in figures(text)] == found


@given(st.text(max_size=120))
def test_every_figure_stands_in_the_text(text):
    assert all(figure.text in text for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("XLM-R Large beats WingTail on XTREME.", ("XLM-R Large", "WingTail", "XTREME")),
        ("Longer tails help.", ()),
        ("However, WingTail reaches an accuracy of 5%.", ("WingTail", "accuracy")),
        ("We fly kites over Lake Geneva.", ("Lake Geneva",)),
        ("The F1 score of WingTail rose.", ("F1 score", "WingTail")),
        ("Figure 3 shows that tails help.", ()),
        ("We ask pilots in English and in Swahili.", ("Swahili",)),
    ],
)
def test_names_are_models_places_and_metrics(text, found):
    assert names(text) == found


@given(st.text(max_size=120))
def test_a_name_is_given_once_and_stands_in_the_text(text):
    found = names(text)
    assert len(set(found)) == len(found)
    assert all(name.split()[0] in text for name in found)


def scored(text):
    return checkability(text, given=figures(text), named=names(text))


def test_a_claim_with_figures_names_and_comparison_is_most_checkable():
    best, reasons = scored("WingTail outperforms StringTail by 35%, which reduces oscillation.")
    assert best == 1.0
    assert reasons == (
        "gives figures",
        "names what it is about",
        "compares",
        "says how one thing changes or depends on another",
    )


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Long tails reduce oscillation by 35%.", "Long tails reduce oscillation."),
        ("Long tails reduce oscillation.", "This reduces oscillation."),
        ("Long tails reduce oscillation.", "Long tails may reduce oscillation."),
        ("WingTail reduces oscillation.", "As Table 3 says, WingTail reduces oscillation."),
        ("We find that WingTail reduces oscillation.", "We present WingTail, a kite."),
    ],
)
def test_what_another_paper_could_test_is_more_checkable(better, worse):
    assert scored(better)[0] > scored(worse)[0]


@given(st.text(max_size=200))
def test_checkability_is_a_share(text):
    assert 0 <= scored(text)[0] <= 1
