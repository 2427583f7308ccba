"""Batches hold every text once, stay within their size, and waste little."""

import numpy as np
import pytest
from benchmarks.gpu import padding
from hypothesis import given
from hypothesis import strategies as st

from litsynth.verify.token_batches import by_length, token_batches

TEXTS = st.lists(st.lists(st.integers(1, 99), min_size=1, max_size=40), max_size=120)


@given(TEXTS, st.integers(1, 300), st.sampled_from([1, 16]))
def test_every_text_stands_in_one_batch_as_it_was(pieces, tokens, multiple):
    back = {}
    for batch in token_batches(pieces, tokens, multiple=multiple):
        assert batch.ids.shape[1] % multiple == 0
        for row, ids, length in zip(
            batch.rows.tolist(), batch.ids.tolist(), batch.lengths.tolist(), strict=True
        ):
            assert row not in back
            back[row] = ids[:length]
            assert not any(ids[length:])
    assert [back[at] for at in range(len(pieces))] == pieces


@given(TEXTS, st.integers(1, 300), st.sampled_from([1, 16]))
def test_no_batch_of_several_texts_is_larger_than_allowed(pieces, tokens, multiple):
    for batch in token_batches(pieces, tokens, multiple=multiple):
        assert batch.ids.size <= tokens or len(batch.rows) == 1


@given(TEXTS, st.integers(1, 300), st.sampled_from([1, 16]))
def test_the_mask_says_where_there_are_pieces(pieces, tokens, multiple):
    for batch in token_batches(pieces, tokens, multiple=multiple):
        if batch.mask is None:
            assert (batch.ids > 0).all()
        else:
            np.testing.assert_array_equal(batch.mask, batch.ids > 0)


def test_many_texts_are_run_length_by_length_without_padding():
    rng = np.random.default_rng(0)
    pieces = [[1] * int(length) for length in rng.integers(10, 60, 20_000)]
    batches = token_batches(pieces, 4096)
    assert padding(batches) < 0.01
    assert sum(batch.mask is None for batch in batches) > 0.9 * len(batches)


def test_few_texts_of_unlike_length_share_a_batch():
    batches = token_batches([[1] * length for length in (5, 6, 7, 8)], 4096)
    assert len(batches) == 1
    assert padding(batches) == pytest.approx(6 / 32)


def test_no_texts_give_no_batches_and_no_padding():
    assert token_batches([], 100) == ()
    assert padding(()) == 0.0


def test_a_text_without_pieces_is_a_programmers_mistake():
    with pytest.raises(ValueError, match="without pieces"):
        token_batches([[1], []], 10)


@given(st.lists(st.integers(1, 200), max_size=60), st.integers(1, 300))
def test_positions_by_length_stand_in_one_batch_each_within_the_limit(lengths, tokens):
    batches = list(by_length(lengths, tokens))
    order = [at for batch in batches for at in batch]
    assert order == sorted(range(len(lengths)), key=lambda at: (lengths[at], at))
    assert all(len(batch) == 1 or len(batch) * lengths[batch[-1]] <= tokens for batch in batches)
