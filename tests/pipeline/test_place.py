"""In which folder a run goes on, or begins."""

import json

import pytest

from litsynth.errors import RunError, WritingError
from litsynth.pipeline.place import folder_to_resume, fresh_folder, usual_folder
from litsynth.settings import Settings

QUESTION = "Does mulch help earthworms?"


@pytest.fixture
def settings(tmp_path):
    return Settings.model_validate({"report": {"out": str(tmp_path)}})


def test_every_fresh_folder_is_another_and_is_there_at_once(settings):
    usual = usual_folder(QUESTION, settings, date="2026-01-31")
    made = [fresh_folder(QUESTION, settings, date="2026-01-31") for _ in range(3)]
    assert [one.name for one in made] == [usual.name, f"{usual.name}-2", f"{usual.name}-3"]
    assert all(one.is_dir() for one in made)


def test_a_fresh_folder_that_cannot_be_made_is_told(settings, tmp_path):
    (tmp_path / "file").touch()
    inside = settings.model_copy(
        update={"report": settings.report.model_copy(update={"out": tmp_path / "file"})}
    )
    with pytest.raises(WritingError, match="cannot write to"):
        fresh_folder(QUESTION, inside, date="2026-01-31")


def test_resume_finds_the_latest_run_whatever_its_date(settings, tmp_path):
    with pytest.raises(RunError, match="holds no run of this question"):
        folder_to_resume(QUESTION, settings)
    for name, started in (("old", "2025-01-01T00:00:00Z"), ("new", "2025-03-01T00:00:00Z")):
        (tmp_path / name).mkdir()
        stages = {"search.jsonl": "00"}
        record = {"started_at": started, "identity": {"question": QUESTION}, "stages": stages}
        (tmp_path / name / "run.json").write_text(json.dumps(record))
    assert folder_to_resume(QUESTION, settings).name == "new"
