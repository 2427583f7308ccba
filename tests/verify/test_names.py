"""Names are found by their shape, and met however the passage writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.verify.names import names, shared_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We train mBERT and XLM-R on Swahili.", {"mbert", "xlm-r", "swahili"}),
        ("LSTMs are beaten by GPT-3.", {"lstm", "gpt-3"}),
        ("BACKGROUND: Results of the trial.", set()),
        ("Models of Lagos traffic", {"lagos"}),
        ("The level of IL-6 rose.", {"il-6"}),
        ("A new SOTA on QA.", {"qa"}),
    ],
)
def test_names_are_found(text, found):
    assert names(text) == found


def test_a_name_is_met_in_another_spelling():
    had, lacking = shared_names("We use XLM-R on SQuAD", "results of XLMR on squad")
    assert had == {"xlm-r", "squad"}
    assert not lacking


def test_a_name_is_not_met_inside_of_another_word():
    had, lacking = shared_names("The EM and LM steps of ABLE", "Then them films were available")
    assert not had
    assert lacking == {"em", "lm", "able"}
    assert shared_names("LSTM and GPT-3", "Two LSTMs, gpt 3")[1] == frozenset()


@given(st.text(max_size=80), st.text(max_size=80))
def test_had_and_lacking_make_up_the_claims_names(claim, passage):
    had, lacking = shared_names(claim, passage)
    assert had | lacking == names(claim)
    assert not had & lacking


@given(st.text(max_size=80))
def test_a_text_has_all_names_of_itself(text):
    assert not shared_names(text, text)[1]
