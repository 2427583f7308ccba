"""What the shipped judge makes of pairs as a report meets them, of those kept apart for measuring.

    python -m training.verification_met

For each file of `verification_paired`: the AUROC of what supports against what settles nothing,
beside that of the cosine, and how often what is told of passages and of claims is right. Here what
perhaps supports counts too, of which `litsynth evaluate verification` cannot be told.
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from training.verification_data import SHARED
from training.verification_paired import ALIKE, PAIRED, Beside, as_labelled, read_beside

from litsynth.ports import Encoder, Judge, Judgement
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.evaluate import DEFAULT_PRECISION, judged, shown_pairs, weigh_all
from litsynth.verify.judges import make_judge
from litsynth.verify.labelled import Label
from litsynth.verify.metrics import auroc
from litsynth.verify.policy import Policy, policy_of


def main() -> None:
    encoder = SentenceTransformerEncoder()
    judge = make_judge("default")
    print(judge.name)
    for file in (PAIRED, ALIKE):
        tell(file, judge, encoder)


def tell(file: Path, judge: Judge, encoder: Encoder) -> None:
    """Print the figures of one file."""
    some = [one for one in read_beside(SHARED.parent, file) if one.tests]
    shown = shown_pairs([as_labelled(one, Label.NEI, "test") for one in some], encoder)
    found = judged(judge, shown)
    policy = policy_of(judge)
    settles = np.array([one.settles for one in some])
    chances, supported = weigh_all(found, policy)
    near = np.array([max((pair.similarity for pair in pairs), default=-1.0) for pairs in shown])
    print(f"{file.stem}: {len(some)} passages, {(settles == 'S').sum()} support, "
          f"{(settles == 'P').sum()} perhaps")  # fmt: skip
    for letters in ("S", "SP"):
        kept = np.isin(settles, [*letters, "N"])
        true = settles[kept] != "N"
        ours, plain = auroc(chances[kept, 0], true), auroc(near[kept], true)
        print(f"  AUROC {letters} against N {ours:.3f}, cosine {plain:.3f}")
    print(f"  passages told to support {right_of(settles[supported])}")
    _tell_claims(some, found, policy)


def _tell_claims(
    some: Sequence[Beside], found: Sequence[Sequence[Judgement]], policy: Policy
) -> None:
    """Of claims beside all their passages: how many are told, and by what kind of passage."""
    claims = [list(group) for _, group in groupby(range(len(some)), lambda at: some[at].claim)]
    parts = [[one for at in group for one in found[at]] for group in claims]
    best = [max(group, key=lambda at: policy.weigh(found[at])[0]) for group in claims]
    letters = np.array([some[at].settles for at in best])
    chances, supported = weigh_all(parts, policy)
    verified = supported & (chances[:, 0] >= policy.threshold(DEFAULT_PRECISION))
    print(f"  {len(claims)} claims: called supported {right_of(letters[supported])}, "
          f"verified {right_of(letters[verified])}; told to be contradicted "
          f"{int((chances[:, 1] > 0.75).sum())}")  # fmt: skip


def right_of(letters: np.ndarray[tuple[int], np.dtype[np.str_]]) -> str:
    """How many passages there are, by what they settle, and how many do bear their claim out."""
    strictly, perhaps = int((letters == "S").sum()), int((letters == "P").sum())
    return f"{len(letters)} ({strictly} do, {perhaps} perhaps)"


if __name__ == "__main__":
    main()
