"""Where the files of an entailment model come from: the hub, a copy of it, a folder."""

import logging
import socket

import pytest

from litsynth.errors import ModelError
from litsynth.verify import hub_host, hub_judge_folder
from litsynth.verify.hub_judge_folder import model_folder
from litsynth.verify.hub_judge_table import STRONG, HubModel
from litsynth.verify.judges import make_judge
from tests.verify.hub_models import save_model


@pytest.fixture
def own(tmp_path):
    """A model that a test may damage."""
    return save_model(tmp_path / "own")


def test_strong_without_a_copy_says_how_to_get_one(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    judge = make_judge("strong", offline=True)
    with pytest.raises(ModelError, match="strong cannot be had") as caught:
        _ = judge.name
    assert STRONG.source in caught.value.hint
    assert f"--revision {STRONG.revision}" in caught.value.hint
    assert "--judge DIR" in caught.value.hint


def test_strong_offline_without_a_copy_does_not_pass_on_a_librarys_own_words(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match=r"had: no copy is here, and --offline forbids to fetch"):
        _ = make_judge("strong", offline=True).name


def test_a_hub_that_is_out_of_reach_is_a_clear_error(monkeypatch):
    def fail(*_given, **_more):
        raise ConnectionError("no route to host\nmore lines")

    monkeypatch.setattr("huggingface_hub.snapshot_download", fail)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: [])
    with pytest.raises(ModelError, match=r"no route to host$") as caught:
        _ = make_judge("someone/some-nli").name
    assert "--offline" not in caught.value.hint


def test_a_hub_whose_name_is_not_known_is_not_asked(monkeypatch):
    asked = []

    def unknown(*_given):
        raise socket.gaierror("not known")

    def fetch(_source, **given):
        asked.append(given["local_files_only"])
        raise FileNotFoundError("no copy")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    monkeypatch.setattr(hub_host, "getproxies", dict)
    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    with pytest.raises(ModelError, match="cannot be found, and no copy is here"):
        _ = make_judge("someone/some-nli").name
    assert asked == [True]


def test_what_the_hubs_library_says_of_its_tries_is_not_printed(monkeypatch, own):
    logger = logging.getLogger("huggingface_hub")
    heard = []

    def fetch(*_given, **_more):
        heard.append(logger.isEnabledFor(logging.ERROR))
        return str(own)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    model_folder(STRONG, offline=True)
    assert heard == [False]
    assert logger.isEnabledFor(logging.ERROR)


def test_the_hub_is_asked_for_the_pinned_revision_and_offline_is_kept(monkeypatch, own):
    asked = []

    def fetch(source, **given):
        asked.append((source, given["revision"], given["local_files_only"]))
        return str(own)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    model_folder(STRONG, offline=True)
    assert asked == [(STRONG.source, STRONG.revision, True)]


def test_older_weights_are_asked_for_only_where_there_are_no_newer(monkeypatch, own):
    patterns = []

    def fetch(_source, **given):
        patterns.append(given["allow_patterns"])
        return str(own)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    model_folder(HubModel(name="a/b", source="a/b"), offline=False)
    assert len(patterns) == 1
    (own / "model.safetensors").rename(own / "pytorch_model.bin")
    assert hub_judge_folder.weights_of(own) == (own / "pytorch_model.bin",)
