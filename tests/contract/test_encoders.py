"""Every Encoder must pass this file. A new one is added to the list, not given its own tests."""

import numpy as np
import pytest

from litsynth.shipped_model import model_folder
from litsynth.verify.cache import CachedEncoder
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.rough import RoughEncoder


def _hashing(_folder):
    return HashingEncoder()


def _cached(folder):
    return CachedEncoder(HashingEncoder(), folder)


def _model(_folder):
    return SentenceTransformerEncoder(device="cpu")


def _rough(_folder):
    # Without matrix units it is slow, not wrong.
    return RoughEncoder(model_folder(), exact="all-MiniLM-L6-v2@0")


def _model_on_gpu(_folder):
    return SentenceTransformerEncoder(device="cuda")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(_hashing, id="hashing"),
        pytest.param(_cached, id="cached"),
        pytest.param(_model, id="sentence-transformer"),
        pytest.param(_rough, id="rough"),
        pytest.param(_model_on_gpu, id="on-gpu", marks=pytest.mark.gpu),
    ],
)
def encoder(request, tmp_path_factory):
    return request.param(tmp_path_factory.mktemp("vectors"))


def test_rows_are_unit_float32_in_order(encoder):
    one, two = encoder.encode(["cats purr"]), encoder.encode(["rain falls on the hills"])
    both = encoder.encode(["cats purr", "rain falls on the hills"])
    assert both.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(both, axis=1), 1, rtol=1e-5)
    # Rounding in bfloat16 depends on the batch by up to a few thousandths.
    np.testing.assert_allclose(both, np.vstack([one, two]), atol=5e-3)


def test_no_texts_give_no_rows_of_the_right_width(encoder):
    none = encoder.encode([])
    assert none.shape == (0, encoder.encode(["cats"]).shape[1])
    assert none.dtype == np.float32


def test_the_same_text_gives_the_same_row_wherever_it_stands(encoder):
    rows = encoder.encode(["cats purr", "rain", "cats purr"])
    np.testing.assert_allclose(rows[0], rows[2], atol=5e-3)


def test_a_text_is_nearest_to_itself(encoder):
    texts = ["cats purr when stroked", "models forget old tasks", "rain falls on the hills"]
    rows = encoder.encode(texts)
    assert (rows @ rows.T).argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "text", ["", "   ", "\ud800 lone surrogate", "\u0000", "日本語の文", "a" * 30_000]
)
def test_odd_text_still_gives_a_unit_row(encoder, text):
    (row,) = encoder.encode([text])
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4)


def test_the_name_says_model_and_revision(encoder):
    name, at, revision = encoder.name.partition("@")
    assert name
    assert at
    assert revision
