"""A run's folder: kept, reused, refused."""

import json
import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from litsynth.errors import RunError, WritingError
from litsynth.pipeline.folder import RunFolder, runs_of
from litsynth.pipeline.identity import (
    Identity,
    folder_name,
    public_settings,
    settings_that_matter,
    slug,
)
from litsynth.settings import Settings


@dataclass(frozen=True)
class Note:
    text: str


NOTES = TypeAdapter(Note)
QUESTION = "Does mulch help earthworms?"


def identity(**changes):
    parts = {
        "question": QUESTION,
        "settings": {"search.max_papers": 30},
        "versions": {"model": "a"},
    }
    return Identity(**(parts | changes))


def test_a_stage_is_made_once_and_then_read(tmp_path):
    made = []

    def make():
        made.append(1)
        return [Note("one"), Note("two\u2028\x0cthree")]

    with RunFolder(tmp_path) as run:
        first = run.load_or_make("notes.jsonl", NOTES, make)
        second = run.load_or_make("notes.jsonl", NOTES, make)
    assert first == second == (Note("one"), Note("two\u2028\x0cthree"))
    assert made == [1]


def test_a_stage_without_records_is_finished_too(tmp_path):
    with RunFolder(tmp_path) as run:
        assert run.load_or_make("notes.jsonl", NOTES, list) == ()
        assert run.load_or_make("notes.jsonl", NOTES, lambda: [Note("late")]) == ()


def test_a_crash_leaves_no_file_of_the_stage(tmp_path):
    def crash():
        yield Note("one")
        raise KeyboardInterrupt

    with RunFolder(tmp_path) as run, pytest.raises(KeyboardInterrupt):
        run.load_or_make("notes.jsonl", NOTES, crash)
    assert not (tmp_path / "notes.jsonl").exists()


@pytest.mark.parametrize("kept", [0, 10, -1])
def test_a_stage_that_was_cut_or_changed_is_refused_with_its_remedy(tmp_path, kept):
    with RunFolder(tmp_path) as run:
        run.load_or_make("notes.jsonl", NOTES, lambda: [Note("one"), Note("two")])
    path = tmp_path / "notes.jsonl"
    path.write_bytes(path.read_bytes()[:kept])
    with RunFolder(tmp_path) as run, pytest.raises(RunError, match="damaged") as caught:
        run.load_or_make("notes.jsonl", NOTES, list)
    assert "Delete" in caught.value.hint
    path.unlink()
    with RunFolder(tmp_path) as run:
        made = run.load_or_make("notes.jsonl", NOTES, lambda: [Note("three")])
        assert run.load_or_make("notes.jsonl", NOTES, list) == made


def test_what_comes_after_a_stage_that_is_made_anew_is_made_anew_too(tmp_path):
    names = ("first.jsonl", "second.jsonl", "third.jsonl")

    def run_with(text):
        with RunFolder(tmp_path) as run:
            return [run.load_or_make(name, NOTES, lambda: [Note(text)]) for name in names]

    run_with("old")
    (tmp_path / "second.jsonl").unlink()
    assert run_with("new") == [(Note("old"),), (Note("new"),), (Note("new"),)]
    assert run_with("late") == [(Note("old"),), (Note("new"),), (Note("new"),)]


def test_a_kill_after_a_stage_was_made_anew_leaves_no_later_one(tmp_path):
    def killed():
        raise KeyboardInterrupt

    with RunFolder(tmp_path) as run:
        for name in ("first.jsonl", "second.jsonl"):
            run.load_or_make(name, NOTES, lambda: [Note("old")])
    (tmp_path / "first.jsonl").unlink()
    with RunFolder(tmp_path) as run:
        run.load_or_make("first.jsonl", NOTES, lambda: [Note("new")])
        with pytest.raises(KeyboardInterrupt):
            run.load_or_make("second.jsonl", NOTES, killed)
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["first.jsonl"]
    assert list(json.loads((tmp_path / "run.json").read_text())["stages"]) == ["first.jsonl"]


def test_a_stage_of_another_form_is_refused(tmp_path):
    with RunFolder(tmp_path) as run:
        run.load_or_make("notes.jsonl", TypeAdapter(int), lambda: [1])
    with RunFolder(tmp_path) as run, pytest.raises(RunError, match="another version") as caught:
        run.load_or_make("notes.jsonl", NOTES, list)
    assert "--fresh" in caught.value.hint


@pytest.mark.parametrize("settings", [{"search.max_papers": 30}, {"search.limit": 30}])
def test_a_run_of_an_older_version_is_refused_in_one_sentence_with_the_way_out(tmp_path, settings):
    versions = {"model": "b", "litsynth": "0.0.9"}
    older = {"question": QUESTION, "settings": settings, "versions": versions}
    with RunFolder(tmp_path) as run:
        run.write_record({"identity": older})
        with pytest.raises(RunError) as caught:
            run.claim_for(identity(versions={"model": "a", "litsynth": "0.1.0"}))
    assert str(caught.value) == (
        f"the run in {tmp_path} was begun by litsynth 0.0.9, and this version cannot go on with it"
    )
    assert "--fresh" in caught.value.hint


def test_a_run_that_knows_other_settings_is_of_another_version(tmp_path):
    known = {"search.max_papers": 30, "search.gone": 1}
    with RunFolder(tmp_path) as run:
        run.write_record(
            {"identity": {"question": QUESTION, "settings": known, "versions": {"model": "a"}}}
        )
        with pytest.raises(RunError, match="was begun by litsynth of an unknown") as caught:
            run.claim_for(identity())
    assert "search.gone" not in str(caught.value)


def test_a_folder_that_cannot_be_written_to_ends_with_status_1_and_a_way_out(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(WritingError, match="cannot write to") as caught:
        RunFolder(tmp_path / "file" / "run").__enter__()
    assert "--out" in caught.value.hint
    assert caught.value.exit_code == 1


def test_a_file_that_the_record_does_not_know_of_is_made_again(tmp_path):
    (tmp_path / "notes.jsonl").write_text('{"text": "before a kill"}\n')
    with RunFolder(tmp_path) as run:
        made = run.load_or_make("notes.jsonl", NOTES, lambda: [Note("after")])
    assert made == (Note("after"),)


def test_two_processes_do_not_work_in_one_folder(tmp_path):
    with (
        RunFolder(tmp_path),
        pytest.raises(RunError, match="another litsynth is working"),
        RunFolder(tmp_path),
    ):
        pass


def test_a_folder_can_be_opened_again(tmp_path):
    with RunFolder(tmp_path) as first:
        first.write_record({"question": QUESTION})
    with RunFolder(tmp_path) as second:
        assert second.read_record() == {"question": QUESTION, "stages": {}}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": "Another?"}, "the question"),
        ({"settings": {"search.max_papers": 5}}, "--max-papers was 30, and is 5"),
        ({"versions": {"model": "b"}}, "model was a, and is b"),
        ({"sources": {"folder:/x": "4 files (1)"}}, "folder:/x was not given, and is 4 files (1)"),
    ],
)
def test_a_run_with_another_identity_is_refused_saying_what_differs(tmp_path, change, words):
    with RunFolder(tmp_path) as run:
        run.write_record(
            {
                "identity": {
                    "question": QUESTION,
                    "settings": {"search.max_papers": 30},
                    "versions": {"model": "a"},
                }
            }
        )
        run.claim_for(identity())
        with pytest.raises(RunError) as caught:
            run.claim_for(identity(**change))
    assert words in str(caught.value)
    assert "--fresh" in caught.value.hint
    assert ("the settings it was started with" in caught.value.hint) is ("settings" in change)


@pytest.mark.parametrize("content", ["{", "[]", "{}"])
def test_a_damaged_run_record_is_refused(tmp_path, content):
    (tmp_path / "run.json").write_text(content)
    with RunFolder(tmp_path) as run, pytest.raises(RunError, match="damaged"):
        run.claim_for(identity())


def test_runs_of_a_question_come_latest_last_and_damaged_ones_are_passed_over(tmp_path):
    for name, started in (("b", "2026-01-02T00:00:00Z"), ("a", "2026-01-03T00:00:00Z")):
        (tmp_path / name).mkdir()
        stages = {"search.jsonl": "00"}
        record = {"started_at": started, "identity": {"question": QUESTION}, "stages": stages}
        (tmp_path / name / "run.json").write_text(json.dumps(record))
    for name, content in (("broken", "{"), ("deep", "[" * 100_000), ("list", "[]")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(content)
    (tmp_path / "folder" / "run.json").mkdir(parents=True)
    assert [path.name for path in runs_of(QUESTION, tmp_path, Settings())] == ["b", "a"]
    assert runs_of("Another?", tmp_path, Settings()) == ()
    assert runs_of(QUESTION, tmp_path / "missing", Settings()) == ()


def test_what_differs_is_said_in_the_words_of_the_flags():
    before, now = (
        identity(settings={"search.source_paper": paper, "search.offline": paper is None})
        for paper in ("arxiv:2005.13013", None)
    )
    assert before.differences(now) == (
        "--offline was off, and is on",
        "--source-paper was arxiv:2005.13013, and is not given",
    )


def test_a_run_that_found_nothing_is_gone_on_with_only_under_its_own_settings(tmp_path):
    matter = settings_that_matter(Settings())
    record = {"started_at": "2026", "identity": {"question": QUESTION, "settings": matter}}
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "run.json").write_text(json.dumps(record))
    other = Settings.model_validate({"search": {"source_paper": "arxiv:9999.99999"}})
    assert runs_of(QUESTION, tmp_path, Settings()) == (tmp_path / "empty",)
    assert runs_of(QUESTION, tmp_path, other) == ()


def with_password(password):
    return settings_that_matter(Settings.model_validate({"reading": {"pdf_password": password}}))


def test_a_password_is_not_shown_and_another_one_is_another_run():
    first, second, none = map(with_password, ("secret", "another", None))
    settings = Settings.model_validate({"reading": {"pdf_password": "secret"}})
    assert "secret" not in json.dumps([public_settings(settings), first])
    assert first == with_password("secret")
    assert len({json.dumps(each) for each in (first, second, none)}) == 3
    (told,) = identity(settings=none).differences(identity(settings=first))
    assert re.fullmatch(r"--pdf-password was not given, and is given \(mark [0-9a-f]{4}\)", told)


def test_a_key_that_makes_auto_ask_another_database_makes_another_run():
    usual, keyed = (
        settings_that_matter(Settings.model_validate({"semantic_scholar": {"api_key": key}}))
        for key in (None, "k3y-of-a-user")
    )
    (told,) = identity(settings=usual).differences(identity(settings=keyed))
    assert told.endswith("and is auto (arxiv + openalex + crossref + semantic_scholar)")
    assert "k3y" not in json.dumps(keyed)
    other = Settings.model_validate({"openalex": {"api_key": "k3y"}})
    assert settings_that_matter(other) == usual


def test_another_time_for_reading_a_file_is_another_run():
    longer = Settings.model_validate({"reading": {"timeout_s": 600}})
    assert settings_that_matter(longer) != settings_that_matter(Settings())


def test_the_folders_name_changes_with_what_changes_the_report():
    usual = folder_name(QUESTION, Settings(), "2026-01-31")
    formats = Settings.model_validate({"report": {"formats": ["md"]}})
    fewer = Settings.model_validate({"search": {"max_papers": 5}})
    assert folder_name(QUESTION, formats, "2026-01-31") == usual
    assert folder_name(QUESTION, fewer, "2026-01-31") != usual
    assert folder_name("Another?", Settings(), "2026-01-31") != usual
    assert usual.startswith("mulch-help-earthworms-2026-01-31-")


@pytest.mark.parametrize(
    "given",
    [
        {"search": {"sources": ["folder:papers"]}},
        {"library": {"folder": "papers"}},
        {"verify": {"judge": "papers"}},
        {"verify": {"model": "papers"}},
        {"verify": {"calibration": "papers/mine.json"}},
    ],
)
def test_a_path_typed_in_another_working_directory_is_another_run(tmp_path, monkeypatch, given):
    settings = Settings.model_validate(given)
    names = []
    for place in ("here", "there"):
        (tmp_path / place / "papers").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / place)
        names.append(folder_name(QUESTION, settings, "2026-01-31"))
    assert names[0] != names[1]
    ((section, ((key, _),)),) = [(one, tuple(of.items())) for one, of in given.items()]
    whole = str(tmp_path / "there/papers")
    assert whole in str(settings_that_matter(settings)[f"{section}.{key}"])
    assert whole not in json.dumps(public_settings(settings))


def test_an_address_and_a_name_are_no_paths():
    given = {
        "search": {"sources": ["arxiv", "library:main"]},
        "library": {"folder": "s3://bucket/x"},
    }
    matter = settings_that_matter(Settings.model_validate(given))
    assert matter["search.sources"] == ["arxiv", "library:main"]
    assert matter["library.folder"] == "s3://bucket/x"
    assert matter["verify.judge"] == "default"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Laserkühlung von Größen", "laserkuehlung-von-groessen"),
        ("naïve Bayes à la Poincaré", "naive-bayes-la-poincare"),
    ],
)
def test_a_slug_writes_letters_with_marks_as_letters_without(question, name):
    assert slug(question) == name


@given(st.text(max_size=300))
def test_a_slug_is_a_safe_folder_name(question):
    name = slug(question)
    assert 1 <= len(name) <= 48
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
