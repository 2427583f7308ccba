"""Features are finite, named, and move the way their names say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from litsynth.ports import Pair
from litsynth.verify.features import FEATURES, Idf, compare, feature_rows

IDF = Idf({"cat": 2.0, "purr": 5.0, "model": 1.0}, 6.0)


def _pair(claim, passage, *, similarity=0.5, context=None):
    return Pair(
        claim=claim, passage=passage, context=context or passage, similarity=similarity,
        context_similarity=similarity,
    )  # fmt: skip


def _values(claim, passage, **more):
    return compare(_pair(claim, passage, **more), IDF).values


@given(st.text(max_size=200), st.text(max_size=200), st.floats(-1, 1))
def test_every_feature_of_any_pair_is_a_finite_number(claim, passage, similarity):
    (row,) = feature_rows([compare(_pair(claim, passage, similarity=similarity), IDF)])
    assert row.shape == (len(FEATURES),)
    assert np.isfinite(row).all()


def test_names_of_features_are_unique():
    assert len(set(FEATURES)) == len(FEATURES)


def test_no_pairs_give_no_rows():
    assert feature_rows([]).shape == (0, len(FEATURES))


@given(st.lists(st.sampled_from("cat dog model train purr data".split()), min_size=1, max_size=8))
def test_a_text_recalls_all_of_itself(words):
    values = _values(" ".join(words), " ".join(words))
    assert values["recall"] == 1
    assert values["precision"] == 1
    assert values["in_order"] == 1


def test_the_rarest_word_weighs_most():
    assert _values("cat purrs", "it purrs")["recall"] > _values("cat purrs", "a cat")["recall"]


def test_nearly_the_same_spelling_counts():
    assert _values("behaviour matters", "behavior matters")["recall"] == 1


def test_swapping_the_direction_word_turns_the_feature():
    claim = "Pretraining improves transfer accuracy."
    same = _values(claim, "Pretraining improves transfer accuracy on all tasks.")
    swapped = _values(claim, "Pretraining degrades transfer accuracy on all tasks.")
    assert same["direction"] > 0 > swapped["direction"]
    assert swapped["direction_opposed"] == 1


def test_a_negation_on_one_side_shows():
    claim = "The drug lowers blood pressure."
    assert _values(claim, "The drug does not lower blood pressure.")["negation_differs"] == 1
    assert _values(claim, "The drug lowers blood pressure.")["negation_differs"] == 0


def test_numbers_agree_or_oppose():
    claim = "It gains 5.4 points."
    assert _values(claim, "A gain of 5.43 points was seen.")["numbers_agreed"] == 1
    assert _values(claim, "A gain of 8.7 points was seen.")["numbers_opposed"] == 1


def test_names_had_and_lacking():
    values = _values("We test BERT on XNLI.", "BERT was tested.")
    assert values["names_had"] == values["names_lacking"] == 0.5


def test_the_context_can_fill_what_the_passage_lacks():
    values = _values("BERT gains 3 %.", "It gains 3 %.", context="We use BERT. It gains 3 %.")
    assert values["names_lacking"] == 1
    assert values["context_names_lacking"] == 0
