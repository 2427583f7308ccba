"""A file's entries, whatever its format, with what could not be read named by its line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from litsynth.library.entries import Bad, Entry, Helpers
from litsynth.library.formats import bibtex, nbib, ris, table
from litsynth.library.formats.containers import blocks, json_array, json_lines
from litsynth.library.formats.json_records import entry_of, plain_entry
from litsynth.library.kinds import Kind, kind_of
from litsynth.retracted import notice_in_title, without_retraction
from litsynth.streams import DamagedError, Stream, opened

T = TypeVar("T")


class Importer:
    """Reads files one after the other and knows how far it is in the one it reads."""

    def __init__(self, helpers: Helpers) -> None:
        self._helpers = helpers
        self._stream: Stream | None = None

    @property
    def position(self) -> int:
        """Bytes read of the file that is being read, as it lies on the disk."""
        return self._stream.position if self._stream else 0

    def entries(self, path: Path) -> Iterator[tuple[int, Entry] | Bad]:
        """Everything in the file at `path`, in its order, each with its line. Never raises for it.

        A `Bad` of line 0 says that the file as a whole, or its rest, was not read.
        """
        try:
            with opened(path) as stream:
                self._stream = stream
                yield from in_stream(stream, path, self._helpers)
        except OSError as error:
            yield Bad(line=0, reason=f"it cannot be read: {error.strerror or error}")
        finally:
            self._stream = None


def why_not(path: Path, helpers: Helpers) -> str | None:
    """Why the file at `path`, by its first bytes, is of no format that is read; None if it is."""
    try:
        with opened(path) as stream:
            kind = kind_of(stream.peek(), name=path.name, may_be_paper=helpers.may_be_paper(path))
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    except DamagedError as error:
        return str(error)
    return None if isinstance(kind, Kind) else kind


def in_stream(stream: Stream, path: Path, helpers: Helpers) -> Iterator[tuple[int, Entry] | Bad]:
    """As `Importer.entries`, of a stream that is open. Raises OSError."""
    line = 0
    try:
        kind = kind_of(stream.peek(), name=path.name, may_be_paper=helpers.may_be_paper(path))
        if not isinstance(kind, Kind):
            yield Bad(line=0, reason=kind)
            return
        if kind is Kind.PAPER:
            paper = helpers.paper(path)
            yield paper if isinstance(paper, Bad) else _made(1, paper)
            return
        for found in _records(stream, kind, helpers):
            line = found.line if isinstance(found, Bad) else found[0]
            yield found
    except DamagedError as error:
        where = f" after line {line}" if line else ""
        yield Bad(line=0, reason=f"{error}{where}; what stands before it was read")


def _records(stream: Stream, kind: Kind, helpers: Helpers) -> Iterator[tuple[int, Entry] | Bad]:
    match kind:
        case Kind.JSON_LINES | Kind.JSON_ARRAY:
            values = json_lines(stream) if kind is Kind.JSON_LINES else json_array(stream)
            yield from _each(values, lambda value: entry_of(value, helpers))
        case Kind.BIBTEX:
            plain = partial(plain_entry, helpers=helpers, format_="bibtex")
            yield from _each(bibtex.records(stream), plain)
        case Kind.RIS:
            for block, last in _with_last(blocks(stream, ris.TY)):
                yield block if isinstance(block, Bad) else _from_ris(*block, helpers, last=last)
        case Kind.NBIB:
            yield from _each(blocks(stream, nbib.PMID), lambda block: _from_nbib(block, helpers))
        case Kind.TABLE:
            found = table.table_in(stream.peek())
            if isinstance(found, table.Table):
                yield from _each(
                    table.records(stream, found), lambda record: _from_table(record, helpers)
                )
        case Kind.PAPER:
            raise ValueError("one paper is no list of records")


def _each(
    values: Iterable[tuple[int, T] | Bad], entry: Callable[[T], Entry | str]
) -> Iterator[tuple[int, Entry] | Bad]:
    """What each of `values`, with its line, gives; what is bad stays so."""
    for value in values:
        yield value if isinstance(value, Bad) else _made(value[0], entry(value[1]))


def _with_last(items: Iterable[T]) -> Iterator[tuple[T, bool]]:
    """Each item with whether it is the last."""
    held: list[T] = []
    try:
        for item in items:
            if held:
                yield held.pop(), False
            held.append(item)
    except DamagedError:
        # What was given before the stream broke off is whole.
        for item in held:
            yield item, False
        raise
    for item in held:
        yield item, True


def _from_ris(line: int, block: bytes, helpers: Helpers, *, last: bool) -> tuple[int, Entry] | Bad:
    found = ris.record_of(block, last=last)
    if isinstance(found, str):
        return Bad(line=line, reason=found)
    plain, remarks = found
    entry = plain_entry(plain, helpers, format_="ris")
    if isinstance(entry, Entry):
        entry = replace(entry, remarks=(*remarks, *entry.remarks))
    return _made(line, entry)


def _from_nbib(block: bytes, helpers: Helpers) -> Entry | str:
    found = nbib.record_of(block)
    if isinstance(found, str):
        return found
    entry = plain_entry(found.plain, helpers, format_="nbib", also=[found.number])
    return _retracted(entry, found.retraction)


def _from_table(found: table.Record, helpers: Helpers) -> Entry | str:
    entry = plain_entry(found.plain, helpers, format_="csv", also=found.also)
    return _retracted(entry, found.retraction)


def _retracted(entry: Entry | str, retraction: str | None) -> Entry | str:
    if isinstance(entry, str) or retraction is None:
        return entry
    return replace(entry, paper=replace(entry.paper, retraction=retraction))


def _made(line: int, entry: Entry | str) -> tuple[int, Entry] | Bad:
    if isinstance(entry, str):
        return Bad(line=line, reason=entry)
    if notice := notice_in_title(entry.paper.title):
        return Bad(line=line, reason=f"it is {notice}")
    return line, _marked(entry)


def _marked(entry: Entry) -> Entry:
    """`entry`, known as retracted if its title says so."""
    title, marked = without_retraction(entry.paper.title)
    if marked is None:
        return entry
    retraction = entry.paper.retraction or marked
    return replace(entry, paper=replace(entry.paper, title=title, retraction=retraction))
