"""Words of a text, as every stage that compares wording counts them."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import Stemmer

# A dot joins digits ("3.5") and single letters ("e.g", "u.s"), not a sentence to the next one.
_WORD = re.compile(
    r"[^\W_]+(?:(?:[-']|(?<=\d)\.(?=\d)|(?<![^\W_]{2})\.(?=[^\W_](?![^\W_])))[^\W_]+)*"
)
_ONE_SPELLING = {0x2010: "-", 0x2011: "-", 0x2019: "'", 0x00AD: None}
"""Printed hyphens and apostrophes as typed; soft hyphens are no characters of the word."""

STOP_WORDS = frozenset(
    """a about above after again all also although am among an and any are as at be because been
    before being below between both but by can could did do does doing done down during each either
    etc even every few for from further had has have having he her here hers him his how however i
    if in into is it its itself just less let like made make many may me might more most much must
    my near neither no nor not now of off often on once one only or other our ours out over own per
    perhaps quite rather s same shall she should since so some still such t than that the their
    theirs them then there these they this those though through thus to too toward towards under
    until up upon us use used using very via was we well were what when where whether which while
    who whom whose why will with within without would yet you your yours""".split()
)
"""English function words and the question words; they carry no topic."""

SPOKEN_ABOVE = 0.5
"""A claim that has no more of an idea's words than this share speaks of something else: of "teach
programming" it may have "programming" alone."""


def words(text: str) -> list[str]:
    """Case-folded words and numbers of `text`, in order. Hyphenated words stay whole."""
    return [word.casefold() for word in printed_words(text)]


def printed_words(text: str) -> list[str]:
    """`words` with their capitals."""
    plain = unicodedata.normalize("NFC", text).translate(_ONE_SPELLING)
    return [match.group() for match in _WORD.finditer(plain)]


def content_words(text: str) -> list[str]:
    """`words` without stop words, in order, with hyphenated words also given in parts."""
    found: list[str] = []
    for word in words(text):
        if word in STOP_WORDS:
            continue
        found.append(word)
        if "-" in word:
            found.extend(part for part in word.split("-") if part and part not in STOP_WORDS)
    return found


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball English stem of a case-folded word, so that "tasks" meets "task"."""
    return str(Stemmer.Stemmer("english", 0).stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of `content_words(text)`, in order."""
    return [stem(word) for word in content_words(text)]


def joined_stems(text: str) -> list[str]:
    """The stems of its hyphenated words, written in one: that of "finetuning" for "fine-tuning"."""
    return [stem(word.replace("-", "")) for word in words(text) if "-" in word]


def spoken_share(
    spellings: Iterable[str], claims: Sequence[set[str]], weights: Mapping[str, float]
) -> float:
    """How much of an idea the one of `claims` (stems of each) that has most of it has, from 0 to 1.

    Of its `spellings` the best counts; a stem without weight in `weights` counts in full. 0 without
    claims, or without words to look for.
    """
    wanted = [sorted(found) for found in map(set, map(stems, spellings)) if found]
    return max(
        (
            math.fsum(weights.get(one, 1.0) for one in idea if one in claim)
            / math.fsum(weights.get(one, 1.0) for one in idea)
            for idea in wanted
            for claim in claims
        ),
        default=0.0,
    )


def counted(number: int, noun: str) -> str:
    """As in "1 query" and "2,310 queries"."""
    plural = re.sub(r"(?<![aeiou])y$", "ie", noun) + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def listing(items: Sequence[str], *, last: str = "and") -> str:
    """As in "a", "a and b", "a, b and c"; empty for no items."""
    if len(items) < 2:  # noqa: PLR2004 - one item or none needs no "and"
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
