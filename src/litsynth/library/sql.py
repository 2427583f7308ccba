"""Conditions in SQL, as the library's database reads them. Pure."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from litsynth.library.filters import Filters, first_day, last_day
from litsynth.library.venues import venue_names

_AT_ONCE = 2000
"""Values that one condition may name."""

T = TypeVar("T")


def condition(filters: Filters) -> str | None:
    """Of a paper that `filters` let through, or None if they let all through."""
    limits = []
    if filters.since:
        limits.append(f"last_day >= {first_day(filters.since)}")
    if filters.until:
        limits.append(f"first_day <= {last_day(filters.until)}")
    if filters.venue:
        told = [
            f"regexp_like(lower(venues), {quoted(f'(^|[^a-z]){each.text}([^a-z]|$)')})"
            if each.whole_word
            else f"lower(venues) LIKE {_like('%', each.text, '%')}"
            for each in venue_names(filters.venue)
        ]
        limits.append(f"({' OR '.join(told)})")
    if filters.category:
        whole = _like("%|", filters.category, "|%")
        before_dot = _like("%|", filters.category, ".%")
        limits.append(f"(lower(classes) LIKE {whole} OR lower(classes) LIKE {before_dot})")
    return " AND ".join(limits) or None


def _like(before: str, text: str, after: str) -> str:
    plain = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return quoted(f"{before}{plain}{after}")


def quoted(text: str) -> str:
    """`text` as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def comma_list(values: Sequence[str]) -> str:
    """`values` as SQL lists them, without the brackets."""
    return ", ".join(map(quoted, values))


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """`values` in order, no more at once than one condition may name."""
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
