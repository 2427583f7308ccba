"""A calibration as a JSON file. Reads and writes; decides nothing."""

from itertools import chain
from math import isfinite
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from litsynth.errors import ConfigError
from litsynth.user_paths import at_home
from litsynth.verify.calibration import Calibration
from litsynth.whole_files import write_whole

CALIBRATION = TypeAdapter(Calibration)
_HINT = "Name a file that `litsynth calibrate` wrote, or leave --calibration out."
_CHANGED = "It was changed after it was made: make it again with `litsynth calibrate`."
_FARTHEST = 1e6
"""No label moves log-odds this far, and arithmetic on larger numbers would overflow."""
_NEVER = 1.01
"""The threshold that nothing reaches."""


def read_calibration(path: Path) -> Calibration:
    """What `litsynth calibrate` wrote to `path`. Raises ConfigError."""
    try:
        found = CALIBRATION.validate_json(at_home(path).read_bytes())
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

    if fault := _fault(found):
        raise ConfigError(f"{path} is no calibration: {fault}", hint=_CHANGED)
    return found


def _fault(found: Calibration) -> str | None:
    """What no calibration that was measured has; None if it could be one."""
    asked = [number for pair in found.thresholds for number in pair[:1]]
    least = [number for pair in found.thresholds for number in pair[1:]]
    shares = [number for row in found.reliability for number in row[:2]]
    field = () if found.field is None else (found.field.usual, found.field.far)
    # Each asks for what must hold, so that what is no number fails it.
    for name, holds, needed in (
        ("slopes", all(0 < n <= _FARTHEST for n in found.slopes), "more than 0"),
        ("shifts", all(-_FARTHEST <= n <= _FARTHEST for n in found.shifts), "numbers"),
        ("thresholds", all(0 <= n <= 1 for n in asked), "for precisions from 0 to 1"),
        ("thresholds", all(0 <= n <= _NEVER for n in least), f"from 0 to {_NEVER}"),
        ("reliability", all(0 <= n <= 1 for n in shares), "shares from 0 to 1"),
        ("reliability", all(row[2] >= 0 for row in found.reliability), "of 0 pairs or more"),
        ("labels", found.labels >= 0, "0 or more"),
        ("groups", found.groups >= 0, "0 or more"),
        ("figures", all(map(isfinite, found.figures.values())), "numbers"),
        ("intervals", all(map(isfinite, chain(*found.intervals.values()))), "numbers"),
        ("field", all(map(isfinite, field)), "numbers"),
    ):
        if not holds:
            return f"its {name} must be {needed}"
    return None


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Raises ConfigError; what was at `path` is kept then."""
    try:
        write_whole(path, CALIBRATION.dump_json(calibration, indent=1) + b"\n")
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written: {error.strerror}", hint="Name another file with --out."
        ) from error
