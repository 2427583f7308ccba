"""The process that `IsolatedReader` starts. Answers on stdout until stdin ends.

request   one line of JSON ({"password": …, "memory_mb": …, "ocr": …} first, then
          {"paper": …, "size": n}), the latter followed by n bytes
answer    one line with the number of bytes that follow, then that much JSON; before it, where a
          scan is read, one line "wait S": it may take S seconds more than was allowed
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter

from litsynth.reading.reader import FileReader
from litsynth.reading.tesseract import OcrPlan
from litsynth.records import Document, Extraction, Paper, Unreadable

_PAPER = TypeAdapter(Paper)
_MOST_KEPT_MB = 300
"""A process that ever needed more ends after its file."""
_ANSWER: TypeAdapter[Extraction] = TypeAdapter(Document | Unreadable)


def main() -> None:
    requests = sys.stdin.buffer
    answers = _own_stdout()
    settings = json.loads(requests.readline())
    _limit_memory(settings["memory_mb"])

    def before_ocr(seconds: float) -> None:
        answers.write(f"wait {seconds:g}\n".encode())
        answers.flush()

    ocr = settings["ocr"] and OcrPlan(**settings["ocr"])
    reader = FileReader(password=settings["password"], ocr=ocr, before_ocr=before_ocr)
    while line := requests.readline():
        request = json.loads(line)
        paper = _PAPER.validate_python(request["paper"])
        data = requests.read(request["size"])
        answer = _ANSWER.dump_json(_read(reader, data, paper))
        # Memory is seldom given back: after a large file the next gets a fresh process.
        is_last = _is_bloated()
        answers.write(f"{len(answer)} {'last' if is_last else 'next'}\n".encode() + answer)
        answers.flush()
        if is_last:
            return


def _own_stdout() -> BinaryIO:
    """Where answers go; what a library prints to stdout goes to stderr from now on."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit alone protects there.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = megabytes * 1024 * 1024
    resource.setrlimit(
        resource.RLIMIT_AS, (limit, hard if hard == resource.RLIM_INFINITY else max(hard, limit))
    )


def _is_bloated() -> bool:
    """Whether the process ever held more than it is kept for. Known on Linux only."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return False
    peak = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return peak is not None and int(peak.group(1)) > _MOST_KEPT_MB * 1024


def _read(reader: FileReader, data: bytes, paper: Paper) -> Extraction:
    try:
        return reader.read(data, paper=paper)
    except MemoryError:
        return Unreadable(paper=paper.id, reason="too large: reading it takes too much memory")
    except RecursionError:
        return Unreadable(paper=paper.id, reason="damaged: it is nested without end")


if __name__ == "__main__":
    main()
