"""How much of a question the claims of a paper speak of, idea by idea. Pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from litsynth.abbreviations import spoken
from litsynth.lexical import SPOKEN_ABOVE, STOP_WORDS, spoken_share, stems, words
from litsynth.records import Claim, SearchPlan
from litsynth.search.wording import ASKING

_OTHER = 0.2
"""Weight of a word outside the concepts ("hurt", "affect") beside that of a concept as rare."""


def rarities(texts: Iterable[str]) -> Mapping[str, float]:
    """Stem to weight, in (0, 1), for the stems of `texts`: the fewer texts have it, the more.

    A word that nearly every paper on a question has ("model") tells little about any of them.
    """
    kept = [set(stems(text)) for text in texts]
    counts = Counter(stem for one in kept for stem in one)
    return {stem: 1 - count / (len(kept) + 1) for stem, count in counts.items()}


def coverage(
    claims: Sequence[Claim], title: str, plan: SearchPlan, weights: Mapping[str, float]
) -> float:
    """How much of the question stands in `claims` or in their paper's `title`, from 0 to 1: the
    mean over its concepts, each weighed by its rarest word, and its other words, which weigh less.
    What all papers found speak of tells none of them from the others.

    Of a concept, the best of its spellings counts, by the weights of the words that one claim has;
    a word without weight counts in full. 0 where no claim has more than half of any concept: it
    speaks of something else. 1 without concepts: there is nothing to miss.
    """
    if not plan.concepts:
        return 1.0
    ideas = [(one.phrase, *one.variants) for one in plan.concepts]
    said = [spoken(f"{title} | {claim.text} | {claim.quote}", ideas) for claim in claims]
    shares = [spoken_share(idea, said, weights) for idea in ideas]
    if max(shares) <= SPOKEN_ABOVE:
        return 0.0
    others = _other_words(plan)
    shares += [spoken_share([word], said, weights) for word in others]
    told = [_rarest(concept.phrase, weights) for concept in plan.concepts]
    told += [_OTHER * _rarest(word, weights) for word in others]
    return math.fsum(map(math.prod, zip(shares, told, strict=True))) / math.fsum(told)


def _other_words(plan: SearchPlan) -> tuple[str, ...]:
    """The question's words in no concept that do not only ask for papers, each once."""
    spelt = (text for one in plan.concepts for text in (one.phrase, *one.variants))
    known = {stem for text in spelt for stem in stems(text)}
    left = (word for word in words(plan.question) if word not in STOP_WORDS | ASKING)
    return tuple(dict.fromkeys(word for word in left if known.isdisjoint(stems(word))))


def _rarest(phrase: str, weights: Mapping[str, float]) -> float:
    return max((weights.get(stem, 1.0) for stem in stems(phrase)), default=1.0)
