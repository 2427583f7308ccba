"""How arXiv's replies are fetched: politely, within time, and whole. The only user of `requests`.

The `arxiv` package sends through a `requests` session without time-outs; this adapter, mounted
there, adds them and says with a `RequestError` what went wrong and whether to ask again.
"""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from http import HTTPStatus
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests import exceptions as failures
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, select_proxy
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError as BrokenReply
from urllib3.exceptions import ReadTimeoutError

from litsynth.net import Patience, RequestError, Turnstile, out_of_reach, refusal, whole_body

_CHUNK_BYTES = 65_536

_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>\s*(\d+)\s*<")
_ENTRY = re.compile(rb"<entry[\s>]")
_ERROR = re.compile(rb"<id>\s*https?://arxiv\.org/api/errors")
_SUMMARY = re.compile(rb"<summary[^>]*>(.*?)</summary>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What a page of results says about itself."""

    total: int
    """Records that match, on all pages."""
    entries: int
    """Records on this page."""


def feed_facts(body: bytes) -> FeedFacts:
    """The facts of one Atom page. Raises RequestError if it is none, cut short, or a refusal.

    The `arxiv` package reads a feed as far as it goes and drops the rest without a word, and it
    skips the entry that stands for a refusal.
    """
    if b"<feed" not in body:
        what = "a web page" if b"<html" in body.lower() else "no Atom feed"
        raise RequestError(f"the reply is {what}", again=True)
    total = _TOTAL.search(body)
    if total is None or not body.rstrip().endswith(b"</feed>"):
        raise RequestError("the reply is cut short", again=True)
    if _ERROR.search(body):
        # The server before late 2025, and so perhaps a mirror, refused with status 200.
        status = HTTPStatus.BAD_REQUEST
        raise RequestError(f"HTTP {status:d}{_said(body)}", again=False, status=status)
    return FeedFacts(total=int(total.group(1)), entries=len(_ENTRY.findall(body)))


def _said(body: bytes) -> str:
    """The server's own words about a refusal, after a colon; empty if it has none."""
    words = _SUMMARY.search(body)
    text = unescape(words.group(1).decode(errors="replace")).strip() if words else ""
    return f": {text}" if text else ""


class PoliteAdapter(HTTPAdapter):
    """Waits for its turn before each request, keeps to time-outs, and reads each reply whole."""

    def __init__(
        self,
        *,
        turnstile: Turnstile,
        connect_timeout_s: float,
        read_timeout_s: float,
        agent: str,
        inspect: Callable[[bytes], None],
        patience: Patience,
    ) -> None:
        """`inspect` is shown the body of each good reply; it may raise RequestError."""
        super().__init__(max_retries=0)
        self._turnstile = turnstile
        self._timeouts_s = (connect_timeout_s, read_timeout_s)
        self._agent = agent
        self._inspect = inspect
        self._patience = patience

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature of requests
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - the signature of requests
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """The reply, read to its end. Raises RequestError for whatever is no good reply."""
        _ = stream, timeout
        self._turnstile.wait()
        request.headers["User-Agent"] = self._agent
        connect_s, read_s = (min(limit_s, self._patience.left_s) for limit_s in self._timeouts_s)
        with self._patience.spending():
            try:
                response = super().send(
                    request,
                    stream=True,
                    timeout=(connect_s, read_s),
                    verify=verify,
                    cert=cert,
                    proxies=proxies,
                )
            except failures.RequestException as error:
                raise _unsent(error, (connect_s, read_s)) from error
            self._patience.answered = True
            if response.is_redirect:
                return response
            body = self._body(response)
        if response.status_code != HTTPStatus.OK:
            raise _refused(response, body)
        self._inspect(body)
        response.raw = HTTPResponse(body=io.BytesIO(body), preload_content=False)
        return response

    def _body(self, response: Response) -> bytes:
        """The whole body. Raises RequestError if it breaks off, is too long, or takes too long."""
        chunks = response.raw.stream(_CHUNK_BYTES, decode_content=True)
        try:
            return whole_body(chunks, read_timeout_s=self._timeouts_s[1], patience=self._patience)
        except ReadTimeoutError as error:
            raise _silent(self._timeouts_s[1]) from error
        except (BrokenReply, OSError) as error:
            raise RequestError("the connection broke off in the reply", again=True) from error
        finally:
            response.raw.close()


def _unsent(error: failures.RequestException, timeouts_s: tuple[float, float]) -> RequestError:
    """What it means for us that no reply came."""
    match error:
        case failures.ConnectTimeout():
            reason = f"no connection within {timeouts_s[0]:.3g} s"
            return RequestError(reason, again=True, silent=True)
        case failures.ReadTimeout():
            return _silent(timeouts_s[1])
        case failures.SSLError():
            return RequestError(f"the server's certificate is not accepted ({error})", again=False)
        case failures.ProxyError():
            return RequestError(f"the proxy does not answer ({error})", again=False)
        case failures.ConnectionError():
            return RequestError("the connection broke off", again=True)
        case _:
            return RequestError(f"the request cannot be sent ({error})", again=False)


def _silent(timeout_s: float) -> RequestError:
    return RequestError(f"no answer within {timeout_s:.3g} s", again=True, silent=True)


def _refused(response: Response, body: bytes) -> RequestError:
    """The server's refusal, with its own words where it has some."""
    error = refusal(
        response.status_code, response.headers.get("Retry-After"), now=datetime.now(UTC)
    )
    reason = f"{error}{_said(body)}"
    return RequestError(reason, again=error.again, status=error.status, asked_s=error.asked_s)


def out_of_reach_at(address: str, *, timeout_s: float) -> str | None:
    """Why the server of `address` cannot be connected to, or None if it can.

    None also where a proxy stands between: only the proxy can tell.
    """
    parts = urlsplit(address)
    if select_proxy(address, get_environ_proxies(address)):
        return None
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return out_of_reach(parts.hostname or "", port, timeout_s=timeout_s)
