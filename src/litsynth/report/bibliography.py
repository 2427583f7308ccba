"""references.bib, by bibtexparser. What `library/formats/bibtex.py` is for reading it."""

import re
import unicodedata
from collections.abc import Iterable

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from litsynth.lexical import STOP_WORDS
from litsynth.records import PaperEntry, Report
from litsynth.report.addresses import landing_page
from litsynth.report.escape import latex
from litsynth.report.tally import included
from litsynth.report.wording import one_line
from litsynth.surnames import surname

_MEETING = re.compile(
    r"\b(?:proceedings|conference|workshop|findings|symposium|meeting)\b", re.IGNORECASE
)
_SUFFIXES = "abcdefghijklmnopqrstuvwxyz"


def references_bib(report: Report) -> str:
    """An entry for each referenced paper, in the order of the references.

    Keys are unique and, for the same references, always the same: surname, year, first word.
    """
    papers = included(report)
    library = Library(
        [_entry(key, paper) for key, paper in zip(citation_keys(papers), papers, strict=True)]
    )
    # Values carry their own braces, so that no middleware may put others around them.
    return write_string(library, unparse_stack=[])


def citation_keys(papers: Iterable[PaperEntry]) -> tuple[str, ...]:
    """One ASCII key for each paper, as in "phang2020english"; equal ones get a letter."""
    taken: set[str] = set()
    keys = []
    for paper in papers:
        stem = _key(paper)
        key = next(candidate for candidate in _candidates(stem) if candidate not in taken)
        taken.add(key)
        keys.append(key)
    return tuple(keys)


def _candidates(stem: str) -> Iterable[str]:
    yield stem
    yield from (stem + letter for letter in _SUFFIXES)
    number = 1
    while True:
        yield f"{stem}-{number}"
        number += 1


def _key(paper: PaperEntry) -> str:
    name = _ascii(surname(paper.authors[0])).replace(" ", "") if paper.authors else ""
    words = [word for word in _ascii(paper.title).split() if word not in STOP_WORDS]
    return f"{name}{paper.year}{words[0] if words else ''}" or "paper"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", one_line(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", plain.lower().replace("'", "")).strip()


def _entry(key: str, paper: PaperEntry) -> Entry:
    venue = one_line(paper.venue or "")
    arxiv = next((i for i in paper.identifiers if i.startswith("arxiv:")), "")
    if not venue:
        kind, container = "misc", {}
    elif _MEETING.search(venue):
        kind, container = "inproceedings", {"booktitle": latex(venue)}
    else:
        kind, container = "article", {"journal": latex(venue)}
    fields = {
        "title": "{" + latex(paper.title) + "}",  # The inner braces keep the capitals.
        "author": " and ".join(map(_author, filter(one_line, paper.authors))),
        "year": paper.year,
        **container,
        "doi": latex(paper.doi or ""),
        "url": landing_page(paper),
        "eprint": latex(arxiv.removeprefix("arxiv:")),
        "archiveprefix": "arXiv" if arxiv else "",
        "note": latex(f"Retracted: {paper.retraction}") if paper.retraction else "",
    }
    return Entry(
        entry_type=kind,
        key=key,
        fields=[Field(key=name, value=f"{{{value}}}") for name, value in fields.items() if value],
    )


def _author(name: str) -> str:
    """The name as BibTeX reads it whole: a group, or one with a comma, stands in braces."""
    safe = latex(name)
    return f"{{{safe}}}" if "," in safe or re.search(r"\band\b", safe, re.IGNORECASE) else safe
