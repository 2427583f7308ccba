"""Papers by their relevance to the question, on one scale for all runs."""

from collections.abc import Sequence

import numpy as np

from litsynth.ports import Encoder
from litsynth.records import Paper, RankedPaper, SearchPlan
from litsynth.search.overlap import overlap, query_terms

_MEANING = 0.5
"""Weight of the embedding; the rest is the words'. benchmarks/ranking.py measures other weights."""


def rank_papers(
    plan: SearchPlan, papers: Sequence[Paper], encoder: Encoder, *, floor: float
) -> tuple[RankedPaper, ...]:
    """All of `papers`, most relevant first; ties by id.

    Relevance is the mean of two numbers in [0, 1]: the cosine of question and "title. abstract",
    and the share of the question's words that the same text has, rare words counting more. It is
    no rank fusion, because ranks cannot say that even the best paper is irrelevant.
    floor: the relevance from which a paper is used.
    """
    if not papers:
        return ()
    texts = [searched_text(paper) for paper in papers]
    vectors = encoder.encode([plan.question, *texts])
    cosine = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0).astype(np.float64)
    shared = overlap(query_terms(plan), texts)
    # Devices differ in the last digits of a cosine; they must not decide the order.
    relevance = np.round(_MEANING * cosine + (1 - _MEANING) * shared, 4)
    ranked = (
        RankedPaper(paper=paper, relevance=float(value), above_floor=bool(value >= floor))
        for paper, value in zip(papers, relevance, strict=True)
    )
    return tuple(sorted(ranked, key=lambda each: (-each.relevance, each.paper.id)))


def searched_text(paper: Paper) -> str:
    """What a paper is ranked by: its title and its abstract, or else its summary."""
    return f"{paper.title}. {paper.abstract or paper.summary or ''}".strip()
