"""An HTTP server on loopback that answers as OpenAlex, Semantic Scholar and Crossref do.

It fails as they do when told to.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .answers import PDF
from .catalogue import CATALOGUE
from .loopback import Loopback, LoopbackHandler
from .records import Entry
from .services_answers import Edit, Shelf, answer

_SEARCH_USD = 0.001


class Spoil(Enum):
    """One way in which the real services have been seen to fail."""

    RATE_LIMIT = auto()
    """429 in JSON."""
    UNAVAILABLE = auto()
    """503 with an HTML page."""
    SERVER_ERROR = auto()
    """500 in JSON."""
    FORBIDDEN = auto()
    """403 in JSON."""
    NO_BUDGET = auto()
    """429 as OpenAlex sends it when the day's budget is used up, to be renewed in 15 hours."""
    WEB_PAGE = auto()
    """200 with an HTML page."""
    WRONG_SHAPE = auto()
    """200 with JSON that is an error."""
    CUT = auto()
    """200 with half the JSON, and a length that fits."""
    DROPPED = auto()
    """The connection breaks in the middle of the body."""
    HUNG_UP = auto()
    """The connection closes without any answer."""
    SILENT = auto()
    """The connection stands, and never a byte comes."""
    EMPTY_BODY = auto()
    EMPTY_PAGE = auto()
    """The right total, but no record."""
    CIRCLE = auto()
    """Each page names the first one as the next."""
    SLOW = auto()
    """The right answer, 5 s late."""
    STRANGER = auto()
    """A list that holds another work than was asked for."""
    SAME_PAGE = auto()
    """The first page, whichever was asked for."""
    ECHO = auto()
    """400 with the address that was asked, key and all, and the keys in its headers."""
    MOVED = auto()
    """301 to an address of the same server that has `moved=1` in it."""
    ELSEWHERE = auto()
    """302 to another server."""
    SURROGATE = auto()
    """The right answer, with half of a character in each DOI."""


_REPLACED: Mapping[Spoil, tuple[int, str, bytes]] = {
    Spoil.RATE_LIMIT: (429, "application/json", b'{"message": "Too Many Requests"}'),
    Spoil.NO_BUDGET: (429, "application/json", b'{"error": "Rate limit exceeded"}'),
    Spoil.UNAVAILABLE: (503, "text/html", b"<html><h1>Busy</h1></html>"),
    Spoil.SERVER_ERROR: (500, "application/json", b'{"error": "Internal Server Error"}'),
    Spoil.FORBIDDEN: (403, "application/json", b'{"message": "Forbidden"}'),
    Spoil.WEB_PAGE: (200, "text/html", b"<!DOCTYPE html><html>Sign in</html>"),
    Spoil.WRONG_SHAPE: (200, "application/json", b'{"message": "Internal server error"}'),
    Spoil.EMPTY_BODY: (200, "application/json", b""),
    Spoil.MOVED: (301, "text/html", b""),
    Spoil.ELSEWHERE: (302, "text/html", b""),
}
"""What is sent instead of the right answer: status, kind and body."""
_HEADERS: Mapping[Spoil, Mapping[str, str]] = {
    Spoil.NO_BUDGET: {"X-RateLimit-Remaining-USD": "0", "Retry-After": "54000"},
    Spoil.ELSEWHERE: {"Location": "http://elsewhere.invalid/works"},
}


@dataclass(slots=True, kw_only=True)
class _Rule:
    spoil: Spoil
    where: Callable[[str, Mapping[str, str]], bool]
    after: int
    times: float
    retry_after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest:
    """One request as it came in."""

    time_s: float
    """Of `time.monotonic`."""
    path: str
    """With the service's name in front: "/openalex/works"."""
    params: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""


class ServicesStandIn(Loopback):
    """Three services while it is open, and a repository of PDFs that they may name.

    `requests` is the log, oldest first. `edits` changes what a service ("openalex", "s2",
    "crossref") says of an entry; `notices` are records that Crossref lists besides.
    """

    def __init__(self, catalogue: Iterable[Entry] = CATALOGUE) -> None:
        self.catalogue = tuple(catalogue)
        self.requests: list[ServiceRequest] = []
        self.budget_usd: float | None = None
        """What OpenAlex says is left for today; None to say nothing."""
        self.edits: dict[str, Edit] = {}
        self.notices: list[dict[str, Any]] = []
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()
        super().__init__(_Handler)

    def base_url(self, service: str) -> str:
        """Of "openalex", "s2" or "crossref"; without a final slash."""
        return f"{self.address}/{service}"

    def repository(self, entry: Entry) -> str:
        """The address of its PDF in a repository that is open to all."""
        return f"{self.address}/repository/{entry.id}.pdf"

    def spoil(
        self,
        spoil: Spoil,
        *,
        where: Callable[[str, Mapping[str, str]], bool] = lambda _path, _params: True,
        after: int = 0,
        times: float = float("inf"),
        retry_after: str | None = None,
    ) -> None:
        """Spoil requests from now on: those that `where` takes, after some, so many times."""
        self._rules.append(
            _Rule(spoil=spoil, where=where, after=after, times=times, retry_after=retry_after)
        )

    def mend(self) -> None:
        self._rules.clear()

    def taken(self, path: str, params: Mapping[str, str]) -> _Rule | None:
        """The rule that spoils this request, counted as used; the first one wins."""
        with self._lock:
            for rule in self._rules:
                if not rule.where(path, params) or rule.times <= 0:
                    continue
                if rule.after > 0:
                    rule.after -= 1
                    continue
                rule.times -= 1
                return rule
        return None

    def budget(self, path: str, status: int) -> dict[str, str]:
        """OpenAlex's headers about the day's budget, a search having been paid for."""
        if self.budget_usd is None or not path.startswith("/openalex"):
            return {}
        cost = _SEARCH_USD if path == "/openalex/works" and status == HTTPStatus.OK else 0
        self.budget_usd = round(max(self.budget_usd - cost, 0), 6)
        return {
            "X-RateLimit-Remaining-USD": str(self.budget_usd),
            "X-RateLimit-Cost-USD": str(cost),
            "X-RateLimit-Reset": "11987",
        }


class _Handler(LoopbackHandler):
    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        standin = self.server.standin
        assert isinstance(standin, ServicesStandIn)
        parts = urlsplit(self.path)
        path, params = unquote(parts.path), dict(parse_qsl(parts.query))
        headers = {name.lower(): value for name, value in self.headers.items()}
        standin.requests.append(
            ServiceRequest(time_s=time.monotonic(), path=path, params=params, headers=headers)
        )
        self.close_connection = True
        rule = standin.taken(path, params)
        spoil = rule.spoil if rule else None
        if spoil is Spoil.SILENT:
            standin.closing.wait()
            return
        if spoil is Spoil.HUNG_UP or (spoil is Spoil.SLOW and standin.closing.wait(5)):
            return
        start = {"offset": "0"} if spoil is Spoil.SAME_PAGE else {}
        shelf = Shelf(standin.catalogue, edits=standin.edits, notices=standin.notices)
        status, content = answer(shelf, path, params | start)
        kind = PDF if isinstance(content, bytes) else "application/json"
        body = _encoded(_bent(content, spoil))
        sent = standin.budget(path, status)
        if spoil and spoil in _REPLACED:
            status, kind, body = _REPLACED[spoil]
            sent |= _HEADERS.get(spoil, {})
        if spoil is Spoil.MOVED:
            sent["Location"] = f"{parts.path}?{parts.query}&moved=1"
        if rule and rule.retry_after:
            sent["Retry-After"] = rule.retry_after
        if spoil is Spoil.ECHO:
            names = ("X-API-Key", "Crossref-Plus-API-Token", "User-Agent")
            whose = ", ".join(self.headers.get(name, "").removeprefix("Bearer ") for name in names)
            status, body = 400, _encoded({"error": f"No right for {whose} to {self.path}"})
        if spoil is Spoil.SURROGATE:
            body = body.replace(b"10.5555/", b"10.5555/\\ud800")
        if spoil is Spoil.CUT:
            body = body[: len(body) // 2]
        sent |= {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
        self.send_response(status)
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if spoil is Spoil.DROPPED else body)


def _encoded(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    return content.encode() if isinstance(content, str) else json.dumps(content).encode()


def _bent(content: Any, spoil: Spoil | None) -> Any:
    """A list reply whose page is empty, holds a stranger, or leads back to the first."""
    match spoil:
        case Spoil.STRANGER if "results" in content:
            return content | {"results": [{"id": "https://openalex.org/W1", "title": "Another"}]}
        case Spoil.CIRCLE if "meta" in content:
            return content | {"meta": content["meta"] | {"next_cursor": "after1"}}
        case Spoil.CIRCLE:
            return content | {"token": "after1", "next": 1}
        case Spoil.EMPTY_PAGE if "message" in content:
            return content | {"message": content["message"] | {"items": []}}
        case Spoil.EMPTY_PAGE:
            return content | {"results" if "results" in content else "data": []}
        case _:
            return content
