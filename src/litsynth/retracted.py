"""Whether a title says that its paper was retracted, or that it heads a notice about another: the
one rule for each, of all sources and of libraries. Pure.
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
_NOTICES = (
    (
        "a notice of retraction",
        r"retraction(?:\s+(?:notice|note))?(?:\s+to)?\s*:|retraction\s+(?:notice|note)\b",
    ),
    (
        "a correction",
        r"(?:(?:author\s+|publisher\s+)?correction|addendum)(?:\s+to)?\s*:|(?:corrigend|errat)(?:um|a)\b",
    ),
    ("an expression of concern", r"(?:editorial\s+)?expression\s+of\s+concern\b"),
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


def notice_in_title(title: str) -> str | None:
    """What the record is if its title says that it is about another paper, or None."""
    for reason, pattern in _NOTICES:
        if re.match(pattern, title, re.IGNORECASE):
            return reason
    return None
