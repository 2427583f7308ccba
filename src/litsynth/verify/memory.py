"""Batches that did not fit are halved, then run on the CPU: what every model on a GPU needs."""

import warnings
from collections import deque
from collections.abc import Callable, Iterable

from litsynth.errors import ModelError


class Room:
    """Where a model runs, and what size of batch fits; shrinks as it must.

    The size is in word pieces or in texts: its user cuts by it.
    """

    def __init__(self, device: str, size: int, *, on_cpu: int, what: str) -> None:
        """`on_cpu` is the size of batches after a move to the CPU, `what` runs out, in words."""
        self.device = device
        self.size = on_cpu if device == "cpu" else size
        self._on_cpu = on_cpu
        self._what = what
        self._warned = False

    def run(
        self,
        batches: Iterable[list[int]],
        work: Callable[[list[int]], None],
        *,
        move: Callable[[], None],
    ) -> None:
        """`work` on every batch of rows; `move` takes the model to `device` once that is the CPU.

        The batches are of the present size. Raises ModelError if the CPU has too little memory for
        one of them.
        """
        import torch

        waiting = deque((batch, self.size) for batch in batches)
        while waiting:
            batch, cut_at = waiting.popleft()
            try:
                work(batch)
            except torch.OutOfMemoryError as error:
                single = len(batch) == 1
                # What was cut before the size shrank says nothing of the present size.
                is_present = cut_at <= self.size or single or self.device == "cpu"
                if is_present and self.shrink(error, single=single):
                    move()
                middle = len(batch) // 2
                parts = (batch[middle:], batch[:middle])
                waiting.extendleft((part, cut_at // 2) for part in parts if part)

    def shrink(self, error: Exception, *, single: bool) -> bool:
        """Smaller batches from now on; if one row was too much, the CPU (then True). Says so once.

        Raises ModelError if it is the CPU that has too little.
        """
        if self.device == "cpu":
            raise ModelError(
                f"not enough memory to run {self._what}",
                hint="Close other programs, or leave --judge and --model out to use the shipped, "
                "smaller ones.",
            ) from error
        if not self._warned:
            warnings.warn(
                f"The GPU ran out of memory for {self._what}: smaller batches are tried, then the "
                "CPU.",
                RuntimeWarning,
                stacklevel=6,
            )
            self._warned = True
        if single:
            self.device, self.size = "cpu", self._on_cpu
        else:
            self.size = max(self.size // 2, 1)
        return single
