"""A run's folder: one JSON Lines file a stage, written beside and renamed; run.json says of what.

A stage's file exists only once the stage has finished, so a killed run goes on with the stage it
was in. A folder that was made with other settings, model or reader is refused.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, TypeVar

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from litsynth.errors import RunError, WritingError
from litsynth.lexical import content_words
from litsynth.report.wording import as_typed
from litsynth.settings import SECRET_KEYS, Settings, auto_sources, flag_of
from litsynth.user_paths import at_home
from litsynth.whole_files import write_whole

R = TypeVar("R")

_NOT_PART_OF_THE_RESULT = SECRET_KEYS | {
    "report.out",
    "report.formats",
    "report.template",
    "reading.workers",
    "search.refresh",
    "verify.device",
    *(
        f"{source}.{key}"
        for source in ("arxiv", "openalex", "semantic_scholar", "crossref")
        for key in (
            "interval_s",
            "connect_timeout_s",
            "read_timeout_s",
            "attempts",
            "longest_wait_s",
            "search_timeout_s",
            "cache_ttl_h",
        )
    ),
}
"""Settings that may differ when a run is resumed: they change the way, not the report."""

_SLUG_LENGTH = 48
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "æ": "ae",
     "Æ": "Ae", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa", "œ": "oe", "Œ": "Oe", "ł": "l",
     "Ł": "L"}
)  # fmt: skip
_ROUNDS = 100_000
"""Of making a mark: some hundredths of a second, so that guessing takes its time."""
NO_STATES: Mapping[str, str] = MappingProxyType({})


def settings_that_matter(settings: Settings) -> dict[str, object]:
    """By "section.key", as JSON values, without what cannot change a report and without secrets.

    Paths are whole: "papers" is another folder in another working directory. `auto` is what it
    stands for, which a key may change; of a password there is a mark.
    """
    matter = {
        f"{section}.{key}": _with_whole_paths(f"{section}.{key}", value)
        for section, values in settings.model_dump(mode="json").items()
        for key, value in values.items()
        if f"{section}.{key}" not in _NOT_PART_OF_THE_RESULT
    }
    asked = " + ".join(auto_sources(settings))
    auto = f"auto ({asked})" if asked else "auto"
    sources = [whole_source(name) for name in settings.search.sources]
    return matter | {
        "search.sources": [auto if name == "auto" else name for name in sources],
        "reading.pdf_password": _mark(settings.reading.pdf_password),
    }


def _mark(secret: str | None) -> str | None:
    """What tells two secrets apart, and neither: one secret in 65,536 has the same mark."""
    if secret is None:
        return None
    made = hashlib.pbkdf2_hmac("sha256", secret.encode(errors="replace"), b"litsynth", _ROUNDS)
    return f"given (mark {made[:2].hex()})"


def _with_whole_paths(name: str, value: Any) -> object:
    if not value:
        return value
    if name == "verify.calibration" or (name == "library.folder" and "://" not in value):
        return _whole(value)
    if name in {"verify.judge", "verify.model"} and at_home(value).is_dir():
        return _whole(value)
    return value


def whole_source(name: str) -> str:
    """The source `name`, a folder by its whole path."""
    scheme, _, rest = name.partition(":")
    return f"folder:{_whole(rest)}" if scheme == "folder" and rest else name


def _whole(path: str) -> str:
    return str(at_home(path).resolve())


def public_settings(settings: Settings) -> dict[str, object]:
    """By "section.key", as JSON values, without secrets: what run.json shows."""
    return {
        f"{section}.{key}": value
        for section, values in settings.model_dump(mode="json").items()
        for key, value in values.items()
        if f"{section}.{key}" not in SECRET_KEYS
    }


def slug(question: str) -> str:
    """The question's content words as a folder name: lower case, ASCII, at most 48 characters."""
    kept = ""
    for word in dict.fromkeys(content_words(_without_marks(question))):
        ascii_word = re.sub(r"[^a-z0-9]+", "-", word).strip("-")
        if not ascii_word or ascii_word in kept.split("-"):
            continue
        if len(kept) + len(ascii_word) + 1 > _SLUG_LENGTH:
            break
        kept = f"{kept}-{ascii_word}" if kept else ascii_word
    return kept or "question"


def _without_marks(text: str) -> str:
    """Letters as a keyboard without them has them: "Kühlung" as "Kuehlung", "naïve" as "naive"."""
    plain = unicodedata.normalize("NFC", text).translate(_TWO_LETTERS)
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(one for one in parts if not unicodedata.combining(one))


def folder_name(
    question: str, settings: Settings, date: str, states: Mapping[str, str] = NO_STATES
) -> str:
    """`<slug>-<date>-<digest>`; the digest is of the question, the settings that matter, and what
    the user's own sources hold: their states, by name.
    """
    parts = [question, settings_that_matter(settings), *([dict(states)] if states else [])]
    content = json.dumps(parts, sort_keys=True)
    return f"{slug(question)}-{date}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a run is a run of. Two runs with one identity give one report."""

    question: str
    settings: Mapping[str, object]
    versions: Mapping[str, str]
    """litsynth, model, judge and reader, by name."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """What the user's own folders and libraries held, by name: "12 files (a1b2c3d4)"."""

    @property
    def version(self) -> str:
        """Of the litsynth that began it; empty if that is not known."""
        return self.versions.get("litsynth", "")

    def differences(self, other: "Identity") -> tuple[str, ...]:
        """What differs, in words; empty where nothing does."""
        found = []
        if self.question != other.question:
            found.append("the question")
        for ours, theirs in (
            (self.settings, other.settings),
            (self.versions, other.versions),
            (self.sources, other.sources),
        ):
            found.extend(
                f"{flag_of(key)} was {as_typed(ours.get(key))}, and is {as_typed(theirs.get(key))}"
                for key in sorted({*ours, *theirs})
                if ours.get(key) != theirs.get(key)
            )
        return tuple(found)


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
            raise RunError(
                f"another litsynth is working in {self.path}",
                hint="Wait for it, or use --fresh for a run of its own.",
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
