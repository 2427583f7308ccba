"""The papers as PDF. The only file that imports `typst`."""

import json
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from .records import Listing

PAPERS = Path(__file__).parent / "papers"
_LOCK = Lock()


def pdf_of(listing: Listing) -> bytes:
    """The PDF of one version. The same bytes each time; made once in each process."""
    entry = listing.entry
    facts = {
        "id": listing.id,
        "title": entry.plain_title,
        "authors": entry.authors,
        "affiliations": entry.affiliations,
        "abstract": entry.abstract,
        "columns": entry.columns,
        "category": entry.categories[0],
        "journal": entry.journal_ref or "",
        "date": listing.updated.strftime("%Y-%m-%d"),
        "latest": listing.version == len(entry.versions),
    }
    with _LOCK:  # Two requests for one paper shall not set it twice.
        return _compiled(entry.file, json.dumps(facts))


def forget_pdfs() -> None:
    """Make the next call set the paper anew."""
    _compiled.cache_clear()


@cache
def _compiled(file: str, facts: str) -> bytes:
    return typst.compile(
        PAPERS / file,
        root=PAPERS,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": facts},
    )
