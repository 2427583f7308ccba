"""Reading, side by side with what a user would pick instead: accuracy, speed, memory.

python benchmarks/reading.py [FOLDER]     FOLDER holds NAME.pdf with NAME.jats.xml beside it.
"""

import gzip
import importlib
import io
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

import pypdf
import pypdfium2

from litsynth.reading.evaluate import NOTHING, ReadingScore, score
from litsynth.reading.folder import pairs, sentences_of, truth_of
from litsynth.reading.reader import FileReader
from litsynth.reading.scans import ScanReader
from litsynth.reading.sentences import sentences
from litsynth.reading.tesseract import OcrPlan
from litsynth.records import Document, Paper, PaperId

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
ROUNDS = 9
ROUNDS_OF_THE_SLOW = 3
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


EXTRACTIONS: dict[str, Callable[[bytes], object]] = {
    "pypdf, plain": lambda data: [
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages
    ],
    "pypdfium2, plain": lambda data: [
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)
    ],
    "litsynth": by_litsynth,
}
"""What is timed: all pages' text, by litsynth the whole Document."""


def _round(read: Callable[[bytes], object], files: Sequence[bytes]) -> tuple[float, float]:
    """User CPU seconds of this process, and wall seconds, for all files once."""
    begun, began = resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.perf_counter()
    for data in files:
        read(data)
    ended = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    return ended - begun, time.perf_counter() - began


def speed(folder: Path) -> None:
    """Readers take turns, so that what else the machine does meets them all alike."""
    files = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in files)
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in EXTRACTIONS}
    for number in range(ROUNDS):
        for name, extract in EXTRACTIONS.items():
            if name != "pypdf, plain" or number < ROUNDS_OF_THE_SLOW:
                rounds[name].append(_round(extract, files))
    least = {
        name: (min(user for user, _ in found), min(wall for _, wall in found))
        for name, found in rounds.items()
    }
    plain, ours = least["pypdfium2, plain"], least["litsynth"]
    print(f"\n{len(files)} files, {pages} pages; least of {ROUNDS} interleaved rounds, seconds\n")
    print(
        "| reader | user CPU | wall | pages a CPU second | CPU against pypdfium2 | and litsynth |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, (user, wall) in least.items():
        print(
            f"| {name} | {user:.2f} | {wall:.2f} | {pages / user:.0f} | "
            f"{user / plain[0]:.2f} | {user / ours[0]:.2f} |"
        )


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


def scans(folder: Path) -> None:
    """Words of a real scan that OCR finds, where it is installed."""
    scan, truth = folder / "jcon.00069-scan-150dpi.pdf", folder / "jcon.00069-scan.truth.txt"
    ocr = ScanReader(OcrPlan()).name
    if not scan.is_file() or ocr is None:
        print("\nno scan, or no OCR, is here; left out")
        return
    begun = time.perf_counter()
    found = FileReader().read(scan.read_bytes(), paper=Paper(id=PaperId("file:s"), title="scan"))
    taken = time.perf_counter() - begun
    if not isinstance(found, Document):
        raise TypeError(found.reason)
    true = _words(truth.read_text(encoding="utf-8").replace("-\n", ""))
    ours = _words(found.text)
    print(
        f"\nscan of {found.page_count} pages by {ocr}: {(true & ours).total() / true.total():.1%} "
        f"of {true.total()} words found, {(ours - true).total() / ours.total():.1%} of ours are "
        f"not in the truth, {taken:.1f} s"
    )


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", normalize("NFKC", text).casefold()))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "pdf"
    accuracy(folder)
    speed(folder)
    memory(folder)
    scans(folder / "broken")
    if (SHARED / "extraction").is_dir():
        sentence_splitting(SHARED / "extraction")


if __name__ == "__main__":
    main()
