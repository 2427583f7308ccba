"""RIS exports: one tag a line, one record from TY to ER. Pure."""

import re
from collections.abc import Mapping, Sequence

from litsynth.library.formats.fields import day, in_order

TY = re.compile(rb"TY  ?- ?")
_TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_TITLES = ("TI", "T1", "CT")
_AUTHORS = (("AU", "A1"), ("A2",))
"""Editors (A2) are named where no author is."""
_VENUES = ("JO", "JF", "T2", "JA", "BT")
_DATES = ("DA", "PY", "Y1")
_ABSTRACTS = ("AB", "N2")
_ADDRESSES = ("UR", "L2", "L1")


NO_END = "it ends without ER"


def record_of(block: bytes, *, last: bool) -> tuple[Mapping[str, object], tuple[str, ...]] | str:
    """One record with plain keys and remarks on it, or what is wrong with it.

    last: of the file. Without its end that one may be cut short; another one is whole.
    """
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"it is not UTF-8 (byte {error.start + 1} of the record)"
    tags: dict[str, list[str]] = {}
    open_tag: list[str] | None = None
    for raw in text.split("\n"):
        found = _TAG.match(raw)
        if found is None:
            if open_tag and raw.strip():
                open_tag[-1] = f"{open_tag[-1]} {raw.strip()}"
            continue
        if found.group(1) == "ER":
            return _plain(tags), ()
        open_tag = tags.setdefault(found.group(1), [])
        open_tag.append(found.group(2).strip())
    if last:
        return f"{NO_END}: the file may be cut short"
    return _plain(tags), (f"{NO_END} before the next record",)


def _plain(tags: Mapping[str, Sequence[str]]) -> dict[str, object]:
    def one(names: Sequence[str]) -> str | None:
        return next((text for name in names for text in tags.get(name, ()) if text), None)

    people = ([name for tag in kind for name in tags.get(tag, ())] for kind in _AUTHORS)
    dates = [_date(text) for name in _DATES for text in tags.get(name, ()) if text]
    return {
        "title": one(_TITLES),
        "authors": [_in_order(name) for name in next(filter(None, people), ())],
        "venue": one(_VENUES),
        "published": next(filter(day, dates), dates[0] if dates else None),
        "abstract": one(_ABSTRACTS),
        "doi": one(("DO",)),
        "url": one(_ADDRESSES),
        "keywords": list(tags.get("KW", ())),
    }


def _in_order(name: str) -> str:
    """A name as a reader writes it, from RIS's "Family, Given, Suffix"."""
    return in_order(*(part.strip() for part in name.split(",")))


def _date(text: str) -> str:
    """RIS writes "2020/05/26/" and leaves out what it does not know: "2020///"."""
    return "-".join(part for part in text.split("/")[:3] if part.strip())
