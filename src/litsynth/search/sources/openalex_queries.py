"""A search plan as a ladder of OpenAlex queries, strict to loose. Knows the grammar, no address.

`title_and_abstract.search` reads AND, OR, parentheses and quoted phrases; bare words are stemmed.
A comma would begin another filter. An address may have 4,094 bytes.
"""

from litsynth.records import SearchPlan
from litsynth.search.sources.boolean import group
from litsynth.search.sources.ladder import Query
from litsynth.search.sources.rungs import Rung, Spellings, fitting, rungs, telling_words

PATH = "/works"
_LONGEST_BYTES = 2_600
"""Of one query as an address escapes it; fields, cursor and key need the rest."""


def query_ladder(plan: SearchPlan) -> tuple[Query, ...]:
    """Distinct queries for `plan`, strict to loose as in `rungs`; none if it has no words."""
    rendered = (fitting(rung, _rendered, limit_bytes=_LONGEST_BYTES) for rung in rungs(plan))
    filters = (
        ",".join([f"title_and_abstract.search:{text}", *_days(plan)]) for text in rendered if text
    )
    return tuple(Query(path=PATH, params=(("filter", each),)) for each in dict.fromkeys(filters))


def _rendered(rung: Rung) -> str:
    concept = _phrases if rung.exact else _any_order
    return group("OR", (group("AND", map(concept, way)) for way in rung.ways))


def _phrases(spellings: Spellings) -> str:
    return group("OR", map(_term, spellings))


def _any_order(spellings: Spellings) -> str:
    return group("OR", (group("AND", map(_term, telling_words(text))) for text in spellings))


def _term(text: str) -> str:
    return text if text.isalnum() else f'"{text}"'


def _days(plan: SearchPlan) -> list[str]:
    days = [("from_publication_date", plan.since), ("to_publication_date", plan.until)]
    return [f"{name}:{day}" for name, day in days if day]
