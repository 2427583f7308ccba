"""One sentence, several claims: where a sentence may be divided without harm. Pure.

Only four shapes are divided: full clauses joined by a semicolon, full clauses that are numbered
"(i) … (ii) …", "both A and B" before a verb whose form does not change, and names that are paired
with figures "respectively" (`paired.py`).
"""

import re
from dataclasses import dataclass

from litsynth.claims.paired import paired
from litsynth.spans import Span

FEWEST_WORDS = 5

_SEMICOLON = re.compile(r"\s*;\s+")
_MARK = re.compile(r"\s*[,;:]?\s*(?:\band\s+)?\((?:[ivx]{1,4}|[a-h]|[1-9])\)\s+")
_CONNECTIVE = re.compile(
    r"^(?:and|but|however|moreover|furthermore|also|thus|therefore|hence|in addition|additionally"
    r"|finally|consequently|in contrast|by contrast|on the other hand)\b,?\s+",
    re.IGNORECASE,
)
_DEPENDENT = re.compile(
    r"^(?:whereas|while|although|though|because|since|if|when|where|which|that|who|as|e\.g\.|i\.e\."
    r"|for example|for instance|namely|otherwise|instead|likewise|vice|so|yet|nor|or|not|this is"
    r"|it|they|this|these|those|here|there|the same|the latter|the former|the other|both"
    r"|neither)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:(?:the|a|an|our|their|its|all|most|some|many|no|each|every|we|i)\s+)?"
    r"(?:[\w'\u2019%/+.-]+\s+){0,8}?"
    r"(?:is|are|was|were|has|have|had|can|cannot|could|may|might|will|would|does|do|did|shows?|gives?"
    r"|yields?|outperforms?|improves?|increases?|decreases?|reduces?|performs?|achieves?|requires?"
    r"|leads?|helps?|depends?|remains?|provides?|allows?|suffers?|benefits?|affects?|differs?"
    r"|exceeds?|drops?|rises?|falls?|grows?|works?|fails?|transfers?|correlates?|predicts?|needs?"
    r"|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"^(?P<open>[Bb]oth\s+)(?P<one>[^,;:]{2,40}?)\s+and\s+(?P<other>[^,;:]{2,40}?)\s+"
    r"(?P<rest>(?:(?:significantly|substantially|consistently|clearly|also)\s+)?"
    r"(?:can|could|may|might|will|would|did|had|[a-z]{3,}ed)\b.{12,})$"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One claim of a sentence."""

    text: str
    """A sentence of its own: with a capital and a stop."""
    part: Span | None
    """Where its words stand in the sentence; None where it is the whole sentence."""


def atoms(text: str) -> tuple[Atom, ...]:
    """The claims of one sentence, in order: the sentence itself if it is not safely divided."""
    return (
        _by_marks(text)
        or _by_semicolons(text)
        or _by_both(text)
        or tuple(Atom(claim, part) for claim, part in paired(text))
        or (Atom(text, None),)
    )


def _by_semicolons(text: str) -> tuple[Atom, ...]:
    joints = [match for match in _SEMICOLON.finditer(text) if _is_outside(text, match.start())]
    return _clauses(text, [Span(match.start(), match.end()) for match in joints])


def _by_marks(text: str) -> tuple[Atom, ...]:
    marks = list(_MARK.finditer(text))
    if len(marks) < 2:  # noqa: PLR2004
        return ()
    lead = text[: marks[0].start()].rstrip(" :,")
    # "outperforms (i) one and (ii) another" needs its beginning; "We find that: (i) …" does not.
    if lead and not re.search(r"\b(?:that|following|findings?|results?|conclusions?)$", lead):
        return ()
    found = _clauses(text, [Span(match.start(), match.end()) for match in marks])
    return found[1:] if lead and len(found) == len(marks) + 1 else ()


def _clauses(text: str, joints: list[Span]) -> tuple[Atom, ...]:
    """The stretches between `joints` if every one is a clause that can stand alone."""
    if not joints:
        return ()
    starts = [0, *(joint.end for joint in joints)]
    ends = [*(joint.start for joint in joints), len(text)]
    found: list[Atom] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        connective = _CONNECTIVE.match(text[start:end]) if number else None
        begin = start + (connective.end() if connective else 0)
        clause = text[begin:end].rstrip(" .;,")
        is_lead = number == 0 and bool(_MARK.search(text))
        if not is_lead and not _stands_alone(clause, is_first=number == 0):
            return ()
        found.append(Atom(clause[:1].upper() + clause[1:] + ".", Span(begin, begin + len(clause))))
    return tuple(found)


def _stands_alone(clause: str, *, is_first: bool) -> bool:
    if len(clause.split()) < FEWEST_WORDS or clause.count("(") != clause.count(")"):
        return False
    if not is_first and _DEPENDENT.match(clause):
        return False
    return bool(_CLAUSE.match(clause))


def _is_outside(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") == before.count(")") and before.count("[") == before.count("]")


def _by_both(text: str) -> tuple[Atom, ...]:
    match = _BOTH.match(text)
    if match is None or " and " in match["one"] or " and " in match["other"]:
        return ()
    return tuple(
        Atom(f"{match[name][:1].upper()}{match[name][1:]} {match['rest']}", Span(*match.span(name)))
        for name in ("one", "other")
    )
