"""Authors' names: which part of "Ann Lee, Jr." or "Lee, Ann" is the surname. Pure.

A group ("CMS Collaboration") has no given names; all of its name is its surname.
"""

import re
import unicodedata

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_GROUPS = frozenset(
    """collaboration collaborative collaborators consortium consortia group groups team teams
    network investigators researchers contributors partnership alliance initiative union federation
    organization organisation association society committee commission council board panel
    institute institution university college academy agency ministry department bureau foundation
    center centre laboratory laboratories program programme project nations inc corporation company
    """.split()
)
"""Last words that no person's name has."""
_JOINS = frozenset({"of", "for", "and", "the"})
"""Words within a group's name that no person's name has."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def is_suffix(text: str) -> bool:
    """Whether it tells a generation: "Jr.", "III"."""
    return text.strip().rstrip(".").casefold() in _SUFFIXES


def name_parts(author: str) -> tuple[str, str]:
    """Given names and surname, in either order of writing; without a suffix or what is in brackets.

    Both are empty for a name without words.
    """
    parts = [part.strip() for part in _BRACKETS.sub("", author).split(",")]
    family, *given = [part for part in parts if part and not is_suffix(part)] or [""]
    words = family.split()
    while len(words) > 1 and is_suffix(words[-1]):
        words.pop()
    if given:
        return given[0], " ".join(words)
    if _is_group(words):
        return "", " ".join(words).removeprefix("The ").removeprefix("the ")
    return " ".join(words[:-1]), "".join(words[-1:])


def _is_group(words: list[str]) -> bool:
    plain = [word.casefold().strip(".") for word in words]
    return len(plain) > 1 and (plain[-1] in _GROUPS or not _JOINS.isdisjoint(plain))


def folded(text: str) -> str:
    """`text` without accents and in one case, for comparing names."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def surname(author: str) -> str:
    """The surname, folded: "Jörg Tiedemann" and "Tiedemann, J." are one."""
    return folded(name_parts(author)[1])
