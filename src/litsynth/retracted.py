"""Whether a title says that its paper was retracted: the one rule for it, of all sources and of
libraries. Pure.
"""

import re

_RETRACTED_BEFORE = re.compile(
    r"^\W{0,2}(?P<word>retracted|withdrawn|removed)"
    r"(?:\s+(?:article|paper|chapter|preprint|manuscript))?\s*(?:[:)\]]|-{1,2}\s|\u2013|\u2014)\W*",
    re.IGNORECASE,
)
_RETRACTED_AFTER = re.compile(
    r"\s*[(\[](?P<word>retracted|withdrawn)(?:\s+(?:article|paper))?[)\]]\W*$", re.IGNORECASE
)


def without_retraction(title: str) -> tuple[str, str | None]:
    """`title` without the word that marks it as retracted, and that mark in words or None.

    Without the word, the preprint of a retracted paper is still recognised by its title.
    """
    for pattern in (_RETRACTED_BEFORE, _RETRACTED_AFTER):
        match = pattern.search(title)
        if match and (bare := pattern.sub("", title, count=1).strip()):
            return bare, f"its title is marked {match['word'].lower()!r}"
    return title, None
