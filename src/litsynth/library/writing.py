"""A library opened for changing it, under its lock."""

from litsynth.library.database import Database
from litsynth.library.library import Library
from litsynth.library.place import checked_name, found_name


def open_or_create(database: Database, name: str, *, now: str) -> Library:
    """The library `name`, made if it is not there; under its lock. Raises as `Library.open`."""
    if found_name(checked_name(name), database.names()) is None:
        return Library.create(database, name, now=now)
    return Library.of(database, name)
