"""A library's tables on disk or in object storage. The only module that imports `lancedb`.

Every change is one version of a table, there as a whole or not at all; a kill leaves at most files
that no version knows of, which the next tidying removes.
"""

import os
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

# Read once, at import: the library warns on stderr of tables that it is told to make.
os.environ.setdefault("LANCEDB_LOG", "error")

import lancedb
from lancedb.index import FTS, BTree, LabelList
from lancedb.query import LanceVectorQueryBuilder
from lancedb.table import Table

from litsynth.errors import LibraryError
from litsynth.library import rows
from litsynth.library.filters import Filters, condition, quoted
from litsynth.library.ledger import Numbers
from litsynth.ports import Vectors

_INDEX_MEMORY_MB = 512
_INDEX_WORKERS = 4
_FEW = 16
"""Files of a table that need not be joined."""
_KEPT = timedelta(0)
_IDS_AT_ONCE = 2000
_MANY = 100_000
"""More tables than a folder has."""
_TABLES = ("about", "papers", "vectors")
_FULL = ("No space left", "StorageFull", "Disk quota", "File too large")


@contextmanager
def told(root: str) -> Iterator[None]:
    """What the database raises, as an error with a way out."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        first = str(error).split("\n", maxsplit=1)[0][:300]
        if any(sign in str(error) for sign in _FULL):
            raise LibraryError(
                f"the disk is full: {root} cannot be written",
                hint="Make room and run the command again; what was added before is kept.",
            ) from error
        raise LibraryError(
            f"the library in {root} cannot be used: {first}",
            hint="Check that the address can be reached and written. If a file of it was damaged, "
            "remove the library with `litsynth library remove` and add its files again.",
        ) from error


class Database:
    """All libraries of one folder or address."""

    def __init__(self, root: str) -> None:
        """`root`: a folder, made if need be, or an address as of "s3://bucket/path"."""
        self.root = root
        with told(root):
            self._connection = lancedb.connect(root)

    def names(self) -> tuple[str, ...]:
        """Names of the libraries that are complete, sorted."""
        return tuple(sorted(name[: -len(".about")] for name in self._tables(".about")))

    def _tables(self, ending: str) -> Iterator[str]:
        token: str | None = None
        with told(self.root):
            while True:
                page = self._connection.list_tables(page_token=token, limit=1000)
                yield from (name for name in page.tables if name.endswith(ending))
                token = page.page_token
                if not token:
                    return

    def create(self, name: str, about: Mapping[str, str]) -> "Store":
        """A library without papers. What a killed creation left is made anew."""
        with told(self.root):
            papers = self._connection.create_table(
                f"{name}.papers", schema=rows.PAPERS, mode="overwrite"
            )
            _index(papers)
            # Last: a library is there once this table is.
            self._connection.create_table(
                f"{name}.about", data=rows.about(about), schema=rows.ABOUT, mode="overwrite"
            )
        return self.open(name)

    def open(self, name: str) -> "Store":
        with told(self.root):
            return Store(self._connection, self.root, name)

    def drop(self, name: str) -> None:
        """Remove a library. One that was removed in part is no library any more."""
        with told(self.root):
            for table in _TABLES:
                _drop(self._connection, f"{name}.{table}")


class Store:
    """The tables of one library."""

    def __init__(self, connection: lancedb.DBConnection, root: str, name: str) -> None:
        self._connection = connection
        self._root = root
        self._name = name
        self._about = connection.open_table(f"{name}.about")
        self._papers = connection.open_table(f"{name}.papers")
        found = connection.list_tables(limit=_MANY).tables
        vectors = f"{name}.vectors"
        self._vectors: Table | None = connection.open_table(vectors) if vectors in found else None

    def about(self) -> dict[str, str]:
        with told(self._root):
            found = self._about.to_arrow().to_pylist()
        return {row["key"]: row["value"] for row in found}

    def set_about(self, values: Mapping[str, str]) -> None:
        with told(self._root):
            merge = self._about.merge_insert("key")
            merge.when_matched_update_all().when_not_matched_insert_all().execute(
                rows.about(values)
            )

    def count(self) -> int:
        with told(self._root):
            return int(self._papers.count_rows())

    def embedded(self) -> int:
        """How many rows have a vector, rows that have changed since among them."""
        with told(self._root):
            return 0 if self._vectors is None else int(self._vectors.count_rows())

    def unindexed(self) -> int:
        """Rows that the full-text index does not know yet: they are searched one by one."""
        with told(self._root):
            return sum(
                index.num_unindexed_rows or 0
                for index in self._papers.list_indices()
                if index.columns == ["text"]
            )

    def ledger_columns(self) -> tuple[Numbers, Numbers]:
        """Keys and digests of all rows, in one order."""
        with told(self._root):
            found = self._papers.search().select(["key", "digest"]).to_arrow()
        return rows.numbers(found.column("key")), rows.numbers(found.column("digest"))

    def append(self, batch: rows.Batch) -> None:
        """Add new rows, all or none."""
        with told(self._root):
            self._papers.add(batch, write_parallelism=1)

    def replace(self, batch: rows.Batch) -> None:
        """Put `batch` in the place of the rows with its ids, all or none; new ones are added."""
        ids = batch.column("id").to_pylist()
        with told(self._root):
            # First: a vector without its text would be found for what the paper no longer says.
            self._forget_vectors(ids)
            merge = self._papers.merge_insert("id")
            merge.when_matched_update_all().when_not_matched_insert_all().execute(batch)

    def remove(self, ids: Sequence[str]) -> int:
        """Remove rows by id; how many there were."""
        before = self.count()
        with told(self._root):
            self._forget_vectors(ids)
            for part in _parts(ids):
                self._papers.delete(f"id IN ({_listed(part)})")
        return before - self.count()

    def _forget_vectors(self, ids: Sequence[str]) -> None:
        if self._vectors is not None:
            for part in _parts(ids):
                self._vectors.delete(f"id IN ({_listed(part)})")

    def tidy(self) -> None:
        """Index what is new, join small files, drop old versions and what a kill left.

        Only under the library's lock: another writer's files would be dropped with them.
        """
        with told(self._root), warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # Says what the docstring says.
            if self._never_indexed():
                _index(self._papers)
                if self._fragments() <= _FEW:
                    return  # Joining so few files costs more time than it saves.
            for table in (self._papers, self._vectors, self._about):
                if table is not None:
                    table.optimize(cleanup_older_than=_KEPT, delete_unverified=True)

    def _fragments(self) -> int:
        told = cast("dict[str, Any]", self._papers.stats())
        return int(told["fragment_stats"]["num_fragments"])

    def _never_indexed(self) -> bool:
        """Whether the index is as empty as when it was made: to build it is then quicker."""
        return self.unindexed() == self.count()

    def lexical(self, words: str, *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Ids with their BM25 scores, best first."""
        found = self._by_words(words, ["id", "_score"], limit=limit, filters=filters)
        return [(row["id"], row["_score"]) for row in found]

    def lexical_rows(
        self, words: str, *, limit: int, filters: Filters
    ) -> list[tuple[dict[str, Any], float]]:
        """Whole rows with their BM25 scores, best first: quicker than ids first, then rows."""
        columns = [*rows.PAPERS.names, "_score"]
        found = self._by_words(words, columns, limit=limit, filters=filters)
        return [(row, row["_score"]) for row in found]

    def _by_words(
        self, words: str, columns: list[str], *, limit: int, filters: Filters
    ) -> list[dict[str, Any]]:
        query = self._papers.search(words, query_type="fts").select(columns).limit(limit)
        where = condition(filters)
        with told(self._root):
            found = (query.where(where, prefilter=True) if where else query).to_arrow()
        listed: list[dict[str, Any]] = found.to_pylist()
        return listed

    def refresh(self) -> None:
        """See what other processes have changed since the library was opened."""
        with told(self._root):
            for table in (self._papers, self._vectors, self._about):
                if table is not None:
                    table.checkout_latest()  # type: ignore[no-untyped-call]

    def nearest(self, vector: Vectors, *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Ids with their cosines, nearest first. `vector`: shape (d,), of length 1."""
        if self._vectors is None:
            return []
        asked = self._vectors.search(vector, vector_column_name="vector", query_type="vector")
        near = cast("LanceVectorQueryBuilder", asked).distance_type("dot")
        query = near.select(["id", "_distance"]).limit(limit)
        where = condition(filters)
        with told(self._root):
            found = (query.where(where, prefilter=True) if where else query).to_arrow()
        distances = found.column("_distance").to_pylist()
        return [
            (name, 1 - distance)
            for name, distance in zip(found.column("id").to_pylist(), distances, strict=True)
        ]

    def rows_of(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Whole rows by id; ids that are not there are left out."""
        return self._rows("id IN ({})", ids)

    def rows_named(self, names: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Whole rows by id, of the papers that have one of the identifiers `names`."""
        return self._rows("array_has_any(names, [{}])", names)

    def _rows(self, form: str, values: Sequence[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        with told(self._root):
            for part in _parts(values):
                query = self._papers.search().where(form.format(_listed(part)))
                found.update((row["id"], row) for row in query.to_list())
        return found

    def all_rows(self, columns: Sequence[str], *, size: int) -> Iterator[rows.Batch]:
        """The columns of all rows, about `size` rows at a time."""
        with told(self._root):
            reader = self._papers.search().select(list(columns)).to_batches(size)
            for part in reader:
                yield rows.from_part(part)

    def every_row(self) -> Iterator[dict[str, Any]]:
        """Whole rows, one by one."""
        for part in self.all_rows(rows.PAPERS.names, size=4096):
            yield from part.to_pylist()

    def vector_columns(self) -> tuple[Numbers, Numbers]:
        """Keys of the papers that have a vector, and digests of the rows it was made of."""
        if self._vectors is None:
            return rows.no_numbers(), rows.no_numbers()
        with told(self._root):
            found = self._vectors.search().select(["key", "digest"]).to_arrow()
        return rows.numbers(found.column("key")), rows.numbers(found.column("digest"))

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """By id, the vector of each paper that has one. Shape (d,) each."""
        found: dict[str, Vectors] = {}
        if self._vectors is None:
            return found
        with told(self._root):
            for part in _parts(ids):
                query = self._vectors.search().where(f"id IN ({_listed(part)})")
                table = query.select(["id", "vector"]).to_arrow()
                vectors = rows.as_vectors(table.column("vector"), self.width())
                found.update(zip(table.column("id").to_pylist(), vectors, strict=True))
        return found

    def width(self) -> int:
        """Numbers in a vector; 0 where nothing is embedded."""
        if self._vectors is None:
            return 0
        return int(self._vectors.schema.field("vector").type.list_size)

    def add_vectors(self, of: rows.Batch, vectors: Vectors) -> None:
        """Keep `vectors` of the rows `of` (columns of `vectors_schema`), all or none."""
        batch = rows.vector_batch(of, vectors)
        with told(self._root):
            if self._vectors is None:
                self._vectors = self._connection.create_table(
                    f"{self._name}.vectors", schema=batch.schema, exist_ok=True
                )
            self._vectors.add(batch, write_parallelism=1)

    def drop_vectors(self) -> None:
        with told(self._root):
            _drop(self._connection, f"{self._name}.vectors")
        self._vectors = None

    def tallies(self, columns: Sequence[str]) -> dict[str, dict[Any, int]]:
        """By column, how many rows have each value."""
        counts: dict[str, Counter[Any]] = {name: Counter() for name in columns}
        for part in self.all_rows(columns, size=65_536):
            for name in columns:
                counts[name].update(part.column(name).to_pylist())
        return {name: dict(found) for name, found in counts.items()}

    def bytes_on_disk(self) -> int | None:
        """What the library takes, or None where it is not on this machine's disk."""
        if "://" in self._root:
            return None
        folders = (Path(self._root, f"{self._name}.{table}.lance") for table in _TABLES)
        return sum(
            file.stat().st_size for each in folders for file in each.rglob("*") if file.is_file()
        )


def _drop(connection: lancedb.DBConnection, table: str) -> None:
    if table in connection.list_tables(limit=_MANY).tables:
        connection.drop_table(table)


def _index(papers: Table) -> None:
    # Without positions the index is half as large, and no search asks for a phrase.
    papers.create_index(
        "text",
        config=FTS(
            with_position=False,
            memory_limit=_INDEX_MEMORY_MB,
            num_workers=min(os.cpu_count() or 1, _INDEX_WORKERS),
        ),
        replace=True,
    )
    papers.create_index("id", config=BTree(), replace=True)
    papers.create_index("names", config=LabelList(), replace=True)


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), _IDS_AT_ONCE):
        yield values[at : at + _IDS_AT_ONCE]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(map(quoted, values))
