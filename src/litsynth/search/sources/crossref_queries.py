"""A search plan as a ladder of Crossref queries, strict to loose. Knows no address.

Crossref knows neither phrases nor AND: it ranks by how many of the words a record has. So what
makes a query strict is the field that it looks into and what a record must have besides.
"""

from litsynth.records import SearchPlan
from litsynth.search.sources.ladder import Query
from litsynth.search.sources.rungs import concepts_of

PATH = "/works"
TYPES = (
    "journal-article",
    "proceedings-article",
    "posted-content",
    "book-chapter",
    "monograph",
    "report",
    "dissertation",
)
"""What may hold evidence; Crossref also has journals, covers, grants and single figures."""
_TELLING = 3


def query_ladder(plan: SearchPlan) -> tuple[Query, ...]:
    """Distinct queries for `plan`, from strict to loose; none if it has no words.

    1. the words of all concepts, in records that have an abstract;
    2. those of the three most telling concepts in the title, in records that have an abstract;
    3. the words of all concepts, in any record.
    """
    concepts = [spellings[0] for spellings in concepts_of(plan)]
    if not concepts:
        return ()
    everything, telling = " ".join(concepts), " ".join(concepts[:_TELLING])
    fixed = [*_days(plan), *(f"type:{each}" for each in TYPES)]
    with_abstract = ",".join(["has-abstract:true", *fixed])
    ladder = [
        _query("query.bibliographic", everything, with_abstract),
        _query("query.title", telling, with_abstract),
        _query("query.bibliographic", everything, ",".join(fixed)),
    ]
    return tuple(dict.fromkeys(ladder))


def _query(field: str, words: str, filters: str) -> Query:
    return Query(path=PATH, params=((field, words), ("filter", filters)))


def _days(plan: SearchPlan) -> list[str]:
    days = [("from-pub-date", plan.since), ("until-pub-date", plan.until)]
    return [f"{name}:{day}" for name, day in days if day]
