"""`litsynth evaluate retrieval`: the search of a report, measured beside what it must beat."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.given import settings_from
from litsynth.cli.options import DeviceOption, QuietOption, TableJsonOption
from litsynth.cli.progress import shown_progress
from litsynth.cli.workshop import workshop
from litsynth.errors import ConfigError, LibraryError, NothingFoundError
from litsynth.json_lines import lines_of
from litsynth.settings import Settings

if TYPE_CHECKING:
    from litsynth.library.library import Library
    from litsynth.pipeline.parts import Parts
    from litsynth.ports import Vectors
    from litsynth.records import Paper
    from litsynth.search.evaluate import Asked, Ranking


_WANTED = 100
"""Papers wanted, as by --max-papers: recall@100 needs as many."""


def retrieval(
    file: Annotated[
        Path,
        typer.Argument(
            help='JSON Lines, plain, .gz or .zst: {"question", "gold": [{"doi"}, {"acl_id"}, …]}.'
        ),
    ],
    *,
    library: Annotated[
        str, typer.Option(help="Name of the library to search, all of it embedded.")
    ],
    device: DeviceOption = None,
    as_json: TableJsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print how well papers are found, beside plain BM25 and plain cosine over the same library.

    Every paper of the library must have a vector: litsynth library embed --name NAME.
    Planner, search and ranking are those of `litsynth report --source library:NAME`. Every figure
    has a 95 % bootstrap interval over questions.
    """
    settings = settings_from({"source": [f"library:{library}"], "device": device})
    asked = _asked(file)

    from pydantic import TypeAdapter

    from litsynth.corpus import open_library
    from litsynth.search.evaluate import RetrievalEvaluation, as_table, evaluate_retrieval
    from litsynth.search.evaluate_plain import plain_rankings

    opened = open_library(settings, library)
    with shown_progress(quiet=quiet) as progress:
        parts = workshop(progress).parts(settings)
        opened.expect(parts.encoder.name)
        papers = tuple(opened.all_papers())
        plain = plain_rankings(papers, _vectors(opened, papers), parts.encoder)
        found = evaluate_retrieval(
            asked,
            {"litsynth": _as_in_a_report(settings, parts), **plain},
            papers=papers,
            progress=progress,
        )
    if as_json:
        typer.echo(TypeAdapter(RetrievalEvaluation).dump_json(found, indent=2).decode())
    else:
        typer.echo(as_table(found), nl=False)


def _as_in_a_report(settings: Settings, parts: "Parts") -> "Ranking":
    from litsynth.search.plan import check_period, make_plan
    from litsynth.search.run import find_papers

    check_period(settings.search.since, settings.search.until, today=None)

    def ranking(question: str) -> "Sequence[Paper]":
        try:
            plan = make_plan(question, since=settings.search.since, until=settings.search.until)
        except ConfigError as error:  # A report would refuse it: nothing is found.
            typer.echo(f"counted as finding nothing: {error}", err=True)
            return ()
        try:
            # A report of thirty papers asks for fewer, and has the same first thirty or nearly.
            limit = max(_WANTED, settings.search.max_papers)
            # Papers below the floor are listed too: a cut would hide how they are ordered.
            found = find_papers(plan, parts.sources, parts.encoder, limit=limit, floor=0.0)
        except NothingFoundError:
            return ()
        return [each.paper for each in found.ranked]

    return ranking


def _vectors(library: "Library", papers: "Sequence[Paper]") -> "Vectors":
    """Shape (n, d), in the order of `papers`. Raises LibraryError where one has none."""
    import numpy as np

    known = library.vectors([paper.id for paper in papers])
    missing = sum(paper.id not in known for paper in papers)
    if missing or not papers:
        raise LibraryError(
            f"{missing} of {len(papers)} papers of the library {library.name!r} have no vector",
            hint=f"Run `litsynth library embed --name {library.name}` first.",
        )
    return np.stack([known[paper.id] for paper in papers])


def _asked(file: Path) -> "tuple[Asked, ...]":
    from litsynth.search.evaluate import read_asked

    lines = lines_of(file)
    try:
        return read_asked(lines)
    except ConfigError as error:
        raise ConfigError(f"{file}, {error}", hint=error.hint) from error
