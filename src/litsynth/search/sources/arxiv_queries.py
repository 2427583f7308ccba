"""A search plan as a ladder of arXiv queries, strict to loose. Knows the grammar, no address.

arXiv reads a bare question as an OR of its words, knows no precedence, and answers 400 to a stray
operator or parenthesis. So every word here has its own prefix, phrases are quoted, concepts are
joined by AND, and every parenthesis is written.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations

from litsynth.lexical import STOP_WORDS
from litsynth.records import Concept, SearchPlan

_TITLE_OR_ABSTRACT = ("ti", "abs")
_ANYWHERE = ("all",)
_OPERATORS = {"AND", "OR", "NOT", "ANDNOT", "TO"}
_INSIDE_WORDS = "-.'\u2019"

MAX_CONCEPTS = 6
"""More concepts than these, ANDed, match nothing; the plan has the most telling ones first."""
MAX_CONCEPTS_LEFT_OUT_IN_TURN = 4
"""Leaving out one of n in turn writes n * (n - 1) concepts; this keeps the address short."""
MAX_SPELLINGS = 5
"""Of one concept as a phrase. Keeps a query's address under the 8 kB that servers accept."""
MAX_SPELLINGS_IN_PARTS = 3
"""Of one concept as single words, where most spellings come to the same."""
MAX_WORDS = 8
"""Of one spelling; a longer phrase occurs in no paper but its own."""
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
    concepts = [spellings for concept in _concepts(plan) if (spellings := _spellings(concept))]
    concepts = concepts[:MAX_CONCEPTS]
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
    rungs = [[_group("OR", (_group("AND", concepts) for concepts in kept))]]
    if len(concepts) > _FEWEST_TO_LEAVE_ONE_OUT:  # Of three, every pair has now been asked for.
        rungs.append(list(concepts[:2]))
    return rungs


def doi_query(doi: str) -> str:
    """A query for the papers whose authors gave arXiv this DOI."""
    return f'doi:"{re.sub(r"[^!#-~]", "", doi)}"'


def _concepts(plan: SearchPlan) -> Sequence[Concept]:
    """The plan's concepts; each word of the question that carries meaning if it has none."""
    if plan.concepts:
        return plan.concepts
    words = map(_clean, plan.question.split())
    return [Concept(phrase=word) for word in words if word.casefold() not in STOP_WORDS]


def _spellings(concept: Concept) -> tuple[str, ...]:
    """Distinct ways to write a concept that arXiv can read, the concept's own first."""
    distinct: dict[str, str] = {}
    for text in (concept.phrase, *concept.variants):
        if cleaned := _clean(text):
            distinct.setdefault(cleaned.casefold(), cleaned)
    return tuple(distinct.values())[:MAX_SPELLINGS]


def _clean(text: str) -> str:
    """The words of `text`, without any sign that the grammar could trip over."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        char if unicodedata.category(char)[0] in "LNM" or char in _INSIDE_WORDS else " "
        for char in composed
    )
    words = [bare for word in kept.split() if (bare := word.strip(_INSIDE_WORDS))][:MAX_WORDS]
    # In capitals these would be operators, even inside a phrase if the server splits it.
    return " ".join(word.lower() if word.upper() in _OPERATORS else word for word in words)


def _phrases(spellings: Sequence[str], fields: Sequence[str]) -> str:
    """Any of the spellings, whole, in any of the fields."""
    return _group("OR", (_term(field, text) for text in spellings for field in fields))


def _any_order(spellings: Sequence[str]) -> str:
    """Any of the spellings, its words in any order and place."""
    some = spellings[:MAX_SPELLINGS_IN_PARTS]
    return _group("OR", (_group("AND", _word_terms(text)) for text in some))


def _word_terms(text: str) -> list[str]:
    words = text.split()
    telling = [word for word in words if word.casefold() not in STOP_WORDS] or words
    return [_term("all", word) for word in telling]


def _term(field: str, text: str) -> str:
    """`text` looked for in `field`. One plain word stands bare: quoted, it would not be stemmed."""
    plain = text.isalnum() and text.casefold() not in STOP_WORDS
    return f"{field}:{text}" if plain else f'{field}:"{text}"'


def _group(operator: str, parts: Iterable[str]) -> str:
    """The distinct parts joined by `operator`, in a parenthesis if there are several."""
    distinct = tuple(dict.fromkeys(parts))
    joined = f" {operator} ".join(distinct)
    return f"({joined})" if len(distinct) > 1 else joined


def _days(plan: SearchPlan) -> tuple[str, ...]:
    """The plan's range of days, or nothing. One with an open end would be read as words."""
    if plan.since is None and plan.until is None:
        return ()
    start = plan.since.replace("-", "") + "0000" if plan.since else _ARXIV_BEGAN
    end = plan.until.replace("-", "") + "2359" if plan.until else _NO_END
    return (f"submittedDate:[{start} TO {end}]",)
