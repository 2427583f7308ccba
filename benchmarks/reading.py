"""Reading, side by side with what a user would pick instead: accuracy, speed, memory.

python benchmarks/reading.py [FOLDER]     FOLDER holds NAME.pdf with NAME.jats.xml beside it.
"""

import gzip
import importlib
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pypdf
import pypdfium2

from litsynth.reading.evaluate import NOTHING, ReadingScore, score
from litsynth.reading.folder import pairs, sentences_of, truth_of
from litsynth.reading.reader import FileReader
from litsynth.reading.sentences import sentences
from litsynth.records import Document, Paper, PaperId

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
ROUNDS = 5
PAGES_OF_A_BOOK = 117

Reading = Callable[[bytes], tuple[list[str], str | None]]
"""Bytes to sentences of running text, and the title."""


def by_pypdf(data: bytes) -> tuple[list[str], str | None]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return plainly(page.extract_text() for page in reader.pages)


def by_pypdfium2(data: bytes) -> tuple[list[str], str | None]:
    document = pypdfium2.PdfDocument(data)
    return plainly(page.get_textpage().get_text_bounded() for page in document)


def plainly(pages: Iterable[str]) -> tuple[list[str], str | None]:
    """What plain text gives without knowing layout: lines joined, sentences cut, first line."""
    whole = "\n".join(pages)
    text = " ".join(whole.split())
    lines = [line.strip() for line in whole.splitlines() if line.strip()]
    return [span.of(text) for span in sentences(text)], lines[0] if lines else None


def by_litsynth(data: bytes) -> tuple[list[str], str | None]:
    found = FileReader().read(data, paper=Paper(id=PaperId("file:bench"), title="bench"))
    if not isinstance(found, Document):
        raise TypeError(found.reason)
    return sentences_of(found), found.title


READINGS: dict[str, Reading] = {
    "pypdf, plain": by_pypdf,
    "pypdfium2, plain": by_pypdfium2,
    "litsynth": by_litsynth,
}


def accuracy(folder: Path) -> None:
    print("\n| reader | sentences found | order kept | ours not in the truth | titles exact |")
    print("| --- | ---: | ---: | ---: | ---: |")
    files = pairs(folder)
    for name, reading in READINGS.items():
        total: ReadingScore = NOTHING
        for pdf, truth in files:
            ours, title = reading(pdf.read_bytes())
            true = truth_of(truth)
            total += score(ours, sentences_of(true), title=title, true_title=true.title)
        print(
            f"| {name} | {total.recall:.1%} ({total.found}/{total.truth}) | {total.order:.1%} | "
            f"{total.excess:.1%} | {total.titles_exact}/{total.titles} |"
        )


def plain_seconds(reading: str, files: Sequence[bytes]) -> float:
    """Least CPU seconds of several rounds over all files."""
    extract: dict[str, Callable[[bytes], object]] = {
        "pypdf, plain": lambda data: [
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages
        ],
        "pypdfium2, plain": lambda data: [
            page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)
        ],
        "litsynth": by_litsynth,
    }
    return min(_round(extract[reading], files) for _ in range(ROUNDS))


def _round(read: Callable[[bytes], object], files: Sequence[bytes]) -> float:
    begun = time.process_time()
    for data in files:
        read(data)
    return time.process_time() - begun


def speed(folder: Path) -> None:
    files = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in files)
    plain = plain_seconds("pypdfium2, plain", files)
    print(f"\n{len(files)} files, {pages} pages, CPU seconds, best of {ROUNDS} rounds in one run\n")
    print("| reader | seconds | pages a second | against pypdfium2 plain |")
    print("| --- | ---: | ---: | ---: |")
    for name in READINGS:
        taken = plain if name == "pypdfium2, plain" else plain_seconds(name, files)
        print(f"| {name} | {taken:.2f} | {pages / taken:.0f} | {taken / plain:.2f} |")


def memory(folder: Path) -> None:
    """Peak of a fresh process that reads a book bound from the folder's papers."""
    book = pypdf.PdfWriter()
    paths = sorted(folder.glob("*.pdf"))
    while len(book.pages) < PAGES_OF_A_BOOK:
        for path in paths:
            for page in pypdf.PdfReader(path).pages[: PAGES_OF_A_BOOK - len(book.pages)]:
                book.add_page(page)
    bound = io.BytesIO()
    book.write(bound)
    code = (
        "import re, sys; from pathlib import Path; from litsynth.reading.reader import FileReader;"
        "from litsynth.records import Paper;"
        "d = FileReader().read(sys.stdin.buffer.read(), paper=Paper(id='file:x', title='x'));"
        "m = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text());"
        "print(d.page_count, int(m.group(1)) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=bound.getvalue(), capture_output=True, check=True
    )
    pages, peak = done.stdout.split()
    print(f"\nmemory: {int(peak)} MB at most in a process that reads a book of {int(pages)} pages")


Splitter = Callable[[str], list[int]]
"""A text to the ends of its sentences."""


def splitters() -> dict[str, Splitter]:
    """Ours, and what else is installed."""
    found: dict[str, Splitter] = {"litsynth": lambda text: [s.end for s in sentences(text)]}
    try:
        segmenter = importlib.import_module("pysbd").Segmenter(language="en", char_span=True)
        found["pysbd"] = lambda text: [
            len(text[: span.end].rstrip()) for span in segmenter.segment(text)
        ]
    except ModuleNotFoundError:
        print("\npysbd is not installed; left out")
    try:
        nupunkt = importlib.import_module("nupunkt")
        found["nupunkt"] = lambda text: _ends(text, nupunkt.sent_tokenize(text))
    except ModuleNotFoundError:
        print("\nnupunkt is not installed; left out")
    return found


def _ends(text: str, parts: Iterable[str]) -> list[int]:
    ends: list[int] = []
    at = 0
    for part in parts:
        start = text.find(part.strip(), at)
        if start >= 0:
            at = start + len(part.strip())
            ends.append(at)
    return ends


def sentence_splitting(folder: Path) -> None:
    chosen = splitters()
    print("\n| set | splitter | precision | recall | F1 | CPU seconds |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for path in (folder / "roles-dev.jsonl.gz", folder / "claims-measure-dev.jsonl.gz"):
        with gzip.open(path) as lines:
            texts = [json.loads(line)["sentences"] for line in lines]
        for name, split in chosen.items():
            right = given = wanted = 0
            begun = time.process_time()
            for parts in texts:
                kept = [part.strip() for part in parts if part.strip()]
                text = " ".join(kept)
                truth = set(_ends(text, kept)) - {len(text)}
                ours = set(split(text)) - {len(text)}
                right, given, wanted = (
                    right + len(truth & ours),
                    given + len(ours),
                    wanted + len(truth),
                )
            taken = time.process_time() - begun
            f1 = 2 * right / (given + wanted)
            print(
                f"| {path.name.partition('.')[0]} | {name} | {right / given:.4f} | "
                f"{right / wanted:.4f} | {f1:.4f} | {taken:.2f} |"
            )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "pdf"
    accuracy(folder)
    speed(folder)
    memory(folder)
    if (SHARED / "extraction").is_dir():
        sentence_splitting(SHARED / "extraction")


if __name__ == "__main__":
    main()
