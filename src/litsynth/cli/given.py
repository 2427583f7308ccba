"""The settings of a command: what its flags say, over the environment and the files."""

import os
from collections.abc import Mapping
from pathlib import Path

from litsynth.settings import OPTIONS, Settings
from litsynth.settings_layers import Layer, Loaded, load_settings


def flags_of(given: Mapping[str, object]) -> dict[str, object]:
    """By "section.key". `given` may have a flag's short name; None is a flag that was not given."""
    return {OPTIONS.get(name, name): value for name, value in given.items() if value is not None}


def loaded_from(given: Mapping[str, object], *, between: tuple[Layer, ...] = ()) -> Loaded:
    """The settings with their origins; `between` as in `load_settings`. Raises ConfigError."""
    return load_settings(
        flags=flags_of(given), environment=os.environ, folder=Path.cwd(), between=between
    )


def settings_from(given: Mapping[str, object]) -> Settings:
    """The settings alone. Raises ConfigError."""
    return loaded_from(given).settings
