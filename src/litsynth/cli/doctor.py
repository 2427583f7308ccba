"""`litsynth doctor`: what is here, and does it work."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth import __version__
from litsynth.cli.clock import now
from litsynth.cli.config import origin_of, shown_value
from litsynth.cli.given import loaded_from
from litsynth.errors import LitsynthError, SourceError
from litsynth.folders import home
from litsynth.settings import SECRET_KEYS, Settings, auto_sources
from litsynth.settings_layers import Loaded

if TYPE_CHECKING:
    from litsynth.records import JudgeCard


def doctor(
    *,
    offline: Annotated[
        bool | None, typer.Option("--offline", help="Do not ask any source.")
    ] = None,
) -> None:
    """Check versions, model, device, judge and sources. Exit status 6 if the model fails."""
    loaded = loaded_from({"offline": offline})
    settings = loaded.settings

    from litsynth.wiring import Workshop, make_environment

    place = home(os.environ)
    parts = Workshop(home=place, progress=typer.echo).parts(settings)
    # A sentence of this very moment: what is kept in the cache would tell nothing of the model.
    width = parts.encoder.encode([f"It is {now().started_at}."]).shape[1]
    environment = make_environment(parts.encoder, parts.judge, parts.reader)
    _heading("Program")
    _line("litsynth", f"{__version__} on Python {environment.python}")
    for package, version in environment.packages.items():
        _line(package, version)
    _line("caches", str(place))
    _line("reader", environment.reader)

    _heading("Models")
    _line("encoder", f"{environment.model} ({width} dimensions); it works")
    _line("its sha256", environment.model_sha256 or "not known")
    _line("device", environment.device)
    _line("judge", f"{parts.judge.name}, made {parts.judge.card.made}")
    _line("a larger judge", strong_judge())

    _heading("The judge's measured error")
    _tell_error(parts.judge.card)

    _heading("Sources")
    hints = []
    for name in ("starter", *auto_sources(settings)):
        answer, hint = _answer(name, settings, place)
        _line(name, answer)
        hints.append(hint)
    if settings.search.offline:
        for name in auto_sources(_with_search(settings, offline=False)):
            _line(name, "not asked (--offline)")
    for hint in dict.fromkeys(filter(None, hints)):
        typer.echo(f"  hint: {hint}")

    _heading("Keys and passwords (never shown)")
    for name in sorted(SECRET_KEYS):
        _line(_named(name), _kept(name, loaded))
    _heading("Settings that differ from the defaults")
    own = [name for name in loaded.origins if name not in SECRET_KEYS and _is_own(name, loaded)]
    for name in own:
        _line(name, f"{shown_value(name, settings)} (from {origin_of(name, loaded)})")
    if not own:
        typer.echo("  none")
    typer.echo("\n`litsynth config show` lists every setting.")


def _tell_error(card: "JudgeCard") -> None:
    from litsynth.report.figures import figure_rows, threshold_rows

    rows = figure_rows(card)
    if not rows:
        typer.echo("  none has been measured, so its confidence is a guess")
    for name, figure in rows:
        typer.echo(f"  {name:<58}{figure:>6}")
    thresholds = threshold_rows(card)
    for asked, least in thresholds:
        typer.echo(f"  {f'least confidence of “verified” at --precision {asked}':<58}{least:>6}")
    if thresholds:
        typer.echo("  A supported claim is “verified” from that confidence on; what it is worth is")
        typer.echo("  told in docs/how-to-read-a-verdict.md.")


def _named(name: str) -> str:
    """A secret setting in words: "key for Crossref"."""
    from litsynth.search.sources.unanswered import label

    section, _, key = name.partition(".")
    words = {"api_key": "key for", "mailto": "mail address for"}
    return f"{words[key]} {label(section)}" if key in words else "password of PDFs"


def _kept(name: str, loaded: Loaded) -> str:
    section, _, key = name.partition(".")
    given = getattr(getattr(loaded.settings, section), key)
    return f"set (from {origin_of(name, loaded)})" if given else "not set"


def _is_own(name: str, loaded: Loaded) -> bool:
    return loaded.origins[name] != "default"


def strong_judge() -> str:
    """The large judge that a user with a GPU may choose."""
    from litsynth.verify.hub_judge_folder import is_here
    from litsynth.verify.hub_judge_table import STRONG

    place = "its files are here" if is_here(STRONG) else "its files would be fetched from the hub"
    return (
        f"for a GPU: {STRONG.source} ({STRONG.size}, licence {STRONG.licence}); {place}. "
        "Try it with --judge strong, after `litsynth calibrate --judge strong`."
    )


def _answer(name: str, settings: Settings, place: Path) -> tuple[str, str]:
    """What one source says to a paper that most sources hold, and what to do where it does not."""
    from litsynth.wiring import make_reader, make_sources

    alone = _with_search(settings, sources=(name,))
    reader = make_reader(alone, home=place)
    try:
        (source,) = make_sources(alone, reader=reader, home=place, progress=typer.echo)
        # Crossref has no arXiv ids; the others know the journal's or the preprint's.
        paper = source.paper("acl:2020.aacl-main.56" if name == "crossref" else "arxiv:2005.13013")
    except SourceError as error:
        return f"does not answer: {error}", error.hint
    except LitsynthError as error:
        return str(error), error.hint
    return f"answers ({paper.title})" if paper else "answers, but lacks the paper asked for", ""


def _with_search(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update={"search": settings.search.model_copy(update=values)})


def _heading(text: str) -> None:
    typer.echo(f"\n{text}")


def _line(name: str, text: str) -> None:
    typer.echo(f"  {name:<34}{text}")
