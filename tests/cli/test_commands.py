"""The small commands, and what every command promises."""

import io
import json
import os
import re
import subprocess
import sys
import warnings

import jsonschema
import pytest

from litsynth import __version__
from litsynth.pipeline.run import Clock
from tests.conftest import ROOT

HEAVY = ("torch", "sentence_transformers", "pypdfium2", "pypdf", "arxiv", "numpy")


def test_help_imports_nothing_heavy():
    code = (
        "import sys, contextlib\n"
        "from litsynth.cli.app import app\n"
        "with contextlib.suppress(SystemExit):\n"
        "    app(['report', '--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--source-paper" in ran.stdout
    assert ran.stderr.strip() == "[]"


def test_version(litsynth):
    assert litsynth("--version").out == f"litsynth {__version__}\n"


@pytest.mark.parametrize("command", [("config", "show"), ("schema",), ("--help",)])
def test_a_reader_who_has_read_enough_is_no_error(command):
    read_end, write_end = os.pipe()
    os.close(read_end)
    ran = subprocess.run(
        [sys.executable, "-m", "litsynth", *command],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_package_runs_as_a_module():
    command = [sys.executable, "-m", "litsynth", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == (f"litsynth {__version__}\n", "")


def test_schema_is_a_json_schema(litsynth):
    ran = litsynth("schema")
    assert ran.status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(ran.out))


def test_config_show_tells_where_a_value_comes_from(litsynth, tmp_path, monkeypatch):
    (tmp_path / "litsynth.toml").write_text("[report]\nauthor = 'Ada'\n")
    monkeypatch.setenv("LITSYNTH_READING__PDF_PASSWORD", "hush")
    ran = litsynth("config", "show")
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert lines["report.author"].split()[1] == "Ada"
    assert lines["reading.pdf_password"].split()[1:] == ["(set)", "the", "environment"]
    assert "None" not in ran.out
    assert "'" not in ran.out
    assert lines["report.author"].endswith("litsynth.toml")
    assert lines["search.max_papers"].endswith("default")
    assert "hush" not in ran.out


def test_doctor_names_versions_model_and_device(litsynth):
    ran = litsynth("doctor", "--offline")
    assert ran.status == 0
    for words in (
        __version__,
        "torch",
        "all-MiniLM-L6-v2",
        "384 dimensions",
        "53aa51172d14",
        "cpu",
    ):
        assert words in ran.out
    assert "starter" in ran.out
    assert "answers (English Intermediate-Task" in ran.out
    lines = {line.split()[0]: line for line in ran.out.splitlines() if line}
    for name in ("arxiv", "openalex", "crossref"):
        assert lines[name].endswith("not asked (--offline)")


def test_doctor_tells_a_person_what_is_set_and_never_a_secret(litsynth, monkeypatch):
    monkeypatch.setenv("OPENALEX_API_KEY", "hush-hush")
    monkeypatch.setenv("CROSSREF_MAILTO", "ada@example.org")
    monkeypatch.setenv("LITSYNTH_SEARCH__MAX_PAPERS", "12")
    ran = litsynth("doctor", "--offline")
    told = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "key for OpenAlex set (from the environment)" in told
    assert "mail address for Crossref set (from the environment)" in told
    assert "key for Semantic Scholar not set" in told
    assert "search.max_papers 12 (from the environment)" in told
    assert any(
        line.startswith("least confidence of “verified” at --precision 0.80") for line in told
    )
    assert "hush" not in ran.out + ran.err
    assert "ada@" not in ran.out + ran.err
    for raw in ("api_key", "auroc_", "confidence_for", "None", "True"):
        assert raw not in ran.out


def test_doctor_asks_the_model_itself_and_not_what_is_kept_of_it(litsynth, monkeypatch):
    from litsynth.errors import ModelError
    from litsynth.verify.encoder import SentenceTransformerEncoder

    def fail(*_):
        raise ModelError("it cannot be loaded", hint="Install it again.")

    moments = iter(("2026-01-31T10:00:00Z", "2026-01-31T10:00:01Z"))
    monkeypatch.setattr(
        "litsynth.cli.doctor.now", lambda: Clock(date="2026-01-31", started_at=next(moments))
    )
    assert litsynth("doctor", "--offline").status == 0
    monkeypatch.setattr(SentenceTransformerEncoder, "encode", fail)
    ran = litsynth("doctor", "--offline")
    assert ran.status == 6
    assert "it works" not in ran.out


def test_a_letter_that_the_output_cannot_hold_is_spelt_out(litsynth, monkeypatch, tmp_path):
    (tmp_path / "paper.txt").write_text("A Title\n\nIt was ≥ 5 at all sites.\n", encoding="utf-8")
    printed = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", printed)
    assert litsynth("read", "paper.txt", "--text").status == 0
    printed.seek(0)
    assert "It was \\u2265 5 at all sites." in printed.read()


def test_a_warning_is_one_plain_sentence(litsynth, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("LITSYNTH_HOME", str(tmp_path / "file"))
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        ran = litsynth("doctor", "--offline")
    (line,) = [line for line in ran.err.splitlines() if "embeddings" in line]
    assert line.startswith("note: The store of embeddings")
    assert ".py" not in ran.err
    assert "Warning" not in ran.err


def test_doctor_tells_of_a_source_that_does_not_answer_and_what_to_do(litsynth, monkeypatch):
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", "http://127.0.0.1:9")
    ran = litsynth("doctor")
    assert ran.status == 0
    assert "does not answer" in ran.out
    assert ran.out.count("  hint: Check the network, or LITSYNTH_ARXIV__BASE_URL") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report",), "Missing argument"),
        (("report", "Do worms?", "--resume", "--fresh"), "exclude each other"),
        (("report", "Do worms?", "--source", "pubmde"), "Choose from"),
        (("report", "Do worms?", "--since", "2020-13"), "search.since"),
        (("report", "Do worms help?", "--since", "2999"), "is in the future"),
        (("report", "Do worms?", "--format", "docx"), "report.formats"),
        (("report", "Do worms?", "--format", ""), "report.formats"),
        (("report", "Do worms help?", "--source-paper", "garbage"), "not the id of a paper"),
        (("report", "Do worms?", "--device", "cuda"), "there is no device 'cuda'"),
        (("report", "Do worms?", "--offline", "--model", "nobody/nothing"), "cannot load"),
        (("report", "Do worms?", "--offline", "--source", "arxiv"), "exclude each other"),
        (("report", "Do worms?", "--source", "folder:missing"), "missing"),
        (("report", "Do worms help?", "--resume"), "holds no run of this question"),
        (("report", "?!"), "nothing to search for"),
        (("batch", "missing.yaml"), "there is no file"),
        (("reprot", "x"), "No such command"),
    ],
)
def test_bad_usage_ends_with_a_message_and_no_traceback(litsynth, arguments, words):
    ran = litsynth(*arguments)
    assert ran.status in {2, 4, 6}
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_question_without_quotes_is_one_question(litsynth):
    asked = ("Does", "sleep", "help", "memory?")
    flags = ("--dry-run", "--source", "starter")
    quoted = litsynth("report", " ".join(asked), *flags)
    assert litsynth("report", *flags, *asked).out == quoted.out
    assert quoted.status == 0


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--judge", "nonsense"), "there is no judge 'nonsense'"),
        (("--calibration", "/nowhere/mine.json"), "/nowhere/mine.json"),
        (("--source", "folder:"), "there is no source 'folder:'"),
        (("--source", "folder:nowhere"), "'folder:nowhere' is no folder that is there"),
        (("--source", "folder:."), "there is no paper below ."),
        (("--source", "folder:~nosuchuser/x"), "~nosuchuser/x: there is no home folder"),
        (("--judge", "~nosuchuser"), "~nosuchuser: there is no home folder"),
        (("--model", "~nosuchuser"), "~nosuchuser: there is no home folder"),
        (("--calibration", "~nosuchuser/c.json"), "~nosuchuser/c.json: there is no home folder"),
        (("--source", "library:../x"), "'../x' cannot be the name of a library"),
        (("--source", "arxiv", "--offline"), "--offline and the source 'arxiv' exclude each other"),
        (("--source-paper", "nonsense"), "'nonsense' is not the id of a paper"),
    ],
)
def test_a_dry_run_refuses_what_the_run_itself_would(litsynth, flags, told):
    ran = litsynth("report", "Does sleep help memory?", "--dry-run", *flags)
    assert ran.status == 2
    assert told in ran.err
    assert ran.out == ""


def test_a_dry_run_refuses_a_library_that_is_not_there(litsynth):
    ran = litsynth("report", "Do bees dance?", "--dry-run", "--source", "library:nope")
    assert (ran.status, ran.out) == (7, "")
    assert "there is no library 'nope'" in ran.err


def test_a_home_of_a_user_who_is_not_there_is_a_mistake_and_no_traceback(litsynth, monkeypatch):
    monkeypatch.setenv("LITSYNTH_HOME", "~nosuchuser/litsynth")
    for arguments in (("report", "Does sleep help memory?"), ("library", "list")):
        ran = litsynth(*arguments)
        assert ran.status == 2
        assert "~nosuchuser/litsynth: there is no home folder" in ran.err


def test_a_dry_run_sends_nothing_and_says_what_it_would_ask(litsynth, arxiv_standin, monkeypatch):
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", arxiv_standin.base_url)
    ran = litsynth("report", "Does crop rotation raise soil microbial biomass?", "--dry-run")
    assert ran.status == 0
    assert "crop rotation" in ran.out
    assert "AND" in ran.out
    assert arxiv_standin.requests == []


def test_the_readme_names_every_command_and_no_other(litsynth):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `litsynth (\w+)", readme, flags=re.MULTILINE))
    listed = litsynth("--help").out.partition("Commands:")[2]
    assert named == set(re.findall(r"^  (\w+)", listed, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("claims", ["default: 20", "statement", "checkable"]),
        ("library", ["Begin with `litsynth library add"]),
    ],
)
def test_help_says_what_a_newcomer_must_know(litsynth, command, told):
    shown = " ".join(litsynth(command, "--help").out.split())
    assert [words for words in told if words not in shown] == []


def test_doctor_says_where_the_thresholds_are_explained(litsynth):
    assert "docs/how-to-read-a-verdict.md" in litsynth("doctor", "--offline").out


def test_progress_that_nobody_reads_does_not_end_the_work(tmp_path):
    code = "from litsynth.cli.app import main; main()"
    command = f"{sys.executable} -c '{code}' report 'cross-lingual transfer' --source starter 2>&-"
    ran = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode == 0
    assert list(tmp_path.glob("reports/*/report.md"))
