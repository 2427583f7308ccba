"""An HTTP server on loopback that answers as arXiv does, and fails as arXiv does when told to."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit

from .answers import PDF, answer
from .catalogue import CATALOGUE
from .faults import Fault, Faults
from .loopback import Loopback, LoopbackHandler
from .records import Entry

_CHUNK = b"0123456789abcdef" * 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came in."""

    time_s: float
    """Of `time.monotonic`, so that a test can measure the gaps."""
    path: str
    params: Mapping[str, str]
    user_agent: str
    fault: Fault | None
    """The fault that this request met."""


class ArxivStandIn(Loopback):
    """`{base_url}/api/query`, `{base_url}/pdf/{id}` and `{base_url}/abs/{id}` while it is open.

    `requests` is the log, oldest first; `faults` takes orders; `catalogue` is what it serves, and
    may be exchanged while it runs.
    """

    def __init__(self, catalogue: Iterable[Entry] = CATALOGUE) -> None:
        self.catalogue = tuple(catalogue)
        self.faults = Faults()
        self.requests: list[Request] = []
        self._sent: Counter[str] = Counter()
        self._counting = threading.Lock()
        super().__init__(_Handler)

    @property
    def base_url(self) -> str:
        """Without a final slash."""
        return self.address

    @property
    def query_url_format(self) -> str:
        """For `arxiv.Client.query_url_format`."""
        return self.base_url + "/api/query?{}"

    def asked(self, path: str) -> tuple[Request, ...]:
        """The requests whose path starts with `path`, oldest first."""
        return tuple(request for request in self.requests if request.path.startswith(path))

    def sent_bytes(self, path: str) -> int:
        """Bytes of bodies for exactly `path`, up to the chunk being sent; buffers included."""
        return self._sent[path]

    def count_sent(self, path: str, size_bytes: int) -> None:
        with self._counting:
            self._sent[path] += size_bytes


class _Handler(LoopbackHandler):
    @property
    def standin(self) -> ArxivStandIn:
        assert isinstance(self.server.standin, ArxivStandIn)
        return self.server.standin

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        standin = self.standin
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        params = dict(parse_qsl(parts.query, keep_blank_values=True))
        rule = standin.faults.take(path, params)
        fault = None if rule is None else rule.fault
        standin.requests.append(
            Request(
                time_s=time.monotonic(),
                path=path,
                params=params,
                user_agent=self.headers.get("User-Agent", ""),
                fault=fault,
            )
        )
        # A connection for each request, so that nothing is left open after a test.
        self.close_connection = True
        if rule is not None and fault is Fault.ENDLESS_PDF:
            self._stream(path, rule.size_bytes)
            return
        if fault is Fault.SILENT:
            standin.closing.wait()
            return
        late = rule is not None and fault is Fault.SLOW and standin.closing.wait(rule.delay_s)
        if late or fault is Fault.HUNG_UP:
            return
        reply = answer(standin.catalogue, path, params, rule)
        size = len(reply.body)
        self._begin(reply.status, reply.kind, {**reply.headers, "Content-Length": str(size)})
        self._send(path, reply.body[: size // 2] if fault is Fault.DROPPED else reply.body)

    def _stream(self, path: str, size_bytes: int) -> None:
        self._begin(HTTPStatus.OK, PDF, {})
        chunk = b"%PDF-1.7\n" + _CHUNK
        while size_bytes > 0 and not self.standin.closing.is_set():
            self._send(path, chunk[:size_bytes])
            size_bytes -= len(chunk)
            chunk = _CHUNK

    def _begin(self, status: HTTPStatus, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, path: str, body: bytes) -> None:
        # Counted first: a client that has read all may ask for the count at once.
        self.standin.count_sent(path, len(body))
        self.wfile.write(body)
