import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.lexical import STOP_WORDS, content_words, counted, spoken_share, stem, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zero-shot, cross-lingual!", ["zero-shot", "cross-lingual"]),
        ("cross\u2011lingual", ["cross-lingual"]),
        ("trans\u00adfer", ["transfer"]),
        ("the model\u2019s", ["the", "model's"]),
        ("better transfer.We show", ["better", "transfer", "we", "show"]),
        ("GPT-3.5 gains 0.5 points.", ["gpt-3.5", "gains", "0.5", "points"]),
        ("e.g. the U.S.", ["e.g", "the", "u.s"]),
        ("encoder\u2013decoder", ["encoder", "decoder"]),
        ("cafe\u0301", ["caf\u00e9"]),
        ("Stra\u00dfe", ["strasse"]),
        ("snake_case", ["snake", "case"]),
        ("\u2026 ?! --", []),
    ],
)
def test_words_are_case_folded_and_keep_their_hyphens(text, expected):
    assert words(text) == expected


def test_hyphenated_words_are_counted_whole_and_in_parts():
    assert content_words("the cross-lingual transfer") == [
        "cross-lingual",
        "cross",
        "lingual",
        "transfer",
    ]


def test_stop_words_in_a_compound_are_not_counted_alone():
    assert content_words("state-of-the-art") == ["state-of-the-art", "state", "art"]


def test_plural_and_singular_share_a_stem():
    assert stem("tasks") == stem("task")
    assert stem("model's") == stem("models")
    assert stems("Training tasks") == stems("trained task")


@given(st.text(max_size=200))
def test_no_stop_word_is_a_content_word(text):
    assert not STOP_WORDS & set(content_words(text))


@given(st.text(max_size=200))
def test_reading_words_again_changes_nothing(text):
    once = words(text)
    assert words(" ".join(once)) == once


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [
        (1, "paper", "1 paper"),
        (0, "paper", "0 papers"),
        (2310, "query", "2,310 queries"),
        (2, "day", "2 days"),
    ],
)
def test_a_count_is_singular_for_one_only(number, noun, told):
    assert counted(number, noun) == told


@pytest.mark.parametrize(
    ("spellings", "claims", "weights", "share"),
    [
        (["teach programming"], ["Programming is hard."], {}, 0.5),
        (["teach programming"], ["Programming is hard."], {"program": 0.25}, 0.2),
        (["teach programming", "coding"], ["Programming.", "Coding wins."], {}, 1),
        (["teach programming"], ["Teach well.", "Programming."], {}, 0.5),
        (["teach programming"], [], {}, 0),
        (["of the"], ["Of the otters."], {}, 0),
    ],
)
def test_the_best_spelling_in_one_claim_is_what_is_spoken_of_an_idea(
    spellings, claims, weights, share
):
    assert spoken_share(spellings, [set(stems(text)) for text in claims], weights) == share
