"""Claims x Documents -> Verdicts: find passages, judge them, combine. Pure but for its ports."""

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from litsynth.errors import ModelError
from litsynth.lexical import counted
from litsynth.ports import Documents, Encoder, Judge, Judgement, Progress, silent
from litsynth.records import (
    BlockKind,
    Claim,
    Document,
    Evidence,
    Paper,
    PaperId,
    Verdict,
)
from litsynth.twins import same_paper
from litsynth.verify.combine import Judged, combine
from litsynth.verify.evidence import Passage, find_evidence
from litsynth.verify.pairing import pairs_of
from litsynth.verify.policy import policy_of
from litsynth.verify.reasons import stance_of

_LONGEST_CLAIM = 4000
"""Characters of a claim that are compared; a longer one is a page, not a claim."""


def verify_claims(
    claims: Sequence[Claim],
    documents: Documents,
    papers: Sequence[Paper],
    *,
    encoder: Encoder,
    judge: Judge,
    precision: float,
    passages_per_claim: int,
    progress: Progress = silent,
) -> tuple[Verdict, ...]:
    """One verdict a claim, in order.

    `documents` are all that were read, the source's own too: each claim's own paper, the twins of
    that paper and retracted papers are left out here. Every document's paper must be in `papers`.
    Raises ModelError if the encoder or the judge cannot run.
    """
    known = {paper.id: paper for paper in papers}
    texts = [compared(claim) for claim in claims]
    own = _own(claims, documents, known)
    retracted = np.array([bool(known[item.paper].retraction) for item in documents], dtype=np.bool_)
    asked = np.array([bool(text.strip()) for text in texts], dtype=np.bool_)
    what, where = counted(len(claims), "claim"), counted(len(documents), "paper")
    progress(f"verify: looking for passages on {what} in {where}")
    found = find_evidence(
        texts,
        documents,
        encoder,
        usable=~own & ~retracted & asked[:, None],
        own=own & asked[:, None],
        limit=passages_per_claim,
        # An encoder that does not say where it runs is taken to be slow.
        prefilter=getattr(encoder, "device", "cpu") == "cpu",
    )
    pairs = [
        pairs_of(text, one.passages, documents) for text, one in zip(texts, found, strict=True)
    ]
    progress(f"verify: judging {counted(sum(map(len, pairs)), 'passage')}")
    # One call for all: the judge can then batch by length.
    judgements = iter(_sound(judge, judge.judge([pair for row in pairs for pair in row])))
    parts = [tuple(islice(judgements, len(row))) for row in pairs]
    policy = policy_of(judge)
    remarks = _remarks(retracted)
    bibliographies = {item.paper: _bibliography(item) for item in documents}
    return tuple(
        combine(
            claim,
            [
                Judged(
                    evidence=_evidence(passage, documents[passage.document], judgement),
                    judgement=judgement,
                )
                for passage, judgement in zip(one.passages, part, strict=True)
            ],
            known,
            policy=policy,
            precision=precision,
            own_left_out=one.own_left_out,
            remarks=remarks,
            bibliographies=bibliographies,
        )
        for claim, one, part in zip(claims, found, parts, strict=True)
    )


def _sound(judge: Judge, judgements: Sequence[Judgement]) -> Sequence[Judgement]:
    """Raises ModelError unless every probability is a number from 0 to 1."""
    for one in judgements:
        if not all(0 <= chance <= 1 for chance in (one.supports, one.refutes, one.neither)):
            raise ModelError(
                f"the judge {judge.name} gave probabilities that are not numbers from 0 to 1",
                hint="Its files are damaged; leave --judge out to use the one that is shipped.",
            )
    return judgements


def compared(claim: Claim) -> str:
    """As much of the claim's text as is compared and judged."""
    return claim.text[:_LONGEST_CLAIM]


def _own(
    claims: Sequence[Claim], documents: Documents, known: Mapping[PaperId, Paper]
) -> NDArray[np.bool_]:
    """(claims, documents): which documents are the claim's own paper or a twin of it."""
    sources = {claim.paper for claim in claims}
    same = {
        (source, other.paper): source == other.paper
        or (source in known and same_paper(known[source], known[other.paper]))
        for source in sources
        for other in documents
    }
    marks = [[same[claim.paper, item.paper] for item in documents] for claim in claims]
    return np.array(marks, dtype=np.bool_).reshape(len(claims), len(documents))


def _evidence(passage: Passage, document: Document, judgement: Judgement) -> Evidence:
    section = document.section_of(passage.span)
    return Evidence(
        paper=document.paper,
        span=passage.span,
        quote=passage.span.of(document.text),
        page=document.page_of(passage.span),
        section=(section.heading or section.kind.in_words) if section is not None else "",
        depth=document.depth,
        similarity=min(1.0, max(-1.0, passage.similarity)),
        stance=stance_of(judgement),
        supports=judgement.supports,
        refutes=judgement.refutes,
        reasons=judgement.reasons,
    )


def _bibliography(document: Document) -> tuple[str, ...]:
    return tuple(
        block.span.of(document.text)
        for block in document.blocks
        if block.kind is BlockKind.REFERENCE
    )


def _remarks(retracted: NDArray[np.bool_]) -> tuple[str, ...]:
    count = int(retracted.sum())
    return (f"{counted(count, 'retracted paper')} left out",) if count else ()
