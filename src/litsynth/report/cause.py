"""Whether the question asks for a cause, and the claims are worded as one. Pure; patterns only."""

import re

from litsynth.records import Report
from litsynth.report.subject import silence
from litsynth.report.tally import bearing

_ASKED = re.compile(
    r"\bwhy\b|\bhow\s+come\b"
    r"|\bwhat\s+(?:\w+\s+)?(?:causes?|caused|causing|drives|explains?|accounts\s+for|underlies"
    r"|is\s+responsible\s+for|lies\s+behind|leads\s+to)\b"
    r"|\b(?:reasons?|causes?|explanations?)\s+(?:for|of|why|behind)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:because|since|why|due\s+to|owing\s+to|thanks\s+to|so\s+that|therefore|thereby|thus|hence"
    r"|caus\w+|reasons?|as\s+a\s+(?:result|consequence)|consequen\w+|result(?:s|ed|ing)?\s+(?:in|from)"
    r"|(?:leads?|led|leading)\s+to|(?:comes?|came|coming|stem(?:s|med|ming)?|follow(?:s|ed)?"
    r"|aris(?:es?|ing)|arose|deriv(?:es?|ed))\s+from|g[ai]ves?\s+rise|giving\s+rise|originat\w+"
    r"|account(?:s|ed|ing)?\s+for|expla(?:in|n)\w*|attribut\w+|ascrib\w+|responsible|mechanisms?"
    r"|factors?|driv(?:es?|en|ing|ers?)|drove|induc\w+|trigger\w*|contribut\w+\s+to|underl(?:ie|ies|ying)"
    r"|depend\w*|affect\w*|influenc\w+|impact\w*|effects?\s+(?:of|on))\b",
    re.IGNORECASE,
)
"""Wide on purpose: that none of these stands in a claim is told, not that one does."""


def no_cause(report: Report) -> str:
    """That the question asks for a cause and no claim that bears on it is worded as one; empty
    where it asks for none, where one may be, and where no claim bears on it.
    """
    claims = () if silence(report).whole else bearing(report)
    if not claims or not _ASKED.search(report.question):
        return ""
    if any(_TOLD.search(f"{claim.text} {claim.quote}") for claim in claims):
        return ""
    none = (
        "none of the claims that bear on it is"
        if len(claims) > 1
        else "the claim that bears on it is not"
    )
    return (
        f"The question asks for a cause; {none} worded as one (“because”, “due to”, “leads to” "
        "and the like)."
    )
