from hypothesis import given
from hypothesis import strategies as st

from litsynth.reading.evaluate import NOTHING, score, similarity, tokens

TRUTH = [f"Sentence {word} is about a thing called {word} and no other." for word in "abcdefgh"]
SENTENCES = st.lists(st.sampled_from(TRUTH), max_size=8, unique=True)


def test_a_perfect_reading_has_perfect_scores():
    found = score(TRUTH, TRUTH, title="A", true_title="A")
    assert (found.recall, found.order, found.excess) == (1, 1, 0)
    assert found.titles_exact == 1


def test_a_missing_sentence_costs_recall():
    assert score(TRUTH[1:], TRUTH).found == len(TRUTH) - 1


def test_swapped_sentences_cost_order():
    swapped = [TRUTH[1], TRUTH[0], *TRUTH[2:]]
    found = score(swapped, TRUTH)
    assert found.found == len(TRUTH)
    assert found.in_order == found.neighbours - 1


def test_what_the_truth_lacks_is_excess():
    made_up = "Nothing of the kind stands anywhere in that paper at all."
    found = score([*TRUTH, made_up], TRUTH)
    assert found.extra == len(tokens(made_up))
    assert found.recall == 1


def test_two_sentences_glued_are_not_found_but_no_excess():
    found = score([" ".join(TRUTH[:2]), *TRUTH[2:]], TRUTH)
    assert found.found == len(TRUTH) - 2
    assert found.extra == 0


@given(SENTENCES, SENTENCES)
def test_scores_are_shares(ours, truth):
    found = score(ours, truth)
    assert 0 <= found.recall <= 1
    assert 0 <= found.order <= 1
    assert 0 <= found.excess <= 1


@given(SENTENCES)
def test_adding_nothing_changes_nothing(ours):
    found = score(ours, TRUTH)
    assert found + NOTHING == found


def test_similarity_counts_tokens_to_change():
    assert similarity(tokens("one two three four"), tokens("one two three five")) == 0.75
    assert similarity(tokens("Ada's"), tokens("ADA's")) == 1
