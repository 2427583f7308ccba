import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.evaluate import (
    LabelledText,
    average_precision,
    evaluate_claims,
    evaluate_roles,
    labelled_texts,
)
from litsynth.claims.roles import ROLES
from litsynth.claims.scoring import CLAIM_THRESHOLD
from litsynth.errors import ConfigError

ABSTRACT = (
    "Kites are popular in many countries.",
    "We measured the oscillation of 40 kites in a wind tunnel.",
    "Oscillation was 35% lower with long tails (p < 0.01).",
    "These results suggest that long tails make kites more stable.",
)
MARKED = LabelledText(sentences=ABSTRACT, labels=("0", "0", "0", "1"))
WITH_ROLES = LabelledText(sentences=ABSTRACT, labels=("background", "method", "result", "result"))


def test_the_claim_of_a_plain_abstract_is_found():
    figures = evaluate_claims([MARKED] * 3)
    assert (figures.abstracts, figures.sentences, figures.claims) == (3, 12, 3)
    assert figures.threshold == CLAIM_THRESHOLD
    assert figures.recall.value == 1
    assert figures.average_precision.value == 1


def test_baselines_are_those_of_the_last_sentences():
    figures = evaluate_claims([MARKED])
    assert figures.f1_of_last_sentence.value == 1
    assert figures.f1_of_last_two.value == pytest.approx(2 / 3, abs=1e-4)
    assert figures.average_precision_by_place.value == 1


def test_without_any_claim_no_figure_is_good():
    figures = evaluate_claims([LabelledText(sentences=ABSTRACT, labels=("0",) * 4)])
    assert (figures.f1.value, figures.average_precision.value, figures.recall.value) == (0, 0, 0)


def test_results_of_a_plain_abstract_are_found():
    figures = evaluate_roles([WITH_ROLES] * 2)
    assert dict(figures.by_role)["result"] == 1
    assert figures.micro_f1_of_commonest.value == 0.5
    assert figures.micro_f1.value > 0.5


def test_an_interval_holds_its_figure():
    figures = evaluate_claims(
        [MARKED, LabelledText(sentences=ABSTRACT, labels=("1", "0", "0", "0"))]
    )
    for measured in (figures.precision, figures.recall, figures.f1, figures.average_precision):
        assert measured.low <= measured.value <= measured.high


def test_figures_are_repeatable():
    assert evaluate_claims([MARKED]) == evaluate_claims([MARKED])


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=1, max_size=30))
def test_average_precision_lies_between_zero_and_one_and_rewards_order(rows):
    truth = np.array([label for label, _ in rows])
    scores = np.array([float(score) for _, score in rows])
    found = average_precision(truth, scores)
    assert 0 <= found <= 1
    assert average_precision(truth, truth.astype(np.float64)) == (1 if truth.any() else 0)


def test_equal_scores_gain_nothing_by_their_order():
    equal = np.zeros(4)
    first = average_precision(np.array([True, False, False, False]), equal)
    last = average_precision(np.array([False, False, False, True]), equal)
    assert first == last == 0.25


def line(**changed):
    return json.dumps({"sentences": ["Kites fly."], "labels": [0], **changed})


def test_numbers_and_names_are_labels_alike():
    assert labelled_texts([line(), "", line(labels=[1])], known=("0", "1"))[1].labels == ("1",)
    assert labelled_texts([line(labels=["result"])], known=ROLES)[0].labels == ("result",)


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("{", "line 2"),
        ('{"sentences": ["Kites fly."]}', "labels"),
        ("[]", "it is no JSON object"),
        ("[" * 200_000, "nested too deeply"),
        (line(labels=[0, 1]), "1 sentences, 2 labels"),
        (line(labels=["maybe"]), "'maybe'"),
        ('{"sentences": 3, "labels": [0]}', "the sentences are no list"),
        ('{"sentences": "abc", "labels": [0, 1, 0]}', "the sentences are no list"),
        ('{"sentences": ["Kites fly."], "labels": "1"}', "the labels are no list"),
    ],
)
def test_a_bad_line_is_named_with_its_number(bad, named):
    with pytest.raises(ConfigError, match="line 2") as caught:
        labelled_texts([line(), bad], known=("0", "1"))
    assert named in str(caught.value)
    assert caught.value.hint


def test_a_file_without_abstracts_is_refused():
    with pytest.raises(ConfigError, match="no labelled abstract"):
        labelled_texts(["", " "], known=("0", "1"))


def test_half_a_character_in_a_labelled_sentence_is_no_crash():
    line = r'{"sentences": ["We find that kites \ud83d fly.", "Gulls do."], "labels": ["1", "0"]}'
    assert evaluate_claims(labelled_texts([line], known=("0", "1"))).sentences == 2
