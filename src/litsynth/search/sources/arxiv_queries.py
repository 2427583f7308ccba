"""A search plan as a ladder of arXiv queries, strict to loose. Knows the grammar, no address.

arXiv reads a bare question as an OR of its words, knows no precedence, and answers 400 to a stray
operator or parenthesis. So every word here has its own prefix, phrases are quoted, concepts are
joined by AND, and every parenthesis is written.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from litsynth.lexical import STOP_WORDS
from litsynth.records import SearchPlan
from litsynth.search.sources.boolean import group
from litsynth.search.sources.rungs import concepts_of, telling_words

_TITLE_OR_ABSTRACT = ("ti", "abs")
_ANYWHERE = ("all",)

MAX_CONCEPTS_LEFT_OUT_IN_TURN = 4
"""Leaving out one of n in turn writes n * (n - 1) concepts; this keeps the address short."""
MAX_SPELLINGS_IN_PARTS = 3
"""Of one concept as single words, where most spellings come to the same."""
_FEWEST_TO_LEAVE_ONE_OUT = 3
_ARXIV_BEGAN = "199108010000"
_NO_END = "209912312359"


def query_ladder(plan: SearchPlan) -> tuple[str, ...]:
    """Distinct queries for `plan`, from strict to loose; none if it has no words.

    1. every concept as a phrase in title or abstract;
    2. every concept as a phrase anywhere (arXiv also looks into comments and journal names);
    3. the words of every concept, in any order;
    4. the words of all concepts but one, whichever, if there are more than two;
    5. the words of the two most telling concepts, if there are more than three;
    6. the most telling concept as a phrase;
    7. the words of the most telling concept.
    """
    concepts = concepts_of(plan)
    if not concepts:
        return ()
    exact = [_phrases(spellings, _TITLE_OR_ABSTRACT) for spellings in concepts]
    anywhere = [_phrases(spellings, _ANYWHERE) for spellings in concepts]
    loose = [_any_order(spellings) for spellings in concepts]
    rungs = [exact, anywhere, loose, *_some_left_out(loose), exact[:1], loose[:1]]
    return tuple(dict.fromkeys(" AND ".join([*rung, *_days(plan)]) for rung in rungs))


def _some_left_out(concepts: Sequence[str]) -> list[list[str]]:
    """The rungs between all concepts and one of them, from strict to loose."""
    if len(concepts) < _FEWEST_TO_LEAVE_ONE_OUT:
        return []
    telling = concepts[:MAX_CONCEPTS_LEFT_OUT_IN_TURN]
    kept = combinations(telling, len(telling) - 1)
    rungs = [[group("OR", (group("AND", concepts) for concepts in kept))]]
    if len(concepts) > _FEWEST_TO_LEAVE_ONE_OUT:  # Of three, every pair has now been asked for.
        rungs.append(list(concepts[:2]))
    return rungs


def doi_query(doi: str) -> str:
    """A query for the papers whose authors gave arXiv this DOI."""
    return f'doi:"{re.sub(r"[^!#-~]", "", doi)}"'


def _phrases(spellings: Sequence[str], fields: Sequence[str]) -> str:
    """Any of the spellings, whole, in any of the fields."""
    return group("OR", (_term(field, text) for text in spellings for field in fields))


def _any_order(spellings: Sequence[str]) -> str:
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
