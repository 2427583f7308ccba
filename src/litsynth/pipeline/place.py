"""In which folder a run goes on, or begins."""

from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path

from litsynth.errors import RunError
from litsynth.pipeline.folder import made, runs_of, unwritable
from litsynth.pipeline.identity import NO_STATES, folder_name
from litsynth.settings import Settings


def usual_folder(
    question: str, settings: Settings, *, date: str, states: Mapping[str, str] = NO_STATES
) -> Path:
    """Today's folder for this question, these settings and these states of the user's own sources:
    begun, gone on with, or reused.
    """
    return settings.report.out / folder_name(question, settings, date, states)


def folder_to_resume(question: str, settings: Settings) -> Path:
    """The latest run of this question that there is something to go on with, as `runs_of` has it.

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
    """A new, empty folder: today's name, with -2, -3 and so on where it is taken.

    It is made here, so that no other process takes it. Raises WritingError.
    """
    usual = usual_folder(question, settings, date=date, states=states)
    try:
        usual.parent.mkdir(parents=True, exist_ok=True)
        names = (usual.with_name(f"{usual.name}-{number}") for number in count(2))
        return next(folder for folder in chain([usual], names) if made(folder))
    except OSError as error:
        raise unwritable(usual, error) from error
