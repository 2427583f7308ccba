"""A calibration as a JSON file. Reads and writes; decides nothing."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from litsynth.errors import ConfigError
from litsynth.verify.calibration import Calibration

CALIBRATION = TypeAdapter(Calibration)
_HINT = "Name a file that `litsynth calibrate` wrote, or leave --calibration out."


def read_calibration(path: Path) -> Calibration:
    """What `litsynth calibrate` wrote to `path`. Raises ConfigError."""
    try:
        return CALIBRATION.validate_json(path.expanduser().read_bytes())
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


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Beside, then renamed: a file that is there is whole. Raises ConfigError."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(CALIBRATION.dump_json(calibration, indent=1) + b"\n")
        partial.replace(path)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written: {error.strerror}", hint="Name another file with --out."
        ) from error
