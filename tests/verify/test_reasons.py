"""A passage bears a side only if it reaches it alone; its reasons do not contradict its stance."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.ports import Judgement, Pair
from litsynth.records import Stance
from litsynth.verify.features import Idf, compare
from litsynth.verify.reasons import (
    arguments,
    elsewhere,
    reasons,
    shows_side,
    shows_support,
    side_of,
    stance_of,
)

IDF = Idf({}, 1.0)


SURE = {
    Stance.SUPPORTS: Judgement(supports=0.9, refutes=0.05, neither=0.05),
    Stance.REFUTES: Judgement(supports=0.05, refutes=0.9, neither=0.05),
    Stance.NEUTRAL: Judgement(supports=0.05, refutes=0.05, neither=0.9),
}


def _reasons(claim, passage, stance):
    pair = Pair(claim=claim, passage=passage, context=passage, similarity=0.5)
    return reasons(pair, compare(pair, IDF), SURE[stance])


@pytest.mark.parametrize(
    ("chances", "stance"),
    [
        ((0.41, 0.25, 0.34), Stance.NEUTRAL),
        ((0.49, 0.3, 0.21), Stance.NEUTRAL),
        ((0.5, 0.3, 0.2), Stance.SUPPORTS),
        ((0.3, 0.5, 0.2), Stance.REFUTES),
        ((0.25, 0.42, 0.33), Stance.NEUTRAL),
        ((0.5, 0.0, 0.5), Stance.NEUTRAL),
        ((0.5, 0.5, 0.0), Stance.NEUTRAL),
        ((0.0, 0.0, 1.0), Stance.NEUTRAL),
    ],
)
def test_a_passage_takes_a_side_only_from_half_on_and_if_it_is_the_likeliest(chances, stance):
    supports, refutes, neither = chances
    assert side_of(*chances) is stance
    assert stance_of(Judgement(supports=supports, refutes=refutes, neither=neither)) is stance


@pytest.mark.parametrize(
    ("claim", "passage", "shown"),
    [
        ("BERT fails.", "The bridge opened.", False),
        ("BERT fails on tables.", "BERT was used for tables by others.", True),
        ("Cats like milk and fresh cream.", "Milk is what every kitten drinks; cream too.", False),
        ("Cats like milk.", "In the morning, milk is what cats like.", True),
        ("Our model beats all baselines.", "Our model beats all strong baselines.", False),
        ("Our model [BERT] beats all baselines.", "BERT beats all strong baselines.", True),
        ("Soil was 2 degrees lower under mulch.", "Soil was 2 degrees lower in mulch.", True),
        ("Soil was 2 degrees lower under mulch.", "Soil was 2 degrees higher in mulch.", False),
        ("Straw raised maize yield.", "Maize yield did not rise with straw.", False),
    ],
)
def test_support_is_shown_by_what_agrees_in_a_passage_about_the_same_thing(claim, passage, shown):
    pair = Pair(claim=claim, passage=passage, context=passage, similarity=0.5)
    assert shows_support(pair, compare(pair, IDF)) is shown


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.REFUTES])
def test_a_passage_that_shows_nothing_takes_no_side(stance):
    assert stance_of(SURE[stance]) is stance
    assert stance_of(replace(SURE[stance], shows=False)) is Stance.NEUTRAL


@pytest.mark.parametrize(
    ("claim", "passage", "shown"),
    [
        ("AmericasNLI covers 10 languages.", "XNLI covers 14 languages.", False),
        ("XNLI covers 10 languages.", "XNLI covers 14 languages.", True),
        ("Kites of silk fall in 10 minutes.", "XNLI covers 14 languages.", True),
    ],
)
def test_what_is_said_of_another_thing_contradicts_nothing(claim, passage, shown):
    pair = Pair(claim=claim, passage=passage, context=passage, similarity=0.5)
    assert shows_side(pair, compare(pair, IDF), Stance.REFUTES) is shown


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("Maize yield rose by 17% under mulch.", False),
        ("Maize yield rose by 9% under mulch.", True),
        ("Maize yield fell by 17% under mulch.", True),
        ("Maize yield did not rise by 17% under mulch.", True),
        ("Mulch raised maize yield by 18%.", True),
    ],
)
def test_another_measurement_near_the_claims_own_contradicts_nothing(passage, shown):
    pair = Pair(claim="Mulch raised maize yield by 18%.", passage=passage, context="", similarity=1)
    assert shows_side(pair, compare(pair, IDF), Stance.REFUTES) is shown


def test_counts_and_years_near_each_other_are_no_measurements():
    for claim, passage in (
        ("The data cover 20 languages.", "The data cover 21 languages."),
        ("The survey of birds was in 2019.", "The survey of birds was in 2020."),
    ):
        pair = Pair(claim=claim, passage=passage, context=passage, similarity=0.5)
        assert shows_side(pair, compare(pair, IDF), Stance.REFUTES)


@pytest.mark.parametrize(
    ("claim", "passage", "said"),
    [
        ("It has four steps, of which step (4) is new.", "Error fell by 4%.", None),
        ("Error of 4% is usual.", "The error was 4%.", "both say 4%"),
        ("Scores reach 81.2 on it.", "We reach 81.2 on it.", "both say 81.2"),
        ("It takes 4.50 of them.", "It takes 4.5 of them.", "both say 4.5"),
        ("WingTail outperforms kites.", "Kites do not do poorly.", None),
    ],
)
def test_only_what_tells_something_is_said_to_agree(claim, passage, said):
    found = _reasons(claim, passage, Stance.SUPPORTS)
    agreed = [one for one in found if one.startswith(("both say", "same direction"))]
    assert agreed == ([said] if said else [])


OPPOSED = (
    "Tuning on XNLI improves transfer accuracy by 5.4 points.",
    "Tuning on XNLI degrades transfer accuracy by 5.4 points.",
)


def test_a_supporting_passage_argues_with_what_agrees_and_keeps_the_rest_as_caveats():
    found = _reasons(*OPPOSED, Stance.SUPPORTS)
    assert arguments(found) == (
        "both say 5.4 points",
        "both name XNLI",
        "shares 86% of the claim's telling words",
    )
    assert found[3:] == ("though direction differs: improves against degrades",)


def test_a_contradicting_passage_argues_with_what_differs():
    found = _reasons(*OPPOSED, Stance.REFUTES)
    assert arguments(found) == ("direction differs: improves against degrades",)
    assert found[1:] == ("though both say 5.4 points",)


def test_a_passage_that_takes_no_side_has_no_caveats():
    found = _reasons(*OPPOSED, Stance.NEUTRAL)
    assert arguments(found) == found
    assert found[0] == "direction differs: improves against degrades"


def test_numbers_that_are_the_same_only_when_rounded_are_told_as_both_texts_have_them():
    found = _reasons("It takes 4.5 on average.", "It took four each time.", Stance.NEUTRAL)
    assert "4.5 and four are the same when rounded" in found
    assert not any(one.startswith("both say") for one in found)


def test_a_passage_without_any_word_of_the_claim_shares_none():
    found = _reasons("Cats purr when stroked.", "The bridge opened.", Stance.NEUTRAL)
    assert any(one.endswith("shares none of the claim's telling words") for one in found)


@pytest.mark.parametrize("side", [Stance.SUPPORTS, Stance.REFUTES])
def test_a_side_taken_without_a_visible_sign_says_so(side):
    found = _reasons(
        "Cats like milk and fresh cream.", "Milk is what every kitten drinks; cream too.", side
    )
    assert found[0] == "no single word or number shows it; the wording as a whole is judged so"
    assert arguments(found) == found[:1]


def test_a_passage_that_shares_few_words_is_about_another_thing():
    assert elsewhere(_reasons("Cats purr when stroked.", "The bridge opened.", Stance.NEUTRAL))
    assert not elsewhere(_reasons("Cats purr.", "Many cats purr.", Stance.NEUTRAL))


@pytest.mark.parametrize(
    "passage", ["Many tasks in training data.", "Tasks are common in training data."]
)
def test_mere_quantifiers_are_no_shared_direction(passage):
    pair = ("It adds tasks to training data.", passage)
    assert not any("direction" in reason for reason in _reasons(*pair, Stance.NEUTRAL))


def test_a_name_is_told_as_written_and_not_by_the_same_letters_of_another_word():
    found = _reasons("The system is fitted by EM.", "EM fits the system.", Stance.SUPPORTS)
    assert "both name EM" in found


def test_names_are_told_as_written_after_a_letter_that_is_folded_to_two():
    found = _reasons("Im Straßennetz lernt BERT gut.", "Das Netz von BERT lernt.", Stance.NEUTRAL)
    assert "both name BERT" in found


WORDS = st.lists(
    st.sampled_from(
        "tuning XNLI improves degrades many does not transfer accuracy 5.4 8.7 points may".split()
    ),
    min_size=1,
    max_size=10,
).map(" ".join)
AGAINST = ("direction differs", "one of the two negates", "may be about", "shares only", "says")
FOR = ("same direction", "both say", "both name", "shares ")


@given(WORDS, WORDS)
def test_no_argument_contradicts_its_stance(claim, passage):
    supporting = arguments(_reasons(claim, passage, Stance.SUPPORTS))
    refuting = arguments(_reasons(claim, passage, Stance.REFUTES))
    assert supporting
    assert refuting
    assert not [reason for reason in supporting if reason.startswith(AGAINST)]
    assert not [reason for reason in supporting if " against " in reason]
    assert not [reason for reason in refuting if reason.startswith((*FOR, "may be about", "says"))]
