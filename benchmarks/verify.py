"""Finding and judging evidence, beside what one would write by hand with the same model.

    python benchmarks/verify.py [--claims 20] [--papers 30] [--sentences 300] [--shared ../shared]

By hand: `SentenceTransformer.encode` of all sentences and claims with its defaults, then
`util.semantic_search`. Ours: `find_evidence` and the judge with their stores of vectors and
readings, empty (cold) and full (warm). Papers are abstracts of one topic from shared/data/acl,
several to a paper; claims are sentences of other abstracts of the same topic that state a result.
"""

import argparse
import gzip
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from sentence_transformers import SentenceTransformer, util

from litsynth.ports import Judge, Pair
from litsynth.records import Depth, Document, PaperId
from litsynth.shipped_model import model_folder
from litsynth.spans import Span
from litsynth.verify.cache import CachedEncoder
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.evidence import Found, find_evidence
from litsynth.verify.judges import make_judge
from litsynth.verify.labelled import split_sentences
from litsynth.verify.pairing import pairs_of
from litsynth.verify.prefilter import shortlist
from litsynth.verify.telling import lean

TOPIC = re.compile(r"multilingual|cross-lingual|pre-?train|transfer", re.IGNORECASE)
RESULT = re.compile(
    r"\b(outperform|improve|show that|find that|achieve|increase|reduce)", re.IGNORECASE
)
LIMIT = 8
WITHIN = 300
"""Nearest sentences among which the lean can change the order."""

T = TypeVar("T")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--claims", type=int, default=20)
    arguments.add_argument("--papers", type=int, default=30)
    arguments.add_argument("--sentences", type=int, default=300)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    asked = arguments.parse_args()
    source = asked.shared / "data" / "acl" / "acl-abstracts-2016on.jsonl.gz"
    if not source.is_file():
        sys.exit(f"{source} is not here; this benchmark needs it")
    documents, claims = material(
        source, papers=asked.papers, sentences=asked.sentences, claims=asked.claims
    )
    total = sum(len(document.sentences) for document in documents)
    print(f"{len(claims)} claims, {len(documents)} papers, {total} sentences, CPU")

    model = SentenceTransformer(str(model_folder()), device="cpu", local_files_only=True)
    model.encode(["warm up"])
    by_hand_s, nearest = timed(lambda: by_hand(model, claims, documents))
    with tempfile.TemporaryDirectory() as folder:
        inner = SentenceTransformerEncoder(device="cpu")
        inner.encode(["warm up"])
        encoder = CachedEncoder(inner, Path(folder))
        judge = make_judge("default", store=Path(folder))
        alone = make_judge("default")
        alone.judge([Pair(claim="warm", passage="up", context="up", similarity=1)])
        cold_s, found = timed(lambda: ours(encoder, judge, claims, documents))
        warm_s, _ = timed(lambda: ours(encoder, judge, claims, documents))
        pairs = [pair for claim, one in zip(claims, found, strict=True)
                 for pair in pairs_of(claim, one.passages, documents)]  # fmt: skip
        judge_s, _ = timed(lambda: alone.judge(pairs))
    agreed = sum(same(one, best, documents) for one, best in zip(found, nearest, strict=True))
    print(f"by hand               {by_hand_s:8.2f} s")
    print(f"litsynth, cold        {cold_s:8.2f} s   {by_hand_s / cold_s:6.1f} times faster")
    print(f"litsynth, warm        {warm_s:8.2f} s   {by_hand_s / warm_s:6.1f} times faster")
    print(f"judge alone, cold     {judge_s:8.2f} s   {len(pairs)} passages")
    print(f"same top evidence     {agreed / len(claims):8.1%}")
    prefilter_loss(model, source, documents)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def material(
    source: Path, *, papers: int, sentences: int, claims: int
) -> tuple[list[Document], list[str]]:
    """Papers of `sentences` sentences each, and claims of abstracts that are in none of them."""
    with gzip.open(source, "rb") as file:
        records = [json.loads(line) for line in file]
    abstracts = [str(record.get("abstract") or "") for record in records]
    on_topic = [list(split_sentences(text)) for text in abstracts if TOPIC.search(text)]
    kept_for_claims, rest = on_topic[::9], [text for at, text in enumerate(on_topic) if at % 9]
    flat = [sentence for text in rest for sentence in text]
    documents = [
        _document(number, flat[number * sentences : (number + 1) * sentences])
        for number in range(papers)
    ]
    stated = [sentence for text in kept_for_claims for sentence in text if RESULT.search(sentence)]
    return documents, stated[:: max(1, len(stated) // claims)][:claims]


def _document(number: int, sentences: Sequence[str]) -> Document:
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Document(
        paper=PaperId(f"bench:{number}"), text=" ".join(sentences), depth=Depth.FULL_TEXT,
        sentences=tuple(spans), sha256="", reader="bench",
    )  # fmt: skip


def by_hand(
    model: SentenceTransformer, claims: Sequence[str], documents: Sequence[Document]
) -> list[str]:
    """Each claim's best sentence: the nearest, with the lean towards findings that ours has."""
    sentences = [span.of(item.text) for item in documents for span in item.sentences]
    hits = util.semantic_search(
        model.encode(list(claims), convert_to_tensor=True),
        model.encode(sentences, convert_to_tensor=True),
        top_k=WITHIN,
    )
    best = []
    for row in hits:
        near = [(float(hit["score"]), sentences[int(hit["corpus_id"])]) for hit in row]
        best.append(max(near, key=lambda one: one[0] + lean(one[1]))[1])
    return best


def ours(
    encoder: CachedEncoder, judge: Judge, claims: Sequence[str], documents: Sequence[Document]
) -> tuple[Found, ...]:
    everything = np.ones((len(claims), len(documents)), dtype=np.bool_)
    found = find_evidence(
        claims, documents, encoder, usable=everything, own=~everything, limit=LIMIT, prefilter=True
    )
    judge.judge(
        [
            pair
            for claim, one in zip(claims, found, strict=True)
            for pair in pairs_of(claim, one.passages, documents)
        ]
    )
    return found


def same(found: Found, best: str, documents: Sequence[Document]) -> bool:
    """Whether our first passage is the nearest sentence, alone or with its neighbours."""
    if not found.passages:
        return False
    first = found.passages[0]
    return best in first.span.of(documents[first.document].text)


def prefilter_loss(model: SentenceTransformer, source: Path, documents: Sequence[Document]) -> None:
    """How often the word prefilter loses what the model finds nearest, over 300 claims."""
    _, claims = material(source, papers=0, sentences=1, claims=300)
    sentences = [span.of(item.text) for item in documents for span in item.sentences]
    near = model.encode(claims) @ model.encode(sentences).T
    order = np.argsort(-near, axis=1)
    for keep in (60, 120, 240):
        first = within = 0.0
        for row, claim in enumerate(claims):
            kept = shortlist([claim], sentences, keep=keep)
            first += bool(kept[order[row, 0]])
            within += float(kept[order[row, :LIMIT]].mean())
        print(
            f"prefilter keeping {keep:4d}: loses {1 - first / len(claims):.1%} of the nearest, "
            f"{1 - within / len(claims):.1%} of the {LIMIT} nearest"
        )


if __name__ == "__main__":
    main()
