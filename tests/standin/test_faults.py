"""Each fault shows what it promises, where and as often as it was ordered."""

import threading
import time

import arxiv
import pytest
import requests

from .catalogue import CATALOGUE, SOURCE
from .faults import Fault, Faults
from .server import ArxivStandIn
from .test_server import client_of

PDF = f"/pdf/{SOURCE}"


def get(standin, path, **settings):
    return requests.get(standin.base_url + path, timeout=5, **settings)


def whole_pdf(standin):
    content = get(standin, PDF).content
    assert content.startswith(b"%PDF-")
    return content


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.RATE_LIMIT, 429),
        (Fault.UNAVAILABLE, 503),
        (Fault.SERVER_ERROR, 500),
        (Fault.NOT_FOUND, 404),
    ],
)
@pytest.mark.parametrize("path", ["/api/query?search_query=all:soil", PDF])
def test_a_refusal_has_its_status_and_passes(arxiv_standin, fault, status, path):
    arxiv_standin.faults.add(fault, times=2)
    statuses = [get(arxiv_standin, path).status_code for _ in range(3)]
    assert statuses == [status, status, 200]
    assert [request.fault for request in arxiv_standin.requests] == [fault, fault, None]


@pytest.mark.parametrize("fault", [Fault.RATE_LIMIT, Fault.UNAVAILABLE])
def test_retry_after_is_sent_only_if_ordered(arxiv_standin, fault):
    arxiv_standin.faults.add(fault, times=1, retry_after=7)
    arxiv_standin.faults.add(fault, times=1)
    assert get(arxiv_standin, "/api/query").headers["Retry-After"] == "7"
    assert "Retry-After" not in get(arxiv_standin, "/api/query").headers


def test_the_client_raises_on_a_lasting_rate_limit(arxiv_standin):
    arxiv_standin.faults.add(Fault.RATE_LIMIT, on="/api/query")
    with pytest.raises(arxiv.HTTPError) as refusal:
        list(client_of(arxiv_standin, retries=2).results(arxiv.Search(query="all:soil")))
    assert refusal.value.status == 429
    assert len(arxiv_standin.requests) == 3


def test_an_empty_page_in_the_middle_keeps_the_total(arxiv_standin):
    arxiv_standin.faults.add(Fault.EMPTY_PAGE, on="/api/query", params={"start": "5"}, times=1)
    search = arxiv.Search(query="all:*", max_results=None)
    with pytest.raises(arxiv.UnexpectedEmptyPageError) as surprise:
        list(client_of(arxiv_standin, page_size=5).results(search))
    assert surprise.value.raw_feed.header.total_results == len(CATALOGUE)
    again = client_of(arxiv_standin, page_size=5).results(search)
    assert len(list(again)) == len(CATALOGUE)


def test_an_empty_first_page_looks_like_no_result(arxiv_standin):
    arxiv_standin.faults.add(Fault.EMPTY_PAGE, on="/api/query", times=1)
    assert not list(client_of(arxiv_standin).results(arxiv.Search(query="all:soil")))


def test_an_empty_page_is_only_for_queries():
    with pytest.raises(ValueError, match="EMPTY_PAGE is for '/api/query', got on='/pdf/'"):
        Faults().add(Fault.EMPTY_PAGE, on="/pdf/")


@pytest.mark.parametrize("path", ["/api/query?search_query=all:soil", PDF])
def test_a_dropped_connection_breaks_the_body(arxiv_standin, path):
    arxiv_standin.faults.add(Fault.DROPPED, times=1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        get(arxiv_standin, path)
    assert get(arxiv_standin, path).ok


def test_a_hung_up_connection_gives_no_answer(arxiv_standin):
    arxiv_standin.faults.add(Fault.HUNG_UP, times=1)
    with pytest.raises(requests.exceptions.ConnectionError):
        get(arxiv_standin, PDF)
    assert whole_pdf(arxiv_standin)


def test_a_slow_answer_comes_late_and_right(arxiv_standin):
    right = whole_pdf(arxiv_standin)
    arxiv_standin.faults.add(Fault.SLOW, delay_s=0.2)
    start = time.monotonic()
    assert whole_pdf(arxiv_standin) == right
    assert time.monotonic() - start >= 0.2


def test_a_slow_answer_runs_into_the_clients_time_limit(arxiv_standin):
    arxiv_standin.faults.add(Fault.SLOW, delay_s=60)
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.get(arxiv_standin.base_url, timeout=0.1)


def test_a_truncated_pdf_lacks_its_end(arxiv_standin):
    right = whole_pdf(arxiv_standin)
    arxiv_standin.faults.add(Fault.TRUNCATED_PDF, on="/pdf/")
    answer = get(arxiv_standin, PDF)
    assert answer.status_code == 200
    assert answer.content == right[: len(right) // 2]


def test_html_can_come_in_place_of_a_pdf(arxiv_standin):
    arxiv_standin.faults.add(Fault.HTML_PAGE, on="/pdf/")
    answer = get(arxiv_standin, PDF)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"<!DOCTYPE html>")


def test_a_body_can_be_empty(arxiv_standin):
    arxiv_standin.faults.add(Fault.EMPTY_BODY, on="/pdf/")
    answer = get(arxiv_standin, PDF)
    assert (answer.status_code, answer.content) == (200, b"")


def test_an_endless_pdf_streams_up_to_its_size_without_telling_it(arxiv_standin):
    arxiv_standin.faults.add(Fault.ENDLESS_PDF, on="/pdf/", size_bytes=3_000_000)
    answer = get(arxiv_standin, PDF)
    assert "Content-Length" not in answer.headers
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) == arxiv_standin.sent_bytes(PDF) == 3_000_000


def test_an_endless_pdf_ends_when_the_client_goes_away(arxiv_standin):
    arxiv_standin.faults.add(Fault.ENDLESS_PDF, on="/pdf/")
    with get(arxiv_standin, PDF, stream=True) as answer:
        assert len(answer.raw.read(1_000_000)) == 1_000_000
    assert 1_000_000 <= arxiv_standin.sent_bytes(PDF) < 100_000_000


def test_a_fault_keeps_to_its_path_and_its_parameters(arxiv_standin):
    arxiv_standin.faults.add(Fault.NOT_FOUND, on=PDF)
    arxiv_standin.faults.add(
        Fault.SERVER_ERROR, on="/api/query", params={"start": "10", "max_results": "10"}
    )
    assert get(arxiv_standin, f"{PDF}v1").status_code == 404
    assert get(arxiv_standin, "/pdf/1811.90032").status_code == 200
    pages = [f"/api/query?search_query=all:soil&start={n}&max_results=10" for n in (0, 10, 20)]
    assert [get(arxiv_standin, page).status_code for page in pages] == [200, 500, 200]


def test_a_fault_can_wait_for_its_turn_and_be_called_off(arxiv_standin):
    arxiv_standin.faults.add(Fault.UNAVAILABLE, after=1, times=2)
    statuses = [get(arxiv_standin, "/").status_code for _ in range(4)]
    assert statuses == [200, 503, 503, 200]
    arxiv_standin.faults.add(Fault.UNAVAILABLE)
    assert get(arxiv_standin, "/").status_code == 503
    arxiv_standin.faults.clear()
    assert get(arxiv_standin, "/").status_code == 200


def test_faults_come_in_the_order_of_their_rules(arxiv_standin):
    arxiv_standin.faults.add(Fault.RATE_LIMIT, times=1)
    arxiv_standin.faults.add(Fault.UNAVAILABLE, times=1)
    assert [get(arxiv_standin, "/").status_code for _ in range(3)] == [429, 503, 200]


def test_leaving_breaks_off_what_is_under_way():
    failures = []

    def wait_for(standin):
        try:
            requests.get(standin.base_url, timeout=30)
        except requests.exceptions.ConnectionError as error:
            failures.append(error)

    start = time.monotonic()
    with ArxivStandIn() as standin:
        standin.faults.add(Fault.SLOW, delay_s=60)
        client = threading.Thread(target=wait_for, args=(standin,))
        client.start()
        while not standin.requests:
            time.sleep(0.005)
    client.join()
    assert len(failures) == 1
    assert time.monotonic() - start < 20
