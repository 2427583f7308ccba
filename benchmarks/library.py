"""A library beside bm25s held in memory: adding, searching, memory and disk, in one run.

    python benchmarks/library.py FILE...            JSON Lines with titles and abstracts, .gz or not
    python benchmarks/library.py --records 40000    made records, where there is no file

Run it on an idle machine: it says how much of the processors others had. Nothing is embedded
unless --embed is given; vectors of the right shape stand in, which is all that time depends on.
"""

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    questions = questions_from(texts)
    print(f"{len(texts):,} records, {len(questions)} queries of their titles, {HITS} hits each\n")

    adding_s, adding_cpu_s, adding_mb = added(files, root)
    again_s, _, _ = added(files, root)
    library = Library.open(str(root), "main")
    lexical_bytes = library.store.bytes_on_disk() or 0
    first_ms = once(lambda: Library.open(str(root), "main").search(questions[0], limit=HITS))

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

    per = 100_000 / len(texts)
    count = len(texts)
    print(f"{'':<44}{'library':>12}{'bm25s':>12}")
    row("ready to search after, s", adding_s, index_s)
    row("  records a second", count / adding_s, count / index_s)
    row("  processor time, s", adding_cpu_s, None)
    row("the same files again, s", again_s, None)
    row("first search after opening, ms", first_ms, index_s * 1000)
    row("lexical search with whole records, median ms", ms["lexical"], ms["bm25s"])
    row("  ids alone, median ms", ms["ids"], None)
    row("hybrid search, median ms", ms["hybrid"], None)
    row("  of it embedding the query", ms["embedding"], None)
    times_bm25s = ms["lexical"] / ms["bm25s"]
    print(
        f"\ngoals: adding {GOALS['adding']}: {met(count / adding_s >= 5000)}; "
        f"lexical {GOALS['lexical']}: {met(times_bm25s <= 3)} ({times_bm25s:.1f} times); "
        f"hybrid {GOALS['hybrid']}: {met(ms['hybrid'] < 50)}"
    )
    print(
        f"\nper 100,000 records: {lexical_bytes * per / 1e6:,.0f} MB on disk with the full-text "
        f"index, {(total_bytes - lexical_bytes) * per / 1e6:,.0f} MB more with vectors"
    )
    print(f"memory while adding: {adding_mb:,.0f} MB at most")
    times = LARGE / count
    print(
        f"for {LARGE:,} records, at the same rates: {total_bytes * times / 1e9:.1f} GB on disk "
        f"({lexical_bytes * times / 1e9:.1f} GB without vectors), "
        f"{adding_s * times / 60:.0f} minutes to add"
    )
    print(f"load after: {os.getloadavg()[0]:.1f}")


def met(reached: bool) -> str:  # noqa: FBT001 - it is what is told
    return "met" if reached else "NOT met"


def row(name: str, ours: float, theirs: float | None) -> None:
    other = "" if theirs is None else f"{theirs:12,.2f}"
    print(f"{name:<44}{ours:12,.2f}{other}")


def command(*arguments: str) -> None:
    """Run `litsynth library …` in a process of its own."""
    code = "import sys; from litsynth.cli.app import main; sys.argv[0] = 'litsynth'; main()"
    subprocess.run(
        [sys.executable, "-c", code, "library", *arguments], check=True, stdout=subprocess.PIPE
    )


def added(files: Sequence[Path], root: Path) -> tuple[float, float, float]:
    """Seconds, processor seconds and most memory in MB of the whole command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command("add", "--library", str(root), "--quiet", *map(str, files))
    elapsed = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return elapsed, cpu, after.ru_maxrss / 1024


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
        library.store.add_vectors(part, vectors)
    library.store.tidy()


def read_texts(files: Sequence[Path]) -> Iterator[str]:
    for path in files:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rb") as file:
            for line in file:
                record = json.loads(line)
                yield f"{record['title']}. {record.get('abstract') or ''}"


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
    with gzip.open(path, "wt", compresslevel=1) as file:
        for at in range(count):
            drawn = random.choice(len(words), 190, p=shares / shares.sum())
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
