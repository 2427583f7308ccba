"""BibTeX files, entry by entry. What `report/bibliography.py` is for writing it."""

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.model import Entry as Block

from litsynth.library.entries import Bad
from litsynth.library.formats.containers import blocks
from litsynth.library.formats.fields import MONTHS
from litsynth.library.formats.latex import plain
from litsynth.library.streams import Stream

AT = re.compile(rb"[ \t]*@[A-Za-z]+[ \t]*[{(]")
_STRING = re.compile(r"\s*@string\s*[{(]", re.IGNORECASE)
_NO_ENTRY = re.compile(r"\s*@(?:comment|preamble)\s*[{(]", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")
_MAX_STRINGS = 10_000
# What is wrong with an entry is said by `Bad`; the parser would also print it, in its own terms.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False


def records(stream: Stream) -> Iterator[tuple[int, Mapping[str, object]] | Bad]:
    """Each entry with plain keys and its line. Raises DamagedError where the stream breaks off.

    Entry by entry, so that one that is never closed costs itself alone.
    """
    strings: list[str] = []
    for found in blocks(stream, AT):
        if isinstance(found, Bad):
            yield found
            continue
        number, raw = found
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            yield Bad(line=number, reason=f"it is not UTF-8 (byte {error.start + 1} of the entry)")
            continue
        if _STRING.match(text):
            if len(strings) < _MAX_STRINGS:
                strings.append(text)
        elif not _NO_ENTRY.match(text):
            record = record_of(text, strings)
            yield Bad(line=number, reason=record) if isinstance(record, str) else (number, record)


def record_of(text: str, strings: list[str]) -> Mapping[str, object] | str:
    """The one entry in `text` with plain keys, or why there is none."""
    used = [each for each in strings if _name(each) in text]
    library: Library = parse_string(
        "\n".join((*used, text)),
        parse_stack=[
            ResolveStringReferencesMiddleware(allow_inplace_modification=True),
            RemoveEnclosingMiddleware(allow_inplace_modification=True),
        ],
    )
    if not library.entries:
        return "the entry is cut short or no BibTeX"
    return _plain(library.entries[0])


def _name(string: str) -> str:
    return re.split(r"[{(]", string, maxsplit=1)[-1].partition("=")[0].strip()


def _plain(entry: Block) -> dict[str, object]:
    fields = {field.key.lower(): plain(str(field.value)) for field in entry.fields}
    month = fields.get("month", "").strip()
    number = int(month) if month.isdigit() else MONTHS.get(month[:3].lower(), 0)
    year = fields.get("year", "").strip() or fields.get("date", "").strip()
    archive = fields.get("archiveprefix", fields.get("eprinttype", "")).lower()
    return {
        "title": fields.get("title"),
        "authors": [_in_order(name) for name in _AND.split(fields.get("author", "").strip())],
        "published": f"{year}-{number:02}" if year.isdigit() and number else year,
        "venue": fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle"),
        "abstract": fields.get("abstract"),
        "doi": fields.get("doi"),
        "arxiv_id": fields.get("eprint") if archive in {"arxiv", ""} else None,
        "url": fields.get("url"),
        "keywords": fields.get("keywords"),
    }


def _in_order(name: str) -> str:
    """A name as a reader writes it, from BibTeX's "Family, Jr, Given" or "Family, Given"."""
    parts = [part.strip() for part in name.split(",")]
    return " ".join(part for part in (*parts[1:][::-1][:1], parts[0], *parts[1:-1]) if part)
