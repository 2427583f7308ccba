"""The tables and the index that each library has: how they are called, made and dropped.

Only this module, `store.py` and `vectors.py` import `lancedb`.
"""

import os
from pathlib import Path

import lancedb
from lancedb.index import FTS, BTree, LabelList
from lancedb.table import Table

from litsynth.library.words import Words

TABLES = ("about", "papers", "vectors")
WORDS = "words"
_PAGE = 1000
_AHEAD = {"LANCE_DEFAULT_FRAGMENT_READAHEAD": "1", "LANCE_DEFAULT_IO_BUFFER_SIZE": str(32 << 20)}
"""How far the database reads ahead. By default it is two gigabytes, and to join the files of half a
million papers takes twice the memory; the database takes these from the environment alone."""
_INDEX_MEMORY_MB = 512
_INDEX_WORKERS = 4


def connect(root: str) -> lancedb.DBConnection:
    for name, value in _AHEAD.items():
        os.environ.setdefault(name, value)
    return lancedb.connect(root)


def words_of(root: str, name: str) -> Words | None:
    """The index of the library's words, or None where it lies with the tables, at an address."""
    return None if "://" in root else Words(Path(root, f"{name}.{WORDS}"))


def table_names(connection: lancedb.DBConnection) -> frozenset[str]:
    """Of all libraries."""
    found: set[str] = set()
    token: str | None = None
    while True:
        page = connection.list_tables(page_token=token, limit=_PAGE)
        found.update(page.tables)
        if not (token := page.page_token):
            return frozenset(found)


def drop_table(connection: lancedb.DBConnection, table: str) -> None:
    if table in table_names(connection):
        connection.drop_table(table)


def index_ids(papers: Table) -> None:
    papers.create_index("id", config=BTree(), replace=True)


def index_words_and_names(papers: Table) -> None:
    """For a library without an index of words beside its tables."""
    papers.create_index("names", config=LabelList(), replace=True)
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
