"""A run's folder: one JSON Lines file a stage, written beside and renamed; run.json says of what.

A stage's file exists only once the stage has finished, so a killed run goes on with the stage it
was in. A folder that was made with other settings, model or reader is refused.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from litsynth.errors import RunError, RunInUseError, WritingError
from litsynth.pipeline.identity import Identity, settings_that_matter
from litsynth.settings import Settings
from litsynth.whole_files import write_whole

R = TypeVar("R")


class RunFolder:
    """One run on disk. Use as a context manager: it holds a lock while it is open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path / ".lock")
        self._record: dict[str, object] = {}
        self._stages: dict[str, str] = {}
        """sha256 of each finished stage's file, by name."""
        self._asked: set[str] = set()
        """Stages that were read or made here; any other comes later."""

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise RunInUseError(
                f"another litsynth is working in {self.path}",
                hint="Wait until it is done: the same command then goes on from what it kept. "
                "--fresh makes a report of its own beside it.",
            ) from error
        except OSError as error:
            raise unwritable(self.path, error) from error
        with suppress(RunError):  # `claim_for` tells of a damaged record.
            self._record = self.read_record() or {}
        stages = self._record.get("stages")
        self._stages = dict(stages) if isinstance(stages, dict) else {}
        return self

    def __exit__(self, *_: object) -> None:
        # The lock's file stays: removing it would let a third process lock a file of its own.
        self._lock.release()

    @property
    def is_whole(self) -> bool:
        """Whether every stage that was finished still has its file."""
        return all((self.path / name).exists() for name in self._stages)

    def read_record(self) -> dict[str, Any] | None:
        """What run.json holds, or None if there is none. Raises RunError if it is damaged."""
        return read_run_record(self.path)

    def identity(self) -> Identity | None:
        """What the folder is a run of, or None if it is new. Raises RunError if damaged."""
        record = self.read_record()
        if record is None:
            return None
        try:
            return TypeAdapter(Identity).validate_python(record["identity"])
        except (KeyError, ValidationError) as error:
            which = "another version of litsynth (or its run.json is damaged)"
            raise self._of_another_version(which) from error

    def claim_for(self, identity: Identity) -> None:
        """Check that the folder is new or of this identity. Raises RunError saying what differs."""
        found = self.identity()
        if not found:
            return
        if found.version != identity.version or found.settings.keys() != identity.settings.keys():
            raise self._of_another_version(f"litsynth {found.version or 'of an unknown version'}")
        if replace(found, versions=identity.versions) == identity:
            # The user changed nothing: the program did.
            told = "; ".join(found.differences(identity))
            if told:
                raise self._of_another_version(f"another build of litsynth ({told})")
        if differences := found.differences(identity):
            or_else = ", or the settings it was started with"
            raise RunError(
                f"{self.path} is another run: {'; '.join(differences)}",
                hint="Use --fresh for a new run"
                f"{or_else if found.settings != identity.settings else ''}.",
            )

    def _of_another_version(self, which: str) -> RunError:
        return RunError(
            f"the run in {self.path} was begun by {which}, and this version cannot go on with it",
            hint="Use --fresh to begin anew beside it; what is in the folder stays as it is.",
        )

    def write_record(self, record: Mapping[str, object]) -> None:
        """Write run.json: `record`, and the sha256 of every stage that is finished."""
        self._record = {**record, "stages": self._stages}
        text = json.dumps(self._record, ensure_ascii=False, indent=2, default=str)
        write_whole(self.path / "run.json", text.encode(errors="replace"))

    def load_or_make(
        self, name: str, adapter: TypeAdapter[R], make: Callable[[], Iterable[R]]
    ) -> tuple[R, ...]:
        """The records in file `name`; if it is missing, make them and keep them there.

        Stages are asked for in their order. What comes after one that is made anew was made of what
        is no more: it is made anew as well. Raises RunError if the file is not as it was written.
        """
        path = self.path / name
        # A file that run.json does not know of was renamed just before a kill: make it again.
        if path.exists() and name in self._stages:
            self._asked.add(name)
            return self._load(path, adapter)
        records = tuple(make())
        lines = (adapter.dump_json(record, exclude_defaults=True) for record in records)
        content = b"".join(line + b"\n" for line in lines)
        self._forget_later_stages()
        write_whole(path, content)
        self._asked.add(name)
        self._stages[name] = hashlib.sha256(content).hexdigest()
        self.write_record(self._record)
        return records

    def _forget_later_stages(self) -> None:
        later = self._stages.keys() - self._asked
        if not later:
            return
        for name in later:
            del self._stages[name]
        self.write_record(self._record)
        for name in later:
            (self.path / name).unlink(missing_ok=True)

    def _load(self, path: Path, adapter: TypeAdapter[R]) -> tuple[R, ...]:
        damaged = RunError(
            f"{path} is damaged or was changed",
            hint=f"Delete {path} to make it again, or use --fresh.",
        )
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self._stages[path.name]:
            raise damaged
        try:
            # Bytes: str.splitlines also splits at U+2028 and form feed, common in PDFs.
            return tuple(adapter.validate_json(line) for line in content.split(b"\n")[:-1])
        except ValidationError as error:  # As it was written, but not as this version writes.
            raise self._of_another_version("another version of litsynth") from error


def unwritable(path: Path, error: OSError) -> WritingError:
    """What to tell a user whose folder of runs cannot be written to."""
    return WritingError(
        f"cannot write to {path}: {error.strerror or error}",
        hint="Check its rights and the free space, or choose another folder with --out.",
    )


def made(folder: Path) -> bool:
    """Make `folder`; False if it is there."""
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True


def read_run_record(folder: Path) -> dict[str, Any] | None:
    """What `folder`/run.json holds, or None if there is none. Raises RunError if damaged."""
    path = folder / "run.json"
    if not path.exists():
        return None
    try:
        record = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError) as error:
        raise RunError(
            f"{path} is damaged or cannot be read: {error}",
            hint="Use --fresh for a new run, or delete the folder.",
        ) from error
    if not isinstance(record, dict):
        raise RunError(f"{path} is damaged", hint="Use --fresh for a new run.")
    return record


def runs_of(question: str, out: Path, settings: Settings) -> tuple[Path, ...]:
    """Folders in `out` that hold a run of exactly this question, the latest last.

    A run of which no stage was finished counts only if its settings are these: with others there
    is nothing to go on with. Folders that cannot be understood are passed over: they are not this
    question's.
    """
    same = settings_that_matter(settings)
    found = []
    for path in out.glob("*/run.json"):
        try:
            record = read_run_record(path.parent) or {}
        except RunError:
            continue
        identity = record.get("identity")
        if not isinstance(identity, dict) or identity.get("question") != question:
            continue
        if record.get("stages") or identity.get("settings") == same:
            found.append((str(record.get("started_at", "")), path.parent))
    return tuple(folder for _, folder in sorted(found))
