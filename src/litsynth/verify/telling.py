"""Whether a sentence tells what was found, or what was asked and done. Pure.

Nearness alone puts a paper's title and its aim first: they name all that the claim names, and
decide nothing. So sentences that report lean forward, and sentences that announce lean back.
"""

import re

LEAN = 0.1
"""Cosine that a sentence gains by telling a finding, and loses by telling an aim or a method."""

_FOUND = re.compile(
    r"\b(?:show(?:s|ed|n)?|f(?:ou|i)nd(?:s|ings?)?|significant(?:ly)?|result(?:s|ed)?|conclu\w+|"
    r"increas\w+|decreas\w+|reduc\w+|improv\w+|outperform\w*|higher|lower|greater|fewer|better|"
    r"worse|associat\w+|compared|observed|demonstrat\w+|reveal\w+|suggest\w*|indicat\w+|"
    r"effect(?:ive)?|no (?:difference|effect)|p\s*[<=>]|CI|(?:did|was|were) not|ratio)\b|%"
)
_ASKED = re.compile(
    r"\b(?:aim(?:s|ed)?|objectives?|purpose|background|methods?|design|setting|protocol|"
    r"randomi[sz]ed|"
    r"we (?:compare|(?:investigat|evaluat|examin|stud|assess)\w+)|"
    r"to (?:investigate|evaluate|examine|assess|determine|compare))\b",
    re.IGNORECASE,
)


def lean(text: str) -> float:
    """From -`LEAN` to `LEAN`: what is added to a sentence's cosine where the best are chosen."""
    return LEAN * ((_FOUND.search(text) is not None) - (_ASKED.search(text) is not None))
