"""A GPU that runs out of memory costs time and one line, never the run."""

import shutil
import warnings

import numpy as np
import pytest
import torch

from litsynth.errors import ModelError
from litsynth.shipped_model import model_folder
from litsynth.verify.cross_encoder import CrossEncoder
from litsynth.verify.judges import FittedJudge
from litsynth.verify.memory import Room
from litsynth.verify.weights import judge_folder


def _room(device="cuda"):
    return Room(device, 1000, on_cpu=100, what="the judge")


def _tried(room, fits, batches):
    """Rows in the order in which they were done, and how often the model was moved."""
    done, moved = [], []

    def work(batch):
        if room.device == "cuda" and len(batch) > fits:
            raise torch.OutOfMemoryError("CUDA out of memory")
        done.extend(batch)

    room.run(batches, work, move=lambda: moved.append(room.device))
    return done, moved


@pytest.mark.parametrize("fits", [0, 1, 2, 3, 9])
def test_every_row_is_done_once_whatever_fits(fits):
    room = _room()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        done, moved = _tried(room, fits, [[0, 1, 2, 3, 4], [5, 6, 7], [8]])
    assert sorted(done) == list(range(9))
    assert moved == (["cpu"] if fits == 0 else [])
    assert len(said) == (fits < 5)
    assert room.device == ("cpu" if fits == 0 else "cuda")


def test_later_batches_are_smaller():
    room = _room()
    with pytest.warns(RuntimeWarning, match="the judge"):
        _tried(room, 2, [[0, 1, 2, 3]])
    assert room.size == 500


def test_many_waiting_batches_that_are_too_large_shrink_the_size_once():
    room = _room()
    with pytest.warns(RuntimeWarning, match="the judge"):
        done, _ = _tried(room, 2, [list(range(at, at + 4)) for at in range(0, 64, 4)])
    assert done == list(range(64))
    assert room.size == 500


def test_a_cpu_without_memory_is_an_error_with_a_hint():
    with pytest.raises(ModelError, match="not enough memory to run the judge") as caught:
        _room("cpu").run([[0]], _fail, move=lambda: None)
    assert caught.value.hint


def _fail(_batch):
    raise torch.OutOfMemoryError("no memory")


def test_the_shipped_entailment_model_gives_way_to_the_cpu(monkeypatch):
    pairs = [("Cats purr.", f"Cats purr when they are stroked {at} times.") for at in range(5)]
    adapter = judge_folder() / "adapter.safetensors"
    expected = CrossEncoder(base=model_folder(), adapter=adapter).logits(pairs)
    model = CrossEncoder(base=model_folder(), adapter=adapter)
    inner = model._model
    model._room.device = "cuda"

    class Full(torch.nn.Module):
        def forward(self, *batch):
            if model.device == "cuda":
                raise torch.OutOfMemoryError("CUDA out of memory")
            return inner(*batch)

    model.__dict__["_model"] = Full()
    usual = torch.Tensor.to
    monkeypatch.setattr(torch.Tensor, "to", lambda self, where: usual(self, "cpu"))
    with pytest.warns(RuntimeWarning, match="entailment"):
        found = model.logits(pairs)
    np.testing.assert_allclose(found, expected, atol=1e-5)
    assert model.device == "cpu"


def test_a_damaged_adapter_says_what_to_do(tmp_path):
    (tmp_path / "adapter.safetensors").write_bytes(b"{")
    model = CrossEncoder(base=model_folder(), adapter=tmp_path / "adapter.safetensors")
    with pytest.raises(ModelError, match="entailment model") as caught:
        model.logits([("a", "b")])
    assert "Reinstall" in caught.value.hint


def test_the_judge_reads_on_published_weights_only(tmp_path, monkeypatch):
    shutil.copytree(model_folder(), tmp_path / "model")
    with (tmp_path / "model" / "model.safetensors").open("ab") as file:
        file.write(b"0")
    monkeypatch.setattr("litsynth.verify.judges.model_folder", lambda: tmp_path / "model")
    with pytest.raises(ModelError, match="not the published model"):
        _ = FittedJudge(judge_folder())._cross_encoder


def test_a_judge_asked_onto_a_device_that_is_not_there_says_so():
    with pytest.raises(ModelError, match="no device"):
        _ = FittedJudge(judge_folder(), device="tpu")._cross_encoder
