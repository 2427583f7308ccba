"""How much of a question the claims of a paper speak of, concept by concept. Pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from litsynth.lexical import stems
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
    """The mean over `concepts` of how much of each stands in one of `claims`, from 0 to 1.

    Of a concept, the best of its spellings counts, by the weights of the words that one claim has;
    a word without weight counts in full. 1 without concepts: there is nothing to miss.
    """
    if not concepts:
        return 1.0
    spoken = [{*stems(claim.text), *stems(claim.quote)} for claim in claims]
    return math.fsum(_spoken(concept, spoken, weights) for concept in concepts) / len(concepts)


def _spoken(concept: Concept, claims: Sequence[set[str]], weights: Mapping[str, float]) -> float:
    spellings = [set(stems(text)) for text in (concept.phrase, *concept.variants)]
    shares = [
        math.fsum(weights.get(stem, 1.0) for stem in sorted(words & claim))
        / math.fsum(weights.get(stem, 1.0) for stem in sorted(words))
        for words in spellings
        if words
        for claim in claims
    ]
    return max(shares, default=0.0)
