"""A search plan as a ladder of Semantic Scholar queries, strict to loose. Knows no address.

The bulk search reads `+` (and), `|` (or), parentheses and quoted phrases, but orders by a field;
the relevance search ranks, reads words only, and finds nothing for one with a hyphen in it.
"""

from litsynth.records import SearchPlan
from litsynth.search.sources.boolean import group
from litsynth.search.sources.ladder import Query
from litsynth.search.sources.rungs import Rung, concepts_of, fitting, rungs

RELEVANCE = "/graph/v1/paper/search"
BULK = "/graph/v1/paper/search/bulk"
_LONGEST_BYTES = 3_000
"""Of one query as an address escapes it."""
_SMALLER = (3, 2, 1)
"""Numbers of the most telling concepts that the looser queries name."""


def query_ladder(plan: SearchPlan) -> tuple[Query, ...]:
    """Distinct queries for `plan`, from strict to loose; none if it has no words.

    1. every concept as a phrase, the most cited papers first;
    2. the words of all concepts, ranked by relevance;
    3. to 5. those of the three most telling concepts, of two, of one.
    """
    concepts = concepts_of(plan)
    if not concepts:
        return ()
    days = _days(plan)
    strict = fitting(rungs(plan)[0], _phrases, limit_bytes=_LONGEST_BYTES)
    ladder: list[Query] = []
    if strict:
        params = (("query", strict), *days, ("sort", "citationCount:desc"))
        ladder.append(Query(path=BULK, params=params))
    for count in (len(concepts), *_SMALLER):
        words = " ".join(spellings[0] for spellings in concepts[:count]).replace("-", " ")
        ladder.append(Query(path=RELEVANCE, params=(("query", words), *days)))
    return tuple(dict.fromkeys(ladder))


def _phrases(rung: Rung) -> str:
    (way,) = rung.ways
    return " + ".join(group("|", (f'"{text}"' for text in spellings)) for spellings in way)


def _days(plan: SearchPlan) -> tuple[tuple[str, str], ...]:
    if plan.since is None and plan.until is None:
        return ()
    return (("publicationDateOrYear", f"{plan.since or ''}:{plan.until or ''}"),)
