"""What a report says of papers without a date, where papers of one time were asked for. Pure."""

from collections.abc import Sequence

from litsynth.reading.run import Readings
from litsynth.records import RankedPaper, SearchPlan


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
        f"{count} of the {len(published)} papers used {carry} no date: whether {was} published in"
    )
    return (f"{told} the time asked for is not known, and {was} let through.",)
