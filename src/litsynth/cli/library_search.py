"""`litsynth library search`: the papers of a library that fit best."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.library_options import (
    MAIN,
    JsonOption,
    NameOption,
    PlaceOption,
    settings_of,
)
from litsynth.cli.options import DeviceOption, ModelOption, SinceOption, UntilOption
from litsynth.errors import ConfigError

if TYPE_CHECKING:
    from litsynth.library.filters import Filters
    from litsynth.library.library import Hit, Library
    from litsynth.records import Paper

_LOOKED_AT = 200
"""Hits whose venues are told where none of the venue asked for is found."""


def search(  # noqa: PLR0913 - one parameter a flag
    words: Annotated[
        str, typer.Argument(help="A question or words, in quotes; or the id of a paper.")
    ],
    *,
    name: NameOption = MAIN,
    place: PlaceOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Papers to list at most.")] = 10,
    year: Annotated[str | None, typer.Option(help="2020, 2018-2020, 2018- or -2020.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    venue: Annotated[
        str | None, typer.Option(help="Part of the venue's name, or its short name: emnlp.")
    ] = None,
    category: Annotated[str | None, typer.Option(help="cs.CL, or cs for all of cs.*.")] = None,
    lexical_only: Annotated[
        bool, typer.Option("--lexical-only", help="By words alone, even where vectors are.")
    ] = False,
    model: ModelOption = None,
    device: DeviceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the papers of a library that fit best.

    Full text and vectors are joined where papers were embedded (`library embed`), else words alone
    decide. Words are searched one by one, also where they stand in quotation marks as a phrase.
    Papers without a date pass every limit of time. An id (arxiv:2606.28051, a DOI) is looked up.
    """
    from litsynth.corpus import library_encoder, open_library
    from litsynth.library.filters import Filters

    settings = settings_of(place=place, model=model, device=device)
    first, last = _period(year, since, until)
    filters = Filters(since=first, until=last, venue=venue, category=category)
    if not words.strip():
        raise ConfigError("there is nothing to search for", hint="Give some words, in quotes.")
    opened = open_library(settings, name)
    if (named := opened.named(words)) is not None:
        _tell_named(named, words, name, as_json=as_json)
        return
    vector = None
    if not lexical_only and opened.encoder is not None:
        encoder = library_encoder(settings, exact=False)
        opened.expect(encoder.name)
        vector = encoder.encode([words])[0]
    if vector is None and not opened.store.has_terms(words):
        raise ConfigError(
            f"there is nothing to search for: {words!r} holds only words that every paper has",
            hint="Give some telling words, in quotes.",
        )
    hits = opened.search(words, limit=limit, filters=filters, vector=vector)
    if as_json:
        typer.echo(_hits_record(words, name, hits))
        return
    typer.echo(_hits_text(hits), nl=False)
    decided = _decided(opened, hits, asked=lexical_only, by_vector=vector is not None)
    typer.echo(decided, err=True)
    if venue and not hits:
        _tell_venues(opened, words, replace(filters, venue=None))
    if unindexed := opened.store.unindexed():
        typer.echo(
            f"note: {unindexed:,} papers are not in the index of words yet; "
            "the next `litsynth library add` puts them there.",
            err=True,
        )


def _decided(opened: "Library", hits: "tuple[Hit, ...]", *, asked: bool, by_vector: bool) -> str:
    """Whether words, meaning or both put the papers in this order."""
    if asked:
        return "ranked by words alone, as asked"
    if not by_vector:
        return "ranked by words alone: no paper has a vector (`litsynth library embed` makes them)"
    by_words = not hits or any(hit.lexical is not None for hit in hits)
    said = (
        "ranked by words and by meaning"
        if by_words
        else ("ranked by meaning alone: no paper has any of the words")
    )
    papers, embedded = len(opened), opened.store.vectors.count()
    if embedded >= papers:
        return said
    return (
        f"{said}\nnote: only {embedded:,} of {papers:,} papers have a vector, and the others are "
        "found by words alone; `litsynth library embed` goes on."
    )


def _period(
    year: str | None, since: str | None, until: str | None
) -> tuple[str | None, str | None]:
    from litsynth.library.filters import checked_period, years

    if year is None:
        return checked_period(since, until)
    if since or until:
        raise ConfigError(
            "--year excludes --since and --until", hint="Leave --year out, or the other two."
        )
    return years(year)


def _tell_named(papers: "Sequence[Paper]", words: str, name: str, *, as_json: bool) -> None:
    from litsynth.library.library import Hit

    hits = tuple(Hit(paper=paper, score=1.0, lexical=None, semantic=None) for paper in papers)
    if as_json:
        typer.echo(_hits_record(words, name, hits))
        return
    typer.echo(_hits_text(hits), nl=False)
    typer.echo("looked up by its identifier", err=True)


def _tell_venues(opened: "Library", words: str, filters: "Filters") -> None:
    """Which venues there are, where a limit to one left nothing."""
    from litsynth.library.venues import commonest

    hits = opened.search(words, limit=_LOOKED_AT, filters=filters)
    if found := commonest(hit.paper.venue for hit in hits):
        listed = "; ".join(f"{venue} ({count})" for venue, count in found)
        typer.echo(f"hint: without --venue, papers of these venues are found: {listed}", err=True)


def _hits_record(words: str, name: str, hits: "tuple[Hit, ...]") -> str:
    from pydantic import TypeAdapter

    from litsynth.library.library import Hit

    return json.dumps(
        {
            "words": words,
            "library": name,
            "hits": TypeAdapter(tuple[Hit, ...]).dump_python(hits, mode="json"),
        },
        indent=2,
        ensure_ascii=False,
    )


def _hits_text(hits: "tuple[Hit, ...]") -> str:
    if not hits:
        return "Nothing was found.\n"
    return "".join(f"{at:>3}  {_hit(hit)}\n" for at, hit in enumerate(hits, start=1))


def _hit(hit: "Hit") -> str:
    from litsynth.reading.tex_in_prose import title_as_printed

    paper = hit.paper
    people = ", ".join(paper.authors[:3]) + (" and others" if len(paper.authors) > 3 else "")  # noqa: PLR2004
    told = [part for part in (people, paper.venue, paper.published or "undated", paper.id) if part]
    lines = [title_as_printed(paper.title), f"     {' · '.join(told)}"]
    if paper.retraction:
        lines.append(f"     RETRACTED: {paper.retraction}")
    return "\n".join(lines)
