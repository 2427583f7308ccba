"""Polite requests: one schedule for all processes, waits that grow, and when to give up.

Knows no HTTP library: the adapters send, and say with a `RequestError` how it went wrong.
"""

import os
import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from litsynth.errors import ConfigError
from litsynth.ports import Progress, silent
from litsynth.settings import DatabaseSettings

T = TypeVar("T")

_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORTH_ASKING_AGAIN = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_LOCK_TIMEOUT_S = 10.0
_LEAST_BASE_WAIT_S = 1.0
_MAX_REPLY_BYTES = 50_000_000
"""A page of 1,000 records with abstracts has some 4 MB, one of 2,000 from arXiv some 5 MB."""
_DRIPPING = 4
"""A reply may take this many times the read time-out, which only limits a single silence."""
_TRIES_IN_SILENCE = 2
"""Of a service that has never answered and lets each time-out pass: a third hardly ever helps."""


class RequestError(Exception):
    """One request that brought nothing usable. The text says why, for the user to read."""

    def __init__(
        self,
        reason: str,
        *,
        again: bool,
        status: int | None = None,
        asked_s: float | None = None,
        silent: bool = False,
    ) -> None:
        super().__init__(reason)
        self.again = again
        """Whether the same request may succeed later."""
        self.status = status
        """HTTP status, or None if none came."""
        self.asked_s = asked_s
        """How long the server asked us to wait, or None if it did not say."""
        self.silent = silent
        """Whether the time-out passed without a word."""


class OutOfPatienceError(RequestError):
    """A failure after which the whole search of this service is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pacing:
    """How often to try, and how long to wait between."""

    attempts: int
    """Tries for one request, the first among them."""
    base_s: float
    """The first wait; each one after it is twice as long."""
    longest_s: float
    """No wait is longer, whatever the server asks for."""


def pacing_of(settings: DatabaseSettings) -> Pacing:
    return Pacing(
        attempts=settings.attempts,
        base_s=max(settings.interval_s, _LEAST_BASE_WAIT_S),
        longest_s=settings.longest_wait_s,
    )


def wait_before_retry(
    attempt: int, pacing: Pacing, *, asked_s: float | None = None
) -> float | None:
    """Seconds to wait after failed attempt number `attempt` (from 1), or None to give up.

    `asked_s` is what the server asked for; it wins over our own schedule, up to the cap.
    """
    if attempt >= pacing.attempts:
        return None
    # Past 2**64 the cap has long won, and a float would overflow.
    wait = pacing.base_s * 2.0 ** min(attempt - 1, 64) if asked_s is None else asked_s
    return min(wait, pacing.longest_s)


def retry_after_s(header: str | None, *, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (never negative), or None if it says nothing.

    Both forms count: a number of seconds, and an HTTP date, read against `now` (with time zone).
    """
    text = (header or "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def refusal(status: int, retry_after: str | None, *, now: datetime) -> RequestError:
    """What a reply with an error status means for us; `retry_after` is the header of that name."""
    again = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _WORTH_ASKING_AGAIN
    try:
        words = f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        words = ""
    return RequestError(
        f"HTTP {status}{words}",
        again=again,
        status=status,
        asked_s=retry_after_s(retry_after, now=now),
    )


class Patience:
    """How long one search may keep its user waiting for one service.

    What counts is the time that the service takes, and the waits after its failures; our own
    schedule, which other processes may fill, does not.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._spent_s = 0.0
        self.answered = False
        """Whether any reply has ever come, be it a refusal. Set by whoever sends."""

    def renew(self) -> None:
        """Begin a search."""
        self._spent_s = 0.0

    @property
    def left_s(self) -> float:
        return max(0.0, self._limit_s - self._spent_s)

    @property
    def told(self) -> str:
        """As in "the 60 s for one search of it are used up"."""
        return f"the {self._limit_s:g} s for one search of it are used up"

    def spend(self, seconds: float) -> None:
        self._spent_s += seconds

    @contextmanager
    def spending(self) -> Iterator[None]:
        """Count the time inside."""
        began_s = time.monotonic()
        try:
            yield
        finally:
            self.spend(time.monotonic() - began_s)

    def refusal(self, error: RequestError, attempt: int, wait_s: float) -> str | None:
        """Why not to try again after attempt number `attempt` and a wait of `wait_s`, or None."""
        if error.silent and not self.answered and attempt >= _TRIES_IN_SILENCE:
            return "it has never answered"
        if wait_s >= self.left_s:
            return self.told
        return None


def whole_body(chunks: Iterable[bytes], *, read_timeout_s: float, patience: Patience) -> bytes:
    """All `chunks` of a reply. Raises RequestError if there is no end of them, or a slow one."""
    until = time.monotonic() + min(_DRIPPING * read_timeout_s, patience.left_s)
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > _MAX_REPLY_BYTES:
            raise RequestError("the reply does not end", again=False)
        if time.monotonic() > until:
            raise RequestError("the reply comes too slowly", again=True)
    return bytes(body)


def persist(
    send: Callable[[], T],
    pacing: Pacing,
    *,
    name: str,
    progress: Progress = silent,
    patience: Patience | None = None,
) -> T:
    """What `send` returns, trying again while that may help. Sleeps between the tries.

    Raises the last RequestError when the tries are used up, or at once if no other would help;
    OutOfPatienceError with its reason and status when the patience is.
    """
    attempt = 1
    while True:
        if patience and not patience.left_s:
            raise OutOfPatienceError(patience.told, again=False)
        try:
            return send()
        except RequestError as error:
            wait_s = (
                wait_before_retry(attempt, pacing, asked_s=error.asked_s) if error.again else None
            )
            if wait_s is None:
                raise
            if patience and (why := patience.refusal(error, attempt, wait_s)):
                raise OutOfPatienceError(
                    f"{error}; {why}", again=False, status=error.status
                ) from error
            attempt += 1
            progress(f"{name}: {error}; try {attempt} of {pacing.attempts} in {wait_s:.0f} s")
        time.sleep(wait_s)
        if patience:
            patience.spend(wait_s)


def seconds_until_turn(last: float | None, *, now: float, interval_s: float) -> float:
    """How long to wait when the last request went out at `last` (both of one wall clock).

    A `last` in the future means that the clock was set back: then one whole interval is safe.
    """
    if last is None:
        return 0.0
    return min(max(0.0, last + interval_s - now), interval_s)


class Turnstile:
    """Lets one request through in each interval, over all processes that share `folder`.

    The time of the last request is the modification time of one file, changed under a lock that
    the system frees when its holder dies. Nobody sleeps while holding it, so a process that is
    stopped or killed delays no other.
    """

    def __init__(self, folder: Path, name: str, interval_s: float) -> None:
        safe = re.sub(r"[^A-Za-z0-9._-]", "_", name)
        self._stamp = folder / f"{safe}.last"
        self._lock = FileLock(folder / f"{safe}.lock", timeout=_LOCK_TIMEOUT_S)
        self._interval_s = interval_s

    def wait(self) -> None:
        """Block until this process may send. Raises ConfigError if the folder cannot be used."""
        if self._interval_s <= 0:
            return
        while wait_s := self._take_turn():
            time.sleep(wait_s)

    def _take_turn(self) -> float:
        """Seconds until there may be a turn; 0 if it is ours now, and is taken."""
        try:
            self._stamp.parent.mkdir(parents=True, exist_ok=True)
            with self._lock:
                now = time.time()
                last = self._stamp.stat().st_mtime if self._stamp.exists() else None
                wait_s = seconds_until_turn(last, now=now, interval_s=self._interval_s)
                if wait_s == 0 or (last is not None and last > now):
                    # In the second case the stamp is set to a time that this clock can reach.
                    self._stamp.touch()
                    os.utime(self._stamp, (now, now))
                return wait_s
        except Timeout:
            # Its holder hangs, or this file system forgets to free locks. The turns of the
            # others are not known, so wait as if one of them had just sent.
            time.sleep(self._interval_s)
            return 0.0
        except OSError as error:
            raise ConfigError(
                f"cannot keep the request schedule in {self._stamp.parent}: {error}",
                hint="Set LITSYNTH_HOME to a folder that can be written to.",
            ) from error


def out_of_reach(host: str, port: int, *, timeout_s: float) -> str | None:
    """Why no connection to the host can be made, or None if one was made (and closed again).

    `timeout_s` is for everything together. HTTP libraries count it for each of a host's addresses
    anew, and not at all for the look-up of its name, so that they can take minutes to say so.
    """
    until = time.monotonic() + timeout_s
    found = _look_up(host, port, timeout_s=timeout_s)
    if isinstance(found, str):
        return found
    reason = f"{host} has no address"
    for at, (family, kind, protocol, _name, address) in enumerate(found):
        share_s = (until - time.monotonic()) / (len(found) - at)
        try:
            with socket.socket(family, kind, protocol) as connection:
                connection.settimeout(max(share_s, 0.001))
                connection.connect(address)
        except TimeoutError:
            reason = f"{host} did not answer within {timeout_s:g} s"
        except OSError as error:
            reason = f"{host}: {error.strerror or error}"
        else:
            return None
    return reason


_Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
"""As `socket.getaddrinfo` gives it; the last part depends on the family."""


def _look_up(host: str, port: int, *, timeout_s: float) -> Sequence[_Address] | str:
    """The addresses of `host`, or why there are none."""
    answers: SimpleQueue[Sequence[_Address] | str] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error
            answers.put(f"the name {host} cannot be looked up ({reason})")

    # The system's look-up cannot be interrupted, so it is left behind when time is up.
    Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=timeout_s)
    except Empty:
        return f"the name {host} could not be looked up within {timeout_s:g} s"
