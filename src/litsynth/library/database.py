"""All libraries of one folder or address."""

from collections.abc import Iterator, Mapping

from litsynth.library import rows
from litsynth.library.store import Store
from litsynth.library.tables import (
    TABLES,
    connect,
    drop_table,
    index_ids,
    index_words_and_names,
    words_of,
)
from litsynth.library.told import told


class Database:
    """All libraries of one folder or address."""

    def __init__(self, root: str) -> None:
        """`root`: a folder, made if need be, or an address as of "s3://bucket/path"."""
        self.root = root
        with told(root):
            self._connection = connect(root)

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
            # Last: a library is there once this table is.
            self._connection.create_table(
                f"{name}.about", data=rows.about(about), schema=rows.ABOUT, mode="overwrite"
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
