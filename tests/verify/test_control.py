"""Controls see no evidence: what they reach is what a set gives away."""

import numpy as np

from litsynth.verify.control import claim_only, majority
from litsynth.verify.labelled import Label

S, R = Label.SUPPORTED, Label.REFUTED


def test_the_majority_control_is_the_same_for_every_pair():
    chances = majority([S, S, S, R])
    assert (chances == chances[0]).all()
    assert chances[0].tolist() == [0.75, 0.25, 0.0]


def test_claims_that_give_their_label_away_are_found_out():
    claims = [f"Drug {n} does not work" if n % 2 else f"Drug {n} works" for n in range(60)]
    labels = [R if n % 2 else S for n in range(60)]
    guessed = claim_only(claims, labels, range(60)).argmax(axis=1)
    assert (guessed == [n % 2 for n in range(60)]).mean() > 0.95


def test_a_claims_own_group_is_never_fitted_on():
    # Each group has one word of its own: only a look at the group itself could tell its label.
    claims = [f"word{n // 2}" for n in range(40)]
    labels = [S if (n // 2) % 2 else R for n in range(40)]
    chances = claim_only(claims, labels, [n // 2 for n in range(40)])
    assert np.ptp(chances[:, 0]) < 0.2
    assert np.allclose(chances.sum(axis=1), 1)
