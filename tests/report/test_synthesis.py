import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litsynth.records import Depth, Outcome, Role
from litsynth.report.compose import compose, written
from litsynth.report.figures import never_verified
from litsynth.report.methods import introduction
from litsynth.report.render import render
from litsynth.report.reviewers import review_relevance
from litsynth.report.subject import asked_words, unspoken
from litsynth.report.synthesis import outcomes
from litsynth.report.tally import bearing, included, tally
from litsynth.report.telling import alone
from tests.report.orchard import INPUTS, all_open

REPORT = compose(INPUTS)
NAMES = ("supported", "contradicted", "mixed", "open")
COUNT = rf"\d+ (?:{'|'.join(NAMES)})\b"
COUNTS = re.compile(rf"(?:(?<=: )|(?<=\())(?:all )?{COUNT}(?:(?:, | and ){COUNT})*")


def counts_of(claims):
    found = tally(claims)
    return (found.supported, found.refuted, found.mixed, found.open)


def counts_in(text):
    """What each list of counts in `text` says; a name that is left out counts 0."""
    told = []
    for match in COUNTS.finditer(text.replace("both ", "all 2 ")):
        numbers = {name: int(number) for number, name in re.findall(r"(\d+) (\w+)", match.group())}
        told.append(tuple(numbers.get(name, 0) for name in NAMES))
    return told


@st.composite
def reports(draw):
    """The invented report with other outcomes, relevances and depths."""
    claims = [
        replace(
            claim,
            outcome=draw(st.sampled_from(list(Outcome))),
            relevance=draw(st.sampled_from([0.0, 0.34, 0.35, 0.9])),
            verified=False,
        )
        for claim in REPORT.claims
    ]
    kept = tuple(claims[: draw(st.integers(0, len(claims)))])
    papers = tuple(
        replace(paper, depth=draw(st.sampled_from(list(Depth)))) if paper.number else paper
        for paper in REPORT.papers
    )
    findings = REPORT.findings[: draw(st.integers(0, len(REPORT.findings)))]
    return written(replace(REPORT, claims=kept, papers=papers, findings=findings))


@settings(deadline=None)
@given(reports())
def test_counts_in_the_text_are_counts_in_the_records(report):
    everything, near = counts_of(report.claims), counts_of(bearing(report))
    told = [everything] if report.claims else []
    assert counts_in(report.abstract) == told
    assert counts_in(report.results) == [*told, *([near] if bearing(report) else [])]
    if report.claims:
        assert f"{len(bearing(report))} of {len(report.claims)} claim" in report.results
    expected = near if bearing(report) else everything
    if len(bearing(report)) == 1 and "it is neither supported nor contradicted." in report.answer:
        assert expected == counts_of(bearing(report))
        assert bearing(report)[0].outcome is Outcome.NOT_ENOUGH_EVIDENCE
    else:
        far = [claim for claim in report.claims if claim not in bearing(report)]
        decided = sum(claim.outcome is not Outcome.NOT_ENOUGH_EVIDENCE for claim in far)
        beside = [counts_of(far)] if bearing(report) and decided > 1 else []
        assert counts_in(report.answer) == ([expected, *beside] if report.claims else [])


@settings(deadline=None)
@given(reports())
def test_group_headings_count_their_claims(report):
    headings = re.findall(
        r"^(?:Supported|Contradicted|Open).* \((\d+) claims?", report.answer, re.MULTILINE
    )
    assert sum(map(int, headings)) == len(bearing(report))


@settings(deadline=None)
@given(reports())
def test_depths_in_the_text_are_depths_in_the_records(report):
    papers = included(report)
    for depth, name in (
        (Depth.FULL_TEXT, "by full text"),
        (Depth.ABSTRACT, "by abstract"),
        (Depth.SUMMARY, "by litsynth's own summary"),
    ):
        number = sum(paper.depth is depth for paper in papers)
        told = f", all {name}." if number == len(papers) else f"{number} {name}"
        assert (told in report.abstract) == (number > 0)


@settings(deadline=None)
@given(reports())
def test_every_reference_in_the_text_is_among_the_references(report):
    numbers = {paper.number for paper in report.papers if paper.number}
    quotes = [c.quote for c in report.claims] + [c.text for c in report.claims]
    text = f"{report.answer}\n{report.abstract}\n{report.results}\n{report.introduction}"
    told = {int(found) for found in re.findall(r"\[(\d+)\]", _without(text, quotes))}
    assert told <= numbers


def _without(text, quotes):
    for quote in quotes:
        text = text.replace(quote, "")
    return text


@settings(deadline=None)
@given(reports())
def test_each_outcome_is_quoted_in_the_answer_as_often_as_any_other(report):
    for outcome in Outcome:
        group = [claim for claim in bearing(report) if claim.outcome is outcome]
        told = sum(f"“{claim.text}”" in report.answer for claim in group)
        assert told == min(len(group), 3)


def test_whole_claims_are_quoted_with_reference_page_and_outcome(report):
    assert (
        "- “Winter pruning raised the yield of apple trees by 12 % over three years.” ([1], p. 2); "
        "supported by [2] (p. 1) and [4] (litsynth's own summary); confidence 0.87, verified."
    ) in report.answer


def test_results_quote_what_contradicts_as_well_as_what_supports(report):
    assert "What contradicts it: “Opened crowns did not flower earlier" in report.results
    assert "What supports it: “Trees whose crowns were opened" in report.results


def test_a_claim_put_together_shows_the_sentence_it_was_put_together_from(report):
    assert "(put together from “Shaded branches bore smaller apples.”, [1], p. 3)" in report.answer


@pytest.mark.parametrize(
    ("quote", "text", "is_told"),
    [
        ("Here, we found more apples.", "We found more apples.", False),
        ("Results: Trees grew.", "Trees grew.", False),
        ("In the far north, it froze.", "It froze.", True),
        ("Our tool counts apples.", "Our tool [Pip] counts apples.", True),
    ],
)
def test_a_claim_that_only_lacks_its_lead_is_told_in_the_papers_own_sentence(quote, text, is_told):
    claims = tuple(replace(one, quote=quote, text=text) for one in REPORT.claims)
    report = written(replace(REPORT, claims=claims))
    for told in (report.answer, report.introduction, render(report, "full", "md")):
        assert ("put together from" in told) == is_told
    assert quote in report.answer


def test_of_a_source_paper_with_one_claim_or_none_nothing_is_counted():
    claims = INPUTS.claims[:1]
    sources = (*INPUTS.source_papers, INPUTS.ranked[1].paper.id)
    text = compose(replace(INPUTS, claims=claims, source_papers=sources, findings=())).results
    assert ": 1 claim (c1), near the question; supported." in text
    assert "[2]: no claim could be taken from it." in text


def test_if_no_claim_bears_on_the_question_the_first_sentence_says_so():
    far = tuple(replace(claim, relevance=0.2) for claim in INPUTS.claims)
    report = compose(replace(INPUTS, claims=far))
    assert report.answer.startswith(
        "No claim in this report bears on the question: of 5 claims taken from “Pruning "
        "Apple Trees in Winter: A Trial of Seven Orchards” [1] none reaches a relevance of 0.35 "
        "(the highest is 0.20)."
    )
    assert "No claim bears on the question." in report.abstract


def test_the_answer_tells_what_became_of_claims_that_do_not_bear_on_the_question():
    # c1 is supported and verified, c2 is contradicted, c3 is mixed; c5 never bears.
    def answer(far):
        claims = (replace(one, relevance=0.2) if one.id in far else one for one in INPUTS.claims)
        return compose(replace(INPUTS, claims=tuple(claims))).answer

    assert "does not bear" not in answer({"c5"})
    assert "other claims" not in answer({"c5"})
    one = "One other claim is supported (verified), and does not bear on the question."
    assert one in answer({"c1"})
    several = answer({"c1", "c2", "c3"})
    assert (
        "Of 4 other claims, which do not bear on the question: 1 supported, 1 contradicted, 1 "
        "mixed and 1 open (1 verified)." in several
    )


def test_without_other_papers_nothing_is_said_to_be_checked():
    alone = replace(INPUTS, documents=INPUTS.documents[:1], verdicts=all_open().verdicts)
    report = compose(alone)
    assert ", but none is checked: no other relevant paper could be read." in report.answer


def one_relevant_paper():
    """The invented run with no other paper that was relevant; passages of its own came near."""
    verdicts = tuple(replace(one, own_passages_left_out=8) for one in all_open().verdicts)
    others = {entry.id for entry in REPORT.papers if entry.role is Role.EVIDENCE}
    ranked = tuple(
        replace(one, above_floor=one.paper.id not in others)
        for one in INPUTS.ranked
        if one.paper.id in {*others, *INPUTS.source_papers}
    )
    return compose(
        replace(
            INPUTS, documents=INPUTS.documents[:1], ranked=ranked, verdicts=verdicts, unreadable=()
        )
    )


@pytest.mark.parametrize("template", ["full", "classic"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_claims_without_another_relevant_paper_stand_as_not_checked(template, form):
    report = one_relevant_paper()
    text = render(report, template, form)
    assert "ot checked, as no other relevant paper was found (4 claims):" in text
    assert "could be read to" not in text
    assert "not enough evidence either way" not in text
    assert not re.search(r"\d open\b", text)
    assert "would have been among the best" not in text
    assert "not checked: no other relevant paper was found" in text
    assert "all 5 not checked" in outcomes(report, report.claims)
    assert {claim.outcome for claim in report.claims} == {Outcome.NOT_ENOUGH_EVIDENCE}


def test_why_nothing_was_checked_is_what_became_of_the_other_papers():
    assert alone(one_relevant_paper()) == "no other relevant paper was found"
    report = one_relevant_paper()
    excluded = next(paper for paper in report.papers if paper.role is Role.EXCLUDED)
    reasons = {
        "nothing of it could be read: no text layer": "could be read",
        "relevant, but beyond the number of papers asked for": "to keep to the limit set",
        "another version of the source paper x: no evidence": "that may be evidence",
    }
    for reason, told in reasons.items():
        papers = (*report.papers, replace(excluded, reason=reason))
        assert alone(replace(report, papers=papers)).endswith(told)


def test_a_claim_that_nothing_was_weighed_for_has_no_confidence():
    alone = replace(INPUTS, documents=INPUTS.documents[:1], verdicts=all_open().verdicts)
    report = compose(alone)
    texts = f"{report.answer} {report.abstract} {report.results} {report.introduction} "
    texts += " ".join((report.methodology, *report.limitations))
    assert "confidence 0" not in texts
    assert "0 other papers" not in texts
    assert "were not checked: no other relevant paper could be read." in report.abstract
    assert "were read, by full text" not in report.abstract
    assert "1 was read, by full text." in report.abstract
    assert any(
        line.startswith("5 claims were not checked, as no other relevant paper could be read:")
        for line in report.limitations
    )
    assert "([1], p. 2); not checked." in report.answer


def test_beside_an_open_claim_the_confidence_says_of_what(report):
    weighed = tuple(replace(c, outcome=Outcome.NOT_ENOUGH_EVIDENCE) for c in report.claims)
    found = written(replace(report, claims=weighed))
    assert "([1], p. 2); confidence 0.87 that it is open." in found.answer


def test_what_settles_the_claims_is_scored_before_the_mean(report):
    for text in (report.abstract, report.results):
        assert "Evidence 6.3/10; with coverage" in text
        assert f"the quality score, their mean, is {report.quality.score:.1f}/10" in text


def test_a_judge_that_measures_nearness_only_is_named_first(report):
    near = compose(replace(INPUTS, judge=replace(INPUTS.judge, name="similarity", figures={})))
    assert any("“verified” means nothing" in notice for notice in near.notices)
    assert "decides nothing" not in near.methodology
    assert "“Verified” means nothing here" in near.methodology
    assert not any("nearness" in notice or "how near" in notice for notice in report.notices)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"search.since": "2020"}, "Only papers published from 2020 were asked for."),
        ({"search.until": "2021"}, "Only papers published until 2021 were asked for."),
        (
            {"search.since": "2020", "search.until": "2021"},
            "Only papers published from 2020 until 2021 were asked for.",
        ),
    ],
)
def test_the_years_that_were_asked_for_are_stated(report, chosen, told):
    run = replace(INPUTS.run, settings={**INPUTS.run.settings, **chosen})
    assert told in compose(replace(INPUTS, run=run)).methodology
    assert "Only papers published" not in report.methodology


@pytest.mark.parametrize(("asked", "beyond"), [(0.8, False), (0.85, False), (0.95, True)])
def test_a_precision_beyond_the_judge_is_said_to_be_out_of_reach(asked, beyond):
    figures = {"confidence_for_precision_0.80": 0.5, "confidence_for_precision_0.85": 0.6}
    run = replace(INPUTS.run, settings={**INPUTS.run.settings, "verify.precision": asked})
    report = compose(replace(INPUTS, judge=replace(INPUTS.judge, figures=figures), run=run))
    for text in (report.methodology, " ".join(report.limitations)):
        assert ("No claim can be verified at th" in text) == beyond
        assert ("the highest that it attains is 0.85" in text) == beyond
    assert ("(0.95)" in never_verified(report.judge, asked)) == beyond


def test_words_of_the_question_that_nobody_speaks_of_are_named(report):
    assert unspoken(report) == ("rootstock",)
    assert "No claim has the word “rootstock”." in report.results


def test_a_telling_word_beside_the_concepts_is_named_too_and_counts_against_relevance(report):
    asked = replace(report, other_words=("mycologically", "pruning"))
    assert "mycologically" in unspoken(asked)
    assert "pruning" not in unspoken(asked)
    written_anew = written(asked)
    assert "“mycologically”" in written_anew.results
    assert review_relevance(asked).score < review_relevance(report).score


def test_a_word_counts_as_spoken_in_another_form_of_it():
    assert "pruning" in asked_words(REPORT)
    pruned = tuple(replace(c, text="Pruned tree.", quote="Pruned tree.") for c in REPORT.claims)
    assert "pruning" not in unspoken(replace(REPORT, claims=pruned))


def test_litsynths_own_summary_is_told_from_the_papers_words(report):
    assert (
        "[4] was read in litsynth's own summary of the abstract: sentences quoted from there are "
        "litsynth's words, not the authors'."
    ) in report.answer


def test_the_abstract_is_one_paragraph_and_not_the_source_papers(report):
    assert "\n" not in report.abstract
    assert report.abstract.startswith("This report asks: How does winter pruning")


def test_methodology_states_counts_sources_and_the_score(report):
    assert (
        "3 queries to arxiv (1 of 1 answered, 41 hits), starter (1 of 1 answered) and crossref "
        "(none of 1 answered) returned 9 records; 1 query failed"
    ) in report.methodology
    assert "8 distinct papers, after 1 duplicate was removed, were ranked" in report.methodology
    assert f"quality score of {report.quality.score:.1f}/10" in report.methodology
    assert "expected calibration error 0.041" in report.methodology


def test_a_word_in_no_concept_is_not_said_to_be_left_out_of_the_queries(report):
    # A library is asked the whole question.
    told = introduction(replace(report, other_words=("mycologically",)))
    assert "; “mycologically” is in none of them." in told


def test_a_named_source_paper_is_not_said_to_be_chosen():
    settings = {**INPUTS.run.settings, "search.source_paper": "2101.00001"}
    report = compose(replace(INPUTS, run=replace(INPUTS.run, settings=settings)))
    assert "It was named by the user" in report.introduction


def test_a_question_without_concepts_is_asked_word_by_word():
    report = compose(replace(INPUTS, plan=replace(INPUTS.plan, concepts=())))
    assert "taken apart" not in report.introduction
    assert asked_words(report) == ("winter", "pruning", "affect", "yield", "apple", "trees")


def test_one_claim_is_told_as_one_whether_or_not_it_bears_on_the_question():
    far = (replace(INPUTS.claims[0], relevance=0.2),)
    only = compose(replace(INPUTS, claims=far, verdicts=INPUTS.verdicts[:1]))
    assert "question: the only claim taken from “Pruning" in only.answer
    assert "has a relevance of 0.20, below 0.35. It is listed with its outcome" in only.answer
    assert "They are" not in only.answer
    near = compose(replace(INPUTS, claims=INPUTS.claims[:1], verdicts=INPUTS.verdicts[:1]))
    assert "\n\nThe only claim taken from “Pruning" in near.answer
    assert "1 of 1 claim" not in near.answer
