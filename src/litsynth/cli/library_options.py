"""What the commands of `litsynth library` share: options, settings."""

from typing import Annotated

import typer

from litsynth.cli.given import settings_from
from litsynth.settings import Settings

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
    return settings_from(
        {"library.folder": place, "model": model, "device": device, "pdf_password": pdf_password}
    )


def rate(count: int, elapsed_s: float) -> str:
    """As in ", 6,100 a second"; nothing for what took too little time to tell."""
    return f", {count / elapsed_s:,.0f} a second" if count and elapsed_s >= _TELLING_S else ""
