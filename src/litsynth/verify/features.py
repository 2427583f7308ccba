"""What can be said of a claim and a passage without a model: one row of numbers. Pure.

Each feature is named; the head's weights and the reasons in words are keyed by these names.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from litsynth.lexical import stems
from litsynth.ports import Pair
from litsynth.verify.direction import Agreement, compare_directions
from litsynth.verify.names import shared_names
from litsynth.verify.negation import (
    condition_count,
    hedge_count,
    is_negator,
    negated,
    tokens,
    unsettled,
)
from litsynth.verify.numbers import NumberMatch, match_numbers

_SHORT = 4
"""Letters up to which two stems are one word only if they are the same."""
_NEAR = 85.0
"""rapidfuzz ratio from which two stems count as one word ("tokenis", "tokeniz")."""

FEATURES = (
    "similarity",
    "context_similarity",
    "recall",
    "context_recall",
    "precision",
    "context_precision",
    "rarest_found",
    "two_rarest_found",
    "bigrams",
    "token_set",
    "partial",
    "in_order",
    "length",
    "names_had",
    "names_lacking",
    "context_names_lacking",
    "numbers_agreed",
    "numbers_opposed",
    "numbers_missing",
    "context_numbers_agreed",
    "context_numbers_opposed",
    "direction",
    "direction_weight",
    "direction_opposed",
    "context_direction",
    "context_direction_opposed",
    "negation_differs",
    "context_negation_differs",
    "shared_negated_differs",
    "negation_same",
    "hedge_gained",
    "hedge_lost",
    "conditions_differ",
    "unsettled",
    "recall_x_direction",
    "recall_x_negation",
    "similarity_x_direction",
    "similarity_x_negation",
    "similarity_squared",
)
"""The order of the columns of `feature_rows`."""


@dataclass(frozen=True, slots=True)
class Idf:
    """How telling each stem is: rarer stems weigh more."""

    table: Mapping[str, float]
    unseen: float
    """For stems that the table lacks."""

    def of(self, stem: str) -> float:
        return self.table.get(stem, self.unseen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A pair taken apart: what the reasons in words are made of."""

    values: Mapping[str, float]
    numbers: NumberMatch
    direction: Agreement
    names_had: frozenset[str]
    names_lacking: frozenset[str]
    negation_differs: bool


def feature_rows(found: Iterable[Comparison]) -> NDArray[np.float32]:
    """Shape (n, len(FEATURES)): one row a comparison, in order, every value finite."""
    rows = [[one.values[name] for name in FEATURES] for one in found]
    return np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def compare(pair: Pair, idf: Idf) -> Comparison:
    """Every feature of one pair, with the findings behind them."""
    claim = _known(pair.claim)
    passage, context = _known(pair.passage), _known(pair.context)
    numbers = match_numbers(pair.claim, pair.passage)
    wider = match_numbers(pair.claim, pair.context)
    asked = max(1, len(numbers.agreed) + len(numbers.opposed) + len(numbers.missing))
    had, lacking = shared_names(pair.claim, pair.passage)
    _, lacking_wide = shared_names(pair.claim, pair.context)
    named = max(1, len(had) + len(lacking))
    direction = compare_directions(pair.claim, pair.passage)
    around = compare_directions(pair.claim, pair.context)
    near = _expanded(claim.stems, passage.stems)
    wide = _expanded(claim.stems, context.stems)
    recall, context_recall = _mass(claim, near, idf), _mass(claim, wide, idf)
    rarest = sorted(set(claim.stems), key=lambda stem: (-idf.of(stem), stem))[:2]
    differs = claim.negations % 2 != min(passage.negations, 1)
    wide_differs = claim.negations % 2 != min(context.negations, 1)
    turned = _turned_apart(claim, passage)
    negation = 1.0 if turned > 0 else 0.0
    values = {
        "similarity": pair.similarity,
        "context_similarity": pair.similarity_of_context,
        "recall": recall,
        "context_recall": context_recall,
        "precision": _mass(passage, frozenset(claim.stems), idf),
        "context_precision": _mass(context, frozenset(claim.stems), idf),
        "rarest_found": float(bool(rarest) and rarest[0] in wide),
        "two_rarest_found": sum(stem in wide for stem in rarest) / 2,
        "bigrams": _bigrams(claim.stems, context.stems),
        "token_set": fuzz.token_set_ratio(claim.joined, passage.joined) / 100,
        "partial": fuzz.partial_ratio(claim.joined, context.joined) / 100,
        "in_order": LCSseq.similarity(claim.stems, passage.stems) / max(1, len(claim.stems)),
        "length": math.log1p(len(passage.stems)) - math.log1p(len(claim.stems)),
        "names_had": len(had) / named,
        "names_lacking": len(lacking) / named,
        "context_names_lacking": len(lacking_wide) / named,
        "numbers_agreed": len(numbers.agreed) / asked,
        "numbers_opposed": len(numbers.opposed) / asked,
        "numbers_missing": len(numbers.missing) / asked,
        "context_numbers_agreed": len(wider.agreed) / asked,
        "context_numbers_opposed": len(wider.opposed) / asked,
        "direction": direction.score,
        "direction_weight": min(direction.weight, 2.0),
        "direction_opposed": float(direction.opposed is not None and direction.score < 0),
        "context_direction": around.score,
        "context_direction_opposed": float(around.opposed is not None and around.score < 0),
        "negation_differs": float(differs),
        "context_negation_differs": float(wide_differs),
        "shared_negated_differs": turned,
        "negation_same": float(claim.negations > 0 and passage.negations > 0),
        "hedge_gained": float(passage.hedges > claim.hedges),
        "hedge_lost": float(passage.hedges < claim.hedges),
        "conditions_differ": float(min(3, abs(passage.conditions - claim.conditions))),
        "unsettled": float(unsettled(pair.passage) and not unsettled(pair.claim)),
        "recall_x_direction": recall * direction.score,
        "recall_x_negation": recall * negation,
        "similarity_x_direction": pair.similarity * direction.score,
        "similarity_x_negation": pair.similarity * float(differs),
        "similarity_squared": pair.similarity * abs(pair.similarity),
    }
    return Comparison(
        values=values,
        numbers=numbers,
        direction=direction,
        names_had=had,
        names_lacking=lacking,
        negation_differs=turned > 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """One text, analysed once."""

    stems: tuple[str, ...]
    joined: str
    negations: int
    hedges: int
    conditions: int
    turned: frozenset[str]
    """Stems that stand in the scope of a negation."""
    straight: frozenset[str]
    """Stems that stand outside of one."""


@lru_cache(maxsize=4096)
def _known(text: str) -> _Known:
    words = tokens(text)
    marks = negated(words)
    found = tuple(stems(text))
    turned: set[str] = set()
    straight: set[str] = set()
    for word, mark in zip(words, marks, strict=True):
        (turned if mark else straight).update(stems(word))
    return _Known(
        stems=found,
        joined=" ".join(found),
        negations=sum(is_negator(word) for word in words),
        hedges=hedge_count(words),
        conditions=condition_count(words),
        turned=frozenset(turned),
        straight=frozenset(straight),
    )


def _expanded(wanted: tuple[str, ...], there: tuple[str, ...]) -> frozenset[str]:
    """Stems of `there`, and stems of `wanted` that are spelt nearly like one of them."""
    have = set(there)
    lacking = [stem for stem in dict.fromkeys(wanted) if stem not in have and len(stem) > _SHORT]
    pool = [stem for stem in have if len(stem) > _SHORT]
    if lacking and pool:
        scores = process.cdist(lacking, pool, scorer=fuzz.ratio, score_cutoff=_NEAR)
        have.update(stem for stem, row in zip(lacking, scores, strict=True) if row.max() >= _NEAR)
    return frozenset(have)


def _mass(text: _Known, have: frozenset[str], idf: Idf) -> float:
    """The share of the text's stems, weighed by rarity, that are in `have`: from 0 to 1."""
    unique = set(text.stems)
    total = sum(idf.of(stem) for stem in unique)
    return sum(idf.of(stem) for stem in unique if stem in have) / total if total else 0.0


def _bigrams(claim: tuple[str, ...], passage: tuple[str, ...]) -> float:
    ours = set(pairwise(claim))
    theirs = set(pairwise(passage))
    return len(ours & theirs) / len(ours) if ours else 0.0


def _turned_apart(claim: _Known, passage: _Known) -> float:
    """The share of common stems that one text negates and the other states, from 0 to 1."""
    apart = (claim.turned & (passage.straight - passage.turned)) | (
        passage.turned & (claim.straight - claim.turned)
    )
    both = frozenset(claim.stems) & frozenset(passage.stems)
    return len(apart) / len(both) if both else 0.0
