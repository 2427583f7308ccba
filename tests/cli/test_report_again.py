"""`litsynth report` a second time: what is kept, and what is made anew."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from litsynth.pipeline.folder import RunFolder
from litsynth.pipeline.place import fresh_folder
from litsynth.whole_files import write_whole

pytestmark = pytest.mark.usefixtures("kept_home")

QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"
FACTS = (
    "Intermediate-task training improves zero-shot cross-lingual transfer by 3 points on average.",
    "We show that zero-shot cross-lingual transfer gains little from intermediate-task training.",
    "Our results demonstrate that intermediate-task training helps question answering most.",
)


def written(folder, number):
    folder.mkdir(parents=True, exist_ok=True)
    title = f"Intermediate-task training and cross-lingual transfer, part {number}"
    (folder / f"paper{number}.md").write_text(
        f"# {title}\n\n## Abstract\n\n{FACTS[number]}\n\n## Conclusion\n\n{FACTS[number]}\n"
    )


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    written(folder, 0)
    written(folder, 1)
    return folder


def used(ran):
    assert ran.status == 0, ran.err
    return json.loads((Path(ran.out.strip()) / "report.json").read_bytes())["flow"]["identified"]


def test_a_paper_that_was_added_to_the_folder_is_in_the_next_report(litsynth, papers):
    asked = ("report", QUESTION, "--source", "folder:papers", "--judge", "similarity")
    first = litsynth(*asked)
    assert used(first) == 2
    assert "everything is kept" not in first.err
    again = litsynth(*asked)
    assert again.out == first.out
    assert "report: everything is kept from " in again.err
    assert " today; --fresh begins anew" in again.err
    assert litsynth(*asked, "--resume").out == first.out
    written(papers, 2)
    resumed = litsynth(*asked, "--resume")
    assert resumed.status == 2
    assert "was 2 files (" in resumed.err
    assert "is 3 files (" in resumed.err
    assert used(litsynth(*asked)) == 3


def test_a_table_that_an_editor_changed_is_kept_when_the_report_is_made_again(litsynth, papers):
    asked = ("report", QUESTION, "--source", "folder:papers", "--judge", "similarity")
    table = Path(litsynth(*asked).out.strip()) / "claims.csv"
    made = table.read_bytes()
    for name in ("claims.edited.csv", "claims.edited-2.csv"):
        table.write_bytes(made + name.encode())
        again = litsynth(*asked)
        assert f"claims.csv had been changed; that file is kept as {name}" in again.err
        assert table.with_name(name).read_bytes() == made + name.encode()
        assert table.read_bytes() == made
    assert "had been changed" not in litsynth(*asked).err


def test_two_working_directories_with_a_folder_of_one_name_get_a_report_each(
    litsynth, papers, tmp_path, monkeypatch
):
    written(tmp_path / "there/papers", 2)
    written(tmp_path / "there/papers", 1)
    written(tmp_path / "there/papers", 0)
    asked = ("report", QUESTION, "--source", "folder:papers", "--judge", "similarity")
    flags = ("--out", tmp_path / "out")
    assert used(litsynth(*asked, *flags)) == 2
    monkeypatch.chdir(tmp_path / "there")
    assert used(litsynth(*asked, *flags)) == 3


def test_a_search_that_was_deleted_and_finds_other_papers_makes_a_whole_report(litsynth, papers):
    asked = ("report", QUESTION, "--source", "folder:papers", "--judge", "similarity")
    folder = Path(litsynth(*asked).out.strip())
    (folder / "search.jsonl").write_text("damaged")
    refused = litsynth(*asked)
    assert f"Delete {folder / 'search.jsonl'}" in refused.err
    (folder / "search.jsonl").unlink()
    with pytest.MonkeyPatch.context() as patch:
        # The same run by its names, sizes and times, with one paper fewer.
        patch.setattr("litsynth.wiring.states_of", lambda _: identity_of(folder)["sources"])
        (papers / "paper1.md").unlink()
        ran = litsynth(*asked)
    assert used(ran) == 1
    assert (folder / "reading.jsonl").read_text().count("\n") == 1


def identity_of(folder):
    return json.loads((folder / "run.json").read_bytes())["identity"]


def test_a_fresh_run_that_cannot_begin_leaves_no_folder(litsynth, tmp_path):
    ran = litsynth("report", QUESTION, "--fresh", "--source", "starter", "--judge", "oracle")
    assert ran.status == 2
    assert list((tmp_path / "reports").iterdir()) == []


def test_a_fresh_run_whose_folder_another_took_in_the_same_instant_has_the_next_one(
    litsynth, papers, monkeypatch
):
    asked = ("report", QUESTION, "--source", f"folder:{papers}", "--judge", "similarity")
    taken: list[RunFolder] = []

    def fresh(*args, **kwargs):
        folder = fresh_folder(*args, **kwargs)
        if not taken:
            taken.append(RunFolder(folder).__enter__())
        return folder

    monkeypatch.setattr("litsynth.pipeline.place.fresh_folder", fresh)
    ran = litsynth(*asked, "--fresh")
    assert ran.status == 0, ran.err
    assert ran.out.strip() == f"{taken[0].path}-2"


def test_a_run_that_another_is_making_is_to_be_waited_for(litsynth, papers):
    asked = ("report", QUESTION, "--source", f"folder:{papers}", "--judge", "similarity")
    first = litsynth(*asked)
    with RunFolder(Path(first.out.strip())):
        second = litsynth(*asked)
    assert second.status == 2
    assert "another litsynth is working in" in second.err
    assert "hint:  Wait until it is done: the same command then goes on" in second.err
    assert litsynth(*asked).out == first.out


def test_a_report_goes_on_from_what_it_kept_before_the_disk_was_full(litsynth, papers):
    asked = ("report", QUESTION, "--source", f"folder:{papers}", "--judge", "similarity")

    def full(path, data, **_):
        if path.name == "claims.jsonl":
            raise OSError(28, "No space left on device", str(path))
        return write_whole(path, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("litsynth.pipeline.folder.write_whole", full)
        stopped = litsynth(*asked)
    assert stopped.status == 1
    told = re.search(r"error: No space left on device \((\S+)claims.jsonl\)\n", stopped.err)
    assert told, stopped.err
    assert stopped.err.endswith("what is done is kept, run it again to go on.\n")
    search = Path(told[1], "search.jsonl")
    begun = search.stat().st_mtime_ns
    assert litsynth(*asked).status == 0
    assert search.stat().st_mtime_ns == begun


def killed(*_args, **_kwargs):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("litsynth.wiring.states_of", "interrupted\n"),
        ("litsynth.wiring.Workshop.parts", "error: interrupted before anything was done\n"),
        ("litsynth.pipeline.stages.find_papers", "error: interrupted; what is done is kept in "),
    ],
)
def test_an_interrupted_report_says_what_is_kept_only_where_something_is(
    litsynth, tmp_path, monkeypatch, where, told
):
    monkeypatch.setattr(where, killed)
    ran = litsynth("report", QUESTION, "--source", "starter")
    assert ran.status == 130
    assert ran.err.startswith(told)
    assert (tmp_path / "reports").exists() == ("kept in" in told)


def test_an_interrupted_fresh_run_goes_on_by_resume(litsynth, monkeypatch):
    asked = ("report", QUESTION, "--source", "starter", "--judge", "similarity")
    usual = litsynth(*asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("litsynth.pipeline.stages.verify_claims", killed)
        stopped = litsynth(*asked, "--fresh")
    assert "give --resume instead of --fresh" in stopped.err
    assert litsynth(*asked, "--resume").out.strip() == f"{usual.out.strip()}-2"


def test_ctrl_c_while_the_program_is_loaded_ends_it_in_a_word(monkeypatch, capsys):
    from litsynth.__main__ import main

    monkeypatch.setattr("litsynth.cli.app.main", killed)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 130
    assert capsys.readouterr().err == "interrupted\n"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_counts_also_where_python_ignores_exceptions_while_the_program_is_loaded(name):
    code = """if True:
        import os, signal, sys
        from litsynth.__main__ import main

        class Finalised:
            def __del__(self):
                os.kill(os.getpid(), signal.NAME)
                signal.sigtimedwait([], 0.01)  # Gives the handler its turn, here.

        class Finder:
            def find_spec(self, name, path, target=None):
                if name == "litsynth.cli.app":
                    Finalised()

        signal.signal(signal.SIGINT, signal.default_int_handler)  # Ignored in the background.
        sys.meta_path.insert(0, Finder())
        sys.argv = ["litsynth", "doctor"]
        main()
    """
    ran = subprocess.run(
        [sys.executable, "-c", code.replace("NAME", name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "interrupted\n")
