"""A reader whose files are each read in another process, with limits of time and memory.

The worst file costs its own result and one process. Processes are kept from file to file.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from queue import Empty, LifoQueue
from typing import IO, Self

from pydantic import TypeAdapter, ValidationError

from litsynth.reading.reader import FileReader
from litsynth.reading.tesseract import OcrPlan
from litsynth.records import Document, Extraction, Paper, Unreadable

_PAPER = TypeAdapter(Paper)
_ANSWER: TypeAdapter[Extraction] = TypeAdapter(Document | Unreadable)
_LONGEST_HEADER = 32
_WAIT = b"wait "


class IsolatedReader:
    """As many processes as threads call `read` at once. Close it, or leave a `with` block."""

    def __init__(
        self,
        *,
        password: str | None = None,
        timeout_s: float = 120.0,
        memory_mb: int = 2048,
        ocr: OcrPlan | None = OcrPlan(),  # noqa: B008 (frozen)
    ) -> None:
        """`timeout_s` is for one file, `memory_mb` for one process's address space.

        Where a scan is read by OCR, the plan's time is allowed besides.
        """
        # First: a reader that is interrupted while it is made is closed all the same.
        self._idle: LifoQueue[_Worker] = LifoQueue()
        self._name = FileReader(ocr=ocr).name
        self._ocr = ocr
        self._password = password
        self._timeout_s = timeout_s
        self._memory_mb = memory_mb

    @property
    def name(self) -> str:
        return self._name

    def read(self, data: bytes, *, paper: Paper) -> Extraction:
        worker = self._worker()
        try:
            answer = worker.ask(data, paper, timeout_s=self._timeout_s)
        except _WorkerLostError as lost:
            worker.stop()
            return Unreadable(paper=paper.id, reason=str(lost))
        if worker.is_spent:
            worker.stop()
        else:
            self._idle.put(worker)
        return answer

    def close(self) -> None:
        """Ends the processes. The reader can be used again; it then starts new ones."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _worker(self) -> "_Worker":
        with suppress(Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.is_alive():
                    return worker
                worker.stop()
        return _Worker(password=self._password, memory_mb=self._memory_mb, ocr=self._ocr)


class _WorkerLostError(Exception):
    """The process was stopped or died; the message is the reason to give for the file."""


class _Clock:
    """Ends a process after so many seconds, unless it is stopped or started anew."""

    def __init__(self, kill: Callable[[], None]) -> None:
        self._kill = kill
        self._timer: threading.Timer | None = None
        self.allowed_s = 0.0
        self.has_run_out = False

    def start(self, seconds: float) -> None:
        self.stop()
        self.allowed_s = seconds
        self._timer = threading.Timer(seconds, self._run_out)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _run_out(self) -> None:
        self.has_run_out = True
        self._kill()


class _Worker:
    def __init__(self, *, password: str | None, memory_mb: int, ocr: OcrPlan | None) -> None:
        self._memory_mb = memory_mb
        self._ocr = ocr
        # A fresh interpreter: forking a process with threads or CUDA in it is not safe, and
        # multiprocessing's spawn would import the caller's main module.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "litsynth.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        # By stdin, not as an argument: arguments are shown to every user of the machine.
        self._greeting = json.dumps(
            {"password": password, "memory_mb": memory_mb, "ocr": ocr and asdict(ocr)}
        ).encode()
        self._is_greeted = False
        self.is_spent = False
        """Whether the process has said that it ends after the answer it gave."""

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, data: bytes, paper: Paper, *, timeout_s: float) -> Extraction:
        """What the process makes of the file. Raises _WorkerLostError if it gives no answer."""
        clock = _Clock(self._process.kill)
        clock.start(timeout_s)
        try:
            return self._exchange(data, paper, clock)
        except (OSError, ValueError, EOFError) as error:
            if clock.has_run_out:
                raise _WorkerLostError(
                    f"reading it took longer than {clock.allowed_s:g} s"
                ) from error
            raise _WorkerLostError(self._why_it_died()) from error
        finally:
            clock.stop()

    def _exchange(self, data: bytes, paper: Paper, clock: "_Clock") -> Extraction:
        requests, answers = self._pipes()
        if not self._is_greeted:
            requests.write(self._greeting + b"\n")
            self._is_greeted = True
        header = {"paper": _PAPER.dump_python(paper, mode="json"), "size": len(data)}
        requests.write(json.dumps(header).encode() + b"\n")
        requests.write(data)
        requests.flush()
        line = answers.readline(_LONGEST_HEADER)
        if line.startswith(_WAIT) and self._ocr is not None:
            clock.start(clock.allowed_s + self._ocr.timeout_s)
            line = answers.readline(_LONGEST_HEADER)
        if not line:
            raise EOFError
        size, _, then = line.decode("ascii", "replace").strip().partition(" ")
        self.is_spent = then != "next"
        try:
            return _ANSWER.validate_json(answers.read(int(size)))
        except ValidationError as error:
            raise EOFError from error

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        return self._process.stdin, self._process.stdout

    def _why_it_died(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
        return (
            f"reading it ended the reading process ({how}); "
            f"damaged, or it needs more than {self._memory_mb} MB of memory"
        )

    def stop(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()
