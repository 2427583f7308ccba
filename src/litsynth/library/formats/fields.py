"""Fields of foreign records, read without trust, and the names of a paper among them. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date

from litsynth.identifiers import all_names, registered
from litsynth.lexical import words
from litsynth.markup import LONGEST, abstract, plain
from litsynth.records import PaperId
from litsynth.surnames import is_suffix
from litsynth.surrogates import surrogates_marked
from litsynth.web_addresses import web_address

_PIECE = re.compile(rf".{{1,{LONGEST}}}(?:\s|$)|.{{1,{LONGEST}}}")
"""Of a long text, so much as is read at once."""
_SCHEME = re.compile(r"[a-z][a-z0-9_]*:\S+")
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)?(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\.?\d)")
_NUMBER = re.compile(r"\d{1,4}")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_NEW_ARXIV = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.\d{4,5}")
_OWN_DIGITS = 8
MONTHS = {
    name: at
    for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}


def line(value: object) -> str | None:
    """`value` on one line if it is a string with something in it, else None."""
    if not isinstance(value, str):
        return None
    value = surrogates_marked(value)
    if "\x00" in value:
        value = value.replace("\x00", " ")
    return " ".join(value.split()) or None


def prose(value: object) -> str | None:
    """`line` without mark-up: titles and abstracts in exports come with that of HTML and JATS."""
    text = line(value)
    if text is None or not {"<", "&"} & set(text):
        return text
    return " ".join(filter(None, map(plain, _PIECE.findall(text)))) or None


def prose_of_abstract(value: object) -> str | None:
    """`prose` of an abstract, without its own heading, and with those of its sections marked."""
    text = line(value)
    found = abstract(text) if text and len(text) <= LONGEST else None
    return found or prose(text)


def first(record: Mapping[str, object], *keys: str) -> object:
    """The first of `keys` under which something stands, or None."""
    return next((found for key in keys if (found := record.get(key))), None)


def people(value: object) -> tuple[str, ...]:
    """Names from a list of strings or of {"name"} or {"given", "family"}, or from one string."""
    if isinstance(value, str):
        parts: Iterable[object] = re.split(r"\s*;\s*|\s+and\s+", value)
        if ";" not in value and " and " not in value:
            parts = _between_commas(value)
    else:
        parts = value if isinstance(value, list) else ()
    return tuple(name for part in parts if (name := _person(part)))


def _between_commas(text: str) -> list[str]:
    """The names in "Ada Byron, Kim Lee", in "Lee, Kim", and in "Byron, A., Lee, K."."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    families, given = parts[::2], parts[1::2]
    # One name with a comma has a single word on a side of it, unless both are whole names.
    one = len(parts) == 2 and any(" " not in part for part in parts)  # noqa: PLR2004
    if one or (len(families) == len(given) and all(map(_INITIALS.fullmatch, given))):
        return [in_order(*pair) for pair in zip(families, given, strict=True)]
    return parts


def in_order(family: str, *others: str) -> str:
    """A name as a reader writes it, of the parts that commas divide: "Ann Lee Jr."."""
    given = [part for part in others if not is_suffix(part)]
    return " ".join(filter(None, (*given, family, *filter(is_suffix, others))))


def _person(part: object) -> str | None:
    if not isinstance(part, dict):
        return line(part)
    whole = line(first(part, "name", "literal", "full_name"))
    given = line(first(part, "given", "first", "firstName"))
    family = line(first(part, "family", "last", "lastName"))
    particle = line(part.get("non-dropping-particle"))
    return whole or line(" ".join(filter(None, (given, particle, family))))


def texts(value: object) -> tuple[str, ...]:
    """The strings in a list, or in a string with commas or semicolons between them."""
    parts = re.split(r"[;,]", value) if isinstance(value, str) else value
    listed = parts if isinstance(parts, list) else ()
    return tuple(dict.fromkeys(found for part in listed if (found := line(part))))


def day(value: object) -> str | None:
    """An ISO date as precise as `value` (a year, "2020-05", "2020/5/26") is one, or the only year
    in it: of "5/3/2019" nobody knows which is the month. Else None.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # Tables with a gap in the column of years are exported so.
    text = value.strip() if isinstance(value, str) else ""
    match = _DATE.match(text) or _COMPACT.match(text)
    if match is None:
        years = {f"{value}"} if _is_year(value) else set(_YEAR.findall(text))
        return years.pop() if len(years) == 1 else None
    year, month, of_month = (int(part) if part else 0 for part in match.groups())
    return date_of(year, month, of_month)


def date_of(year: int, month: int = 0, of_month: int = 0) -> str | None:
    """An ISO date as precise as the parts are real; 0 for a part that is not known."""
    if not _is_year(year):
        return None
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return f"{year}-{month:02}" if 1 <= month <= 12 else f"{year}"  # noqa: PLR2004 (months)


def small_number(value: object) -> int:
    """The number of up to four digits that `value` is or writes, as parts of a date are; else 0."""
    text = f"{value}" if isinstance(value, int | str) else ""
    return int(text) if _NUMBER.fullmatch(text) else 0


def _is_year(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 2999  # noqa: PLR2004


def arxiv_month(number: str) -> str | None:
    """The month that a new arXiv id tells ("2608.20271" is of "2026-08"), or None."""
    match = _NEW_ARXIV.fullmatch(number)
    return f"20{match.group(1)}-{match.group(2)}" if match else None


def known_name(value: object) -> str | None:
    """The identifier in `value` ("2005.13013", "10.1/x", an address, "pmid:1"), or None."""
    text = line(value)
    if text is None:
        return None
    if found := registered(text):
        return found
    return text if _SCHEME.fullmatch(text) and not text.startswith(("http", "file:")) else None


def names(candidates: Iterable[object]) -> tuple[str, ...]:
    """The identifiers among `candidates` with what they imply; those that were given come first."""
    found = dict.fromkeys(name for each in candidates if each and (name := known_name(each)))
    return tuple(dict.fromkeys((*found, *sorted(all_names(found)))))


def own_id(given: str | None, *, title: str, author: str, published: str | None) -> PaperId:
    """The id of a record that no registry knows: its own in the file, else made of what it says.

    A changed abstract leaves it as it is, so that the record is updated and not doubled.
    """
    if given:
        return PaperId(f"own:{given}")
    told = "|".join((" ".join(words(title)), " ".join(words(author)), (published or "")[:4]))
    return PaperId(f"own:{hashlib.blake2b(told.encode(), digest_size=_OWN_DIGITS).hexdigest()}")


def pages(names_: Iterable[str], address: object = None) -> str | None:
    """The page to cite: the address given if it is one of the web, else the registry's."""
    if given := web_address(line(address)):
        return given
    forms = {"doi:": "https://doi.org/", "arxiv:": "https://arxiv.org/abs/"}
    for name in names_:
        for prefix, base in forms.items():
            if name.startswith(prefix):
                return base + name.removeprefix(prefix)
    return None
