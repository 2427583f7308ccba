"""arXiv's records as Papers. Pure: takes any object that has the fields of `arxiv.Result`."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from litsynth.identifiers import all_names, arxiv_id, arxiv_version, doi
from litsynth.records import Paper, PaperId
from litsynth.retracted import without_retraction

_WITHDRAWN_IN_ABSTRACT = re.compile(
    r"\bthis (?:paper|article|manuscript|submission|preprint|work) (?:has been|is|was) withdrawn\b"
    r".*?(?:\.(?=\s+[A-Z])|$)",
    re.IGNORECASE,
)
_WITHDRAWN_IN_COMMENT = re.compile(
    r"(?:^|\b(?:paper|article|manuscript|submission|preprint|work)\s+(?:(?:has been|is|was)\s+)?)"
    r"withdrawn\b(?!\s+from)",  # A paper withdrawn from a conference still stands.
    re.IGNORECASE,
)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class Listing(Protocol):
    """What is needed of an `arxiv.Result`."""

    entry_id: str
    title: str
    published: datetime
    summary: str
    comment: str | None
    journal_ref: str | None
    doi: str | None
    pdf_url: str | None

    @property
    def authors(self) -> Sequence[_Named]: ...
    @property
    def categories(self) -> Sequence[str]: ...


def paper_from_result(result: Listing, *, base_url: str) -> Paper | None:
    """The paper that arXiv lists, or None if the entry is no paper (arXiv's errors are entries).

    `base_url` serves its PDF, whichever server the record names: arXiv itself asks programs to
    use another host, and a mirror's users may not reach any other. The PDF's version is kept, so
    that the same address always means the same bytes.
    """
    found = arxiv_id(result.entry_id)
    if found is None:
        return None
    name = PaperId(f"arxiv:{found}")
    dois = [known for part in (result.doi or "").split() if (known := doi(part))]
    version = arxiv_version(result.entry_id)
    title, marked = without_retraction(_line(result.title) or found)
    return Paper(
        id=name,
        title=title,
        identifiers=tuple(sorted(all_names([name, *(f"doi:{known}" for known in dois)]))),
        authors=tuple(line for author in result.authors if (line := _line(author.name))),
        published=result.published.date().isoformat(),
        venue=_line(result.journal_ref),
        url=f"https://arxiv.org/abs/{found}",
        pdf_url=f"{base_url}/pdf/{found}{f'v{version}' if version else ''}"
        if result.pdf_url
        else None,
        abstract=_line(result.summary),
        categories=tuple(dict.fromkeys(result.categories)),
        found_by=("arxiv",),
        retraction=withdrawal(_line(result.comment), _line(result.summary)) or marked,
    )


def withdrawal(comment: str | None, abstract: str | None) -> str | None:
    """The comment, or the abstract's sentence, that says arXiv's paper was withdrawn; or None."""
    if comment and _WITHDRAWN_IN_COMMENT.search(comment):
        return comment
    match = _WITHDRAWN_IN_ABSTRACT.search(abstract or "")
    return match.group() if match else None


def _line(text: str | None) -> str | None:
    """`text` on one line and rightly decoded, or None if it is empty."""
    return " ".join(_decoded(text or "").split()) or None


def _decoded(text: str) -> str:
    """`text` with letters restored that went through Latin-1 ("JosÃ©" for José).

    Recorded replies of 2026 hold them. Text that was right to begin with stays as it is: its
    accented letters do not happen to be valid UTF-8.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
