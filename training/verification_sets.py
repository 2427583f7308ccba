"""The sets as a judge sees them: what was found for each pair, its features, its log-odds."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from training.verification_data import GENERAL, Parts, draw, parts_of, read_set
from training.verification_head import Codes, Rows, Weights
from training.verification_made import Example, mined, other_number
from training.verification_settle import balanced_weights

from litsynth.ports import Encoder, Pair
from litsynth.verify.cross_encoder import CrossEncoder
from litsynth.verify.evidence import find_evidence
from litsynth.verify.features import Idf, compare, feature_rows
from litsynth.verify.head import Head
from litsynth.verify.judges import entailments
from litsynth.verify.labelled import CODES, Label, LabelledPair, tied_groups
from litsynth.verify.pairing import document_of, labelled_pairs, pairs_of

GENERAL_SHARE = 0.06
"""Share of the general pairs that the head is fitted on."""
GENERAL_WEIGHT = 0.3
"""What a set of general pairs weighs beside a science set of its size."""
MADE_WEIGHT = 0.2
LESS_SURE = {"citation_integrity": 0.5}
"""Sets that count less: there, what is called refuted is seldom contradicted."""
_LIBRARY = 40
_PASSAGES = 8
_DIGEST_SHARE = 0.35
"""How often the adapter sees a paper's best passages together, as one long passage."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """One set with what the judge is shown of it."""

    name: str
    labelled: Sequence[LabelledPair]
    pairs: Sequence[tuple[Pair, ...]]
    """Up to three passages a labelled pair, nearest first."""
    codes: Codes
    groups: Sequence[int]
    parts: Parts

    @property
    def taught(self) -> Codes:
        """Codes to fit on: an inaccurate citation is no contradiction, only no support."""
        if self.name not in LESS_SURE:
            return self.codes
        return np.where(self.codes == CODES[Label.REFUTED], CODES[Label.NOT_SUPPORTED], self.codes)

    @property
    def weight(self) -> float:
        return LESS_SURE.get(self.name, 1.0)

    @property
    def with_settle(self) -> "Shown":
        """The set with its settle part to fit on too."""
        fit = tuple(sorted(self.parts.fit + self.parts.settle))
        return replace(self, parts=replace(self.parts, fit=fit, settle=()))


def show(name: str, encoder: Encoder) -> Shown:
    """The set called `name`; of general sets a fixed part."""
    labelled = read_set(name)
    if name in GENERAL:
        labelled = tuple(one for one in labelled if draw(name, one.id) < GENERAL_SHARE)
    return Shown(
        name=name,
        labelled=labelled,
        pairs=tuple(labelled_pairs(labelled, encoder)),
        codes=np.array([CODES[one.label] for one in labelled], dtype=np.intp),
        groups=tied_groups(labelled),
        parts=parts_of(name, labelled),
    )


def crowd(shown: Shown, encoder: Encoder) -> Shown:
    """The set with the evidence of forty pairs as one library: each pair is shown the nearest
    passages of its own evidence and of other groups', as a report would show them.
    """
    pairs = list(shown.pairs)
    some = shown.parts.settle
    for start in range(0, len(some), _LIBRARY):
        part = some[start : start + _LIBRARY]
        claims = [shown.labelled[at].claim for at in part]
        documents = [document_of(shown.labelled[at]) for at in part]
        groups = np.array([shown.groups[at] for at in part])
        usable = (groups[:, None] != groups[None, :]) | np.eye(len(part), dtype=np.bool_)
        found = find_evidence(
            claims, documents, encoder, usable=usable, own=~usable, limit=_PASSAGES,
            prefilter=False,
        )  # fmt: skip
        for at, claim, one in zip(part, claims, found, strict=True):
            pairs[at] = pairs_of(claim, one.passages, documents)
    return replace(shown, pairs=tuple(pairs))


def examples_of(shown: Shown, idf: Idf, rng: random.Random) -> list[Example]:
    """What the adapter learns from one set: its fit part, numbers changed, passages mined."""
    real = []
    for at in shown.parts.fit:
        found = shown.pairs[at]
        if not found:
            continue
        together = len(found) > 1 and rng.random() < _DIGEST_SHARE
        passage = " ".join(one.passage for one in found) if together else found[0].context
        real.append(
            Example(
                claim=shown.labelled[at].claim,
                passage=passage,
                code=int(shown.taught[at]),
                weight=shown.weight,
                group=shown.groups[at],
            )
        )
    supported = [one for one in real if one.code == CODES[Label.SUPPORTED]]
    changed = [made for one in supported if (made := other_number(one, rng)) is not None]
    return [*real, *changed, *mined(real, min(len(real) // 6, 250), idf, rng)]


def head_rows(
    science: Sequence[Shown], general: Sequence[Shown], idf: Idf, rng: random.Random
) -> tuple[Rows, Codes, Weights]:
    """Features, codes and weights that the head is fitted on: each pair's nearest passage."""
    pairs: list[Pair] = []
    codes: list[int] = []
    weights: list[float] = []
    for shown in (*science, *general):
        some = shown.parts.fit if shown in science else range(len(shown.pairs))
        seen = [at for at in some if shown.pairs[at]]
        balanced = balanced_weights(shown.taught[seen])
        share = shown.weight if shown in science else GENERAL_WEIGHT
        pairs += [shown.pairs[at][0] for at in seen]
        codes += shown.taught[seen].tolist()
        weights += (share * balanced).tolist()
    made = [pair for shown in science for pair in _changed_numbers(shown, rng)]
    pairs += made
    codes += [CODES[Label.REFUTED]] * len(made)
    weights += [MADE_WEIGHT / np.sqrt(max(1, len(made)))] * len(made)
    rows = feature_rows(compare(pair, idf) for pair in pairs)
    return rows, np.array(codes, dtype=np.intp), np.array(weights, dtype=np.float32)


def _changed_numbers(shown: Shown, rng: random.Random) -> list[Pair]:
    changed = []
    for at in shown.parts.fit:
        if not shown.pairs[at] or shown.codes[at] != CODES[Label.SUPPORTED]:
            continue
        real = shown.pairs[at][0]
        made = other_number(Example(claim=real.claim, passage=real.context, code=0, weight=1), rng)
        if made is not None:
            changed.append(
                Pair(
                    claim=made.claim,
                    passage=real.passage,
                    context=real.context,
                    similarity=real.similarity,
                    context_similarity=real.context_similarity,
                )
            )
    return changed


def stack_rows(pairs: Sequence[Pair], idf: Idf, head: Head, entails: CrossEncoder) -> Rows:
    """(n, columns of STACKED) for pairs, in order."""
    rows = feature_rows(compare(pair, idf) for pair in pairs)
    return np.hstack([head.logits(rows), entailments(entails, pairs)])
