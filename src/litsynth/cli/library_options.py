"""What the commands of `litsynth library` share: options, settings."""

import os
from pathlib import Path
from typing import Annotated

import typer

from litsynth.settings import OPTIONS, Settings
from litsynth.settings_layers import load_settings

NameOption = Annotated[str, typer.Option("--name", "-n", help="Which library.")]
PlaceOption = Annotated[
    str | None,
    typer.Option(
        "--library", metavar="DIR", help="Folder of the libraries, or an s3:// or gs:// address."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]
MAIN = "main"
_TELLING_S = 2.0


def settings_of(
    *,
    place: str | None,
    model: str | None = None,
    device: str | None = None,
    pdf_password: str | None = None,
) -> Settings:
    """The settings with what the flags say. Raises ConfigError."""
    flags: dict[str, object] = {} if place is None else {"library.folder": place}
    given = {"model": model, "device": device, "pdf_password": pdf_password}
    flags.update({OPTIONS[key]: value for key, value in given.items() if value is not None})
    return load_settings(flags=flags, environment=os.environ, folder=Path.cwd()).settings


def rate(count: int, elapsed_s: float) -> str:
    """As in ", 6,100 a second"; nothing for what took too little time to tell."""
    return f", {count / elapsed_s:,.0f} a second" if count and elapsed_s >= _TELLING_S else ""
