"""Reading abstracts as a whole: windows, the transformer, and what was tuned."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims import published
from litsynth.claims.places import as_abstract
from litsynth.claims.published import published_weights, word_pieces
from litsynth.claims.role_reader import RoleReader
from litsynth.claims.roles import ROLES, abstract_roles
from litsynth.claims.transformer import CHANGED, LAYERS, Transformer, adapted, gelu
from litsynth.claims.weights import shipped_models
from litsynth.claims.windows import MOST_PIECES, START, STOP, WIDEST, windows
from litsynth.errors import ModelError

PIECES = st.lists(st.lists(st.integers(1000, 2000), max_size=200), max_size=12)


@given(PIECES)
def test_every_sentence_is_in_one_window_whole_and_in_order(sentences):
    found = windows(sentences)
    read = [window.pieces[part] for window in found for part in window.parts]
    assert read == [(*sentence[:MOST_PIECES], STOP) for sentence in sentences]
    assert all(len(window.pieces) <= WIDEST and window.pieces[0] == START for window in found)


def test_an_abstract_that_fits_is_read_as_one():
    (only,) = windows([[7, 8], [9]])
    assert only.pieces == (START, 7, 8, STOP, 9, STOP)
    assert only.parts == (slice(1, 4), slice(4, 6))


def test_word_pieces_have_no_marks_around_them():
    (pieces,) = word_pieces(["Kites fly."])
    assert START not in pieces
    assert STOP not in pieces
    assert len(pieces) >= 3


def test_gelu_is_the_share_of_the_normal_distribution():
    known = {-3.0: -0.004050, -1.0: -0.158655, 0.0: 0.0, 0.5: 0.345731, 2.0: 1.954500}
    found = gelu(np.array(list(known), dtype=np.float32))
    assert found == pytest.approx(np.array(list(known.values())), abs=1e-5)


def test_numpy_reads_as_torch_does():
    torch = pytest.importorskip("torch")
    from litsynth.shipped_model import model_folder
    from litsynth.verify.minilm import load_minilm

    pieces = (START, *word_pieces(["Long tails damp the oscillation of kites in wind."])[0], STOP)
    ids = torch.tensor([pieces])
    with torch.no_grad():
        wanted = load_minilm(model_folder())(
            ids, torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool)
        )
    found = Transformer(published_weights()).states(pieces)
    assert found == pytest.approx(wanted[0].numpy(), abs=1e-4)


def test_a_change_is_added_to_its_matrix_only():
    weights = published_weights()
    changes = {
        f"{layer}.{name}.{part}": np.zeros(
            (weights[f"encoder.layer.{layer}.{long}.weight"].shape[0], 1)
            if part == "up"
            else (1, weights[f"encoder.layer.{layer}.{long}.weight"].shape[1]),
            dtype=np.float16,
        )
        for layer in range(LAYERS)
        for name, long in CHANGED.items()
        for part in ("up", "down")
    }
    changes["2.key.up"][5, 0] = 2
    changes["2.key.down"][0, 7] = 3
    key = f"encoder.layer.2.{CHANGED['key']}.weight"
    found = adapted(weights, changes).weights
    assert found[key][5, 7] == pytest.approx(weights[key][5, 7] + 6)
    assert [name for name in weights if not np.array_equal(found[name], weights[name])] == [key]


def test_other_weights_than_the_published_ones_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(published, "model_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match="not the published model"):
        published_weights()


def test_the_shipped_reader_tells_what_each_sentence_does():
    texts = [
        "Kites have been flown in many countries for centuries.",
        "However, little is known about how their tails damp oscillation.",
        "We recorded 40 kites with two cameras and fitted a linear model to their motion.",
        "Results show that longer tails reduce oscillation by 35%.",
    ]
    reader = shipped_models().reader
    found = reader.log_probabilities(texts)
    assert found.shape == (4, len(ROLES))
    assert np.exp(found).sum(axis=1) == pytest.approx(np.ones(4))
    assert [ROLES[at] for at in found.argmax(axis=1)] == [
        "background",
        "background",
        "method",
        "result",
    ]
    assert np.array_equal(found, reader.log_probabilities(texts))


def test_no_sentences_have_no_roles():
    assert shipped_models().reader.log_probabilities([]).shape == (0, len(ROLES))


def test_roles_are_told_by_reader_and_wording_together():
    class Sure:
        def log_probabilities(self, texts):
            return np.log(np.full((len(texts), len(ROLES)), 1e-9) + np.eye(len(ROLES))[4])

    sentences = as_abstract(
        ["Kites are old.", "Results show that tails reduce oscillation by 35%."]
    )
    alone = abstract_roles(sentences, shipped_models())[1]
    overruled = abstract_roles(sentences, replace(shipped_models(), reader=Sure()))[1]
    assert ROLES[alone.argmax()] == "result"
    assert ROLES[overruled.argmax()] == "other"


def test_a_reader_of_changes_without_a_head_is_an_error():
    with pytest.raises(KeyError):
        RoleReader({}).log_probabilities(["Kites fly."])
