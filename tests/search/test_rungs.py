"""A plan's rungs, from strict to loose, before any database's grammar."""

from hypothesis import given
from hypothesis import strategies as st

from litsynth.records import Concept, SearchPlan
from litsynth.search.sources.rungs import MAX_CONCEPTS, MAX_WORDS, concepts_of, fitting, rungs


def plan(*phrases, question="?"):
    concepts = tuple(Concept(phrase=phrase) for phrase in phrases)
    return SearchPlan(question=question, concepts=concepts)


def sizes(found):
    """Of each rung: ways, concepts in a way, exact."""
    return [(len(rung.ways), len(rung.ways[0]), rung.exact) for rung in found]


def test_four_concepts_are_asked_for_together_then_in_part():
    assert sizes(rungs(plan("a b", "c", "d", "e"))) == [
        (1, 4, True),
        (1, 4, False),
        (4, 3, False),
        (1, 2, False),
        (1, 1, True),
        (1, 1, False),
    ]


def test_of_three_every_pair_is_asked_for():
    assert sizes(rungs(plan("a", "b", "c")))[2:3] == [(3, 2, False)]


def test_one_concept_is_asked_for_as_phrase_and_as_words():
    assert sizes(rungs(plan("crop rotation"))) == [(1, 1, True), (1, 1, False)]


def test_without_concepts_the_questions_telling_words_are_asked_for():
    assert concepts_of(plan(question="What is the depth of soil?")) == (("depth",), ("soil",))
    assert rungs(plan(question="What is it?")) == ()


def test_signs_and_operators_of_no_grammar_are_left():
    found = concepts_of(plan('a "b" (c), d:e | f*', "x AND y", "cross-lingual", "it's"))
    assert found == (("a b c d e f",), ("x and y",), ("cross-lingual",), ("it's",))


def test_more_is_cut():
    many = concepts_of(plan(*"abcdefghij"))
    assert len(many) == MAX_CONCEPTS
    (spellings,) = concepts_of(plan(" ".join("abcdefghijkl")))
    assert len(spellings[0].split()) == MAX_WORDS


def test_spellings_give_way_to_the_length_of_the_address():
    concept = Concept(phrase="one", variants=("two", "three"))
    (rung, *_) = rungs(SearchPlan(question="?", concepts=(concept,)))

    def render(rung):
        return "|".join(rung.ways[0][0])

    assert fitting(rung, render, limit_bytes=100) == "one|two|three"
    assert fitting(rung, render, limit_bytes=9) == "one|two".replace("|", "|")
    assert fitting(rung, render, limit_bytes=3) == "one"
    assert fitting(rung, render, limit_bytes=2) is None


@given(st.lists(st.text(), max_size=9), st.text())
def test_every_rung_has_a_word_in_every_spelling(phrases, question):
    for rung in rungs(plan(*phrases, question=question)):
        for way in rung.ways:
            assert way
            assert all(spelling.split() for spellings in way for spelling in spellings)
