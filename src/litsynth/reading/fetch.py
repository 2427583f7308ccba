"""PDFs over HTTP and from disk, as a Fetcher. The stage's only `httpx`."""

import os
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

import httpx

from litsynth import __version__
from litsynth.net import Pacing, RequestError, Turnstile, persist, refusal
from litsynth.ports import Progress, silent
from litsynth.reading.downloads import Downloads
from litsynth.reading.recognise import is_pdf_address
from litsynth.records import Paper, Unreadable
from litsynth.settings import ReadingSettings
from litsynth.sizes import size_in_words

DEFAULT_PACING = Pacing(attempts=4, base_s=2.0, longest_s=60.0)
MAGIC_BYTES = 1024
"""Where PDF readers look for %PDF: some files begin with a mail header or stray bytes."""
_CONNECT_TIMEOUT_S = 10.0
_SILENCE_S = 30.0
_UNREACHABLE_AFTER = 2
"""So many failures to connect to a host, or silences of it, in a row: the rest is not asked for."""
_MAX_REDIRECTS = 8
_END_BYTES = 2048


class HttpFetcher:
    """Downloads a paper's PDF, or reads it from disk, once: later the cache answers.

    An arXiv address with a version always means the same bytes. One without a version may mean
    newer ones later, and still the cache answers, so that a run can be repeated; who wants the
    new ones deletes the cache folder.
    """

    def __init__(
        self,
        settings: ReadingSettings,
        *,
        cache: Path,
        turnstile_for: Callable[[str], Turnstile | None],
        offline: bool,
        login_for: Callable[[str], tuple[str, str] | None] = lambda _: None,
        pacing: Pacing = DEFAULT_PACING,
        progress: Progress = silent,
    ) -> None:
        """`turnstile_for` names the schedule of a host ("arxiv.org"), None where there is none;
        `login_for` tells name and password for an address, which is written down without them.
        """
        self._limit_bytes = int(settings.max_file_mb * 1_000_000)
        self._limit_words = f"larger than {size_in_words(self._limit_bytes)}"
        self._timeout_s = settings.timeout_s
        self._silence_s = min(settings.timeout_s, _SILENCE_S)
        self._downloads = Downloads(cache)
        self._turnstile_for = turnstile_for
        self._offline = offline
        self._login_for = login_for
        self._pacing = pacing
        self._progress = progress
        self._answered: set[str] = set()
        self._lost: Counter[str] = Counter()

    def fetch(self, paper: Paper) -> bytes | Unreadable:
        """The PDF's bytes, with %PDF near their begin, or why there are none.

        Of a file of the user's own that is not called a PDF, its bytes as they are.
        """
        if paper.pdf_url is None:
            return Unreadable(paper=paper.id, reason="no source lists a PDF")
        try:
            if urlsplit(paper.pdf_url).scheme == "file":
                return self._read(paper.pdf_url)
            return self._cached_or_downloaded(paper.pdf_url)
        except (RequestError, ValueError) as error:  # ValueError: an address without sense.
            return Unreadable(paper=paper.id, reason=str(error))

    def _read(self, url: str) -> bytes:
        """The file behind a `file:` address. Raises RequestError."""
        path = _path_of(url)
        try:
            if not path.exists():
                raise RequestError(f"the file is not there: {path}", again=False)
            if not path.is_file():  # Reading a pipe or a device might never end.
                raise RequestError(f"not a file: {path}", again=False)
            with path.open("rb") as file:
                data = file.read(self._limit_bytes + 1)
        except OSError as error:
            raise RequestError(f"cannot read {path}: {error.strerror}", again=False) from error
        if len(data) > self._limit_bytes:
            raise RequestError(self._limit_words, again=False)
        # What another name promises is for the reader to say: it reads more than PDFs.
        if is_pdf_address(url) and (fault := fault_of(data)):
            raise RequestError(f"the file is {fault}", again=False)
        return data

    def _cached_or_downloaded(self, url: str) -> bytes:
        """Raises RequestError, or ValueError for an address that is none."""
        url, _, _ = url.partition("#")
        if data := self._downloads.find(url):
            return data
        if self._offline:
            raise RequestError("not downloaded before, and this run is offline", again=False)
        host = urlsplit(url).hostname or ""
        if self._lost[host] >= _UNREACHABLE_AFTER:
            raise RequestError(f"{host} did not answer before", again=False)
        try:
            data = persist(
                lambda: self._download(url, host), self._pacing, name=host, progress=self._progress
            )
        except RequestError as error:
            # A host that keeps silent would cost each paper of it a minute or more.
            self._lost[host] += error.silent
            raise
        # A PDF cut short may still be readable in part, but must not stay cut short for ever.
        if b"%%EOF" in data[-_END_BYTES:]:
            self._downloads.keep(url, data)
        return data

    def _download(self, url: str, host: str) -> bytes:
        """One try. Raises RequestError."""
        try:
            with self._client.stream("GET", url, auth=self._login_for(url)) as response:
                self._answered.add(host)
                self._lost[host] = 0
                if response.status_code != HTTPStatus.OK:
                    asked = response.headers.get("Retry-After")
                    raise refusal(response.status_code, asked, now=datetime.now(UTC))
                return self._body(response)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            self._lost[host] += 1
            # Whoever answered once in this run will probably be back.
            again = host in self._answered
            raise RequestError(f"{host} cannot be reached ({error})", again=again) from error
        except httpx.TimeoutException as error:
            reason = f"{host} sent nothing for {self._silence_s:g} s"
            again = host in self._answered
            raise RequestError(reason, again=again, silent=True) from error
        except httpx.ProxyError as error:
            raise RequestError(f"the proxy does not answer ({error})", again=False) from error
        except (httpx.NetworkError, httpx.ProtocolError) as error:
            raise RequestError(f"{host} hung up ({error})", again=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RequestError(f"{url} cannot be fetched ({error})", again=False) from error

    def _body(self, response: httpx.Response) -> bytes:
        """The whole PDF. Raises RequestError as soon as it is clear that there will be none."""
        until = time.monotonic() + self._timeout_s
        data = bytearray()
        try:
            for chunk in response.iter_bytes():
                began = len(data) < MAGIC_BYTES
                data += chunk
                if len(data) > self._limit_bytes:
                    raise RequestError(self._limit_words, again=False)
                if began and len(data) >= MAGIC_BYTES and (fault := fault_of(data)):
                    raise RequestError(f"the server sent {fault}", again=False)
                if time.monotonic() > until:
                    reason = f"not complete after {self._timeout_s:g} s"
                    raise RequestError(reason, again=False)
        except (httpx.RemoteProtocolError, httpx.ReadError) as error:
            size = response.headers.get("Content-Length", "")
            whole = f"{int(size):,}" if size.isdecimal() else "an unknown number of"
            raise RequestError(f"truncated: {len(data):,} of {whole} bytes", again=True) from error
        if fault := fault_of(data):
            raise RequestError(f"the server sent {fault}", again=False)
        return bytes(data)

    @cached_property
    def _client(self) -> httpx.Client:
        """Made late: an offline run has none."""
        return httpx.Client(
            follow_redirects=True,
            max_redirects=_MAX_REDIRECTS,
            timeout=httpx.Timeout(
                self._silence_s, connect=min(_CONNECT_TIMEOUT_S, self._silence_s)
            ),
            # With seconds between two requests, an open connection would only be left behind.
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={
                "User-Agent": f"litsynth/{__version__}",
                "Accept": "application/pdf,*/*;q=0.5",
                "Accept-Encoding": "identity",
            },
            event_hooks={"request": [self._take_turn]},
        )

    def _take_turn(self, request: httpx.Request) -> None:
        """Called before each request, those after a redirect to another host included."""
        if turnstile := self._turnstile_for(request.url.host):
            turnstile.wait()


def _path_of(url: str) -> Path:
    """Raises RequestError if the address names another machine."""
    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"}:
        raise RequestError(f"not a file of this machine: {url}", again=False)
    if os.name == "nt":
        return Path(url2pathname(parts.path))
    # File names are bytes here; some are not valid UTF-8.
    return Path(os.fsdecode(unquote_to_bytes(parts.path)))


def fault_of(data: bytes | bytearray) -> str | None:
    """What `data` is if it is no PDF ("a web page, not a PDF"), or None if it begins as one does.

    Whether the rest of it can be read is for the reader to say.
    """
    head = bytes(data[:MAGIC_BYTES])
    if b"%PDF" in head:
        return None
    if not data:
        return "an empty file"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "a web page, not a PDF"
    return "not a PDF"
