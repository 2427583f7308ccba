"""The folders that litsynth keeps things in: caches, locks, the user's libraries."""

from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from litsynth.settings import Settings
from litsynth.user_paths import at_home

HOME_VARIABLE = "LITSYNTH_HOME"
"""Folder for caches and locks. Not a setting: it may not change what a report says."""


def home(environment: Mapping[str, str]) -> Path:
    """The folder for caches and locks: `LITSYNTH_HOME`, else the user's cache folder."""
    named = environment.get(HOME_VARIABLE)
    return at_home(named) if named else user_cache_path("litsynth")


def libraries(settings: Settings, environment: Mapping[str, str]) -> str:
    """The folder or address of the user's libraries.

    The setting wins over `LITSYNTH_HOME`, and that over the user's data folder.
    """
    if settings.library.folder:
        named = settings.library.folder
        return named if "://" in named else str(at_home(named).absolute())
    moved = environment.get(HOME_VARIABLE)
    base = at_home(moved).absolute() if moved else user_data_path("litsynth")
    return str(base / "libraries")
