"""Every query that litsynth can send is one that arXiv reads as it was meant."""

import json
import re
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.records import Concept, SearchPlan
from litsynth.search.plan import make_plan
from litsynth.search.sources.arxiv_queries import doi_query, query_ladder
from tests.standin.query_grammar import Expression, Join, Operator, Term, parse

QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"
TRAINING = Concept(phrase="intermediate-task training")
TRANSFER = Concept(phrase="cross-lingual transfer", variants=("XLT",))
BERT = Concept(phrase="BERT")


def plan(*concepts, **days):
    return SearchPlan(question=QUESTION, concepts=concepts, **days)


def test_the_ladder_goes_from_phrases_in_title_or_abstract_to_words_anywhere():
    training = '(ti:"intermediate-task training" OR abs:"intermediate-task training")'
    transfer = '(ti:"cross-lingual transfer" OR abs:"cross-lingual transfer" OR ti:XLT OR abs:XLT)'
    words = '(all:"intermediate-task" AND all:training)'
    assert query_ladder(plan(TRAINING, TRANSFER)) == (
        f"{training} AND {transfer}",
        'all:"intermediate-task training" AND (all:"cross-lingual transfer" OR all:XLT)',
        f'{words} AND ((all:"cross-lingual" AND all:transfer) OR all:XLT)',
        training,
        words,
    )


def test_of_three_concepts_any_one_may_be_missing_before_only_one_is_asked_for():
    ladder = query_ladder(plan(BERT, Concept(phrase="XLM"), Concept(phrase="mBART")))
    assert ladder[2:] == (
        "((all:BERT AND all:XLM) OR (all:BERT AND all:mBART) OR (all:XLM AND all:mBART))",
        "(ti:BERT OR abs:BERT)",
        "all:BERT",
    )


def test_of_four_concepts_the_two_most_telling_are_asked_for_before_one_is():
    ladder = query_ladder(plan(BERT, *(Concept(phrase=f"X{n}") for n in range(3))))
    assert ladder[3:] == ("all:BERT AND all:X0", "(ti:BERT OR abs:BERT)", "all:BERT")


@pytest.mark.parametrize(
    ("days", "window"),
    [
        ({"since": "2020-01-31"}, "[202001310000 TO 209912312359]"),
        ({"until": "2021-12-31"}, "[199108010000 TO 202112312359]"),
        ({"since": "2020-01-31", "until": "2020-02-01"}, "[202001310000 TO 202002012359]"),
    ],
)
def test_a_range_of_days_has_both_ends_on_every_rung(days, window):
    ladder = query_ladder(plan(TRAINING, TRANSFER, BERT, **days))
    assert len(ladder) == 6
    assert all(query.endswith(f" AND submittedDate:{window}") for query in ladder)


def test_signs_that_the_grammar_trips_over_are_gone():
    awkward = Concept(phrase='what? "C++" (or: trans*) \\alpha_1 [a TO b]')
    for query in query_ladder(plan(awkward)):
        assert not re.search(r"[?*\\\[\]+_]", query)
        parse(query)


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "ANDNOT", "TO"])
def test_a_word_of_the_question_is_never_an_operator(word):
    asked = Concept(phrase=f"search {word} rescue")
    assert query_ladder(plan(asked))[0] == (
        f'(ti:"search {word.lower()} rescue" OR abs:"search {word.lower()} rescue")'
    )
    for query in query_ladder(plan(asked, Concept(phrase=word), Concept(phrase="drones"))):
        assert_is_safe(query)


def test_without_concepts_every_telling_word_of_the_question_is_asked_for():
    ladder = query_ladder(SearchPlan(question="How is the (Bell-like) tone?", concepts=()))
    assert ladder[0] == '(ti:"Bell-like" OR abs:"Bell-like") AND (ti:tone OR abs:tone)'


def test_without_words_there_is_nothing_to_ask():
    assert query_ladder(SearchPlan(question="How? (?)", concepts=())) == ()
    assert query_ladder(plan(Concept(phrase="***"))) == ()


def test_the_planner_and_the_ladder_fit():
    ladder = query_ladder(make_plan(QUESTION, since="2019-01-01"))
    assert len(ladder) >= 4
    for query in ladder:
        assert_is_safe(query)


def test_names_of_programs_make_queries_that_the_grammar_takes():
    asked = make_plan("Does C++ outperform C# and Node.js with MPI.jl?")
    ladder = query_ladder(asked)
    assert 'all:"Node.js"' in ladder[1]
    for query in ladder:
        assert_is_safe(query)


def test_a_doi_cannot_break_out_of_its_quotes():
    assert doi_query('10.1/a" OR all:b') == 'doi:"10.1/aORall:b"'


WORDS = st.sampled_from(
    "AND OR NOT ANDNOT TO and or the of BERT zero-shot transfer GPT-3.5 naïve \u6ce8\u610f\u529b "
    'a:b ti: au:x_y "quoted" ( ) [2020 *] trans* C++ \\alpha O(n) 50% p<0.05 #tag? -- . \' '
    "\ud800x".split()
)
PHRASES = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=30)
CONCEPTS = st.builds(Concept, phrase=PHRASES, variants=st.lists(PHRASES, max_size=6).map(tuple))
DAYS = st.none() | st.dates().map(str)
PLANS = st.builds(
    SearchPlan,
    question=PHRASES,
    concepts=st.lists(CONCEPTS, max_size=8).map(tuple),
    since=DAYS,
    until=DAYS,
)


@given(PLANS)
def test_no_query_has_a_stray_sign_or_is_a_bare_or_of_words(made):
    ladder = query_ladder(made)
    assert len(set(ladder)) == len(ladder) <= 7
    for query in ladder:
        assert_is_safe(query)
        assert len(quote_plus(query)) < 7_000


def assert_is_safe(query: str) -> None:
    """That arXiv reads `query` with exactly the prefixes and operators that are written in it."""
    assert is_well_formed(query), query
    understood = list(terms(parse(query)))
    assert len(understood) == len(re.findall(r"(?:ti|abs|all|submittedDate):", query))
    assert {term.field for term in understood} <= {"ti", "abs", "all", "submittedDate"}


_PLAIN = re.compile(r"(?:ti|abs|all):(?!(?:AND|OR|NOT|ANDNOT)$)(?:\w|[\u0300-\u036f])+")


def is_well_formed(query: str) -> bool:
    """Every word prefixed, every parenthesis and quotation closed, no operator without two sides.

    Written without the server's grammar, and stricter than it.
    """
    query = re.sub(r"submittedDate:\[\d{12} TO \d{12}\]", "all:x", query)
    parts = re.findall(r"[()]|[^\s()]+", re.sub(r'"[^"]+"', "x", query))
    depth, wants_term = 0, True
    for part in parts:
        match part:
            case "(" if wants_term:
                depth += 1
            case ")" if not wants_term and depth > 0:
                depth -= 1
            case "AND" | "OR" if not wants_term:
                wants_term = True
            case _ if wants_term and _PLAIN.fullmatch(part):
                wants_term = False
            case _:
                return False
    return depth == 0 and not wants_term


def terms(expression: Expression | None):
    if isinstance(expression, Term):
        yield expression
    elif isinstance(expression, Join):
        yield from terms(expression.left)
        yield from terms(expression.right)


@given(st.lists(st.sampled_from(["mBERT", "zero-shot", "code switching"]), min_size=2, unique=True))
def test_one_missing_concept_is_the_loosest_or(phrases):
    """Unlike a bare question, no query is satisfied by whichever single word of several."""
    asked = plan(*(Concept(phrase=phrase) for phrase in phrases))
    for query in query_ladder(asked):
        understood = parse(query)
        assert not (
            isinstance(understood, Join)
            and understood.operator is Operator.OR
            and len({term.text for term in terms(understood)}) > 1
            and all(isinstance(side, Term) for side in (understood.left, understood.right))
        )


def test_what_counts_as_well_formed_here_is_read_as_written_by_the_real_server(shared):
    """On the recorded list: nothing filled in, moved, dropped or refused."""
    golden = (shared / "data/api/arxiv-query-grammar/golden.jsonl").read_bytes().splitlines()
    accepted = [row for row in map(json.loads, golden) if is_well_formed(row["search_query"])]
    assert len(accepted) > 10
    for row in accepted:
        assert row["error"] is None
        adapted = row["adapted"].replace("( ", "(").replace(" )", ")")
        assert adapted == re.sub(r"\[(.*?)\]", r'"\1"', row["search_query"])
