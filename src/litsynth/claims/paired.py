"""Sentences that pair names with figures "respectively", taken apart. Pure.

Only two shapes: "A and B reach 81.2 and 83.4 points, respectively" and "It reaches 81.2 and 83.4
points on A and B, respectively". Lists that could be read in two ways are left whole.
"""

import re

from litsynth.spans import Span

MOST_PAIRS = 5
_LONGEST_NAME = 4

_UNIT = (
    r"(?:\s?%|\s?x\b|\s?\u00d7"
    r"|\s(?:points?|times|seconds?|ms|s|hours?|days?|minutes?|GB|MB|BLEU)\b)"
)
_NUMBER = (
    rf"(?:(?:about|around|roughly|over|up\s+to)\s+)?[~\u223c<>+\u2212-]?\d+(?:[.,]\d+)*{_UNIT}?"
)
_NUMBERS = re.compile(
    rf"(?<![\w.])(?P<list>{_NUMBER}(?:,\s+{_NUMBER})*(?:,\s+and|\s+and)\s+{_NUMBER})(?![\w.]*\d)"
)
_WORD = r"[^\s,;:()]+"
_NAME = rf"(?!and\b){_WORD}(?:\s+(?!and\b){_WORD}){{0,{_LONGEST_NAME - 1}}}"
_NAMES = rf"{_NAME}(?:,\s+{_NAME})*(?:,\s+and|\s+and)\s+{_NAME}"
_TAIL = re.compile(r",?\s+respectively(?=\W*$)")
_AFTER = re.compile(
    rf"^(?P<before>(?:\s+[a-zA-Z%-]+){{0,3}}?\s+(?:on|for|in|with|over|at|to|by|using|from)\s+(?:the\s+)?)"
    rf"(?P<names>{_NAMES})$"
)
_SAYS = r"(?:(?:We|Our|The|These)\s+[^,;]{0,40}?\bthat\s+)?"
_VERBS = {
    "achieve": "achieves", "reach": "reaches", "obtain": "obtains", "attain": "attains",
    "score": "scores", "yield": "yields", "give": "gives", "require": "requires",
    "need": "needs", "take": "takes", "have": "has", "contain": "contains", "get": "gets",
    "use": "uses", "are": "is", "were": "was", "show": "shows", "gain": "gains", "lose": "loses",
    "improve": "improves", "perform": "performs", "correct": "corrects", "cost": "costs",
}  # fmt: skip
"""Verbs of many and of one; other present verbs are not known well enough to be changed."""
_VERB = (
    rf"(?P<verb>{'|'.join(_VERBS)}|(?:had|could|can|may|might|will|would|did|took|got|gave|lost"
    r"|[a-z]{3,}ed)\b)"
)
_BEFORE = re.compile(
    rf"^(?P<says>{_SAYS})(?P<names>{_NAMES})\s+"
    rf"(?P<verb_phrase>(?:also\s+)?{_VERB}\b(?P<rest>[^,;:]*))$"
)
_LIST_JOINT = re.compile(r",\s+and\s+|\s+and\s+|,\s+")


Paired = tuple[str, Span]
"""A claim, and where its name stands in the sentence."""


def paired(text: str) -> tuple[Paired, ...]:
    """The claims of a sentence that ends on "respectively", in order; empty if it is not safe."""
    tail = _TAIL.search(text)
    if tail is None:
        return ()
    body, end = text[: tail.start()], text[tail.end() :]
    lists = list(_NUMBERS.finditer(body))
    if len(lists) != 1:
        return ()
    return _names_after(body, lists[0], end) or _names_before(body, lists[0], end)


def _names_after(body: str, numbers: re.Match[str], end: str) -> tuple[Paired, ...]:
    match = _AFTER.match(body[numbers.end() :])
    if match is None:
        return ()
    start = numbers.end() + match.start("names")
    pairs = _matched(match["names"], numbers["list"])
    head = body[: numbers.start()]
    return tuple(
        (
            f"{head}{figure}{match['before']}{name}{end}",
            Span(start + at, start + at + len(name)),
        )
        for name, at, figure in pairs
    )


def _names_before(body: str, numbers: re.Match[str], end: str) -> tuple[Paired, ...]:
    match = _BEFORE.match(body[: numbers.start()].rstrip())
    if match is None:
        return ()
    pairs = _matched(match["names"], numbers["list"])
    verb = match["verb"]
    gap = match["verb_phrase"].replace(verb, _VERBS.get(verb, verb), 1)
    found = []
    for name, at, figure in pairs:
        begins = name if match["says"] else name[:1].upper() + name[1:]
        start = match.start("names") + at
        printed = f"{match['says']}{begins} {gap} {figure}{body[numbers.end() :]}{end}"
        found.append((printed, Span(start, start + len(name))))
    return tuple(found)


def _matched(names: str, figures: str) -> list[tuple[str, int, str]]:
    """Each name with its place in `names` and its figure; empty if they do not match one to one."""
    named = _items(names)
    counted = [figure for figure, _ in _items(figures)]
    if not 1 < len(named) == len(counted) <= MOST_PAIRS:
        return []
    words = {len(name.split()) for name, _ in named}
    # "silk and paper kites" shares its last word: taken apart, "silk" would stand alone.
    are_names = all(re.search(r"[A-Z\d]", name) for name, _ in named)
    if len(words) > 1 or not are_names or len({name for name, _ in named}) < len(named):
        return []
    unit = re.search(rf"{_UNIT}$", counted[-1])
    if unit:
        counted = [one if re.search(rf"{_UNIT}$", one) else one + unit.group() for one in counted]
    return [(name, at, figure) for (name, at), figure in zip(named, counted, strict=True)]


def _items(listed: str) -> list[tuple[str, int]]:
    found, at = [], 0
    for joint in _LIST_JOINT.finditer(listed):
        found.append((listed[at : joint.start()], at))
        at = joint.end()
    return [*found, (listed[at:], at)]
