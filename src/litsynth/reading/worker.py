"""The process that `IsolatedReader` starts. Answers on stdout until stdin ends.

request   one line of JSON ({"password": …, "memory_mb": …} first, then {"paper": …, "size": n}),
          the latter followed by n bytes
answer    one line with the number of bytes that follow, then that much JSON
"""

import json
import os
import sys
from typing import BinaryIO

from pydantic import TypeAdapter

from litsynth.reading.reader import FileReader
from litsynth.records import Document, Extraction, Paper, Unreadable

_PAPER = TypeAdapter(Paper)
_ANSWER: TypeAdapter[Extraction] = TypeAdapter(Document | Unreadable)


def main() -> None:
    requests = sys.stdin.buffer
    answers = _own_stdout()
    settings = json.loads(requests.readline())
    _limit_memory(settings["memory_mb"])
    reader = FileReader(password=settings["password"])
    while line := requests.readline():
        request = json.loads(line)
        paper = _PAPER.validate_python(request["paper"])
        data = requests.read(request["size"])
        answer = _ANSWER.dump_json(_read(reader, data, paper))
        answers.write(f"{len(answer)}\n".encode() + answer)
        answers.flush()


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


def _read(reader: FileReader, data: bytes, paper: Paper) -> Extraction:
    try:
        return reader.read(data, paper=paper)
    except MemoryError:
        return Unreadable(paper=paper.id, reason="too large: reading it takes too much memory")
    except RecursionError:
        return Unreadable(paper=paper.id, reason="damaged: it is nested without end")


if __name__ == "__main__":
    main()
