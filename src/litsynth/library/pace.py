"""How fast files are read and how long the rest will take, in words. The clock is passed in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from litsynth.lexical import counted

_EVERY_S = 2.0
_LOOK_EVERY = 256
"""Records between two looks at the clock."""


class Pace:
    """Counts bytes of files as they lie on the disk, since no one knows how many records follow."""

    def __init__(
        self,
        sizes: Sequence[tuple[Path, int]],
        *,
        clock: Callable[[], float],
        position: Callable[[], int],
    ) -> None:
        """sizes: bytes of each file; position: how many of the present file's were read."""
        self._sizes = dict(sizes)
        self._total = max(sum(self._sizes.values()), 1)
        self._clock = clock
        self._position = position
        self._done = 0
        self._began = clock()
        self._said = self._began
        self._calls = 0

    def due(self, records: int) -> str | None:
        """What to say of the progress, every two seconds at most; else None."""
        self._calls += 1
        if self._calls % _LOOK_EVERY:
            return None
        now = self._clock()
        if now - self._said < _EVERY_S:
            return None
        self._said = now
        done = min(self._done + self._position(), self._total)
        return described(done=done, total=self._total, records=records, elapsed_s=now - self._began)

    def finished(self, path: Path) -> None:
        self._done += self._sizes.get(path, 0)

    @property
    def elapsed_s(self) -> float:
        return self._clock() - self._began


def described(*, done: int, total: int, records: int, elapsed_s: float, of: str = "files") -> str:
    """As in "52 % of the files: 40,960 records, 6,100 a second, about 3 s left"."""
    # What is still being told of is not finished: the last batch and the index are to come.
    percent = min(100 * done // max(total, 1), 99)
    rate = records / elapsed_s if elapsed_s > 0 else 0.0
    said = f"{percent} % of the {of}: {counted(records, 'record')}, {rate:,.0f} a second"
    if not done:
        return said
    return f"{said}, about {duration(elapsed_s * (total - done) / done)} left"


def duration(seconds: float) -> str:
    """As in "40 s", "12 min" and "3 h 20 min"."""
    if seconds < 90:  # noqa: PLR2004 (below, minutes would be too coarse)
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"  # noqa: PLR2004
