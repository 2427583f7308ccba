"""Title, authors and imprint that the YAML above a Markdown text names. Pure; plain forms only."""

import re
from dataclasses import dataclass

from litsynth.reading.cleaning import clean
from litsynth.reading.marked import declared

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:(?P<value>[^\n]*(?:\n[^\S\n]+\S[^\n]*)*)", re.MULTILINE)
_ABSTRACT = re.compile(
    r"^abstract:(?P<value>[^\n]*(?:\n(?:[^\S\n]+\S[^\n]*|[^\S\n]*$))*)", re.MULTILINE
)
_IMPRINT = re.compile(r"^(?P<key>doi|date):[^\S\n]*(?P<value>\S[^\n]*)", re.MULTILINE)
_BLOCK = re.compile(r"^\s*[>|][+-]?\s*$", re.MULTILINE)
"""Before a text of several lines."""
_AUTHORS = re.compile(
    r"^authors?:[^\S\n]*(?P<value>[^\n]*)(?P<below>(?:\n(?:[^\S\n]+|-|#|$)[^\n]*)*)", re.MULTILINE
)
_ITEM = re.compile(r"(?P<indent>\s*)-\s+(?P<rest>.*)")
_FIELD = re.compile(r"(?P<key>[\w-]+):(?:\s+(?P<value>.*))?$")
_GIVEN = ("given", "given-names", "first", "firstname")
_FAMILY = ("family", "surname", "last", "lastname")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|\s&\s|\sand\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    title: str | None = None
    authors: tuple[str, ...] = ()
    abstract: str = ""
    """Its lines, paragraphs parted by blank ones."""
    imprint: tuple[str, ...] = ()
    rest: str
    """The text below."""


def front_matter(text: str) -> FrontMatter:
    """What stands above the text, which is all of it where nothing does."""
    fields = _FRONT_MATTER.match(text)
    if fields is None:
        return FrontMatter(rest=text)
    title = _TITLE.search(fields["fields"])
    authors = _AUTHORS.search(fields["fields"])
    imprint = {
        found["key"]: _bare(_COMMENT.sub("", found["value"]))
        for found in _IMPRINT.finditer(fields["fields"])
    }
    abstract = _ABSTRACT.search(fields["fields"])
    return FrontMatter(
        title=(" ".join(_lines(title["value"]).split()) or None) if title else None,
        authors=_names(authors["value"], authors["below"]) if authors else (),
        abstract=_lines(abstract["value"]) if abstract else "",
        imprint=declared([imprint.get("doi", "")], [imprint.get("date", "")]),
        rest=text[fields.end() :],
    )


def _lines(value: str) -> str:
    return "\n".join(map(_bare, _bare(_BLOCK.sub("", value, count=1)).split("\n")))


def _names(value: str, below: str) -> tuple[str, ...]:
    plain = _COMMENT.sub("", value).strip()
    if not plain:
        names = [_turned(_bare(_name(entry))) for entry in _entries(below)]
    elif "{" in plain:
        names = [_name(fields.split(",")) for fields in re.findall(r"\{([^{}]*)\}", plain)]
    else:
        names = _BETWEEN.split(plain.strip("[]"))
    return tuple(name for name in map(_bare, names) if name)


def _entries(below: str) -> list[list[str]]:
    """The lines of each entry of a list, less its mark; one entry where there is no list."""
    entries: list[list[str]] = [[]]
    outer: int | None = None
    for line in (_COMMENT.sub("", line) for line in below.split("\n")):
        item = _ITEM.match(line)
        if item and (outer is None or len(item["indent"]) <= outer):
            outer = len(item["indent"])
            entries.append([item["rest"]])
        else:
            entries[-1].append(line.strip())
    return entries


def _name(entry: list[str]) -> str:
    """The name that an entry's fields give, or the entry if it has none."""
    fields: dict[str, str] = {}
    for line in entry:
        if field := _FIELD.match(line.strip()):
            fields.setdefault(field["key"], _bare(field["value"] or ""))
    if not fields:
        return entry[0] if entry else ""
    parts = [next((fields[key] for key in keys if key in fields), "") for keys in (_GIVEN, _FAMILY)]
    return fields.get("name") or " ".join(filter(None, parts))


def _turned(name: str) -> str:
    """The name with the surname last: "Byron, Ada" as "Ada Byron", unlike "Ada Byron, PhD"."""
    family, _, given = name.partition(", ")
    return f"{given} {family}" if given and " " not in family else name


def _bare(value: str) -> str:
    return clean(value.strip().strip("\"'").strip())
