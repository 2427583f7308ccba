"""The stand-in refuses what the real services refuse, so that passing there means something."""

import pytest

from .catalogue import CATALOGUE
from .services_answers import Shelf, answer
from .services_boolean import MalformedQueryError, parse


def matching(query, conjunction="AND", disjunction="OR"):
    matches = parse(query, conjunction=conjunction, disjunction=disjunction)
    return {entry.id for entry in CATALOGUE if matches(entry)}


def test_operators_quotes_and_parentheses_mean_what_they_do_there():
    soil, crop = matching("soil"), matching('"crop rotation"')
    assert soil
    assert crop
    assert matching('soil AND "crop rotation"') == soil & crop
    assert matching('soil OR "crop rotation"') == soil | crop
    assert matching("bronze OR quadrotors AND gust") == matching("bronze") | matching("quadrotors")
    assert matching('"rotation crop"') == set()
    assert matching('("soil") + "crop rotation"', "+", "|") == soil & crop


@pytest.mark.parametrize("query", ["", "soil AND", "OR soil", "(soil", "soil)", '"', '"soil', "()"])
def test_a_malformed_query_is_refused(query):
    with pytest.raises(MalformedQueryError):
        parse(query, conjunction="AND", disjunction="OR")
    params = {"filter": f"title_and_abstract.search:{query}", "cursor": "*"}
    assert answer(Shelf(), "/openalex/works", params)[0] == 400


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/s2/graph/v1/paper/search/bulk", {"query": "soil", "limit": "5"}, 400),
        ("/s2/graph/v1/paper/search", {"query": "soil", "offset": "950", "limit": "100"}, 400),
        ("/s2/graph/v1/paper/0", {}, 404),
        ("/openalex/works", {"per_page": "200", "cursor": "*", "filter": ""}, 403),
        ("/openalex/works/W0", {}, 404),
        ("/crossref/works/10.1000/none", {}, 404),
        ("/elsewhere", {}, 404),
    ],
)
def test_requests_are_limited_as_there(path, params, status):
    assert answer(Shelf(), path, params)[0] == status


def test_a_hyphenated_word_finds_nothing_by_relevance():
    _, reply = answer(Shelf(), "/s2/graph/v1/paper/search", {"query": "five-crop"})
    assert reply["total"] == 0
