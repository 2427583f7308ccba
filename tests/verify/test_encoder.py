"""The encoder: its name, its device, its memory; and what goes wrong says what to do."""

import json
import shutil
import socket
import warnings

import numpy as np
import pytest

from litsynth.errors import ModelError
from litsynth.shipped_model import SHA256, model_folder
from litsynth.verify import hub_host
from litsynth.verify.encoder import SentenceTransformerEncoder, pick_device


def test_the_name_holds_the_beginning_of_the_hash():
    assert SentenceTransformerEncoder().name == f"all-MiniLM-L6-v2@{SHA256[:12]}"


def test_folders_with_the_same_weights_and_other_pooling_have_other_names(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(model_folder(), folder)
    first = SentenceTransformerEncoder(str(folder)).name
    (folder / "README.md").write_text("Notes of our own.")
    assert SentenceTransformerEncoder(str(folder)).name == first
    pooling = folder / "1_Pooling" / "config.json"
    changed = {**json.loads(pooling.read_text()), "pooling_mode_cls_token": True}
    pooling.write_text(json.dumps(changed))
    second = SentenceTransformerEncoder(str(folder)).name
    with (folder / "tokenizer.json").open("a") as file:
        file.write("\n")
    assert len({first, second, SentenceTransformerEncoder(str(folder)).name}) == 3


def test_other_weights_in_the_shipped_models_package_are_refused_at_load(tmp_path, monkeypatch):
    shutil.copytree(model_folder(), tmp_path / "model")
    with (tmp_path / "model" / "model.safetensors").open("ab") as file:
        file.write(b" ")
    monkeypatch.setattr("litsynth.verify.encoder.model_folder", lambda: tmp_path / "model")
    with pytest.raises(ModelError, match="not the published model"):
        SentenceTransformerEncoder(device="cpu").encode(["text"])


def test_a_folder_that_is_no_model_is_an_error_with_a_hint(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot load") as caught:
        SentenceTransformerEncoder(str(tmp_path), device="cpu").encode(["text"])
    assert caught.value.hint


def test_damaged_weights_are_an_error_with_a_hint(tmp_path):
    for file in model_folder().iterdir():
        if file.is_file() and file.suffix != ".safetensors":
            shutil.copy(file, tmp_path)
    shutil.copytree(model_folder() / "1_Pooling", tmp_path / "1_Pooling")
    (tmp_path / "model.safetensors").write_bytes(b"{")
    with pytest.raises(ModelError, match="cannot load") as caught:
        SentenceTransformerEncoder(str(tmp_path), device="cpu").encode(["text"])
    assert caught.value.hint


def test_a_hub_whose_name_is_not_known_is_not_asked_for_a_model(monkeypatch):
    asked = []

    def unknown(*_given):
        raise socket.gaierror("not known")

    def load(_name, **given):
        asked.append(given["local_files_only"])
        raise OSError("We couldn't connect to the hub")

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("socket.getaddrinfo", unknown)
    monkeypatch.setattr(hub_host, "getproxies", dict)
    monkeypatch.setattr("sentence_transformers.SentenceTransformer", load)
    with pytest.raises(ModelError, match="the hub cannot be reached"):
        SentenceTransformerEncoder("someone/some-model", device="cpu").encode(["text"])
    assert asked == [True]


def test_an_unknown_device_lists_what_is_there():
    with pytest.raises(ModelError, match="no device") as caught:
        pick_device("tpu")
    assert "cpu" in caught.value.hint


class _Model:
    """A model that runs out of memory above a batch size, or gives what is not a number."""

    def __init__(self, *, fits: int = 10**6, value: float = 1.0) -> None:
        self.fits = fits
        self.value = value
        self.device = "cuda"
        self.batches: list[int] = []

    def get_embedding_dimension(self):
        return 4

    def to(self, device):
        self.device = device

    def encode(self, texts, *, batch_size, **_rest):
        import torch

        self.batches.append(batch_size)
        if self.device == "cuda" and batch_size > self.fits:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return np.full((len(texts), 4), self.value, dtype=np.float32)


def _with(model):
    encoder = SentenceTransformerEncoder(device="cuda")
    # cached_property looks in the instance first, so no GPU and no model is needed.
    encoder.__dict__["_model"] = model
    encoder.__dict__["_device"] = "cuda"
    return encoder


def test_a_full_gpu_halves_the_batch_and_says_so_once():
    model = _Model(fits=8)
    encoder = _with(model)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        encoder.encode(["a", "b"])
        encoder.encode(["c"])
    assert model.batches == [32, 16, 8, 8]
    assert len(said) == 1
    assert encoder.device == "cuda"


def test_a_gpu_too_small_for_one_text_gives_way_to_the_cpu():
    model = _Model(fits=0)
    encoder = _with(model)
    with pytest.warns(RuntimeWarning, match="out of memory"):
        rows = encoder.encode(["a"])
    assert rows.shape == (1, 4)
    assert encoder.device == model.device == "cpu"


def test_vectors_that_are_no_numbers_are_an_error_with_a_hint():
    with pytest.raises(ModelError, match="not numbers") as caught:
        _with(_Model(value=float("nan"))).encode(["a"])
    assert "damaged" in caught.value.hint
