import re
from dataclasses import replace

import pytest

from litsynth.records import UNREAD_FILE, Depth, Failure, Outcome, Stance
from litsynth.report.compose import compose
from litsynth.report.figures import (
    FIGURE_NAMES,
    figure_rows,
    key_figures,
    key_rows,
    reliability_rows,
    reliability_svg,
    threshold_rows,
)
from litsynth.report.methods import parts
from litsynth.report.render import render
from litsynth.report.telling import told
from litsynth.report.view import long_date, make_view
from litsynth.report.wording import place, pointer, where
from litsynth.verify.metrics import FIGURES
from tests.report.orchard import INPUTS, JUDGE
from tests.report.orchard_papers import PAPERS


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-07-01", "July 1, 2026"), ("2026-11-20", "November 20, 2026"), ("soon", "soon")],
)
def test_a_date_is_written_out(day, shown):
    assert long_date(day) == shown


def test_a_retracted_source_paper_says_so_among_the_references():
    source = replace(PAPERS["source"], retraction="withdrawn in 2022")
    ranked = (replace(INPUTS.ranked[0], paper=source), *INPUTS.ranked[1:])
    view = make_view(compose(replace(INPUTS, ranked=ranked)))
    assert view.references[0].note == "retracted or withdrawn: withdrawn in 2022"


def test_a_title_that_is_the_question_is_not_printed_twice(report):
    asked = replace(report, title="Late frost", question="Late frost?")
    assert make_view(asked).question == ""
    for form in ("md", "html"):
        assert "Question:" not in render(asked, "full", form)
        assert "Question:" in render(report, "full", form)


def test_passages_that_were_shown_are_not_among_the_rest_that_settles_nothing(report):
    claim = report.claims[0]
    neutral = tuple(
        replace(one, stance=Stance.NEUTRAL, similarity=0.9 - at / 10)
        for at, one in enumerate((*claim.evidence, *claim.evidence))
    )
    several = replace(claim, outcome=Outcome.NOT_ENOUGH_EVIDENCE, evidence=neutral)
    (view, *_) = make_view(replace(report, claims=(several,))).claims
    assert len(view.neutral_shown) == 2
    assert view.neutral_rest == f"{len(neutral) - 2} more passages that settle nothing"
    assert set(view.neutral_numbers) == {one.place.number for one in view.neutral[2:]}
    (sided, *_) = make_view(report).claims
    assert sided.neutral_shown == ()
    few = replace(several, evidence=neutral[:2])
    (told_whole, *_) = make_view(replace(report, claims=(few,))).claims
    assert told_whole.neutral_numbers == ()


def test_of_passages_that_settle_nothing_the_one_that_leans_most_is_shown_first(report):
    claim = report.claims[0]
    near, leaning, against = (
        replace(claim.evidence[0], stance=Stance.NEUTRAL, similarity=at, supports=yes, refutes=no)
        for at, yes, no in ((0.9, 0.1, 0.1), (0.5, 0.49, 0.2), (0.6, 0.1, 0.3))
    )
    open_ = replace(claim, outcome=Outcome.NOT_ENOUGH_EVIDENCE, evidence=(near, leaning, against))
    (view, *_) = make_view(replace(report, claims=(open_,))).claims
    assert [one.similarity for one in view.neutral_shown] == ["0.50", "0.90"]


def test_files_that_could_not_be_read_stand_in_the_flow_and_in_the_limitations():
    failures = tuple(
        Failure(what=f"{n}.pdf", reason="the file is empty", effect=UNREAD_FILE) for n in range(8)
    )
    report = compose(replace(INPUTS, failures=(*INPUTS.failures, *failures)))
    assert ("files that could not be read, and are no records", 8) in make_view(report).flow
    (said,) = [line for line in report.limitations if "0.pdf" in line]
    assert said.startswith("8 files could not be read and were not searched (0.pdf, ")
    assert "5.pdf and 2 more)" in said
    assert all("files that could" not in step for step, _ in make_view(compose(INPUTS)).flow)


def test_bars_of_the_outcomes_fill_the_whole(report):
    view = make_view(report)
    assert [bar.number for bar in view.outcomes] == [2, 1, 1, 1]
    assert sum(bar.percent for bar in view.outcomes) == 100


def test_outcomes_are_counted_of_claims_off_the_question_too_only_where_there_are_such(report):
    assert make_view(report).counted == "All 5 claims, also those not on the question"
    near = tuple(replace(claim, relevance=0.9) for claim in report.claims)
    assert make_view(replace(report, claims=near)).counted == "All 5 claims"


def test_hits_by_the_thousand_are_grouped(report):
    queries = tuple(replace(query, hits=12352) for query in report.run.queries[:1])
    asked = replace(report, run=replace(report.run, queries=queries))
    assert make_view(asked).queries[0].hits == "12,352"
    assert "12,352 hits" in parts(asked)["Search"]


def test_a_place_is_a_page_else_how_little_was_read_else_a_section():
    assert where(3, Depth.FULL_TEXT, "Results") == "p. 3"
    assert where(None, Depth.ABSTRACT, "Abstract") == "abstract"
    assert where(None, Depth.FULL_TEXT, "Results") == "Results"
    assert place(2, None, None) == pointer(2, None, None) == "[2]"


def test_a_passage_contradicts_from_the_confidence_that_contradiction_is_told_from(report):
    views = {claim.id: claim for claim in make_view(report).claims}
    assert [one.stance for one in views["c2"].contradicting] == ["contradicts"]  # 0.78
    assert [one.stance for one in views["c3"].contradicting] == ["may contradict"]  # 0.70
    assert views["c3"].passages == "2 passages: 1 supports, 1 may contradict"
    assert "perhaps contradicted by [3]" in told(report, report.claims[2])


def test_who_only_may_contradict_a_mixed_claim_is_not_told_to_contradict_it(report):
    mixed = report.claims[2]
    passages = [one for one in mixed.evidence if one.stance is Stance.REFUTES]
    surer = replace(passages[0], paper=report.claims[1].evidence[0].paper, refutes=0.8)
    both = told(report, replace(mixed, evidence=(*mixed.evidence, surer)))
    assert "; contradicted by [2] (abstract); perhaps contradicted by [3] (abstract); " in both


def test_the_confidence_of_a_mixed_claim_is_told_to_be_that_of_not_being_open(report):
    mixed = report.claims[2]
    assert "confidence 0.51 that it is not open." in told(report, mixed)
    assert make_view(report).claims[2].confidence == "0.51 that it is not open"


def test_known_figures_come_first_and_under_plain_names():
    card = replace(
        JUDGE, figures={"zeta_rate": 0.25, "confidence_for_precision_0.80": 0.73, "ece": 0.04}
    )
    assert figure_rows(card) == (
        ("expected calibration error", "0.040"),
        ("zeta rate", "0.250"),
    )
    assert key_figures(card) == "expected calibration error 0.040"
    assert key_rows(card) == (("expected calibration error", "0.040"),)
    assert threshold_rows(card) == (("0.80", "0.730"),)


def test_every_figure_that_is_measured_of_a_judge_has_a_plain_name():
    assert FIGURES.keys() <= FIGURE_NAMES.keys()


def test_the_methodology_is_told_part_by_part(report):
    view = make_view(report)
    assert list(view.methods) == [
        "Search",
        "Reading",
        "Checking",
        "Error of the judge",
        "Quality score",
    ]
    assert tuple(one for blocks in view.methods.values() for one in blocks) == view.methodology


def test_what_a_reader_need_not_know_is_folded_away(report):
    page = render(report, "full", "html")
    method = page.partition('<h2 id="methodology">')[2].partition("<h2")[0]
    for heading in ("Search", "Reading", "Checking", "The judge and its measured error"):
        assert f"<h3>{heading}</h3>" in method
    shown = re.sub(r"(?s)<details>.*?</details>", "", method)
    for folded in ("400 invented pairs about fruit", "leaf size", "2026-11-20T20:36:16Z"):
        assert folded in method
        assert folded not in shown
    assert "expected calibration error" in shown
    assert "“Verified”" in shown


def test_a_card_without_key_figures_names_all_it_has():
    assert key_figures(replace(JUDGE, figures={"b": 1.0, "a": 12.0})) == "a 12 and b 1.000"


def test_the_diagram_has_a_dot_a_bin_and_none_without_bins():
    assert reliability_svg(JUDGE).count("<circle") == len(JUDGE.reliability)
    assert reliability_svg(JUDGE).count('class="interval"') == len(JUDGE.reliability)
    assert reliability_svg(replace(JUDGE, reliability=())) == ""


def test_few_pairs_have_a_wide_interval():
    (_, few, _), (_, many, _) = reliability_rows(
        replace(JUDGE, reliability=((0.8, 0.4, 10), (0.8, 0.4, 1000)))
    )
    assert few == "0.40 (0.17 to 0.69)"
    assert many == "0.40 (0.37 to 0.43)"


def test_the_diagram_puts_higher_confidence_to_the_right_and_more_right_up():
    svg = reliability_svg(replace(JUDGE, reliability=((0.0, 0.0, 1), (1.0, 1.0, 1))))
    assert 'points="34.0,226.0 226.0,34.0"' in svg


def test_what_failed_for_one_reason_is_told_once_with_its_number(report):
    lost = [Failure(what=f"acl:{at}", reason="it is gone.", effect="left out") for at in range(5)]
    other = Failure(what="acl:9", reason="it is locked", effect="left out")
    view = make_view(replace(report, failures=(lost[0], other, *lost[1:])))
    assert view.failures == (
        ("5 times: acl:0; acl:1; acl:2; and 2 more in report.json", "it is gone", "Left out"),
        ("acl:9", "it is locked", "Left out"),
    )


def test_the_settings_of_a_report_read_as_a_user_writes_them():
    given = {"search.sources": ["arxiv", "starter"], "search.since": None, "search.offline": False}
    run = replace(INPUTS.run, settings=given)
    view = make_view(compose(replace(INPUTS, run=run)))
    assert dict(view.settings) == {
        "search.sources": "arxiv,starter",
        "search.since": "not given",
        "search.offline": "off",
    }
