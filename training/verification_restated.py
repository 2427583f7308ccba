"""Pairs from papers' own words: what a title says and its abstract shows, and near misses.

"Improving Y with X" promises that X improves Y, and the abstract says so in other words: a pair of
two wordings, supported. The same claim turned round is refuted by the same passage, and a result of
one paper beside the nearest passage of another paper is decided by nothing.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from training.verification_made import NEITHER, REFUTED, SUPPORTED, Example

from litsynth.ports import Encoder

_TITLE = re.compile(
    r"^(?:.{3,40}: )?(?P<verb>Improving|Enhancing|Boosting|Increasing|Reducing|Mitigating|"
    r"Accelerating|Alleviating|Strengthening|Speeding up)\s(?P<effect>[^:?]{8,70}?)\s"
    r"(?:with|via|by|using|through|by using|by means of)\s(?P<cause>[^:?]{6,70})$",
    re.IGNORECASE,
)
_WAYS = {
    "improving": ("improves", "worsens"), "enhancing": ("enhances", "degrades"),
    "boosting": ("boosts", "lowers"), "increasing": ("increases", "decreases"),
    "reducing": ("reduces", "increases"), "mitigating": ("mitigates", "aggravates"),
    "accelerating": ("accelerates", "slows"), "alleviating": ("alleviates", "aggravates"),
    "strengthening": ("strengthens", "weakens"), "speeding up": ("speeds up", "slows down"),
}  # fmt: skip
_SAID = ("{cause} {way} {effect}.", "Using {cause} {way} {effect}.")
_WITHOUT = "Leaving out {cause} {way} {effect}."
"""Turns the direction word round, so that it does not tell the label: titles only promise good."""
_LEFT_OUT = 0.4
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])")
_RESULT = re.compile(
    r"\b(?:show|find|found|demonstrate|observe|outperform|improve|achieve|reveal|indicate|suggest|"
    r"increase|reduce|better|higher|lower)s?\b",
)
_WORDS = range(8, 40)
_NEAREST = 3
_SHORTEST = 25
_MISPLACED = 0.4
_TOGETHER = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    title: str
    text: str

    @property
    def sentences(self) -> list[str]:
        return [
            part for part in _SENTENCE.split(" ".join(self.text.split())) if len(part) > _SHORTEST
        ]


def titled_pairs(
    abstracts: Sequence[Abstract], encoder: Encoder, rng: random.Random, *, weight: float
) -> list[Example]:
    """For each telling title: its claim and a claim that says otherwise, with the passage of its
    abstract; some of both claims also with the passage of another abstract, decided by nothing.
    """
    claims = []
    for abstract in abstracts:
        match = _TITLE.match(abstract.title.strip().rstrip("."))
        if match is None or len(abstract.sentences) < _NEAREST:
            continue
        way, other = _WAYS[match["verb"].lower()]
        slots = {"cause": match["cause"], "effect": match["effect"]}
        wording, ways = rng.choice(_SAID), (way, other)
        if rng.random() < _LEFT_OUT:
            wording, ways = _WITHOUT, (other, way)
        said, against = (wording.format(**slots, way=each) for each in ways)
        claims.append((said, against, abstract.sentences))
    found = _passages([(said, sentences) for said, _, sentences in claims], encoder, rng)
    made: list[Example] = []
    for (*both, _), passage in zip(claims, found, strict=True):
        for claim, code in zip(both, (SUPPORTED, REFUTED), strict=True):
            made.append(_example(claim, passage, code, weight))
            if rng.random() < _MISPLACED:
                made.append(_example(claim, rng.choice(found), NEITHER, weight))
    return made


def near_misses(
    abstracts: Sequence[Abstract],
    encoder: Encoder,
    rng: random.Random,
    *,
    weight: float,
) -> list[Example]:
    """A result of each paper beside the nearest passage of one of the papers most like it."""
    usable = [one for one in abstracts if len(one.sentences) >= _NEAREST]
    vectors = encoder.encode([f"{one.title}. {one.text}" for one in usable])
    wanted = []
    for at, one in enumerate(usable):
        results = [
            sentence
            for sentence in one.sentences[2:]
            if _RESULT.search(sentence) and len(sentence.split()) in _WORDS
        ]
        if not results:
            continue
        like = vectors @ vectors[at]
        like[at] = -1.0
        other = usable[rng.choice(np.argsort(-like, kind="stable")[:5].tolist())]
        wanted.append((rng.choice(results), other.sentences))
    found = _passages(wanted, encoder, rng)
    return [
        _example(claim, passage, NEITHER, weight)
        for (claim, _), passage in zip(wanted, found, strict=True)
    ]


def _example(claim: str, passage: str, code: int, weight: float) -> Example:
    claim = claim[0].upper() + claim[1:]
    return Example(claim=claim, passage=passage, code=code, weight=weight)


def _passages(
    wanted: Sequence[tuple[str, Sequence[str]]], encoder: Encoder, rng: random.Random
) -> list[str]:
    """For each text the nearest of its sentences: with its neighbours, or with the next nearest."""
    texts = list(dict.fromkeys(text for claim, near in wanted for text in (claim, *near)))
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    found = []
    for claim, sentences in wanted:
        likeness = [float(vectors[sentence] @ vectors[claim]) for sentence in sentences]
        best = sorted(range(len(sentences)), key=lambda at: (-likeness[at], at))[:_NEAREST]
        if rng.random() < _TOGETHER:
            found.append(" ".join(sentences[at] for at in sorted(best)))
        else:
            found.append(" ".join(sentences[max(0, best[0] - 1) : best[0] + 2]))
    return found
