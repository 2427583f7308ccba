"""Which papers are read, whose claims are checked, what others are quoted with. Asks nobody."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from litsynth.errors import ConfigError, ReadingError
from litsynth.identifiers import canonical, registered
from litsynth.own_things import own_thing
from litsynth.pipeline.compared import compared, named_together
from litsynth.pipeline.coverage import coverage
from litsynth.reading.run import Readings
from litsynth.records import (
    BEARS_FROM,
    Claim,
    ClaimId,
    ClaimKind,
    Depth,
    Document,
    Paper,
    PaperId,
    RankedPaper,
    SearchPlan,
)
from litsynth.search.run import Found
from litsynth.twins import same_paper

CANDIDATES = 10
"""From how many of the most relevant papers the source paper is chosen, for one source paper."""
QUOTABLE = 20
"""Of how many of the most relevant papers beside the source papers findings are looked for."""
FINDINGS = 8
"""How many other papers are quoted with what they found."""
_SPOKEN_FROM, _SPOKEN_LEAST, _OF_THE_MOST = 0.5, 0.3, 0.7
"""A finding is quoted if it speaks of half of the question, with its paper's title; or, where none
does or few do, of 0.3 and of 0.7 times what the one does that speaks of most.
"""
_COVERAGE_POWER = 2
"""A paper that is silent on one of two concepts must assert four times as much on the other."""
_LESS = 0.5
"""Weight of a claim that was not found, or is about what the paper itself proposes, beside one of
what was found about something else; of one that is both, its square."""
_FOUND = frozenset({ClaimKind.FINDING, ClaimKind.COMPARISON})
_OWN_FROM = 0.5
"""Score from which a sentence of an abstract is quoted as a finding of its paper. Below it, nine of
ten quotes from abstracts told what was known before; other texts were not looked at so.
"""
Source = tuple[RankedPaper, tuple[Claim, ...]]
"""A paper with the claims that it makes."""


def paper_id(text: str) -> PaperId:
    """The id of a paper as users write it: "2005.13013", "10.1000/x", an address, "ACL:P19-1001".

    Raises ConfigError if it is none of them.
    """
    if found := registered(text):
        return PaperId(found)
    scheme, colon, key = text.strip().partition(":")
    if not (scheme and colon and key):
        raise ConfigError(
            f"{text!r} is not the id of a paper",
            hint="Write it like arxiv:2005.13013, doi:10.1000/x or acl:2020.aacl-main.56. A paper "
            "of a folder goes by its DOI or arXiv id; one without, by its file's content, as "
            "report.json has it: file:12a0d018b93c53be (the sha256's first 16 digits).",
        )
    return PaperId(canonical(text))


def with_named(found: Found, wanted: PaperId) -> Found | None:
    """`found` with the paper the user named in use whatever its relevance; None if it lacks it."""
    for ranked in found.ranked:
        if wanted in ranked.paper.identifiers:
            kept = replace(ranked, above_floor=True)
            return replace(found, ranked=tuple(kept if o is ranked else o for o in found.ranked))
    return None


def used_papers(
    found: Found, *, wanted: PaperId | None, max_papers: int
) -> tuple[RankedPaper, ...]:
    """The papers to read: above the floor, not retracted, best first, at most `max_papers`.

    The paper the user named comes first, retracted or not.
    """
    named = [one for one in found.ranked if wanted in one.paper.identifiers]
    others = [
        one
        for one in found.ranked
        if one.above_floor and not one.paper.retraction and one not in named
    ]
    return (*named, *others)[:max_papers]


def readable_papers(
    used: tuple[RankedPaper, ...], readings: Readings, *, wanted: PaperId | None
) -> tuple[tuple[RankedPaper, Document], ...]:
    """The papers that were read, with their texts, best first; the named paper before.

    Raises ReadingError if there is none, or if the named one could not be read.
    """
    read = {document.paper: document for document in readings.documents}
    readable = [(one, read[one.paper.id]) for one in used if one.paper.id in read]
    named = [pair for pair in readable if wanted in pair[0].paper.identifiers]
    if not readable or (wanted is not None and not named):
        reasons = "; ".join(f"{one.paper}: {one.reason}" for one in readings.unreadable[:5])
        raise ReadingError(
            f"no source paper could be read ({reasons or 'no paper has a text'})",
            hint="Name another with --source-paper, or give a folder of PDFs with "
            "--source folder:PATH.",
        )
    return (*named, *(pair for pair in readable if pair not in named))


def source_candidates(
    papers: Sequence[RankedPaper], *, wanted: PaperId | None, count: int
) -> Sequence[RankedPaper]:
    """Those of `papers`, best first, whose claims are taken to choose `count` source papers.

    Beside a named paper, which is the first, as many others as there would be without.
    """
    return papers[: CANDIDATES + max(count - 1, int(wanted is not None))]


def best_sources(
    found: Sequence[Source],
    plan: SearchPlan,
    weights: Mapping[str, float],
    *,
    wanted: PaperId | None,
    count: int,
) -> tuple[Source, ...]:
    """The `count` of `found` that assert most on the question, best first; the named one before.

    Where the question compares names, those come first that name most of them in one claim that
    bears on it.
    found: most relevant first; of equals the more relevant wins. weights: of words, as `rarities`
    gives them. Two versions of one work count once. Fewer come if fewer make claims, but one does.
    """
    names = compared(plan.question)
    named = {
        one.paper.id: named_together(names, _that_bear(claims), one.paper.title)
        for one, claims in found
    }
    worth = {
        one.paper.id: bearing(one, claims)
        * coverage(claims, one.paper.title, plan, weights) ** _COVERAGE_POWER
        for one, claims in found
    }
    ordered = sorted(
        found,
        key=lambda each: (
            wanted not in each[0].paper.identifiers,
            not each[1],
            -named[each[0].paper.id],
            -worth[each[0].paper.id],
        ),
    )
    chosen = list(ordered[:1])
    for ranked, claims in ordered[1:]:
        twin = any(same_paper(ranked.paper, other.paper) for other, _ in chosen)
        if len(chosen) < count and claims and not twin:
            chosen.append((ranked, claims))
    return tuple(chosen)


def source_ids(
    claims: Sequence[Claim], *, best: PaperId, named: PaperId | None
) -> tuple[PaperId, ...]:
    """Of which papers `claims` are those to check, in their order.

    best: the first candidate. It is a source without a claim if the user `named` it, or if nobody
    makes any.
    """
    first = () if claims and named is None else (best,)
    return tuple(dict.fromkeys((*first, *(claim.paper for claim in claims))))


def findings_of_others(
    found: Sequence[Source],
    sources: Sequence[Paper],
    plan: SearchPlan,
    weights: Mapping[str, float],
    *,
    nearness: Callable[[Sequence[str]], Sequence[float]],
) -> tuple[Claim, ...]:
    """What papers beside `sources` found on the question, one claim each: f1, f2, …, nearest first.

    Own findings and comparisons that bear on the question and speak of as much of it as
    `_SPOKEN_FROM` says; those on a thing of the paper's own that is not named come after all
    others. None of a retracted paper; of several versions of one work, the first.
    weights: of words, as `rarities` gives them. nearness: of texts, here "title. claim", to the
    question.
    """
    works = list(sources)
    left: list[tuple[str, Claim, float]] = []
    for ranked, claims in found:
        title = ranked.paper.title
        told = [
            (title, one, coverage((one,), title, plan, weights))
            for one in _that_bear(claims)
            if _is_own_finding(one)
        ]
        again = any(same_paper(ranked.paper, work) for work in works)
        if told and not again and not ranked.paper.retraction:
            works.append(ranked.paper)
            left += told
    most = max((share for _, _, share in left), default=0.0)
    least = max(_SPOKEN_LEAST, min(_SPOKEN_FROM, _OF_THE_MOST * most))
    speaking = [(title, one) for title, one, share in left if share >= least]
    near = nearness([f"{title}. {one.text}" for title, one in speaking])
    # Devices differ in the last digits of a cosine; they must not decide the order.
    ordered = sorted(
        zip((one for _, one in speaking), near, strict=True),
        key=lambda each: (bool(own_thing(each[0].text)), -round(each[1], 4)),
    )
    first = {claim.paper: claim for claim, _ in reversed(ordered)}
    return _numbered("f", [one for one, _ in ordered if first[one.paper] is one][:FINDINGS])


def shares(available: Sequence[int], total: int) -> tuple[int, ...]:
    """`total` divided over parts that have `available`, as evenly as they allow; earlier first."""
    given = [0] * len(available)
    left = min(total, sum(available))
    while left:
        for at, most in enumerate(available):
            if left and given[at] < most:
                given[at] += 1
                left -= 1
    return tuple(given)


def together(parts: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """The claims of several papers in one list, numbered on: c1, c2, …"""
    return _numbered("c", [claim for part in parts for claim in part])


def _numbered(letter: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(
        replace(claim, id=ClaimId(f"{letter}{at}")) for at, claim in enumerate(claims, start=1)
    )


def bearing(ranked: RankedPaper, claims: tuple[Claim, ...]) -> float:
    """How much a paper asserts on the question: its relevance times the root of the summed worth of
    its claims that bear.

    A paper that is near the question but asserts little on it is a poor source: there is nothing
    in it that other papers could bear out. The root, because a paper read in full has many claims
    more than one known by its abstract, and each tells less than the one before.
    """
    return ranked.relevance * math.sqrt(math.fsum(map(_worth, _that_bear(claims))))


def _worth(claim: Claim) -> float:
    """A claim's relevance, less what it loses: what a paper made answers less than what it found,
    and what it found of its own method less than what it found of others.
    """
    found = claim.relevance if claim.kind in _FOUND else claim.relevance * _LESS
    return found * _LESS if own_thing(claim.text) else found


def _is_own_finding(claim: Claim) -> bool:
    is_own = claim.depth is not Depth.ABSTRACT or claim.score >= _OWN_FROM
    return is_own and claim.kind in _FOUND and not claim.cited


def _that_bear(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.relevance >= BEARS_FROM)
