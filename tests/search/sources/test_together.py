"""Several sources asked at once: none waits for another, none is lost, none ends the others."""

from dataclasses import replace
from threading import Barrier

import pytest

from litsynth.errors import ConfigError, SourceError
from litsynth.ports import silent
from litsynth.records import SearchResult
from litsynth.search.plan import make_plan
from litsynth.search.sources.fallback import FallbackSource
from litsynth.search.sources.together import Together, ask_all
from litsynth.search.sources.unanswered import UnansweredError, failed_query
from tests.search.fakes import Shelf, make_paper

PLAN = make_plan("waggle dance of honey bees")
HERE = make_paper("arxiv:1901.00001", "Here", found_by=("arxiv",))
THERE = make_paper("doi:10.1000/b", "There", found_by=("crossref",))


class Meeting(Shelf):
    """Answers only once all sources of the meeting have been asked."""

    def __init__(self, name, barrier, papers=()):
        super().__init__(name, papers)
        self._barrier = barrier

    def search(self, plan, *, limit):
        self._barrier.wait(timeout=30)
        return super().search(plan, limit=limit)


class Broken(Shelf):
    """Raises what is no failure of a source."""

    def __init__(self, error):
        super().__init__("broken")
        self._error = error

    def search(self, plan, *, limit):
        raise self._error


class Refused(Shelf):
    """Was asked, and did not answer."""

    def search(self, plan, *, limit):
        record = failed_query(self.name, "everything", "HTTP 503")
        raise UnansweredError(f"{self.name}: HTTP 503", hint="Wait.", queries=(record,))


def test_all_are_asked_at_the_same_time_and_answer_in_their_order():
    barrier = Barrier(3)
    sources = [Meeting(name, barrier) for name in ("c", "a", "b")]
    told: list[str] = []
    answers = ask_all(sources, PLAN, limit=5, progress=told.append)
    results = [answer for answer in answers if isinstance(answer, SearchResult)]
    assert [result.queries[0].source for result in results] == ["c", "a", "b"]
    assert [line.partition(":")[0] for line in told] == ["c", "a", "b"]


def test_one_answer_is_enough_and_the_others_are_failures_with_their_queries():
    source = Together([Refused("arxiv"), Shelf("crossref", [THERE]), Shelf("x", down="no route")])
    result = source.search(PLAN, limit=5)
    assert result.papers == (THERE,)
    assert [failure.what for failure in result.failures] == ["arxiv", "x"]
    assert [(query.source, query.error) for query in result.queries] == [
        ("arxiv", "HTTP 503"),
        ("crossref", None),
    ]


def test_notices_of_all_are_kept():
    class Noticing(Shelf):
        def search(self, plan, *, limit):
            pair = (f"doi:10.1000/{self.name}", "retraction")
            return replace(super().search(plan, limit=limit), retracted=(pair,))

    result = Together([Noticing("a"), Noticing("b")]).search(PLAN, limit=5)
    assert result.retracted == (
        ("doi:10.1000/a", "retraction"),
        ("doi:10.1000/b", "retraction"),
    )


def test_where_none_answers_each_failure_and_each_query_is_told_and_a_stand_in_keeps_them():
    first = Together([Refused("arxiv"), Refused("openalex")])
    with pytest.raises(UnansweredError, match="arxiv: HTTP 503; openalex: HTTP 503") as caught:
        first.search(PLAN, limit=5)
    assert [failure.what for failure in caught.value.failures] == ["arxiv", "openalex"]
    result = FallbackSource(first, Shelf("starter", [HERE])).search(PLAN, limit=5)
    assert [failure.what for failure in result.failures] == ["arxiv", "openalex"]
    assert all("starter library stood in" in failure.effect for failure in result.failures)
    assert [query.source for query in result.queries] == ["arxiv", "openalex", "starter"]
    assert result.notices[0].startswith("arXiv and OpenAlex could not be reached")


def test_each_failure_is_told_once_and_short_on_the_way():
    class Unheard(Shelf):
        def search(self, plan, *, limit):
            raise UnansweredError(
                f"{self.name} did not answer: cannot be reached at https://a.example/works: the "
                "name a.example cannot be looked up (Name or service not known)",
                hint="Wait.",
                queries=(failed_query(self.name, "works?filter=long", "no name"),),
            )

    told: list[str] = []
    first = Together([Unheard("openalex"), Unheard("crossref")], progress=told.append)
    source = FallbackSource(first, Shelf("starter", [HERE]), progress=told.append)
    ask_all([source], PLAN, limit=5, progress=told.append)
    assert told == [
        "openalex: no answer (the name a.example cannot be looked up)",
        "crossref: no answer (the name a.example cannot be looked up)",
        "the starter library stands in for OpenAlex and Crossref",
        "starter: 1 query, 1 record",
    ]


def test_what_the_only_source_says_is_left_to_the_error():
    told: list[str] = []
    (answer,) = ask_all([Refused("arxiv")], PLAN, limit=5, progress=told.append)
    assert isinstance(answer, UnansweredError)
    assert told == []


@pytest.mark.parametrize("error", [ConfigError("no folder", hint="Make one."), ZeroDivisionError()])
def test_what_is_no_failure_of_a_source_is_not_swallowed(error):
    with pytest.raises(type(error)):
        ask_all([Shelf("a"), Broken(error)], PLAN, limit=5)


def test_no_source_gives_no_answer():
    assert ask_all([], PLAN, limit=5) == ()
    assert isinstance(ask_all([Shelf("a")], PLAN, limit=5, progress=silent)[0], SearchResult)


def test_a_paper_is_looked_up_in_all_and_joined():
    marked = make_paper(
        "arxiv:1901.00001",
        "Here",
        identifiers=("doi:10.1000/a",),
        retraction="OpenAlex: it is marked as retracted",
        found_by=("openalex",),
    )
    source = Together([Shelf("arxiv", [HERE]), Shelf("openalex", [marked]), Shelf("c", down="no")])
    paper = source.paper("arxiv:1901.00001")
    assert paper is not None
    assert paper.found_by == ("arxiv", "openalex")
    assert paper.retraction == marked.retraction


def test_a_paper_that_nobody_has_is_none_unless_somebody_could_not_be_asked():
    assert Together([Shelf("a"), Shelf("b")]).paper("arxiv:1901.00001") is None
    with pytest.raises(SourceError, match="no route"):
        Together([Shelf("a"), Shelf("b", down="no route")]).paper("arxiv:1901.00001")
