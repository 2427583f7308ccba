"""Numbers of a sentence with their units, and whether two sentences agree on them. Pure."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<minus>[-\u2212])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.\u00b7]\d+)?|\.\d+)"
    r"(?P<tail>\s?(?:%|percent\b|per cent\b|percentage points?\b|pp\b|points?\b|-?fold\b|x\b|\u00d7"
    r"|thousand\b|million\b|billion\b|trillion\b"
    r"|[\u00b5\u03bcmkcn]?g\b|[\u00b5\u03bcmd]?l\b|mmol\b|[\u00b5\u03bcnm]m\b|[ck]?m\b"
    r"|\u00b0c\b|hz\b|khz\b|mhz\b|ghz\b|gb\b|mb\b|kb\b|tb\b|kj\b|kcal\b|kw\b|mw\b|v\b|k\b"
    r"|milliseconds?\b|ms\b|seconds?\b|minutes?\b|hours?\b|h\b|days?\b|weeks?\b|months?\b|years?\b"
    r"|bleu\b|f1\b|times\b|patients\b|participants\b|subjects\b|people\b|languages\b|tasks\b"
    r"|parameters\b|epochs\b|layers\b|samples\b|examples\b|sentences\b))?(?![\w])",
    re.IGNORECASE,
)
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "hundred": 100, "dozen": 12,
}  # fmt: skip
_TIMES = {"twice": 2, "double": 2, "doubled": 2, "doubles": 2, "twofold": 2, "threefold": 3,
          "triple": 3, "tripled": 3, "triples": 3, "tenfold": 10, "halved": 0.5}  # fmt: skip
_SPELT = re.compile(rf"\b({'|'.join([*_WORDS, *_TIMES])})\b(?!-)", re.IGNORECASE)
_PROBABILITY = re.compile(r"\bp\s*(?:-?\s*values?)?\s*(?:of|[<>=\u2264\u2265])\s*$", re.IGNORECASE)
_CITATION = re.compile(r"\[[\d,;\s\u2013-]+\]")
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_UNITS = {
    "%": "percent", "percent": "percent", "per cent": "percent",
    "percentage point": "point", "pp": "point", "fold": "times", "-fold": "times", "x": "times",
    "\u00d7": "times", "time": "times", "m": "metre", "h": "hour", "people": "person",
    "patient": "person", "participant": "person", "subject": "person", "\u03bcg": "\u00b5g",
    "\u03bcl": "\u00b5l", "\u03bcm": "\u00b5m", "ms": "millisecond",
}  # fmt: skip
_INVARIABLE = frozenset({"times", "ms", "people"})
_SCORES = frozenset({"percent", "point", ""})
_SHORTEST_PLURAL = 3
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written, with what it counts."""

    value: float
    unit: str
    """"percent", "point", "times", "p" (a p-value), "calendar year", a unit's name, or ""."""
    decimals: int
    """Digits after the decimal point as written."""
    text: str
    """As written, with its unit: "5.4 points"."""

    def agrees(self, other: "Quantity") -> bool:
        """Whether both may be the same quantity: same unit, equal when rounded to the coarser."""
        if not compatible(self.unit, other.unit):
            return False
        room = 1e-9 * max(1.0, abs(self.value))  # For what binary fractions cannot hold.
        if self.decimals != other.decimals:
            room += 0.5 / 10.0 ** min(self.decimals, other.decimals)
        return abs(self.value - other.value) <= room


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMatch:
    """How the numbers of a claim fare in a passage."""

    agreed: tuple[tuple[Quantity, Quantity], ...]
    """Pairs (claim's, passage's)."""
    opposed: tuple[tuple[Quantity, Quantity], ...]
    """Claim's numbers that the passage lacks, with the nearest number of the same named unit."""
    missing: tuple[Quantity, ...]
    """Claim's numbers with nothing to compare them to."""


def compatible(unit: str, other: str) -> bool:
    """Whether two units can mean the same: scores are given in points, in percent or bare."""
    return unit == other or {unit, other} <= _SCORES


def quantities(text: str) -> tuple[Quantity, ...]:
    """Numbers of `text` in order. Citation marks and digits inside names (COVID-19) are none."""
    plain = _CITATION.sub(lambda match: " " * len(match.group()), text)
    found: list[tuple[int, Quantity]] = []
    for match in _NUMBER.finditer(plain):
        before = plain[: match.start()]
        if before[-2:-1].isalpha() and before[-1:] in "-\u2212":
            continue  # A name: COVID-19, GPT-3.
        found.append((match.start(), _quantity(match, before)))
    for match in _SPELT.finditer(plain):
        word = match.group().lower()
        times = word in _TIMES
        value = float(_TIMES[word] if times else _WORDS[word])
        unit = "times" if times else ""
        found.append(
            (match.start(), Quantity(value=value, unit=unit, decimals=0, text=match.group()))
        )
    return tuple(quantity for _, quantity in sorted(found, key=lambda item: item[0]))


def _quantity(match: re.Match[str], before: str) -> Quantity:
    digits = match["digits"].replace(",", "").replace("\u00b7", ".")
    value = float(digits) * (-1 if match["minus"] else 1)
    decimals = len(digits.partition(".")[2])
    unit = _unit((match["tail"] or "").strip().lower())
    if unit in _SCALE:
        value, unit = value * _SCALE[unit], ""
    if not unit and _PROBABILITY.search(before):
        unit = "p"
    if not unit and decimals == 0 and "," not in match["digits"] and value in _YEARS:
        unit = "calendar year"
    return Quantity(value=value, unit=unit, decimals=decimals, text=match.group().strip())


def _unit(tail: str) -> str:
    singular = (
        tail if tail in _INVARIABLE or len(tail) < _SHORTEST_PLURAL else tail.removesuffix("s")
    )
    return _UNITS.get(tail, _UNITS.get(singular, singular))


def match_numbers(claim: str, passage: str) -> NumberMatch:
    """Compare the claim's numbers with the passage's. Years, p-values and small counts that the
    passage lacks are missing, never opposed: papers seldom repeat them.
    """
    theirs = quantities(passage)
    agreed: list[tuple[Quantity, Quantity]] = []
    opposed: list[tuple[Quantity, Quantity]] = []
    missing: list[Quantity] = []
    ours = quantities(claim)
    shared = {id(b) for a in ours for b in theirs if a.agrees(b)}
    for mine in ours:
        same = next((other for other in theirs if mine.agrees(other)), None)
        rivals = [
            other
            for other in theirs
            if mine.unit and other.unit == mine.unit and id(other) not in shared
        ]
        if same is not None:
            agreed.append((mine, same))
        elif rivals and mine.unit not in {"p", "calendar year"}:
            opposed.append((mine, min(rivals, key=lambda other: abs(other.value - mine.value))))
        else:
            missing.append(mine)
    return NumberMatch(agreed=tuple(agreed), opposed=tuple(opposed), missing=tuple(missing))
