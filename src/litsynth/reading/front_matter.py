"""Title and authors that the YAML above a Markdown text names. Pure; knows the plain forms only."""

import re
from dataclasses import dataclass

from litsynth.reading.cleaning import clean

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[^\S\n]*(?P<value>\S[^\n]*)$", re.MULTILINE)
_AUTHORS = re.compile(
    r"^authors?:[^\S\n]*(?P<value>[^\n]*)(?P<below>(?:\n(?:[^\S\n]+|-)[^\n]*)*)", re.MULTILINE
)
_ITEM = re.compile(r"^\s*-\s+(?:name:\s*)?(?P<name>[^\n:]+)$", re.MULTILINE)
_NAME_FIELD = re.compile(r"^\s*(?:-\s+)?name:\s*(?P<name>[^\n]+)$", re.MULTILINE)
_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|\s&\s|\sand\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    title: str | None = None
    authors: tuple[str, ...] = ()
    rest: str
    """The text below."""


def front_matter(text: str) -> FrontMatter:
    """What stands above the text, which is all of it where nothing does."""
    fields = _FRONT_MATTER.match(text)
    if fields is None:
        return FrontMatter(rest=text)
    title = _TITLE.search(fields["fields"])
    authors = _AUTHORS.search(fields["fields"])
    return FrontMatter(
        title=(_bare(title["value"]) or None) if title else None,
        authors=_names(authors["value"], authors["below"]) if authors else (),
        rest=text[fields.end() :],
    )


def _names(value: str, below: str) -> tuple[str, ...]:
    if value.strip():
        names = _BETWEEN.split(value.strip().strip("[]"))
    else:
        named = _NAME_FIELD if _NAME_FIELD.search(below) else _ITEM
        names = [match["name"] for match in named.finditer(below)]
    return tuple(name for name in map(_bare, names) if name)


def _bare(value: str) -> str:
    return clean(value.strip().strip("\"'").strip())
