"""Vectors for the papers of a library that have none yet: in parts, each kept before the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from litsynth.errors import LibraryError
from litsynth.library import rows
from litsynth.library.ledger import marks
from litsynth.library.library import Library, same_space
from litsynth.library.pace import described
from litsynth.ports import Encoder, Progress, Vectors, silent

PART = 2048
"""Papers embedded between two commits: what a killed run can lose."""
_SLICE = 256
_SAID_EVERY_S = 2.0
_COLUMNS = ("key", "digest", "id", "first_day", "last_day", "venues", "classes", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What came of embedding."""

    embedded: int
    before: int
    """Papers that had their vector already."""
    left: int
    """Papers that have none still."""
    elapsed_s: float


def embed_papers(
    library: Library,
    encoder: Encoder,
    *,
    at_most: int | None,
    clock: Callable[[], float],
    progress: Progress = silent,
) -> Embedded:
    """Embed papers without a vector, `at_most` so many if a number is given; under the lock.

    Raises LibraryError if the vectors that are there are another encoder's, ModelError if the
    model fails. What was kept before stays, and the next call goes on from it.
    """
    store = library.store
    # Another process may have held the lock since the library was opened.
    store.refresh()
    _claim(library, encoder.name)
    stored = marks(*store.vectors.ledger_columns())
    here = marks(*store.ledger_columns())
    missing = int((~np.isin(here, stored)).sum())
    goal = missing if at_most is None else min(missing, at_most)
    counter = _Counter(goal, clock=clock, progress=progress)
    for part in store.all_rows(_COLUMNS, size=PART) if goal else ():
        pairs = marks(*rows.keys_and_digests(part))
        wanted = rows.chosen(part, ~np.isin(pairs, stored)).slice(0, goal - counter.done)
        if len(wanted):
            vectors = _encoded(rows.values(wanted, "text"), encoder, counter)
            store.vectors.add(wanted, vectors)
    if counter.done:
        progress("index: the vectors' files are joined")
        store.tidy()
    return Embedded(
        embedded=counter.done,
        before=len(here) - missing,
        left=missing - counter.done,
        elapsed_s=counter.elapsed_s,
    )


def _claim(library: Library, encoder: str) -> None:
    """Write down whose vectors these are. Raises LibraryError if they are another encoder's."""
    kept = library.encoder
    if kept is not None and not same_space(kept, encoder):
        raise LibraryError(
            f"the library {library.name!r} was embedded by {kept}, and not by {encoder}: their "
            "vectors cannot be compared",
            hint="Use that model with --model, or embed it all again with --again.",
        )
    if kept is None:
        library.store.set_about({"encoder": encoder})


class _Counter:
    """Counts what is embedded, and says so now and then."""

    def __init__(self, goal: int, *, clock: Callable[[], float], progress: Progress) -> None:
        self.done = 0
        self._goal = goal
        self._clock = clock
        self._progress = progress
        self._began = self._said = clock()

    @property
    def elapsed_s(self) -> float:
        return self._clock() - self._began

    def count(self, more: int) -> None:
        self.done += more
        if self._clock() - self._said >= _SAID_EVERY_S:
            self._said = self._clock()
            self._progress(
                described(
                    done=self.done,
                    total=self._goal,
                    records=self.done,
                    elapsed_s=self.elapsed_s,
                    of="papers",
                )
            )


def _encoded(texts: Sequence[str], encoder: Encoder, counter: _Counter) -> Vectors:
    """Shape (n, d). In slices, so that a slow processor is seen to work."""
    parts = []
    for at in range(0, len(texts), _SLICE):
        part = texts[at : at + _SLICE]
        parts.append(encoder.encode(part))
        counter.count(len(part))
    return np.vstack(parts)
