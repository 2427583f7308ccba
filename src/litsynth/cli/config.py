"""`litsynth config show`: every setting, its value, and where the value comes from."""

import typer

from litsynth.cli.given import loaded_from
from litsynth.settings import SECRET_KEYS, Settings
from litsynth.settings_layers import Loaded

app = typer.Typer(no_args_is_help=True, help="Settings and where they come from.")


@app.callback()
def config() -> None:
    """Settings and where they come from."""


@app.command()
def show() -> None:
    """Print every setting with its value and its origin, one a line."""
    loaded = loaded_from({})
    width = max(len(name) for name in loaded.origins)
    for name in loaded.origins:
        value = shown_value(name, loaded.settings)
        typer.echo(f"{name:<{width}}  {value:<32} {origin_of(name, loaded)}")


def shown_value(name: str, settings: Settings) -> str:
    """A setting's value as it would be typed; of a secret only whether it is set."""
    section, _, key = name.partition(".")
    value = settings.model_dump(mode="json")[section][key]
    if value in (None, "", []):
        return "not set"
    if name in SECRET_KEYS:
        return "(set)"
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def origin_of(name: str, loaded: Loaded) -> str:
    """Where a value comes from, in words."""
    origin = loaded.origins[name]
    return "the environment" if origin == "environment" else origin
