"""`litsynth library`: papers of the user's own, on disk and searched without a network."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from litsynth.cli.clock import now
from litsynth.cli.library_options import (
    MAIN,
    JsonOption,
    NameOption,
    PlaceOption,
    rate,
    settings_of,
)
from litsynth.cli.library_search import search
from litsynth.cli.options import DeviceOption, ModelOption, PdfPasswordOption, QuietOption
from litsynth.cli.progress import shown_progress
from litsynth.errors import ConfigError, InterruptedRunError
from litsynth.folders import home
from litsynth.lexical import counted

if TYPE_CHECKING:
    from litsynth.library.adding import Added, Problem

app = typer.Typer(no_args_is_help=True)


@app.callback()
def library() -> None:
    """Papers of your own: add, search, embed, remove.

    Begin with `litsynth library add PATH`: it makes the library. `litsynth report "..." --source
    library:main` then takes its papers from there.
    """


@app.command()
def add(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Files or folders: papers (PDF, JATS XML, HTML, LaTeX, Markdown, text); JSON "
            "Lines (arXiv, OpenAlex, ACL dumps; title and abstract), CSL-JSON, BibTeX, RIS, PubMed "
            "(.nbib), CSV or TSV; plain, .gz or .zst.",
        ),
    ],
    *,
    name: NameOption = MAIN,
    place: PlaceOption = None,
    pdf_password: PdfPasswordOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add papers to a library; make it if it is not there.

    What is there already is passed over, what has changed is updated. Every batch is kept at once,
    so that a run that was stopped goes on with the same command. Lines that cannot be read, files
    of a folder that are passed over, and what was not understood in a paper are listed on stderr;
    the rest is added.

    Exit status: 0 done, bad lines or not; 1 some file was not read to its end; 2 bad usage;
    7 the library cannot be used; 130 interrupted.
    """
    from litsynth.corpus import helpers, root_of
    from litsynth.library.adding import add_files, files_below
    from litsynth.library.importing import Importer, why_not
    from litsynth.library.pace import Pace
    from litsynth.wiring import make_reader

    settings = settings_of(place=place, pdf_password=pdf_password)
    _check_paths(paths)
    known = helpers(settings, make_reader(settings, home=home(os.environ)))
    files, passed = files_below(paths, why_not=lambda path: why_not(path, known))
    if not files:
        _tell_problems(passed, said="passed over", count=len(passed))
        raise ConfigError(
            f"there is nothing to add in {', '.join(map(str, paths))}",
            hint="Name files, or a folder that holds some: papers (PDF, JATS XML, HTML, LaTeX, "
            "Markdown, text), JSON Lines, CSL-JSON, BibTeX, RIS, PubMed, CSV.",
        )

    from litsynth.library.database import Database
    from litsynth.library.place import found_name
    from litsynth.library.writing import open_or_create

    root = root_of(settings)
    importer = Importer(known)
    pace = Pace(
        [(file, file.stat().st_size) for file in files],
        clock=time.monotonic,
        position=lambda: importer.position,
    )
    with (
        shown_progress(quiet=quiet) as progress,
        _going_on("added"),
        _locked(root, name),
    ):
        database = Database(root)
        is_new = found_name(name, database.names()) is None
        opened = open_or_create(database, name, now=now().started_at)
        added = add_files(files, opened.store, importer.entries, pace=pace, progress=progress)
        papers = len(opened)
        if is_new and not papers:
            database.drop(name)
    if as_json:
        record = _added_record(added, passed, name, papers, pace.elapsed_s)
        typer.echo(json.dumps(record, indent=2))
    else:
        typer.echo(_added_text(added, passed, pace.elapsed_s))
        typer.echo(
            f"the library {name!r} was not made: no paper was added"
            if is_new and not papers
            else f"the library {name!r} has {counted(papers, 'paper')}"
        )
    _tell_problems(added.problems, said="not added", count=added.bad)
    _tell_remarks(added)
    _tell_problems(passed, said="passed over", count=len(passed))
    if added.broken_files:
        raise typer.Exit(1)


def _check_paths(paths: list[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path} does not exist", hint="Give paths of files or folders.")
        if not path.is_file() and not path.is_dir():
            raise ConfigError(
                f"{path} is neither a file nor a folder",
                hint="Write to a file what is to be added.",
            )


def _added_record(
    added: "Added", passed: "tuple[Problem, ...]", name: str, papers: int, elapsed_s: float
) -> dict[str, Any]:
    return {
        "library": name,
        "papers": papers,
        "added": added.added,
        "updated": added.updated,
        "unchanged": added.unchanged,
        "repeated": added.repeated,
        "bad": added.bad,
        "formats": dict(added.formats),
        "elapsed_s": round(elapsed_s, 3),
        "problems": [
            {"file": each.file, "line": each.line or None, "reason": each.reason}
            for each in added.problems
        ],
        "passed_over": [{"file": each.file, "reason": each.reason} for each in passed],
        "remarks": [
            {"file": each.file, "line": each.line or None, "remark": each.reason}
            for each in added.remarks
        ],
    }


def _added_text(added: "Added", passed: "tuple[Problem, ...]", elapsed_s: float) -> str:
    parts = [f"{added.added:,} added", f"{added.updated:,} updated"]
    parts.append(f"{added.unchanged:,} unchanged")
    if added.repeated:
        parts.append(f"{added.repeated:,} repeated")
    if added.bad:
        parts.append(f"{added.bad:,} could not be read")
    if passed:
        parts.append(f"{len(passed):,} passed over")
    return f"{', '.join(parts)} in {elapsed_s:.1f} s{rate(added.read, elapsed_s)}"


def _tell_problems(problems: "Sequence[Problem]", *, said: str, count: int) -> None:
    """A line for each of `problems`; `count` is how many there are in all."""
    for each in problems:
        place = f"{each.file}, line {each.line}" if each.line else each.file
        typer.echo(f"{said}: {place}: {each.reason}", err=True)
    if count > len(problems):
        typer.echo(f"and {count - len(problems):,} more", err=True)


def _tell_remarks(added: "Added") -> None:
    for each in added.remarks:
        typer.echo(f"remark: {each.file}, line {each.line}: {each.reason}", err=True)
    told = len({(each.file, each.line) for each in added.remarks})
    if added.remarked > told:
        typer.echo(f"and remarks on {added.remarked - told:,} more", err=True)


app.command()(search)


@app.command("list")
def list_(*, place: PlaceOption = None, as_json: JsonOption = False) -> None:
    """List the libraries, with their papers and what is embedded."""
    from litsynth.corpus import root_of
    from litsynth.library.overview import overviews

    root = root_of(settings_of(place=place))
    found = overviews(root)
    if as_json:
        typer.echo(json.dumps([each.as_record() for each in found], indent=2))
        return
    if not found:
        typer.echo(f"There is no library in {root}. Make one: litsynth library add PATH")
        return
    width = max(len(each.name) for each in found)
    for each in found:
        typer.echo(f"{each.name:<{width}}  {each.in_words}")


@app.command()
def stats(
    *, name: NameOption = MAIN, place: PlaceOption = None, as_json: JsonOption = False
) -> None:
    """Print what is in a library: papers, years, formats, vectors, size on disk."""
    from litsynth.corpus import open_library
    from litsynth.library.overview import statistics

    found = statistics(open_library(settings_of(place=place), name))
    typer.echo(json.dumps(found.as_record(), indent=2) if as_json else found.in_words)


@app.command()
def remove(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Papers to remove (acl:P19-1001, a DOI); none: the whole library."),
    ] = None,
    *,
    name: NameOption = MAIN,
    place: PlaceOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove papers from a library, or the library with all its papers."""
    from litsynth.corpus import open_library, root_of
    from litsynth.library.database import Database

    settings = settings_of(place=place)
    root = root_of(settings)
    opened = open_library(settings, name)
    with _locked(root, name):
        if not ids:
            _confirm(
                f"Remove the library {name!r} with its {counted(len(opened), 'paper')}?", yes=yes
            )
            Database(root).drop(name)
            typer.echo(f"the library {name!r} was removed")
            return
        found = opened.ids_of(ids)
        if missing := [each for each in ids if each not in found]:
            raise ConfigError(
                f"the library {name!r} has no {', '.join(missing)}",
                hint="Write ids as `litsynth library search` prints them; nothing was removed.",
            )
        gone = sorted({each for several in found.values() for each in several})
        _confirm(f"Remove {', '.join(gone)} from the library {name!r}?", yes=yes)
        count = opened.store.remove(gone)
    was = "was" if count == 1 else "were"
    typer.echo(f"{counted(count, 'paper')} {was} removed; the library {name!r} has {len(opened):,}")


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise ConfigError(
            f"{question} Removing asks first, and nobody can answer here.",
            hint="Where you want just that, give --yes.",
        )
    if not typer.confirm(question, err=True):
        raise typer.Exit(1)


@app.command()
def embed(
    *,
    name: NameOption = MAIN,
    place: PlaceOption = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Papers to embed at most, this time.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Drop the vectors that are there, and begin anew.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="In full precision, which is far slower.")
    ] = False,
    model: ModelOption = None,
    device: DeviceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make the vectors that a search by meaning needs, for papers that have none yet.

    Every part is kept at once: stopped, the same command goes on. The GPU is used where there is
    one. There, and on CPUs with matrix units, half precision is much quicker and near enough
    (cosine to the exact vectors above 0.999); --exact does without it.
    """
    from litsynth.corpus import library_encoder, open_library, root_of
    from litsynth.library.embedding import embed_papers

    settings = settings_of(place=place, model=model, device=device)
    opened = open_library(settings, name)
    encoder = library_encoder(settings, exact=exact)
    with (
        shown_progress(quiet=quiet) as progress,
        _going_on("embedded"),
        _locked(root_of(settings), name),
    ):
        if again:
            # What cannot be loaded or run must not cost the vectors that are there.
            encoder.encode(["one"])
            opened.store.vectors.drop()
        found = embed_papers(
            opened, encoder, at_most=limit, clock=time.monotonic, progress=progress
        )
    typer.echo(
        f"{counted(found.embedded, 'paper')} embedded by {encoder.name} in {found.elapsed_s:.1f} s"
        f"{rate(found.embedded, found.elapsed_s)}\n"
        f"{found.before + found.embedded:,} of {found.before + found.embedded + found.left:,} "
        f"papers of the library {name!r} have vectors"
    )


def _locked(root: str, name: str) -> AbstractContextManager[None]:
    from litsynth.library.locking import locked

    return locked(root, name, locks=home(os.environ) / "locks")


@contextmanager
def _going_on(what: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as error:
        raise InterruptedRunError(
            f"interrupted; what was {what} is kept", hint="The same command goes on."
        ) from error
