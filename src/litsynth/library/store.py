"""A library's tables on disk or in object storage. Only this module, `tables.py` and `vectors.py`
import `lancedb`.

On a disk, the index of words is one of its own beside the tables, quicker than the database's.

Every change is one version of a table, there as a whole or not at all; a kill leaves at most files
that no version knows of, which the next tidying removes.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import lancedb
import numpy as np

from litsynth.library import rows
from litsynth.library.filters import Filters
from litsynth.library.ledger import Numbers, marks, number_of
from litsynth.library.locking import locked
from litsynth.library.sql import comma_list, condition, parts
from litsynth.library.tables import (
    TABLES,
    WORDS,
    index_ids,
    index_words_and_names,
    words_of,
)
from litsynth.library.told import told
from litsynth.library.vectors import VectorTable
from litsynth.library.words import Found, Words

_FEW = 16
"""Files of a table that need not be joined."""
_KEPT = timedelta(0)


class Store:
    """The tables of one library, and the index of its words."""

    def __init__(self, connection: lancedb.DBConnection, root: str, name: str) -> None:
        self._root = root
        self._name = name
        self._about = connection.open_table(f"{name}.about")
        self._papers = connection.open_table(f"{name}.papers")
        self.vectors = VectorTable(connection, root, name)
        self._words = words_of(root, name)
        self._in_step = self._words is None or self._words.step == int(self._papers.version)
        self._changed = False
        """Whether something was changed here that `catch_up` has not kept yet."""

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

    @property
    def version(self) -> str:
        """Another text after each change to the papers or their vectors."""
        vectors = self.vectors.table
        return f"{self._papers.version}.{0 if vectors is None else vectors.version}"

    @property
    def behind(self) -> bool:
        """Whether some rows may be missing in the index of words, or be there as they were."""
        return not self._in_step

    @property
    def slow_while_untidy(self) -> bool:
        """Whether searches by words are slow in rows that came after `tidy`."""
        return self._words is None

    def unindexed(self) -> int:
        """Rows that the index of words does not know as they are now."""
        with told(self._root):
            if self._words is None:
                return self._unknown_to("text")
            if self._in_step:
                return 0
            return int((~np.isin(marks(*self.ledger_columns()), self._words.marks())).sum())

    def _unknown_to(self, column: str) -> int:
        """Rows that the table's own index of `column` does not know."""
        return sum(
            index.num_unindexed_rows or 0
            for index in self._papers.list_indices()
            if index.columns == [column]
        )

    def ledger_columns(self) -> tuple[Numbers, Numbers]:
        """Keys and digests of all rows, in one order."""
        with told(self._root):
            found = self._papers.search().select(["key", "digest"]).to_arrow()
        return rows.keys_and_digests(found)

    def append(self, batch: rows.Batch) -> None:
        """Add new rows, all or none. Searches see them after `tidy` at the latest."""
        with told(self._root), self._changing() as words:
            self._papers.add(batch, write_parallelism=1)
            if words is not None:
                words.put(batch)

    def replace(self, batch: rows.Batch) -> None:
        """Put `batch` in the place of the rows with its ids, all or none; new ones are added."""
        ids = rows.values(batch, "id")
        with told(self._root), self._changing() as words:
            # First: a vector without its text would be found for what the paper no longer says.
            self.vectors.forget(ids)
            merge = self._papers.merge_insert("id")
            merge.when_matched_update_all().when_not_matched_insert_all().execute(batch)
            if words is not None:
                words.forget(rows.values(batch, "key"))
                words.put(batch)

    def remove(self, ids: Sequence[str]) -> int:
        """Remove rows by id; how many there were."""
        with told(self._root), self._changing() as words:
            before = self.count()
            self.vectors.forget(ids)
            for part in parts(ids):
                self._papers.delete(f"id IN ({comma_list(part)})")
            if words is not None:
                words.forget([number_of(each) for each in ids])
            gone = before - self.count()
        self.catch_up()
        return gone

    @contextmanager
    def _changing(self) -> Iterator[Words | None]:
        """The index of words, for the same change as the tables'. It is behind if either fails."""
        if not self._changed:
            self._look_again()
        self._changed = True
        in_step, self._in_step = self._in_step, False
        try:
            yield self._words
        except BaseException:
            if self._words is not None:
                self._words.give_up()
            raise
        self._in_step = in_step

    def _look_again(self) -> None:
        """Before the first change under the lock: another process may have been here since."""
        self._papers.checkout_latest()  # type: ignore[no-untyped-call]
        self.vectors.refresh()
        if self._words is not None:
            self._words.refresh()
            self._in_step = self._words.step == int(self._papers.version)

    def locked(self) -> AbstractContextManager[None]:
        """The lock of a library on this machine's disk. Raises LibraryError if it is taken."""
        return locked(self._root, self._name, locks=Path(self._root))

    def catch_up(self) -> None:
        """Have the index of words know every row as it is now; only under the library's lock."""
        if self._words is None:
            return
        with told(self._root):
            if not self._changed:
                self._look_again()
            self._words.keep()
            if not self._in_step:
                self._reconcile(self._words)
            self._words.note(int(self._papers.version))
        self._in_step, self._changed = True, False

    def _reconcile(self, words: Words) -> None:
        """Find and mend what a killed run left, or a library that never had such an index."""
        found = (
            self._papers.search().select(["key", "digest"]).with_row_id(with_row_id=True).to_arrow()
        )
        here, there = marks(*rows.keys_and_digests(found)), words.marks()
        if len(np.unique(there)) < len(there):
            words.clear()
            there = words.marks()
        words.forget_marked(np.setdiff1d(there, here).tolist())
        missing = rows.values(rows.chosen(found, ~np.isin(here, there)), "_rowid")
        for part in parts(missing):
            taken = self._papers.take_row_ids(list(part)).select(rows.PAPERS.names)
            words.put(taken.to_arrow())
        words.keep()

    def tidy(self) -> None:
        """Index what is new, join small files, drop old versions and what a kill left.

        Only under the library's lock: another writer's files would be dropped with them.
        """
        self.catch_up()
        with told(self._root), warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # Says what the docstring says.
            self._optimize()
            if self._words is not None:
                self._words.note(int(self._papers.version))

    def _optimize(self) -> None:
        never_indexed = self._unknown_to("id") == self.count()
        if self._words is not None:
            # Of libraries made before there was an index of words beside the tables.
            for index in self._papers.list_indices():
                if index.columns in (["text"], ["names"]):
                    self._papers.drop_index(index.name)
        if never_indexed:
            # The indices are as empty as when they were made: to build them is then quicker.
            index_ids(self._papers)
            if self._words is None:
                index_words_and_names(self._papers)
            if self._fragments() <= _FEW:
                return  # Joining so few files costs more time than it saves.
        for table in (self._papers, self.vectors.table, self._about):
            if table is not None:
                table.optimize(cleanup_older_than=_KEPT, delete_unverified=True)

    def _fragments(self) -> int:
        told = cast("dict[str, Any]", self._papers.stats())
        return int(told["fragment_stats"]["num_fragments"])

    def lexical(self, words: str, *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Ids with their BM25 scores, best first."""
        if self._words is not None and self._words.is_there:
            hits = self._searched(self._words, words, limit=limit, filters=filters)
            return [(hit.id, hit.score) for hit in hits]
        found = self._by_words(words, ["id", "_score"], limit=limit, filters=filters)
        return [(row["id"], row["_score"]) for row in found]

    def lexical_rows(
        self, words: str, *, limit: int, filters: Filters
    ) -> list[tuple[dict[str, Any], float]]:
        """Whole rows, numbers left out, with their BM25 scores, best first."""
        if self._words is not None and self._words.is_there:
            hits = self._searched(self._words, words, limit=limit, filters=filters)
            return [(hit.row, hit.score) for hit in hits]
        columns = [*rows.PAPERS.names, "_score"]
        found = self._by_words(words, columns, limit=limit, filters=filters)
        return [(row, row["_score"]) for row in found]

    def matches(self, words: str, *, filters: Filters) -> int | None:
        """How many papers have one of `words` or more; None where that would take a search."""
        if self._words is None or not self._words.is_there:
            return None
        with told(self._root):
            return self._words.matches(words, filters=filters)

    def has_terms(self, words: str) -> bool:
        """Whether there is anything in `words` to look for."""
        return self._words is None or self._words.has_terms(words)

    def _searched(self, index: Words, words: str, *, limit: int, filters: Filters) -> list[Found]:
        with told(self._root):
            return index.search(words, limit=limit, filters=filters)

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
            self._about.checkout_latest()  # type: ignore[no-untyped-call]
            self._look_again()

    def rows_of(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Whole rows by id; ids that are not there are left out."""
        return self._rows("id IN ({})", ids)

    def ids_read_from(self, addresses: Sequence[str]) -> list[str]:
        """Ids of the papers that were read from files at `addresses`."""
        return [each for each in self._rows("pdf_url IN ({})", addresses) if rows.is_file(each)]

    def found_rows(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """As `rows_of`, numbers left out and quicker: of what searches find, as they found it."""
        with told(self._root):
            known = self._words.rows_of(ids) if self._words is not None else {}
        unknown = [each for each in ids if each not in known]
        return known | self.rows_of(unknown) if unknown else known

    def rows_named(self, names: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Whole rows by id, of the papers that have one of the identifiers `names`."""
        if self._words is None or self._changed or not self._in_step:
            return self._rows("array_has_any(names, [{}])", names)
        with told(self._root):
            ids = self._words.ids_named(names)
        return self.rows_of(ids)

    def _rows(self, form: str, values: Sequence[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        with told(self._root):
            for part in parts(values):
                query = self._papers.search().where(form.format(comma_list(part)))
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

    def bytes_on_disk(self) -> int | None:
        """What the library takes, or None where it is not on this machine's disk."""
        if "://" in self._root:
            return None
        names = (*(f"{table}.lance" for table in TABLES), WORDS)
        folders = (Path(self._root, f"{self._name}.{each}") for each in names)
        return sum(
            file.stat().st_size for each in folders for file in each.rglob("*") if file.is_file()
        )
