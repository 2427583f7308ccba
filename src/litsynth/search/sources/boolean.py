"""Parts of a query in the Boolean grammar that several databases read."""

from collections.abc import Iterable


def group(operator: str, parts: Iterable[str]) -> str:
    """The distinct parts joined by `operator`, in a parenthesis if there are several."""
    distinct = tuple(dict.fromkeys(parts))
    joined = f" {operator} ".join(distinct)
    return f"({joined})" if len(distinct) > 1 else joined
