"""Which papers are read, and whose claims are checked. Decides; asks nobody."""

from dataclasses import replace

from litsynth.errors import ConfigError, ReadingError
from litsynth.identifiers import arxiv_id, doi
from litsynth.reading.run import Readings
from litsynth.records import BEARS_FROM, Claim, Document, PaperId, RankedPaper
from litsynth.search.run import Found

CANDIDATES = 3
"""From how many of the most relevant papers the source paper is chosen."""


def paper_id(text: str) -> PaperId:
    """A paper's id as users write it: "2005.13013", "10.1000/x", an address, or "acl:P19-1001".

    Raises ConfigError if it is none of them.
    """
    if found := arxiv_id(text):
        return PaperId(f"arxiv:{found}")
    if found := doi(text):
        return PaperId(f"doi:{found}")
    scheme, colon, key = text.strip().partition(":")
    if not (scheme and colon and key):
        raise ConfigError(
            f"{text!r} is not the id of a paper",
            hint="Write it like arxiv:2005.13013, doi:10.1000/x or acl:2020.aacl-main.56.",
        )
    return PaperId(text.strip())


def with_named(found: Found, wanted: PaperId) -> Found | None:
    """`found` with the paper the user named in use whatever its relevance; None if it lacks it."""
    for ranked in found.ranked:
        if wanted in ranked.paper.identifiers:
            kept = replace(ranked, above_floor=True)
            return replace(found, ranked=tuple(kept if o is ranked else o for o in found.ranked))
    return None


def used_papers(
    found: Found, *, wanted: PaperId | None, max_papers: int
) -> tuple[RankedPaper, ...]:
    """The papers to read: above the floor, not retracted, best first, at most `max_papers`.

    The paper the user named comes first, retracted or not.
    """
    named = [one for one in found.ranked if wanted in one.paper.identifiers]
    others = [
        one
        for one in found.ranked
        if one.above_floor and not one.paper.retraction and one not in named
    ]
    return (*named, *others)[:max_papers]


def source_candidates(
    used: tuple[RankedPaper, ...], readings: Readings, *, wanted: PaperId | None
) -> tuple[tuple[RankedPaper, Document], ...]:
    """Papers whose claims may be checked, best first; only the named one if one is named.

    Raises ReadingError if there is none.
    """
    read = {document.paper: document for document in readings.documents}
    candidates = tuple(
        (ranked, read[ranked.paper.id])
        for ranked in used
        if ranked.paper.id in read and (wanted is None or wanted in ranked.paper.identifiers)
    )
    if not candidates:
        reasons = "; ".join(f"{one.paper}: {one.reason}" for one in readings.unreadable[:5])
        raise ReadingError(
            f"no source paper could be read ({reasons or 'no paper has a text'})",
            hint="Name another with --source-paper, or give a folder of PDFs with "
            "--source folder:PATH.",
        )
    return candidates[:CANDIDATES]


def bearing(ranked: RankedPaper, claims: tuple[Claim, ...]) -> float:
    """How much a paper asserts on the question: its relevance times that of its claims that bear.

    A paper that is near the question but asserts little on it is a poor source: there is nothing
    in it that other papers could bear out.
    """
    return ranked.relevance * sum(
        claim.relevance for claim in claims if claim.relevance >= BEARS_FROM
    )
