"""Replies on disk: found while they are fresh and whole, and asked for again otherwise."""

import gzip
import logging
import os
from datetime import UTC, datetime, timedelta

import pytest

from litsynth.search.replies import Replies

ADDRESS = "https://a.example/works?query=soil"
BODY = b'{"answer": "\xc3\xa9\\ud800"}\n{}'
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "replies" / "openalex"


@pytest.fixture
def replies(folder):
    return Replies(folder, ttl_h=2)


def only_file(folder):
    (path,) = folder.iterdir()
    return path


def test_what_was_kept_is_found_with_the_time_it_was_asked(replies):
    replies.keep(ADDRESS, BODY, sent_at=NOW)
    kept = replies.find(ADDRESS)
    assert kept is not None
    assert (kept.body, kept.sent_at) == (BODY, NOW)
    assert replies.find(ADDRESS + "&page=2") is None


@pytest.mark.parametrize("age", [timedelta(hours=2, seconds=5), timedelta(hours=-5)])
def test_what_is_too_old_or_from_the_future_is_not_found(replies, age):
    replies.keep(ADDRESS, BODY, sent_at=NOW - age)
    assert replies.find(ADDRESS) is None


def test_a_refresh_finds_nothing_and_keeps_all(folder, replies):
    replies.keep(ADDRESS, BODY, sent_at=NOW - timedelta(hours=1))
    fresh = Replies(folder, ttl_h=2, refresh=True)
    assert fresh.find(ADDRESS) is None
    fresh.keep(ADDRESS, b"new", sent_at=NOW)
    kept = replies.find(ADDRESS)
    assert kept is not None
    assert kept.body == b"new"


def test_no_time_to_live_keeps_nothing(folder):
    replies = Replies(folder, ttl_h=0)
    replies.keep(ADDRESS, BODY, sent_at=NOW)
    assert not folder.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"{}",
        lambda data: gzip.compress(b"no json\n{}"),
        lambda data: gzip.compress(b"[]\n{}"),
        lambda data: gzip.compress(b'{"address": "https://b.example", "sent_at": "2020"}\n{}'),
        lambda data: data[:12] + b"\x00\xff" + data[14:],
    ],
)
def test_a_damaged_file_is_as_none_and_is_written_again(folder, replies, damage):
    replies.keep(ADDRESS, BODY, sent_at=NOW)
    path = only_file(folder)
    path.write_bytes(damage(path.read_bytes()))
    assert replies.find(ADDRESS) is None
    replies.keep(ADDRESS, BODY, sent_at=NOW)
    assert replies.find(ADDRESS) is not None


def test_a_disk_that_cannot_be_written_is_only_told(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    replies = Replies(tmp_path / "file" / "openalex", ttl_h=2)
    with caplog.at_level(logging.WARNING):
        replies.keep(ADDRESS, BODY, sent_at=NOW)
    assert "was not kept" in caplog.text
    assert replies.find(ADDRESS) is None


def test_files_that_are_too_old_are_swept_away_and_others_left(folder):
    folder.mkdir(parents=True)
    old = (NOW - timedelta(hours=3)).timestamp()
    for name in ("a.json.gz", ".partial-x", "notes.txt"):
        (folder / name).write_text("old")
        os.utime(folder / name, (old, old))
    Replies(folder, ttl_h=2).keep(ADDRESS, BODY, sent_at=NOW)
    left = {path.name for path in folder.iterdir()}
    assert "notes.txt" in left
    assert len(left) == 2


def test_a_file_that_another_process_sweeps_away_is_no_failure(folder, caplog):
    folder.mkdir(parents=True)
    (folder / "gone.json.gz").symlink_to(folder / "nowhere")
    with caplog.at_level(logging.WARNING):
        Replies(folder, ttl_h=2).keep(ADDRESS, BODY, sent_at=NOW)
    assert caplog.text == ""
