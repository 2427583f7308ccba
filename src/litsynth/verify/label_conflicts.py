"""Pairs that were labelled twice, and not alike: a corrected label whose old line was left in."""

from collections.abc import Iterable

from litsynth.verify.labelled import Label, LabelledPair


def conflicts(pairs: Iterable[LabelledPair]) -> tuple[tuple[LabelledPair, LabelledPair], ...]:
    """Each pair whose label cannot be true together with that of the first of the same claim and
    evidence, with that first one before it; in the order of `pairs`.
    """
    first: dict[tuple[str, tuple[str, ...]], LabelledPair] = {}
    found = []
    for pair in pairs:
        earlier = first.setdefault((pair.claim.casefold(), pair.sentences), pair)
        if not _may_both_be(earlier.label, pair.label):
            found.append((earlier, pair))
    return tuple(found)


def told(found: tuple[tuple[LabelledPair, LabelledPair], ...]) -> str:
    """One sentence on what `conflicts` found, and what to do; empty if it found nothing."""
    if not found:
        return ""
    earlier, later = found[0]
    have = "1 pair has" if len(found) == 1 else f"{len(found)} pairs have"
    return (
        f"{have} two labels that cannot both be true; the first is “{earlier.claim}” "
        f"({earlier.label} in {earlier.id}, {later.label} in {later.id}, by line or id). "
        "Both were counted: delete the wrong lines and run it again."
    )


def _may_both_be(one: Label, other: Label) -> bool:
    unsupported = {Label.REFUTED, Label.NEI}
    both = {one, other}
    return len(both) == 1 or (Label.NOT_SUPPORTED in both and bool(both & unsupported))
