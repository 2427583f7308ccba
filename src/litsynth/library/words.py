"""The words of a library's papers, searched by BM25. The only module that imports `tantivy`.

The index lies in a folder beside the tables and holds nothing that they do not: it can be made of
them again at any time, so a damaged one, or one of another form, counts as none. What is put in or
forgotten is seen by searches only after it was kept.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from pydantic_core import from_json, to_json

from litsynth.library import rows
from litsynth.library.filters import Filters, first_day, last_day
from litsynth.library.ledger import Numbers, marks, number_of
from litsynth.library.venues import venue_names
from litsynth.whole_files import write_whole

_FORM = "2"
"""Of the index; raised with every change of what is put into it."""
_STEP = "step.txt"
_ANALYZER = "litsynth"
_LONGEST_WORD = 40
_HEAP_BYTES = 128 << 20
_WORKERS = 4
_KEPT_EVERY = 32_768
"""Rows after which a search in another process sees what was put in."""
_AT_ONCE = 200_000
"""Marks listed at once: as objects they take some 150 bytes each."""
_COLUMNS = tuple(name for name in rows.PAPERS.names if name not in {"key", "digest"})
_OF_ONE_NAME = 100
"""More papers than share an identifier, through whatever mistake."""
_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~")
_REMOVALS, _BETWEEN_REMOVALS_S = 5, 0.02
"""The index's own threads may still put a lock file into a folder that is being removed."""
_INTEGER = tantivy.FieldType.Integer


@dataclass(frozen=True, slots=True)
class Found:
    """A paper that has one of the words."""

    id: str
    score: float
    packed: bytes

    @property
    def row(self) -> dict[str, Any]:
        """The whole row, as it was when it was put in; without its numbers."""
        return dict(zip(_COLUMNS, from_json(self.packed), strict=True))


class Words:
    """The index of one library. Changed by one process at a time, searched by any."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analyzer = _analyzer()
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._since_kept = 0
        self.refresh()

    def refresh(self) -> None:
        """See what other processes have kept."""
        self._index = self._searcher = None
        if self._told()[:1] != [_FORM]:
            return
        try:
            index = tantivy.Index.open(str(self._folder))
        except (ValueError, OSError):
            return  # Damaged: as if there were none.
        self._use(index)

    def _use(self, index: tantivy.Index) -> None:
        index.register_tokenizer(_ANALYZER, self._analyzer)
        index.config_reader("manual")
        self._index, self._searcher = index, index.searcher()

    def _told(self) -> list[str]:
        try:
            return (self._folder / _STEP).read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return []

    @property
    def is_there(self) -> bool:
        return self._searcher is not None

    @property
    def step(self) -> int | None:
        """The version of the table that all of this is of, or None if some change is not in it."""
        told = self._told()
        return int(told[1]) if self.is_there and len(told) > 1 and told[1].isdigit() else None

    def note(self, version: int | None) -> None:
        """Write down that the index is in step with that version of the table, or with none."""
        write_whole(self._folder / _STEP, f"{_FORM} {version or ''}".encode("ascii"))

    def remove(self) -> None:
        """Drop the index."""
        self.give_up()
        self._index = self._searcher = None
        for _ in range(_REMOVALS):
            shutil.rmtree(self._folder, ignore_errors=True)
            if not self._folder.exists():
                return
            time.sleep(_BETWEEN_REMOVALS_S)

    def clear(self) -> tantivy.Index:
        """Drop the index and make an empty one."""
        self.remove()
        self._folder.mkdir(parents=True)
        index = tantivy.Index(_schema(), str(self._folder))
        self.note(None)
        self._use(index)
        return index

    def put(self, batch: rows.Batch) -> None:
        """Put the rows in; of a paper that is there already, `forget` the old one first."""
        writer = self._open_writer()
        keys, digests = rows.keys_and_digests(batch)
        columns = (rows.values(batch, name) for name in _COLUMNS)
        for key, mark, *values in zip(
            keys.tolist(), marks(keys, digests).tolist(), *columns, strict=True
        ):
            writer.add_document(_document(key, mark, values))
        self._since_kept += len(batch)
        if self._since_kept >= _KEPT_EVERY:
            writer.commit()
            self._since_kept = 0

    def forget(self, keys: Sequence[int]) -> None:
        """Take out the papers with these keys."""
        self._forget("key", keys)

    def forget_marked(self, marked: Sequence[int]) -> None:
        """Take out the rows with these marks."""
        self._forget("mark", marked)

    def _forget(self, field: str, values: Sequence[int]) -> None:
        writer = self._open_writer()
        for value in values:
            writer.delete_documents_by_term(field, value)

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            index = self._index or self.clear()
            workers = min(os.cpu_count() or 1, _WORKERS)
            self._writer = index.writer(heap_size=_HEAP_BYTES, num_threads=workers)
        return self._writer

    def keep(self) -> None:
        """Make all that was put in and forgotten the state that searches see."""
        writer, self._writer, self._since_kept = self._writer, None, 0
        if writer is not None:
            writer.commit()
            writer.wait_merging_threads()
        if self._index is not None:
            self._index.reload()
            self._searcher = self._index.searcher()

    def give_up(self) -> None:
        """Forget what was not kept."""
        self._writer, self._since_kept = None, 0

    def marks(self) -> Numbers:
        """Of all rows in the index. Shape (n,)."""
        if self._index is None or self._searcher is None:
            return rows.no_numbers()
        schema, count = self._index.schema, self._searcher.num_docs
        edges = np.linspace(-(2.0**63), 2.0**63, count // _AT_ONCE + 2)[1:-1].astype(np.int64)
        bounds = [np.iinfo(np.int64).min, *edges.tolist(), np.iinfo(np.int64).max]
        found: list[int] = []
        for at, (low, high) in enumerate(pairwise(bounds)):
            within = tantivy.Query.range_query(
                schema, "mark", _INTEGER, low, high, include_lower=at == 0
            )
            hits = self._searcher.search(
                within, max(count, 1), count=False, order_by_field="mark"
            ).hits
            found += [mark for mark, _ in hits]
        return np.array(found, dtype=np.int64)

    def search(self, words: str, *, limit: int, filters: Filters) -> list[Found]:
        """Papers that have one of `words` or more, best first."""
        query = self._query(words, filters)
        return (
            []
            if query is None or self._searcher is None
            else list(_hits(self._searcher, query, limit))
        )

    def matches(self, words: str, *, filters: Filters) -> int:
        """How many papers have one of `words` or more."""
        query = self._query(words, filters)
        if query is None or self._searcher is None:
            return 0
        found = self._searcher.search(query, 1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined] # The stubs leave it out.

    def has_terms(self, words: str) -> bool:
        """Whether any of `words` is looked for: stop words are not."""
        return bool(self._analyzer.analyze(words))

    def _query(self, words: str, filters: Filters) -> tantivy.Query | None:
        """None where there is nothing to look for, or no index."""
        terms = self._analyzer.analyze(words)
        if self._index is None or not terms:
            return None
        schema = self._index.schema
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", term, "freq"))
                for term in terms
            ]
        )
        limits = list(_limits(schema, filters))
        if limits:
            silent = [tantivy.Query.const_score_query(each, 0.0) for each in limits]
            query = query.and_must_match(*silent)
        return query

    def rows_of(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Rows by id; ids that are not in the index are left out."""
        if self._index is None or self._searcher is None or not ids:
            return {}
        keys = [number_of(each) for each in ids]
        query = tantivy.Query.term_set_query(self._index.schema, "key", keys)
        return {hit.id: hit.row for hit in _hits(self._searcher, query, len(keys))}

    def ids_named(self, names: Sequence[str]) -> list[str]:
        """Ids of the papers that have one of the identifiers `names`."""
        if self._index is None or self._searcher is None or not names:
            return []
        query = tantivy.Query.term_set_query(self._index.schema, "names", list(names))
        return [hit.id for hit in _hits(self._searcher, query, _OF_ONE_NAME * len(names))]


def _hits(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Iterator[Found]:
    for score, address in searcher.search(query, limit, count=False).hits:
        document = searcher.doc(address)
        name, packed = document["id"][0], document["row"][0]
        yield Found(bytes(name).decode(), score, bytes(packed))


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Without positions, since no search asks for a phrase.
    builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
    for name in ("names", "venues", "classes"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("first_day", "last_day"):
        builder.add_integer_field(name, fast=True)
    builder.add_integer_field("key", indexed=True)
    builder.add_integer_field("mark", indexed=True, fast=True)
    builder.add_bytes_field("id", stored=True)
    builder.add_bytes_field("row", stored=True)
    return builder.build()


def _document(key: int, mark: int, values: Sequence[Any]) -> tantivy.Document:
    row = dict(zip(_COLUMNS, values, strict=True))
    document = tantivy.Document()
    document.add_integer("key", key)
    document.add_integer("mark", mark)
    document.add_bytes("id", row["id"].encode())
    document.add_bytes("row", to_json(values))
    document.add_text("text", row["text"])
    for name in row["names"]:
        document.add_text("names", name)
    document.add_integer("first_day", row["first_day"])
    document.add_integer("last_day", row["last_day"])
    if row["venues"]:
        document.add_text("venues", row["venues"].lower())
    for name in _with_parts(row["classes"].lower()):
        document.add_text("classes", name)
    return document


def _with_parts(classes: str) -> set[str]:
    """What "|cs.cl|" is found by: "cs.cl", and "cs", which stands before a dot."""
    found = set()
    for name in classes.split("|"):
        parts = name.split(".")
        found |= {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return found - {""}


def _forms(venue: str) -> Iterator[str]:
    """Regular expressions for whole venues that have one of the venue's names in them."""
    for name in venue_names(venue):
        part = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in name.text)
        yield f"(.*[^a-z])?{part}([^a-z].*)?" if name.whole_word else f".*{part}.*"


def _limits(schema: tantivy.Schema, filters: Filters) -> Iterator[tantivy.Query]:
    query = tantivy.Query
    if filters.since:
        since = first_day(filters.since)
        yield query.range_query(schema, "last_day", _INTEGER, since, None)
    if filters.until:
        until = last_day(filters.until)
        yield query.range_query(schema, "first_day", _INTEGER, None, until)
    if filters.venue:
        # One by one: together they can be more than the index takes as one expression.
        forms = [query.regex_query(schema, "venues", form) for form in _forms(filters.venue)]
        yield query.boolean_query([(tantivy.Occur.Should, form) for form in forms])
    if filters.category:
        yield query.term_query(schema, "classes", filters.category.lower(), "basic")
