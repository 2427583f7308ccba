"""JSON over HTTP for every source: politely, within time, and whole. The stage's only `httpx`.

Keys and mail addresses are added below the client, so that no log, message, record or cache has
them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from ssl import SSLCertVerificationError
from typing import Generic, TypeVar
from urllib.parse import quote_plus, urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from litsynth import __version__
from litsynth.net import (
    Patience,
    RequestError,
    Turnstile,
    out_of_reach,
    pacing_of,
    persist,
    refusal,
    whole_body,
)
from litsynth.ports import Progress, silent
from litsynth.search.replies import Replies
from litsynth.search.sources.refusals import is_web_page, said
from litsynth.settings import ServiceSettings, login_of, without_login
from litsynth.surrogates import without_surrogates

T = TypeVar("T")

HOPELESS_S = 600.0
"""A server that asks to wait longer has closed for the day; trying again would be rude."""
_MAX_REDIRECTS = 3
_ABOUT_KEYS = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
)


class ServiceClosedError(RequestError):
    """Nothing more can be had of this service in this run, whatever is asked."""

    def __init__(self, reason: str, *, sent: bool = True, status: int | None = None) -> None:
        super().__init__(reason, again=False, status=status)
        self.sent = sent
        """Whether the request went out at all."""


Headers = Mapping[str, str]
"""Names in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How one service is spoken to."""

    label: str
    """As the user reads it: "OpenAlex"."""
    hint: str
    """What the user can do if it cannot be reached."""
    key_hint: str
    """What helps where it asks for a key, or for patience."""
    params: Mapping[str, str] = field(default_factory=dict)
    """Added to each address when it is sent, and to nothing else: keys, mail addresses."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The same as headers."""
    before: Callable[[str], None] = lambda _path: None
    """Called before each request; raises ServiceClosedError if it would be in vain."""
    heard: Callable[[str, int, Headers], None] = lambda _path, _status, _headers: None
    """Told path, status and headers of each reply; may raise ServiceClosedError for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[T]):
    """What a service answered, read."""

    content: T
    sent_at: datetime
    """UTC, when the service was asked, be it in an earlier run."""


class JsonService:
    """Asks one service for JSON, at most once for the same thing while its replies are kept."""

    def __init__(
        self,
        settings: ServiceSettings,
        *,
        manners: Manners,
        turnstile: Turnstile,
        replies: Replies | None = None,
        progress: Progress = silent,
    ) -> None:
        self._settings = settings
        self._base_url = without_login(settings.base_url)
        self._manners = manners
        self._turnstile = turnstile
        self._replies = replies
        self._progress = progress
        self._pacing = pacing_of(settings)
        self._in_contact = False
        self._patience = Patience(settings.search_timeout_s)

    def begin(self) -> None:
        """Begin a search, or one look-up: from here its time is counted."""
        self._patience.renew()

    @property
    def label(self) -> str:
        return self._manners.label

    def advice(self, error: RequestError) -> str:
        """What the user can do about `error`."""
        about_keys = error.status in _ABOUT_KEYS
        return self._manners.key_hint if about_keys else self._manners.hint

    def get(self, path: str, params: Mapping[str, str], read: Callable[[object], T]) -> Reply[T]:
        """What `read` makes of the JSON at `path` ("/works", escaped) with `params`.

        `read` may raise RequestError to have the service asked again; what it refuses is not kept.
        Raises RequestError, or ServiceClosedError if no other request will fare better.
        """
        query = f"?{urlencode(params)}" if params else ""
        address = f"{self._base_url}{path}{query}"
        kept = self._replies.find(address) if self._replies else None
        if kept is not None:
            try:
                return Reply(content=read(_parsed(kept.body)), sent_at=kept.sent_at)
            except RequestError:
                kept = None  # What an older version kept is asked for again.

        def send() -> Reply[T]:
            self._manners.before(path)
            self._make_contact()
            _ = self._client  # Made before the turn comes: it takes some tenths of a second.
            self._turnstile.wait()
            sent_at = datetime.now(UTC).replace(microsecond=0)
            with self._patience.spending():
                body = self._fetched(path, address)
            reply = Reply(content=read(_parsed(body)), sent_at=sent_at)
            if self._replies:
                self._replies.keep(address, body, sent_at=sent_at)
            return reply

        return persist(
            send,
            self._pacing,
            name=self.label,
            progress=self._progress,
            patience=self._patience,
        )

    def _make_contact(self) -> None:
        """Raise ServiceClosedError within the connect time-out if nothing listens there.

        httpx counts that time for each of a host's addresses anew, and not for looking them up.
        """
        if self._in_contact:
            return
        base, timeout_s = self._base_url, self._settings.connect_timeout_s
        parts = urlsplit(base)
        if _proxy_for(base) is None:  # Else only the proxy can tell.
            port = parts.port or (443 if parts.scheme == "https" else 80)
            if reason := out_of_reach(parts.hostname or "", port, timeout_s=timeout_s):
                raise ServiceClosedError(f"cannot be reached at {base}: {reason}", sent=False)
        self._in_contact = True

    def _fetched(self, path: str, address: str) -> bytes:
        """The body of one good reply. Raises RequestError."""
        read_s = min(self._settings.read_timeout_s, self._patience.left_s)
        connect_s = min(self._settings.connect_timeout_s, self._patience.left_s)
        try:
            request = self._client.build_request(
                "GET", address, timeout=httpx.Timeout(read_s, connect=connect_s)
            )
            for _ in range(_MAX_REDIRECTS):
                response = self._client.send(request, stream=True)
                self._patience.answered = True
                try:
                    if (onward := self._onward(response)) is None:
                        return self._taken(path, response)
                    request = onward
                finally:
                    response.close()
        except httpx.ConnectTimeout as error:
            raise RequestError(
                f"no connection within {connect_s:.3g} s", again=True, silent=True
            ) from error
        except httpx.TimeoutException as error:
            raise RequestError(
                f"no answer within {read_s:.3g} s", again=True, silent=True
            ) from error
        except httpx.ProxyError as error:
            raise ServiceClosedError(f"the proxy does not answer ({error})", sent=False) from error
        except httpx.ConnectError as error:
            if isinstance(_first_cause(error), SSLCertVerificationError):
                what = f"the server's certificate is not accepted ({error})"
                raise ServiceClosedError(what, sent=False) from error
            raise RequestError(f"no connection ({error})", again=True) from error
        except (httpx.NetworkError, httpx.ProtocolError, httpx.DecodingError) as error:
            raise RequestError("the connection broke off", again=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RequestError(
                self._discreet(f"the request failed ({error})"), again=False
            ) from error
        raise RequestError("the reply leads from one address to the next", again=False)

    def _onward(self, response: httpx.Response) -> httpx.Request | None:
        """Where a reply sends us, None if nowhere. Raises RequestError for another host.

        OpenAlex and Crossref send from a merged record to the one that is left. Another host
        would be told the key.
        """
        onward = response.next_request
        if onward is None:
            return None
        here = httpx.URL(self._base_url)
        if onward.url.host != here.host or (here.scheme == "https" != onward.url.scheme):
            raise RequestError(f"sent on to another server, {onward.url.host}", again=False)
        return onward

    def _taken(self, path: str, response: httpx.Response) -> bytes:
        """The whole body. Raises RequestError for a refusal, or if it is too long or too slow."""
        body = whole_body(
            response.iter_bytes(),
            read_timeout_s=self._settings.read_timeout_s,
            patience=self._patience,
        )
        headers = {name.lower(): value for name, value in response.headers.items()}
        self._manners.heard(path, response.status_code, headers)
        if response.status_code != HTTPStatus.OK:
            raise self._refused(response.status_code, headers, body)
        return body

    def _refused(self, status: int, headers: Headers, body: bytes) -> RequestError:
        """What a refusal means for us, with the service's own words where it has some."""
        error = refusal(status, headers.get("retry-after"), now=datetime.now(UTC))
        # Before it is shortened: of a key in the middle of the cut, a part would be left.
        words = said(self._discreet(body.decode(errors="replace")).encode())
        reason = self._discreet(f"{error}: {words}" if words else str(error))
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            return ServiceClosedError(reason, status=status)
        if error.again and (error.asked_s or 0) > HOPELESS_S:
            hours = (error.asked_s or 0) / 3600
            return ServiceClosedError(f"{reason}; it asks to wait {hours:.1f} h", status=status)
        return RequestError(reason, again=error.again, status=status, asked_s=error.asked_s)

    def _discreet(self, reason: str) -> str:
        """`reason` without any key, password or mail address, should a server repeat ours."""
        settings = self._settings
        _, password = login_of(settings.base_url) or ("", "")
        for secret in filter(None, (settings.api_key, settings.mailto, password)):
            for form in (secret, quote_plus(secret)):
                reason = reason.replace(form, "…")
        return reason

    @cached_property
    def _client(self) -> httpx.Client:
        """Made late, so that what is answered from disk opens nothing."""
        base = self._base_url
        mailto = self._settings.mailto
        agent = f"litsynth/{__version__}" + (f" (mailto:{mailto})" if mailto else "")
        try:
            plain = httpx.HTTPTransport(
                proxy=_proxy_for(base),
                # With seconds between two requests, an open connection would be left behind.
                limits=httpx.Limits(max_keepalive_connections=0),
            )
        except (ImportError, ValueError) as error:
            raise ServiceClosedError(
                f"the proxy named in the environment cannot be used ({error})", sent=False
            ) from error
        return httpx.Client(
            transport=_Signing(plain, params=self._manners.params, headers=self._manners.headers),
            headers={"User-Agent": agent, "Accept": "application/json"},
            auth=login_of(self._settings.base_url),
        )


class _Signing(httpx.BaseTransport):
    """Adds what is secret to each request, below the level where httpx logs addresses."""

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        params: Mapping[str, str],
        headers: Mapping[str, str],
    ) -> None:
        self._inner = inner
        self._params = dict(params)
        self._headers = dict(headers)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        signed = httpx.Request(
            request.method,
            request.url.copy_merge_params(self._params) if self._params else request.url,
            headers={**request.headers, **self._headers},
            stream=request.stream,
            extensions=request.extensions,
        )
        return self._inner.handle_request(signed)

    def close(self) -> None:
        self._inner.close()


def _first_cause(error: BaseException) -> BaseException:
    while (before := error.__cause__ or error.__context__) is not None:
        error = before
    return error


def _proxy_for(address: str) -> str | None:
    """The proxy that the environment names for `address`, or None."""
    parts = urlsplit(address)
    if proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _parsed(body: bytes) -> object:
    """The JSON in `body`, its lone surrogates replaced: no file could hold them.

    Raises RequestError.
    """
    try:
        content = json.loads(body)
        return json.loads(without_surrogates(json.dumps(content, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        if is_web_page(body):
            what = "a web page, not JSON"
        elif not body.strip():
            what = "empty"
        else:
            what = "cut short or damaged"
        raise RequestError(f"the reply is {what}", again=True) from error
