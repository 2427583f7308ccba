"""Where the templates lie: in the wheel beside the code, in a checkout at its root."""

from pathlib import Path

from litsynth.errors import ConfigError

_PACKAGED = Path(__file__).parents[1] / "templates" / "report"
_CHECKOUT = Path(__file__).parents[3] / "templates" / "report"


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Folders to look for a report template in, the user's `own` first.

    Raises ConfigError if `own` is no folder.
    """
    if own is not None and not own.is_dir():
        raise ConfigError(
            f"there is no template folder {own}",
            hint="Name a folder that holds files like full.md.j2, or leave the setting out.",
        )
    shipped = next((folder for folder in (_PACKAGED, _CHECKOUT) if folder.is_dir()), _PACKAGED)
    return (own, shipped) if own is not None else (shipped,)
