"""What a person sees while litsynth works: on stderr, so that stdout stays the result."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from litsynth.ports import Progress


_COUNTED = re.compile(r"(?:\w+ \d+ of \d+|\d+ % of the (?:files|papers)): ")
"""One of many like it: shown while it lasts, and not kept on the screen."""


@contextmanager
def shown_progress(*, quiet: bool) -> "Iterator[Progress]":
    """A `Progress`: a spinner over lines on a terminal, plain lines elsewhere, or nothing."""
    if quiet:
        from litsynth.ports import silent

        yield silent
        return
    if sys.stderr is None or not sys.stderr.isatty():
        yield _plain
        return
    console = Console(stderr=True, highlight=False)
    with console.status("starting") as status:

        def show(message: str) -> None:
            if _COUNTED.match(message):
                status.update(f"[dim]{escape(message)}[/]")
                return
            stage, colon, rest = message.partition(": ")
            if colon:
                console.print(f"[bold cyan]{escape(stage):>8}[/] {escape(rest)}")
            else:
                console.print(escape(message))
            status.update(f"[dim]after {escape(stage)} …[/]")

        yield show


def _plain(message: str) -> None:
    # A reader of the progress who goes away (`2>&1 | head -1`) must not end the work.
    with suppress(BrokenPipeError, ValueError, AttributeError):
        typer.echo(message, err=True)
