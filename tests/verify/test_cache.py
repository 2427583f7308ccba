"""Vectors and readings come from the store when they can, and are the same either way."""

import sqlite3
import threading

import numpy as np
import pytest

from litsynth.verify.cache import CachedEncoder, CachedPairReader, kept_readings
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.store import text_key


class Counting(HashingEncoder):
    """Remembers what it was asked for."""

    def __init__(self, name="counting@1"):
        super().__init__()
        self.asked = []
        self._name = name

    @property
    def name(self):
        return self._name

    def encode(self, texts):
        self.asked.extend(texts)
        return super().encode(texts)


def test_a_text_is_embedded_once_for_all_runs(tmp_path):
    first, second = Counting(), Counting()
    cold = CachedEncoder(first, tmp_path).encode(["one", "two", "one"])
    warm = CachedEncoder(second, tmp_path).encode(["two", "one", "one"])
    assert first.asked == ["one", "two"]
    assert second.asked == []
    np.testing.assert_array_equal(cold[[1, 0, 2]], warm)


def test_vectors_are_the_same_bits_cold_and_warm(tmp_path):
    texts = [f"sentence number {n} about a cat" for n in range(40)]
    cold = CachedEncoder(Counting(), tmp_path).encode(texts)
    warm = CachedEncoder(Counting(), tmp_path).encode(texts)
    assert cold.tobytes() == warm.tobytes()


def test_vectors_are_stored_in_two_bytes_a_number(tmp_path):
    cached = CachedEncoder(Counting(), tmp_path)
    cached.encode(["one"])
    ((vector,),) = sqlite3.connect(cached.path).execute("SELECT vector FROM vectors")
    assert len(vector) == 2 * 256


def test_of_too_many_vectors_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr("litsynth.verify.store.MOST", 3)
    counting = Counting()
    cached = CachedEncoder(counting, tmp_path)
    cached.encode(["one"])
    cached.encode(["two"])
    rows = cached.encode(["three", "four", "two"])
    counting.asked.clear()
    np.testing.assert_array_equal(cached.encode(["three", "four", "two"]), rows)
    assert counting.asked == []
    cached.encode(["one"])
    assert counting.asked == ["one"]


def test_another_model_has_a_store_of_its_own(tmp_path):
    CachedEncoder(Counting("org/a model@1"), tmp_path).encode(["one"])
    other = Counting("org/a model@2")
    CachedEncoder(other, tmp_path).encode(["one"])
    assert other.asked == ["one"]


def test_threads_may_share_a_store(tmp_path):
    texts = [f"text {n}" for n in range(300)]
    results = {}

    def work(number):
        results[number] = CachedEncoder(Counting(), tmp_path).encode(texts)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((results[0] == results[n]).all() for n in range(4))


def test_a_damaged_store_is_said_once_and_made_anew(tmp_path):
    counting = Counting()
    cached = CachedEncoder(counting, tmp_path)
    rows = cached.encode(["one", "two"])
    cached.path.write_bytes(b"this is no database" * 100)
    with pytest.warns(RuntimeWarning, match="made anew"):
        again = cached.encode(["one", "two"])
    np.testing.assert_array_equal(again, rows)
    # A second warning would be an error here: every warning is, in these tests.
    asked = list(counting.asked)
    np.testing.assert_array_equal(CachedEncoder(counting, tmp_path).encode(["one", "two"]), rows)
    assert counting.asked == asked


def test_a_page_that_was_overwritten_is_damage_too(tmp_path):
    cached = CachedEncoder(Counting(), tmp_path)
    texts = [f"text {number}" for number in range(300)]
    rows = cached.encode(texts)
    whole = cached.path.read_bytes()
    cached.path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.warns(RuntimeWarning, match="made anew"):
        np.testing.assert_array_equal(cached.encode(texts), rows)
    np.testing.assert_array_equal(cached.encode(texts), rows)


def test_a_store_that_cannot_be_written_is_said_once_and_done_without(tmp_path):
    (tmp_path / "file").write_text("no folder")
    cached = CachedEncoder(Counting(), tmp_path / "file")
    with pytest.warns(RuntimeWarning, match="cannot be used"):
        rows = cached.encode(["one", "two"])
    np.testing.assert_array_equal(rows, cached.encode(["one", "two"]))


def test_a_lone_surrogate_has_a_key():
    assert text_key("\ud800") != text_key("?")


class Lengths:
    """Reads a pair by its lengths, and remembers what it was asked for."""

    def __init__(self, odd=0.0):
        self.asked = []
        self._odd = odd

    def logits(self, pairs):
        self.asked.extend(pairs)
        rows = [(len(claim) / 7 + self._odd, len(passage) / 7) for claim, passage in pairs]
        return np.array(rows, dtype=np.float32)


PAIRS = [("a claim", "its passage"), ("another", "p"), ("a claim", "its passage")]


def test_a_pair_is_read_once_for_all_runs(tmp_path):
    first, second = Lengths(), Lengths()
    cold = CachedPairReader(lambda: first, tmp_path, "reader@1").logits(PAIRS)
    warm = CachedPairReader(lambda: second, tmp_path, "reader@1").logits(PAIRS[::-1])
    assert sorted(first.asked) == sorted(set(PAIRS))
    assert second.asked == []
    assert cold.dtype == np.float32
    assert cold.tobytes() == warm[::-1].tobytes()
    np.testing.assert_array_equal(cold, Lengths().logits(PAIRS))


def test_a_run_that_knows_all_its_pairs_loads_no_model(tmp_path):
    CachedPairReader(Lengths, tmp_path, "reader@1").logits(PAIRS)

    def load():
        raise AssertionError("loaded")

    CachedPairReader(load, tmp_path, "reader@1").logits(PAIRS)
    with pytest.raises(AssertionError, match="loaded"):
        CachedPairReader(load, tmp_path, "reader@2").logits(PAIRS)


def test_where_the_claim_ends_makes_another_pair(tmp_path):
    reader = CachedPairReader(Lengths, tmp_path, "reader@1")
    rows = reader.logits([("ab", "c"), ("a", "bc")])
    assert rows[0].tolist() != rows[1].tolist()


def test_what_is_no_number_is_not_kept(tmp_path):
    broken = CachedPairReader(lambda: Lengths(odd=np.nan), tmp_path, "reader@1").logits(PAIRS)
    assert np.isnan(broken[:, 0]).all()
    mended = CachedPairReader(Lengths, tmp_path, "reader@1").logits(PAIRS)
    assert np.isfinite(mended).all()


def test_without_a_folder_nothing_is_kept():
    reader = Lengths()
    assert kept_readings(lambda: reader, None, "reader@1") is reader
