"""`litsynth batch`: many questions, one index."""

import csv
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("kept_home")

QUESTIONS = """\
options:
  source: starter
  max_papers: 12
questions:
  - Does English intermediate-task training help zero-shot cross-lingual transfer?
  - How did medieval monasteries keep bees?
  - question: Do adapters help low-resource languages in cross-lingual transfer?
    max_claims: 3
"""


def rows_of(ran):
    with Path(ran.out.strip()).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_question_gets_a_report_or_a_reason(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text(QUESTIONS)
    ran = litsynth("batch", "q.yaml")
    assert ran.status == 1
    rows = rows_of(ran)
    assert [row["status"] for row in rows] == ["made", "failed", "made"]
    assert rows[1]["exit_status"] == "3"
    assert rows[1]["hint"]
    assert int(rows[2]["claims"]) <= 3
    for row in rows:
        made = Path(ran.out.strip()).parent / row["folder"] / "report.md"
        assert made.exists() == (row["status"] == "made")
    again = litsynth("batch", "q.yaml", "--resume")
    assert again.out == ran.out
    assert rows_of(again) == rows


def everything_in(folder):
    return {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def test_a_dry_run_of_a_batch_says_what_would_be_asked_and_writes_nothing(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text(
        "options: {source: starter, max_papers: 12}\nquestions:\n  - Do adapters help transfer?\n"
        "  - question: Do lakes freeze?\n    max_papers: 3\n  - What?\n"
        "  - Do adapters help transfer?\n"
    )
    before = everything_in(tmp_path)
    ran = litsynth("batch", "q.yaml", "--dry-run")
    assert ran.status == 1
    assert "1 of 4 questions would get no report:\n  q.yaml:6: there is nothing" in ran.err
    first, second, third, fourth = ran.out.split("\n\n")
    alone = litsynth("report", "Do lakes freeze?", "--dry-run", "--source", "starter")
    assert first.startswith("q.yaml:3\nquestion: Do adapters help transfer?\nconcepts:")
    assert alone.out.partition("papers:")[0] in second
    assert "papers: at most 3\n" in second
    assert third.startswith("q.yaml:6\nquestion: What?\nit would fail: there is nothing")
    assert "note: the same as q.yaml:3; one report serves both" in fourth
    litsynth("batch", "q.yaml", "--dry-run", "--fresh")
    assert everything_in(tmp_path) == before


def test_a_dry_run_of_a_batch_tells_which_reports_are_made_and_where_they_are(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text("- Do adapters help low-resource languages?\n")
    flags = ("--source", "starter", "--max-papers", "6")
    made = Path(litsynth("batch", "q.yaml", *flags).out.strip()).parent
    before = everything_in(tmp_path)
    again = litsynth("batch", "q.yaml", *flags, "--dry-run")
    assert again.status == 0
    assert f"folder: {made}/" in again.out
    assert again.out.endswith("note: its report is made already, and would be kept\n")
    assert f"folder: {made}-2/" in litsynth("batch", "q.yaml", *flags, "--dry-run", "--fresh").out
    assert f"folder: {made}/" in litsynth("batch", "q.yaml", *flags, "--dry-run", "--resume").out
    assert everything_in(tmp_path) == before
    with (tmp_path / "q.yaml").open("a") as file:
        file.write("- Do lakes freeze?\n")
    before = everything_in(tmp_path)
    more = litsynth("batch", "q.yaml", *flags, "--dry-run").out.split("\n\n")
    assert more[0].endswith(f"note: its report would be taken over from {made}")
    assert "note:" not in more[1]
    assert everything_in(tmp_path) == before


def test_a_library_that_is_not_there_is_a_mistake_told_before_anything_runs(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text(
        "questions:\n  - Do bees fly?\n  - question: Do bees dance?\n    source: library:nope\n"
    )
    ran = litsynth("batch", "q.yaml", "--max-papers", "6")
    assert (ran.status, ran.out) == (2, "")
    assert "q.yaml:3: there is no library 'nope'" in ran.err


def test_a_flag_of_a_batch_holds_for_every_question_whatever_the_files_say(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text(
        "options: {source: starter, judge: default, template: full}\nquestions:\n"
        "  - question: Do adapters help low-resource languages in cross-lingual transfer?\n"
        "    precision: 0.7\n    max_papers: 12\n"
    )
    flags = ("--judge", "similarity", "--precision", "0.9", "--template", "classic")
    ran = litsynth("batch", "q.yaml", *flags, "--max-papers", "6", "--format", "md,json")
    (row,) = rows_of(ran)
    folder = Path(ran.out.strip()).parent / row["folder"]
    settings = json.loads((folder / "run.json").read_text())["settings"]
    assert (settings["verify.judge"], settings["verify.precision"]) == ("similarity", 0.9)
    assert settings["search.max_papers"] == 6
    assert (folder / "report.md").read_text().count("For comparison only:") == 1  # its abstract
    assert not (folder / "report.html").exists()


def test_a_wrong_flag_of_a_batch_is_told_once_and_not_as_the_files_mistake(litsynth, tmp_path):
    (tmp_path / "q.txt").write_text("Do worms help soil?\nDo bees help soil?\n")
    ran = litsynth("batch", "q.txt", "--precision", "2")
    assert ran.status == 2
    assert ran.err.startswith("error: --precision: it must be less than 1")
    assert "q.txt" not in ran.err


@pytest.mark.parametrize(
    "flags",
    [
        ("--judge", "oracle"),
        ("--source", "nowhere"),
        ("--source", "folder:missing"),
        ("--calibration", "missing.json"),
    ],
)
def test_a_judge_or_source_that_is_not_there_is_told_before_anything_runs(
    litsynth, tmp_path, flags
):
    (tmp_path / "q.yaml").write_text("questions:\n  - Does sleep help memory?\n")
    ran = litsynth("batch", "q.yaml", *flags)
    assert ran.status == 2
    assert ran.err.count(flags[1]) == 1
    assert not (tmp_path / "reports").exists()


def test_a_file_that_names_an_unknown_judge_is_told_with_its_line(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text(
        "questions:\n  - Does sleep help memory?\n"
        "  - question: Does coffee help memory?\n    judge: oracle\n"
    )
    ran = litsynth("batch", "q.yaml")
    assert ran.status == 2
    assert "q.yaml:3" in ran.err.replace(", line ", ":")
    assert "oracle" in ran.err
    assert not (tmp_path / "reports").exists()


def test_the_help_of_a_batch_says_that_its_flags_win(litsynth):
    told = " ".join(litsynth("batch", "--help").out.split())
    for flag in ("--judge", "--precision", "--template", "--max-papers"):
        assert flag in told
    assert "or plain text (.txt), one question a line" in told
    assert "a list under `questions:`" in told
    assert "A flag holds for every question of every file, and wins over what the files set" in told


def test_a_batch_whose_folder_cannot_be_written_to_ends_with_status_1(litsynth, tmp_path):
    (tmp_path / "q.txt").write_text("Do worms help soil?\n")
    (tmp_path / "file").touch()
    ran = litsynth("batch", "q.txt", "--out", "file")
    assert ran.status == 1
    assert "cannot write to" in ran.err
    assert "--out" in ran.err


def test_nothing_runs_if_any_line_is_wrong_and_every_wrong_line_is_named_once(litsynth, tmp_path):
    (tmp_path / "q.yaml").write_text(
        "options:\n  precision: 2\nquestions:\n  - Do worms help soil?\n  - ''\n  - null\n"
        "  - Do bees help soil?\n"
    )
    ran = litsynth("batch", "q.yaml")
    assert ran.status == 2
    named = [line.split(": ")[0].strip() for line in ran.err.splitlines() if "q.yaml:" in line]
    assert named == ["q.yaml:2", "q.yaml:5", "q.yaml:6"]
    assert ran.err.count("q.yaml:2") == 1
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("day", ["2021-02-29", "2020-13-45", "2020-01-31T10:00:00Z", ""])
def test_a_day_that_there_is_not_is_a_mistake_in_its_line(litsynth, tmp_path, day):
    (tmp_path / "q.yaml").write_text(
        f"questions:\n  - question: Do worms help soil?\n    since: {day}\n"
    )
    ran = litsynth("batch", "q.yaml")
    assert ran.status == 2
    assert (
        f"q.yaml:3: since: a date must be written like 2020-01-31, 2020-01 or 2020, got '{day}'"
        in (ran.err.replace("search.since", "since"))
    )


def test_a_question_without_topic_fails_alone(litsynth, tmp_path):
    (tmp_path / "q.txt").write_text("the of and\nDo adapters help cross-lingual transfer?\n")
    ran = litsynth("batch", "q.txt", "--source", "starter", "--max-papers", "6")
    assert ran.status == 1
    without, made = rows_of(ran)
    assert (without["status"], made["status"]) == ("failed", "made")
    assert (without["exit_status"], without["folder"]) == ("2", "")
    assert "nothing to search for" in without["failure"]


def test_a_quiet_batch_still_says_which_question_failed(litsynth, tmp_path):
    (tmp_path / "q.txt").write_text("the of and\n")
    ran = litsynth("batch", "q.txt", "--source", "starter", "--quiet")
    assert ran.status == 1
    assert ran.out.endswith("index.csv\n")
    assert ran.err.startswith("error: 1 of 1 question got no report:\n  q.txt:1: there is nothing")
    assert "Do what index.csv says beside each; then the same command tries them" in ran.err


def test_a_batch_that_was_done_before_says_so_and_how_to_run_it_anew(litsynth, tmp_path):
    (tmp_path / "q.txt").write_text("Do adapters help cross-lingual transfer?\n")
    flags = ("--source", "starter", "--max-papers", "6")
    first = litsynth("batch", "q.txt", *flags)
    assert "already done" not in first.err
    again = litsynth("batch", "q.txt", *flags)
    assert "the question was already done" in again.err
    assert "--fresh begins anew" in again.err
    assert again.out == first.out
    fresh = litsynth("batch", "q.txt", *flags, "--fresh")
    folders = [Path(ran.out.strip()).parent.name for ran in (first, fresh)]
    assert folders[1] == f"{folders[0]}-2"
    assert "already done" not in fresh.err
    assert litsynth("batch", "q.txt", *flags, "--resume").out == fresh.out
    assert litsynth("batch", "q.txt", *flags, "--resume", "--fresh").status == 2


def test_the_index_notes_that_the_starter_library_stood_in(litsynth, tmp_path):
    (tmp_path / "q.txt").write_text("Do adapters help cross-lingual transfer?\n")
    ran = litsynth("batch", "q.txt", "--max-papers", "6", "--refresh", "--include-cited")
    (row,) = rows_of(ran)
    assert "the starter library stood in" in row["note"].lower()
    settings = json.loads((Path(ran.out.strip()).parent / row["folder"] / "run.json").read_text())
    assert settings["settings"]["search.refresh"] is True
    assert settings["settings"]["claims.include_cited"] is True
