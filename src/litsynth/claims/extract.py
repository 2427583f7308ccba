"""Document -> Claims: score, filter, merge, choose. Pure but for reading the shipped weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from litsynth.claims.citations import reports_others
from litsynth.claims.cues import kind_of
from litsynth.claims.duplicates import groups
from litsynth.claims.filters import fault
from litsynth.claims.places import Sentence, placed_sentences
from litsynth.claims.relevance import relevances
from litsynth.claims.scoring import LEAST_SCORE, claim_scores
from litsynth.claims.weights import shipped_models
from litsynth.ports import Encoder
from litsynth.records import Claim, ClaimId, Depth, Document

RELEVANCE_SHARE = 0.5
"""Weight of relevance in the choice of claims; the score has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be listed."""

    sentence: Sentence
    score: float
    cited: bool


def extract_claims(
    document: Document, *, question: str, encoder: Encoder, max_claims: int, include_cited: bool
) -> tuple[Claim, ...]:
    """At most `max_claims` claims of the document, in order of place, with ids c1, c2, …

    Chosen by half score, half relevance to the question; ties go to the earlier sentence.
    """
    found = candidates(document, include_cited=include_cited)
    merged = [
        tuple(found[at] for at in group)
        for group in groups([candidate.sentence.plain for candidate in found])
    ]
    near = relevances([group[0].sentence.plain for group in merged], question, encoder)
    best = sorted(
        zip(merged, near, strict=True),
        key=lambda pair: (
            -((1 - RELEVANCE_SHARE) * max(one.score for one in pair[0]) + RELEVANCE_SHARE * pair[1])
        ),
    )[:max_claims]
    best.sort(key=lambda pair: pair[0][0].sentence.span)
    return tuple(
        _claim(document, group, relevance=relevance, number=number)
        for number, (group, relevance) in enumerate(best, start=1)
    )


def candidates(document: Document, *, include_cited: bool) -> tuple[Candidate, ...]:
    """Every sentence of `document` that may be listed, in order."""
    sentences = placed_sentences(document)
    scores = claim_scores(sentences, depth=document.depth, models=shipped_models())
    found: list[Candidate] = []
    for sentence, score in zip(sentences, scores, strict=True):
        if score < LEAST_SCORE[document.depth] or fault(sentence) is not None:
            continue
        cited = document.depth is not Depth.SUMMARY and reports_others(sentence.text)
        if include_cited or not cited:
            found.append(Candidate(sentence=sentence, score=score, cited=cited))
    return tuple(found)


def _claim(
    document: Document, group: Sequence[Candidate], *, relevance: float, number: int
) -> Claim:
    first = group[0]
    sentence = first.sentence
    return Claim(
        id=ClaimId(f"c{number}"),
        paper=document.paper,
        text=sentence.plain,
        quote=sentence.span.of(document.text),
        span=sentence.span,
        kind=kind_of(sentence.plain),
        page=document.page_of(sentence.span),
        section=sentence.heading or sentence.section.value,
        section_kind=sentence.section,
        depth=document.depth,
        relevance=relevance,
        score=round(max(one.score for one in group), 6),
        also_at=tuple(sorted(one.sentence.span for one in group[1:])),
        cited=first.cited,
    )
