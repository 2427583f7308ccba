"""Judges by name; what the shipped one is made of; what its reasons say."""

import json
import shutil

import numpy as np
import pytest

from litsynth.errors import ConfigError, ModelError
from litsynth.ports import Pair
from litsynth.verify.judges import FittedJudge, SimilarityJudge, make_judge
from litsynth.verify.metrics import FIGURES
from litsynth.verify.weights import judge_folder


def _judge(claim, passage, *, similarity=0.8):
    pair = Pair(claim=claim, passage=passage, context=passage, similarity=similarity)
    return make_judge("default").judge([pair])[0]


def test_an_unknown_judge_lists_the_known():
    with pytest.raises(ConfigError, match="no judge") as caught:
        make_judge("oracle")
    assert "default" in caught.value.hint
    assert "similarity" in caught.value.hint


def test_a_folder_with_a_judge_is_a_judge(tmp_path):
    shutil.copytree(judge_folder(), tmp_path / "mine")
    assert make_judge(str(tmp_path / "mine")).name == make_judge("default").name


@pytest.mark.parametrize("damage", ["head.npz", "idf.json", "judge.json"])
def test_a_damaged_judge_says_what_to_do(tmp_path, damage):
    shutil.copytree(judge_folder(), tmp_path / "mine")
    (tmp_path / "mine" / damage).write_bytes(b"{}")
    with pytest.raises(ModelError, match="judge in") as caught:
        FittedJudge(tmp_path / "mine").judge(
            [Pair(claim="a", passage="b", context="b", similarity=0)]
        )
    assert caught.value.hint


def test_a_folder_of_the_users_own_without_weights_is_said_to_lack_them(tmp_path):
    shutil.copy(judge_folder() / "judge.json", tmp_path)
    with pytest.raises(ModelError, match=r"lacks head\.npz, idf\.json") as caught:
        _ = make_judge(str(tmp_path)).name
    assert "Reinstall" not in caught.value.hint


@pytest.mark.parametrize("lacking", ["stack.npz", "adapter.safetensors"])
def test_a_judge_with_half_its_entailment_model_is_refused(tmp_path, lacking):
    shutil.copytree(judge_folder(), tmp_path / "mine")
    (tmp_path / "mine" / lacking).unlink()
    with pytest.raises(ModelError, match=f"lacks {lacking}"):
        _ = make_judge(str(tmp_path / "mine")).name


@pytest.mark.parametrize("content", ["[]", '{"table": [1], "unseen": 1}', '{"table": {"a": "b"}}'])
def test_a_table_of_words_of_another_form_says_what_to_do(tmp_path, content):
    shutil.copytree(judge_folder(), tmp_path / "mine")
    (tmp_path / "mine" / "idf.json").write_text(content)
    with pytest.raises(ModelError, match="cannot load the judge in"):
        _ = make_judge(str(tmp_path / "mine")).name


def test_a_judge_made_for_other_features_is_refused(tmp_path):
    shutil.copytree(judge_folder(), tmp_path / "mine")
    settled = json.loads((tmp_path / "mine" / "judge.json").read_text())
    settled["features"] = settled["features"][:-1]
    (tmp_path / "mine" / "judge.json").write_text(json.dumps(settled))
    with pytest.raises(ModelError, match="other features"):
        _ = FittedJudge(tmp_path / "mine").card


def test_the_shipped_judge_is_small():
    size = sum(file.stat().st_size for file in judge_folder().iterdir())
    assert size < 12_000_000


def test_the_shipped_card_holds_every_figure_with_the_number_of_pairs():
    card = make_judge("default").card
    known = {name for name in FIGURES if name != "false_support_other"}
    assert known <= set(card.figures)
    assert card.figures["pairs"] >= 300
    assert sum(count for _, _, count in card.reliability) == card.figures["pairs"]
    assert 0.5 < card.figures["auroc_supported"] < 1


def test_agreement_scores_above_contradiction():
    claim = "Label smoothing improves translation quality by 1.2 BLEU."
    same = _judge(claim, "Translation quality improves by 1.2 BLEU with label smoothing.")
    apart = _judge(claim, "Label smoothing degrades translation quality by 0.7 BLEU.")
    assert same.supports > apart.supports
    assert apart.refutes > same.refutes


def test_an_unrelated_passage_is_neither():
    found = _judge(
        "Cats purr when stroked.", "The bridge opened to traffic in May.", similarity=0.02
    )
    assert found.neither > max(found.supports, found.refutes)


@pytest.mark.parametrize(
    ("claim", "passage", "reason"),
    [
        ("It gains 5.4 points.", "A gain of 5.4 points is seen.", "both say 5.4 points"),
        ("It gains 5.4 points.", "A gain of 8.7 points is seen.", "5.4 points against 8.7 points"),
        (
            "Tuning improves transfer accuracy.",
            "Tuning degrades transfer accuracy.",
            "direction differs: improves against degrades",
        ),
        ("BERT fails.", "The bridge opened.", "may be about another thing: no name in common"),
        (
            "The drug lowers pressure.",
            "The drug does not affect blood pressure at all.",
            "one of the two negates what the other states",
        ),
        ("XNLI scores rise.", "Scores on XNLI rise.", "both name XNLI"),
    ],
)
def test_reasons_are_words_a_reader_can_check(claim, passage, reason):
    assert reason in _judge(claim, passage).reasons


def test_the_similarity_rule_calls_near_things_supported_whatever_they_say():
    claim, passage = "The drug works.", "The drug does not work."
    pair = Pair(claim=claim, passage=passage, context=passage, similarity=0.155)
    (found,) = SimilarityJudge().judge([pair])
    assert found.supports >= 0.5
    assert found.refutes == 0


def test_the_head_of_the_shipped_judge_holds_numbers_only():
    with np.load(judge_folder() / "head.npz", allow_pickle=False) as arrays:
        assert all(np.isfinite(arrays[name]).all() for name in arrays.files)


def test_a_second_run_judges_the_same_without_the_entailment_model(tmp_path, monkeypatch):
    pairs = [
        Pair(claim="Sleep helps memory.", passage=text, context=text, similarity=0.7)
        for text in ("Sleep improves memory.", "Sleep did not improve memory.")
    ]
    store = tmp_path / "readings"
    cold = make_judge("default", store=store).judge(pairs)
    monkeypatch.setattr(FittedJudge, "_cross_encoder", None)  # Asking it would fail.
    assert make_judge("default", store=store).judge(pairs) == cold
    assert [path.suffix for path in store.glob("*.sqlite")] == [".sqlite"]
