"""Whether the settings of the ranking were fitted to the questions that they are measured on.

    python benchmarks/ranking_folds.py QUESTIONS.jsonl --library NAME [--splits 25]

The questions are divided into four parts, many times and by chance. Each time the settings that do
best on three parts, of all combinations of a few round values, rank the questions of the fourth;
recall@20 of those is what tuning gives on questions that it never saw. Beside it stands the
ranking as it is, on the same questions. The library must be embedded. Takes about a minute.
"""

import argparse
import itertools
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from litsynth.cli.progress import shown_progress
from litsynth.corpus import UsersCorpus
from litsynth.folders import home
from litsynth.identifiers import all_names
from litsynth.ports import Encoder, Vectors
from litsynth.records import Paper, SearchPlan
from litsynth.search import overlap, rank
from litsynth.search.evaluate import Asked, read_asked
from litsynth.search.evaluate_measures import FIGURES, measures
from litsynth.search.merge import merge_papers
from litsynth.search.plan import make_plan
from litsynth.search.sources.library import LibrarySource
from litsynth.settings_layers import load_settings
from litsynth.wiring import make_encoder

WANTED = 100
FOLDS = 4
RECALL, GAIN = FIGURES.index("recall@20"), FIGURES.index("nDCG@10")
GRID: Mapping[str, tuple[float, ...]] = {
    "_MEANING": (0.3, 0.5, 0.7),
    "_COMPANY": (0.0, 0.2, 0.35, 0.5),
    "_BEST": (3, 5, 10),
    "_REST": (0.3, 0.6, 1.0),
}
"""Weight of meaning, weight of company, how many papers are company, weight of other words."""

Rows = NDArray[np.float64]


class Memory:
    """An encoder that embeds a text once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with its candidates, found once for all settings."""

    asked: Asked
    plan: SearchPlan
    papers: tuple[Paper, ...]
    known: Mapping[str, Vectors]
    overlaps: Mapping[float, NDArray[np.float64]]
    """By the weight of words outside concepts."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--library", required=True)
    parser.add_argument("--splits", type=int, default=25)
    given = parser.parse_args()
    settings = load_settings(
        flags={"search.sources": [f"library:{given.library}"]},
        environment=os.environ,
        folder=Path.cwd(),
    ).settings
    encoder = Memory(make_encoder(settings, home=home(os.environ)))
    corpus = UsersCorpus(settings, given.library, encoder)
    source = LibrarySource(f"library:{given.library}", corpus)
    asked = read_asked(given.questions.read_bytes().split(b"\n"))
    with shown_progress(quiet=False) as progress:
        cases = []
        for at, each in enumerate(asked, start=1):
            cases.append(case_of(each, source))
            progress(f"question {at} of {len(asked)}: its papers")
    now = {name: getattr(module_of(name), name) for name in GRID}
    chosen = [dict(zip(GRID, values, strict=True)) for values in itertools.product(*GRID.values())]
    with shown_progress(quiet=False) as progress:
        table = []
        for at, setting in enumerate(chosen, start=1):
            table.append(measured(setting, cases, encoder))
            progress(f"setting {at} of {len(chosen)}: {setting}")
    as_is = chosen.index(now)
    tell(np.array(table), chosen, as_is, splits=given.splits)


def case_of(asked: Asked, source: LibrarySource) -> Case:
    plan = make_plan(asked.question)
    listed = source.search(plan, limit=WANTED).papers
    kept = source.vectors(listed)
    known = {rank.searched_text(each): kept[each.id] for each in listed if each.id in kept}
    papers = merge_papers(listed).papers
    texts = [rank.searched_text(paper) for paper in papers]
    found = {}
    for weight in GRID["_REST"]:
        with set_to({"_REST": weight}):
            found[weight] = overlap.overlap(overlap.query_terms(plan), texts)
    return Case(asked=asked, plan=plan, papers=papers, known=known, overlaps=found)


def module_of(name: str) -> object:
    return overlap if name == "_REST" else rank


class set_to:  # noqa: N801 - a context, used as a verb
    """Constants of the ranking, other than they are, for a while."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __enter__(self) -> None:
        self._before = {name: getattr(module_of(name), name) for name in self._values}
        self._set(self._values)

    def __exit__(self, *_: object) -> None:
        self._set(self._before)

    @staticmethod
    def _set(values: Mapping[str, object]) -> None:
        for name, value in values.items():
            setattr(module_of(name), name, value)


def measured(values: Mapping[str, float], cases: Sequence[Case], encoder: Encoder) -> Rows:
    """Shape (questions, figures)."""
    rows = []
    for case in cases:
        kept = case.overlaps[values["_REST"]]
        counted: Callable[..., NDArray[np.float64]] = lambda *_, kept=kept: kept  # noqa: E731
        with set_to({**values, "overlap": counted}):
            ranked = rank.rank_papers(case.plan, case.papers, encoder, floor=0, known=case.known)
        named = [all_names(each.paper.identifiers) for each in ranked]
        rows.append(
            measures(
                [
                    next((at for at, names in enumerate(named, start=1) if names & gold), None)
                    for gold in case.asked.gold
                ]
            )
        )
    return np.array(rows)


def tell(
    table: NDArray[np.float64],
    chosen: Sequence[Mapping[str, float]],
    as_is: int,
    *,
    splits: int,
) -> None:
    """`table`: shape (settings, questions, figures)."""
    random = np.random.default_rng(7)
    worth = table[:, :, RECALL] + 1e-3 * table[:, :, GAIN]  # Ties by nDCG@10.
    count = table.shape[1]
    held: list[float] = []
    picked: list[int] = []
    for _ in range(splits):
        parts = np.array_split(random.permutation(count), FOLDS)
        found = np.zeros(count)
        for part in parts:
            rest = np.setdiff1d(np.arange(count), part)
            best = int(np.argmax(worth[:, rest].mean(axis=1)))
            picked.append(best)
            found[part] = table[best, part, RECALL]
        held.append(float(found.mean()))
    whole = table[:, :, RECALL].mean(axis=1)
    print(f"{count} questions, {len(chosen)} settings, {splits} divisions into {FOLDS} parts")
    better = int((whole > whole[as_is]).sum())
    print(f"as it is: recall@20 {whole[as_is]:.3f}; of all settings {better} have more")
    print(
        f"all settings: recall@20 {whole.min():.3f} to {whole.max():.3f}, median "
        f"{np.median(whole):.3f}; the best with all questions seen: {dict(chosen[whole.argmax()])}"
    )
    low, high = np.quantile(held, (0.025, 0.975))
    print(
        f"tuned on three parts, on the fourth: recall@20 {np.mean(held):.3f} "
        f"({low:.3f} to {high:.3f} over divisions)"
    )
    often = max(set(picked), key=picked.count)
    print(f"most often picked: {dict(chosen[often])}, {picked.count(often) / len(picked):.0%}")


if __name__ == "__main__":
    main()
