"""Which papers are read, and whose claims are checked."""

import pytest

from litsynth.errors import ConfigError, ReadingError
from litsynth.pipeline.choice import (
    bearing,
    paper_id,
    source_candidates,
    used_papers,
    with_named,
)
from litsynth.reading.run import Readings
from litsynth.reading.text import document_from_text
from litsynth.records import (
    Claim,
    ClaimId,
    ClaimKind,
    Depth,
    Paper,
    PaperId,
    RankedPaper,
    SectionKind,
    Unreadable,
)
from litsynth.search.run import Found
from litsynth.spans import Span


def ranked(key, relevance, *, retraction=None, above=True):
    paper = Paper(id=PaperId(f"arxiv:{key}"), title=key, retraction=retraction)
    return RankedPaper(paper=paper, relevance=relevance, above_floor=above)


def found(*papers):
    return Found(ranked=papers, queries=(), failures=(), identified=len(papers), duplicates=0)


def claim(relevance):
    return Claim(
        id=ClaimId("c1"),
        paper=PaperId("arxiv:a"),
        text="Mulch helps.",
        quote="Mulch helps.",
        span=Span(0, 12),
        kind=ClaimKind.FINDING,
        page=None,
        section="",
        section_kind=SectionKind.ABSTRACT,
        depth=Depth.ABSTRACT,
        relevance=relevance,
        score=0.5,
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2005.13013", "arxiv:2005.13013"),
        ("arXiv:2005.13013v2", "arxiv:2005.13013"),
        ("https://arxiv.org/abs/2005.13013", "arxiv:2005.13013"),
        ("10.18653/V1/P19-1001", "doi:10.18653/v1/p19-1001"),
        ("acl:2020.aacl-main.56", "acl:2020.aacl-main.56"),
    ],
)
def test_a_paper_may_be_named_as_users_write_it(text, wanted):
    assert paper_id(text) == wanted


@pytest.mark.parametrize("text", ["garbage", "", "arxiv:", ":2005.13013"])
def test_what_is_no_id_is_refused(text):
    with pytest.raises(ConfigError, match="not the id of a paper"):
        paper_id(text)


def test_papers_below_the_floor_and_retracted_ones_are_not_used():
    papers = found(
        ranked("a", 0.9),
        ranked("b", 0.8, retraction="withdrawn"),
        ranked("c", 0.7),
        ranked("d", 0.1, above=False),
    )
    used = used_papers(papers, wanted=None, max_papers=10)
    assert [one.paper.id for one in used] == ["arxiv:a", "arxiv:c"]
    assert len(used_papers(papers, wanted=None, max_papers=1)) == 1


def test_the_named_paper_is_used_first_even_if_retracted_or_far():
    papers = found(ranked("a", 0.9), ranked("b", 0.1, retraction="withdrawn", above=False))
    named = with_named(papers, paper_id("arxiv:b"))
    assert named is not None
    used = used_papers(named, wanted=paper_id("arxiv:b"), max_papers=2)
    assert [one.paper.id for one in used] == ["arxiv:b", "arxiv:a"]
    assert with_named(papers, paper_id("arxiv:z")) is None


def test_only_papers_with_a_text_can_be_the_source():
    a, b = ranked("a", 0.9), ranked("b", 0.8)
    text = document_from_text(b.paper.id, "Mulch helps.", depth=Depth.ABSTRACT)
    scan = Unreadable(paper=a.paper.id, reason="no text layer")
    readings = Readings(documents=(text,), unreadable=(scan,))
    assert [one.paper.id for one, _ in source_candidates((a, b), readings, wanted=None)] == [
        "arxiv:b"
    ]
    with pytest.raises(ReadingError, match="no text layer"):
        source_candidates((a, b), readings, wanted=a.paper.id)


def test_a_paper_that_asserts_more_on_the_question_is_the_better_source():
    near, rich = ranked("a", 0.50), ranked("b", 0.45)
    assert bearing(rich, (claim(0.6), claim(0.5))) > bearing(near, (claim(0.7),))


def test_claims_that_do_not_bear_on_the_question_do_not_count():
    assert bearing(ranked("a", 0.5), tuple(claim(0.2) for _ in range(20))) == 0
