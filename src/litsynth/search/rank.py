"""Papers by their relevance to the question, on one scale for all runs."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from litsynth.ports import Encoder, Vectors
from litsynth.records import Paper, RankedPaper, SearchPlan
from litsynth.search.overlap import overlap, query_terms
from litsynth.search.subject import subject

_MEANING = 0.5
"""Weight of the embedding; the rest is the words'. docs/ranking.md has the other weights."""
_COMPANY = 0.35
"""Weight of the best papers that a paper is near to; the rest is its own."""
_BEST = 5

_Floats = NDArray[np.float64]


def rank_papers(
    plan: SearchPlan,
    papers: Sequence[Paper],
    encoder: Encoder,
    *,
    floor: float,
    known: Mapping[str, Vectors] | None = None,
) -> tuple[RankedPaper, ...]:
    """All of `papers`, most relevant first; ties by id.

    A paper's own relevance is the mean of two numbers in [0, 1]: the cosine of the question's
    subject and "title. abstract", and the share of the question's words that the same text has,
    rare words counting more. A third of its relevance is that of the five best papers, each as
    much as the two are near: a paper that words the subject otherwise than the question is found
    by those that share words with both. No paper gains where none is relevant. It is no rank
    fusion, because ranks cannot say that even the best paper is irrelevant.

    floor: the relevance, in company or its own, from which a paper is used.
    known: vectors of `encoder` that need not be made again, shape (d,), by `searched_text`.
    """
    if not papers:
        return ()
    texts = [searched_text(paper) for paper in papers]
    asked, vectors = _vectors(subject(plan.question), texts, encoder, known or {})
    cosine = np.clip(vectors @ asked, 0.0, 1.0).astype(np.float64)
    own = _MEANING * cosine + (1 - _MEANING) * overlap(query_terms(plan), texts)
    # Devices differ in the last digits of a cosine; they must not decide the order.
    own = np.round(own, 4)
    best = sorted(range(len(papers)), key=lambda at: (-own[at], papers[at].id))[:_BEST]
    relevance = np.round((1 - _COMPANY) * own + _COMPANY * _company(own, vectors, best), 4)
    # Few papers are little company: in a small folder a paper may be used for its own sake.
    used = np.maximum(own, relevance) >= floor
    ranked = (
        RankedPaper(paper=paper, relevance=float(value), above_floor=bool(enough))
        for paper, value, enough in zip(papers, relevance, used, strict=True)
    )
    return tuple(sorted(ranked, key=lambda each: (-each.relevance, each.paper.id)))


def _vectors(
    asked: str, texts: Sequence[str], encoder: Encoder, known: Mapping[str, Vectors]
) -> tuple[Vectors, Vectors]:
    """The question's vector, shape (d,), and those of the texts, shape (n, d)."""
    new = [text for text in texts if text not in known]
    question, *made = encoder.encode([asked, *new])
    fresh = iter(made)
    rows = [known[text] if text in known else next(fresh) for text in texts]
    return question, np.stack(rows).astype(np.float32)


def _company(own: _Floats, vectors: Vectors, best: Sequence[int]) -> _Floats:
    """Shape (n,), in [0, 1]: the mean over the papers `best` of relevance times nearness."""
    near = np.clip(vectors @ vectors[best].T, 0.0, 1.0).astype(np.float64)
    company: _Floats = (near * own[best]).mean(axis=1)
    return company


def searched_text(paper: Paper) -> str:
    """What a paper is ranked by: its title and its abstract, or else its summary."""
    return f"{paper.title}. {paper.abstract or paper.summary or ''}".strip()
