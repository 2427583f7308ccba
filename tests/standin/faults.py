"""Failures that a test can order the stand-in to show."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Fault(Enum):
    """One way in which the real service has been seen to fail."""

    RATE_LIMIT = auto()
    """429 with the words "Rate exceeded."; a Retry-After header if `retry_after` is given."""
    UNAVAILABLE = auto()
    """503, with Retry-After if given."""
    SERVER_ERROR = auto()
    """500."""
    EMPTY_PAGE = auto()
    """200 and a feed with the right total, but no entry."""
    DROPPED = auto()
    """The connection breaks in the middle of the body."""
    HUNG_UP = auto()
    """The connection closes without any answer."""
    SLOW = auto()
    """The right answer, `delay_s` late."""
    SILENT = auto()
    """The connection stands, and never a byte comes."""
    NOT_FOUND = auto()
    """404 with a small HTML page."""
    CUT = auto()
    """200 and half of what was asked for, with a length that fits."""
    TRUNCATED_PDF = auto()
    """200 and a PDF whose second half is missing; Content-Length fits what is sent."""
    HTML_PAGE = auto()
    """200 and an HTML page that still claims to be what was asked for."""
    ENDLESS_PDF = auto()
    """A PDF head, then bytes without Content-Length, up to `size_bytes`."""
    EMPTY_BODY = auto()
    """200 and no byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRule:
    """When a fault shows: to requests whose path starts with `on` and that hold `params`."""

    fault: Fault
    on: str = "/"
    times: int | None = None
    """How many requests it spoils; None for all."""
    after: int = 0
    """How many matching requests it lets pass first."""
    params: Mapping[str, str] = field(default_factory=dict)
    retry_after: int | None = None
    """Seconds, sent as a header with 429 and 503."""
    delay_s: float = 5.0
    """For SLOW."""
    size_bytes: int = 200_000_000
    """For ENDLESS_PDF."""

    def __post_init__(self) -> None:
        if self.fault is Fault.EMPTY_PAGE and not self.on.startswith("/api/"):
            raise ValueError(f"EMPTY_PAGE is for '/api/query', got on={self.on!r}")

    def concerns(self, path: str, params: Mapping[str, str]) -> bool:
        return path.startswith(self.on) and self.params.items() <= params.items()


class Faults:
    """The rules now in force. Safe to change while the server answers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[tuple[FaultRule, list[int]]] = []

    def add(
        self,
        fault: Fault,
        *,
        on: str = "/",
        times: int | None = None,
        after: int = 0,
        params: Mapping[str, str] | None = None,
        retry_after: int | None = None,
        delay_s: float = 5.0,
        size_bytes: int = 200_000_000,
    ) -> None:
        """Show `fault` from now on; FaultRule says what each argument means."""
        rule = FaultRule(
            fault=fault,
            on=on,
            times=times,
            after=after,
            params=dict(params or {}),
            retry_after=retry_after,
            delay_s=delay_s,
            size_bytes=size_bytes,
        )
        with self._lock:
            self._rules.append((rule, [0]))

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def take(self, path: str, params: Mapping[str, str]) -> FaultRule | None:
        """The rule that spoils this request, counted as used; the rule added first wins."""
        with self._lock:
            for rule, seen in self._rules:
                last = None if rule.times is None else rule.after + rule.times
                if not rule.concerns(path, params) or (last is not None and seen[0] >= last):
                    continue
                seen[0] += 1
                if seen[0] > rule.after:
                    return rule
        return None
