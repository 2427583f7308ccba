"""What is told of a run that was stopped by Ctrl-C."""

from pathlib import Path

from litsynth.errors import InterruptedRunError


def interrupted(folder: Path, *, fresh: bool) -> InterruptedRunError:
    """That the run in `folder` was stopped, and how to go on. `fresh`: it was begun by --fresh."""
    if not any(folder.glob("[!.]*")):
        return InterruptedRunError(
            "interrupted before anything was done", hint="The same command begins anew."
        )
    return InterruptedRunError(
        f"interrupted; what is done is kept in {folder}",
        hint="To go on where it stopped, give --resume instead of --fresh."
        if fresh
        else "The same command goes on where it stopped; on a later day, with --resume.",
    )
