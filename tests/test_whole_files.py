"""Files that are whole or not there: what a failure leaves behind, and who may read them."""

import os
from pathlib import Path

import pytest

from litsynth.whole_files import keep_whole, write_whole


def test_a_file_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.json"
    for data in (b"old", b"new"):
        write_whole(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_or_is_stopped_keeps_the_old_file_and_leaves_no_half(
    tmp_path, monkeypatch, fault
):
    path = tmp_path / "a.json"
    write_whole(path, b"old")

    def refuse(*_):
        raise fault

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(type(fault)):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_is_full_is_told_with_the_file_that_was_to_be_written(tmp_path, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError(28, "No space left on device")  # As writing to an open file raises it.

    path = tmp_path / "a.json"
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(OSError, match="No space left") as raised:
        write_whole(path, b"new")
    assert raised.value.filename == str(path)


def test_a_folder_that_is_missing_is_made_for_a_cache_only(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "a", b"x")
    keep_whole(tmp_path / "cache" / "files" / "a", b"x")
    assert (tmp_path / "cache" / "files" / "a").read_bytes() == b"x"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_results_have_the_usual_rights_and_a_cache_is_for_the_user_alone(tmp_path):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "report.md", b"x")
        keep_whole(tmp_path / "kept", b"x")
    finally:
        os.umask(before)
    rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert rights == {"report.md": 0o644, "kept": 0o600}
