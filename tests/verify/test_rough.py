"""Quick vectors come near the exact ones wherever they are made; what they choose is the same."""

import warnings

import numpy as np
import pytest
import torch

from litsynth.errors import ModelError
from litsynth.shipped_model import model_folder
from litsynth.verify import minilm
from litsynth.verify import rough as module
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.evidence import find_evidence
from litsynth.verify.rough import RoughEncoder
from tests.verify.making import document

SUBJECTS = "worms beetles moths spiders snails ants bees wasps flies crickets".split()
VERBS = "rose under|fell under|did not change with|was higher with|was lower without".split("|")
THINGS = "mulch|rain|lime|shade|straw in a field of winter wheat on heavy clay soil".split("|")
TEXTS = [
    f"The number of {one} {verb} {thing}." for one in SUBJECTS for verb in VERBS for thing in THINGS
]


@pytest.fixture(scope="module")
def exact():
    return SentenceTransformerEncoder(device="cpu")


@pytest.fixture(scope="module")
def reference(exact):
    return exact.encode(TEXTS)


def _rough(**more):
    return RoughEncoder(model_folder(), exact="all-MiniLM-L6-v2@0", **more)


@pytest.mark.parametrize("precision", ["float16", "bfloat16", "float32"])
def test_every_precision_comes_near_the_exact_vectors(precision, reference):
    found = _rough(precision=precision).encode(TEXTS)
    assert (found * reference).sum(axis=1).min() > 0.999
    if precision == "float32":
        np.testing.assert_allclose(found, reference, atol=1e-5)


def test_dense_layers_joined_with_what_follows_give_what_single_steps_give(monkeypatch):
    joined = _rough(precision="bfloat16").encode(TEXTS)
    monkeypatch.setattr(minilm, "_joins", lambda hidden: False)
    single = _rough(precision="bfloat16").encode(TEXTS)
    assert (joined * single).sum(axis=1).min() > 0.9995


def test_slices_made_ahead_give_what_one_slice_gives(monkeypatch):
    encoder = _rough(precision="float32")
    whole = encoder.encode(TEXTS)
    monkeypatch.setattr(module, "SLICE", 37)
    encoder._room.device = "elsewhere"  # Any but the CPU has its pieces made ahead.
    encoder.run = lambda batch: _on_cpu(encoder, batch)
    np.testing.assert_allclose(encoder.encode(TEXTS), whole, atol=1e-5)


def _on_cpu(encoder, batch):
    device, encoder._room.device = encoder.device, "cpu"
    found = RoughEncoder.run(encoder, batch)
    encoder._room.device = device
    return found


def _small_gpu(fits):
    """An encoder on a device that holds `fits` pieces at a time."""
    encoder = _rough(precision="float32")
    encoder._room.device, encoder._room.size = "cuda", 2048
    sizes = []

    def run(batch):
        sizes.append(batch.ids.size)
        if encoder.device == "cuda" and batch.ids.size > fits:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return _on_cpu(encoder, batch)

    encoder.run = run
    return encoder, sizes


def test_a_full_gpu_halves_the_batch_and_says_so_once(reference):
    encoder, sizes = _small_gpu(fits=600)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = encoder.encode(TEXTS)
        encoder.encode(TEXTS[:9])
    np.testing.assert_allclose(found, reference, atol=1e-5)
    assert len(said) == 1
    assert encoder.device == "cuda"
    assert max(sizes) > 600


def test_a_gpu_too_small_for_one_text_gives_way_to_the_cpu(reference):
    encoder, _ = _small_gpu(fits=0)
    with pytest.warns(RuntimeWarning, match="out of memory"):
        found = encoder.encode(TEXTS)
    np.testing.assert_allclose(found, reference, atol=1e-5)
    assert encoder.device == "cpu"


def test_a_cpu_without_memory_says_so():
    encoder = _rough()

    def run(_batch):
        raise torch.OutOfMemoryError("no memory")

    encoder.run = run
    with pytest.raises(ModelError, match="not enough memory"):
        encoder.encode(["text"])


def test_vectors_that_are_no_numbers_are_an_error():
    encoder = _rough()
    encoder.run = lambda batch: torch.full((len(batch.rows), 384), torch.nan)
    with pytest.raises(ModelError, match="not numbers"):
        encoder.encode(["text"])


class _WithRough:
    """An exact encoder with a given one for the first look."""

    def __init__(self, exact, rough):
        self.name, self.device, self.encode, self.rough = exact.name, "cpu", exact.encode, rough


def _evidence(encoder):
    claims = ["Fewer worms were found without straw.", "Shade makes snails more numerous."]
    documents = [document(at, *TEXTS[at::5]) for at in range(5)]
    every = np.ones((len(claims), len(documents)), dtype=np.bool_)
    return find_evidence(
        claims, documents, encoder, usable=every, own=~every, limit=4, prefilter=False
    )


def _places(found):
    return [[(passage.document, passage.span) for passage in one.passages] for one in found]


def _nearness(found):
    passages = [passage for one in found for passage in one.passages]
    return [value for one in passages for value in (one.similarity, one.context_similarity)]


@pytest.mark.parametrize("precision", ["float16", "bfloat16"])
def test_a_rough_look_first_finds_the_same_evidence_to_a_thousandth(precision, exact, monkeypatch):
    monkeypatch.setattr("litsynth.verify.evidence.ROUGH_ABOVE", 10)
    found = _evidence(_WithRough(exact, _rough(precision=precision)))
    expected = _evidence(_WithRough(exact, None))
    assert _places(found) == _places(expected)
    assert _nearness(found) == pytest.approx(_nearness(expected), abs=1e-3)


def test_on_a_gpu_the_first_look_is_in_half_precision():
    encoder = SentenceTransformerEncoder(device="cuda")
    encoder.__dict__["_device"] = "cuda"
    assert encoder.rough is not None
    assert encoder.rough.name == f"{encoder.name}-float16"


@pytest.mark.gpu
def test_on_a_gpu_vectors_come_near_those_of_the_cpu(reference):
    found = _rough(device="cuda").encode(TEXTS)
    assert (found * reference).sum(axis=1).min() > 0.999


@pytest.mark.gpu
def test_on_a_gpu_the_same_evidence_is_found_to_a_thousandth(exact, monkeypatch):
    monkeypatch.setattr("litsynth.verify.evidence.ROUGH_ABOVE", 10)
    found = _evidence(SentenceTransformerEncoder(device="cuda"))
    expected = _evidence(_WithRough(exact, None))
    assert _places(found) == _places(expected)
    assert _nearness(found) == pytest.approx(_nearness(expected), abs=1e-3)
