import gc
import subprocess
import sys

import pytest

from litsynth.reading.isolated import IsolatedReader
from litsynth.reading.reader import FileReader
from litsynth.records import Unreadable
from tests.reading import bad_files
from tests.reading.typesetting import PAPER, filler, pdf

SOURCE = "#set page(width: 300pt, height: 300pt)\n" + filler(6)


def test_another_process_reads_what_this_one_would():
    with IsolatedReader() as reader:
        assert reader.read(pdf(SOURCE), paper=PAPER) == FileReader().read(pdf(SOURCE), paper=PAPER)
        assert reader.name == FileReader().name


def test_one_process_reads_many_files():
    with IsolatedReader() as reader:
        reader.read(pdf(SOURCE), paper=PAPER)
        first = reader._idle.queue[0]._process.pid
        reader.read(b"", paper=PAPER)
        reader.read(pdf(SOURCE), paper=PAPER)
        assert [worker._process.pid for worker in reader._idle.queue] == [first]


def test_a_file_that_takes_too_long_costs_itself_only():
    with IsolatedReader(timeout_s=0.01) as reader:
        found = reader.read(pdf(SOURCE), paper=PAPER)
        assert found == Unreadable(paper=PAPER.id, reason="reading it took longer than 0.01 s")
        assert reader._idle.empty()


def test_a_file_that_takes_too_much_memory_costs_itself_only():
    with IsolatedReader(memory_mb=1) as reader:
        found = reader.read(bad_files.bomb(100), paper=PAPER)
        assert isinstance(found, Unreadable)
        assert "memory" in found.reason


def test_a_process_that_died_between_files_is_replaced():
    with IsolatedReader() as reader:
        reader.read(b"", paper=PAPER)
        process = reader._idle.queue[0]._process
        process.kill()
        process.wait()
        assert not isinstance(reader.read(pdf(SOURCE), paper=PAPER), Unreadable)


def test_the_password_is_not_among_the_arguments():
    with IsolatedReader(password="secret") as reader:
        reader.read(b"", paper=PAPER)
        assert "secret" not in str(reader._idle.queue[0]._process.args)


def test_a_reader_that_was_closed_can_be_used_again():
    reader = IsolatedReader()
    reader.read(b"", paper=PAPER)
    reader.close()
    assert isinstance(reader.read(b"", paper=PAPER), Unreadable)
    reader.close()


def test_the_reading_process_loads_no_heavy_library():
    code = "import sys, litsynth.reading.worker; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_reader_that_was_interrupted_while_it_was_made_ends_without_a_word(monkeypatch):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr("litsynth.reading.isolated.FileReader", interrupted)
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with pytest.raises(KeyboardInterrupt):
        IsolatedReader()
    gc.collect()
    assert told == []
