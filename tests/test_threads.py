import signal
import subprocess
import sys
import time
from threading import Event, Lock
from threading import enumerate as enumerate_threads

import pytest

from litsynth.threads import in_order


def test_results_come_in_the_order_of_the_items():
    first = Event()

    def do(item):
        if item == 0:
            assert first.wait(10)  # Done last, told first.
        if item == 3:
            first.set()
        return item * 10

    assert list(in_order(do, range(4), workers=4)) == [0, 10, 20, 30]
    assert list(in_order(do, [], workers=4)) == []


def test_no_more_work_at_a_time_than_workers():
    lock, at_work, most = Lock(), 0, 0

    def do(_):
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.01)
        with lock:
            at_work -= 1

    list(in_order(do, range(8), workers=2))
    assert most == 2


def test_what_is_raised_comes_at_the_items_turn_and_ends_the_work():
    done, told = [], Event()

    def do(item):
        done.append(item)
        if item == 1:
            raise LookupError("no such item")
        if item == 2:
            told.wait()
        return item

    before = set(enumerate_threads())
    results = in_order(do, range(1000), workers=1)
    assert next(results) == 0
    with pytest.raises(LookupError, match="no such item"):
        list(results)
    told.set()
    for worker in set(enumerate_threads()) - before:
        worker.join()
    assert done in ([0, 1], [0, 1, 2])


_SLOW_FOLDER = """
import signal, sys, time
from pathlib import Path
from litsynth.records import Unreadable
from litsynth.search.plan import make_plan
from litsynth.search.sources.folder import FolderSource
from litsynth.search.sources.together import ask_all

class Slow:
    name = "slow"
    def read(self, data, *, paper):
        sys.stdout.write("begun\\n")  # In one, for two read at once.
        sys.stdout.flush()
        time.sleep(1)
        return Unreadable(paper=paper.id, reason="slow")

signal.signal(signal.SIGINT, signal.default_int_handler)  # Ignored in the background.
folder = FolderSource(Path(sys.argv[1]), Slow(), may_be_paper=lambda *_: True, workers=2)
ask_all([folder], make_plan("Does mulch help earthworms?"), limit=10)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to a process")
def test_ctrl_c_does_not_wait_until_a_folder_of_many_papers_is_read(tmp_path):
    for number in range(600):
        (tmp_path / f"{number}.txt").write_text("Mulch helps.", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW_FOLDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        try:
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert b"KeyboardInterrupt" in told
