"""A batch: one row a question, one failure a row, and an index that is always whole."""

import csv
import json
from dataclasses import replace

import pytest

from litsynth.batch.finished import take_over
from litsynth.batch.index import Row, as_made, not_made, write_index
from litsynth.batch.run import Job, place_of, run_jobs
from litsynth.errors import NothingFoundError, RunError, WritingError
from litsynth.pipeline.identity import folder_name
from litsynth.ports import silent
from litsynth.records import Concept, Outcome
from litsynth.report.compose import compose
from litsynth.settings import Settings
from tests.report.orchard import INPUTS


def job(question, line=1):
    return Job(question=question, file="q.txt", line=line, settings=Settings())


def rows_in(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def place(tmp_path):
    return place_of((job("Do worms?"),), out=tmp_path, stem="soil", date="2026-01-31")


def test_one_failure_does_not_stop_the_others(place):
    asked = []

    def make(one, folder):
        asked.append((one.question, folder.name))
        raise NothingFoundError(f"nothing on {one.question}", hint="Ask wider.")

    rows = run_jobs((job("Do worms?"), job("Do bees?", 2)), place, make=make, progress=silent)
    assert [question for question, _ in asked] == ["Do worms?", "Do bees?"]
    written = rows_in(place.folder / "index.csv")
    assert [row["status"] for row in written] == ["failed", "failed"]
    assert [row["exit_status"] for row in written] == ["3", "3"]
    assert written[1]["failure"] == "nothing on Do bees?"
    assert written[1]["hint"] == "Ask wider."
    assert [row.folder for row in rows] == [folder for _, folder in asked]


def test_a_fault_in_one_question_does_not_stop_the_others(place):
    def make(one, folder):
        raise ZeroDivisionError(one.question)

    run_jobs((job("Do worms?"), job("Do bees?", 2)), place, make=make, progress=silent)
    written = rows_in(place.folder / "index.csv")
    assert [row["status"] for row in written] == ["failed", "failed"]
    assert "ZeroDivisionError: Do bees?" in written[1]["failure"]


def test_a_disk_that_is_full_is_told_as_such_and_not_as_a_fault_of_the_program(place):
    def make(one, folder):
        folder.mkdir()
        raise OSError(28, "No space left on device", f"{folder.name}/search.jsonl")

    run_jobs((job("Do worms?"),), place, make=make, progress=silent)
    [row] = rows_in(place.folder / "index.csv")
    assert row["exit_status"] == "1"
    assert row["failure"] == f"No space left on device ({row['folder']}/search.jsonl)"
    assert row["hint"].startswith("Check free space and permissions; what is done is kept")


@pytest.mark.parametrize("edit", [b"good", b"\r\n", b",checked"])
def test_an_index_that_an_editor_changed_is_kept_beside_the_new_one(place, edit):
    index = place.folder / "index.csv"
    told: list[str] = []

    def make(one, folder):
        return compose(INPUTS)

    def run():
        told.clear()
        run_jobs((job("Do worms?"),), place, make=make, progress=told.append)
        return any("index.csv had been changed" in line for line in told)

    assert not run()
    assert not run()
    written = index.read_bytes()
    index.write_bytes(written + edit)
    assert run()
    assert index.read_bytes() == written
    assert (place.folder / "index.edited.csv").read_bytes() == written + edit
    assert not run()
    assert not (place.folder / "index.edited-2.csv").exists()


def test_an_index_that_is_held_open_is_written_after_a_later_question(place):
    index = place.folder / "index.csv"
    told: list[str] = []

    def make(one, folder):
        # A folder in its place cannot be replaced, as on Windows a file that is held open.
        if one.question == "Do worms?":
            index.unlink()
            (index / "held").mkdir(parents=True)
        if one.question == "Do bees?":
            (index / "held").rmdir()
            index.rmdir()
        raise NothingFoundError("nothing", hint="Ask wider.")

    run_jobs((job("Do worms?"), job("Do bees?", 2)), place, make=make, progress=told.append)
    assert [row["status"] for row in rows_in(index)] == ["failed", "failed"]
    assert sum("index.csv cannot be written now" in line for line in told) == 1
    with pytest.raises(WritingError, match=r"index\.csv"):
        run_jobs((job("Do worms?"),), place, make=make, progress=silent)


def test_an_index_that_is_held_open_when_a_batch_begins_stops_no_question(place):
    held = place.folder / "index.csv" / "held"
    held.mkdir(parents=True)

    def make(_one, _folder):
        held.rmdir()
        held.parent.rmdir()
        raise NothingFoundError("nothing", hint="Ask wider.")

    run_jobs((job("Do worms?"),), place, make=make, progress=silent)
    assert [row["status"] for row in rows_in(place.folder / "index.csv")] == ["failed"]


def test_a_batch_begun_again_keeps_the_rows_of_reports_that_were_made(place):
    index = place.folder / "index.csv"
    jobs = (job("Do worms?"), job("Do worms?", 2), job("Do bees?", 3))

    def make(one, folder):
        if one.question == "Do bees?":
            raise NothingFoundError("nothing", hint="Ask wider.")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "run.json").write_text('{"state": "finished"}')
        return compose(INPUTS)

    run_jobs(jobs, place, make=make, progress=silent)
    first = rows_in(index)
    assert [row["status"] for row in first] == ["made", "made", "failed"]

    def stopped(one, folder):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs, place, make=stopped, progress=silent)
    again = rows_in(index)
    assert again[:2] == first[:2]
    assert again[2]["status"] == "not_run"


def finishing(asked, started_at="2026-01-31T10:00:00Z"):
    """Makes reports, and keeps in `asked` the questions whose folder was not there before."""

    def make(one, folder):
        if not folder.exists():
            asked.append(one.question)
            folder.mkdir(parents=True)
            record = {"state": "finished", "started_at": started_at}
            (folder / "run.json").write_text(json.dumps(record))
        return compose(INPUTS)

    return make


def test_a_note_that_an_editor_wrote_into_a_row_is_not_lost(place):
    index = place.folder / "index.csv"
    run_jobs((job("Do worms?"),), place, make=finishing([]), progress=silent)
    written = index.read_bytes()
    edited = written.removesuffix(b"\r\n") + b"; checked by Ann\r\n"
    index.write_bytes(edited)
    run_jobs((job("Do worms?"),), place, make=finishing([]), progress=silent)
    assert index.read_bytes() == written
    assert (place.folder / "index.edited.csv").read_bytes() == edited


def test_a_corrected_question_does_not_ask_the_unchanged_ones_again(tmp_path):
    told: list[str] = []

    def run(*questions, others=True):
        asked: list[str] = []
        jobs = tuple(job(question, line) for line, question in enumerate(questions, 1))
        place = place_of(jobs, out=tmp_path, stem="soil", date="2026-01-31")
        batches = place.others() if others else ()
        rows = run_jobs(jobs, place, make=finishing(asked), progress=told.append, others=batches)
        assert [row.status for row in rows] == ["made"] * len(jobs)
        return asked, place.folder

    wrong, first = run("Do worms?", "Do baes?")
    assert wrong == ["Do worms?", "Do baes?"]
    corrected, second = run("Do worms?", "Do bees?")
    assert corrected == ["Do bees?"]
    assert f"batch: its report is taken over from {first}" in told
    assert not list(second.glob(".partial-*"))
    assert run("Do worms?", others=False)[0] == ["Do worms?"]


def test_the_last_begun_of_two_finished_runs_is_taken_over(tmp_path):
    for batch, began in (("a", "2026-01-31T12:00:00Z"), ("b", "2026-01-31T10:00:00Z")):
        (tmp_path / batch).mkdir()
        finishing([], began)(job("Do worms?"), tmp_path / batch / "worms")
    (tmp_path / "new").mkdir()
    batches = [tmp_path / "a", tmp_path / "b", tmp_path / "none"]
    assert take_over(tmp_path / "new" / "worms", batches) == tmp_path / "a"
    assert take_over(tmp_path / "new" / "worms", batches) is None
    assert take_over(tmp_path / "new" / "bees", batches) is None


def test_an_unfinished_or_damaged_run_is_not_taken_over(tmp_path):
    for batch, record in (("a", '{"state": "unfinished"}'), ("b", "{")):
        (tmp_path / batch / "worms").mkdir(parents=True)
        (tmp_path / batch / "worms" / "run.json").write_text(record)
    assert take_over(tmp_path / "new" / "worms", [tmp_path / "a", tmp_path / "b"]) is None


def test_a_run_that_cannot_be_copied_leaves_nothing_behind(tmp_path):
    (tmp_path / "old").mkdir()
    finishing([])(job("Do worms?"), tmp_path / "old" / "worms")
    (tmp_path / "new").write_text("a file")
    with pytest.raises(WritingError, match="worms"):
        take_over(tmp_path / "new" / "worms", [tmp_path / "old"])


@pytest.mark.parametrize(
    "kept",
    [
        b"question;folder\r\nDo worms?;x\r\n",
        b"\xff\xfe",
        b"",
        b"status\nmade\n",
        b"status\nmade,made\n",
        b"status\n" + b"made" * 50_000,
    ],
)
def test_an_index_that_somebody_wrote_otherwise_is_made_anew(place, kept):
    place.folder.mkdir(parents=True)
    (place.folder / "index.csv").write_bytes(kept)

    def make(one, folder):
        return compose(INPUTS)

    run_jobs((job("Do worms?"),), place, make=make, progress=silent)
    assert [row["status"] for row in rows_in(place.folder / "index.csv")] == ["made"]


def test_a_failure_is_told_with_its_way_out(place):
    told: list[str] = []

    def make(one, folder):
        raise NothingFoundError("nothing", hint="Ask wider.")

    run_jobs((job("Do worms?"),), place, make=make, progress=told.append)
    assert told[-3:-1] == ["failed: nothing", "hint: Ask wider."]


def test_a_batch_ends_with_how_many_reports_there_are(place):
    told: list[str] = []

    def make(one, folder):
        if one.question == "Do bees?":
            raise NothingFoundError("nothing", hint="Ask wider.")
        return compose(INPUTS)

    jobs = (job("Do worms?"), job("Do bees?", 2), job("Do ants?", 3))
    rows = run_jobs(jobs, place, make=make, progress=told.append)
    assert told[-1] == "batch: 2 of 3 questions got a report"
    assert not_made(rows) == "1 of 3 questions got no report:\n  q.txt:2: nothing"
    assert not_made(rows[:1]) == ""
    many = not_made((*rows[1:2] * 12,)).split("\n")
    assert (many[0], many[-1]) == ("12 of 12 questions got no report:", "  and 2 more")


def test_a_batch_of_finished_reports_one_of_which_is_spoilt_is_not_said_to_be_done(place):
    told: list[str] = []
    (place.folder / folder_name("Do worms?", Settings(), place.date)).mkdir(parents=True)
    (record,) = place.folder.iterdir()
    (record / "run.json").write_text('{"state": "finished"}')

    def make(one, folder):
        raise RunError("verdicts.jsonl is damaged", hint="Delete it.")

    run_jobs((job("Do worms?"),), place, make=make, progress=told.append)
    assert not any("already done" in line for line in told)


QUIET = replace(INPUTS, notices=())


def test_the_index_says_which_report_does_not_answer():
    row = Row(question="q", file="q.txt", line=1, status="not_run", folder="f")
    off = compose(
        replace(QUIET, plan=replace(QUIET.plan, concepts=(Concept(phrase="ice hockey"),)))
    )
    assert as_made(row, off).note == (
        "No claim in this report names “ice hockey”: unless one says it in other words, this "
        "report does not answer the question."
    )
    assert as_made(row, compose(QUIET)).note == ""
    none = compose(replace(QUIET, claims=(), verdicts=()))
    assert as_made(row, none).note == (
        "This report gives no answer: no claim could be taken from its source paper."
    )
    open_ = tuple(
        replace(one, outcome=Outcome.NOT_ENOUGH_EVIDENCE, verified=False) for one in QUIET.verdicts
    )
    assert as_made(row, compose(replace(QUIET, verdicts=open_))).note == (
        "This report cannot confirm an answer."
    )
    far = tuple(replace(one, relevance=0.1) for one in QUIET.claims)
    assert as_made(row, compose(replace(QUIET, claims=far))).note == (
        "No claim bears on the question: this report does not answer it."
    )
    noted = compose(replace(QUIET, notices=("The starter library stood in.",)))
    assert as_made(row, noted).note == "The starter library stood in."


def test_the_index_speaks_as_the_report_does_and_says_how_much_was_settled():
    row = Row(question="q", file="q.txt", line=1, status="not_run", folder="f")
    report = compose(INPUTS)
    found = as_made(row, report)
    assert found.contradicted == sum(one.outcome is Outcome.REFUTED for one in report.claims) > 0
    scores = {review.name: review.score for review in report.quality.reviewers}
    assert found.evidence == round(scores["evidence"], 2)


def test_a_stopped_batch_leaves_an_index_of_all_questions(place):
    def make(one, folder):
        if one.question == "Do bees?":
            raise KeyboardInterrupt
        raise NothingFoundError("nothing", hint="Ask wider.")

    with pytest.raises(KeyboardInterrupt):
        run_jobs((job("Do worms?"), job("Do bees?", 2)), place, make=make, progress=silent)
    written = rows_in(place.folder / "index.csv")
    assert [row["status"] for row in written] == ["failed", "not_run"]
    assert [row["folder"] for row in written] == ["", ""]


def test_the_latest_batch_of_the_same_questions_is_found(tmp_path, place):
    assert place.latest() is None
    for date in ("2026-01-05", "2026-01-20"):
        (tmp_path / f"batch-soil-{date}-{place.digest}").mkdir()
        (tmp_path / f"batch-soil-wet-{date}-{place.digest}").mkdir()
    (tmp_path / "batch-soil-2026-01-30-00000000").mkdir()
    latest = place.latest()
    assert latest is not None
    assert latest.date == "2026-01-20"
    assert latest.folder == tmp_path / f"batch-soil-2026-01-20-{place.digest}"
    again = [replace(place, date="2026-01-20").fresh() for _ in range(10)]
    assert [one.number for one in again] == list(range(2, 12))
    assert place.latest() == again[-1]


def test_a_batchs_place_depends_on_questions_and_settings(tmp_path, place):
    other = place_of((job("Do bees?"),), out=tmp_path, stem="soil", date="2026-01-31")
    assert other.digest != place.digest


@pytest.mark.parametrize("question", ['=HYPERLINK("x")', "\uff1d1+1"])
def test_a_question_that_looks_like_a_formula_stays_text(tmp_path, question):
    path = tmp_path / "index.csv"
    row = Row(question=question, file="q", line=1, status="not_run", folder="f")
    write_index(path, (row,))
    assert rows_in(path)[0]["question"] == f"'{question}"


def test_a_cell_of_the_index_is_one_line(tmp_path):
    path = tmp_path / "index.csv"
    told = "nothing found.\nSearched:\n  arxiv"
    write_index(
        path, (Row(question="a\nb", file="q", line=1, status="failed", folder="f", failure=told),)
    )
    assert len(path.read_bytes().splitlines()) == 2
    assert rows_in(path)[0]["failure"] == "nothing found. Searched: arxiv"


def test_the_same_question_twice_is_said_to_share_one_report(place):
    told: list[str] = []

    def fail(*_):
        raise NothingFoundError("nothing", hint="Ask again.")

    rows = run_jobs(
        (job("Do worms?"), job("Do bees?", 2), job("Do worms?", 3)),
        place,
        make=fail,
        progress=told.append,
    )
    assert [row.note for row in rows] == ["", "", "the same as q.txt:1; one report serves both"]
    assert rows[0].folder == rows[2].folder
    assert rows_in(place.folder / "index.csv")[2]["note"] == rows[2].note
    assert any("the same as q.txt:1" in line for line in told)
