"""Rankings measured on questions whose answering papers are known, side by side in one run."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from litsynth.errors import ConfigError
from litsynth.identifiers import all_names
from litsynth.lexical import counted
from litsynth.mistakes import in_a_line
from litsynth.ports import Progress, silent
from litsynth.records import Paper
from litsynth.search.evaluate_measures import FIGURES, Interval, gains, means, measures

DEPTH = 1000
"""Papers of a list that are looked through; what stands further down is not found."""
_SCHEMES = {"acl_id": "acl", "arxiv_id": "arxiv", "doi": "doi"}

Ranking = Callable[[str], Sequence[Paper]]
"""A question to papers, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, with the papers that answer it."""

    question: str
    gold: tuple[frozenset[str], ...]
    """Each paper once, by all its identifiers in canonical form: "acl:P19-1001"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingFigures:
    """One line of the table."""

    ranking: str
    figures: Mapping[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalEvaluation:
    questions: int
    gold: int
    """Papers asked for, a paper counted once for each question it answers."""
    papers: int
    """What was searched."""
    missing: int
    """Of `gold`, how many are not among them: no ranking can find those, and all are charged."""
    lines: tuple[RankingFigures, ...]
    best_plain: str
    """Of the rankings after the first, the one with the higher recall@20."""
    gains: Mapping[str, Interval]
    """The first ranking less that one, question by question."""
    ratio: float | None
    """recall@20 of the first by that of the best plain one, or None where that found nothing."""


def read_asked(lines: Iterable[str]) -> tuple[Asked, ...]:
    """The questions of JSON Lines {"question", "gold": [{"acl_id"|"arxiv_id"|"doi"|"id"}]}.

    An `id` with a scheme, "acl:P19-1001", is that identifier; without one it is the number that
    a JSON Lines file of the user's own gave the paper. Other keys are passed over.
    Raises ConfigError naming the line.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_asked(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ConfigError(f"line {number}: {in_a_line(error)}", hint=_FORM) from error
    if not found:
        raise ConfigError("there is no question in it", hint=_FORM)
    return tuple(found)


_FORM = 'A line is {"question": "…", "gold": [{"doi": "…"}]}; acl_id, arxiv_id and id will do too.'


def _asked(line: object) -> Asked:
    if not isinstance(line, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - told as all that is wrong with a line
    question, gold = line["question"], line["gold"]
    if not isinstance(question, str) or not question.strip():
        raise ValueError("the question is no text")
    if not isinstance(gold, list) or not gold:
        raise ValueError("gold names no paper")
    return Asked(question=question, gold=_joined(_names(paper) for paper in gold))


def _joined(named: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """`named`, those that share an identifier put together: they are one paper."""
    found: list[frozenset[str]] = []
    for names in named:
        same = [each for each in found if each & names]
        found = [*(each for each in found if each not in same), names.union(*same)]
    return tuple(found)


def _names(paper: object) -> frozenset[str]:
    if not isinstance(paper, dict):
        raise ValueError(f'a gold paper is an object such as {{"doi": "…"}}, not {paper!r}')  # noqa: TRY004 - told as all that is wrong with a line
    given = [f"{_SCHEMES[key]}:{paper[key]}" for key in _SCHEMES if paper.get(key)]
    if named := paper.get("id"):
        given.append(str(named) if ":" in str(named) else f"own:{named}")
    if not given:
        raise ValueError("a gold paper has no identifier")
    return all_names(given)


def evaluate_retrieval(
    asked: Sequence[Asked],
    rankings: Mapping[str, Ranking],
    *,
    papers: Iterable[Paper],
    progress: Progress = silent,
) -> RetrievalEvaluation:
    """The figures of each of `rankings`, of which the first is compared with the best other.

    papers: all that can be found. At least one question and two rankings.
    """
    count, held = _held(asked, papers)
    asked = [_as_held(each, held) for each in asked]
    missing = sum(held.keys().isdisjoint(gold) for each in asked for gold in each.gold)
    rows = {name: [] for name in rankings}  # type: dict[str, list[tuple[float, ...]]]
    for number, each in enumerate(asked, start=1):
        for name, ranking in rankings.items():
            rows[name].append(measures(_places(each, ranking(each.question))))
        progress(f"{number} of {len(asked)} questions")
    table = {name: np.array(values, dtype=np.float64) for name, values in rows.items()}
    lines = tuple(RankingFigures(ranking=name, figures=means(row)) for name, row in table.items())
    first, *plain = lines
    best = max(plain, key=lambda line: line.figures["recall@20"].value)
    beaten = best.figures["recall@20"].value
    return RetrievalEvaluation(
        questions=len(asked),
        gold=sum(len(each.gold) for each in asked),
        papers=count,
        missing=missing,
        lines=lines,
        best_plain=best.ranking,
        gains=gains(table[first.ranking], table[best.ranking]),
        ratio=first.figures["recall@20"].value / beaten if beaten else None,
    )


def _places(asked: Asked, listed: Sequence[Paper]) -> list[int | None]:
    """Where each gold paper stands in `listed`, from 1. Two at one place are one paper there."""
    named = [all_names(paper.identifiers) for paper in listed[:DEPTH]]
    places = [
        next((place for place, names in enumerate(named, start=1) if names & gold), None)
        for gold in asked.gold
    ]
    return [place for at, place in enumerate(places) if place is None or place not in places[:at]]


def _held(
    asked: Sequence[Asked], papers: Iterable[Paper]
) -> tuple[int, Mapping[str, frozenset[str]]]:
    """How many papers there are, and all names of those asked for, by each that is asked for."""
    wanted = {name for each in asked for gold in each.gold for name in gold}
    held: dict[str, frozenset[str]] = {}
    count = 0
    for paper in papers:
        count += 1
        names = all_names(paper.identifiers)
        for name in wanted & names:
            held[name] = names | held.get(name, frozenset())
    return count, held


def _as_held(asked: Asked, held: Mapping[str, frozenset[str]]) -> Asked:
    """`asked`, gold papers that are one paper among those that are held put together."""
    return Asked(
        question=asked.question,
        gold=_joined(
            gold.union(*(held[name] for name in gold if name in held)) for gold in asked.gold
        ),
    )


def as_table(found: RetrievalEvaluation) -> str:
    """A Markdown table, a line for each ranking and one for the gain, with 95 % intervals."""
    rows = [["ranking", *FIGURES], ["---", *["---:"] * len(FIGURES)]]
    rows += [[line.ranking, *_cells(line.figures)] for line in found.lines]
    rows.append([f"gain over {found.best_plain}", *_cells(found.gains, sign="+")])
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    first, *plain = (line.ranking for line in found.lines)
    times = (
        ""
        if found.ratio is None
        else f"{first} has {found.ratio:.2f} times the recall@20 of the better of "
        f"{' and '.join(plain)}. "
    )
    missing = f"{found.missing} of {found.gold} gold papers are not among them."
    return (
        f"{table}\n\n{counted(found.questions, 'question')}, {counted(found.papers, 'paper')}. "
        f"{times}{missing} Intervals: 95 %, bootstrap over questions. recall@k: share of the gold "
        "papers among the first k; nDCG@10: how far up they stand there, 1 at best; MRR: one by "
        "the place of the first.\n"
    )


def _cells(figures: Mapping[str, Interval], *, sign: str = "") -> list[str]:
    shown = (figures[name] for name in FIGURES)
    return [
        f"{each.value:{sign}.3f} ({each.low:{sign}.2f} to {each.high:{sign}.2f})" for each in shown
    ]
