"""A library beside bm25s held in memory: adding, searching, memory and disk, in one run.

    python benchmarks/library.py FILE...            JSON Lines with titles and abstracts, .gz or not
    python benchmarks/library.py --records 40000    made records, where there is no file

Run it on an idle machine: it says how much of the processors others had. Nothing is embedded
unless --embed is given; vectors of the right shape stand in, which is all that time depends on.
It takes a minute or two. With made records bm25s and the library rank the same made words.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from litsynth.library import rows
from litsynth.library.filters import Filters
from litsynth.library.library import Library
from litsynth.verify.encoder import SentenceTransformerEncoder

QUERIES = 60
HITS = 20
WIDTH = 384
ROUNDS = 3
LARGE = 2_500_000
GOALS = {
    "adding": "at least 5,000 records a second",
    "hybrid": "under 50 ms",
    "lexical": "at most 3 times bm25s",
}
COMMAND = """
import sys
from litsynth.cli.app import app
told = {}
def main():
    try:
        app()
    except SystemExit as ended:
        if ended.code:
            raise
"""
SEARCHES = f"""
import sys, time
from pathlib import Path
from litsynth.library.library import Library
began = time.perf_counter()
library = Library.open(sys.argv[1], "main")
library.search(sys.argv[2], limit={HITS})
told = {{"first_ms": (time.perf_counter() - began) * 1000}}
for words in sys.argv[2:]:
    library.search(words, limit={HITS})
"""
USAGE = """
import json, resource
used = resource.getrusage(resource.RUSAGE_SELF)
told |= {"cpu_s": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024}
print(json.dumps(told))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--records", type=int, default=40_000, help="made records without files")
    parser.add_argument("--embed", action="store_true", help="embed for real, which takes long")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = asked.files or [made(root / "made.jsonl.gz", asked.records)]
        measure(files, root / "libraries", embed=asked.embed)


def measure(files: Sequence[Path], root: Path, *, embed: bool) -> None:
    print(f"{os.cpu_count()} processors; load before: {os.getloadavg()[0]:.1f}")
    texts = list(read_texts(files))
    count = len(texts)
    questions = questions_from(texts)
    print(f"{count:,} records, {len(questions)} queries of their titles, {HITS} hits each\n")

    adding = added(files, root)
    again = added(files, root)
    small_count, small_adding, small_searching_mb = quarter(files, root.parent, questions)
    library = Library.open(str(root), "main")
    lexical_bytes = library.store.bytes_on_disk() or 0
    cold_ms, searching_mb = cold(root, questions)

    encoder = SentenceTransformerEncoder(device="cpu")
    encoder.encode(["warm"])
    if embed:
        command("embed", "--library", str(root), "--quiet")
        library = Library.open(str(root), "main")
    else:
        give_vectors(library)
    total_bytes = library.store.bytes_on_disk() or 0
    index_s, in_memory = plain_bm25s(texts)

    def hybrid(words: str) -> object:
        return library.search(words, limit=HITS, vector=encoder.encode([words])[0])

    ms = timed(
        {
            "lexical": lambda words: library.search(words, limit=HITS),
            "ids": lambda words: library.store.lexical(words, limit=HITS, filters=Filters()),
            "bm25s": in_memory,
            "hybrid": hybrid,
            "embedding": lambda words: encoder.encode([words]),
        },
        questions,
    )

    print(f"{'':<44}{'library':>12}{'bm25s':>12}")
    row("ready to search after, s", adding.seconds, index_s)
    row("  records a second", count / adding.seconds, count / index_s)
    row("  processor time, s", adding.cpu_s, None)
    row("  records a processor second", count / adding.cpu_s, None)
    row("the same files again, s", again.seconds, None)
    row("open and first search, new process, ms", cold_ms, index_s * 1000)
    row("lexical search with whole records, median ms", ms["lexical"], ms["bm25s"])
    row("  ids alone, median ms", ms["ids"], None)
    row("hybrid search, median ms", ms["hybrid"], None)
    row("  of it embedding the query", ms["embedding"], None)
    tell_goals(ms, records_a_second=count / adding.seconds)
    tell_disk(count, lexical_bytes, total_bytes, adding.seconds)
    growth = 100_000 / (count - small_count)
    for what, small_mb, mb in (
        ("adding", small_adding.peak_mb, adding.peak_mb),
        ("searching by words", small_searching_mb, searching_mb),
    ):
        more = (mb - small_mb) * growth
        print(
            f"memory while {what}: {small_mb:,.0f} MB at most for {small_count:,} records, "
            f"{mb:,.0f} MB for {count:,}: {more:,.0f} MB more for every 100,000 if it went on so"
        )
    print(f"load after: {os.getloadavg()[0]:.1f}")


def tell_goals(ms: Mapping[str, float], *, records_a_second: float) -> None:
    times_bm25s = ms["lexical"] / ms["bm25s"]
    print(
        f"\ngoals: adding {GOALS['adding']}: {met(records_a_second >= 5000)}; "
        f"lexical {GOALS['lexical']}: {met(times_bm25s <= 3)} ({times_bm25s:.1f} times); "
        f"hybrid {GOALS['hybrid']}: {met(ms['hybrid'] < 50)}"
    )


def tell_disk(count: int, lexical_bytes: int, total_bytes: int, seconds: float) -> None:
    """What a library of `count` records takes, and what one of `LARGE` would."""
    per, times = 100_000 / count, LARGE / count
    print(
        f"\nper 100,000 records: {lexical_bytes * per / 1e6:,.0f} MB on disk with the full-text "
        f"index, {(total_bytes - lexical_bytes) * per / 1e6:,.0f} MB more with vectors"
    )
    print(
        f"for {LARGE:,} records, at the same rates: {total_bytes * times / 1e9:.1f} GB on disk "
        f"({lexical_bytes * times / 1e9:.1f} GB without vectors), "
        f"{seconds * times / 60:.0f} minutes to add"
    )


def met(reached: bool) -> str:  # noqa: FBT001 - it is what is told
    return "met" if reached else "NOT met"


def row(name: str, ours: float, theirs: float | None) -> None:
    other = "" if theirs is None else f"{theirs:12,.2f}"
    print(f"{name:<44}{ours:12,.2f}{other}")


def command(*arguments: str) -> None:
    """Run `litsynth library …` in a process of its own."""
    usage_of(f"{COMMAND}main()", "library", *arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """One run of the whole command."""

    seconds: float
    cpu_s: float
    peak_mb: float


def added(files: Sequence[Path], root: Path) -> Adding:
    arguments = ("add", "--library", str(root), "--quiet", *map(str, files))
    began = time.perf_counter()
    used = usage_of(f"{COMMAND}main()", "library", *arguments)
    elapsed = time.perf_counter() - began
    return Adding(seconds=elapsed, cpu_s=used["cpu_s"], peak_mb=used["peak_mb"])


def quarter(
    files: Sequence[Path], folder: Path, questions: Sequence[str]
) -> tuple[int, Adding, float]:
    """Records, adding and memory while searching of about a quarter of what is in the files."""
    lines = [line for path in files for line in read_lines(path)][::4]
    part = folder / "quarter.jsonl"
    part.write_bytes(b"".join(lines))
    adding = added([part], folder / "quarter")
    _, searching_mb = cold(folder / "quarter", questions)
    return len(lines), adding, searching_mb


def cold(root: Path, questions: Sequence[str]) -> tuple[float, float]:
    """Of a new process: milliseconds to open and search once, most MB after all questions."""
    used = usage_of(SEARCHES, str(root), *questions)
    return used["first_ms"], used["peak_mb"]


def usage_of(code: str, *arguments: str) -> dict[str, float]:
    """What `code` prints last, a JSON object, and what its process took of time and memory."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\n{USAGE}", *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def timed(
    searches: Mapping[str, Callable[[str], object]], questions: Sequence[str]
) -> dict[str, float]:
    """Milliseconds of the median search of each, warm.

    In turns, so that others' load on the machine falls on all alike.
    """
    took: dict[str, list[float]] = {name: [] for name in searches}
    for turn in range(ROUNDS + 1):
        for words in questions:
            for name, search in searches.items():
                elapsed = once(partial(search, words))
                if turn:
                    took[name].append(elapsed)
    return {name: statistics.median(each) for name, each in took.items()}


def once(search: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    search()
    return (time.perf_counter() - began) * 1000


def plain_bm25s(texts: Sequence[str]) -> tuple[float, Callable[[str], object]]:
    """Seconds to index, and a search that gives whole texts."""
    stemmer = Stemmer.Stemmer("english")

    def tokens(of: Sequence[str]) -> object:
        return bm25s.tokenize(list(of), stopwords="en", stemmer=stemmer, show_progress=False)

    began = time.perf_counter()
    index = bm25s.BM25(corpus=list(texts))
    index.index(tokens(texts), show_progress=False)
    elapsed = time.perf_counter() - began
    return elapsed, lambda words: index.retrieve(tokens([words]), k=HITS, show_progress=False)


def give_vectors(library: Library) -> None:
    """Random vectors in the place of embeddings."""
    random = np.random.default_rng(0)
    columns = [name for name in rows.vectors_schema(1).names if name != "vector"]
    for part in library.store.all_rows(columns, size=8192):
        vectors = random.standard_normal((len(part), WIDTH)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        library.store.vectors.add(part, vectors)
    library.store.tidy()


def read_texts(files: Sequence[Path]) -> Iterator[str]:
    for path in files:
        for line in read_lines(path):
            record = json.loads(line)
            yield f"{record['title']}. {record.get('abstract') or ''}"


def read_lines(path: Path) -> Iterator[bytes]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file:
        yield from file


def questions_from(texts: Sequence[str]) -> list[str]:
    """Titles, evenly from all texts: as long as questions are."""
    step = max(len(texts) // QUERIES, 1)
    return [text.partition(". ")[0] for text in texts[::step]][:QUERIES]


def made(path: Path, count: int) -> Path:
    """Records of words as frequent as those of a language: the n-th word 1/n as often."""
    random = np.random.default_rng(0)
    shares = 1 / np.arange(1, 30_001)
    letters = np.array(list("aeioubdfgklmnprst"))
    words = ["".join(random.choice(letters, random.integers(3, 11))) for _ in shares]
    edges = np.cumsum(shares / shares.sum())
    with gzip.open(path, "wt", compresslevel=1) as file:
        for at in range(count):
            drawn = np.minimum(np.searchsorted(edges, random.random(190)), len(words) - 1)
            text = [words[number] for number in drawn]
            record = {
                "id": f"made-{at}",
                "title": " ".join(text[:10]),
                "abstract": " ".join(text[10:]),
                "authors": ["Ada Byron", "Kim Lee"],
                "year": 2000 + at % 25,
            }
            file.write(json.dumps(record) + "\n")
    return path


if __name__ == "__main__":
    main()
