"""What a reader is told before any count."""

import re
from dataclasses import replace

import pytest

from litsynth.records import Concept, Outcome, Stance
from litsynth.report.compose import compose, written
from litsynth.report.render import render
from litsynth.report.subject import silence, unspoken
from litsynth.report.telling import undecided
from litsynth.report.view import make_view
from tests.report.orchard import INPUTS, all_open, no_claims

REPORT = compose(INPUTS)


def asking(*phrases, inputs=INPUTS, variants=()):
    concepts = tuple(Concept(phrase=phrase, variants=variants) for phrase in phrases)
    return compose(replace(inputs, plan=replace(inputs.plan, concepts=concepts)))


def bare(text):
    """`text` without what its format escapes or marks up."""
    styled = re.sub(r"(?s)<style>.*</style>", "", text)
    return " ".join(re.sub(r"<[^>]+>|\\", "", styled).split())


@pytest.fixture(scope="module")
def off():
    """None of its claims has more than one word of either idea."""
    return asking("winter sports", "tree surgery")


def test_a_report_whose_claims_lack_the_questions_words_opens_by_saying_that_it_does_not_answer(
    off,
):
    for text in (off.answer, off.abstract):
        assert text.startswith(
            "No claim in this report names “winter sports” or “tree surgery”: unless one says "
            "it in other words, this report does not answer the question."
        )
    assert "--source-paper" in off.answer.split(". ")[1]
    assert "--source-paper" not in off.abstract  # Once is enough, and the answer comes first.


@pytest.mark.parametrize("template", ["full", "classic"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_in_every_template_that_sentence_comes_before_any_count(off, template, form):
    text = bare(render(off, template, form))
    heading = "Answer" if template == "full" else "Abstract"
    before, said, _ = text.partition("No claim in this report names “winter sports”")
    assert said
    assert not re.search(r"\d", before.rpartition(heading)[2])


def test_claims_without_the_questions_words_are_never_said_to_bear_on_it(off):
    texts = (off.answer, off.abstract, off.introduction, off.results, *off.limitations)
    assert not re.search(r"bears? (?:most )?on", " ".join(texts))
    assert not any(claim.bears for claim in make_view(off).claims)
    assert any("nothing in the table of claims answers it" in one for one in off.limitations)


def test_far_claims_without_the_questions_words_are_told_so_first_too():
    far = tuple(replace(claim, relevance=0.2) for claim in INPUTS.claims)
    report = asking("winter sports", inputs=replace(INPUTS, claims=far))
    first, second = report.answer.split("\n\n")[:2]
    assert first.startswith("No claim in this report names “winter sports”")
    assert second.startswith("Of 5 claims taken from")
    assert "bears on" not in report.answer + report.abstract


def test_an_idea_that_no_claim_has_a_word_of_is_named_before_the_counts():
    report = asking("winter pruning", "rootstock")
    assert report.answer.startswith(
        "No claim names “rootstock”: on that part of the question nothing is checked."
    )
    assert "4 of 5 claims" in report.answer.split("\n\n")[1]
    assert "bear on the rest of the question" in report.answer
    assert report.abstract.startswith("This report asks:")
    assert report.abstract.index("“rootstock”") < report.abstract.index("8 papers")


def test_where_every_idea_is_spoken_of_the_counts_come_first():
    report = asking("winter pruning", "apple trees")
    assert report.answer.startswith("4 of 5 claims taken from")
    assert "bear on the question (relevance" in report.answer


def test_another_spelling_of_an_idea_is_the_idea():
    assert asking("hibernal cutting", variants=("winter pruning",)).answer.startswith("4 of 5")


def test_a_part_of_another_spelling_does_not_name_an_idea():
    report = asking("winter pruning", "subwood grafting", variants=("sub-wood grafting",))
    assert silence(saying(report, "Winter pruning helps wood.")).about == ("subwood grafting",)
    assert silence(saying(report, "Winter pruning of sub-wood.")).about == ()
    assert silence(saying(report, "Winter pruning or grafting.")).about == ()


def test_a_question_without_ideas_is_silent_on_nothing_as_long_as_one_word_is_spoken():
    assert silence(asking()).about == ()
    other = compose(replace(INPUTS, question="Who sails?", plan=replace(INPUTS.plan, concepts=())))
    assert silence(other).about == ("sails",)
    assert silence(other).whole


def test_without_claims_nothing_is_said_of_their_words():
    report = compose(no_claims())
    assert silence(report).about == ()
    assert report.answer.startswith("This report gives no answer")


def test_the_answer_of_a_judge_of_nearness_opens_with_what_it_is_worth():
    judge = replace(INPUTS.judge, name="similarity", figures={})
    for report in (
        asking("winter pruning", inputs=replace(INPUTS, judge=judge)),
        asking("winter sports", inputs=replace(INPUTS, judge=judge)),
    ):
        for text in (report.answer, report.abstract):
            assert text.startswith(
                "For comparison only: this judge marks nearly everything as verified, and its "
                "confidence means nothing."
            )
    assert "For comparison only" not in REPORT.answer + REPORT.abstract


def open_with(confidence, *, stances=True):
    report = compose(INPUTS if stances else all_open())
    claims = tuple(
        replace(
            claim,
            outcome=Outcome.NOT_ENOUGH_EVIDENCE,
            verified=False,
            confidence=confidence,
            reasons=("the nearest passages may be about other things",),
            evidence=claim.evidence
            if stances
            else tuple(
                replace(one, stance=Stance.NEUTRAL)
                for one in REPORT.claims[0].evidence
                if one.paper
            ),
        )
        for claim in report.claims
    )
    return written(replace(report, claims=claims))


@pytest.mark.parametrize("template", ["full", "classic"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_by_a_judge_of_nearness_no_claim_is_told_as_verified(template, form):
    judge = replace(INPUTS.judge, name="similarity", figures={}, reliability=())
    text = bare(render(compose(replace(INPUTS, judge=judge)), template, form))
    assert "1 near another paper's words" in text.replace("&#39;", "'")
    assert not re.search(r"\d (?:was |were )?verified|, verified\b|✓ verified", text)


def test_a_probability_that_speaks_against_the_open_outcome_is_not_printed_beside_it():
    report = open_with(0.3)
    texts = report.answer + report.abstract + report.results
    assert "0.30" not in texts
    assert "open: the nearest passages may be about other things" in texts
    whole = make_view(report)
    view = whole.claims[0]
    assert (view.confidence, view.percent) == ("–", None)  # noqa: RUF001 - the dash of the tables
    assert any(mark == view.confidence for mark, _ in whole.legend)
    assert report.claims[0].confidence == 0.3


def test_an_undecided_claim_is_told_with_the_reason_and_the_side_of_its_evidence():
    report = open_with(0.3, stances=False)
    evidence = report.claims[0].evidence
    most = max(one.supports for one in evidence)
    least = max(one.refutes for one in evidence)
    assert most > least
    told = (
        "open: the nearest passages may be about other things; likelier support than contradiction "
        f"(at most {most:.2f} and {least:.2f} for one passage)."
    )
    assert told in report.answer
    assert "0.30" not in report.answer


def test_an_undecided_claim_names_the_papers_that_take_a_side_and_which():
    text = open_with(0.3).results
    assert "other things; [2] (p. 1) and [4] (litsynth's own summary) support it." in text
    assert "other things; [2] (p. 3) contradicts it." in text
    assert "other things; [2] (p. 1) supports it; [3] (abstract) may contradict it." in text


def test_a_paper_that_may_contradict_is_not_told_with_one_that_does():
    report = open_with(0.3)
    claim = report.claims[0]
    first, second = (
        claim.evidence[0],
        next(one for one in claim.evidence if one.paper != claim.evidence[0].paper),
    )
    both = tuple(
        replace(one, stance=Stance.REFUTES, supports=0.0, refutes=sure)
        for one, sure in ((first, 0.9), (second, 0.6))
    )
    told = undecided(report, replace(claim, evidence=both))
    assert re.search(r"; \[2\].* contradicts it; \[[^2]\].* may contradict it$", told)


def test_where_no_side_is_likelier_none_is_named():
    report = open_with(0.3, stances=False)
    even = [replace(one, supports=0.2, refutes=0.2) for one in report.claims[0].evidence]
    claims = tuple(
        replace(one, evidence=tuple(even), reasons=("no passage is clear enough",))
        for one in report.claims
    )
    answer = written(replace(report, claims=claims)).answer
    assert "; open: no passage is clear enough." in answer
    assert "likelier" not in answer


def test_passages_that_are_likelier_to_settle_nothing_lean_to_no_side():
    report = open_with(0.3, stances=False)

    def told(supports, refutes):
        far = (replace(report.claims[0].evidence[0], supports=supports, refutes=refutes),)
        claims = tuple(replace(one, evidence=far) for one in report.claims)
        return written(replace(report, claims=claims)).answer

    assert "likelier" not in told(0.17, 0.36)
    assert "likelier" not in told(0.28, 0.25)
    assert "likelier" not in told(0.38, 0.36)
    assert "likelier contradiction than support (at most 0.50 and 0.40" in told(0.4, 0.5)
    assert "likelier support than contradiction (at most 0.45 and 0.15" in told(0.45, 0.15)


def test_a_likely_open_outcome_keeps_its_confidence():
    assert "confidence 0.71 that it is open" in open_with(0.71).answer


def test_an_idea_that_only_another_paper_names_is_told_with_the_way_to_its_claims():
    report = asking("winter pruning", "bees")
    assert silence(report).about == ("bees",)
    ((phrase, paper),) = report.named_by
    number = next(one.number for one in report.papers if one.id == paper)
    assert phrase == "bees"
    assert paper not in report.source_papers
    way_on = f"with --source-paper {paper}, a run takes its claims from there."
    assert f"[{number}], read too, names “bees”: {way_on}" in report.answer
    assert "--source-paper" not in report.abstract


def test_an_idea_that_nobody_names_points_nowhere():
    report = asking("winter pruning", "tree surgery")
    assert report.named_by == ()
    assert "read too" not in report.answer


def test_what_the_source_papers_title_names_is_not_missing_from_its_claims():
    title = next(one.title for one in REPORT.papers if one.id in REPORT.source_papers)
    assert "Seven Orchards" in title
    assert silence(asking("winter pruning", "seven orchards")).about == ()


def test_a_claim_with_an_abbreviation_of_its_paper_names_the_idea():
    report = replace(asking("winter pruning", "growth regulators"), abbreviations=())
    assert silence(report).about == ("growth regulators",)
    used = tuple(
        replace(one, text="GR did nothing.", quote="GR did nothing.") for one in report.claims
    )
    short = replace(
        report, claims=(*report.claims, *used), abbreviations=(("GR", "growth regulators"),)
    )
    assert silence(short).about == ()


def saying(report, *texts):
    claims = (replace(report.claims[0], text=text, quote=text) for text in texts)
    return replace(report, claims=tuple(claims))


@pytest.mark.parametrize(
    ("idea", "claim"),
    [
        ("E2E", "We train end-to-end ST models."),
        ("NER", "It helps named entity recognition."),
        ("NLI", "It gains 4 points on XNLI."),
        ("NER", "BioNER is harder."),
        ("SRL", "It helps the labelling of roles."),
    ],
)
def test_a_claim_that_says_an_abbreviation_in_other_words_names_the_idea(idea, claim):
    variants = ("labelling of roles",) if idea == "SRL" else ()
    report = asking("winter pruning", idea, variants=variants)
    assert silence(saying(report, "Winter pruning.", "Nothing else.")).about == (idea,)
    said = saying(report, "Winter pruning.", claim)
    assert silence(said).about == ()
    assert unspoken(said) == ()


def test_letters_that_meet_by_chance_name_no_abbreviation():
    report = asking("winter pruning", "NER", "ST")
    said = saying(report, "Winter pruning in GENERAL, not even rarely; soft trees.")
    assert silence(said).about == ("NER", "ST")


def test_missing_words_keep_their_capitals_and_words_of_degree_are_not_missed():
    report = asking("winter pruning", "large NLI models", "smaller ones")
    assert unspoken(saying(report, "Winter pruning.")) == ("NLI", "models")


def test_an_abbreviation_of_the_question_is_known_as_any_paper_read_explains_it():
    report = asking("winter pruning", "GR")
    explained = replace(report, abbreviations=(("GR", "growth regulators"),))
    said = saying(explained, "Winter pruning.", "Growth regulators did nothing.")
    assert silence(said).about == ()


def test_a_word_in_another_spelling_of_its_hyphen_is_not_missed():
    report = asking("pretrained transformer models", "co-training")
    said = saying(report, "Pre-trained transformer models gain.", "Cotraining is better.")
    assert unspoken(said) == ()
    assert silence(said).about == ()
    assert unspoken(saying(report, "Trained transformer models.")) == ("pretrained", "co-training")


def test_a_paper_that_names_an_idea_in_another_matter_is_no_way_to_its_claims():
    bees, pruned = asking("winter pruning", "bees").named_by, asking("winter sports", "bees")
    assert bees
    assert silence(pruned).whole
    assert pruned.named_by == ()


def test_a_missing_word_is_written_as_the_question_writes_it():
    report = replace(
        asking("Beetle sports", "Finnish bees"), question="Beetle sports or Finnish bees?"
    )
    assert unspoken(saying(report, "Nothing.")) == ("beetle", "sports", "Finnish", "bees")


WHY = "Why do apple trees bear less after winter pruning?"


def asked_why(claim, question=WHY):
    told = tuple(replace(one, text=claim, quote=claim) for one in REPORT.claims)
    return written(replace(REPORT, question=question, claims=told))


@pytest.mark.parametrize(
    "question",
    [
        WHY,
        "What causes winter pruning to fail on apple trees?",
        "What are the reasons for winter pruning of apple trees?",
    ],
)
def test_a_question_for_a_cause_is_told_that_no_claim_is_worded_as_one(question):
    report = asked_why("Winter pruning lowered the yield of apple trees.", question)
    told = "The question asks for a cause; none of the claims that bear on it is worded as one"
    assert told in report.answer
    assert told in report.abstract
    assert report.answer.index(told) < report.answer.index("Supported by other papers (")


@pytest.mark.parametrize(
    "claim",
    [
        "Winter pruning lowers the yield because apple trees lose their buds.",
        "Winter pruning of apple trees led to fewer buds.",
        "The yield after winter pruning of apple trees is explained by lost buds.",
    ],
)
def test_a_claim_that_may_tell_a_cause_is_not_said_to_tell_none(claim):
    assert "asks for a cause" not in asked_why(claim).answer


def test_a_question_that_asks_for_no_cause_is_not_told_of_causes():
    assert "asks for a cause" not in REPORT.answer + REPORT.abstract


def test_a_report_that_does_not_answer_is_not_told_of_causes(off):
    assert "asks for a cause" not in written(replace(off, question=WHY)).answer
