"""A search plan as rungs from strict to loose, for any database. Knows no database's grammar."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import quote_plus

from litsynth.lexical import STOP_WORDS
from litsynth.records import Concept, SearchPlan

MAX_CONCEPTS = 6
"""More concepts than these, ANDed, match nothing; the plan has the most telling ones first."""
MAX_SPELLINGS = 5
"""Of one concept."""
MAX_WORDS = 8
"""Of one spelling; a longer phrase occurs in no paper but its own."""
_LEFT_OUT_IN_TURN = 4
"""Leaving out one of n in turn writes n * (n - 1) concepts."""
_FEWEST_TO_LEAVE_ONE_OUT = 3
_OPERATORS = {"AND", "OR", "NOT", "ANDNOT", "TO"}
_INSIDE_WORDS = "-.'\u2019"

Spellings = tuple[str, ...]
"""Ways to write one concept, its own first; words without signs that any grammar trips over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What a record must have: in one of `ways`, some spelling of every concept."""

    ways: tuple[tuple[Spellings, ...], ...]
    exact: bool
    """Whether a spelling must stand there as a phrase, or its words anywhere."""

    def narrowed(self, spellings: int) -> "Rung":
        """The same with at most so many spellings of each concept."""
        ways = tuple(tuple(concept[:spellings] for concept in way) for way in self.ways)
        return Rung(ways=ways, exact=self.exact)


def concepts_of(plan: SearchPlan) -> tuple[Spellings, ...]:
    """The plan's concepts as they can be searched for, most telling first.

    Without concepts: each word of the question that carries meaning.
    """
    concepts: Sequence[Concept] = plan.concepts
    if not concepts:
        words = map(cleaned, plan.question.split())
        concepts = [Concept(phrase=word) for word in words if word.casefold() not in STOP_WORDS]
    found = [spellings for concept in concepts if (spellings := _spellings(concept))]
    return tuple(dict.fromkeys(found))[:MAX_CONCEPTS]


def rungs(plan: SearchPlan) -> tuple[Rung, ...]:
    """Distinct rungs for `plan`, from strict to loose; none if it has no words.

    1. every concept as a phrase;
    2. the words of every concept, in any order;
    3. the words of all concepts but one, whichever, if there are more than two;
    4. the words of the two most telling concepts, if there are more than three;
    5. the most telling concept as a phrase;
    6. the words of the most telling concept.
    """
    concepts = concepts_of(plan)
    if not concepts:
        return ()
    found = [Rung(ways=(concepts,), exact=True), Rung(ways=(concepts,), exact=False)]
    if len(concepts) >= _FEWEST_TO_LEAVE_ONE_OUT:
        telling = concepts[:_LEFT_OUT_IN_TURN]
        ways = tuple(combinations(telling, len(telling) - 1))
        found.append(Rung(ways=ways, exact=False))
    if len(concepts) > _FEWEST_TO_LEAVE_ONE_OUT:  # Of three, every pair has now been asked for.
        found.append(Rung(ways=(concepts[:2],), exact=False))
    found += [Rung(ways=(concepts[:1],), exact=exact) for exact in (True, False)]
    return tuple(dict.fromkeys(found))


def fitting(rung: Rung, render: Callable[[Rung], str], *, limit_bytes: int) -> str | None:
    """`rung` in a database's words, with as many spellings as an address of that length holds.

    `limit_bytes` counts as the address escapes it. None if not even one spelling each fits.
    """
    for spellings in range(MAX_SPELLINGS, 0, -1):
        text = render(rung.narrowed(spellings))
        if len(quote_plus(text)) <= limit_bytes:
            return text
    return None


def telling_words(spelling: str) -> Iterator[str]:
    """The words of a spelling that carry meaning; all of them if none does."""
    words = spelling.split()
    return iter([word for word in words if word.casefold() not in STOP_WORDS] or words)


def cleaned(text: str) -> str:
    """The words of `text`, without any sign that a query's grammar could trip over."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        char if unicodedata.category(char)[0] in "LNM" or char in _INSIDE_WORDS else " "
        for char in composed
    )
    words = [bare for word in kept.split() if (bare := word.strip(_INSIDE_WORDS))][:MAX_WORDS]
    # In capitals these would be operators, even inside a phrase if the server splits it.
    return " ".join(word.lower() if word.upper() in _OPERATORS else word for word in words)


def _spellings(concept: Concept) -> Spellings:
    distinct: dict[str, str] = {}
    for text in (concept.phrase, *concept.variants):
        if bare := cleaned(text):
            distinct.setdefault(bare.casefold(), bare)
    return tuple(distinct.values())[:MAX_SPELLINGS]
