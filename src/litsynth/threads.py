"""Work that several threads do at a time, and that nobody waits for once the user has interrupted.

The threads are daemons: at the end of a program Python waits for those of a `ThreadPoolExecutor`,
and for all that they were still to do.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Any, TypeVar

A = TypeVar("A")
R = TypeVar("R")


def in_order(do: Callable[[A], R], items: Sequence[A], *, workers: int) -> Iterator[R]:
    """What `do` makes of each of `items`, in their order, `workers` of them at a time.

    Raises what `do` raises, when that item's turn comes; nothing more is begun then.
    """
    tasks: list[Future[R]] = [Future() for _ in items]
    waiting: SimpleQueue[tuple[Future[R], A]] = SimpleQueue()
    for pair in zip(tasks, items, strict=True):
        waiting.put(pair)
    stopped = Event()

    def work() -> None:
        with suppress(Empty):
            while not stopped.is_set():
                task, item = waiting.get_nowait()
                with _Handed(task):
                    task.set_result(do(item))

    try:
        for _ in range(min(max(workers, 1), len(items))):
            Thread(target=work, daemon=True).start()
        for task in tasks:
            yield task.result()
    finally:
        stopped.set()


class _Handed:
    """Hands what is raised inside it to the one who waits for `task`."""

    def __init__(self, task: Future[Any]) -> None:
        self._task = task

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None:
            self._task.set_exception(error)
        return True
