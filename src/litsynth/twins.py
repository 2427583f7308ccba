"""When two records are one paper: versions, preprint and published form, the same title.

An identifier in common decides at once. Else the titles must be one in two spellings, by the
same people and of about the same time; parts, corrections and yearly editions are other papers.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from litsynth.identifiers import all_names
from litsynth.lexical import STOP_WORDS
from litsynth.records import Paper

PREPRINT_YEARS = 3
"""Years that a paper may be published after its preprint."""
PUBLISHED_YEARS = 1
"""Years that two databases may date one publication apart."""
_END = 12
"""Characters at a title's beginning or end that spellings of it share."""
_TYPO = 85.0
"""rapidfuzz ratio from which two words are spellings of one."""
_SHORT_WORD = 5
_MAX_TYPOS = 2
_SPECIFIC_WORDS = 4
"""Content words from which a title names one paper."""
_SPECIFIC_CHARACTERS = 25

_LATEX = re.compile(r"\\[a-zA-Z]+\*?|\\.|[{}$~^]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SUBTITLE = re.compile(r"(?<=\w)\s*(?::|\s[\u2013\u2014-]|[?!.])\s+")
_WORD = re.compile(r"[^\W_]+")
_JOINTS = re.compile(r"(?<=[^\W\d_])[-'\u2010\u2011\u2019](?=[^\W\d_])")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=.)(?:x{0,3})(?:ix|iv|v?i{0,3})")
_SPELT = {"one": "1", "two": "2", "three": "3", "four": "4", "first": "1", "second": "2"}
_ABOUT_ANOTHER = re.compile(
    r"(?:^|[:(\[.?!]\s*|\s[\u2013\u2014-]\s+|\bauthors?'? )"
    r"(addend|appendix|comments? (?:on|to)|correction|corrigend|errat|rejoinder|repl(?:y|ies) to"
    r"|responses? to|retract|supplement|withdrawn)"
)
"""What opens a title, or a part of it, that is about the paper it names."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
_INITIALS = re.compile(r"[A-Z]{1,3}")
_PREPRINT_DOIS = ("doi:10.48550/", "doi:10.1101/", "doi:10.2139/", "doi:10.31234/", "doi:10.20944/")
_ONE_PER_PAPER = ("arxiv:", "acl:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as it is compared: no case, accents, LaTeX, mark-up, hyphens or punctuation."""

    words: tuple[str, ...]
    joined: str
    """The words without spaces."""
    parts: frozenset[str]
    """`joined`, and main title and subtitle so written where they name a paper by themselves."""
    numbers: tuple[str, ...]
    """Numbers in the title, roman ones and those of parts as well, sorted."""
    about_another: frozenset[str]
    """What makes it the title of a correction, reply or supplement."""
    specific: bool
    """Whether it names one paper: not "Introduction" or "Editorial"."""


def same_paper(a: Paper, b: Paper) -> bool:
    """Whether `a` and `b` are one paper, perhaps as preprint and as published. Symmetric."""
    return bool(all_names(a.identifiers) & all_names(b.identifiers)) or same_by_title(a, b)


def same_by_title(a: Paper, b: Paper) -> bool:
    """Whether title, people, years and identifiers say that `a` and `b` are one. Symmetric."""
    return same_title(title(a.title), title(b.title)) and _same_origin(a, b)


@lru_cache(maxsize=65_536)
def title(text: str) -> Title:
    """`text` as titles are compared."""
    plain = _TAG.sub(" ", html.unescape(text))
    plain = _LATEX.sub("", plain)
    plain = unicodedata.normalize("NFKD", plain).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    about_another = frozenset(_ABOUT_ANOTHER.findall(plain))
    plain = _JOINTS.sub("", plain)
    words = tuple(_WORD.findall(plain))
    parts = [tuple(_WORD.findall(part)) for part in _SUBTITLE.split(plain, maxsplit=1)]
    return Title(
        words=words,
        joined="".join(words),
        parts=frozenset(["".join(words), *("".join(part) for part in parts if _specific(part))]),
        numbers=tuple(sorted(_numbers(words))),
        about_another=about_another,
        specific=_specific(words),
    )


def block_keys(found: Title) -> Iterator[tuple[str, str]]:
    """Keys of which two titles share at least one if `same_title` holds of them."""
    yield "begins", found.joined[:_END]
    yield "ends", found.joined[-_END:]
    for part in found.parts:
        yield "part", part


def same_title(a: Title, b: Title) -> bool:
    """Whether the titles are spellings of one, or one lacks the other's subtitle. Symmetric."""
    if not a.words or not b.words:
        return False
    if a.numbers != b.numbers or a.about_another != b.about_another:
        return False
    if a.joined == b.joined:
        return True
    if not (a.specific and b.specific):
        return False
    if a.joined in b.parts or b.joined in a.parts:
        return True
    at_one_end = a.joined[:_END] == b.joined[:_END] or a.joined[-_END:] == b.joined[-_END:]
    return at_one_end and _spellings(a.words, b.words)


def _specific(words: tuple[str, ...]) -> bool:
    content = [word for word in words if word not in STOP_WORDS]
    return len(content) >= _SPECIFIC_WORDS and sum(map(len, content)) >= _SPECIFIC_CHARACTERS


def _numbers(words: tuple[str, ...]) -> Iterator[str]:
    for before, word in zip(("", *words), words, strict=False):
        yield from _DIGITS.findall(word)
        if len(word) > 1 and _ROMAN.fullmatch(word):
            yield str(_roman(word))
        elif before in {"part", "volume", "chapter", "study", "task", "paper"}:
            if len(word) == 1:
                yield str(_roman(word)) if _ROMAN.fullmatch(word) else word
            elif word in _SPELT:
                yield _SPELT[word]


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral]
    later = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, later, strict=True))


def _spellings(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words are the same but for spacing and at most two small differences."""
    if len(a) != len(b):
        return False
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(pairs) <= _MAX_TYPOS and all(_one_word(x, y) for x, y in pairs)


def _one_word(x: str, y: str) -> bool:
    if x in {f"{y}s", f"{y}es"} or y in {f"{x}s", f"{x}es"}:
        return True
    # "supervised" and "unsupervised" are alike, and opposites.
    opposed = x.endswith(y) or y.endswith(x)
    return not opposed and min(len(x), len(y)) > _SHORT_WORD and fuzz.ratio(x, y) >= _TYPO


def _same_origin(a: Paper, b: Paper) -> bool:
    """Whether identifiers, people and years allow two records of one title to be one paper."""
    specific = title(a.title).specific and title(b.title).specific
    if _conflict(a, b, prefixes=_ONE_PER_PAPER):
        return False
    if not specific and _conflict(a, b, prefixes=("doi:",)):
        return False
    if a.year and b.year and abs(a.year - b.year) > _tolerance(a, b, specific=specific):
        return False
    if a.authors and b.authors:
        people = _people(a), _people(b)
        return _share_people(*people) if specific else _all_same(*people)
    return specific and title(a.title).joined == title(b.title).joined


def _conflict(a: Paper, b: Paper, *, prefixes: tuple[str, ...]) -> bool:
    """Whether both have identifiers of one kind, preprint DOIs aside, and none in common."""
    for prefix in prefixes:
        of_a, of_b = (
            {
                name
                for name in all_names(paper.identifiers)
                if name.startswith(prefix) and not name.startswith(_PREPRINT_DOIS)
            }
            for paper in (a, b)
        )
        if of_a and of_b and not of_a & of_b:
            return True
    return False


def _tolerance(a: Paper, b: Paper, *, specific: bool) -> int:
    """Years that may lie between the two. An editorial has its namesake the year after."""
    preprint = is_preprint(a) or is_preprint(b)
    if not specific:
        return 1 if preprint else 0
    return PREPRINT_YEARS if preprint else PUBLISHED_YEARS


def is_preprint(paper: Paper) -> bool:
    """Whether the record names a preprint server."""
    return any(name.startswith(("arxiv:", *_PREPRINT_DOIS)) for name in paper.identifiers)


@dataclass(frozen=True, slots=True)
class _Name:
    family: str
    tokens: frozenset[str]


def _people(paper: Paper) -> list[_Name]:
    return [_name(author) for author in paper.authors]


def _share_people(a: list[_Name], b: list[_Name]) -> bool:
    """Whether the first authors are one, or at least half of the shorter list is in the other.

    Lists are cut ("et al.") and sorted by databases, so neither is asked to be complete.
    """
    if _same_person(a[0], b[0]):
        return True
    fewer, more = sorted((a, b), key=len)
    return len(fewer) > 1 and 2 * _known(fewer, more) >= len(fewer)


def _all_same(a: list[_Name], b: list[_Name]) -> bool:
    return len(a) == len(b) == _known(a, b) == _known(b, a)


def _known(people: list[_Name], others: list[_Name]) -> int:
    return sum(any(_same_person(person, other) for other in others) for person in people)


@lru_cache(maxsize=65_536)
def _name(author: str) -> _Name:
    plain = unicodedata.normalize("NFKD", _LATEX.sub("", author))
    plain = _JOINTS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))
    tokens = [word for word in _WORD.findall(plain) if word.casefold() not in _GENERATIONS]
    before_comma = _WORD.findall(plain.partition(",")[0]) if "," in plain else tokens
    # "Smith, Jo", "Jo Smith", "Smith JA" and "J, Smith" are one: short capitals are initials.
    named = [
        [word for word in words if not _INITIALS.fullmatch(word)]
        for words in (before_comma, tokens)
    ]
    families = next(filter(None, named), before_comma)
    return _Name(
        families[-1].casefold() if families else "",
        frozenset(word.casefold() for word in tokens if len(word) > 1 or word in families),
    )


def _same_person(a: _Name, b: _Name) -> bool:
    """Whether each family name is in the other name: "Li Wei" and "Wei Li" pass."""
    return bool(a.family and b.family) and a.family in b.tokens and b.family in a.tokens
