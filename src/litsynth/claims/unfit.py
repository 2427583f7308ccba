"""Wording that makes a sentence unfit as a claim, each with the reason. Pure; patterns only."""

from litsynth.claims.about_the_paper import ABOUT_THE_PAPER
from litsynth.claims.designs import DESIGNS
from litsynth.claims.no_finding import NO_FINDING
from litsynth.claims.rules import Rule, rule

_QUESTION = rule(
    "a question",
    r"\?[\"'\u201d\u2019)\]]*$",
    r"^\(?RQ\s?\d",
    r"\b[Ww]e\s+(?:\w+ly\s+)?(?:ask|asked|wonder|wondered)\b",
    r"\b(?:[Rr]esearch\s+[Qq]uestions?|[Qq]uestions?)\s+(?:is|are|was|were)\b",
    r"\bthe\s+(?:\w+\s+)?question\s+(?:of\s+)?(?:is\s+)?(?:whether|how|what|which|why)\b",
    r"^(?:How|Whether|Where|When|What)\s+to\b",
)

RULES: tuple[Rule, ...] = (_QUESTION, *ABOUT_THE_PAPER, *NO_FINDING, *DESIGNS)
"""Reason and pattern, the commoner first. A sentence that holds one is no claim."""


def unfit(text: str) -> str | None:
    """Why the wording of `text` (one line, citations in) bars it from being a claim, or None."""
    return next((reason for reason, pattern in RULES if pattern.search(text)), None)
