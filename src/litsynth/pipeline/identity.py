"""What a run is a run of: its question, the settings that matter, and its folder's name."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from litsynth.lexical import content_words
from litsynth.report.wording import as_typed
from litsynth.settings import DATABASES, SECRET_KEYS, Settings, auto_sources, flag_of
from litsynth.user_paths import at_home

_NOT_PART_OF_THE_RESULT = SECRET_KEYS | {
    "report.out",
    "report.formats",
    "report.template",
    "reading.workers",
    "search.refresh",
    "verify.device",
    *(
        f"{source}.{key}"
        for source in DATABASES
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
