"""Which papers a query finds, and in which order.

The real index stems words with a full analyser; here only the commonest English endings go.
"""

import re
from collections.abc import Iterator, Sequence

from .query_grammar import Expression, Join, Operator, Term
from .records import Entry

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ENDINGS = ("ies", "ing", "es", "ed", "s", "e", "y")
_DATES = re.compile(r"(\d{12}) TO (\d{12})")

Words = tuple[str, ...]


def find(entries: Sequence[Entry], expression: Expression) -> tuple[Entry, ...]:
    """The entries that match, most matching words first; ties stay in the order given."""
    found = [entry for entry in entries if matches(entry, expression)]
    return tuple(sorted(found, key=lambda entry: -_weight(entry, expression)))


def matches(entry: Entry, expression: Expression) -> bool:
    if isinstance(expression, Term):
        return _hits(entry, expression) > 0
    right = matches(entry, expression.right)
    if expression.left is None:
        return not right
    left = matches(entry, expression.left)
    match expression.operator:
        case Operator.AND:
            return left and right
        case Operator.OR:
            return left or right
        case Operator.ANDNOT:
            return left and not right


def words(text: str) -> Words:
    """The stemmed words of `text`, in order; a hyphen parts words."""
    return tuple(stem(word) for word in _WORD.findall(text.casefold()))


def stem(word: str) -> str:
    """`word` without its English ending, where at least four letters are left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _weight(entry: Entry, expression: Expression) -> int:
    """How often the wanted terms of `expression` occur in `entry`; a title counts five times."""
    if isinstance(expression, Join):
        left = 0 if expression.left is None else _weight(entry, expression.left)
        wanted = expression.operator is not Operator.ANDNOT
        return left + (_weight(entry, expression.right) if wanted else 0)
    titles = _occurrences(words(entry.title), expression.text)
    return _hits(entry, expression) + 4 * (titles if expression.field in {"ti", "all"} else 0)


def _hits(entry: Entry, term: Term) -> int:
    match term.field:
        case "cat":
            return sum(_in_category(category, term.text) for category in entry.categories)
        case "submittedDate":
            return int(_in_range(entry.published.strftime("%Y%m%d%H%M"), term.text))
        case "id":
            return int(re.sub(r"v\d+$", "", term.text) == entry.id)
        case "doi":
            return int(term.text.casefold() == (entry.doi or "").casefold() != "")
        case "rn":
            return 0  # None of our papers is a numbered report.
        case _:
            return sum(_occurrences(words(text), term.text) for text in _texts(entry, term.field))


def _texts(entry: Entry, field: str) -> Iterator[str]:
    everything = {
        "ti": entry.title,
        "abs": entry.abstract,
        "co": entry.comment or "",
        "jr": entry.journal_ref or "",
        "au": " / ".join(entry.authors),
    }
    if field == "all":
        yield from (*everything.values(), *entry.categories, entry.id, entry.doi or "")
    else:
        yield everything[field]


def _occurrences(text: Words, wanted: str) -> int:
    """How often the words of `wanted` stand side by side in `text`; a final * ends a word's start.

    A query of signs only finds nothing, except a lone * which finds every text.
    """
    if wanted == "*":
        return int(bool(text))
    if wanted.endswith("*"):
        start = wanted.removesuffix("*").casefold()
        return sum(word.startswith(start) for word in text)
    sought = words(wanted)
    if not sought:
        return 0
    places = range(len(text) - len(sought) + 1)
    return sum(text[at : at + len(sought)] == sought for at in places)


def _in_category(category: str, wanted: str) -> bool:
    category, wanted = category.casefold(), wanted.casefold()
    if wanted.endswith("*"):
        return category.startswith(wanted.removesuffix("*"))
    return wanted in {category, category.partition(".")[0]}


def _in_range(minute: str, wanted: str) -> bool:
    match = _DATES.fullmatch(wanted)
    return match[1] <= minute <= match[2] if match else minute.startswith(wanted)
