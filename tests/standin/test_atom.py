"""Our replies are built like the recorded real ones."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
import requests

ATOM = "{http://www.w3.org/2005/Atom}"


def structure(element: ET.Element, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every element's path and the names of its attributes."""
    for child in element:
        below = f"{path}/{child.tag}".removeprefix("/")
        yield below, tuple(sorted(child.attrib))
        yield from structure(child, below)


def outline(feed):
    """What the feed itself holds, and what its entries hold, each as a set."""
    head = {
        (child.tag, tuple(sorted(child.attrib))) for child in feed if child.tag != ATOM + "entry"
    }
    entries = [set(structure(entry)) for entry in feed.iterfind(ATOM + "entry")]
    return head, set().union(*entries)


def order(entry):
    """Tags in their order, neighbours of the same tag once, the optional ones left out."""
    tags = [child.tag.partition("}")[2] for child in entry]
    optional = {"comment", "journal_ref", "doi"}
    kept = [
        tag for at, tag in enumerate(tags) if tag not in optional and tags[at - 1 : at] != [tag]
    ]
    return kept[:-1] if kept[-1] == "link" else kept  # The link to the DOI comes last, if at all.


def recorded(shared, pattern):
    files = sorted((shared / "data/api/arxiv-atom").glob(pattern))
    assert files
    return [ET.fromstring(path.read_bytes()) for path in files]  # noqa: S314


def ours(standin, **params):
    answer = requests.get(f"{standin.base_url}/api/query", params=params, timeout=5)
    return ET.fromstring(answer.content)  # noqa: S314


def test_a_page_of_results_has_the_elements_of_real_ones(arxiv_standin, shared):
    heads, entries = zip(*map(outline, recorded(shared, "q_*.xml")), strict=True)
    (real_head,) = {frozenset(head) for head in heads}
    head, held = outline(ours(arxiv_standin, search_query="all:*", max_results="50"))
    assert head == real_head
    assert held == set().union(*entries)


def test_an_entrys_elements_come_in_the_real_order(arxiv_standin, shared):
    real = {
        tuple(order(entry))
        for feed in recorded(shared, "q_*.xml")
        for entry in feed.iterfind(ATOM + "entry")
    }
    feed = ours(arxiv_standin, search_query="all:*", max_results="50")
    assert {tuple(order(entry)) for entry in feed.iterfind(ATOM + "entry")} == real


@pytest.mark.parametrize(
    ("pattern", "params"),
    [
        ("id_0000.0000_*.xml", {"id_list": "0000.0000"}),
        ("id_abc_*.xml", {"id_list": "abc"}),
    ],
)
def test_replies_without_papers_are_real_ones_but_for_id_and_time(
    arxiv_standin, shared, pattern, params
):
    (real,) = recorded(shared, pattern)
    made = ours(arxiv_standin, search_query="", start="0", max_results="100", **params)
    changing = {ATOM + "updated"}
    if params["id_list"] != "abc":
        real.remove(real[0])
        made.remove(made[0])
    facts = [
        [(item.tag, item.attrib, item.text and item.text.strip()) for item in feed.iter()]
        for feed in (real, made)
    ]
    real_facts, our_facts = ([fact for fact in feed if fact[0] not in changing] for feed in facts)
    assert our_facts == real_facts


def test_the_real_id_list_of_two_has_our_title_and_address(arxiv_standin, shared):
    (real,) = recorded(shared, "id_0808.05394_1707*.xml")
    made = ours(
        arxiv_standin,
        search_query="",
        id_list="0808.05394,1707.08567",
        start="0",
        max_results="100",
    )
    for path in (ATOM + "title", ATOM + "link"):
        theirs, mine = real.find(path), made.find(path)
        assert theirs is not None
        assert mine is not None
        assert (mine.text, mine.attrib) == (theirs.text, theirs.attrib)


def test_the_title_shows_the_query_as_the_server_reads_it(arxiv_standin):
    feed = ours(arxiv_standin, search_query="soil life", start="2", max_results="3")
    title = feed.findtext(ATOM + "title")
    assert title == "arXiv Query: search_query=all:soil OR all:life&id_list=&start=2&max_results=3"
