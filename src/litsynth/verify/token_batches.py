"""Word pieces put together in batches that waste little: of like length, up to a size. Pure.

Everything a batch needs is laid out by numpy at once, so that a GPU does not wait for Python.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_WORTH = 0.25
"""Share of a full batch from which a batch of one length is run without waiting for others."""


def by_length(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Positions, the shortest first, in batches of at most `tokens` pieces with padding.

    A text with more pieces than `tokens` is a batch of its own.
    """
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[at] > tokens:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TokenBatch:
    """n texts, the longest of t pieces."""

    rows: NDArray[np.intp]
    """(n,): where the texts stand in what was given."""
    ids: NDArray[np.int64]
    """(n, t); 0 after a text's end."""
    lengths: NDArray[np.intp]
    """(n,), rising."""

    @property
    def mask(self) -> NDArray[np.bool_] | None:
        """(n, t), True where there is a piece; None if there is one everywhere."""
        if self.lengths[0] == self.ids.shape[1]:
            return None
        return np.asarray(np.arange(self.ids.shape[1]) < self.lengths[:, None])


def token_batches(
    pieces: Sequence[Sequence[int]], tokens: int, *, multiple: int = 1
) -> tuple[TokenBatch, ...]:
    """All texts, shortest first, in batches of at most `tokens` pieces with padding.

    Every batch is padded to a `multiple` of pieces. A text with more pieces than `tokens` is a
    batch of its own. Texts without pieces are refused with ValueError.
    """
    count = np.fromiter(map(len, pieces), dtype=np.intp, count=len(pieces))
    if len(count) and not count.all():
        raise ValueError("a text without pieces has no place in a batch")
    order = np.argsort(count, kind="stable")
    lengths = count[order]
    flat = np.fromiter(
        chain.from_iterable(pieces[at] for at in order.tolist()),
        dtype=np.int64,
        count=int(lengths.sum()),
    )
    ends = np.concatenate([[0], np.cumsum(lengths)])
    batches = []
    padded = -(-lengths // multiple) * multiple
    for start, end in _spans(padded, tokens):
        part = lengths[start:end]
        ids = np.zeros((end - start, int(padded[end - 1])), dtype=np.int64)
        ids[np.arange(ids.shape[1]) < part[:, None]] = flat[ends[start] : ends[end]]
        batches.append(TokenBatch(rows=order[start:end], ids=ids, lengths=part))
    return tuple(batches)


def _spans(lengths: NDArray[np.intp], tokens: int) -> list[tuple[int, int]]:
    """Where each batch begins and ends, for lengths in rising order."""
    spans, start = [], 0
    steps = np.flatnonzero(np.diff(lengths)) + 1
    for begin, end in zip([0, *steps.tolist()], [*steps.tolist(), len(lengths)], strict=True):
        if begin == end:
            continue
        longest = int(lengths[begin])
        # What waits of shorter texts is padded to this length, or run as it is.
        waiting = (begin - start) * int(lengths[begin - 1]) if begin > start else 0
        if waiting >= _WORTH * tokens or (waiting and (begin - start + 1) * longest > tokens):
            spans.append((start, begin))
            start = begin
        fits = max(1, tokens // longest)
        while end - start > fits:
            spans.append((start, start + fits))
            start += fits
    if start < len(lengths):
        spans.append((start, len(lengths)))
    return spans
