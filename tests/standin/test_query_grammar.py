"""The query language: what the real server was seen to do, and laws that hold for any query."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .query_grammar import Join, Operator, QueryError, Term, adapt, parse, self_link


def understood(query):
    """What the server makes of `query`, in the form of the recordings."""
    parsed, shown, error = None, None, None
    try:
        expression = parse(query)
    except QueryError as refusal:
        error = f"400 {refusal}"
    else:
        if expression is None:
            error = "None -> needs id_list else 400"
        else:
            parsed, shown = str(expression), self_link(expression)
    return {
        "search_query": query,
        "adapted": adapt(query),
        "parsed": parsed,
        "self_link_query": shown,
        "error": error,
    }


def test_every_recorded_query_is_read_as_the_real_server_reads_it(shared):
    recordings = shared / "data/api/arxiv-query-grammar/golden.jsonl"
    recorded = [json.loads(line) for line in recordings.read_bytes().split(b"\n") if line]
    assert len(recorded) == 99
    assert [understood(case["search_query"]) for case in recorded] == recorded


@pytest.mark.parametrize(
    ("query", "parsed"),
    [
        ("soil", "all:soil"),
        ("soil microbes", "(all:soil OR all:microbes)"),
        ('"soil microbes"', 'all:"soil microbes"'),
        ("ti:soil microbes", "(ti:soil OR all:microbes)"),
        ("ti:(soil microbes)", "(ti:soil OR ti:microbes)"),
        ("ti:(soil AND abs:microbes)", "(ti:soil AND abs:microbes)"),
        ("a AND b OR c", "(all:a AND (all:b OR all:c))"),
        ("(a AND b) OR c", "((all:a AND all:b) OR all:c)"),
        ("a ANDNOT b AND c", "(all:a ANDNOT (all:b AND all:c))"),
        ("a OR NOT b", "(all:a ANDNOT all:b)"),
        ("(ANDNOT a) OR b", "((ANDNOT all:a) OR all:b)"),
        ("a and b", "(all:a OR (all:and OR all:b))"),
        ("a AND OR b", "(all:a OR all:b)"),
        ("ti: soil", "ti:soil"),
        ("title:soil", "ti:soil"),
        ("subtitle:soil", "all:subtitle:soil"),
        ('au:"lindqvist_brandt"', 'au:"lindqvist brandt"'),
        ("crop-rotation, soil?", "(all:crop-rotation, OR all:soil?)"),
        (
            "submittedDate:[202002 TO 202102]",
            'submittedDate:"202002010000 TO 202102282359"',
        ),
        ("submittedDate:[202099 TO 202199]", 'submittedDate:"202099010000 TO 202199"'),
    ],
)
def test_a_query_is_read_so(query, parsed):
    assert str(parse(query)) == parsed


@pytest.mark.parametrize("query", ["", "  ", "ti:", '"', 'abs:"', "\n\t"])
def test_nothing_is_left_of_an_empty_query(query):
    assert adapt(query) is None
    assert parse(query) is None


@pytest.mark.parametrize("query", ["AND", "a AND", "(a", "a)", "()", "OR a", "a AND ()", "(a))("])
def test_a_broken_query_is_refused_with_its_repaired_text(query):
    with pytest.raises(QueryError) as refusal:
        parse(query)
    assert str(refusal.value) == f"Invalid query string: '{adapt(query)}'"


def test_a_leading_andnot_has_no_left_side():
    expression = parse("ANDNOT ti:soil")
    assert expression == Join(
        left=None, operator=Operator.ANDNOT, right=Term(field="ti", text="soil")
    )


WORDS = st.text("abcdefghijklmnopqrstuvwxyz-é", min_size=1, max_size=8)
TERMS = st.builds(
    lambda field, words, quoted: (
        f'{field}:"{" ".join(words)}"' if quoted else f"{field}:{words[0]}"
    ),
    st.sampled_from(["ti", "abs", "all", "co", "jr"]),
    st.lists(WORDS, min_size=1, max_size=3),
    st.booleans(),
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.builds(
        lambda left, operator, right: f"({left} {operator} {right})",
        inner,
        st.sampled_from(["AND", "OR", "ANDNOT"]),
        inner,
    ),
    max_leaves=8,
)


@given(QUERIES)
def test_a_query_with_every_parenthesis_is_read_as_it_stands(query):
    assert str(parse(query)) == query


@given(QUERIES)
def test_what_the_self_link_shows_is_read_the_same_again(query):
    expression = parse(query)
    assert expression is not None
    assert parse(self_link(expression)) == expression


@given(st.text('ab ()":*ANDORti', max_size=30))
def test_any_text_is_read_or_refused_and_never_breaks_the_reader(text):
    report = understood(text)
    assert (report["parsed"] is None) == (report["error"] is not None)
    assert report["adapted"] is not None or report["parsed"] is None
