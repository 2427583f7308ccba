"""Tables with a paper a line (CSV, TSV), whose first line names the columns. Pure.

The names are those of Scopus, Web of Science, Zotero, PubMed, and such as people give their own.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from litsynth.lexical import counted
from litsynth.library.entries import Bad
from litsynth.library.formats.containers import LONGEST_LINE, lines, lines_in
from litsynth.library.formats.fields import day, in_order, people, texts
from litsynth.streams import Stream
from litsynth.surrogates import surrogates_marked

_ROLES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "article title", "document title", "paper title", "display name", "ti"),
    "authors": ("author full names", "authors", "author", "author s", "af", "au",
                "authorships author display name"),
    "abstract": ("abstract", "abstract note", "ab"),
    "published": ("date", "publication date", "date published", "published", "publication year",
                  "published year", "pubyear", "year", "py"),
    "venue": ("journal", "journal book", "source title", "publication title", "journal title",
              "venue", "so"),
    "doi": ("doi", "di"),
    "pmid": ("pmid", "pubmed id", "pm"),
    "arxiv_id": ("arxiv id", "arxiv"),
    "acl_id": ("acl id",),
    "id": ("id",),
    "url": ("url", "link", "articleurl", "article url"),
    "pdf_url": ("pdf url", "pdf link"),
    "keywords": ("author keywords", "keywords", "de"),
    "categories": ("categories",),
    "kind": ("document type", "dt"),
}  # fmt: skip
"""What a column of a name holds; of several for one thing the first that says something counts."""
_TELLING = frozenset({"authors", "abstract", "published", "doi", "pmid", "arxiv_id", "acl_id"})
"""One of these besides a title makes a list of papers."""
_DELIMITERS = ",;\t"
_UNQUOTED = frozenset({"pt", "au", "ti", "so"})
"""Web of Science's columns: quotation marks in such a file are text."""
_SEPARATOR = re.compile(rb'"?sep=.?"?\s*', re.IGNORECASE)
"""A line that tells spreadsheets what stands between the cells."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_NUMBER_OF_AUTHOR = re.compile(r"\s*\(\d+\)")
_INITIALS_LAST = re.compile(r"(.*[^\W\d_A-Z]) ((?:[A-Z]\.?[ -]?){1,4})")
_STOP = re.compile(r"(?<=[A-Z]{2})\.$")
_BYTES = re.compile("[\udc80-\udcff]")
_NOTHING = frozenset({"", "-", "n/a", "na", "nan", "none", "null", "[no abstract available]"})
_MOST_NAMED = 30
_QUOTED_WRONGLY = "a quotation mark in it is not doubled, or one is never closed"
_NOTICES = {
    "retraction": "a notice of retraction",
    "erratum": "a correction",
    "correction": "a correction",
    "expression of concern": "an expression of concern",
}
_RETRACTED = frozenset({"retracted", "retracted publication"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How a table is written, and which of its columns are known."""

    delimiter: str
    quoted: bool
    header: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    """By what they hold; the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one line says."""

    plain: Mapping[str, object]
    """Under plain keys."""
    also: tuple[str, ...]
    """As in "pmid:1"."""
    retraction: str | None


def table_in(head: bytes) -> Table | str:
    """The table that begins with `head`, or why its columns cannot be told."""
    if b"\0" in head:
        return "it is called a table, and is no text"
    first = [line for line in lines_in(head) if line.strip() and not _SEPARATOR.fullmatch(line)]
    tables = [_table(first, delimiter) for delimiter in _DELIMITERS]
    best = max(tables, key=lambda table: (len(table.columns), len(table.header)))
    names = [_name(cell) for cell in best.header]
    if any(names.count(one) > 1 for known in _ROLES.values() for one in known):
        return f"it is a table with two columns of one name: {_shown(best.header)}"
    if "title" in best.columns and _TELLING & best.columns.keys():
        return best
    lacks = "authors, year, DOI or abstract" if "title" in best.columns else "title"
    return (
        f"it is a table with no column called {lacks}, but {_shown(best.header)}; name its columns "
        "title, authors, year, doi, abstract, journal, url, keywords"
    )


def _table(first: Sequence[bytes], delimiter: str) -> Table:
    text = (line.decode("utf-8", "surrogateescape") for line in first)
    try:
        header = next(csv.reader(text, delimiter=delimiter, skipinitialspace=True, strict=True), [])
    except csv.Error:
        header = []
    while header and not header[-1].strip():
        header.pop()
    names = [_name(cell) for cell in header]
    places = {
        role: tuple(names.index(one) for one in known if one in names)
        for role, known in _ROLES.items()
    }
    return Table(
        delimiter=delimiter,
        quoted=not set(names) >= _UNQUOTED,
        header=tuple(header),
        columns={role: found for role, found in places.items() if found},
    )


def _name(cell: str) -> str:
    """A column's name as `_ROLES` writes it."""
    return _NOT_A_WORD.sub(" ", cell.casefold()).strip()


def _shown(header: Sequence[str]) -> str:
    more = f" and {len(header) - _MOST_NAMED} more" if len(header) > _MOST_NAMED else ""
    shown = ", ".join(repr(surrogates_marked(cell.strip())) for cell in header[:_MOST_NAMED])
    return f"{shown or 'none at all'}{more}"


class _Lines:
    """Lines as text, to be read again from the second of a record on where that is none."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source
        self._taken: list[str] = []
        self._again: deque[str] = deque()
        self.passed = 0
        """Lines that are done with."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = (
            self._again.popleft()
            if self._again
            else next(self._source).decode("utf-8", "surrogateescape")
        )
        self._taken.append(line)
        return line

    def done(self) -> None:
        """Be done with the lines that were taken."""
        self.passed += len(self._taken)
        self._taken.clear()

    def give_back(self) -> None:
        """Be done with the first of the lines that were taken; the others come again."""
        self._again.extendleft(reversed(self._taken[1:]))
        self.passed += 1
        self._taken.clear()


def records(stream: Stream, table: Table) -> Iterator[tuple[int, Record] | Bad]:
    """What each line after the first says, with its number. Raises DamagedError where the stream
    breaks off.
    """
    # A paper's references in one cell are longer than Python lets a cell be.
    csv.field_size_limit(LONGEST_LINE)
    text = _Lines(lines(stream))
    reader = csv.reader(
        text,
        delimiter=table.delimiter,
        quoting=csv.QUOTE_MINIMAL if table.quoted else csv.QUOTE_NONE,
        skipinitialspace=True,
        strict=True,
    )
    is_header_due = True
    while True:
        line = text.passed + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            text.give_back()
            yield Bad(line=line, reason=_QUOTED_WRONGLY)
            continue
        text.done()
        if is_header_due:
            is_header_due = not any(cells) or cells[0].casefold().startswith("sep=")
        elif any(cell.strip() for cell in cells):
            found = _record(_cut(cells, len(table.header)), table)
            yield Bad(line=line, reason=found) if isinstance(found, str) else (line, found)


def _cut(cells: list[str], width: int) -> list[str]:
    """`cells` without the empty ones that spreadsheets add beyond the last column."""
    return cells[:width] if not any(cell.strip() for cell in cells[width:]) else cells


def _record(cells: Sequence[str], table: Table) -> Record | str:
    width = len(table.header)
    if len(cells) != width:
        return f"it has {counted(len(cells), 'cell')}, and the first line {width}"
    told = {role: _first(cells, places) for role, places in table.columns.items()}
    if any(_BYTES.search(cell) for cell in told.values()):
        return "it is not UTF-8; save the table as “CSV UTF-8”"
    kinds = [kind.strip().casefold() for kind in told.pop("kind", "").split(";")]
    if notice := next((_NOTICES[kind] for kind in kinds if kind in _NOTICES), None):
        return f"it is {notice}"
    dates = [cells[place] for place in table.columns.get("published", ()) if _says(cells[place])]
    pmid = told.pop("pmid", "")
    also = (f"pmid:{pmid.strip()}",) if pmid.strip().isdecimal() else ()
    plain: dict[str, object] = {
        **told,
        "authors": authors(told.get("authors", "")),
        "keywords": list(texts(told.get("keywords", ""))),
        "published": next(filter(day, dates), dates[0] if dates else ""),
    }
    if any(plain.get(name) for name in ("doi", "arxiv_id", "acl_id")) or also:
        # What numbers the lines of one table is no name for a paper that has a better one.
        plain.pop("id", None)
    retraction = "the table it is from marks it as retracted" if _RETRACTED & set(kinds) else None
    return Record(plain=plain, also=also, retraction=retraction)


def _first(cells: Sequence[str], places: Sequence[int]) -> str:
    return next((cells[place] for place in places if _says(cells[place])), "")


def _says(cell: str) -> bool:
    return cell.strip().casefold() not in _NOTHING


def authors(cell: str) -> list[str]:
    """Names as a reader writes them, of "Byron, Ada (57); Lee, Kim", "Byron A, Lee K." and such."""
    text = _NUMBER_OF_AUTHOR.sub("", cell).replace("|", ";")
    return [_in_order(_STOP.sub("", name)) for name in people(text)]


def _in_order(name: str) -> str:
    """Of "Byron, Ada" and "Byron A.": the given names first."""
    if "," in name:
        return in_order(*(part.strip() for part in name.split(",")))
    found = _INITIALS_LAST.fullmatch(name)
    return f"{found[2]} {found[1]}" if found else name
