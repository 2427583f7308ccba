"""The table of a library's vectors. Only it, `store.py` and `tables.py` import `lancedb`."""

from collections.abc import Sequence
from typing import cast

import lancedb
from lancedb.query import LanceVectorQueryBuilder
from lancedb.table import Table

from litsynth.library import rows
from litsynth.library.filters import Filters
from litsynth.library.ledger import Numbers
from litsynth.library.sql import comma_list, condition, parts
from litsynth.library.tables import drop_table, table_names
from litsynth.library.told import told
from litsynth.ports import Vectors


class VectorTable:
    """The vectors of one library's papers. There is no table until the first are kept."""

    def __init__(self, connection: lancedb.DBConnection, root: str, library: str) -> None:
        self._connection = connection
        self._root = root
        self._name = f"{library}.vectors"
        self.table: Table | None = None
        self.refresh()

    def refresh(self) -> None:
        """See what other processes have changed."""
        is_there = self._name in table_names(self._connection)
        self.table = self._connection.open_table(self._name) if is_there else None

    def count(self) -> int:
        """How many rows have a vector, rows that have changed since among them."""
        with told(self._root):
            return 0 if self.table is None else int(self.table.count_rows())

    def nearest(self, vector: Vectors, *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Ids with their cosines, nearest first. `vector`: shape (d,), of length 1."""
        if self.table is None:
            return []
        asked = self.table.search(vector, vector_column_name="vector", query_type="vector")
        near = cast("LanceVectorQueryBuilder", asked).distance_type("dot")
        query = near.select(["id", "_distance"]).limit(limit)
        where = condition(filters)
        with told(self._root):
            found = (query.where(where, prefilter=True) if where else query).to_arrow()
        pairs = zip(rows.values(found, "id"), rows.values(found, "_distance"), strict=True)
        return [(name, 1 - distance) for name, distance in pairs]

    def ledger_columns(self) -> tuple[Numbers, Numbers]:
        """Keys of the papers that have a vector, and digests of the rows it was made of."""
        if self.table is None:
            return rows.no_numbers(), rows.no_numbers()
        with told(self._root):
            found = self.table.search().select(["key", "digest"]).to_arrow()
        return rows.keys_and_digests(found)

    def of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """By id, the vector of each paper that has one. Shape (d,) each."""
        found: dict[str, Vectors] = {}
        if self.table is None:
            return found
        with told(self._root):
            width = int(self.table.schema.field("vector").type.list_size)
            for part in parts(ids):
                query = self.table.search().where(f"id IN ({comma_list(part)})")
                taken = query.select(["id", "vector"]).to_arrow()
                vectors = rows.as_vectors(taken, width)
                found.update(zip(rows.values(taken, "id"), vectors, strict=True))
        return found

    def add(self, of: rows.Batch, vectors: Vectors) -> None:
        """Keep `vectors` of the rows `of` (columns of `vectors_schema`), all or none."""
        batch = rows.vector_batch(of, vectors)
        with told(self._root):
            if self.table is None:
                self.table = self._connection.create_table(
                    self._name, schema=batch.schema, exist_ok=True
                )
            self.table.add(batch, write_parallelism=1)

    def forget(self, ids: Sequence[str]) -> None:
        if self.table is not None:
            for part in parts(ids):
                self.table.delete(f"id IN ({comma_list(part)})")

    def drop(self) -> None:
        with told(self._root):
            drop_table(self._connection, self._name)
        self.table = None
