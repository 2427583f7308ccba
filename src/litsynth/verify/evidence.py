"""The passages of other papers that are nearest to each claim. Pure, but for the encoder it asks.

Nearness is the cosine, with a lean towards sentences that tell findings (`telling.py`).
A claim's nearest sentence is itself, so its own paper and the twins of that paper are left out
before the best are taken. Vectors are made and compared a tile at a time: what they take does not
grow with the number of papers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from litsynth.errors import ModelError
from litsynth.ports import Documents, Encoder, Vectors
from litsynth.records import Document, SectionKind
from litsynth.spans import Span, cover
from litsynth.verify.prefilter import shortlist
from litsynth.verify.telling import lean

TILE = 4096
"""Sentences embedded and compared at a time."""
PER_PAPER = 3
"""Most passages of one paper for one claim: a verdict should not rest on one verbose paper."""
SHORTLIST = 2000
"""Sentences a claim may have embedded where the word prefilter is used."""
PREFILTER_ABOVE = 50_000
"""Sentences up to which all are embedded: words alone lose too much to be used for a few."""
ROUGH_ABOVE = 1000
"""Sentences from which a rough look first is quicker than exact vectors for all."""
WINDOW_GAIN = 0.05
"""How much nearer the sentences around must bring a passage for all three to be quoted."""
SPARE = 4
"""Sentences looked at beyond the passages wanted: some may overlap, or move in an exact look."""
_SHORTEST, _LONGEST = 20, 3000
_SILENT = frozenset(
    {SectionKind.REFERENCES, SectionKind.ACKNOWLEDGEMENTS, SectionKind.FRONT}
)  # Their sentences assert nothing about the paper's subject.


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One place that may bear on a claim."""

    document: int
    """Position in the documents."""
    span: Span
    """One sentence, or three where all three are needed."""
    similarity: float
    context: str
    """The passage with the sentence before and after it, where they stand in one section."""
    context_similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found for one claim."""

    passages: tuple[Passage, ...]
    """Best first; ties by document, then by place."""
    own_left_out: int
    """Sentences of the claim's own paper and twins that would have been among the best."""


@dataclass(frozen=True, slots=True)
class _Row:
    document: int
    sentence: int
    lean: float


def find_evidence(
    claims: Sequence[str],
    documents: Documents,
    encoder: Encoder,
    *,
    usable: NDArray[np.bool_],
    own: NDArray[np.bool_],
    limit: int,
    prefilter: bool,
) -> tuple[Found, ...]:
    """The `limit` nearest passages for each claim, in the order of the claims.

    usable, own: (claims, documents); which documents may serve, and which are the claim's own
    paper and its twins. With `prefilter`, only sentences that share telling words with a claim
    are embedded, if there are very many. An encoder that has a `rough` one beside it is asked only
    for what that one finds near. Raises ModelError if the encoder does.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1, got {limit}")
    if not claims or not documents:
        return tuple(Found(passages=(), own_left_out=0) for _ in claims)
    rows = [
        _Row(place, at, lean(document.sentences[at].of(document.text)))
        for place, document in enumerate(documents)
        for at in _usable(document)
    ]
    if prefilter and len(rows) > PREFILTER_ABOVE:
        kept = shortlist(claims, [_text(documents, row) for row in rows], keep=SHORTLIST)
        rows = [row for row, keep in zip(rows, kept, strict=True) if keep]
    rough: Encoder | None = getattr(encoder, "rough", None)
    quick = rough if rough is not None and len(rows) > ROUGH_ABOVE else encoder
    queries = _numbers(encoder, claims)
    asked = queries if quick is encoder else _numbers(quick, claims)
    others, owns = _nearest(asked, rows, documents, quick, usable, own, limit)
    displaced = [_displaced(owns, others, claim, limit) for claim in range(len(claims))]
    near = _foremost(others, rows, limit)
    if quick is not encoder:
        # Exact vectors for what is near at a rough look: the same numbers on every machine.
        looked_at = {row for part in near for row, _ in part}
        rows = [row for row in rows if row in looked_at]
        others, _ = _nearest(queries, rows, documents, encoder, usable, own, limit)
        near = _foremost(others, rows, limit)
    windows = _Windows(documents, encoder)
    # Most claims have enough in their nearest, so the others' windows are seldom needed.
    windows.add(row for part in near for row, _ in part[:limit])
    picked = [
        _pick(query, part[:limit], documents, windows, limit)
        for query, part in zip(queries, near, strict=True)
    ]
    short = [claim for claim, passages in enumerate(picked) if len(passages) < limit]
    windows.add(row for claim in short for row, _ in near[claim])
    for claim in short:
        picked[claim] = _pick(queries[claim], near[claim], documents, windows, limit)
    return tuple(
        Found(passages=passages, own_left_out=left_out)
        for passages, left_out in zip(picked, displaced, strict=True)
    )


def _nearest(
    queries: Vectors,
    rows: Sequence[_Row],
    documents: Documents,
    encoder: Encoder,
    usable: NDArray[np.bool_],
    own: NDArray[np.bool_],
    limit: int,
) -> tuple["_Best", "_Best"]:
    """The best of `rows` for each of `queries`, among others' papers and among its own."""
    others = _Best(len(queries), PER_PAPER * limit)
    owns = _Best(len(queries), limit)
    for start in range(0, len(rows), TILE):
        tile = rows[start : start + TILE]
        vectors = _numbers(encoder, [_text(documents, row) for row in tile])
        leans = np.fromiter((row.lean for row in tile), dtype=np.float32, count=len(tile))
        similarity = queries @ vectors.T + leans
        of = np.fromiter((row.document for row in tile), dtype=np.intp, count=len(tile))
        others.add(np.where(usable[:, of], similarity, -np.inf), start)
        owns.add(np.where(own[:, of], similarity, -np.inf), start)
    return others, owns


def _numbers(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    vectors = encoder.encode(texts)
    if not np.isfinite(vectors).all():
        # NaN would sort before every number and be shown as the best evidence.
        raise ModelError(
            f"{encoder.name} gave vectors that are not numbers",
            hint="The model's files are damaged; leave --model out to use the shipped one.",
        )
    return vectors


def _usable(document: Document) -> Iterator[int]:
    """Positions of the sentences that can be evidence, each wording once."""
    seen = set()
    for at, span in enumerate(document.sentences):
        if not _SHORTEST <= len(span) <= _LONGEST:
            continue
        section = document.section_of(span)
        if section is not None and section.kind in _SILENT:
            continue
        text = span.of(document.text)
        if text not in seen:
            seen.add(text)
            yield at


def _text(documents: Documents, row: _Row) -> str:
    document = documents[row.document]
    return document.sentences[row.sentence].of(document.text)


class _Best:
    """The best columns of each row of a matrix that is seen tile by tile."""

    def __init__(self, rows: int, keep: int) -> None:
        self._keep = keep
        self._score = np.full((rows, 0), -np.inf, dtype=np.float32)
        self._place = np.zeros((rows, 0), dtype=np.intp)

    def add(self, score: NDArray[np.float32], start: int) -> None:
        """Columns `start`, `start + 1`, … ; -inf means not to be taken."""
        place = np.broadcast_to(np.arange(start, start + score.shape[1]), score.shape)
        score = np.concatenate([self._score, score], axis=1)
        place = np.concatenate([self._place, place], axis=1)
        # A stable sort leaves ties in the order of the text, on every machine.
        best = np.argsort(-score, axis=1, kind="stable")[:, : self._keep]
        self._score = np.take_along_axis(score, best, axis=1)
        self._place = np.take_along_axis(place, best, axis=1)

    def of(self, row: int) -> list[tuple[int, float]]:
        """(column, score), best first."""
        pairs = zip(self._place[row].tolist(), self._score[row].tolist(), strict=True)
        return [(place, score) for place, score in pairs if score > -np.inf]

    def __len__(self) -> int:
        return len(self._place)


def _foremost(best: _Best, rows: Sequence[_Row], limit: int) -> list[list[tuple[_Row, float]]]:
    """For each claim the rows that may serve it with their scores, best first: some more than
    `limit`, and of no paper more than can be needed.
    """
    chosen = []
    for claim in range(len(best)):
        part: list[tuple[_Row, float]] = []
        of_paper = Counter[int]()
        for place, score in best.of(claim):
            row = rows[place]
            of_paper[row.document] += 1
            if of_paper[row.document] <= PER_PAPER + SPARE and len(part) < limit + SPARE:
                part.append((row, score))
        chosen.append(part)
    return chosen


class _Windows:
    """The three sentences around rows, with their vectors."""

    def __init__(self, documents: Documents, encoder: Encoder) -> None:
        self._documents = documents
        self._encoder = encoder
        self._spans: dict[_Row, Span] = {}
        self._vectors: dict[str, Vectors] = {}

    def add(self, rows: Iterable[_Row]) -> None:
        """Embed the windows of `rows` that are not known yet."""
        new = []
        for row in rows:
            self._spans[row] = _window(self._documents[row.document], row.sentence)
            new.append(self._text(row))
        unique = [text for text in dict.fromkeys(new) if text not in self._vectors]
        for at in range(0, len(unique), TILE):
            part = unique[at : at + TILE]
            self._vectors.update(zip(part, _numbers(self._encoder, part), strict=True))

    def _text(self, row: _Row) -> str:
        return self._spans[row].of(self._documents[row.document].text)

    def span(self, row: _Row) -> Span:
        return self._spans[row]

    def vector(self, row: _Row) -> Vectors:
        """Shape (d,)."""
        return self._vectors[self._text(row)]


def _window(document: Document, at: int) -> Span:
    """The sentence with its neighbours, as far as they stand in the same section."""
    here = document.section_of(document.sentences[at])
    near = [
        span
        for span in document.sentences[max(0, at - 1) : at + 2]
        if document.section_of(span) == here and len(span) <= _LONGEST
    ]
    return cover([document.sentences[at], *near])


def _pick(
    query: Vectors,
    near: list[tuple[_Row, float]],
    documents: Documents,
    windows: _Windows,
    limit: int,
) -> tuple[Passage, ...]:
    """The first `limit` passages that do not overlap, at most `PER_PAPER` of one document."""
    picked: list[Passage] = []
    for row, score in near:
        document = documents[row.document]
        similarity, wide = score - row.lean, float(query @ windows.vector(row))
        whole = wide > similarity + WINDOW_GAIN
        span = windows.span(row) if whole else document.sentences[row.sentence]
        same = [item for item in picked if item.document == row.document]
        if len(same) < PER_PAPER and not any(item.span.overlaps(span) for item in same):
            picked.append(
                Passage(
                    document=row.document,
                    span=span,
                    similarity=wide if whole else similarity,
                    context=windows.span(row).of(document.text),
                    context_similarity=wide,
                )
            )
    return tuple(picked[:limit])


def _displaced(owns: _Best, others: _Best, claim: int, limit: int) -> int:
    """How many own sentences would stand among the best `limit` of all."""
    mixed = [(-score, 1) for _, score in owns.of(claim)]
    mixed += [(-score, 0) for _, score in others.of(claim)]
    return sum(mine for _, mine in sorted(mixed)[:limit])
