"""`litsynth config show`: every setting, its value, and where the value comes from."""

import os
from pathlib import Path

import typer

from litsynth.settings import SECRET_KEYS, load_settings

app = typer.Typer(no_args_is_help=True, help="Settings and where they come from.")


@app.callback()
def config() -> None:
    """Settings and where they come from."""


@app.command()
def show() -> None:
    """Print every setting with its value and its origin, one a line."""
    loaded = load_settings(flags={}, environment=os.environ, folder=Path.cwd())
    values = loaded.settings.model_dump(mode="json")
    width = max(len(name) for name in loaded.origins)
    for name, origin in loaded.origins.items():
        section, _, key = name.partition(".")
        value = values[section][key]
        shown = "(set)" if name in SECRET_KEYS and value else value
        typer.echo(f"{name:<{width}}  {shown!r:<32} {origin}")
