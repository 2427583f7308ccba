"""Files of JSON Lines that a user names, plain, .gz or .zst, read whole. UTF-16 needs its mark."""

from pathlib import Path

from litsynth.errors import ConfigError
from litsynth.streams import DamagedError, opened

_OTHER_ENCODING = "Save it as UTF-8, which an editor's “Save as” offers as an encoding."


def lines_of(path: Path) -> list[str]:
    """The lines of the file at `path` without their ends, empty ones too. Raises ConfigError."""
    try:
        with opened(path) as stream:
            data = stream.read(-1)
    except (OSError, DamagedError) as error:
        why = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"{path} cannot be read: {why}", hint="Give JSON Lines in UTF-8, plain, .gz or .zst."
        ) from error
    if b"\0" in data:
        raise ConfigError(
            f"{path} cannot be read: it is UTF-16, or no text at all", hint=_OTHER_ENCODING
        )
    # Bytes: str.splitlines also splits at U+2028, which may stand inside a sentence.
    return [_text(path, number, line) for number, line in enumerate(data.splitlines(), start=1)]


def _text(path: Path, number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path}, line {number}: byte {error.start + 1} is not UTF-8", hint=_OTHER_ENCODING
        ) from error
