"""Texts in batches for one epoch of tuning."""

import random
from collections.abc import Sequence

from litsynth.verify.token_batches import by_length


def shuffled_batches(
    lengths: Sequence[int], *, pool: int, tokens: int, rng: random.Random
) -> list[list[int]]:
    """Positions of texts in batches of at most `tokens` pieces with padding, in an order by chance.

    Only `pool` texts are sorted by length at a time: batches pad little and still differ from epoch
    to epoch.
    """
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), pool):
        part = order[start : start + pool]
        found = by_length([lengths[at] for at in part], tokens)
        batches += [[part[at] for at in batch] for batch in found]
    rng.shuffle(batches)
    return batches
