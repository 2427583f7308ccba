"""What the tuning of the role reader promises, on two tiny abstracts and without a long run."""

import numpy as np
import pytest
from training.claims_data import LabelledAbstract

from litsynth.claims.places import as_abstract
from litsynth.claims.role_reader import RoleReader
from litsynth.claims.transformer import CHANGED, LAYERS

adapter = pytest.importorskip("training.claims_adapter")

ABSTRACTS = [
    LabelledAbstract(
        sentences=as_abstract(["Kites are old.", "We cut tails of silk.", "We find they help."]),
        labels=("background", "method", "result"),
    ),
    LabelledAbstract(sentences=as_abstract(["Tails are heavy."]), labels=("background",)),
]


@pytest.fixture(scope="module")
def tuned():
    return adapter.train_adapter(ABSTRACTS)


def test_examples_keep_every_label_with_its_sentence():
    found = adapter.examples(ABSTRACTS)
    assert [len(window.stops) for window, _ in found] == [3, 1]
    assert [labels for _, labels in found] == [(0, 2, 3), (0,)]


def test_the_same_data_gives_the_same_changes(tuned):
    again = adapter.train_adapter(ABSTRACTS).changes()
    assert all(np.array_equal(again[name], array) for name, array in tuned.changes().items())


def test_what_ships_are_thin_factors_and_a_head(tuned):
    changes = tuned.changes()
    assert len(changes) == LAYERS * len(CHANGED) * 2 + 2
    assert changes["0.query.down"].shape == (adapter.RANK, 384)
    assert changes["5.narrow.up"].shape == (384, adapter.RANK)
    assert sum(array.nbytes for array in changes.values()) < 700_000
    assert changes["3.value.up"].any()


def test_what_was_tuned_in_torch_is_read_in_numpy(tuned):
    texts = [one.text for one in ABSTRACTS[0].sentences]
    found = RoleReader(tuned.changes()).log_probabilities(texts)
    window = adapter.examples(ABSTRACTS[:1])[0][0]
    wanted = tuned([window])[0].log_softmax(dim=1).detach().numpy()
    assert found == pytest.approx(wanted, abs=0.03)
