"""HttpFetcher downloads once, stops in time, and says why it has nothing."""

import hashlib
import json
import os
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote

import pytest

from litsynth.net import Pacing, Turnstile
from litsynth.reading.downloads import Downloads
from litsynth.reading.fetch import HttpFetcher, fault_of
from litsynth.records import Paper, PaperId, Unreadable
from litsynth.settings import ReadingSettings
from tests.standin.catalogue import SOURCE
from tests.standin.faults import Fault
from tests.standin.services import ServicesStandIn

PDF = f"/pdf/{SOURCE}v2"
QUICK = Pacing(attempts=3, base_s=0.001, longest_s=0.3)


@pytest.fixture
def told():
    return []


@pytest.fixture
def fetcher(tmp_path, told):
    def made(*, offline=False, turnstile_for=lambda _: None, login_for=lambda _: None, **settings):
        return HttpFetcher(
            ReadingSettings.model_validate(settings),
            cache=tmp_path / "cache",
            turnstile_for=turnstile_for,
            offline=offline,
            login_for=login_for,
            pacing=QUICK,
            progress=told.append,
        )

    return made


def paper_at(url):
    return Paper(id=PaperId("arxiv:2203.90017"), title="A paper", pdf_url=url)


@pytest.fixture
def paper(arxiv_standin):
    return paper_at(arxiv_standin.base_url + PDF)


def reason(answer):
    assert isinstance(answer, Unreadable)
    return answer.reason


def test_a_pdf_is_downloaded_once_and_then_comes_from_the_cache(
    fetcher, paper, arxiv_standin, tmp_path
):
    data = fetcher().fetch(paper)
    assert data.startswith(b"%PDF")
    assert fetcher().fetch(paper) == data
    assert len(arxiv_standin.requests) == 1
    assert arxiv_standin.requests[0].user_agent.startswith("litsynth/")
    sha256 = hashlib.sha256(data).hexdigest()
    assert (tmp_path / "cache/files" / sha256).read_bytes() == data
    (entry,) = (tmp_path / "cache/urls").iterdir()
    known = json.loads(entry.read_text())
    assert (known["url"], known["sha256"], known["bytes"]) == (paper.pdf_url, sha256, len(data))


def test_what_was_downloaded_is_there_offline_and_nothing_else(fetcher, paper, arxiv_standin):
    data = fetcher().fetch(paper)
    offline = fetcher(offline=True)
    assert offline.fetch(paper) == data
    other = paper_at(arxiv_standin.base_url + "/pdf/2105.90101v1")
    assert reason(offline.fetch(other)) == "not downloaded before, and this run is offline"
    assert len(arxiv_standin.requests) == 1
    assert "_client" not in vars(offline)


def test_a_damaged_copy_is_downloaded_again(fetcher, paper, arxiv_standin, tmp_path):
    data = fetcher().fetch(paper)
    (copy,) = (tmp_path / "cache/files").iterdir()
    copy.write_bytes(data[:1000])
    assert fetcher().fetch(paper) == data
    assert copy.read_bytes() == data
    assert len(arxiv_standin.requests) == 2


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"sha256": 3}', '{"sha256": "../../x"}', "\xff"]
)
def test_a_damaged_entry_is_no_entry(fetcher, paper, tmp_path, content):
    data = fetcher().fetch(paper)
    (entry,) = (tmp_path / "cache/urls").iterdir()
    entry.write_bytes(content.encode("latin-1"))
    assert fetcher().fetch(paper) == data


def test_a_cache_that_cannot_be_written_loses_nothing_but_time(fetcher, paper, tmp_path, caplog):
    (tmp_path / "cache").write_text("a file where the folder should be")
    data = fetcher().fetch(paper)
    assert data.startswith(b"%PDF")
    assert "was not kept" in caplog.text


def test_nothing_partial_is_left_behind_when_keeping_fails(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    Downloads(tmp_path).keep("https://x.example/a.pdf", b"%PDF")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "fault",
    [Fault.RATE_LIMIT, Fault.UNAVAILABLE, Fault.SERVER_ERROR, Fault.DROPPED, Fault.HUNG_UP],
)
def test_a_fault_that_passes_costs_nothing_but_time(fetcher, paper, arxiv_standin, told, fault):
    arxiv_standin.faults.add(fault, on="/pdf", times=2)
    assert fetcher().fetch(paper).startswith(b"%PDF")
    assert len(told) == 2


@pytest.mark.parametrize(
    ("fault", "expected", "tries"),
    [
        (Fault.NOT_FOUND, "HTTP 404 (not found)", 1),
        (Fault.RATE_LIMIT, "HTTP 429 (too many requests)", 3),
        (Fault.UNAVAILABLE, "HTTP 503 (service unavailable)", 3),
        (Fault.HTML_PAGE, "the server sent a web page, not a PDF", 1),
        (Fault.EMPTY_BODY, "the server sent an empty file", 1),
    ],
)
def test_a_fault_that_stays_is_told_in_plain_words(
    fetcher, paper, arxiv_standin, fault, expected, tries
):
    arxiv_standin.faults.add(fault, on="/pdf")
    answer = fetcher().fetch(paper)
    assert isinstance(answer, Unreadable)
    assert answer.paper == paper.id
    assert answer.reason == expected
    assert len(arxiv_standin.requests) == tries


def test_a_failure_is_not_remembered(fetcher, paper, arxiv_standin, tmp_path):
    arxiv_standin.faults.add(Fault.HTML_PAGE, on="/pdf", times=1)
    assert isinstance(fetcher().fetch(paper), Unreadable)
    assert fetcher().fetch(paper).startswith(b"%PDF")


def test_a_wait_that_the_server_asks_for_is_kept(fetcher, paper, arxiv_standin):
    arxiv_standin.faults.add(Fault.RATE_LIMIT, on="/pdf", times=1, retry_after=1)
    assert fetcher().fetch(paper).startswith(b"%PDF")
    spoilt, good = arxiv_standin.requests
    assert good.time_s - spoilt.time_s >= QUICK.longest_s


def test_a_connection_that_always_breaks_off_is_told_with_both_sizes(fetcher, paper, arxiv_standin):
    size = len(fetcher().fetch(paper_at(arxiv_standin.base_url + f"/pdf/{SOURCE}")))
    arxiv_standin.faults.add(Fault.DROPPED, on="/pdf")
    assert reason(fetcher().fetch(paper)) == f"truncated: {size // 2:,} of {size:,} bytes"


def test_a_pdf_cut_short_at_its_server_is_read_but_not_kept(fetcher, paper, arxiv_standin):
    whole = fetcher().fetch(paper_at(arxiv_standin.base_url + f"/pdf/{SOURCE}"))
    arxiv_standin.faults.add(Fault.TRUNCATED_PDF, on="/pdf", times=1)
    assert fetcher().fetch(paper) == whole[: len(whole) // 2]
    assert fetcher().fetch(paper) == whole


def test_a_pdf_that_never_ends_is_cut_off_at_the_limit(fetcher, paper, arxiv_standin):
    arxiv_standin.faults.add(Fault.ENDLESS_PDF, on="/pdf")
    assert reason(fetcher(max_file_mb=1).fetch(paper)) == "larger than 1 MB"
    # What lies in the buffers of both ends comes on top.
    assert arxiv_standin.sent_bytes(PDF) < 20_000_000


def test_a_large_pdf_within_the_limit_is_taken(fetcher, paper, arxiv_standin):
    arxiv_standin.faults.add(Fault.ENDLESS_PDF, on="/pdf", size_bytes=3_000_000)
    assert len(fetcher(max_file_mb=3).fetch(paper)) == 3_000_000


def test_a_download_has_a_time_limit_as_a_whole(fetcher, paper, arxiv_standin):
    arxiv_standin.faults.add(Fault.ENDLESS_PDF, on="/pdf", size_bytes=10**12)
    answer = fetcher(timeout_s=0.5, max_file_mb=10**5).fetch(paper)
    assert reason(answer) == "not complete after 0.5 s"


def test_a_silent_server_is_not_waited_for_for_ever(fetcher, paper, arxiv_standin):
    arxiv_standin.faults.add(Fault.SLOW, on="/pdf", delay_s=9)
    assert reason(fetcher(timeout_s=0.1).fetch(paper)) == "127.0.0.1 sent nothing for 0.1 s"


def test_a_host_that_refuses_connections_is_soon_left_alone(fetcher):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    closed = fetcher()
    papers = [paper_at(f"http://127.0.0.1:{port}/{n}.pdf") for n in range(3)]
    first, second, third = (reason(closed.fetch(paper)) for paper in papers)
    assert first == second
    assert first.startswith("127.0.0.1 cannot be reached")
    assert third == "127.0.0.1 did not answer before"


def test_every_request_takes_its_hosts_turn(fetcher, arxiv_standin, tmp_path):
    asked = []

    def turnstile_for(host):
        asked.append(host)
        return Turnstile(tmp_path, "pdfs", 0.15)

    polite = fetcher(turnstile_for=turnstile_for)
    for version in (1, 2):
        polite.fetch(paper_at(f"{arxiv_standin.base_url}/pdf/{SOURCE}v{version}"))
    first, second = arxiv_standin.requests
    assert second.time_s - first.time_s > 0.1
    assert asked == ["127.0.0.1"] * 2


class _Forwarding(BaseHTTPRequestHandler):
    """Sends everyone to the address that its path holds."""

    def do_GET(self):
        self.send_response(302)
        self.send_header("Location", unquote(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_): ...


@pytest.fixture
def forwarder():
    with HTTPServer(("localhost", 0), _Forwarding) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_a_redirect_is_followed_and_takes_the_other_hosts_turn_too(fetcher, paper, forwarder):
    asked: list[str] = []
    polite = fetcher(turnstile_for=asked.append)
    moved = paper_at(f"{forwarder}/{quote(paper.pdf_url, safe='')}")
    assert polite.fetch(moved).startswith(b"%PDF")
    assert asked == ["localhost", "127.0.0.1"]


def test_a_redirect_cannot_reach_a_file(fetcher, forwarder, tmp_path):
    (tmp_path / "own.pdf").write_bytes(b"%PDF-1.7")
    target = quote((tmp_path / "own.pdf").as_uri(), safe="")
    assert "cannot be fetched" in reason(fetcher().fetch(paper_at(f"{forwarder}/{target}")))


def test_a_redirect_in_a_circle_ends(fetcher, forwarder):
    circle = f"{forwarder}/%2F"
    assert "cannot be fetched" in reason(fetcher().fetch(paper_at(circle)))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (None, "no source lists a PDF"),
        ("ftp://x.example/a.pdf", "cannot be fetched"),
        ("https://[bad", "Invalid IPv6 URL"),
        ("http://", "cannot be fetched"),
        ("nonsense", "cannot be fetched"),
        ("http://a\x00b/", "cannot be fetched"),
    ],
)
def test_an_address_without_sense_is_a_reason_not_a_crash(fetcher, url, words):
    answer = fetcher().fetch(paper_at(url))
    assert words in reason(answer)


def test_a_file_of_the_users_own_is_read_from_disk_and_not_copied(fetcher, tmp_path):
    path = tmp_path / "my papers" / "50% of #1 (é).pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 ...")
    assert fetcher(offline=True).fetch(paper_at(path.as_uri())) == b"%PDF-1.7 ..."
    assert not (tmp_path / "cache").exists()


def test_a_file_name_that_is_no_utf_8_is_found(fetcher, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    with open(path, "wb") as file:  # noqa: PTH123 - a Path cannot be made of bytes
        file.write(b"%PDF-1.7")
    uri = f"{tmp_path.as_uri()}/caf%E9.pdf"
    assert fetcher().fetch(paper_at(uri)) == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is an empty file"),
        (b"<!DOCTYPE html><html></html>", "the file is a web page, not a PDF"),
        (b"PK\x03\x04 some archive", "the file is not a PDF"),
        (b"%PDF" + b"x" * 2_000_000, "larger than 1 MB"),
    ],
)
def test_what_a_file_is_decides_not_its_name(fetcher, tmp_path, content, expected):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert reason(fetcher(max_file_mb=1).fetch(paper_at(path.as_uri()))) == expected


def test_a_file_that_is_not_called_a_pdf_is_the_readers_to_judge(fetcher, tmp_path):
    path = tmp_path / "paper.html"
    path.write_bytes(b"<!DOCTYPE html><html></html>")
    assert fetcher().fetch(paper_at(path.as_uri())) == path.read_bytes()


def test_files_that_cannot_be_read_are_told(fetcher, tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    for name, words in [
        ("none.pdf", "is not there"),
        ("", "not a file"),
        ("pipe.pdf", "not a file"),
    ]:
        uri = (tmp_path / name).as_uri()
        assert words in reason(fetcher().fetch(paper_at(uri)))
    assert "this machine" in reason(fetcher().fetch(paper_at("file://server/share/a.pdf")))


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (b"%PDF-1.4", None),
        (b"\r\n\r\nstray" * 20 + b"%PDF-1.4", None),
        (b"x" * 1024 + b"%PDF-1.4", "not a PDF"),
        (b"\xef\xbb\xbf  <HTML>", "a web page, not a PDF"),
        (b"<?xml version='1.0'?><!-- x --><html>", "a web page, not a PDF"),
        (b"Rate exceeded.", "not a PDF"),
    ],
)
def test_a_pdf_is_known_by_its_first_kilobyte(head, fault):
    assert fault_of(head) == fault


def test_real_pdfs_pass_and_broken_ones_are_named(shared):
    folder = shared / "data/pdf"
    assert {fault_of(path.read_bytes()) for path in folder.glob("*.pdf")} == {None}
    faults = {path.name: fault_of(path.read_bytes()) for path in (folder / "broken").glob("*.pdf")}
    assert sorted(filter(None, faults.values())) == ["an empty file", "a web page, not a PDF"][::-1]


def test_the_login_of_a_mirror_is_sent_with_what_is_fetched_there(fetcher):
    with ServicesStandIn() as services:
        url = f"{services.base_url('openalex')}/paper.pdf"
        fetcher(login_for=lambda _: ("user", "s3cret")).fetch(paper_at(url))
        assert services.requests[0].headers["authorization"].startswith("Basic ")
