"""The nearest passages of other papers are found, and never the claim's own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litsynth.records import SectionKind
from litsynth.verify import evidence as module
from litsynth.verify.evidence import PER_PAPER, find_evidence
from litsynth.verify.hashing import HashingEncoder
from tests.verify.making import document

CATS = "Stroking a cat for ten minutes makes it purr loudly."
DOGS = "Walking a dog every morning keeps its owner healthy."
RAIN = "Heavy rain floods the valley in the early spring."
BIRDS = "Migrating birds follow the coast on their way south."


def _find(claims, documents, *, own=None, limit=4, prefilter=False):
    shape = (len(claims), len(documents))
    mine = np.zeros(shape, dtype=bool) if own is None else np.array(own, dtype=bool)
    return find_evidence(
        claims, documents, HashingEncoder(), usable=~mine, own=mine, limit=limit,
        prefilter=prefilter,
    )  # fmt: skip


def test_the_nearest_sentence_comes_first():
    (found,) = _find(["a cat that is stroked will purr"], [document(1, RAIN, CATS, DOGS)])
    assert found.passages[0].span.of(document(1, RAIN, CATS, DOGS).text) == CATS


def test_a_claim_is_not_its_own_evidence():
    documents = [document(1, CATS, RAIN), document(2, DOGS, BIRDS)]
    (found,) = _find([CATS], documents, own=[[True, False]])
    assert {passage.document for passage in found.passages} == {1}


def test_own_passages_that_would_have_been_among_the_best_are_counted():
    documents = [document(1, CATS, RAIN), document(2, DOGS, BIRDS)]
    (found,) = _find([CATS], documents, own=[[True, False]], limit=1)
    assert found.own_left_out == 1


def test_no_paper_fills_all_places():
    sentences = [f"Stroking a cat number {n} makes it purr loudly." for n in range(10)]
    (found,) = _find([CATS], [document(1, *sentences), document(2, DOGS)], limit=8)
    of_first = [passage for passage in found.passages if passage.document == 0]
    assert len(of_first) == PER_PAPER


def test_places_that_a_paper_may_not_fill_go_to_the_next_nearest():
    sentences = [f"Stroking a cat number {n} makes it purr loudly." for n in range(6)]
    (found,) = _find([CATS], [document(1, *sentences), document(2, DOGS)], limit=PER_PAPER + 1)
    assert [passage.document for passage in found.passages] == [0] * PER_PAPER + [1]


def test_passages_of_one_paper_do_not_overlap():
    sentences = [f"Stroking a cat number {n} makes it purr loudly." for n in range(6)]
    (found,) = _find(["cat number 2 and cat number 3 purr"], [document(1, *sentences)], limit=6)
    spans = [passage.span for passage in found.passages]
    assert not any(a.overlaps(b) for a in spans for b in spans if a is not b)


def test_the_context_stays_in_its_section():
    text = document(
        1, RAIN, CATS, DOGS,
        sections=[(SectionKind.METHODS, 0, 0), (SectionKind.RESULTS, 1, 2)],
    )  # fmt: skip
    (found,) = _find([CATS], [text], limit=1)
    assert found.passages[0].context == f"{CATS} {DOGS}"


def test_references_and_acknowledgements_are_no_evidence():
    text = document(
        1, CATS, DOGS,
        sections=[(SectionKind.REFERENCES, 0, 0), (SectionKind.RESULTS, 1, 1)],
    )  # fmt: skip
    (found,) = _find([CATS], [text])
    assert [passage.span.of(text.text) for passage in found.passages] == [DOGS]


def test_a_sentence_said_twice_is_shown_once():
    (found,) = _find([CATS], [document(1, CATS, CATS, RAIN)])
    texts = [passage.span.of(document(1, CATS, CATS, RAIN).text) for passage in found.passages]
    assert texts.count(CATS) == 1


def test_equal_passages_stand_in_the_order_of_the_papers():
    documents = [document(n, CATS, RAIN) for n in (1, 2, 3)]
    (found,) = _find([CATS], documents, limit=3)
    assert [passage.document for passage in found.passages] == [0, 1, 2]


@pytest.mark.parametrize("documents", [[], [document(1)], [document(1, "Too short.")]])
def test_nothing_to_read_gives_no_passages(documents):
    (found,) = _find([CATS], documents)
    assert found.passages == ()
    assert found.own_left_out == 0


def test_no_claims_give_nothing():
    assert _find([], [document(1, CATS)]) == ()


def test_a_limit_below_one_is_a_mistake():
    with pytest.raises(ValueError, match="limit"):
        _find([CATS], [document(1, CATS)], limit=0)


SENTENCES = st.lists(
    st.sampled_from([CATS, DOGS, RAIN, BIRDS, "The cat and the dog walk in the rain together."]),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(SENTENCES, min_size=1, max_size=4), st.integers(1, 6))
def test_passages_come_nearest_first_and_tiles_change_nothing(papers, limit):
    documents = [document(n, *sentences) for n, sentences in enumerate(papers)]
    (whole,) = _find([CATS], documents, limit=limit)
    alone = [
        passage.similarity
        for passage in whole.passages
        if passage.span in documents[passage.document].sentences
    ]
    assert alone == sorted(alone, reverse=True)
    assert len(whole.passages) <= limit
    before, module.TILE = module.TILE, 2
    try:
        assert _find([CATS], documents, limit=limit) == (whole,)
    finally:
        module.TILE = before


class WithRough(HashingEncoder):
    """Has a quicker encoder beside it, and remembers what it was itself asked for."""

    def __init__(self):
        super().__init__()
        self.rough = HashingEncoder()
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return super().encode(texts)


def test_a_rough_look_saves_exact_vectors_and_changes_nothing(monkeypatch):
    monkeypatch.setattr(module, "ROUGH_ABOVE", 10)
    filler = [f"Filler about subject {n} and theme {n * 31} goes here." for n in range(200)]
    documents = [document(1, CATS, *filler[:100]), document(2, RAIN, CATS, *filler[100:])]
    own = np.array([[True, False]])
    encoder = WithRough()
    found = find_evidence(
        [CATS], documents, encoder, usable=~own, own=own, limit=4, prefilter=False
    )
    assert found == _find([CATS], documents, own=own)
    assert len(set(encoder.asked)) < 60


def test_the_prefilter_keeps_the_best_of_many(monkeypatch):
    monkeypatch.setattr(module, "PREFILTER_ABOVE", 10)
    filler = [f"Filler about subject {n} and theme {n * 31} goes here." for n in range(200)]
    documents = [document(1, *filler), document(2, RAIN, CATS)]
    full, fast = _find([CATS], documents), _find([CATS], documents, prefilter=True)
    assert fast[0].passages[0] == full[0].passages[0]
