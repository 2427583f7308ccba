"""arXiv's query language as its server has read it since late 2025.

A query goes through two steps. `adapt` repairs what people type: it fills in missing prefixes and
operators and completes dates. `parse` reads the repaired query; it knows no precedence, every
operator binds everything to its right.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

FIELDS = (
    "ti", "au", "abs", "co", "jr", "cat", "rn", "id", "doi", "all", "submittedDate",
)  # fmt: skip
_ALIASES = {"title": "ti", "lastUpdatedDate": "submittedDate"}
_OPERATORS = {"AND": "AND", "OR": "OR", "ANDNOT": "ANDNOT", "NOT": "ANDNOT"}

_RANGE = re.compile(r"\b(submittedDate|lastUpdatedDate):\[(\d+)\s+TO\s+(\d+)\]")
_TOKEN = re.compile(
    rf"""(?P<prefix>(?:{"|".join((*FIELDS, *_ALIASES))}):)
       | "(?P<phrase>[^"]*)"
       | (?P<bracket>[()])
       | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


class QueryError(ValueError):
    """The server cannot read the query. The text is the server's own message."""


class Operator(StrEnum):
    AND = "AND"
    OR = "OR"
    ANDNOT = "ANDNOT"


class Bracket(StrEnum):
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word or one quoted phrase, looked for in one field."""

    field: str
    text: str
    quoted: bool = False

    def __str__(self) -> str:
        # The server forgets the quotes of an empty phrase.
        return f'{self.field}:"{self.text}"' if self.quoted and self.text else self._bare()

    def adapted(self) -> str:
        return f'{self.field}:"{self.text}"' if self.quoted else self._bare()

    def _bare(self) -> str:
        return f"{self.field}:{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two expressions joined; `left` is None for a leading ANDNOT, which has only a right side."""

    left: "Expression | None"
    operator: Operator
    right: "Expression"

    def __str__(self) -> str:
        left = "" if self.left is None else f"{self.left} "
        return f"({left}{self.operator} {self.right})"


Expression = Term | Join


@dataclass(frozen=True, slots=True)
class _Blank:
    """A prefix with nothing behind it: it takes part in finding operators, then vanishes."""


_Item = Term | Operator | Bracket | _Blank


def adapt(query: str) -> str | None:
    """The query that the server really runs, or None if nothing of it is left."""
    items = _items(query)
    return _written(items) if items else None


def parse(query: str) -> Expression | None:
    """What the server makes of `query`; None if nothing of it is left.

    Raises QueryError where the server answers 400.
    """
    items = _items(query)
    if not items:
        return None
    expression, end = _expression(items, 0)
    if expression is None or end != len(items):
        raise QueryError(f"Invalid query string: '{_written(items)}'")
    return expression


def self_link(expression: Expression) -> str:
    """The query as the reply's own link and title show it: without the outermost parentheses."""
    text = str(expression)
    return text[1:-1] if isinstance(expression, Join) else text


def _expression(items: Sequence[_Item], at: int) -> tuple[Expression | None, int]:
    """The longest expression from `at` and where it ends; None if none starts or it breaks off."""
    left: Expression | None = None
    if not _is(items, at, Operator.ANDNOT):
        left, at = _operand(items, at)
        if left is None:
            return None, at
    following = items[at] if at < len(items) else None
    if not isinstance(following, Operator):
        return left, at
    right, at = _expression(items, at + 1)
    if right is None:
        return None, at
    return Join(left=left, operator=following, right=right), at


def _operand(items: Sequence[_Item], at: int) -> tuple[Expression | None, int]:
    item = items[at] if at < len(items) else None
    if isinstance(item, Term):
        return item, at + 1
    if item is not Bracket.OPEN:
        return None, at
    inner, at = _expression(items, at + 1)
    return (inner, at + 1) if _is(items, at, Bracket.CLOSE) else (None, at)


def _is(items: Sequence[_Item], at: int, wanted: _Item) -> bool:
    return at < len(items) and items[at] is wanted


def _items(query: str) -> list[_Item]:
    """Terms, operators and parentheses, with everything filled in that the query left out."""
    items: list[_Item] = []
    for item in _filled(_closed(_RANGE.sub(_whole_range, query))):
        if isinstance(item, _Blank):
            continue
        if isinstance(item, Operator) and items and isinstance(items[-1], Operator):
            items[-1] = item  # Of several operators in a row the last one counts.
        else:
            items.append(item)
    first = items[0] if items else None
    if isinstance(first, Term) and first.field == "au" and "_" in first.text:
        # The server does this to the query's first term only.
        items[0] = replace(first, text=first.text.replace("_", " "), quoted=True)
    return items


def _filled(query: str) -> Iterator[_Item]:
    """The items of `query`, with OR between neighbours that have no operator between them."""
    before: _Item | None = None
    for item in _read(query):
        starts = isinstance(item, Term | _Blank) or item is Bracket.OPEN
        if starts and (isinstance(before, Term | _Blank) or before is Bracket.CLOSE):
            yield Operator.OR
        yield item
        before = item


def _read(query: str) -> Iterator[_Item]:
    """The items that stand in `query`. A prefix binds one word, or all words of one parenthesis."""
    fields: list[str | None] = [None]
    prefix: str | None = None
    for match in _TOKEN.finditer(query):
        word, bracket = match["word"], match["bracket"]
        operator = _OPERATORS.get(word or "")
        if prefix and (match["prefix"] or operator or bracket == Bracket.CLOSE):
            yield _Blank()
            prefix = None
        if match["prefix"]:
            name = match["prefix"].removesuffix(":")
            prefix = _ALIASES.get(name, name)
        elif operator:
            yield Operator(operator)
        elif bracket == Bracket.OPEN:
            # An outer parenthesis' prefix wins over an inner one's.
            fields.append(fields[-1] or prefix)
            prefix = None
            yield Bracket.OPEN
        elif bracket == Bracket.CLOSE:
            if len(fields) > 1:
                fields.pop()
            yield Bracket.CLOSE
        else:
            field = prefix or fields[-1] or "all"
            text = match["phrase"] if word is None else word
            yield Term(field=field, text=text, quoted=word is None)
            prefix = None
    if prefix:
        yield _Blank()


def _closed(query: str) -> str:
    """`query` without the quotation mark that nothing closes."""
    if query.count('"') % 2 == 0:
        return query
    head, _, tail = query.rpartition('"')
    return head + tail


def _whole_range(match: re.Match[str]) -> str:
    field, start, end = match.groups()
    return f'{_ALIASES.get(field, field)}:"{_from_minute(start)} TO {_to_minute(end)}"'


def _from_minute(digits: str) -> str:
    """The first minute of a year, month or day (YYYYMMDDhhmm); other digits as they are."""
    return {4: digits + "01010000", 6: digits + "010000", 8: digits + "0000"}.get(
        len(digits), digits
    )


def _to_minute(digits: str) -> str:
    """The last minute of a year, month or day (YYYYMMDDhhmm); other digits as they are."""
    match len(digits):
        case 4:
            return digits + "12312359"
        case 6 if "01" <= digits[4:] <= "12" and digits[:4] != "0000":
            last_day = monthrange(int(digits[:4]), int(digits[4:]))[1]
            return f"{digits}{last_day}2359"
        case 8:
            return digits + "2359"
        case _:
            return digits


def _written(items: Sequence[_Item]) -> str:
    """Items as text. A parenthesis clings to a term, and stands apart from all else."""
    parts: list[str] = []
    before: _Item | None = None
    for item in items:
        clings = (before is Bracket.OPEN and isinstance(item, Term)) or (
            item is Bracket.CLOSE and isinstance(before, Term)
        )
        text = item.adapted() if isinstance(item, Term) else str(item)
        parts.append(text if clings or not parts else f" {text}")
        before = item
    return "".join(parts)
