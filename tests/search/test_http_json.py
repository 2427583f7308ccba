"""What the transport does with redirects, proxies, and replies without end, over real HTTP."""

import gzip
import json
import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx
import pytest

from litsynth.errors import SourceError
from litsynth.net import Turnstile
from litsynth.records import Concept, SearchPlan
from litsynth.search.replies import Replies
from litsynth.search.sources.openalex import OpenAlexSource
from litsynth.search.sources.refusals import said
from litsynth.settings import OpenAlexSettings
from tests.standin.services import Spoil

SOIL = SearchPlan(question="What of soil?", concepts=(Concept(phrase="soil"),))
SECRET = "k3y-of-a-user"  # noqa: S105 - invented


@pytest.fixture
def source(services, tmp_path):
    def made(*, replies=None, **settings):
        defaults = {"base_url": services.base_url("openalex"), "interval_s": 0, "attempts": 2}
        return OpenAlexSource(
            OpenAlexSettings.model_validate(defaults | {"longest_wait_s": 0.01} | settings),
            turnstile=Turnstile(tmp_path, "openalex", 0),
            replies=replies,
        )

    return made


def test_a_record_that_moved_on_the_same_server_is_followed_with_the_key(source, services):
    services.spoil(Spoil.MOVED, times=1)
    assert source(api_key=SECRET).search(SOIL, limit=1).papers
    first, second = services.requests
    assert second.params["moved"] == "1"
    assert first.params["api_key"] == second.params["api_key"] == SECRET


def test_addresses_that_lead_to_each_other_for_ever_are_left(source, services):
    services.spoil(Spoil.MOVED)
    with pytest.raises(SourceError, match="from one address to the next"):
        source().search(SOIL, limit=1)
    assert len(services.requests) < 10


def test_a_proxy_that_the_environment_names_is_used(source, services, monkeypatch):
    """The stand-in takes a proxy's requests too: their path is a whole address."""
    monkeypatch.setenv("http_proxy", services.base_url(""))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert source(base_url="http://behind.invalid/openalex").search(SOIL, limit=1).papers
    assert services.requests[0].headers["host"] == "behind.invalid"
    monkeypatch.setenv("no_proxy", "behind.invalid")
    with pytest.raises(SourceError, match="cannot be reached"):
        source(base_url="http://behind.invalid/openalex").search(SOIL, limit=1)


def test_a_proxy_that_is_not_there_is_told(source, monkeypatch):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(SourceError, match="no connection"):
        source(base_url="http://behind.invalid/openalex").search(SOIL, limit=1)
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1")
    with pytest.raises(SourceError, match="proxy named in the environment cannot be used"):
        source(base_url="http://behind.invalid/openalex").search(SOIL, limit=1)


def test_a_certificate_that_is_not_accepted_is_not_asked_for_again(source, monkeypatch):
    tries = []

    def refuse(_transport, request):
        tries.append(request)
        fault = ssl.SSLCertVerificationError("certificate verify failed: self-signed certificate")
        inner = OSError("as the library below tells of it, without naming the cause")
        inner.__context__ = fault
        raise httpx.ConnectError(str(fault)) from inner

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", refuse)
    with pytest.raises(SourceError, match="certificate is not accepted"):
        source(attempts=3).search(SOIL, limit=1)
    assert len(tries) == 1


def test_a_reply_without_end_is_not_read_to_it(source, monkeypatch):
    monkeypatch.setattr("litsynth.net._MAX_REPLY_BYTES", 100)
    with pytest.raises(SourceError, match="the reply does not end"):
        source().search(SOIL, limit=1)


def test_a_reply_that_drips_is_given_up(source, monkeypatch):
    monkeypatch.setattr("litsynth.net._DRIPPING", 0)
    with pytest.raises(SourceError, match="the reply comes too slowly"):
        source().search(SOIL, limit=1)


def test_a_kept_reply_that_cannot_be_read_any_more_is_asked_for_again(source, services, tmp_path):
    replies = Replies(tmp_path / "replies", ttl_h=1)
    first = source(replies=replies).search(SOIL, limit=1)
    params = dict(services.requests[0].params)
    address = f"{services.base_url('openalex')}/works?{urlencode(params)}"
    assert replies.find(address) is not None
    for body in (b'{"from": "an older version"}', b"no json"):
        replies.keep(address, body, sent_at=datetime.now(UTC))
        asked = len(services.requests)
        assert source(replies=replies).search(SOIL, limit=1).papers == first.papers
        assert len(services.requests) == asked + 1


def test_a_server_that_repeats_the_key_does_not_have_it_printed(source, services):
    services.spoil(Spoil.ECHO)
    with pytest.raises(SourceError) as caught:
        source(api_key=SECRET).search(SOIL, limit=1)
    assert "HTTP 400 (bad request)" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_login_in_the_address_is_sent_and_not_written_down(source, services, tmp_path):
    address = services.base_url("openalex").replace("http://", "http://user:s3cret@")
    result = source(base_url=address, replies=Replies(tmp_path, ttl_h=1)).search(SOIL, limit=1)
    assert services.requests[0].headers["authorization"].startswith("Basic ")
    assert "s3cret" not in repr(result)
    assert all(b"s3cret" not in gzip.decompress(f.read_bytes()) for f in tmp_path.glob("*.gz"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error": "Paper with id 0 not found"}', "Paper with id 0 not found"),
        (b'{"error": "Bad", "message": "Why"}', "Bad: Why"),
        (b'{"status": "failed", "message": [{"message": "A"}, {"message": "B"}]}', "A: B"),
        (b'{"message": {"description": "Exception"}}', "Exception"),
        (b"Resource not found.", "Resource not found."),
        (b"<html><h1>Gateway Time-out</h1></html>", ""),
        (b"<!DOCTYPE html>", ""),
        (b"[]", ""),
        (b'{"message": 7}', ""),
        (b"", ""),
        (b"\xff\x1b[31mred", "\ufffd [31mred"),
    ],
)
def test_a_refusals_words_are_found_in_each_services_form(body, words):
    assert said(body) == words


def test_long_words_are_cut():
    assert len(said(json.dumps({"error": "x" * 5_000}).encode())) == 200
