import pytest

from litsynth.search.plan import make_plan
from litsynth.search.sources.period import within
from litsynth.search.sources.room import ROOM_FOR_RANKING
from litsynth.search.sources.starter import StarterSource, starter_papers

QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"
PLAN = make_plan(QUESTION)


def test_the_library_holds_at_least_48_papers_with_summaries_of_litsynths_own():
    papers = starter_papers()
    assert len(papers) >= 48
    assert len({paper.id for paper in papers}) == len(papers)
    for paper in papers:
        assert paper.summary
        assert paper.abstract is None
        assert paper.found_by == ("starter",)
        assert paper.authors
        assert paper.year
        assert paper.url


def test_every_plan_is_answered_with_the_whole_library_and_one_query():
    result = StarterSource().search(PLAN, limit=1000)
    assert {paper.id for paper in result.papers} == {paper.id for paper in starter_papers()}
    (query,) = result.queries
    assert (query.source, query.query) == ("starter", "all papers")
    assert query.hits == query.returned == len(result.papers)
    assert query.sent_at.endswith("Z")
    assert result.failures == ()


def test_the_best_by_words_come_first_so_that_a_limit_keeps_them():
    few = StarterSource().search(PLAN, limit=2).papers
    assert few == StarterSource().search(PLAN, limit=1000).papers[: len(few)]
    assert len(few) == 2 * ROOM_FOR_RANKING
    assert few[0].id == "arxiv:2005.13013"
    assert StarterSource().search(PLAN, limit=0).papers == ()


def test_papers_of_another_time_are_left_out():
    plan = make_plan(QUESTION, since="2020-06-01", until="2021-02-01")
    result = StarterSource().search(plan, limit=1000)
    assert {paper.year for paper in result.papers} == {2020, 2021}
    assert result.queries[0].query == "all papers, 2020-06-01 to 2021-02-01"


@pytest.mark.parametrize(
    "identifier",
    [
        "arxiv:2005.13013",
        "arxiv:2005.13013v2",
        "acl:2020.aacl-main.56",
        "doi:10.48550/arXiv.2005.13013",
    ],
)
def test_a_paper_is_found_by_any_of_its_identifiers(identifier):
    paper = StarterSource().paper(identifier)
    assert paper is not None
    assert paper.id == "arxiv:2005.13013"
    assert "acl:2020.aacl-main.56" in paper.identifiers


def test_a_paper_it_lacks_is_none():
    assert StarterSource().paper("arxiv:1706.03762") is None


def test_its_answer_does_not_change():
    first, second = (StarterSource().search(PLAN, limit=1000).papers for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, True),
        ("2020", True),
        ("2019", False),
        ("2021", True),
        ("2022", False),
        ("2020-02", False),
        ("2020-03", True),
        ("2020-03-14", False),
        ("2020-03-15", True),
        ("2021-06-30", True),
        ("2021-07-01", False),
    ],
)
def test_a_date_is_compared_as_precisely_as_it_is_known(published, expected):
    assert within(published, since="2020-03-15", until="2021-06-30") is expected


def test_without_dates_every_time_is_meant():
    assert within("1905", since=None, until=None)
