"""Document -> Claims: score, filter, divide, merge, choose. Pure but for the shipped weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from litsynth.claims.atoms import Atom, atoms
from litsynth.claims.citations import reports_others
from litsynth.claims.cues import kind_of
from litsynth.claims.details import checkability, figures, names
from litsynth.claims.duplicates import groups
from litsynth.claims.filters import fault
from litsynth.claims.places import Sentence, placed_sentences
from litsynth.claims.referents import (
    coined_name,
    leans_on_the_one_before,
    with_referent,
    without_lead,
)
from litsynth.claims.relevance import relevances
from litsynth.claims.scoring import (
    FEWEST,
    LEAST_CHECKABILITY,
    LEAST_OF_CONTRIBUTION,
    LEAST_OF_FINDING,
    LEAST_OF_LAST_RESORT,
    Told,
    told,
)
from litsynth.claims.weights import shipped_models
from litsynth.own_things import own_thing
from litsynth.ports import Encoder
from litsynth.records import Claim, ClaimId, ClaimKind, Depth, Document
from litsynth.spans import Span

RELEVANCE_SHARE = 0.5
"""Weight of relevance in the choice of claims; score and checkability have the rest."""
CHECKABILITY_SHARE = 0.5
"""How much of a score a claim loses that nobody could check."""

_FINDS_FROM = 0.35
"""How surely a sentence tells a finding that its wording alone would not show."""
_OWN_FROM = 0.5
"""How surely one that speaks of the work of others tells a finding of its own paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be listed."""

    sentence: Sentence
    told: Told
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Assertion:
    """One claim of a candidate, as it would be printed."""

    candidate: Candidate
    atom: Atom
    text: str


def extract_claims(
    document: Document,
    *,
    question: str,
    encoder: Encoder,
    max_claims: int,
    include_cited: bool,
    announcements: bool = True,
) -> tuple[Claim, ...]:
    """At most `max_claims` claims of the document, in order of place, with ids c1, c2, …

    Chosen half by relevance to the question, half by score and checkability; ties go to the
    earlier sentence. A claim that the paper makes in several places is listed once. Without
    `announcements`, what says what was made or done and not what was found is left out where
    anything else is found, and what was found of a thing of the paper's own that is not named
    comes last: no other paper can bear that out.
    """
    sentences = placed_sentences(document)
    listed = candidates(sentences, depth=document.depth, include_cited=include_cited)
    name = coined_name((sentence.text for sentence in sentences), document.title or "")
    assertions = _assertions(listed, name)
    merged = [
        tuple(assertions[at] for at in group)
        for group in groups([assertion.text for assertion in assertions])
    ]
    near = relevances([group[0].text for group in merged], question, encoder)
    found = [
        _claim(document, group, relevance) for group, relevance in zip(merged, near, strict=True)
    ]
    if not announcements:
        found = [claim for claim in found if not _announces(claim)] or found
    best = sorted(
        found,
        key=lambda claim: (not announcements and bool(own_thing(claim.text)), -_worth(claim)),
    )
    return numbered(best[:max_claims])


def _announces(claim: Claim) -> bool:
    states = claim.kind is ClaimKind.STATEMENT and bool(own_thing(claim.text))
    return states or claim.kind is ClaimKind.CONTRIBUTION


def candidates(
    sentences: Sequence[Sentence], *, depth: Depth, include_cited: bool
) -> tuple[Candidate, ...]:
    """Every one of a document's sentences that may be listed, in order."""
    found = told(sentences, depth=depth, models=shipped_models())
    possible = [
        one
        for sentence, each in zip(sentences, found, strict=True)
        if (one := _candidate(sentence, each, include_cited=include_cited)) is not None
    ]
    listed = [one for one in possible if _is_listed(one, depth)]
    if len(listed) >= FEWEST[depth]:
        return tuple(listed)
    best = sorted(possible, key=_last_resort)[: FEWEST[depth]]
    fair = [one for one in best if one.told.score >= LEAST_OF_LAST_RESORT] or best[:1]
    return tuple(one for one in possible if one in listed or one in fair)


def would_be_listed(sentence: Sentence, each: Told, depth: Depth) -> bool:
    """Whether a sentence is listed among its paper's own claims, if there is room."""
    one = _candidate(sentence, each, include_cited=False)
    return one is not None and _is_listed(one, depth)


def _candidate(sentence: Sentence, each: Told, *, include_cited: bool) -> Candidate | None:
    """The sentence, unless it has a fault or is another paper's result and those are not wanted."""
    # By its wording, unless it tells a clear finding.
    cited = each.finding < _OWN_FROM and reports_others(sentence.text)
    if fault(sentence) is not None or (cited and not include_cited):
        return None
    return Candidate(sentence=sentence, told=each, cited=cited)


def _is_listed(one: Candidate, depth: Depth) -> bool:
    """Whether a candidate tells enough, and could be checked by somebody."""
    sentence, each = one.sentence, one.told
    if one.cited:  # What the models take for own findings does not apply to it.
        return kind_of(sentence.plain) in {ClaimKind.FINDING, ClaimKind.COMPARISON}
    if each.finding < LEAST_OF_FINDING[depth] and each.contribution < LEAST_OF_CONTRIBUTION:
        return False
    if depth is Depth.SUMMARY:
        return True
    if leans_on_the_one_before(sentence.plain, sentence.before):
        return False
    text = with_referent(without_lead(sentence.plain), None, sentence.before)
    checkable, _ = checkability(text, given=figures(text), named=names(text))
    return checkable >= LEAST_CHECKABILITY


def _last_resort(one: Candidate) -> tuple[bool, float]:
    leans = leans_on_the_one_before(one.sentence.plain, one.sentence.before)
    return leans, -one.told.score


def numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """`claims` in order of place, with the ids c1, c2, …"""
    ordered = sorted(claims, key=lambda claim: (claim.span, claim.part or claim.span))
    return tuple(
        replace(claim, id=ClaimId(f"c{number}")) for number, claim in enumerate(ordered, start=1)
    )


def _assertions(found: Sequence[Candidate], name: str | None) -> list[_Assertion]:
    """`name` is that of what the paper presents."""
    return [
        _Assertion(
            candidate=candidate,
            atom=atom,
            text=with_referent(without_lead(atom.text), name, candidate.sentence.before),
        )
        for candidate in found
        for atom in atoms(candidate.sentence.plain)
    ]


def _worth(claim: Claim) -> float:
    score = claim.score * (1 - CHECKABILITY_SHARE * (1 - claim.checkability))
    return (1 - RELEVANCE_SHARE) * score + RELEVANCE_SHARE * claim.relevance


def _claim(document: Document, group: Sequence[_Assertion], relevance: float) -> Claim:
    first = group[0]
    sentence = first.candidate.sentence
    given, named = figures(first.text), names(first.text)
    checkable, reasons = checkability(first.text, given=given, named=named)
    elsewhere = {one.candidate.sentence.span for one in group} - {sentence.span}
    return Claim(
        id=ClaimId("c0"),
        paper=document.paper,
        text=first.text,
        quote=sentence.span.of(document.text),
        span=sentence.span,
        part=_part(document, sentence, first.atom),
        kind=_kind(first, document.depth),
        page=document.page_of(sentence.span),
        section=sentence.heading or sentence.section.in_words,
        section_kind=sentence.section,
        depth=document.depth,
        relevance=relevance,
        score=max(one.candidate.told.score for one in group),
        also_at=tuple(sorted(elsewhere)),
        cited=first.candidate.cited,
        figures=given,
        names=named,
        checkability=checkable,
        checkability_reasons=reasons,
    )


def _kind(one: _Assertion, depth: Depth) -> ClaimKind:
    """By what the models made of the sentence; what kind of finding it is, by its wording.

    By wording alone in a summary, which the models of what sentences tell do not read.
    """
    worded = kind_of(one.text)
    if depth is Depth.SUMMARY:
        return worded
    if one.candidate.told.contributes and not one.candidate.cited:
        return ClaimKind.CONTRIBUTION
    if worded is ClaimKind.COMPARISON:
        return worded
    is_finding = worded is ClaimKind.FINDING or one.candidate.told.finding >= _FINDS_FROM
    return ClaimKind.FINDING if is_finding else ClaimKind.STATEMENT


def _part(document: Document, sentence: Sentence, atom: Atom) -> Span | None:
    """Where the clause of `atom` stands in the document.

    None if it is the whole sentence, or if the clause is not found letter by letter because a
    citation was taken out of it.
    """
    if atom.part is None:
        return None
    quote = sentence.span.of(document.text)
    clause = atom.part.of(sentence.plain)
    at = atom.part.start if quote == sentence.plain else quote.find(clause)
    if at < 0:
        return None
    return Span(sentence.span.start + at, sentence.span.start + at + len(clause))
