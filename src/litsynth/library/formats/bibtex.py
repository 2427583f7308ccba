"""BibTeX files, entry by entry. What `report/bibliography.py` is for writing it."""

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import Entry as Block

from litsynth.library.entries import Bad
from litsynth.library.formats.containers import blocks
from litsynth.library.formats.fields import MONTHS, in_order, small_number
from litsynth.library.formats.latex import plain
from litsynth.streams import Stream

AT = re.compile(rb"[ \t]*@[A-Za-z]+[ \t]*[{(]")
_STRING = re.compile(r"\s*@string\s*[{(]", re.IGNORECASE)
_NO_ENTRY = re.compile(r"\s*@(?:comment|preamble)\s*[{(]", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")
_COMMA = re.compile(r"(?<!\\),")
_OTHERS = "others"
"""BibTeX's word for authors who are not named."""
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
    used: list[str] = []
    for each in reversed(strings):
        if any(_name(each) in one for one in (text, *used)):
            used.insert(0, each)
    library: Library = parse_string(
        "\n".join((*used, text)),
        parse_stack=[],
    )
    # An entry that has a field twice counts as failed there, and is kept.
    failed = (each.ignore_error_block for each in library.failed_blocks)
    entry = next((each for each in (*library.entries, *failed) if isinstance(each, Block)), None)
    if entry is None:
        return "the entry is cut short or no BibTeX"
    known: dict[str, str] = {}
    for one in library.strings:
        known[one.key.lower()] = _value(str(one.value), known)
    return _plain(entry, known)


def _value(raw: str, strings: Mapping[str, str]) -> str:
    """What a field says: its parts between "#" joined, names of strings put in."""
    return "".join(_part(part.strip(), strings) for part in _parts(raw))


def _parts(raw: str) -> Iterator[str]:
    """What stands between the "#" that are in no braces and no quotation marks."""
    depth, quoted, began = 0, False, 0
    for at, letter in enumerate(raw):
        depth += (letter == "{") - (letter == "}")
        quoted ^= letter == '"' and depth == 0
        if letter == "#" and depth == 0 and not quoted:
            yield raw[began:at]
            began = at + 1
    yield raw[began:]


def _part(part: str, strings: Mapping[str, str]) -> str:
    if len(part) > 1 and (part[0], part[-1]) in {("{", "}"), ('"', '"')}:
        return part[1:-1]
    return strings.get(part.lower(), part)


def _name(string: str) -> str:
    return re.split(r"[{(]", string, maxsplit=1)[-1].partition("=")[0].strip()


def _plain(entry: Block, strings: Mapping[str, str]) -> dict[str, object]:
    raw: dict[str, str] = {}
    for field in entry.fields:  # As BibTeX does, the first of two is taken.
        raw.setdefault(field.key.lower(), _value(str(field.value), strings))
    fields = {key: plain(value) for key, value in raw.items()}
    month = fields.get("month", "").strip()
    of_year = small_number(month) or MONTHS.get(month[:3].lower(), 0)
    year = fields.get("year", "").strip() or fields.get("date", "").strip()
    archive = fields.get("archiveprefix", fields.get("eprinttype", "")).lower()
    return {
        "title": fields.get("title"),
        "authors": _authors(raw.get("author", "")),
        "published": f"{year}-{of_year:02}" if year.isdigit() and of_year else year,
        "venue": fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle"),
        "abstract": fields.get("abstract"),
        "doi": fields.get("doi"),
        "arxiv_id": fields.get("eprint") if archive in {"arxiv", ""} else None,
        "url": fields.get("url"),
        "keywords": fields.get("keywords"),
    }


def _authors(raw: str) -> list[str]:
    """Names as a reader writes them. What stands in braces ("{Barnes and Noble}") is one."""
    names = [_in_order(name) for name in _split(raw.strip(), _AND)]
    return names[:-1] if names[-1] == _OTHERS else names


def _in_order(name: str) -> str:
    """From BibTeX's "Family, Jr, Given" or "Family, Given"."""
    return in_order(*(plain(part).strip() for part in _split(name, _COMMA)))


def _split(text: str, between: re.Pattern[str]) -> list[str]:
    """What stands before, between and after the matches that are in no braces."""
    depth, shown = 0, []
    for letter in text:
        depth += letter == "{"
        shown.append("{" if depth else letter)
        depth = max(depth - (letter == "}"), 0)
    found = list(between.finditer("".join(shown)))
    begins, ends = [0, *(each.end() for each in found)], [each.start() for each in found]
    return [text[begin:end] for begin, end in zip(begins, [*ends, len(text)], strict=True)]
