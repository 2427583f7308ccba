from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.atoms import atoms


def texts(sentence):
    return [atom.text for atom in atoms(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Long tails reduce oscillation by 35%; short tails have no such effect.",
            ["Long tails reduce oscillation by 35%.", "Short tails have no such effect."],
        ),
        (
            "Long tails reduce oscillation by 35%; however, silk tails are less stable.",
            ["Long tails reduce oscillation by 35%.", "Silk tails are less stable."],
        ),
        (
            "We find that (i) long tails are more stable and (ii) silk tails are the lightest.",
            [
                "Long tails are more stable.",
                "Silk tails are the lightest.",
            ],
        ),
        (
            "Both silk tails and paper tails reduced oscillation in strong wind.",
            [
                "Silk tails reduced oscillation in strong wind.",
                "Paper tails reduced oscillation in strong wind.",
            ],
        ),
    ],
)  # fmt: skip
def test_safe_sentences_are_divided(sentence, found):
    assert texts(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Long tails reduce oscillation by 35%.",
        "Long tails reduce oscillation; whereas short tails have no effect at all.",
        "Long tails reduce oscillation; they have no effect on lift at all.",
        "We tested silk tails; paper tails; and tails of wool in wind.",
        "Tails (long ones are stable; short ones are not stable) reduce oscillation.",
        "Tails outperform (i) balloons in wind and (ii) rods that are fixed to the line.",
        "Both silk and paper tails improve stability.",
    ],
)
def test_unsafe_sentences_stay_whole(sentence):
    assert texts(sentence) == [sentence]
    assert atoms(sentence)[0].part is None


@given(st.lists(st.sampled_from(["Long tails are more stable in wind", "x is", "and so on",
                                 "silk tails were lighter than wool", "(i)", "(ii) they"]),
                max_size=5))  # fmt: skip
def test_parts_lie_in_the_sentence_in_order_without_overlap(pieces):
    sentence = "; ".join(pieces) + "."
    parts = [atom.part for atom in atoms(sentence) if atom.part is not None]
    assert all(part.end <= len(sentence) for part in parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))


def test_a_clause_keeps_its_words():
    sentence = "Long tails reduce oscillation by 35%; short tails have no such effect."
    first, second = atoms(sentence)
    assert first.part is not None
    assert second.part is not None
    assert first.part.of(sentence) + "." == first.text
    assert second.part.of(sentence).casefold() + "." == second.text.casefold()
