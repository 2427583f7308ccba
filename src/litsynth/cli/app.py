"""The `litsynth` command. Commands read, call and print; heavy imports wait until they run."""

import json
import os
import signal
import sys
import warnings
from io import TextIOWrapper
from types import FrameType
from typing import Annotated, NoReturn, TextIO

import typer

from litsynth import __version__
from litsynth.cli import config, evaluate, library
from litsynth.cli.batch import batch
from litsynth.cli.calibrate import calibrate
from litsynth.cli.claims import claims
from litsynth.cli.doctor import doctor
from litsynth.cli.read import read
from litsynth.cli.report import report
from litsynth.errors import LitsynthError, of_the_system

app = typer.Typer(
    name="litsynth",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Literature reports whose every claim is checked against other papers.",
)
app.command()(report)
app.command()(batch)
app.command()(read)
app.command()(claims)
app.command()(calibrate)
app.command()(doctor)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(library.app, name="library")
app.add_typer(config.app, name="config")


@app.command()
def schema() -> None:
    """Print the JSON Schema of report.json."""
    from litsynth.report.schema import report_schema

    typer.echo(json.dumps(report_schema(), indent=2, ensure_ascii=False))


def _version(wanted: bool) -> None:  # noqa: FBT001 - the signature Typer asks of a callback
    if wanted:
        typer.echo(f"litsynth {__version__}")
        raise typer.Exit


@app.callback()
def litsynth(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Literature reports whose every claim is checked against other papers."""


_STOPPED = 130
"""Exit status of a command that was interrupted."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(
    message: Warning | str,
    category: type[Warning],  # noqa: ARG001
    filename: str,  # noqa: ARG001 - where in the program it arose tells a user nothing
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,
    line: str | None = None,  # noqa: ARG001
) -> None:
    """A warning as one sentence."""
    typer.echo(f"note: {' '.join(str(message).split())}", file=file or sys.stderr)


def _print_anything() -> None:
    """Have stdout spell out letters that its encoding lacks, as stderr does by itself."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _run() -> None:
    """`app`, but a pipe that its reader closed is an error of its own, not exit status 1."""
    try:
        app()
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        raise


def main() -> None:
    """Run a command. The one place where an error becomes a message and an exit status."""
    signal.signal(signal.SIGTERM, _interrupt)
    warnings.showwarning = _say
    _print_anything()
    try:
        _run()
    except LitsynthError as error:
        _end_by(error)
    except SystemExit as stopped:
        if stopped.code == _STOPPED:  # Of what Ctrl-C stopped elsewhere, Typer says nothing.
            typer.echo("interrupted", err=True)
        raise
    except BrokenPipeError:
        # Whoever read stdout has read enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _end_by(of_the_system(error))


def _end_by(error: LitsynthError) -> NoReturn:
    typer.echo(f"error: {error}\nhint:  {error.hint}", err=True)
    sys.exit(error.exit_code)
