"""Files of JSON Lines that a user names, plain, .gz or .zst, read whole."""

from pathlib import Path

from litsynth.errors import ConfigError
from litsynth.streams import DamagedError, opened


def lines_of(path: Path) -> list[bytes]:
    """The lines of the file at `path`, empty ones too. Raises ConfigError."""
    try:
        with opened(path) as stream:
            data = stream.read(-1)
    except (OSError, DamagedError) as error:
        raise unreadable(path, getattr(error, "strerror", None) or error) from error
    # Bytes: str.splitlines also splits at U+2028, which may stand inside a sentence.
    return data.split(b"\n")


def unreadable(path: Path, why: object) -> ConfigError:
    """What to tell a user whose file cannot be read."""
    return ConfigError(
        f"{path} cannot be read: {why}", hint="Give JSON Lines in UTF-8, plain, .gz or .zst."
    )
