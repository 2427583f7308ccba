"""The settings of a command: what its flags say, over the environment and the files."""

import os
from collections.abc import Mapping
from pathlib import Path

from litsynth.settings import OPTIONS, Settings
from litsynth.settings_layers import Layer, Loaded, is_list, listed, load_settings


def flags_of(given: Mapping[str, object]) -> dict[str, object]:
    """By "section.key", lists taken apart. `given` may have short names; None is not given."""
    named = {OPTIONS.get(name, name): value for name, value in given.items() if value is not None}
    return {
        name: listed(value) if isinstance(value, str) and is_list(name) else value
        for name, value in named.items()
    }


def loaded_from(given: Mapping[str, object], *, between: tuple[Layer, ...] = ()) -> Loaded:
    """The settings with their origins; `between` as in `load_settings`. Raises ConfigError."""
    return load_settings(
        flags=flags_of(given), environment=os.environ, folder=Path.cwd(), between=between
    )


def settings_from(given: Mapping[str, object]) -> Settings:
    """The settings alone. Raises ConfigError."""
    return loaded_from(given).settings
