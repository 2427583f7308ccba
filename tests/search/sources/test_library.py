"""A library as a source: what it is asked, what it answers, and how it fails."""

import pytest

from litsynth.errors import LibraryError, SourceError
from litsynth.records import Paper, PaperId
from litsynth.search.plan import make_plan
from litsynth.search.sources.library import LibrarySource, wordings_of

PAPER = Paper(id=PaperId("own:1"), title="Otters", found_by=("library:main",))


class Shelf:
    """A corpus of one paper that notes what it is asked."""

    method = "title and abstract of 1 paper"

    def __init__(self, error=None):
        self.asked = []
        self._error = error

    def find(self, wordings, *, limit, since, until):
        if self._error:
            raise self._error
        self.asked.append((wordings, limit, since, until))
        return (PAPER,)

    def matches(self, wordings, *, since, until):
        return 12

    def paper(self, identifier):
        if self._error:
            raise self._error
        return PAPER if identifier == "own:1" else None

    def vectors(self, papers):
        return {}


def test_it_is_asked_by_question_and_concepts_within_the_time():
    plan = make_plan("Do otters use river bridges?", since="2020-01-01", until="2021-12-31")
    shelf = Shelf()
    result = LibrarySource("library:main", shelf).search(plan, limit=10)
    ((wordings, limit, since, until),) = shelf.asked
    assert wordings == wordings_of(plan)
    assert wordings[0] == plan.question
    assert all(concept.phrase in wordings[1] for concept in plan.concepts)
    assert (limit, since, until) == (30, "2020-01-01", "2021-12-31")
    assert result.papers == (PAPER,)
    (query,) = result.queries
    assert (query.source, query.hits, query.returned) == ("library:main", 12, 1)
    assert query.query == (
        f"by the question: {wordings[0]}; and by its concepts: {wordings[1]} (title and abstract "
        "of 1 paper; hits have one of the words or more; 2020-01-01 to 2021-12-31)"
    )


def test_a_question_that_is_one_concept_is_asked_once():
    assert wordings_of(make_plan("otters", since=None, until=None)) == ("otters",)


def test_a_library_that_cannot_be_used_is_a_source_without_answer():
    source = LibrarySource("library:main", Shelf(LibraryError("gone", hint="make it")))
    for ask in (
        lambda: source.search(make_plan("otters", since=None, until=None), limit=3),
        lambda: source.paper("own:1"),
    ):
        with pytest.raises(SourceError, match="gone") as refused:
            ask()
        assert refused.value.hint == "make it"
        assert refused.value.exit_code == LibraryError.exit_code


def test_a_paper_is_looked_up_by_its_name():
    source = LibrarySource("library:main", Shelf())
    assert source.paper("own:1") == PAPER
    assert source.paper("own:2") is None
