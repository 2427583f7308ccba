"""What a run says of its papers in words: in its progress, and in its report. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from litsynth.lexical import counted
from litsynth.reading.run import Readings, name_of
from litsynth.reading.tex_in_prose import title_as_printed
from litsynth.records import (
    Claim,
    Depth,
    Failure,
    Paper,
    PaperId,
    RankedPaper,
    SearchPlan,
)


def source_name(paper: Paper) -> str:
    """How progress names a source paper: by its id, which --source-paper takes, and its file."""
    name = name_of(paper)
    return name if name == paper.id else f"{name} ({paper.id})"


def reading_account(readings: Readings) -> str:
    """As in "reading: 12 papers (10 full text, 2 abstract; the full text of 2 could not be read)",
    with ", 3 more could not be read at all" where nothing stands in for them.
    """
    depths = Counter(document.depth for document in readings.documents)
    parts = ", ".join(f"{depths[one]} {one.replace('_', ' ')}" for one in Depth if depths[one])
    read = {document.paper for document in readings.documents}
    failed = {one.paper for one in readings.unreadable}
    if instead := len(failed & read):
        parts = f"{parts}; the full text of {instead} could not be read"
    lost = f", {len(failed - read)} more could not be read at all" * bool(failed - read)
    return f"reading: {counted(len(readings.documents), 'paper')} ({parts}){lost}"


def printed_titles(ranked: Sequence[RankedPaper]) -> Mapping[PaperId, str]:
    """Titles with LaTeX as it prints, of those that have any."""
    return {
        one.paper.id: printed
        for one in ranked
        if (printed := title_as_printed(one.paper.title)) != one.paper.title
    }


def nothing_to_check(sources: Sequence[PaperId], claims: Sequence[Claim]) -> tuple[Failure, ...]:
    """What to tell a reader of each of `sources` in which no claim was found."""
    told = {claim.paper for claim in claims}
    return tuple(
        Failure(
            what=source,
            reason="no sentence of it was recognised as a claim",
            effect="there is nothing of it to check" if claims else "there is nothing to check",
        )
        for source in sources
        if source not in told
    )


def undated(plan: SearchPlan, used: Sequence[RankedPaper], readings: Readings) -> tuple[str, ...]:
    """One sentence on the papers that may be of any time; none where all have a date."""
    if plan.since is None and plan.until is None:
        return ()
    read = {document.paper for document in readings.documents}
    published = [one.paper.published for one in used if one.paper.id in read]
    count = published.count(None)
    if not count:
        return ()
    carry = "carries" if count == 1 else "carry"
    was = "it was" if count == 1 else "they were"
    told = (
        f"{count} of the {len(published)} papers used {carry} no date: whether {was} published in "
        f"the time asked for is not known, and {was} let through."
    )
    return (told,)
