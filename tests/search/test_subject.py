import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.search.subject import subject


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Which studies have explored the dance of bees?", "dance of bees?"),
        ("Could you suggest some papers about waggle dances of bees?", "waggle dances of bees?"),
        ("Are there any works that proposed hive sensors?", "hive sensors?"),
        ("What research has been done on bee vision?", "bee vision?"),
    ],
)
def test_the_words_that_ask_for_papers_are_no_part_of_the_subject(question, left):
    assert subject(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "How does sleep affect memory?",
        "Work stress in nurses",
        "Without pesticides, do bees live longer?",
        "Current density in batteries",
        "Which papers?",
        "What do studies find?",
        "bees",
        "",
    ],
)
def test_a_question_that_names_no_papers_or_nothing_else_is_all_subject(question):
    assert subject(question) == question


@given(st.lists(st.sampled_from("which studies of the bees' waggle - dance, papers ?".split())))
def test_a_subject_is_the_end_of_its_question(words):
    question = " ".join(words)
    assert question.endswith(subject(question))
    assert subject(subject(question)) == subject(question) or len(subject(question).split()) >= 2
