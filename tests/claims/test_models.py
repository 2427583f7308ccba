"""The features, the arithmetic of the models, and the set that ships."""

import json
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litsynth.claims.cues import CUES, kind_of
from litsynth.claims.features import (
    BUCKETS,
    DENSE,
    buckets,
    placed_features,
    unplaced_features,
)
from litsynth.claims.model import Linear, log_softmax, sigmoid
from litsynth.claims.places import as_abstract, placed_sentences
from litsynth.claims.roles import ROLES, abstract_roles, neighbourhood, wording_roles
from litsynth.claims.scoring import told
from litsynth.claims.telling import BY_ROLE, TELLS, telling_inputs, tellings
from litsynth.claims.weights import arrays_of, models_from, shipped_models
from litsynth.records import ClaimKind, Depth
from tests.claims.writing import KITES, paper

SHIPPED = files("litsynth") / "data" / "claims"
TEXTS = st.lists(st.text(max_size=60), max_size=6)


def test_the_shipped_files_are_small():
    sizes = [len(file.read_bytes()) for file in SHIPPED.iterdir()]
    assert sum(sizes) < 1_000_000


def test_the_card_names_data_licences_figures_date_and_command():
    card = json.loads((SHIPPED / "card.json").read_text())
    assert {"trained_on", "figures", "made", "command", "never_trained_on"} <= set(card)
    assert card["trained_on"]
    assert all(data["licence"] for data in card["trained_on"])
    assert card["figures"]["claims_measure_dev"]["f1"]["value"] > 0


def test_the_shipped_weights_fit_the_features_of_this_version():
    models = shipped_models()
    for linear, columns in (
        (models.roles, len(ROLES)),
        (models.claim, 1),
        (models.told, len(TELLS)),
    ):
        assert linear.words.shape == (BUCKETS, columns)
        assert linear.dense.shape == (len(DENSE), columns)
        assert linear.bias.shape == (columns,)
    assert models.roles_again.shape == (5 * len(ROLES) + 1, len(ROLES))
    assert models.told_by_role.shape == (len(BY_ROLE), len(TELLS))


def test_weights_survive_writing_and_reading():
    arrays = arrays_of(shipped_models())
    again = arrays_of(models_from(arrays))
    assert arrays.keys() == again.keys()
    assert all(np.array_equal(arrays[name], again[name]) for name in arrays)


def test_scoring_needs_no_scikit_learn():
    code = (
        "import sys; from litsynth.claims.weights import shipped_models; shipped_models(); "
        "import litsynth.claims.extract; "
        "print([name for name in ('sklearn', 'scipy', 'torch') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_linear_model_weighs_words_and_columns():
    features = unplaced_features(as_abstract(["kites", "kites fly"]))
    words = np.zeros((BUCKETS, 1), dtype=np.float32)
    words[buckets("kites")] = 1
    dense = np.zeros((len(DENSE), 1), dtype=np.float32)
    dense[DENSE.index("form:opens")] = 10
    logits = Linear(words=words, dense=dense, bias=np.array([5], dtype=np.float32)).logits(features)
    # One word of one, and one of three ("kites", "fly", "kites fly"), each twice as heavy.
    assert logits[:, 0] == pytest.approx([5 + 10 + 2, 5 + 2 / np.sqrt(3)])


def test_all_numbers_are_one_word():
    assert np.array_equal(buckets("It rose by 35 points"), buckets("It rose by 8 points"))


@given(st.text(max_size=100))
def test_buckets_are_distinct_ascending_and_in_range(text):
    found = buckets(text)
    assert np.all(np.diff(found) > 0)
    assert all(0 <= bucket < BUCKETS for bucket in found)


def test_place_is_all_that_placed_features_add():
    sentences = as_abstract(["Kites fly.", "We find that tails help.", "Tails matter."])
    with_place, without = placed_features(sentences), unplaced_features(sentences)
    other = [not name.startswith("place:") for name in DENSE]
    assert np.array_equal(with_place.dense[:, other], without.dense[:, other])
    assert not without.dense[:, np.logical_not(other)].any()
    assert with_place.dense[0, DENSE.index("place:start0")] == 1
    assert with_place.dense[2, DENSE.index("place:end0")] == 1


def test_neighbours_show_their_cues_within_a_section_only():
    placed = placed_sentences(paper(*KITES))
    features = unplaced_features(placed)
    after = features.dense[:, DENSE.index("after:we_make")]
    before = features.dense[:, DENSE.index("before:we_make")]
    assert (after[0], before[2]) == (1, 1)
    first_of_introduction = [one.heading for one in placed].index("Introduction")
    assert features.dense[first_of_introduction, DENSE.index("before:suggest")] == 0


def test_a_neighbourhood_has_two_rows_each_way():
    rows = np.arange(10.0).reshape(2, 5)
    found = neighbourhood(rows)
    assert found.shape == (2, 26)
    assert np.array_equal(found[0], [*rows[0], *np.zeros(5), *rows[1], *np.zeros(10), 1])


@settings(deadline=None, max_examples=20)  # The first example loads the encoder.
@given(TEXTS)
def test_roles_are_probabilities(texts):
    for found in (
        abstract_roles(as_abstract(texts), shipped_models()),
        wording_roles(unplaced_features(as_abstract(texts)), shipped_models()),
    ):
        assert found.shape == (len(texts), len(ROLES))
        assert found.sum(axis=1) == pytest.approx(np.ones(len(texts)))


@settings(deadline=None, max_examples=20)
@given(TEXTS)
def test_what_sentences_tell_are_probabilities(texts):
    found = tellings(as_abstract(texts), shipped_models())
    assert found.shape == (len(texts), len(TELLS))
    assert found.sum(axis=1) == pytest.approx(np.ones(len(texts)))


@settings(deadline=None, max_examples=20)
@given(TEXTS, st.sampled_from(Depth))
def test_scores_are_shares_and_repeatable(texts, depth):
    sentences = as_abstract(texts)
    found = told(sentences, depth=depth, models=shipped_models())
    assert len(found) == len(texts)
    assert all(0 <= one.score <= 1 for one in found)
    assert found == told(sentences, depth=depth, models=shipped_models())


def test_own_findings_outrank_background_and_method():
    placed = placed_sentences(paper(*KITES))
    found = told(placed, depth=Depth.FULL_TEXT, models=shipped_models())
    by_start = {one.text[:24]: each.score for one, each in zip(placed, found, strict=True)}
    finding = by_start["Experiments on 40 kites "]
    assert finding > by_start["Kites are flown in many "]
    assert finding > by_start["Kite flying has been pop"]
    assert finding > by_start["We measured each kite te"]


def test_an_abstract_in_a_full_text_is_read_with_its_place():
    placed = placed_sentences(paper(*KITES))
    features, roles = telling_inputs(placed, shipped_models())
    abstract, by_role = telling_inputs(placed[:4], shipped_models())
    assert np.array_equal(features.dense[:4], abstract.dense)
    assert roles[:4] == pytest.approx(by_role)
    assert abstract.dense[3, DENSE.index("place:end0")] == 1


def test_log_softmax_and_sigmoid_bear_large_numbers():
    assert np.exp(log_softmax(np.array([[1e4, -1e4]]))).tolist() == [[1, 0]]
    assert sigmoid(np.array([-1e4, 0, 1e4])).tolist() == [0, 0.5, 1]


def test_every_cue_has_its_column_for_a_sentence_and_its_neighbours():
    assert [f"cue:{name}" for name in CUES] == list(DENSE[: len(CUES)])
    assert len(set(DENSE)) == len(DENSE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We find that tails reduce oscillation.", ClaimKind.FINDING),
        ("WingTail outperforms StringTail.", ClaimKind.COMPARISON),
        ("Silk tails are lighter than wool tails.", ClaimKind.COMPARISON),
        ("We present WingTail, a model of tails.", ClaimKind.CONTRIBUTION),
        ("This paper presents a model of tails.", ClaimKind.CONTRIBUTION),
        ("Tails are a matter of taste.", ClaimKind.STATEMENT),
    ],
)
def test_kinds_follow_the_wording(text, kind):
    assert kind_of(text) is kind
