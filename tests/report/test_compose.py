from dataclasses import replace

import pytest

from litsynth.records import Depth, Outcome, Paper, PaperId, RankedPaper, Role, Unreadable
from litsynth.report.compose import compose, written
from litsynth.report.tally import papers_by_id
from tests.report.orchard import INPUTS, all_open, no_claims, ranked
from tests.report.orchard_papers import PAPERS


def test_the_same_inputs_give_the_same_report():
    assert compose(INPUTS) == compose(INPUTS)


def test_source_papers_are_numbered_before_evidence_by_relevance(report):
    numbered = [(paper.number, paper.id) for paper in report.papers if paper.number]
    assert numbered == [
        (1, "arxiv:2101.00001"),
        (2, "arxiv:1905.00002"),
        (3, "doi:10.99999/late.frost"),
        (4, "acl:2020.fruit-1.3"),
    ]


def test_a_title_with_latex_is_shown_as_it_prints(report):
    (source,) = INPUTS.source_papers
    found = compose(replace(INPUTS, titles={source: "β-Pruning of élite Trees"}))
    assert papers_by_id(found)[source].title == "β-Pruning of élite Trees"
    assert "“β-Pruning of élite Trees” [1]" in found.answer
    others = [(one.title, one.role) for one in found.papers if one.id != source]
    assert others == [(one.title, one.role) for one in report.papers if one.id != source]


def test_every_included_paper_has_a_number_and_no_excluded_one_has(report):
    for paper in report.papers:
        assert (paper.number is None) == (paper.role is Role.EXCLUDED)


def test_every_excluded_paper_says_why(report):
    reasons = {paper.id: paper.reason for paper in report.papers if paper.role is Role.EXCLUDED}
    assert reasons == {
        "acl:2021.fruit-1.1": "another version of the source paper arxiv:2101.00001: "
        "no evidence for its own claims",
        "arxiv:1701.00005": "retracted or withdrawn: withdrawn by its authors in 2018",
        "arxiv:1801.00004": "nothing of it could be read: no text layer",
        "arxiv:1601.00006": "not relevant enough to the question",
    }


def test_a_relevant_paper_that_was_not_asked_for_was_beyond_the_limit():
    extra = replace(PAPERS["aside"], id=PaperId("arxiv:1501.00007"), identifiers=())
    late = ranked("aside", 0.5)
    inputs = replace(INPUTS, ranked=(*INPUTS.ranked, replace(late, paper=extra)))
    entry = papers_by_id(compose(inputs))[PaperId("arxiv:1501.00007")]
    assert entry.reason == "relevant, but beyond the number of papers asked for"


def test_an_included_paper_says_why_less_than_its_full_text_was_read(report):
    entries = papers_by_id(report)
    assert entries[PaperId("arxiv:1905.00002")].reason is None
    assert entries[PaperId("doi:10.99999/late.frost")].depth is Depth.ABSTRACT
    assert entries[PaperId("doi:10.99999/late.frost")].reason == "the server answered 403"
    summarised = entries[PaperId("acl:2020.fruit-1.3")]
    assert summarised.reason == "the starter library holds litsynth's own summary only"


def test_the_flow_adds_up(report):
    flow = report.flow
    assert (flow.identified, flow.duplicates, flow.screened) == (9, 1, 8)
    assert (flow.retrieved, flow.unreadable, flow.included) == (5, 1, 4)
    assert flow.screened == len(report.papers)


def test_every_unreadable_paper_and_every_warning_is_a_failure_with_its_effect(report):
    effects = {failure.what.split()[0]: failure.effect for failure in report.failures}
    assert effects == {
        "crossref": "papers that only crossref holds are missing",
        "arxiv:1801.00004": "the paper is left out",
        "doi:10.99999/late.frost": "its abstract was read instead",
        "arxiv:1905.00002": "part of its text may be missing",
    }


def test_a_retracted_source_paper_is_a_notice():
    source = replace(PAPERS["source"], retraction="withdrawn in 2022")
    first = replace(INPUTS.ranked[0], paper=source)
    report = compose(replace(INPUTS, ranked=(first, *INPUTS.ranked[1:])))
    assert "retracted or withdrawn: withdrawn in 2022" in report.notices[-1]


def test_a_given_title_wins_over_a_made_one():
    assert compose(replace(INPUTS, title="  Apples,\nin short ")).title == "Apples, in short"


def test_a_document_of_a_paper_that_was_not_ranked_is_refused():
    with pytest.raises(ValueError, match="not among the ranked papers"):
        compose(replace(INPUTS, ranked=INPUTS.ranked[:1]))


def test_a_claim_without_a_verdict_stands_as_open_and_as_a_failure():
    report = compose(replace(INPUTS, verdicts=INPUTS.verdicts[1:]))
    assert report.claims[0].outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert report.failures[-1].what == "claim c1"


def test_without_claims_there_is_a_report_that_says_so():
    report = compose(no_claims())
    assert report.claims == ()
    assert report.answer.startswith("This report gives no answer: no claim could be taken from")
    assert "0 claims extracted" in report.results


def test_with_all_claims_open_the_answer_confirms_nothing():
    report = compose(all_open())
    assert report.answer.split("\n\n")[1].startswith("This report cannot confirm an answer.")
    assert "none is supported or contradicted: all 4 open." in report.answer


def test_writing_again_changes_nothing(report):
    assert written(report) == report


def test_a_failure_names_a_paper_without_a_title_of_its_own_once():
    named = Paper(id=PaperId("file:jcon.00020.pdf"), title="Jcon.00020.pdf")
    one = RankedPaper(paper=named, relevance=0.5, above_floor=True)
    lost = Unreadable(paper=named.id, reason="The file was cut off.")
    report = compose(replace(INPUTS, ranked=(*INPUTS.ranked, one), unreadable=(lost,)))
    assert "file:jcon.00020.pdf" in {failure.what for failure in report.failures}
    entry = next(paper for paper in report.papers if paper.id == named.id)
    assert entry.reason == "nothing of it could be read: the file was cut off."
