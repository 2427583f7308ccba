"""Sentences of one paper that say the same. The only file here that imports rapidfuzz."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from litsynth.lexical import stems

SAME_WORDING = 82.0
"""Token-sort ratio from which two sentences are one claim."""
SAME_STEMS = 0.8
"""Share of the shorter sentence's stems that must stand in the longer one."""

FEWEST_STEMS = 6
"""A sentence with fewer is too short to be known again by its words."""

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_NOT = re.compile(
    r"\b(?:no|not|never|cannot|without|neither|nor|fails?|failed|lack\w*)\b|n['\u2019]t\b"
)
_UP = re.compile(
    r"\b(?:increas|improv|higher|better|more|gain|larger|greater|outperform)", re.IGNORECASE
)
_DOWN = re.compile(
    r"\b(?:decreas|reduc|lower|worse|less|drop|smaller|fewer|declin|degrad)", re.IGNORECASE
)


_SAYING = frozenset(
    "show shown demonstr find found observ result experi experiment suggest indic present propos"
    " paper work studi introduc conclud report".split()
)
"""Stems of how a claim is put forward, not of what it says."""


def same_claim(one: str, other: str) -> bool:
    """Whether the two sentences make the same assertion, one perhaps in more detail.

    Their figures must agree: those of one are among those of the other.
    """
    if not _agree(one, other):
        return False
    if fuzz.token_sort_ratio(one.casefold(), other.casefold()) >= SAME_WORDING:
        return True
    first, second = (set(stems(text)) - _SAYING for text in (one, other))
    fewer = min(len(first), len(second))
    return fewer >= FEWEST_STEMS and len(first & second) >= SAME_STEMS * fewer


def _agree(one: str, other: str) -> bool:
    first, second = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    if not (first <= second or second <= first):
        return False
    if bool(_NOT.search(one.casefold())) != bool(_NOT.search(other.casefold())):
        return False
    directions = {(bool(_UP.search(text)), bool(_DOWN.search(text))) for text in (one, other)}
    return directions != {(True, False), (False, True)}


def groups(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Positions of `texts` that say the same, the most specific of a group first.

    Every position is in exactly one group; groups are in the order of their first text.
    """
    found: list[list[int]] = []
    for position, text in enumerate(texts):
        home = next((group for group in found if same_claim(texts[group[0]], text)), None)
        if home is None:
            found.append([position])
        else:
            home.append(position)
    return tuple(tuple(sorted(group, key=lambda at: _specificity(texts[at]))) for group in found)


def _specificity(text: str) -> tuple[int, int]:
    """Sorts the text with most figures, then most content words, to the front."""
    return -len(set(_NUMBER.findall(text))), -len(set(stems(text)) - _SAYING)
