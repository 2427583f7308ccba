"""How fast sentences are embedded on a GPU, beside sentence-transformers, and where the time goes.

    python benchmarks/gpu.py [--device cuda] [--texts 100000] [--tiny]

Needs the package and a CUDA device, nothing else: the sentences are put together from those that
litsynth ships. Four ways over the same texts and the same model: `SentenceTransformer.encode` with
its defaults; the same in half precision at the best of several batch sizes; ours, which the
product's first look uses (`litsynth.verify.rough`); and, as a ceiling, what the chip does at plain
matrix products in half precision. `--tiny --device cpu` only shows that it runs: figures of a CPU,
or of few texts, say nothing of a GPU.
"""

import argparse
import json
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from litsynth.shipped_model import model_folder
from litsynth.verify.labelled import split_sentences
from litsynth.verify.minilm import INNER, LAYERS, WIDTH
from litsynth.verify.rough import RoughEncoder
from litsynth.verify.token_batches import TokenBatch

BATCHES = (64, 128, 256, 512, 1024, 2048)
CHECKED = 500
"""Texts whose vectors are compared with those of the CPU in float32."""


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    texts: int
    batches: tuple[int, ...]
    repeats: int
    matrix: int
    """Side of the square matrices of the ceiling."""


@dataclass(frozen=True)
class Row:
    name: str
    seconds: float
    texts: int
    tokens: int
    flops: float

    @property
    def rate(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--device", default="cuda", choices=("cuda", "cpu"))
    arguments.add_argument("--texts", type=int, default=100_000)
    arguments.add_argument("--tiny", action="store_true", help="Only show that it runs.")
    asked = arguments.parse_args()
    if asked.device == "cuda" and not torch.cuda.is_available():
        raise SystemExit("there is no CUDA device; --device cpu --tiny shows that this runs")
    size = Size(asked.texts, BATCHES, 2, 8192)
    if asked.tiny:
        size = Size(min(asked.texts, 60), (32, 64), 1, 256)
    print(described(asked.device))
    if asked.device == "cpu" or asked.tiny:
        print("This run only shows that the benchmark works. It says nothing of a GPU.")
    print(table(asked.device, size), end="")


def described(device: str) -> str:
    """The machine and the versions, in one line."""
    chip = torch.cuda.get_device_name() if device == "cuda" else "CPU"
    return f"{chip}, torch {torch.__version__}, {torch.get_num_threads()} threads"


def table(device: str, size: Size) -> str:
    """Measure everything and give the lines to print."""
    texts = sentences(size.texts)
    ours = RoughEncoder(model_folder(), exact="benchmark", device=device)
    pieces = ours.pieces(texts)
    tokens, flops = sum(map(len, pieces)), work(pieces)
    stock = SentenceTransformer(str(model_folder()), device=device, local_files_only=True)

    def row(name: str, run: Callable[[], object]) -> Row:
        return Row(name, best_of(size.repeats, run, device), len(texts), tokens, flops)

    few = texts[:CHECKED]
    exact = exact_vectors(few)
    rows = [row("stock, defaults", lambda: stock.encode(texts, show_progress_bar=False))]
    stock.to(half(device))
    tried = [
        row(
            f"stock, half precision, batches of {batch}",
            lambda batch=batch: stock.encode(  # type: ignore[misc]
                texts, batch_size=batch, show_progress_bar=False
            ),
        )
        for batch in size.batches
    ]
    best = max(tried, key=lambda one: one.rate)
    rows += [best, row("ours", lambda: ours.encode(texts))]
    ceiling = products(size.matrix, device)
    cosines = (ours.encode(few) * exact).sum(axis=1)
    first, second, third = (one.rate for one in rows)
    top = f"{ceiling / 1e12:.1f} TFLOP/s at products of side {size.matrix} in half precision"
    faster = f"{third / first:.1f} times stock with defaults (aim: 5)"
    also = f"{third / second:.1f} times stock at its best (aim: 2)"
    near = f"least {cosines.min():.6f}, mean {cosines.mean():.6f} over {len(few)} texts"
    lines = [
        f"{len(texts)} sentences, {tokens} word pieces, {tokens / len(texts):.1f} each",
        f"ceiling: {top}",
        "",
        f"{'way':<42}{'s':>9}{'texts/s':>12}{'pieces/s':>13}{'TFLOP/s':>10}{'of ceiling':>12}",
        *(line(one, ceiling) for one in [*rows, *(one for one in tried if one is not best)]),
        "",
        f"ours is {faster}, and {also}",
        f"cosine to float32 on the CPU: {near} (aim: at least 0.999)",
        "",
        "where our time goes",
        *shares(ours, texts, pieces, rows[-1], device, size.repeats),
    ]
    return "\n".join(lines) + "\n"


def line(one: Row, ceiling: float) -> str:
    rate = one.flops / one.seconds
    return (
        f"{one.name:<42}{one.seconds:>9.3f}{one.rate:>12.0f}{one.tokens / one.seconds:>13.0f}"
        f"{rate / 1e12:>10.2f}{rate / ceiling:>12.1%}"
    )


def shares(
    ours: RoughEncoder,
    texts: Sequence[str],
    pieces: Sequence[Sequence[int]],
    whole: Row,
    device: str,
    repeats: int,
) -> Iterator[str]:
    """Each part alone. Word pieces are made while the GPU works, so the parts overlap."""
    batches = ours.batches(pieces)

    def run() -> list[np.ndarray]:
        with torch.inference_mode():
            return [found.cpu().numpy() for found in [ours.run(batch) for batch in batches]]

    alone = {
        "word pieces alone (other cores)": lambda: ours.pieces(texts),
        "laying out batches alone": lambda: ours.batches(pieces),
        "the model alone, copies included": run,
    }
    for name, part in alone.items():
        took = best_of(repeats, part, device)
        yield f"{name:<42}{took:>9.3f} s{took / whole.seconds:>10.0%} of the whole"
    yield f"{'padding':<42}{padding(batches):>11.2%} of {len(batches)} batches' places"


def padding(batches: Sequence[TokenBatch]) -> float:
    """The share of all places that hold no piece, from 0 to below 1."""
    places = sum(batch.ids.size for batch in batches)
    return 1 - sum(int(batch.lengths.sum()) for batch in batches) / places if places else 0.0


def best_of(repeats: int, run: Callable[[], object], device: str) -> float:
    """The shortest time of `repeats` runs, in seconds, after one that is not counted."""
    run()
    took = []
    for _ in range(repeats):
        if device == "cuda":
            torch.cuda.synchronize()
        began = time.perf_counter()
        run()
        if device == "cuda":
            torch.cuda.synchronize()
        took.append(time.perf_counter() - began)
    return min(took)


def products(side: int, device: str) -> float:
    """Operations a second at products of square matrices in half precision."""
    left = torch.randn(side, side, device=device, dtype=half(device))
    right = torch.randn(side, side, device=device, dtype=half(device))
    times = 20 if device == "cuda" else 2

    def run() -> None:
        for _ in range(times):
            torch.mm(left, right)

    return 2.0 * side**3 * times / best_of(3, run, device)


def half(device: str) -> torch.dtype:
    """The half precision that the device is quick at."""
    return torch.float16 if device == "cuda" else torch.bfloat16


def work(pieces: Sequence[Sequence[int]]) -> float:
    """Operations that the model needs for these texts, without any padding."""
    lengths = np.fromiter(map(len, pieces), dtype=np.float64, count=len(pieces))
    dense = 2.0 * (4 * WIDTH * WIDTH + 2 * WIDTH * INNER)
    attention = 4.0 * WIDTH * lengths
    return float((LAYERS * lengths * (dense + attention)).sum())


def exact_vectors(texts: Sequence[str]) -> np.ndarray:
    """What the CPU gives in float32, by the library."""
    model = SentenceTransformer(str(model_folder()), device="cpu", local_files_only=True)
    return model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)


def sentences(count: int) -> list[str]:
    """So many different sentences of a natural mixture of lengths, the same each time."""
    known = list(dict.fromkeys(shipped_sentences()))
    rng = np.random.default_rng(0)
    found = dict.fromkeys(known)
    while len(found) < count:
        one, other = (known[at].split() for at in rng.integers(len(known), size=2))
        # The beginning of one and the end of another: a length like theirs, and a text of its own.
        found[" ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])] = None
    return list(found)[:count]


def shipped_sentences() -> Iterator[str]:
    """Sentences of the starter library's summaries and of the checklist."""
    folder = Path(str(files("litsynth"))) / "data"
    for name, keys in (("starter.jsonl", ("summary",)), ("checklist.jsonl", ("claim", "evidence"))):
        for record in map(json.loads, (folder / name).read_bytes().splitlines()):
            for key in keys:
                text = record.get(key) or ""
                for part in text if isinstance(text, list) else [text]:
                    yield from split_sentences(part)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
