"""PubMed's own exports (.nbib, MEDLINE): one tag a line, one record from PMID on. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litsynth.library.formats.fields import MONTHS

PMID = re.compile(rb"PMID *- ?")
_TAG = re.compile(r"([A-Z]{2,4}) *- (.*)")
_DATE = re.compile(r"(\d{4})(?:[ /-]+([A-Za-z]{3})[A-Za-z]*)?(?: +(\d{1,2})\b)?")
_DOI = re.compile(r"(\S+) \[doi\]")
_NOTICES: Mapping[str, str] = {
    "Retraction of Publication": "a notice of retraction",
    "Retraction Notice": "a notice of retraction",
    "Published Erratum": "a correction",
    "Expression of Concern": "an expression of concern",
}
_RETRACTED = "Retracted Publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one record says."""

    plain: Mapping[str, object]
    """Under plain keys."""
    number: str
    """As in "pmid:1"."""
    retraction: str | None


def record_of(block: bytes) -> Record | str:
    """One record, or what is wrong with it."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"it is not UTF-8 (byte {error.start + 1} of the record)"
    tags: dict[str, list[str]] = {}
    last: list[str] = []
    for raw in text.split("\n"):
        if found := _TAG.match(raw):
            last = tags.setdefault(found.group(1), [])
            last.append(found.group(2).strip())
        elif last and raw.startswith(" ") and raw.strip():
            last[-1] = f"{last[-1]} {raw.strip()}"
    kinds = tags.get("PT", ())
    if notice := next((_NOTICES[kind] for kind in kinds if kind in _NOTICES), None):
        return f"it is {notice}"
    return Record(
        plain=_plain(tags),
        number=f"pmid:{''.join(tags.get('PMID', ())[:1])}",
        retraction="PubMed: it is marked as retracted" if _RETRACTED in kinds else None,
    )


def _plain(tags: Mapping[str, Sequence[str]]) -> dict[str, object]:
    def one(*names: str) -> str | None:
        return next((text for name in names for text in tags.get(name, ()) if text), None)

    dois = (_DOI.match(text) for name in ("LID", "AID") for text in tags.get(name, ()))
    return {
        "title": one("TI", "BTI", "TT"),
        "authors": [_in_order(name) for name in tags.get("FAU", tags.get("AU", ()))],
        "venue": one("JT", "TA", "JBT"),
        "published": _date(one("DP", "DEP")),
        "abstract": one("AB"),
        "doi": next((found.group(1) for found in dois if found), None),
        "keywords": list(tags.get("OT", ())),
    }


def _in_order(name: str) -> str:
    """A name as a reader writes it, from PubMed's "Family, Given"."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()


def _date(text: str | None) -> str | None:
    """PubMed writes "2019 Mar 5", "2019 Mar-Apr" and "2019 Spring"."""
    found = _DATE.match(text or "")
    if found is None:
        return text
    year, month, day = found.groups()
    parts = (year, MONTHS.get((month or "").lower()), day)
    return "-".join(str(part) for part in parts[: parts.index(None) if None in parts else 3])
