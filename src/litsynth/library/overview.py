"""What is in a library and what it takes, for a person to read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from litsynth.errors import LibraryError
from litsynth.lexical import counted
from litsynth.library.database import Database
from litsynth.library.library import Library
from litsynth.library.place import is_made
from litsynth.library.rows import is_retracted, values
from litsynth.sizes import size_in_words

_VENUES = 5
_DAY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One library in one line."""

    name: str
    papers: int
    embedded: int
    encoder: str | None
    bytes: int | None
    """None where the library is not on this machine's disk."""
    problem: str | None = None
    """Why it cannot be used, or None."""

    def as_record(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def in_words(self) -> str:
        if self.problem:
            return f"cannot be used: {self.problem}"
        vectors = f"{self.embedded:,} embedded" if self.embedded else "not embedded"
        size = f", {size_in_words(self.bytes)}" if self.bytes is not None else ""
        return f"{counted(self.papers, 'paper')}, {vectors}{size}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All that is told of one library."""

    overview: Overview
    created: str
    made_by: str
    unindexed: int
    years: dict[str, int]
    """Papers by year, "undated" among them."""
    formats: dict[str, int]
    venues: dict[str, int]
    """The five most frequent."""
    without_abstract: int
    retracted: int

    def as_record(self) -> dict[str, Any]:
        found = asdict(self)
        return {**found.pop("overview"), **found}

    @property
    def in_words(self) -> str:
        """As a table of two columns."""
        seen = self.overview
        dated = sorted(year for year in self.years if year.isdigit())
        undated = self.years.get("undated", 0)
        span = f"{dated[0]} to {dated[-1]}" if dated else "none is dated"
        size = "on another machine" if seen.bytes is None else size_in_words(seen.bytes)
        rows = [
            ("library", seen.name),
            ("papers", f"{seen.papers:,}"),
            ("without abstract", f"{self.without_abstract:,}"),
            ("retracted", f"{self.retracted:,}"),
            ("years", f"{span}, {undated:,} undated" if undated and dated else span),
            ("formats", _listed(self.formats)),
            ("venues", _listed(self.venues)),
            ("embedded", f"{seen.embedded:,}" + (f" by {seen.encoder}" if seen.encoder else "")),
            ("not indexed yet", f"{self.unindexed:,}"),
            ("size", size),
            ("made", f"{self.created} by litsynth {self.made_by}"),
        ]
        return "\n".join(f"{name:<17} {value}" for name, value in rows)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in counts.items()) or "none"


def overviews(root: str) -> tuple[Overview, ...]:
    """Every library of that folder or address, by name; one that cannot be used says why."""
    if not is_made(root):
        return ()
    database = Database(root)
    return tuple(_overview(database, name) for name in database.names())


def _overview(database: Database, name: str) -> Overview:
    try:
        return overview(Library.of(database, name))
    except LibraryError as error:
        return Overview(
            name=name, papers=0, embedded=0, encoder=None, bytes=None, problem=str(error)
        )


def overview(library: Library) -> Overview:
    return Overview(
        name=library.name,
        papers=len(library),
        embedded=library.store.vectors.count(),
        encoder=library.encoder,
        bytes=library.store.bytes_on_disk(),
    )


def statistics(library: Library) -> Statistics:
    """Reads a few columns of every row."""
    tallies = _tallies(library, ["first_day", "format", "venue", "bare"])
    about = library.about
    years: dict[str, int] = {}
    for day, count in sorted(tallies["first_day"].items()):
        year = f"{day // _DAY}" if day else "undated"
        years[year] = years.get(year, 0) + count
    venues = {name: count for name, count in tallies["venue"].items() if name}
    most = sorted(venues.items(), key=lambda item: (-item[1], item[0]))[:_VENUES]
    return Statistics(
        overview=overview(library),
        created=about.created,
        made_by=about.made_by,
        unindexed=library.store.unindexed(),
        years=years,
        formats=dict(sorted(tallies["format"].items(), key=lambda item: (-item[1], item[0]))),
        venues=dict(most),
        without_abstract=tallies["bare"].get(True, 0),
        retracted=_retracted(library),
    )


def _retracted(library: Library) -> int:
    """Papers that are known as retracted, those of libraries made before by their titles."""
    parts = library.store.all_rows(("title", "retraction"), size=65_536)
    return sum(
        is_retracted(title, said)
        for part in parts
        for title, said in zip(values(part, "title"), values(part, "retraction"), strict=True)
    )


def _tallies(library: Library, columns: Sequence[str]) -> dict[str, dict[Any, int]]:
    """By column, how many papers have each value."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in columns}
    for part in library.store.all_rows(columns, size=65_536):
        for name in columns:
            counts[name].update(values(part, name))
    return {name: dict(found) for name, found in counts.items()}
