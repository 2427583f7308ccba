"""Rules on wording: a reason, and the pattern of the sentences that it bars. Pure."""

import re

Rule = tuple[str, re.Pattern[str]]

NO_OUTCOME = (
    r"(?!.*(?:\b(?:that|than|how|which|find|found|show\w*|demonstrat\w+|observ\w+|reveal\w*|confirm\w*"
    r"|conclu\w+|improv\w+|outperform\w*|achiev\w+|yield\w*|reach\w*|propos\w+|prov(?:e|ed|ing|es)"
    r"|novel|new|to\s+be)\b|\d\s?%|\d\.\d|[=\u00b1\u2248]))"
)
"""What was done is no claim, unless the sentence goes on to what came of it."""


def rule(reason: str, *alternatives: str) -> Rule:
    """The rule that bars, for `reason`, what holds one of `alternatives`."""
    return reason, re.compile("|".join(alternatives))
