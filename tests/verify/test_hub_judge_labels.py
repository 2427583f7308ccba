"""What a model's labels mean is read from them, and never guessed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError
from litsynth.verify.hub_judge_labels import label_map, read_labels


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (("entailment", "neutral", "contradiction"), (0, 2, 1)),
        (("CONTRADICTION", "NEUTRAL", "ENTAILMENT"), (1, 2, 0)),
        (("contradiction", "entailment", "neutral"), (1, 0, 2)),
        (("REFUTES", "NOT ENOUGH INFO", "SUPPORTS"), (1, 2, 0)),
        (("entailment", "not_entailment"), (0, 2)),
        (("not-entailment", "Entailment"), (2, 0)),
        (("unsupported", "supported"), (2, 0)),
        (("hallucinated", "consistent"), (2, 0)),
    ],
)
def test_labels_are_read_in_any_order_case_and_spelling(labels, columns):
    assert label_map("m", labels).columns == columns


def test_without_neutral_a_contradiction_is_only_no_support():
    found = label_map("m", ("contradiction", "entailment"))
    assert found.columns == (2, 0)
    assert not found.refutes


@pytest.mark.parametrize("labels", [("LABEL_0", "LABEL_1", "LABEL_2"), ("LABEL_0",), ("label 1",)])
def test_numbered_labels_say_how_to_name_them(labels):
    with pytest.raises(ConfigError, match=r"LABEL_0|label 1") as caught:
        label_map("owner/model", labels)
    assert "--judge-labels contradiction,neutral,entailment" in caught.value.hint


@pytest.mark.parametrize(
    "labels",
    [
        ("positive", "negative"),
        ("entailment",),
        ("entailment", "entails", "neutral"),
        ("entailment", "neutral", "contradiction", "sarcasm"),
        ("neutral", "contradiction"),
    ],
)
def test_other_labels_are_named_with_what_is_needed(labels):
    with pytest.raises(ConfigError) as caught:
        label_map("owner/model", labels)
    assert all(label in str(caught.value) for label in labels)
    assert "not_entailment" in caught.value.hint


def test_labels_come_from_the_config_in_the_order_of_the_outputs():
    config = {"id2label": {"10": "k", "2": "c", "0": "a"}}
    assert read_labels("m", config) == ("a", "c", "k")
    assert read_labels("m", {"num_labels": 3}) == ("LABEL_0", "LABEL_1", "LABEL_2")
    assert read_labels("m", {}) == ("LABEL_0", "LABEL_1")


def test_labels_that_are_not_counted_by_numbers_are_an_error_with_a_hint():
    with pytest.raises(ConfigError, match="entailment, neutral, which are no numbers") as caught:
        read_labels("m", {"id2label": {"entailment": 0, "neutral": 1}})
    assert '"0"' in caught.value.hint


def test_labels_given_win_over_the_config_if_there_are_as_many():
    config = {"id2label": {"0": "LABEL_0", "1": "LABEL_1"}}
    assert read_labels("m", config, given=("unsupported", "supported")) == (
        "unsupported", "supported",
    )  # fmt: skip
    with pytest.raises(ConfigError, match="2 outputs, and 3 labels"):
        read_labels("m", config, given=("entailment", "neutral", "contradiction"))


@given(
    st.permutations(["entailment", "neutral", "contradiction"]),
    st.lists(st.floats(-30, 30), min_size=3, max_size=3),
)
def test_probabilities_sum_to_one_and_follow_their_label(labels, logits):
    by_label = dict(zip(labels, logits, strict=True))
    ((supports, refutes, neither),) = label_map("m", labels).chances(
        np.array([logits], dtype=np.float32)
    )
    assert supports + refutes + neither == pytest.approx(1, abs=1e-5)
    if by_label["entailment"] > by_label["contradiction"] + 1e-3:
        assert supports >= refutes
    if by_label["neutral"] > by_label["entailment"] + 1e-3:
        assert neither >= supports


def test_a_two_way_model_never_refutes():
    found = label_map("m", ("entailment", "not_entailment")).chances(
        np.array([[-4.0, 4.0], [3.0, -3.0]], dtype=np.float32)
    )
    assert (found[:, 1] == 0).all()
    assert found[0, 2] > 0.99
    assert found[1, 0] > 0.99
