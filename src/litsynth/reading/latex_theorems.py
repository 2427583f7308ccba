"""Which environments of a LaTeX source are theorems and the like, and how TeX counts them. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SECTIONS = ("section", "subsection", "subsubsection")
_NEW = re.compile(
    r"\\newtheorem\s*\{(?P<name>[^{}]*)\}\s*(?:\[(?P<like>[^\]]*)\]\s*)?\{(?P<printed>[^{}]*)\}"
    r"(?:\s*\[(?P<within>[^\]]*)\])?"
)
_DECLARED = re.compile(r"\\declaretheorem\s*(?:\[(?P<options>[^\]]*)\]\s*)?\{(?P<name>[^{}]*)\}")
_WITHIN = re.compile(r"\\numberwithin\s*\{(?P<name>[^{}]*)\}\s*\{(?P<within>[^{}]*)\}")
_LIKE_KEYS = ("sibling", "numberlike", "sharenumber")
_WITHIN_KEYS = ("numberwithin", "within", "parent")
_OWN_WAY = re.compile(r"\{restatable\*?\}|\\newaliascnt|\\spnewtheorem|\\chapter\b")
"""With one of these, theorems are counted by other rules than those followed here."""
_SET_BY_HAND = re.compile(r"\\the(?P<shown>[a-zA-Z]+)|counter\s*\{(?P<stepped>[^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theorem:
    printed: str
    """What stands before its number: "Lemma"."""
    counter: str
    """The name of the theorem that it is counted with; its own if with no other."""
    within: str | None = None
    """The kind of section, or the counter, whose number stands before its own."""


def theorems(source: str) -> Mapping[str, Theorem]:
    """The theorems that `source` declares, by environment; those that are counted otherwise not.

    source: as its author wrote it, with the definitions that set how numbers look.
    """
    if _OWN_WAY.search(source):
        return {}
    declared = {name: theorem for name, theorem in _all(source) if name}
    for name, theorem in declared.items():
        if (like := declared.get(theorem.counter)) and theorem.counter != name:
            declared[name] = Theorem(
                printed=theorem.printed, counter=like.counter, within=like.within
            )
    for found in _WITHIN.finditer(source):
        for name, theorem in declared.items():
            if theorem.counter == found["name"].strip():
                declared[name] = Theorem(
                    printed=theorem.printed, counter=theorem.counter, within=found["within"].strip()
                )
    by_hand = {
        (found["shown"] or found["stepped"]).strip() for found in _SET_BY_HAND.finditer(source)
    }
    return {
        name: theorem
        for name, theorem in declared.items()
        if theorem.counter in declared
        and _ends(theorem, declared)
        and by_hand.isdisjoint({theorem.counter, name})
    }


def _ends(theorem: Theorem, declared: Mapping[str, Theorem]) -> bool:
    """Whether what it is counted within is known, and leads to a section or to nothing."""
    for _ in range(len(declared) + 1):
        if theorem.within is None or theorem.within in SECTIONS:
            return True
        if theorem.within not in declared:
            return False
        theorem = declared[theorem.within]
    return False


def _all(source: str) -> Iterator[tuple[str, Theorem]]:
    for found in _NEW.finditer(source):
        name = found["name"].strip()
        within = (found["within"] or "").strip() or None
        counter = (found["like"] or name).strip()
        yield name, Theorem(printed=found["printed"].strip(), counter=counter, within=within)
    for found in _DECLARED.finditer(source):
        pairs = (option.partition("=") for option in (found["options"] or "").split(","))
        options = {key.strip(): value.strip(" {}") for key, _, value in pairs}
        like = next((options[key] for key in _LIKE_KEYS if key in options), None)
        within = next((options[key] for key in _WITHIN_KEYS if key in options), None)
        for name in map(str.strip, found["name"].split(",")):
            if options.get("numbered") not in {"no", "unless unique"}:
                printed = options.get("name") or options.get("title") or name.capitalize()
                yield name, Theorem(printed=printed, counter=like or name, within=within)
