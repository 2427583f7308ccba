from dataclasses import replace
from unittest.mock import Mock

import pytest

from litsynth.errors import NothingFoundError, ReadingError, SourceError
from litsynth.records import Failure
from litsynth.search.plan import make_plan
from litsynth.search.rank import searched_text
from litsynth.search.run import find_papers
from litsynth.search.sources.fallback import FallbackSource
from litsynth.search.sources.unanswered import UnansweredError, failed_query
from tests.search.fakes import Shelf, WordEncoder, make_paper

PLAN = make_plan("How does the waggle dance affect foraging of honey bees?")
BEES = make_paper(
    "arxiv:1901.00001",
    "The waggle dance and the foraging of honey bees",
    authors=("Ada Lowe",),
    found_by=("arxiv",),
)
BEES_PUBLISHED = make_paper(
    "doi:10.1000/bees", BEES.title, authors=("A. Lowe",), found_by=("crossref",)
)
TILES = make_paper("arxiv:1901.00003", "Firing roof tiles", abstract="Clay is dried.")


def find(*sources, floor=0.3, progress=None, plan=PLAN):
    told = [] if progress is None else progress
    return find_papers(plan, sources, WordEncoder(), limit=10, floor=floor, progress=told.append)


def test_answers_of_all_sources_are_merged_ranked_and_counted():
    found = find(Shelf("arxiv", [BEES, TILES]), Shelf("crossref", [BEES_PUBLISHED]))
    assert [each.paper.id for each in found.ranked] == ["arxiv:1901.00001", "arxiv:1901.00003"]
    assert [each.above_floor for each in found.ranked] == [True, False]
    assert found.ranked[0].paper.found_by == ("arxiv", "crossref")
    assert (found.identified, found.duplicates) == (3, 1)
    assert [query.source for query in found.queries] == ["arxiv", "crossref"]
    assert found.failures == ()


def own_papers(*titles):
    """Papers that libraries a, b and so on all call their 17th."""
    return [
        Shelf(f"library:{name}", [make_paper("own:17", title, found_by=(f"library:{name}",))])
        for name, title in zip("abc", titles, strict=False)
    ]


def test_papers_that_two_libraries_number_alike_stay_two():
    found = find(*own_papers(BEES.title, TILES.title))
    assert {each.paper.id: each.paper.title for each in found.ranked} == {
        "own:a/17": BEES.title,
        "own:b/17": TILES.title,
    }
    assert found.duplicates == 0


def test_one_paper_in_two_libraries_keeps_the_name_that_both_gave_it():
    (one,) = find(*own_papers(BEES.title, BEES.title.upper())).ranked
    assert (one.paper.id, one.paper.found_by) == ("own:17", ("library:a", "library:b"))
    both = find(*own_papers(BEES.title, TILES.title, BEES.title)).ranked
    assert [each.paper.identifiers for each in both] == [("own:a/17", "own:c/17"), ("own:b/17",)]


def test_a_source_that_fails_is_a_failure_while_another_answers():
    found = find(Shelf("arxiv", down="it is down"), Shelf("crossref", [BEES_PUBLISHED]))
    (failure,) = found.failures
    assert failure.what == "arxiv"
    assert failure.reason == "it is down"
    assert failure.effect
    assert len(found.ranked) == 1


def test_what_failed_after_a_first_answer_is_kept():
    late = Failure(what="arxiv", reason="page 2: 503", effect="fewer papers")
    assert find(Shelf("arxiv", [BEES], failures=[late])).failures == (late,)


class Unread(Shelf):
    """A folder none of whose files could be read."""

    def search(self, plan, *, limit):
        result = super().search(plan, limit=limit)
        (query,) = result.queries
        return replace(result, queries=(replace(query, hits=len(result.failures)),))


def test_files_none_of_which_could_be_read_are_named_with_their_reasons():
    bad = Failure(what="a.pdf", reason="empty", effect="not read")
    with pytest.raises(ReadingError) as caught:
        find(Unread("folder:bees", failures=[bad]))
    assert "no file of folder:bees could be read" in str(caught.value)
    assert "a.pdf: empty" in str(caught.value)
    assert "general words" not in caught.value.hint


def test_another_source_may_answer_where_no_file_could_be_read():
    bad = Failure(what="a.pdf", reason="empty", effect="not read")
    found = find(Unread("folder:bees", failures=[bad]), Shelf("arxiv", [BEES]))
    assert found.failures == (bad,)


def test_if_every_source_fails_the_search_fails_with_the_first_hint():
    with pytest.raises(SourceError, match="arxiv is down; crossref is down") as caught:
        find(Shelf("arxiv", down="arxiv is down"), Shelf("crossref", down="crossref is down"))
    assert caught.value.hint == "Start arxiv."
    assert caught.value.exit_code == 4


def test_no_sources_is_an_error_that_says_how_to_name_one():
    with pytest.raises(SourceError, match="no source was named") as caught:
        find()
    assert "--source" in caught.value.hint


@pytest.mark.parametrize(
    "question", ["どうして蜂は踊るのか", "Wie lernt die Biene den Tanz auf der Wabe?"]
)
def test_a_question_that_is_no_english_is_answered_with_the_advice_to_ask_in_english(question):
    plan = replace(PLAN, question=question)
    with pytest.raises(NothingFoundError) as caught:
        find(Shelf("arxiv", [TILES]), plan=plan)
    assert caught.value.hint.startswith("Ask in English")


def test_a_question_that_is_no_english_is_told_so_where_papers_are_found_too():
    said: list[str] = []
    question = "Wie wirken roofs and tiles auf der Wabe and die heat?"
    plan = replace(PLAN, question=question)
    found = find(Shelf("arxiv", [TILES]), floor=0.1, plan=plan, progress=said)
    assert [notice for notice in found.notices if "Ask in English" in notice]
    assert [line for line in said if "Ask in English" in line]
    assert not find(Shelf("arxiv", [BEES])).notices


def test_a_question_of_a_page_is_not_repeated_whole():
    plan = replace(PLAN, question="dance of bees " * 200)
    with pytest.raises(NothingFoundError) as caught:
        find(Shelf("arxiv", [TILES]), plan=plan)
    assert len(str(caught.value).splitlines()[0]) < 260


def test_nothing_above_the_floor_says_what_was_searched_and_what_came_nearest():
    with pytest.raises(NothingFoundError) as caught:
        find(Shelf("arxiv", [TILES]))
    assert caught.value.exit_code == 3
    message = str(caught.value)
    assert PLAN.question in message
    assert "arxiv: everything (1 hit)" in message
    assert "'Firing roof tiles'" in message
    assert "0.30 is needed" in message
    assert "LITSYNTH_SEARCH__RELEVANCE_FLOOR=" not in caught.value.hint


def test_a_lower_floor_is_advised_only_where_it_would_let_a_paper_in():
    with pytest.raises(NothingFoundError, match=r"relevance of 0\.[1-9]") as caught:
        find(Shelf("arxiv", [BEES]), floor=0.99)
    assert "LITSYNTH_SEARCH__RELEVANCE_FLOOR=0.1." in caught.value.hint


def test_where_nothing_is_relevant_what_failed_is_named_and_the_numbers_add_up():
    broken = Failure(what="broken.pdf", reason="it is no PDF", effect="It was not read.")
    twice = make_paper(TILES.id, TILES.title, found_by=("folder:y",))
    with pytest.raises(NothingFoundError) as caught:
        find(Shelf("folder:x", [TILES], failures=[broken]), Shelf("folder:y", [twice]))
    message = str(caught.value)
    assert "Failed:\n  broken.pdf: it is no PDF\n" in message
    assert "2 records came back, of 1 distinct paper." in message
    assert "The nearest of 1 paper " in message


def test_where_databases_kept_silent_the_advice_is_to_reach_them_and_not_to_reword():
    lost = UnansweredError(
        "no network",
        hint="Mend it.",
        queries=tuple(failed_query(name, "bees", "no network") for name in ("arxiv", "crossref")),
    )
    silent, second = Shelf("auto"), Shelf("starter", [TILES])
    silent.search = Mock(side_effect=lost)  # type: ignore[method-assign]
    with pytest.raises(NothingFoundError) as caught:
        find(FallbackSource(silent, second, progress=print))
    assert caught.value.hint.startswith("Ask again once arXiv and Crossref can be reached")
    assert "The starter library is a sample" in caught.value.hint


def test_the_starter_library_is_called_a_sample_only_where_it_alone_answered():
    with pytest.raises(NothingFoundError) as caught:
        find(Shelf("starter", [TILES]))
    assert caught.value.hint.startswith("The starter library is a sample")
    with pytest.raises(NothingFoundError) as caught:
        find(Shelf("starter", [TILES]), Shelf("folder:x", [TILES]))
    assert caught.value.hint.startswith("Ask in the words")


class EmbeddedShelf(Shelf):
    """A source that keeps vectors, or cannot be asked for them any more."""

    def __init__(self, papers, encoder, *, lost=False):
        super().__init__("library:bees", papers)
        self._encoder = encoder
        self._lost = lost

    def vectors(self, papers):
        if self._lost:
            raise SourceError("the library was removed", hint="Add it again.")
        rows = self._encoder.encode([searched_text(paper) for paper in papers])
        return {paper.id: row for paper, row in zip(papers, rows, strict=True)}


@pytest.mark.parametrize("lost", [False, True])
def test_vectors_that_a_source_keeps_are_not_made_again_and_change_nothing(lost):
    encoder = WordEncoder()
    shelf = EmbeddedShelf([BEES, TILES], WordEncoder(), lost=lost)
    found = find_papers(PLAN, [shelf], encoder, limit=10, floor=0.3)
    assert found.ranked == find(Shelf("library:bees", [BEES, TILES])).ranked
    (asked,) = encoder.asked
    assert asked[0] == PLAN.question
    assert len(asked) == (3 if lost else 1)


def test_an_empty_answer_is_nothing_found_and_names_the_dates():
    plan = make_plan(PLAN.question, since="2020-01-01")
    with pytest.raises(NothingFoundError, match="from 2020-01-01 to today") as caught:
        find(Shelf("arxiv"), plan=plan)
    assert "No source has a paper for it." in str(caught.value)


def test_each_source_is_told_of_with_its_queries_and_records():
    told: list[str] = []
    find(Shelf("arxiv", [BEES, TILES]), Shelf("other", down="it is down"), progress=told)
    assert told == [
        "arxiv: 1 query, 2 records",
        "other: no answer (it is down)",
        "search: 2 records, 2 distinct papers, 1 relevant enough to use",
    ]
