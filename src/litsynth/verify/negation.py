"""Negation with its scope, and hedges. Pure: words in, marks out."""

import re

_TOKEN = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*|[.,;:!?()]")

NEGATORS = frozenset(
    """no not never none neither nor without cannot can't don't doesn't didn't isn't aren't wasn't
    weren't won't wouldn't couldn't hasn't haven't hadn't lack lacks lacked lacking absence absent
    fail fails failed failing unable hardly scarcely rarely nothing nobody non insufficient
    n't""".split()
)
HEDGES = frozenset(
    """may might could can possibly perhaps potentially potential likely probably suggest suggests
    suggested suggesting appear appears appeared seem seems seemed indicate indicates tentative
    presumably apparently partly somewhat sometimes often generally tend tends hypothesize
    hypothesise speculate plausible possible preliminary""".split()
)
UNSETTLED = (
    "remain unclear", "remains unclear", "unclear", "unknown", "inconclusive", "insufficient",
    "further research", "further studies", "more research", "more studies", "not been established",
    "limited evidence", "little evidence", "no evidence", "controversial", "conflicting",
    "needs to be", "need to be", "to be determined", "not well understood", "poorly understood",
    "future work", "aimed to", "aim to", "we investigate whether", "we examined whether",
    "sought to",
)  # fmt: skip
CONDITIONS = frozenset(
    """if only when unless except provided under among mainly especially particularly mostly
    whenever limited certain specific some""".split()
)
_STOP = frozenset(".;:!?()") | {"but", "however", "although", "though", "whereas", "while", "yet"}
_REACH = 7
"""Words after a negator that it reaches; enough for "did not lead to any significant increase"."""


def tokens(text: str) -> list[str]:
    """Case-folded words and the punctuation that ends a clause, in order."""
    return [match.group().casefold().replace("\u2019", "'") for match in _TOKEN.finditer(text)]


def is_negator(token: str) -> bool:
    return token in NEGATORS or token.endswith("n't")


def negated(words: list[str]) -> list[bool]:
    """Which of `words` (from `tokens`) stand in the scope of an odd number of negations.

    A negation reaches the next seven words or the end of its clause. "not only" negates nothing.
    """
    marks = [False] * len(words)
    for place, word in enumerate(words):
        if not is_negator(word) or words[place + 1 : place + 2] == ["only"]:
            continue
        for at in range(place + 1, min(place + 1 + _REACH, len(words))):
            if words[at] in _STOP:
                break
            marks[at] = not marks[at]
    return marks


def hedge_count(words: list[str]) -> int:
    return sum(word in HEDGES for word in words)


def condition_count(words: list[str]) -> int:
    return sum(word in CONDITIONS for word in words)


def unsettled(text: str) -> bool:
    """Whether the text says that the matter is open, or only what was asked."""
    folded = text.casefold()
    return any(phrase in folded for phrase in UNSETTLED)
