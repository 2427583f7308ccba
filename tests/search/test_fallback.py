import pytest

from litsynth.errors import SourceError
from litsynth.records import Failure
from litsynth.search.plan import make_plan
from litsynth.search.sources.fallback import FallbackSource
from tests.search.fakes import Shelf, make_paper

PLAN = make_plan("waggle dance of honey bees")
HERE = make_paper("arxiv:1901.00001", "Here")
THERE = make_paper("arxiv:1901.00002", "There")


def test_the_second_is_not_asked_while_the_first_answers():
    source = FallbackSource(Shelf("arxiv", [HERE]), Shelf("starter", down="never asked"))
    assert source.search(PLAN, limit=5).papers == (HERE,)
    assert source.search(PLAN, limit=5).failures == ()


def test_an_empty_answer_is_an_answer():
    source = FallbackSource(Shelf("arxiv"), Shelf("starter", [THERE]))
    assert source.search(PLAN, limit=5).papers == ()


def test_a_stand_in_is_said_plainly_before_the_other_failures():
    late = Failure(what="starter", reason="r", effect="e")
    told: list[str] = []
    source = FallbackSource(
        Shelf("arxiv", down="no route to host"),
        Shelf("starter", [THERE], failures=[late]),
        progress=told.append,
    )
    result = source.search(PLAN, limit=5)
    assert result.papers == (THERE,)
    stood_in, kept = result.failures
    assert kept == late
    assert stood_in.what == "arXiv"
    assert "no route to host" in stood_in.reason
    assert "The starter library stood in" in stood_in.effect
    assert told == ["the starter library stands in for arXiv"]


def test_if_neither_answers_both_reasons_are_given():
    source = FallbackSource(Shelf("arxiv", down="no route"), Shelf("starter", down="damaged"))
    with pytest.raises(SourceError, match=r"no route; nor could the starter library .*damaged"):
        source.search(PLAN, limit=5)


def test_a_paper_is_looked_up_in_both():
    source = FallbackSource(Shelf("arxiv", [HERE]), Shelf("starter", [THERE]))
    assert source.paper("arxiv:1901.00001") == HERE
    assert source.paper("arxiv:1901.00002") == THERE
    assert source.paper("arxiv:1901.00003") is None


def test_a_paper_the_second_lacks_is_not_said_to_be_missing_while_the_first_is_down():
    source = FallbackSource(Shelf("arxiv", down="no route"), Shelf("starter", [THERE]))
    assert source.paper("arxiv:1901.00002") == THERE
    with pytest.raises(SourceError, match="no route"):
        source.paper("arxiv:1901.00001")


def test_its_name_tells_both():
    assert FallbackSource(Shelf("arxiv"), Shelf("starter")).name == "arxiv, else starter"
