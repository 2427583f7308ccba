import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.relevance import COSINE_SHARE, NoEncoder, relevances
from tests.claims.writing import WordEncoder


class Fixed:
    name = "fixed"

    def __init__(self, *cosines):
        self.cosines = cosines

    def encode(self, texts):
        rows = [(1.0, 0.0), *((c, np.sqrt(1 - c * c)) for c in self.cosines)]
        return np.array(rows[: len(texts)], dtype=np.float32)


def test_relevance_is_cosine_and_overlap_by_their_shares():
    found = relevances(["tails", "wind"], "Do tails matter?", Fixed(0.5, -0.5))
    half_of_words = (1 - COSINE_SHARE) * 0.5
    assert found == pytest.approx((COSINE_SHARE * 0.5 + half_of_words, 0.0), abs=1e-6)


def test_a_question_without_words_asks_for_nothing():
    assert relevances(["tails help"], "", NoEncoder()) == (0.0,)
    assert relevances([], "tails", NoEncoder()) == ()


def test_without_an_encoder_nothing_can_be_embedded():
    with pytest.raises(ValueError, match="no encoder"):
        NoEncoder().encode(["tails"])
    assert NoEncoder().encode([]).shape == (0, 0)


@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=40))
def test_relevance_is_a_share(texts, question):
    found = relevances(texts, question, WordEncoder())
    assert len(found) == len(texts)
    assert all(0 <= relevance <= 1 for relevance in found)
