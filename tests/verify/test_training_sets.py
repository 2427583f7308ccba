"""The labelled sets as the judge's training takes them."""

import numpy as np
from training.verification_data import Parts
from training.verification_sets import Shown


def test_what_ships_learns_from_all_but_the_test_part():
    shown = Shown(
        name="any",
        labelled=(),
        pairs=(),
        codes=np.zeros(4, dtype=np.intp),
        groups=(0, 1, 2, 3),
        parts=Parts(fit=(0, 3), settle=(1,), test=(2,)),
    )
    assert shown.with_settle.parts == Parts(fit=(0, 1, 3), settle=(), test=(2,))
    assert shown.parts.settle == (1,)
