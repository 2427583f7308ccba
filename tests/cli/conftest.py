"""The command as a user runs it, in this process: status, stdout and stderr."""

import sys
from dataclasses import dataclass

import pytest

from litsynth.cli.app import main


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def warm_home(tmp_path_factory):
    """A home whose caches, kept by content, serve every test that uses it."""
    return tmp_path_factory.mktemp("warm-home")


@pytest.fixture
def kept_home(warm_home, monkeypatch):
    """Documents and vectors stay from test to test; replies serve none, for ports change."""
    monkeypatch.setenv("LITSYNTH_HOME", str(warm_home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(warm_home / "config"))


@pytest.fixture(autouse=True)
def no_databases(monkeypatch):
    """No database answers but those that a test sets up: nothing listens at this port."""
    for name in ("ARXIV", "OPENALEX", "CROSSREF", "SEMANTIC_SCHOLAR"):
        monkeypatch.setenv(f"LITSYNTH_{name}__BASE_URL", "http://127.0.0.1:9")


@pytest.fixture
def litsynth(tmp_path, monkeypatch, capsys):
    """Runs `litsynth ARGUMENTS…` in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["litsynth", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        status = stopped.value.code
        return Ran(status=int(status or 0), out=captured.out, err=captured.err)

    return run


@pytest.fixture
def papers(tmp_path):
    """A file of twenty records."""
    from tests.library.making import lines, record

    return lines(tmp_path / "papers.jsonl", map(record, range(20)))


@pytest.fixture
def filled(litsynth, papers):
    """`litsynth` with these records in the library "main"."""
    assert litsynth("library", "add", papers, "--quiet").status == 0
    return litsynth
