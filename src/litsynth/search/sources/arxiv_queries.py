"""A search plan as a ladder of arXiv queries, strict to loose. Knows the grammar, no address.

arXiv reads a bare question as an OR of its words, knows no precedence, and answers 400 to a stray
operator or parenthesis. So every word here has its own prefix, phrases are quoted, concepts are
joined by AND, and every parenthesis is written.
"""

import re
from collections.abc import Callable

from litsynth.lexical import STOP_WORDS
from litsynth.records import SearchPlan
from litsynth.search.sources.boolean import group
from litsynth.search.sources.rungs import Rung, Spellings, rungs, telling_words

MAX_SPELLINGS_IN_PARTS = 3
"""Of one concept as single words, where most spellings come to the same."""
_ARXIV_BEGAN = "199108010000"
_NO_END = "209912312359"


def query_ladder(plan: SearchPlan) -> tuple[str, ...]:
    """Distinct queries for `plan`, strict to loose as in `rungs`; none if it has no words.

    After the first, every concept as a phrase in title or abstract, comes the same anywhere: arXiv
    also looks into comments and journal names.
    """
    if not (ladder := rungs(plan)):
        return ()
    strictest, *others = ladder
    written = [_written(strictest, concept) for concept in (_in_title_or_abstract, _anywhere)]
    written += [_written(one, _in_title_or_abstract if one.exact else _any_order) for one in others]
    return tuple(dict.fromkeys(" AND ".join([text, *_days(plan)]) for text in written))


def _written(rung: Rung, concept: Callable[[Spellings], str]) -> str:
    ways = [[concept(spellings) for spellings in way] for way in rung.ways]
    if len(ways) == 1:
        return " AND ".join(ways[0])
    return group("OR", (group("AND", way) for way in ways))


def doi_query(doi: str) -> str:
    """A query for the papers whose authors gave arXiv this DOI."""
    return f'doi:"{re.sub(r"[^!#-~]", "", doi)}"'


def _in_title_or_abstract(spellings: Spellings) -> str:
    """Any of the spellings, whole."""
    return group("OR", (_term(field, text) for text in spellings for field in ("ti", "abs")))


def _anywhere(spellings: Spellings) -> str:
    """Any of the spellings, whole."""
    return group("OR", (_term("all", text) for text in spellings))


def _any_order(spellings: Spellings) -> str:
    """Any of the spellings, its words in any order and place."""
    some = spellings[:MAX_SPELLINGS_IN_PARTS]
    return group("OR", (group("AND", _word_terms(text)) for text in some))


def _word_terms(text: str) -> list[str]:
    return [_term("all", word) for word in telling_words(text)]


def _term(field: str, text: str) -> str:
    """`text` looked for in `field`. One plain word stands bare: quoted, it would not be stemmed."""
    plain = text.isalnum() and text.casefold() not in STOP_WORDS
    return f"{field}:{text}" if plain else f'{field}:"{text}"'


def _days(plan: SearchPlan) -> tuple[str, ...]:
    """The plan's range of days, or nothing. One with an open end would be read as words."""
    if plan.since is None and plan.until is None:
        return ()
    start = plan.since.replace("-", "") + "0000" if plan.since else _ARXIV_BEGAN
    end = plan.until.replace("-", "") + "2359" if plan.until else _NO_END
    return (f"submittedDate:[{start} TO {end}]",)
