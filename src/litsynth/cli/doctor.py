"""`litsynth doctor`: what is here, and does it work."""

import os
from pathlib import Path
from typing import Annotated

import typer

from litsynth import __version__
from litsynth.errors import LitsynthError, SourceError
from litsynth.settings import Settings, home, load_settings


def doctor(
    *,
    offline: Annotated[
        bool | None, typer.Option("--offline", help="Do not ask any source.")
    ] = None,
) -> None:
    """Check versions, model, device, judge and sources. Exit status 6 if the model fails."""
    flags = {} if offline is None else {"search.offline": offline}
    settings = load_settings(flags=flags, environment=os.environ, folder=Path.cwd()).settings

    from litsynth.wiring import Workshop, auto_sources, make_environment

    place = home(os.environ)
    parts = Workshop(home=place, progress=typer.echo).parts(settings)
    width = parts.encoder.encode(["one sentence"]).shape[1]
    environment = make_environment(parts.encoder, parts.judge, parts.reader)
    _line("litsynth", f"{__version__} on Python {environment.python}")
    for package, version in environment.packages.items():
        _line(package, version)
    _line("caches", str(place))
    _line("reader", environment.reader)
    _line("model", f"{environment.model} ({width} dimensions)")
    _line("sha256", environment.model_sha256 or "not known")
    _line("device", environment.device)
    _line("judge", f"{parts.judge.name}, made {parts.judge.card.made}")
    for name, figure in parts.judge.card.figures.items():
        _line("", f"{name} {figure:.3f}")
    for name in ("starter", *auto_sources(settings)):
        _line(name, _answer(name, settings, place))
    if settings.search.offline:
        for name in auto_sources(_with_search(settings, offline=False)):
            _line(name, "not asked (--offline)")


def strong_judge() -> str:
    """The large judge that a user with a GPU may choose."""
    from litsynth.verify.hub_judge_folder import is_here
    from litsynth.verify.hub_judge_table import STRONG

    place = "its files are here" if is_here(STRONG) else "its files would be fetched from the hub"
    return (
        f"offered, for a GPU: {STRONG.source} ({STRONG.size}, licence {STRONG.licence}); {place}. "
        "Try it with --judge strong, after `litsynth calibrate --judge strong`."
    )


def _answer(name: str, settings: Settings, place: Path) -> str:
    """What one source says to a paper that most sources hold."""
    from litsynth.wiring import make_reader, make_sources

    alone = _with_search(settings, sources=(name,))
    reader = make_reader(alone, home=place)
    try:
        (source,) = make_sources(alone, reader=reader, home=place, progress=typer.echo)
        # Crossref has no arXiv ids; the others know the journal's or the preprint's.
        paper = source.paper("acl:2020.aacl-main.56" if name == "crossref" else "arxiv:2005.13013")
    except SourceError as error:
        return f"does not answer: {error}"
    except LitsynthError as error:
        return f"{error} ({error.hint})"
    return f"answers ({paper.title})" if paper else "answers, but lacks the paper asked for"


def _with_search(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update={"search": settings.search.model_copy(update=values)})


def _line(name: str, text: str) -> None:
    typer.echo(f"{name:<22}{text}")
