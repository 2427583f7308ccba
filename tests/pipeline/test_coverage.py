"""How much of a question a paper's claims speak of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.pipeline.coverage import coverage, rarities
from litsynth.records import Concept
from tests.pipeline.test_choice import claim, plan

SIZE = Concept(phrase="model size", variants=("parameter count",))


def test_the_fewer_texts_have_a_word_the_more_it_weighs():
    weights = rarities(["model size", "model", "models of speech"])
    assert 0 < weights["model"] < weights["size"] < 1


def test_a_word_that_every_paper_has_does_not_make_a_claim_speak_of_a_concept():
    weights = rarities(["A model", "Models", "Other models", "Model size"])
    nothing = coverage([claim(0.5, "Our model wins.")], "", plan(SIZE), weights)
    all_of_it = coverage([claim(0.5, "Size matters in a model.")], "", plan(SIZE), weights)
    assert nothing < 0.3
    assert all_of_it == 1


def test_another_spelling_of_the_concept_counts_as_the_concept():
    grows = claim(0.5, "It grows with the count of parameters.")
    assert coverage([grows], "", plan(SIZE), {}) == 1


def test_an_abbreviation_said_in_full_or_in_a_name_counts_as_the_concept():
    asked = plan(Concept(phrase="E2E"), Concept(phrase="NLI"))
    assert coverage([claim(0.5, "End-to-end training wins on XNLI.")], "", asked, {}) == 1


def test_words_of_two_claims_do_not_make_one_concept():
    parts = [claim(0.5, "The model wins."), claim(0.5, "Its size is small.")]
    other = Concept(phrase="wins")
    assert coverage(parts, "", plan(SIZE, other), {}) == pytest.approx(0.75)


def test_half_of_a_concepts_words_and_no_more_of_any_other_is_to_speak_of_something_else():
    asked = plan(SIZE, Concept(phrase="worms"))
    assert coverage([claim(0.5, "The model wins.")], "", asked, {}) == 0


def test_a_concept_that_all_papers_speak_of_weighs_little():
    asked = plan(Concept(phrase="transfer"), Concept(phrase="worms"))
    weights = rarities(["Transfer of worms", *["Transfer of birds"] * 8])
    of_the_rare = coverage([claim(0.5, "Worms thrive.")], "", asked, weights)
    assert coverage([claim(0.5, "Transfer wins.")], "", asked, weights) < 0.2 < of_the_rare


def test_without_concepts_nothing_is_missing_and_without_claims_everything():
    assert coverage([], "", plan(), {}) == 1
    assert coverage([], "Model size", plan(SIZE), {}) == 0


def test_what_the_title_names_need_not_be_in_the_claims():
    grows = [claim(0.5, "The gains grow with scale.")]
    assert coverage(grows, "On the Size of a Model", plan(SIZE), {}) == 1


def test_a_word_of_no_concept_counts_but_less_than_a_concept():
    asked = plan(Concept(phrase="mulch"), Concept(phrase="worms"), asks="When does it hurt?")
    silent, hurts, of_both = (
        coverage([claim(0.5, text)], "", asked, {})
        for text in ("Mulch is used.", "Mulch often hurts.", "Mulch is used with worms.")
    )
    assert silent < hurts < of_both < 1


def test_words_that_only_ask_for_papers_do_not_count():
    asked = plan(SIZE, asks="Which papers have studied it?")
    assert coverage([claim(0.5, "Model size counts.")], "", asked, {}) == 1


@given(
    st.lists(st.sampled_from(["model size", "transfer", "worms"]), max_size=3),
    st.lists(st.text(max_size=20), max_size=4),
)
def test_more_claims_never_cover_less(phrases, texts):
    concepts = [Concept(phrase=phrase) for phrase in phrases]
    claims = [claim(0.5, text) for text in ["Model size.", *texts]]
    found = [coverage(claims[:most], "", plan(*concepts), {}) for most in range(len(claims) + 1)]
    assert found == sorted(found)
    assert all(0 <= one <= 1 for one in found)
