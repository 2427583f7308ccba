"""Citations by key, as pandoc knows them, made numbers: "[@doe2020]" is "[1]". Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from litsynth.reading.marked import Passage
from litsynth.records import BlockKind

_KEY = r"(?<![\w.@/])-?@(?!(?:fig|tbl|tab|eq|sec|lst):)\{?(?P<key>\w(?:[\w:./-]*\w)?)\}?"
_CITED = re.compile(_KEY)
_BRACKETS = re.compile(r"\[[^\[\]]{0,300}?@\w[^\[\]]{0,300}\]")
_IN_TEXT = re.compile(rf"{_KEY}(?:\s\[[^\[\]@]*\d[^\[\]@]*\])?")
_AS_IS = frozenset({BlockKind.CODE, BlockKind.TABLE})


def with_numbers(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with keys as numbers, in the order in which they are cited.

    The numbers follow those that the entries of a bibliography in the text may have.
    """
    entries = sum(passage.kind is BlockKind.REFERENCE for passage in passages)
    numbers: dict[str, int] = {}

    def number_of(key: str) -> int:
        return numbers.setdefault(key, entries + len(numbers) + 1)

    return tuple(
        passage
        if passage.kind in _AS_IS or "@" not in passage.text
        else replace(passage, text=_numbered(passage.text, number_of))
        for passage in passages
    )


def _numbered(text: str, number_of: Callable[[str], int]) -> str:
    def bracketed(found: re.Match[str]) -> str:
        keys = [cited["key"] for cited in _CITED.finditer(found.group())]
        return f"[{', '.join(str(number_of(key)) for key in keys)}]" if keys else found.group()

    def in_text(found: re.Match[str]) -> str:
        # Without a year in it, it may as well be somebody's name on the net.
        has_year = any(map(str.isdigit, found["key"]))
        return f"[{number_of(found['key'])}]" if has_year else found.group()

    return _IN_TEXT.sub(in_text, _BRACKETS.sub(bracketed, text))
