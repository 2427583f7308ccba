"""A process that is killed while it adds or embeds: nothing is lost or doubled, and it goes on."""

import os
import signal
import subprocess
import sys
import time

import pytest

from litsynth.library.library import Library
from tests.library.making import add, lines, record

SLOWLY = """
import sys, time
from pathlib import Path
from litsynth.library import adding
from litsynth.library.database import Database
from litsynth.library.locking import locked
from litsynth.library.writing import open_or_create
from tests.library.making import NOW, add
adding.BATCH = 50
root, file, locks = sys.argv[1:]
original = adding._Writer._flush
def flush(self):
    original(self)
    self._wait()
    print(self._added.added, flush=True)
    time.sleep(0.05)
adding._Writer._flush = flush
with locked(root, "main", locks=Path(locks)):
    add(open_or_create(Database(root), "main", now=NOW), Path(file))
print("done", flush=True)
"""
RECORDS = 1500


@pytest.mark.parametrize("after", [0, 9])
def test_a_killed_add_loses_and_doubles_nothing_and_goes_on(tmp_path, after):
    root = str(tmp_path / "libraries")
    file = lines(tmp_path / "x.jsonl.gz", map(record, range(RECORDS)))
    process = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, root, str(file), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = [process.stdout.readline() for _ in range(after + 1)]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    kept = int(said[-1])

    opened = Library.open(root, "main")
    there = [paper.id for paper in opened.all_papers()]
    assert len(there) == len(set(there)) >= kept > 0
    assert set(there) == {f"own:r{at}" for at in range(len(there))}
    # It can be searched as it is, whatever the index knows.
    assert len(opened.search("otters", limit=5)) == 5

    added = add(opened, file)
    assert (added.added, added.unchanged) == (RECORDS - len(there), len(there))
    ids = [paper.id for paper in Library.open(root, "main").all_papers()]
    assert sorted(ids) == sorted(f"own:r{at}" for at in range(RECORDS))
    assert Library.open(root, "main").store.unindexed() == 0


WHOLE = """
import sys
from pathlib import Path
from litsynth.cli.app import main
sys.argv = ["litsynth", "library", "add", *sys.argv[1:]]
main()
"""


def test_the_command_killed_at_any_moment_leaves_a_library_that_goes_on(tmp_path):
    root = tmp_path / "libraries"
    file = lines(tmp_path / "x.jsonl.gz", map(record, range(4000)))
    command = [sys.executable, "-c", WHOLE, "--library", str(root), "--quiet", str(file)]
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole_s = time.monotonic() - began
    # Some moments fall before the library is made, some into a batch, some into the index.
    for part in (0.5, 0.8, 0.95):
        other = tmp_path / f"killed-{part}"
        command[command.index("--library") + 1] = str(other)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole_s * part)
        process.kill()
        process.wait()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert "the library 'main' has 4,000 papers" in done.stdout
        opened = Library.open(str(other), "main")
        ids = {paper.id for paper in opened.all_papers()}
        assert len(ids) == len(opened) == 4000
        assert opened.store.unindexed() == 0
