"""Waits, schedules and reachability: decided by pure functions, kept over processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError
from litsynth.net import (
    Pacing,
    RequestError,
    Turnstile,
    out_of_reach,
    persist,
    refusal,
    retry_after_s,
    seconds_until_turn,
    wait_before_retry,
)

NOW = datetime(2026, 11, 20, 20, 36, 16, tzinfo=UTC)
AT_ONCE = Pacing(attempts=3, base_s=0, longest_s=0)


def test_waits_double_then_stop():
    pacing = Pacing(attempts=4, base_s=3, longest_s=10)
    assert [wait_before_retry(n, pacing) for n in (1, 2, 3, 4)] == [3, 6, 10, None]


def test_what_the_server_asks_for_wins_up_to_the_cap():
    pacing = Pacing(attempts=4, base_s=3, longest_s=10)
    assert wait_before_retry(3, pacing, asked_s=1) == 1
    assert wait_before_retry(1, pacing, asked_s=3600) == 10
    assert wait_before_retry(4, pacing, asked_s=1) is None


@given(st.integers(1, 10_000), st.floats(0, 100), st.floats(0, 1000))
def test_no_wait_is_negative_or_longer_than_the_cap(attempt, base_s, longest_s):
    wait = wait_before_retry(attempt, Pacing(attempts=10_001, base_s=base_s, longest_s=longest_s))
    assert wait is not None
    assert 0 <= wait <= longest_s


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("1.5", 1.5),
        ("Fri, 20 Nov 2026 20:37:16 GMT", 60),
        ("Fri, 20 Nov 2026 21:37:16 +0100", 60),
        ("Fri, 20 Nov 2026 20:37:16 -0000", 60),
        ("Fri, 20 Nov 2026 20:00:00 GMT", 0),
        (None, None),
        ("", None),
        ("-5", None),
        ("nan", None),
        ("soon", None),
        ("\u0661\u0662", None),
        ("Fri, 99 Nov 2026 20:37:16 GMT", None),
    ],
)
def test_both_forms_of_retry_after_are_read(header, seconds):
    assert retry_after_s(header, now=NOW) == seconds


@given(st.integers(0, 10**7))
def test_a_date_asks_for_the_seconds_until_then(seconds):
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after_s(header, now=NOW) == seconds


@given(st.text(max_size=40))
def test_no_header_makes_it_raise(header):
    asked = retry_after_s(header, now=NOW)
    assert asked is None or asked >= 0


@pytest.mark.parametrize(
    ("status", "again"),
    [
        *((status, True) for status in (408, 425, 429, 500, 502, 503, 504, 599)),
        *((status, False) for status in (204, 400, 401, 403, 404, 410, 451)),
    ],
)
def test_only_what_may_pass_is_asked_again(status, again):
    error = refusal(status, "7", now=NOW)
    assert (error.again, error.status, error.asked_s) == (again, status, 7)
    assert str(error).startswith(f"HTTP {status}")


def failing(times, error):
    """A `send` that fails so often, then answers; and the list of its calls."""
    calls = []

    def send():
        calls.append(time.monotonic())
        if len(calls) <= times:
            raise error
        return "answer"

    return send, calls


def test_a_passing_failure_is_outlasted_and_told():
    send, calls = failing(2, RequestError("HTTP 503", again=True))
    told: list[str] = []
    assert persist(send, AT_ONCE, name="arXiv", progress=told.append) == "answer"
    assert len(calls) == 3
    assert told == ["arXiv: HTTP 503; try 2 of 3 in 0 s", "arXiv: HTTP 503; try 3 of 3 in 0 s"]


def test_a_lasting_failure_is_given_up_after_all_tries():
    send, calls = failing(99, RequestError("HTTP 503", again=True))
    with pytest.raises(RequestError, match="503"):
        persist(send, AT_ONCE, name="arXiv")
    assert len(calls) == 3


def test_a_refusal_is_not_asked_again():
    send, calls = failing(99, RequestError("HTTP 400", again=False))
    with pytest.raises(RequestError, match="400"):
        persist(send, AT_ONCE, name="arXiv")
    assert len(calls) == 1


def test_the_wait_that_the_server_asked_for_is_kept():
    send, calls = failing(1, RequestError("HTTP 429", again=True, asked_s=0.2))
    persist(send, Pacing(attempts=2, base_s=0, longest_s=9), name="arXiv")
    assert calls[1] - calls[0] >= 0.2


MOMENTS = st.floats(0, 4e9)
INTERVALS = st.floats(0, 3600)


@given(st.none() | MOMENTS, MOMENTS, INTERVALS)
def test_nobody_waits_longer_than_one_interval_whatever_the_clock_does(last, now, interval_s):
    assert 0 <= seconds_until_turn(last, now=now, interval_s=interval_s) <= interval_s


@given(MOMENTS, st.floats(0, 3600), INTERVALS)
def test_after_the_wait_an_interval_has_passed(last, since, interval_s):
    now = last + since
    wait_s = seconds_until_turn(last, now=now, interval_s=interval_s)
    assert now + wait_s - last >= interval_s - 1e-5


def test_two_turnstiles_of_one_name_share_a_schedule(tmp_path):
    first, second = (Turnstile(tmp_path / "new", "arxiv", 60) for _ in range(2))
    assert first._take_turn() == 0
    assert 0 < second._take_turn() <= 60


def test_threads_that_share_a_turnstile_take_turns(tmp_path):
    turnstile = Turnstile(tmp_path, "arxiv", 0.05)
    threads = [Thread(target=turnstile.wait) for _ in range(4)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - began >= 3 * 0.05 - 0.01


def test_other_names_have_schedules_of_their_own(tmp_path):
    for name in ("arxiv", "openalex", "https://mirror.example/arxiv"):
        assert Turnstile(tmp_path, name, 60)._take_turn() == 0


SENDER = """
import sys, time
from pathlib import Path
from litsynth.net import Turnstile
turnstile = Turnstile(Path(sys.argv[1]), "arxiv", 0.1)
print(time.time(), flush=True)
for _ in range(3):
    turnstile.wait()
    print(time.time(), flush=True)
"""


def test_processes_take_turns(tmp_path):
    senders = [
        subprocess.Popen([sys.executable, "-c", SENDER, str(tmp_path)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    sent = sorted(float(line) for sender in senders for line in sender.communicate()[0].split())
    assert len(sent) == 2 + 6
    # From before the first turn: after a turn a process may be slow to print.
    assert sent[-1] - sent[0] >= 5 * 0.1 - 0.01


HOLDER = """
import sys, time
from pathlib import Path
from litsynth.net import Turnstile
turnstile = Turnstile(Path(sys.argv[1]), "arxiv", 0.01)
turnstile.wait()
with turnstile._lock:
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_holder_blocks_nobody(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        holder.send_signal(signal.SIGKILL)
    next_one = Turnstile(tmp_path, "arxiv", 0.01)
    with next_one._lock:
        assert next_one._lock.is_locked
    next_one.wait()


def test_a_clock_that_was_set_back_costs_one_interval(tmp_path):
    turnstile = Turnstile(tmp_path, "arxiv", 60)
    turnstile.wait()
    stamp = tmp_path / "arxiv.last"
    os.utime(stamp, (time.time() + 86_400,) * 2)
    assert turnstile._take_turn() == 60
    assert stamp.stat().st_mtime <= time.time()


def test_a_folder_that_cannot_be_used_is_named_with_a_way_out(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="file") as caught:
        Turnstile(tmp_path / "file", "arxiv", 1).wait()
    assert "LITSYNTH_HOME" in caught.value.hint


@pytest.fixture
def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def open_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_who_listens_is_within_reach(open_port):
    assert out_of_reach("127.0.0.1", open_port, timeout_s=2) is None


def test_who_refuses_is_out_of_reach_at_once(closed_port):
    assert out_of_reach("127.0.0.1", closed_port, timeout_s=9) == "127.0.0.1: Connection refused"


def test_a_look_up_that_hangs_is_left_behind(monkeypatch):
    found = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [found.wait()])
    reason = out_of_reach("arxiv.example", 80, timeout_s=0.05)
    found.set()
    assert reason == "the name arxiv.example could not be looked up within 0.05 s"


def test_an_unknown_name_is_said_to_be_unknown(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert out_of_reach("arxiv.example", 80, timeout_s=1) == (
        "the name arxiv.example cannot be looked up (Name or service not known)"
    )


def test_addresses_that_swallow_every_packet_share_the_time(monkeypatch):
    kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for waiting in (first, second):  # Nobody accepts, so no third one is even answered.
            waiting.settimeout(0)
            waiting.connect_ex(listener.getsockname())
        addresses = [(*kind, listener.getsockname())] * 4
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
        shares = []
        settimeout = socket.socket.settimeout

        def noted(connection, seconds):
            shares.append(seconds)
            settimeout(connection, seconds)

        monkeypatch.setattr(socket.socket, "settimeout", noted)
        reason = out_of_reach("arxiv.example", 80, timeout_s=0.2)
    assert reason == "arxiv.example did not answer within 0.2 s"
    assert len(shares) == 4
    assert max(shares) <= 0.2 / 4


def test_one_address_that_answers_is_enough(monkeypatch, closed_port, open_port):
    def addresses(*_, **__):
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, ("127.0.0.1", port)) for port in (closed_port, open_port)]

    monkeypatch.setattr(socket, "getaddrinfo", addresses)
    assert out_of_reach("arxiv.example", 80, timeout_s=1) is None
