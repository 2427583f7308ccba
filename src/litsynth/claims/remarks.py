"""What a reader of a list of claims must know about it besides the claims, in words. Pure."""

from collections.abc import Sequence

from litsynth.records import BEARS_FROM, Claim, Document

_KNOWN_LANGUAGE = "en"


def remarks(document: Document, found: Sequence[Claim], *, question: str) -> tuple[str, ...]:
    """What was read badly, what the models do not know, and whether the question is met at all."""
    return (
        *document.warnings,
        *_of_language(document),
        *(_of_question(found) if question and found else ()),
    )


def _of_language(document: Document) -> tuple[str, ...]:
    if document.language in {None, _KNOWN_LANGUAGE}:
        return ()
    remark = (
        f"the text is not in English (language {document.language}): claims are found by models "
        "that know English only, so most or all of them are missed"
    )
    return (remark,)


def _of_question(found: Sequence[Claim]) -> tuple[str, ...]:
    nearest = max(claim.relevance for claim in found)
    if nearest >= BEARS_FROM:
        return ()
    remark = (
        f"no claim comes near the question: the nearest has a relevance of {nearest:.2f}, and "
        f"from {BEARS_FROM:.2f} a claim is told as bearing on it"
    )
    return (remark,)
