"""Entries as columns and back. The only module that imports `pyarrow`."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from litsynth.library.entries import Entry
from litsynth.library.filters import first_day, last_day
from litsynth.library.ledger import Numbers, number_of
from litsynth.ports import Vectors
from litsynth.records import Paper, PaperId
from litsynth.retracted import without_retraction

PAPERS = pa.schema(
    [
        ("key", pa.int64()),  # Of the id.
        ("digest", pa.int64()),  # Of all that the record says.
        ("id", pa.string()),
        ("names", pa.list_(pa.string())),
        ("title", pa.string()),
        ("text", pa.string()),  # "title. abstract": what is searched. The abstract is cut from it.
        ("authors", pa.list_(pa.string())),
        ("published", pa.string()),
        ("first_day", pa.int32()),
        ("last_day", pa.int32()),
        ("venue", pa.string()),
        ("venues", pa.string()),  # Printed and short name: what the filter looks into.
        ("classes", pa.string()),  # "|cs.CL|cs.LG|"
        ("url", pa.string()),
        ("pdf_url", pa.string()),
        ("other_pdf_urls", pa.list_(pa.string())),
        ("retraction", pa.string()),
        ("format", pa.string()),
        ("bare", pa.bool_()),  # Without abstract.
    ]
)
ABOUT = pa.schema([("key", pa.string()), ("value", pa.string())])
Batch: TypeAlias = pa.Table
"""Rows on their way to the database or back; what is in them this module tells."""
_JOINT = ". "
_BETWEEN, _WITHIN = "\x1e", "\x1f"
"""No text has them: all of it went through `line`, which takes them for spaces."""


def key_of(entry: Entry) -> int:
    return number_of(entry.paper.id)


def is_file(id_: str) -> bool:
    """Whether a paper goes by the bytes of the file that it was read from."""
    return id_.startswith("file:")


def digest_of(entry: Entry) -> int:
    """Changes when anything does that a row holds."""
    paper = entry.paper
    single = (
        paper.title,
        paper.abstract,
        paper.published,
        paper.venue,
        paper.url,
        paper.pdf_url,
        paper.retraction,
        entry.venue_key,
    )
    several = (paper.identifiers, paper.authors, paper.categories, paper.other_pdf_urls)
    told = [part or "" for part in single]
    told += [_WITHIN.join(parts) for parts in several]
    return number_of(_BETWEEN.join(told))


def searched(paper: Paper) -> str:
    """What a paper is found by: "title. abstract", or the title where there is no abstract."""
    return f"{paper.title}{_JOINT}{paper.abstract}" if paper.abstract else paper.title


def batch(entries: Sequence[Entry], keys: Sequence[int], digests: Sequence[int]) -> Batch:
    """Rows of the table of papers, in the order of `entries`."""
    papers = [entry.paper for entry in entries]
    return pa.table(
        [
            pa.array(keys, pa.int64()),
            pa.array(digests, pa.int64()),
            pa.array([paper.id for paper in papers], pa.string()),
            pa.array([paper.identifiers for paper in papers], pa.list_(pa.string())),
            pa.array([paper.title for paper in papers], pa.string()),
            pa.array([searched(paper) for paper in papers], pa.string()),
            pa.array([paper.authors for paper in papers], pa.list_(pa.string())),
            pa.array([paper.published for paper in papers], pa.string()),
            pa.array([first_day(paper.published) for paper in papers], pa.int32()),
            pa.array([last_day(paper.published) for paper in papers], pa.int32()),
            pa.array([paper.venue for paper in papers], pa.string()),
            pa.array([_venues(entry) for entry in entries], pa.string()),
            pa.array([_classes(paper) for paper in papers], pa.string()),
            pa.array([paper.url for paper in papers], pa.string()),
            pa.array([paper.pdf_url for paper in papers], pa.string()),
            pa.array([paper.other_pdf_urls for paper in papers], pa.list_(pa.string())),
            pa.array([paper.retraction for paper in papers], pa.string()),
            pa.array([entry.format for entry in entries], pa.string()),
            pa.array([not paper.abstract for paper in papers], pa.bool_()),
        ],
        schema=PAPERS,
    )


def _venues(entry: Entry) -> str:
    return " ".join(part for part in (entry.venue_key, entry.paper.venue) if part)


def _classes(paper: Paper) -> str:
    return f"|{'|'.join(paper.categories)}|" if paper.categories else ""


def paper_of(row: Mapping[str, Any], *, found_by: str) -> Paper:
    """The paper in one row, marked as retracted also where only its title says so."""
    abstract = row["text"][len(row["title"]) + len(_JOINT) :]
    title, marked = without_retraction(row["title"])
    return Paper(
        id=PaperId(row["id"]),
        title=title,
        identifiers=tuple(row["names"]),
        authors=tuple(row["authors"]),
        published=row["published"],
        venue=row["venue"],
        url=row["url"],
        pdf_url=row["pdf_url"],
        other_pdf_urls=tuple(row["other_pdf_urls"]),
        abstract=abstract or None,
        categories=tuple(part for part in row["classes"].split("|") if part),
        found_by=(found_by,),
        retraction=row["retraction"] or marked,
    )


def is_retracted(title: str, retraction: str | None) -> bool:
    """Whether a row tells of a retraction, by its title or beside it."""
    return bool(retraction or without_retraction(title)[1])


def venue_key_of(row: Mapping[str, Any]) -> str:
    """The short name of the venue in one row, or ""."""
    return str(row["venues"]).removesuffix(row["venue"] or "").strip()


def keys_and_digests(rows: Batch) -> tuple[Numbers, Numbers]:
    """Those two columns. Shape (n,) each."""
    return rows.column("key").to_numpy(), rows.column("digest").to_numpy()


def no_numbers() -> Numbers:
    return np.zeros(0, dtype=np.int64)


def from_part(part: pa.RecordBatch) -> Batch:
    return pa.Table.from_batches([part])


def chosen(rows: Batch, wanted: NDArray[np.bool_]) -> Batch:
    """The rows where `wanted`, shape (n,), is true."""
    return rows.filter(pa.array(wanted))


def values(rows: Batch, column: str) -> list[Any]:
    """What stands in one column, in the order of the rows."""
    found: list[Any] = rows.column(column).to_pylist()
    return found


def vectors_schema(width: int) -> pa.Schema:
    """The table of vectors: what is needed to filter them stands beside them."""
    return pa.schema(
        [
            ("key", pa.int64()),
            ("digest", pa.int64()),
            ("id", pa.string()),
            ("first_day", pa.int32()),
            ("last_day", pa.int32()),
            ("venues", pa.string()),
            ("classes", pa.string()),
            ("vector", pa.list_(pa.float16(), width)),
        ]
    )


def vector_batch(rows: pa.Table, vectors: Vectors) -> Batch:
    """Rows of the table of vectors, from rows of papers and `vectors` in the same order."""
    flat = pa.array(vectors.astype(np.float16).reshape(-1))
    column = pa.FixedSizeListArray.from_arrays(flat, vectors.shape[1])
    kept = [rows.column(name) for name in vectors_schema(1).names[:-1]]
    return pa.table([*kept, column], schema=vectors_schema(vectors.shape[1]))


def as_vectors(rows: Batch, width: int) -> Vectors:
    """The column of vectors. Shape (n, width)."""
    flat = rows.column("vector").combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, dtype=np.float32).reshape(-1, width)


def about(values: Mapping[str, str]) -> Batch:
    return pa.table([list(values), list(values.values())], schema=ABOUT)
