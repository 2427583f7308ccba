import math

from litsynth.search.plain_bm25 import PlainBm25

TEXTS = ["Honey bees dance.", "Clay tiles are fired in kilns.", "Bees, bees and more bees forage."]


def test_texts_come_best_first_and_only_those_that_share_a_word():
    assert PlainBm25(TEXTS).best("How do bees forage?", 10) == (2, 0)


def test_words_are_stemmed():
    assert PlainBm25(TEXTS).best("kiln", 10) == (1,)


def test_as_many_are_given_as_are_asked_for():
    assert PlainBm25(TEXTS).best("bees", 1) == (2,)


def test_nothing_is_found_for_unknown_words_or_in_no_texts():
    bm25 = PlainBm25(TEXTS)
    assert bm25.best("quasar", 5) == bm25.best("", 5) == bm25.best("the of", 5) == ()
    assert PlainBm25([]).best("bees", 5) == ()


def test_scores_follow_the_formula():
    """Two texts of one length: the one that has the rarer word wins."""
    texts = ["bee hive", "bee clay", "bee moss"]
    assert math.log(1 + 2.5 / 1.5) > math.log(1 + 0.5 / 3.5)
    assert PlainBm25(texts).best("bee clay", 3)[0] == 1
