"""Arguments in LaTeX source: what stands between braces or brackets. Pure."""

import re
from collections.abc import Iterator

_MARK = re.compile(r"\\.|[{}\]]", re.DOTALL)


def braced(text: str, at: int) -> tuple[str, int]:
    """What the brace at `at` holds, and where it ends. An open brace holds the rest."""
    return _held(text, at, "}")


def bracketed(text: str, at: int) -> tuple[str, int]:
    """What the bracket at `at` holds, and where it ends. An open bracket holds the rest."""
    return _held(text, at, "]")


def _held(text: str, at: int, closing: str) -> tuple[str, int]:
    depth = 0
    for mark in _MARK.finditer(text, at + 1):
        if mark.group() == closing and depth == 0:
            return text[at + 1 : mark.start()], mark.end()
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
    return text[at + 1 :], len(text)


def uses(text: str, command: str) -> Iterator[tuple[int, int, str]]:
    """Where each `command` with an argument begins and ends, and that argument."""
    at = 0
    begun = re.compile(rf"\\(?:{command})(?![a-zA-Z])\*?\s*(?:\[[^\]]*\]\s*)*(?=\{{)")
    while found := begun.search(text, at):
        inner, at = braced(text, found.end())
        yield found.start(), at, inner


def argument(text: str, command: str) -> str | None:
    """The argument of the first `command` in the text, or None."""
    return next((inner for _, _, inner in uses(text, command)), None)


def without(text: str, command: str) -> str:
    """The text without any `command` and its argument."""
    pieces: list[str] = []
    at = 0
    for start, end, _ in uses(text, command):
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))
