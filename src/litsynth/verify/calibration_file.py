"""A calibration as a JSON file. Reads and writes; decides nothing."""

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from litsynth.errors import ConfigError
from litsynth.user_paths import at_home
from litsynth.verify.calibration import Calibration
from litsynth.whole_files import write_whole

CALIBRATION = TypeAdapter(Calibration)
_HINT = "Name a file that `litsynth calibrate` wrote, or leave --calibration out."
_MARK = "sha256"
"""Beside the calibration: its digest, by which a change of any number is seen."""


def read_calibration(path: Path) -> Calibration:
    """What `litsynth calibrate` wrote to `path`, unchanged. Raises ConfigError."""
    try:
        content = at_home(path).read_bytes()
        found = CALIBRATION.validate_json(content)
    except OSError as error:
        raise ConfigError(
            f"the calibration {path} cannot be read: {error.strerror}", hint=_HINT
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ConfigError(
            f"{path} is no calibration: {place} {first['msg']}".replace(":  ", ": "), hint=_HINT
        ) from error
    if json.loads(content).get(_MARK) != found.digest:
        raise ConfigError(
            f"{path} is not as it was measured: it was changed, or written by an older litsynth",
            hint="Make it again with `litsynth calibrate`, or leave --calibration out.",
        )
    return found


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Raises ConfigError; what was at `path` is kept then."""
    record = CALIBRATION.dump_python(calibration, mode="json") | {_MARK: calibration.digest}
    try:
        write_whole(path, f"{json.dumps(record, indent=1)}\n".encode())
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written: {error.strerror}", hint="Name another file with --out."
        ) from error
