"""Which papers are read, and whose claims are checked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError, ReadingError
from litsynth.pipeline.choice import (
    CANDIDATES,
    FINDINGS,
    bearing,
    best_sources,
    findings_of_others,
    paper_id,
    readable_papers,
    shares,
    source_candidates,
    together,
    used_papers,
    with_named,
)
from litsynth.reading.run import Readings
from litsynth.reading.text import document_from_text
from litsynth.records import (
    Claim,
    ClaimId,
    ClaimKind,
    Concept,
    Depth,
    Paper,
    PaperId,
    RankedPaper,
    SearchPlan,
    SectionKind,
    Unreadable,
)
from litsynth.search.run import Found
from litsynth.spans import Span


def ranked(key, relevance, *, retraction=None, above=True, title=None):
    paper = Paper(id=PaperId(f"arxiv:{key}"), title=title or key, retraction=retraction)
    return RankedPaper(paper=paper, relevance=relevance, above_floor=above)


def found(*papers):
    return Found(ranked=papers, queries=(), failures=(), identified=len(papers), duplicates=0)


def plan(*concepts, asks=""):
    return SearchPlan(question=asks, concepts=concepts)


def claim(relevance, text="Mulch helps.", paper="arxiv:a", kind=ClaimKind.FINDING):
    return Claim(
        id=ClaimId("c1"),
        paper=PaperId(paper),
        text=text,
        quote=text,
        span=Span(0, 12),
        kind=kind,
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
        ("ACL:2020.acl-main.536", "acl:2020.acl-main.536"),
        ("acl:p19-1001", "acl:P19-1001"),
        ("2020.acl-main.536", "acl:2020.acl-main.536"),
        ("https://aclanthology.org/2020.acl-main.536/", "acl:2020.acl-main.536"),
        ("File:12a0d018b93c53be", "file:12a0d018b93c53be"),
    ],
)
def test_a_paper_may_be_named_as_users_write_it(text, wanted):
    assert paper_id(text) == wanted


@pytest.mark.parametrize("text", ["garbage", "", "arxiv:", ":2005.13013"])
def test_what_is_no_id_is_refused(text):
    with pytest.raises(ConfigError, match="not the id of a paper") as caught:
        paper_id(text)
    assert "A paper of a folder goes by" in caught.value.hint


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
    assert [one.paper.id for one, _ in readable_papers((a, b), readings, wanted=None)] == [
        "arxiv:b"
    ]
    with pytest.raises(ReadingError, match="no text layer"):
        readable_papers((a, b), readings, wanted=a.paper.id)


def test_a_paper_that_asserts_more_on_the_question_is_the_better_source():
    near, rich = ranked("a", 0.50), ranked("b", 0.45)
    assert bearing(rich, (claim(0.6), claim(0.5))) > bearing(near, (claim(0.7),))


def test_claims_that_do_not_bear_on_the_question_do_not_count():
    assert bearing(ranked("a", 0.5), tuple(claim(0.2) for _ in range(20))) == 0


def test_many_claims_of_a_long_paper_do_not_outweigh_a_paper_that_is_nearer():
    long, near = ranked("long", 0.3), ranked("near", 0.6)
    few = (claim(0.6), claim(0.5))
    assert bearing(near, few) > bearing(long, tuple(claim(0.5) for _ in range(8)))


def test_a_claim_that_was_found_counts_for_more_than_one_of_what_was_made():
    made = (claim(0.6, kind=ClaimKind.CONTRIBUTION), claim(0.6, kind=ClaimKind.STATEMENT))
    paper = ranked("a", 0.5)
    assert bearing(paper, made) == pytest.approx(bearing(paper, (claim(0.6),)))


@pytest.mark.parametrize("text", ["Our method helps.", "The proposed method helps."])
def test_what_a_paper_found_of_its_own_method_counts_less(text):
    paper = ranked("a", 0.5)
    assert bearing(paper, (claim(0.6, text),)) < bearing(paper, (claim(0.6),))
    results = claim(0.6, "Our main results show that mulch helps.")
    assert bearing(paper, (results,)) == bearing(paper, (claim(0.6),))


def sources(*found, concepts=(), asks="", wanted=None, count=1):
    asked = plan(*concepts, asks=asks)
    chosen = best_sources(found, asked, {}, wanted=wanted, count=count)
    return [one.paper.id for one, _ in chosen]


SIZE, TRANSFER = Concept(phrase="model size"), Concept(phrase="transfer")


def test_a_paper_whose_claims_are_silent_on_half_of_the_question_yields_to_one_that_speaks():
    silent = (ranked("a", 0.9), (claim(0.7, "Transfer works."), claim(0.6, "Transfer is good.")))
    speaks = (ranked("b", 0.5), (claim(0.7, "A greater size of the model aids transfer."),))
    assert sources(silent, speaks) == ["arxiv:a"]
    assert sources(silent, speaks, concepts=(TRANSFER, SIZE)) == ["arxiv:b"]


def test_a_paper_that_speaks_of_everything_but_to_no_purpose_does_not_win():
    bears = (ranked("a", 0.9), (claim(0.7, "Transfer works."),))
    far = (ranked("b", 0.5), (claim(0.1, "Model size, transfer."),))
    assert sources(bears, far, concepts=(TRANSFER, SIZE)) == ["arxiv:a"]


def test_of_two_names_that_are_compared_a_claim_that_names_both_is_asked_for():
    near = (ranked("a", 0.9), (claim(0.9, "mT5 is good."), claim(0.9, "XLM-R is large.")))
    both = (ranked("b", 0.3), (claim(0.4, "XLM-R falls behind mT5."),))
    assert sources(near, both, asks="Does mT5 outperform XLM-R?") == ["arxiv:b"]
    assert sources(near, both, asks="Is mT5 large?") == ["arxiv:a"]
    titled = (ranked("c", 0.4, title="mT5: A Model"), (claim(0.4, "It is ahead of XLM-R."),))
    assert sources(near, titled, asks="Does mT5 outperform XLM-R?") == ["arxiv:c"]


def test_a_claim_far_from_the_question_is_not_asked_for_whatever_it_names():
    near = (ranked("a", 0.9), (claim(0.9, "mT5 is good."),))
    far = (ranked("b", 0.3), (claim(0.1, "We thank the makers of mT5 and XLM-R."),))
    assert sources(near, far, asks="Does mT5 outperform XLM-R?") == ["arxiv:a"]


def test_several_source_papers_come_best_first_and_only_those_that_make_claims():
    found = [
        (ranked("a", 0.9), (claim(0.4),)),
        (ranked("b", 0.8), ()),
        (ranked("c", 0.7), (claim(0.9),)),
        (ranked("d", 0.6), (claim(0.4),)),
    ]
    assert sources(*found, count=2) == ["arxiv:c", "arxiv:a"]
    assert sources(*found, count=9) == ["arxiv:c", "arxiv:a", "arxiv:d"]
    assert sources(found[1], count=3) == ["arxiv:b"]


def test_the_named_paper_is_the_first_source_whatever_it_claims():
    found = [(ranked("a", 0.9), (claim(0.9),)), (ranked("b", 0.1), ())]
    assert sources(*found, wanted=paper_id("arxiv:b"), count=2) == ["arxiv:b", "arxiv:a"]


def test_two_versions_of_one_work_are_one_source():
    found = [(work(key), (claim(0.9),)) for key in ("doi:10.1000/a", "openalex:W1")]
    assert sources(*found, count=2) == ["doi:10.1000/a"]


def test_the_source_is_chosen_from_the_most_relevant_papers_one_more_for_each_more_wanted():
    papers = tuple(ranked(str(at), 0.5) for at in range(2 * CANDIDATES))
    for count in (1, 3):
        found = source_candidates(papers, wanted=None, count=count)
        assert found == papers[: CANDIDATES + count - 1]


def test_a_named_source_comes_before_as_many_others_as_there_would_be_without():
    papers = tuple(ranked(str(at), 0.5) for at in range(2 * CANDIDATES))
    texts = [document_from_text(one.paper.id, "Mulch.", depth=Depth.ABSTRACT) for one in papers]
    readings = Readings(documents=tuple(texts), unreadable=())
    named = papers[CANDIDATES + 3]
    readable = [one for one, _ in readable_papers(papers, readings, wanted=named.paper.id)]
    for count in (1, 2):
        found = source_candidates(readable, wanted=named.paper.id, count=count)
        assert found == [named, *papers[:CANDIDATES]]


def test_what_a_paper_found_of_its_own_method_is_quoted_last():
    own = (ranked("a", 0.9), (claim(0.9, "Our method helps."),))
    other = (ranked("b", 0.1), (claim(0.4, "Worms help.", paper="arxiv:b"),))
    assert [one.text for one in found_by_others(own, other)] == ["Worms help.", "Our method helps."]


def found_by_others(*found, sources=(), asked=None, nearness=None):
    nearest = {f"{one.paper.title}. {each.text}": each.relevance for one, c in found for each in c}
    return findings_of_others(
        found,
        [one.paper for one in sources],
        asked or plan(),
        {},
        nearness=nearness or (lambda texts: [nearest[text] for text in texts]),
    )


def test_a_finding_is_as_near_to_the_question_as_it_is_with_the_title_of_its_paper():
    a = (ranked("a", 0.9, title="Mulch"), (claim(0.4, "It helps."),))
    b = (ranked("b", 0.9, title="Moles"), (claim(0.9, "They leave.", paper="arxiv:b"),))
    quoted = found_by_others(a, b, nearness=lambda texts: ["Mulch. " in text for text in texts])
    assert [one.text for one in quoted] == ["It helps.", "They leave."]


def test_what_is_near_but_speaks_of_less_than_half_of_the_question_is_not_quoted():
    asked = plan(Concept(phrase="bark mulch"), Concept(phrase="earthworms"))
    near = (ranked("a", 0.9), (claim(0.9, "Straw mulch feeds moles."),))
    one_idea = (ranked("b", 0.9), (claim(0.5, "Bark mulch helps.", paper="arxiv:b"),))
    both = (ranked("c", 0.9), (claim(0.4, "Bark mulch feeds earthworms.", paper="arxiv:c"),))
    assert [one.paper for one in found_by_others(near, one_idea, both, asked=asked)] == [
        "arxiv:b",
        "arxiv:c",
    ]


def test_where_none_speaks_of_half_of_the_question_those_that_speak_of_most_are_quoted():
    ideas = [Concept(phrase=one) for one in ("bark mulch", "earthworms", "orchards")]
    one_idea = (ranked("a", 0.9), (claim(0.9, "Bark mulch helps."),))
    two = (ranked("b", 0.9), (claim(0.4, "Bark mulch in orchards.", paper="arxiv:b"),))
    assert len(found_by_others(one_idea, asked=plan(*ideas))) == 1
    assert [one.paper for one in found_by_others(one_idea, two, asked=plan(*ideas))] == ["arxiv:b"]
    many = [*ideas, Concept(phrase="clay soils")]
    assert found_by_others(one_idea, asked=plan(*many)) == ()


def test_an_idea_may_be_named_in_the_title_of_the_paper_that_is_quoted():
    asked = plan(Concept(phrase="bark mulch"), Concept(phrase="earthworms"))
    it_helps = (claim(0.9, "It helps."),)
    assert found_by_others((ranked("a", 0.9), it_helps), asked=asked) == ()
    titled = ranked("a", 0.9, title="Bark mulch and earthworms")
    assert len(found_by_others((titled, it_helps), asked=asked)) == 1


def test_each_other_paper_is_quoted_once_with_what_bears_most_nearest_first():
    a = (ranked("a", 0.9), (claim(0.5), claim(0.6, "Bark helps."), claim(0.4)))
    b = (ranked("b", 0.8), (claim(0.7, "Worms help.", paper="arxiv:b"),))
    assert [(one.id, one.text) for one in found_by_others(a, b)] == [
        ("f1", "Worms help."),
        ("f2", "Bark helps."),
    ]


def test_what_a_paper_found_of_others_methods_is_quoted_before_what_it_found_of_its_own():
    of_its_own = (claim(0.9, "Our method helps."), claim(0.4, "Straw helps."))
    (quoted,) = found_by_others((ranked("a", 0.9), of_its_own))
    assert quoted.text == "Straw helps."


@pytest.mark.parametrize(
    "one",
    [
        claim(0.3),
        claim(0.9, kind=ClaimKind.CONTRIBUTION),
        claim(0.9, kind=ClaimKind.STATEMENT),
        replace(claim(0.9), cited=True),
        replace(claim(0.9), score=0.4),
    ],
)
def test_what_does_not_bear_or_was_not_found_there_is_not_quoted(one):
    paper = ranked("a", 0.9)
    assert found_by_others((paper, (one,))) == ()
    assert len(found_by_others((paper, (one, claim(0.4))))) == 1


def test_a_score_that_is_low_for_an_abstract_is_enough_in_a_full_text():
    one = replace(claim(0.9), score=0.4, depth=Depth.FULL_TEXT)
    assert len(found_by_others((ranked("a", 0.9), (one,)))) == 1


def work(key, *, retraction=None):
    title = "How Mulch Feeds the Earthworms of Nine Old Orchards"
    paper = Paper(
        id=PaperId(key), title=title, authors=("Ada Lowe",), published="2020", retraction=retraction
    )
    return RankedPaper(paper=paper, relevance=0.5, above_floor=True)


def test_neither_a_source_paper_nor_its_twin_nor_a_retracted_paper_is_quoted():
    claims = (claim(0.9),)
    source, twin = work("doi:10.1000/a"), work("openalex:W1")
    retracted = ranked("r", 0.9, retraction="withdrawn")
    found = [(one, claims) for one in (source, twin, retracted)]
    assert found_by_others(*found, sources=[source]) == ()
    assert len(found_by_others(*found)) == 1  # Two versions of one work are one paper.


def test_no_more_papers_are_quoted_than_the_limit_and_the_nearest_stay():
    found = [
        (ranked(str(at), 0.5), (claim(0.4 + at / 100, paper=f"arxiv:{at}"),))
        for at in range(FINDINGS + 2)
    ]
    quoted = found_by_others(*found)
    assert [one.relevance for one in quoted] == [
        0.4 + at / 100 for at in range(FINDINGS + 1, 1, -1)
    ]


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(0, 60))
def test_shares_are_whole_even_and_within_what_there_is(available, total):
    given = shares(available, total)
    assert sum(given) == min(total, sum(available))
    assert all(0 <= share <= most for share, most in zip(given, available, strict=True))
    open_ended = [share for share, most in zip(given, available, strict=True) if share < most]
    assert max(given, default=0) <= min(open_ended, default=60) + 1


def test_claims_of_several_papers_are_numbered_on():
    claims = together([(claim(0.5), claim(0.6)), (claim(0.7, paper="arxiv:b"),)])
    assert [(one.id, one.paper) for one in claims] == [
        ("c1", "arxiv:a"),
        ("c2", "arxiv:a"),
        ("c3", "arxiv:b"),
    ]
