"""In which folder a run goes on, or begins."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path

from litsynth.errors import RunError
from litsynth.pipeline.folder import NO_STATES, folder_name, runs_of
from litsynth.settings import Settings


def usual_folder(
    question: str, settings: Settings, *, date: str, states: Mapping[str, str] = NO_STATES
) -> Path:
    """Today's folder for this question, these settings and these states of the user's own sources:
    begun, gone on with, or reused.
    """
    return settings.report.out / folder_name(question, settings, date, states)


def folder_to_resume(question: str, settings: Settings) -> Path:
    """The latest run of this question that found papers, whatever its settings.

    Raises RunError if there is none.
    """
    runs = runs_of(question, settings.report.out, settings)
    if not runs:
        raise RunError(
            f"{settings.report.out} holds no run of this question that has anything to go on with",
            hint="Leave out --resume to begin one, or name the folder of the runs with --out.",
        )
    return runs[-1]


def fresh_folder(
    question: str, settings: Settings, *, date: str, states: Mapping[str, str] = NO_STATES
) -> Path:
    """A folder that does not exist yet: today's name, with -2, -3 and so on where it is taken."""
    usual = usual_folder(question, settings, date=date, states=states)
    if not usual.exists():
        return usual
    names = (usual.with_name(f"{usual.name}-{number}") for number in count(2))
    return next(name for name in names if not name.exists())
