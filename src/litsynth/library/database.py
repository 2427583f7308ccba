"""All libraries of one folder or address."""

from collections.abc import Mapping

from litsynth.library import rows
from litsynth.library.store import Store
from litsynth.library.tables import (
    TABLES,
    connect,
    drop_table,
    index_ids,
    index_words_and_names,
    table_names,
    words_of,
)
from litsynth.library.told import told

_LAST = ".about"
"""How the table is called that is made last: a library is there once it is."""


class Database:
    """All libraries of one folder or address."""

    def __init__(self, root: str) -> None:
        """`root`: a folder, made if need be, or an address as of "s3://bucket/path"."""
        self.root = root
        with told(root):
            self._connection = connect(root)

    def names(self) -> tuple[str, ...]:
        """Names of the libraries that are complete, sorted."""
        with told(self.root):
            tables = table_names(self._connection)
        return tuple(sorted(each[: -len(_LAST)] for each in tables if each.endswith(_LAST)))

    def create(self, name: str, about: Mapping[str, str]) -> Store:
        """A library without papers. What a killed creation or removal left is dropped."""
        with told(self.root):
            # They would be taken for this library's, whichever encoder made them.
            drop_table(self._connection, f"{name}.vectors")
            papers = self._connection.create_table(
                f"{name}.papers", schema=rows.PAPERS, mode="overwrite"
            )
            index_ids(papers)
            words = words_of(self.root, name)
            if words is None:
                index_words_and_names(papers)
            else:
                words.clear()
                words.note(int(papers.version))
            self._connection.create_table(
                f"{name}{_LAST}", data=rows.about(about), schema=rows.ABOUT, mode="overwrite"
            )
        return self.open(name)

    def open(self, name: str) -> Store:
        with told(self.root):
            return Store(self._connection, self.root, name)

    def drop(self, name: str) -> None:
        """Remove a library. One that was removed in part is no library any more."""
        with told(self.root):
            for table in TABLES:
                drop_table(self._connection, f"{name}.{table}")
            if words := words_of(self.root, name):
                words.remove()
