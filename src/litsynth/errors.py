"""Errors a user can act on.

LitsynthError            exit status 1
├── WritingError         1   a folder or file cannot be written
├── ConfigError          2   the settings, a flag or a query file are wrong
├── RunError             2   a run folder is missing, damaged or from another version
│   └── RunInUseError    2   another litsynth works in it
├── NothingFoundError    3   the search answered, but nothing is relevant
├── SourceError          4   no paper source could be reached
│   └── LibrarySourceError   7   a library that papers were to come from cannot be used
├── ReadingError         5   no source paper could be read
├── ModelError           6   a model could not be loaded or run
├── LibraryError         7   a library is missing, in use, damaged or cannot be written
└── InterruptedRunError  130 the user stopped the run; what is done is kept

Anything else that escapes is a bug, and shows a traceback.
"""

from typing import ClassVar


class LitsynthError(Exception):
    """An error with a way out: `hint` says what the user can do."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive pickling by default, and worker
        # processes send errors back pickled.
        return _rebuild, (type(self), str(self), self.hint)


def _rebuild(kind: type[LitsynthError], message: str, hint: str) -> LitsynthError:
    return kind(message, hint=hint)


class WritingError(LitsynthError):
    exit_code = 1


class ConfigError(LitsynthError):
    exit_code = 2


class RunError(LitsynthError):
    exit_code = 2


class RunInUseError(RunError):
    exit_code = 2


class NothingFoundError(LitsynthError):
    exit_code = 3


class SourceError(LitsynthError):
    exit_code = 4


class LibrarySourceError(SourceError):
    exit_code = 7


class ReadingError(LitsynthError):
    exit_code = 5


class ModelError(LitsynthError):
    exit_code = 6


class LibraryError(LitsynthError):
    exit_code = 7


class InterruptedRunError(LitsynthError):
    exit_code = 130


def of_the_system(error: OSError) -> LitsynthError:
    """What to tell of a disk that is full, a folder without rights, and the like."""
    place = f" ({error.filename})" if error.filename else ""
    return LitsynthError(
        f"{error.strerror or error}{place}",
        hint="Check free space and permissions; what is done is kept, run it again to go on.",
    )
