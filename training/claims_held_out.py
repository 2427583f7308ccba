"""The models measured on papers that they have not seen: what is listed of annotated papers, and
what sentences tell.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.claims import TrainingData, folds, with_told
from training.claims_told import Seen, ToldPaper
from training.claims_zones import OWN_ZONES, ZonedPaper

from litsynth.claims.evaluate import Measured, average_precision, measured
from litsynth.claims.extract import would_be_listed
from litsynth.claims.model import ClaimModels
from litsynth.claims.scoring import as_told, told
from litsynth.claims.telling import TELLS, by_inputs
from litsynth.records import Depth

ABSTRACTS = frozenset({"acl", "arxiv", "clinifact"})
"""Sets that hold abstracts only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFigures:
    """Of all sentences that would be listed from annotated papers, held out by paper."""

    papers: int
    sentences: int
    listed: int
    own: Measured
    """Share of the listed ones that are AIM, OWN or CTR."""
    own_of_all: float
    """The same share of all sentences: what listing by chance would give."""
    aims_found: Measured
    """Share of the AIM sentences that are listed."""
    aims_found_in_body: float
    """The same, the abstracts left out."""
    last_two_of_abstract_own: float
    """`own` of the rule that lists the last two sentences of each abstract."""
    last_two_of_abstract_aims: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigures:
    """Of labelled sentences, held out by paper."""

    papers: int
    sentences: int
    findings: int
    average_precision: Measured
    """Of findings, by how surely a sentence tells one."""
    average_precision_by_chance: float
    listed: int
    listed_by_what_they_tell: dict[str, float]
    """Shares of the listed ones."""
    findings_listed: Measured
    """Share of the findings that is listed."""
    findings_of_the_listed: Measured
    """Share of findings, vague ones too, among the listed that are not told as contributions."""


def measure_held_out(
    data: TrainingData, known: Sequence[Seen], zones: Sequence[ZonedPaper], models: ClaimModels
) -> dict[str, object]:
    """Each paper is listed by a model of what sentences tell that has not seen it.

    known: what the models see of each of `data.told`.
    """
    by_name = {paper.name: paper for paper in zones}
    zoned: list[NDArray[np.bool_]] = []
    labelled: dict[bool, list[NDArray[np.float64]]] = {True: [], False: []}
    for kept, held in folds(range(len(data.told))):
        without = with_told(models, [known[at] for at in kept])
        for at in held:
            kind, name = data.told[at].key
            labelled[kind in ABSTRACTS].append(_told_rows(data.told[at], known[at], without))
            if kind == "zones":
                zoned.append(_zone_rows(by_name[name], without))
    return {
        "zones_held_out_by_paper": asdict(_zone_figures(zoned)),
        "told_in_abstracts_held_out_by_paper": asdict(_told_figures(labelled[True])),
        "told_in_complete_papers_held_out_by_paper": asdict(_told_figures(labelled[False])),
    }


def _zone_figures(found: Sequence[NDArray[np.bool_]]) -> ZoneFigures:
    whole = np.concatenate(found)
    own_share = _interval(found, lambda row: row[:, 0] & row[:, 1], lambda row: row[:, 0])
    aims = _interval(found, lambda row: row[:, 0] & row[:, 2], lambda row: row[:, 2])
    body = whole[~whole[:, 3]]
    last = whole[:, 4]
    return ZoneFigures(
        papers=len(found),
        sentences=len(whole),
        listed=int(whole[:, 0].sum()),
        own=own_share,
        own_of_all=_share(whole[:, 1], np.ones(len(whole), dtype=np.bool_)),
        aims_found=aims,
        aims_found_in_body=_share(body[:, 0] & body[:, 2], body[:, 2]),
        last_two_of_abstract_own=_share(last & whole[:, 1], last),
        last_two_of_abstract_aims=_share(last & whole[:, 2], whole[:, 2]),
    )


def _zone_rows(paper: ZonedPaper, models: ClaimModels) -> NDArray[np.bool_]:
    """Columns: listed, own zone, AIM, in the abstract, among the abstract's last two."""
    zoned = [*paper.abstract, *paper.body]
    sentences = [one.sentence for one in zoned]
    found = told(sentences, depth=Depth.FULL_TEXT, models=models)
    ends = range(len(paper.abstract) - 2, len(paper.abstract))
    return np.array(
        [
            (
                would_be_listed(one.sentence, each, Depth.FULL_TEXT),
                one.zone in OWN_ZONES,
                one.zone == "AIM",
                row < len(paper.abstract),
                row in ends,
            )
            for row, (one, each) in enumerate(zip(zoned, found, strict=True))
        ],
        dtype=np.bool_,
    )


def _told_rows(paper: ToldPaper, rows: Seen, models: ClaimModels) -> NDArray[np.float64]:
    """Columns: number in `TELLS`, how surely a finding, listed, told as a contribution."""
    depth = Depth.ABSTRACT if paper.key[0] in ABSTRACTS else Depth.FULL_TEXT
    found = as_told(by_inputs(rows.features, rows.roles, models))
    return np.array(
        [
            (
                tells,
                each.finding,
                would_be_listed(paper.sentences[at], each, depth),
                each.contributes,
            )
            for at, tells, each in zip(paper.at, paper.tells, found, strict=True)
        ],
        dtype=np.float64,
    )


def _told_figures(papers: Sequence[NDArray[np.float64]]) -> ToldFigures:
    whole = np.concatenate(papers)
    finding, vague = TELLS.index("finding"), TELLS.index("vague")
    truth, listed = whole[:, 0] == finding, whole[:, 2] == 1

    def precision(at: NDArray[np.intp]) -> float:
        rows = np.concatenate([papers[number] for number in at])
        return average_precision(rows[:, 0] == finding, rows[:, 1])

    return ToldFigures(
        papers=len(papers),
        sentences=len(whole),
        findings=int(truth.sum()),
        average_precision=measured(precision, len(papers)),
        average_precision_by_chance=round(float(truth.mean()), 4),
        listed=int(listed.sum()),
        listed_by_what_they_tell={
            name: _share(listed & (whole[:, 0] == number), listed)
            for number, name in enumerate(TELLS)
        },
        findings_listed=_interval(
            papers,
            lambda row: (row[:, 0] == finding) & (row[:, 2] == 1),
            lambda row: row[:, 0] == finding,
        ),
        findings_of_the_listed=_interval(
            papers,
            lambda row: np.isin(row[:, 0], (finding, vague)) & (row[:, 2] == 1) & (row[:, 3] == 0),
            lambda row: (row[:, 2] == 1) & (row[:, 3] == 0),
        ),
    )


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float:
    return round(float(part.sum() / max(whole.sum(), 1)), 4)


def _interval(
    papers: Sequence[NDArray[Any]],
    part: Callable[[NDArray[Any]], NDArray[np.bool_]],
    whole: Callable[[NDArray[Any]], NDArray[np.bool_]],
) -> Measured:
    """A share over all papers, with its 95 % interval over resampled papers."""
    parts = np.array([part(row).sum() for row in papers], dtype=np.float64)
    wholes = np.array([whole(row).sum() for row in papers], dtype=np.float64)
    return measured(lambda at: float(parts[at].sum() / wholes[at].sum()), len(papers))
