"""Labelled pairs on the very path that a report takes: passages are found, then judged. Pure but
for the encoder it asks.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from litsynth.ports import Encoder, Pair
from litsynth.records import Depth, Document, PaperId
from litsynth.spans import Span
from litsynth.verify.evidence import PER_PAPER, Passage, find_evidence
from litsynth.verify.labelled import LabelledPair

_TOGETHER = 64
"""Pairs whose evidence is searched in one go; the price of a tile grows with its square."""


def pairs_of(
    claim: str, passages: Sequence[Passage], documents: Sequence[Document]
) -> tuple[Pair, ...]:
    """What the judge is shown for one claim, in the order of the passages."""
    texts = [passage.span.of(documents[passage.document].text) for passage in passages]
    by_paper: dict[int, list[str]] = {}
    for passage, text in zip(passages, texts, strict=True):
        by_paper.setdefault(passage.document, []).append(text)
    return tuple(
        Pair(
            claim=claim,
            passage=text,
            context=passage.context,
            similarity=passage.similarity,
            context_similarity=passage.context_similarity,
            together=" ".join(same) if len(same := by_paper[passage.document]) > 1 else "",
        )
        for passage, text in zip(passages, texts, strict=True)
    )


def labelled_pairs(
    labelled: Sequence[LabelledPair], encoder: Encoder
) -> Iterator[tuple[Pair, ...]]:
    """For each labelled pair, in order, what the judge is shown: none to `PER_PAPER` pairs."""
    for start in range(0, len(labelled), _TOGETHER):
        part = labelled[start : start + _TOGETHER]
        claims = [pair.claim for pair in part]
        documents = [document_of(pair) for pair in part]
        found = find_evidence(
            claims,
            documents,
            encoder,
            usable=np.eye(len(part), dtype=np.bool_),
            own=np.zeros((len(part), len(part)), dtype=np.bool_),
            limit=PER_PAPER,
            prefilter=False,
        )
        for claim, one in zip(claims, found, strict=True):
            yield pairs_of(claim, one.passages, documents)


def document_of(pair: LabelledPair) -> Document:
    """The evidence as a paper of its own."""
    text = " ".join(pair.sentences)
    spans = []
    start = 0
    for sentence in pair.sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Document(
        paper=PaperId(f"pair:{pair.id or 'x'}"),
        text=text,
        depth=Depth.ABSTRACT,
        sentences=tuple(spans),
        sha256="",
        reader="labelled",
    )
