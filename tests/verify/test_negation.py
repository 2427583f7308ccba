"""What a negation reaches, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.verify.negation import hedge_count, negated, tokens, unsettled


def _reached(text):
    words = tokens(text)
    return {word for word, mark in zip(words, negated(words), strict=True) if mark}


@pytest.mark.parametrize(
    ("text", "reached", "free"),
    [
        ("The drug did not reduce pain", "reduce", "drug"),
        ("No effect was seen, but sleep improved", "effect", "improved"),
        ("It isn't harmful", "harmful", "it"),
        ("Models fail to generalise", "generalise", "models"),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text, reached, free):
    assert reached in _reached(text)
    assert free not in _reached(text)


def test_two_negations_cancel():
    assert "effect" not in _reached("it is not without effect")


@given(st.lists(st.sampled_from("not no never gains loss , but model task".split())))
def test_there_is_one_mark_for_each_word(words):
    assert len(negated(words)) == len(words)


@given(st.text(max_size=100))
def test_text_without_a_negator_has_no_marks(text):
    words = [word for word in tokens(text) if word.isalpha() and len(word) == 1]
    assert not any(negated(words))


def test_hedges_are_counted():
    assert hedge_count(tokens("This may possibly help")) == 2


def test_an_open_question_is_seen():
    assert unsettled("The mechanism remains unclear.")
    assert not unsettled("The mechanism is known.")
