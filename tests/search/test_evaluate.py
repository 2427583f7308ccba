import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError
from litsynth.search.evaluate import Asked, as_table, evaluate_retrieval, read_asked
from litsynth.search.evaluate_measures import FIGURES, gains, means, measures
from tests.search.fakes import make_paper

BEES = make_paper("acl:P19-1001", "The dance of bees", identifiers=("doi:10.18653/v1/P19-1001",))
TILES = make_paper("arxiv:1901.00003", "Firing roof tiles")
SOILS = make_paper("doi:10.1000/soil", "Worms under mulch")
SHELF = (BEES, TILES, SOILS)


def asked(question, *names):
    return Asked(question=question, gold=tuple(frozenset({name}) for name in names))


def line(**fields):
    return json.dumps({"question": "How do bees dance?", "gold": [{"id": "a:1"}], **fields})


def test_a_paper_at_the_top_is_found_at_every_cut():
    assert measures([1]) == (1, 1, 1, 1, 1)


def test_recall_counts_the_papers_up_to_the_cut():
    assert measures([5, 6, 20, 101, None])[:3] == (0.2, 0.6, 0.6)


def test_gain_falls_with_the_logarithm_of_the_place_and_ends_after_ten():
    assert measures([3])[3] == pytest.approx(0.5)
    assert measures([11])[3] == 0
    assert measures([1, None])[3] == pytest.approx(1 / (1 + 1 / np.log2(3)))


def test_the_reciprocal_rank_is_that_of_the_first_gold_paper():
    assert measures([50, 4, None])[4] == 0.25
    assert measures([None]) == (0, 0, 0, 0, 0)


places = st.lists(st.one_of(st.none(), st.integers(1, 2000)), min_size=1, max_size=12)


@given(places, st.integers(0, 11))
def test_a_paper_further_up_never_lowers_a_figure(found, which):
    at = which % len(found)
    better = list(found)
    better[at] = 1 if found[at] is None else max(1, found[at] - 1)
    low, high = measures(found), measures(better)
    assert all(a <= b + 1e-12 for a, b in zip(low, high, strict=True))


@given(st.lists(places, min_size=1, max_size=6))
def test_a_mean_lies_in_its_interval_and_both_in_0_to_1(found):
    # Places of one question are distinct; equal ones would gain more than the best order can.
    rows = np.array([measures(sorted({p for p in each if p}) or [None]) for each in found])
    for figure in means(rows).values():
        assert 0 <= figure.low <= figure.value + 1e-12
        assert figure.value - 1e-12 <= figure.high <= 1 + 1e-12


def test_a_gain_over_itself_is_nothing():
    rows = np.array([measures([1]), measures([30])])
    assert {each.high for each in gains(rows, rows).values()} == {0.0}


def test_no_question_has_no_mean():
    with pytest.raises(ValueError, match="nothing to take a mean of"):
        means(np.zeros((0, len(FIGURES))))


def test_gold_papers_are_known_by_any_identifier():
    gold = [
        {"acl_id": "P19-1001"},
        {"arxiv_id": "1901.00003v2"},
        {"doi": "https://doi.org/10.1000/SOIL"},
    ]
    (one,) = read_asked([line(gold=gold)])
    assert "acl:P19-1001" in one.gold[0]
    assert "arxiv:1901.00003" in one.gold[1]
    assert "doi:10.1000/soil" in one.gold[2]
    found = evaluate_retrieval([one], {"a": lambda _: SHELF, "b": lambda _: ()}, papers=SHELF)
    assert found.missing == 0
    assert found.lines[0].figures["recall@5"].value == 1


@pytest.mark.parametrize(
    "gold",
    [
        [{"acl_id": "P19-1001"}, {"acl_id": "P19-1001"}],
        [{"acl_id": "P19-1001"}, {"id": "acl:P19-1001"}],
        [{"acl_id": "P19-1001"}, {"doi": "10.18653/v1/P19-1001"}],
        [{"acl_id": "P19-1001"}, {"doi": "10.1000/dance"}],
    ],
)
def test_a_gold_paper_that_is_named_twice_counts_once(gold):
    bees = make_paper("acl:P19-1001", "The dance of bees", identifiers=("doi:10.1000/dance",))
    found = evaluate_retrieval(
        read_asked([line(gold=gold)]), {"a": lambda _: (bees,), "b": lambda _: ()}, papers=(bees,)
    )
    assert (found.gold, found.missing) == (1, 0)
    assert {each.value for each in found.lines[0].figures.values()} == {1.0}


def test_two_records_that_a_search_puts_together_are_one_gold_paper_there():
    two = make_paper("x:1", "Bees"), make_paper("x:2", "Bees")
    merged = make_paper("x:1", "Bees", identifiers=("x:2",))
    found = evaluate_retrieval(
        [asked("bees", "x:1", "x:2")], {"a": lambda _: (merged,), "b": lambda _: two}, papers=two
    )
    for each in found.lines:
        assert {figure.value for figure in each.figures.values()} == {1.0}


def test_an_id_without_a_scheme_is_a_number_of_the_users_own():
    (one,) = read_asked([line(gold=[{"id": 17}, {"id": "acl:P19-1001"}])])
    assert one.gold[0] == {"own:17"}
    assert "acl:P19-1001" in one.gold[1]


def test_empty_lines_and_other_keys_are_passed_over():
    assert len(read_asked(["", line(qid="7", gold=[{"id": "a:1", "title": "T"}]), " \n"])) == 1


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{", "line 1"),
        ("[" * 200_000, "nested too deeply"),
        ("[]", "line 1"),
        ("7", "line 1: it is no JSON object"),
        (line(question=" "), "no text"),
        (line(question=7), "no text"),
        (line(gold=[]), "names no paper"),
        (line(gold={"id": "a:1"}), "names no paper"),
        (line(gold=["a:1"]), r"line 1: a gold paper is an object .*, not 'a:1'"),
        (line(gold=[{"title": "T"}]), "no identifier"),
        ('{"question": "x"}', "'gold' is missing"),
        ("", "no question"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_number(bad, told):
    with pytest.raises(ConfigError, match=told):
        read_asked([bad])


def test_rankings_are_measured_side_by_side_and_the_first_beside_the_better_other():
    questions = [asked("bees", "acl:P19-1001"), asked("soil", "doi:10.1000/soil")]
    found = evaluate_retrieval(
        questions,
        {
            "ours": lambda question: (BEES, SOILS) if question == "bees" else (SOILS,),
            "poor": lambda _: (),
            "fair": lambda _: (BEES, TILES),
        },
        papers=SHELF,
    )
    assert (found.questions, found.gold, found.papers, found.missing) == (2, 2, 3, 0)
    assert found.best_plain == "fair"
    assert found.ratio == 2
    assert found.gains["recall@20"].value == 0.5
    table = as_table(found)
    assert [row.split(" | ")[0] for row in table.splitlines()[2:6]] == [
        "| ours",
        "| poor",
        "| fair",
        "| gain over fair",
    ]
    assert "2.00 times" in table


def test_a_gold_paper_that_is_nowhere_is_charged_and_counted():
    questions = [asked("bees", "acl:P19-1001", "acl:none")]
    found = evaluate_retrieval(
        questions, {"ours": lambda _: SHELF, "none": lambda _: ()}, papers=SHELF
    )
    assert found.missing == 1
    assert found.lines[0].figures["recall@100"].value == 0.5
    assert found.ratio is None
    assert "1 of 2 gold papers are not among them" in as_table(found)


def test_a_list_is_looked_through_to_the_thousandth_paper():
    listed = [make_paper(f"x:{n}", "T") for n in range(1000)]
    questions = [asked("last", "x:999"), asked("over", "x:1000")]
    found = evaluate_retrieval(
        questions,
        {"ours": lambda _: [*listed, make_paper("x:1000", "T")], "none": lambda _: ()},
        papers=listed,
    )
    assert found.lines[0].figures["MRR"].value == pytest.approx(0.0005)
