import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.search.overlap import overlap, query_terms
from litsynth.search.plan import make_plan
from litsynth.search.rank import rank_papers, searched_text
from tests.search.fakes import WordEncoder, make_paper

PLAN = make_plan("How does the waggle dance affect foraging of honey bees?")
PAPERS = (
    make_paper("arxiv:1901.00001", "The waggle dance and the foraging of honey bees"),
    make_paper("arxiv:1901.00002", "Foraging", abstract="Honey bees forage. A dance is seen."),
    make_paper("arxiv:1901.00003", "Firing roof tiles", abstract="Clay is dried and fired."),
)


def test_papers_come_most_relevant_first_with_relevance_between_0_and_1():
    ranked = rank_papers(PLAN, PAPERS[::-1], WordEncoder(), floor=0.3)
    assert [each.paper for each in ranked] == list(PAPERS)
    values = [each.relevance for each in ranked]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.5
    assert 0 <= values[-1] < 0.2


def test_the_floor_marks_and_keeps_every_paper():
    ranked = rank_papers(PLAN, PAPERS, WordEncoder(), floor=0.3)
    assert [each.above_floor for each in ranked] == [each.relevance >= 0.3 for each in ranked]
    assert ranked[0].above_floor
    assert not ranked[-1].above_floor


def test_a_paper_at_the_floor_is_above_it():
    (only,) = rank_papers(PLAN, PAPERS[:1], WordEncoder(), floor=0.0)
    again = rank_papers(PLAN, PAPERS[:1], WordEncoder(), floor=only.relevance)
    assert again[0].above_floor


def test_ties_go_by_id():
    twins = [make_paper(f"arxiv:1901.0000{n}", "Honey bees") for n in (3, 1, 2)]
    ranked = rank_papers(PLAN, twins, WordEncoder(), floor=0.3)
    assert [each.paper.id[-1] for each in ranked] == ["1", "2", "3"]


def test_no_papers_ask_nothing_of_the_encoder():
    encoder = WordEncoder()
    assert rank_papers(PLAN, (), encoder, floor=0.3) == ()
    assert encoder.asked == []


def test_the_encoder_is_asked_once():
    encoder = WordEncoder()
    rank_papers(PLAN, PAPERS, encoder, floor=0.3)
    assert encoder.asked == [[PLAN.question, *map(searched_text, PAPERS)]]


def test_texts_with_a_known_vector_are_not_embedded_again():
    encoder = WordEncoder()
    texts = [searched_text(paper) for paper in PAPERS]
    known = dict(zip(texts[1:], encoder.encode(texts[1:]), strict=True))
    encoder.asked.clear()
    ranked = rank_papers(PLAN, PAPERS, encoder, floor=0.3, known=known)
    assert encoder.asked == [[PLAN.question, texts[0]]]
    assert ranked == rank_papers(PLAN, PAPERS, WordEncoder(), floor=0.3)


def test_a_paper_of_other_words_is_lifted_by_the_company_of_relevant_ones():
    near = make_paper("a:1", "Trophallaxis and nectar", abstract="Nectar of trophallaxis.")
    far = make_paper("a:2", "Kilns and glazes", abstract="Glazes of kilns.")
    bridge = make_paper("a:3", "Waggle dance of honey bees, trophallaxis and nectar")
    alone = rank_papers(PLAN, (near, far), WordEncoder(), floor=0)
    together = rank_papers(PLAN, (near, far, bridge), WordEncoder(), floor=0)
    gains = {
        str(each.paper.id): each.relevance
        - next(o.relevance for o in alone if o.paper is each.paper)
        for each in together
        if each.paper is not bridge
    }
    assert gains["a:1"] > gains["a:2"] + 0.02


def test_company_lifts_nothing_where_no_paper_is_relevant():
    tiles = [make_paper(f"a:{n}", "Firing roof tiles in kilns") for n in range(8)]
    found = rank_papers(PLAN, tiles, WordEncoder(), floor=0)
    assert len(found) == 8
    assert all(each.relevance < 0.05 for each in found)


def test_the_words_that_ask_for_papers_are_not_embedded():
    encoder = WordEncoder()
    plan = make_plan("Which studies have explored the dance of bees?")
    rank_papers(plan, PAPERS[:1], encoder, floor=0)
    assert encoder.asked[0][0] == "dance of bees?"


def test_a_summary_is_ranked_where_there_is_no_abstract():
    assert searched_text(make_paper("a:1", "T", summary="S.")) == "T. S."
    assert searched_text(make_paper("a:1", "T", summary="S.", abstract="A.")) == "T. A."
    assert searched_text(make_paper("a:1", "T")) == "T."


@given(st.permutations(PAPERS))
def test_the_order_of_papers_does_not_matter(papers):
    expected = rank_papers(PLAN, PAPERS, WordEncoder(), floor=0.3)
    assert rank_papers(PLAN, papers, WordEncoder(), floor=0.3) == expected


def test_concepts_weigh_more_than_the_rest_of_the_question_and_stop_words_nothing():
    terms = query_terms(make_plan("How does zero-shot transfer affect the pollen count?"))
    assert terms["transfer"] == 1.0
    assert terms["zero-shot"] == 1.0
    assert terms["zero"] == terms["shot"] == 0.5
    assert terms["affect"] == 0.6
    assert "the" not in terms


def test_words_that_ask_for_papers_count_nothing_unless_they_are_the_subject():
    assert "paper" not in query_terms(make_plan("Which papers describe honey bees?"))
    assert query_terms(make_plan("Paper wasps of Brazil"))["paper"] == 0.6


def test_rare_words_count_more_than_everyday_ones():
    texts = ["waggle methods", "research methods", "waggle research"]
    rare, common, _ = overlap({"waggl": 1.0, "research": 1.0}, texts)
    assert rare > common


def test_a_word_that_all_candidates_share_still_counts():
    all_have, none_has = overlap({"bee": 1.0}, ["bees", "bees"])[0], overlap({"bee": 1.0}, ["a"])[0]
    assert all_have > 0.3
    assert none_has == 0


@given(
    st.dictionaries(st.sampled_from(["bee", "danc", "hive"]), st.floats(0.1, 1)),
    st.lists(st.lists(st.sampled_from("bees dance hive clay".split())).map(" ".join), max_size=5),
)
def test_overlap_is_a_share(terms, texts):
    found = overlap(terms, texts)
    assert found.shape == (len(texts),)
    assert np.all((found >= 0) & (found < 1))


@pytest.mark.parametrize("words", [1, 2, 3])
def test_more_of_the_question_gives_more_overlap(words):
    terms = {"bee": 1.0, "danc": 1.0, "hive": 1.0}
    filler = "clay " * 10
    less = " ".join("bees dance hive".split()[: words - 1]) + " " + filler
    more = " ".join("bees dance hive".split()[:words]) + " " + filler
    low, high = overlap(terms, [less, more])
    assert high > low
