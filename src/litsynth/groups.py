"""Things tied in pairs, put together in groups. Pure."""

from collections.abc import Iterable


def group_numbers(count: int, ties: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """For each of `count` things the number of its group: the position of the group's first.

    `ties` are pairs of positions. Things tied through others are of one group too.
    """
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in ties:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return tuple(root(at) for at in range(count))
