"""How much of a question the claims of a paper speak of, concept by concept. Pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from litsynth.abbreviations import spoken
from litsynth.lexical import SPOKEN_ABOVE, spoken_share, stems
from litsynth.records import Claim, Concept


def rarities(texts: Iterable[str]) -> Mapping[str, float]:
    """Stem to weight, in (0, 1), for the stems of `texts`: the fewer texts have it, the more.

    A word that nearly every paper on a question has ("model") tells little about any of them.
    """
    kept = [set(stems(text)) for text in texts]
    counts = Counter(stem for one in kept for stem in one)
    return {stem: 1 - count / (len(kept) + 1) for stem, count in counts.items()}


def coverage(
    claims: Sequence[Claim], concepts: Sequence[Concept], weights: Mapping[str, float]
) -> float:
    """How much of `concepts` stands in `claims`, from 0 to 1: the mean over concepts, each weighed
    by its rarest word. What all papers found speak of tells none of them from the others.

    Of a concept, the best of its spellings counts, by the weights of the words that one claim has;
    a word without weight counts in full. 0 where no claim has more than half of any concept: it
    speaks of something else. 1 without concepts: there is nothing to miss.
    """
    if not concepts:
        return 1.0
    ideas = [(one.phrase, *one.variants) for one in concepts]
    said = [spoken(f"{claim.text} | {claim.quote}", ideas) for claim in claims]
    shares = [spoken_share(idea, said, weights) for idea in ideas]
    if max(shares) <= SPOKEN_ABOVE:
        return 0.0
    told = [_rarest(concept, weights) for concept in concepts]
    return math.fsum(map(math.prod, zip(shares, told, strict=True))) / math.fsum(told)


def _rarest(concept: Concept, weights: Mapping[str, float]) -> float:
    return max((weights.get(stem, 1.0) for stem in stems(concept.phrase)), default=1.0)
