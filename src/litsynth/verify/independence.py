"""Which papers count as one witness. Pure.

Two papers are one witness if they have the same first author, or if at least half of the surnames
of the shorter list of authors stand in the longer one. Papers tied through a third are one witness
too. A paper without authors stands for itself.
"""

from collections.abc import Collection, Sequence
from itertools import combinations

from litsynth.groups import group_numbers
from litsynth.records import Paper
from litsynth.surnames import folded, name_parts, surname


def same_witness(one: Paper, other: Paper) -> bool:
    """Whether the two papers have so many authors in common that they are no independent check."""
    ours, theirs = _surnames(one), _surnames(other)
    if not ours or not theirs:
        return False
    shared = len(set(ours) & set(theirs))
    return _first(one) == _first(other) or 2 * shared >= min(len(set(ours)), len(set(theirs)))


def witnesses(papers: Sequence[Paper], tied: Collection[tuple[int, int]] = ()) -> tuple[int, ...]:
    """For each paper the number of its group: the position of the group's first paper.

    `tied` are pairs of positions, the earlier first, that are one witness for another reason.
    """
    return group_numbers(
        len(papers),
        (
            (one, other)
            for one, other in combinations(range(len(papers)), 2)
            if (one, other) in tied or same_witness(papers[one], papers[other])
        ),
    )


def _surnames(paper: Paper) -> tuple[str, ...]:
    return tuple(name for name in map(surname, paper.authors) if name)


def _first(paper: Paper) -> str:
    """The first author's surname with initial, so that two first authors called Wang differ."""
    given, family = name_parts(paper.authors[0])
    return f"{folded(family)} {folded(given)[:1]}"
