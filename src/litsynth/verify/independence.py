"""Which papers count as one witness. Pure.

Two papers are one witness if they have the same first author, or if at least half of the shorter
list of authors stand in the longer one. Authors are the same if their surnames are, and their
initials where both are known: "Wang, W." is Wei Wang, and not Hao Wang. Papers tied through a third
are one witness too. A paper without authors stands for itself.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from litsynth.groups import group_numbers
from litsynth.records import Paper
from litsynth.surnames import folded, name_parts


def same_witness(one: Paper, other: Paper) -> bool:
    """Whether the two papers have so many authors in common that they are no independent check."""
    shorter, longer = sorted((_authors(one), _authors(other)), key=len)
    if not shorter:
        return False
    known = _initials(longer)
    shared = sum(_is_among(initial, known.get(family, set())) for family, initial in shorter)
    return 2 * shared >= len(shorter) or _is_first(one, other)


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


def _authors(paper: Paper) -> set[tuple[str, str]]:
    return {one for one in map(_author, paper.authors) if one[0]}


def _author(name: str) -> tuple[str, str]:
    """Surname and initial, folded; the initial is empty if unknown."""
    given, family = name_parts(name)
    return folded(family), folded(given)[:1]


def _initials(authors: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for family, initial in authors:
        found.setdefault(family, set()).add(initial)
    return found


def _is_among(initial: str, known: Collection[str]) -> bool:
    return bool(known) and (not initial or initial in known or "" in known)


def _is_first(one: Paper, other: Paper) -> bool:
    return _author(one.authors[0]) == _author(other.authors[0])
