"""Entailment models of other makers behind the same port: batches, labels, and what goes wrong."""

import warnings

import numpy as np
import pytest
import torch

from litsynth.errors import ConfigError, ModelError
from litsynth.ports import Pair
from litsynth.shipped_model import file_sha256
from litsynth.verify.hub_judge import HubJudge
from litsynth.verify.hub_judge_model import TOKENS, PairClassifier
from litsynth.verify.hub_judge_table import STRONG, HubModel
from litsynth.verify.judges import make_judge
from tests.verify.hub_models import change_config, save_model

PAIRS = [
    ("cats purr", "cats purr when they are stroked . dogs bark"),
    ("the drug lowers blood pressure", "the drug raises blood pressure of patients by 12 per cent"),
    ("rain makes rivers rise", "we saw no effect"),
    ("", ""),
    ("models gain 5 points", "models trained on text gain 5 points in accuracy " * 30),
    ("cats " * 3000, "dogs bark"),
    ("日本語", "\ud800 \u0000 \U0001f600"),
]


@pytest.fixture(scope="module", params=["deberta", "bert"])
def folder(request, tmp_path_factory):
    return save_model(tmp_path_factory.mktemp(request.param) / "nli", kind=request.param)


@pytest.fixture(scope="module")
def deberta(tmp_path_factory):
    return save_model(tmp_path_factory.mktemp("one") / "nli")


@pytest.fixture
def own(tmp_path):
    """A model that a test may damage."""
    return save_model(tmp_path / "own")


def _pairs(texts=PAIRS):
    return [Pair(claim=a, passage=b, context=b, similarity=0.5) for a, b in texts]


def test_batches_give_what_single_pairs_give(folder):
    model = PairClassifier(folder)
    together = model.logits(PAIRS)
    alone = np.vstack([model.logits([pair]) for pair in PAIRS])
    assert together.shape == (len(PAIRS), 3)
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_no_pairs_give_no_rows(folder):
    assert PairClassifier(folder).logits([]).shape == (0, 3)


def test_the_passage_is_the_premise_and_the_claim_the_hypothesis(folder):
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    claim, passage = PAIRS[1]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    plain = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        expected = plain(**tokenizer(passage, claim, return_tensors="pt")).logits.numpy()
    np.testing.assert_allclose(
        PairClassifier(folder).logits([(claim, passage)]), expected, atol=1e-5
    )


def test_only_the_passage_is_cut(folder):
    model = PairClassifier(folder)
    (cut,) = model._encoded([("models gain 5 points", PAIRS[4][1])])
    pieces = model._tokenizer.convert_ids_to_tokens(cut["input_ids"])
    assert len(pieces) == 64
    assert pieces[-6:] == ["[SEP]", "models", "gain", "5", "points", "[SEP]"]


def test_a_claim_of_five_thousand_words_leaves_room_for_the_passage(folder):
    model = PairClassifier(folder)
    (cut,) = model._encoded([("cats " * 5000, "dogs bark in the hills")])
    pieces = model._tokenizer.convert_ids_to_tokens(cut["input_ids"])
    assert pieces[1:6] == ["dogs", "bark", "in", "the", "hills"]
    assert pieces.count("cats") == 32


def test_half_precision_comes_near_full(folder):
    full = PairClassifier(folder).logits(PAIRS)
    half = PairClassifier(folder, half=True)
    np.testing.assert_allclose(half.logits(PAIRS), full, atol=0.05)
    assert next(half._model.parameters()).dtype == torch.float16


def test_the_labels_of_the_config_say_which_output_supports(tmp_path):
    usual = save_model(tmp_path / "usual")
    turned = save_model(tmp_path / "turned")
    labels = {"0": "CONTRADICTION", "1": "neutral", "2": "Entailment"}
    change_config(turned, id2label=labels)
    one, other = make_judge(str(usual)), make_judge(str(turned))
    for ours, theirs in zip(one.judge(_pairs()), other.judge(_pairs()), strict=True):
        assert ours.supports == pytest.approx(theirs.refutes, abs=1e-5)
        assert ours.neither == pytest.approx(theirs.neither, abs=1e-5)
    assert one.name != other.name


def test_a_two_way_model_supports_or_not(tmp_path):
    folder = save_model(tmp_path / "two", labels=("unsupported", "supported"))
    judge = make_judge(str(folder))
    assert all(found.refutes == 0 for found in judge.judge(_pairs()))
    assert "nothing is ever refuted" in judge.card.note


def test_numbered_labels_are_refused_until_they_are_named(tmp_path):
    folder = save_model(tmp_path / "numbered", labels=("LABEL_0", "LABEL_1", "LABEL_2"))
    with pytest.raises(ConfigError, match="LABEL_0, LABEL_1, LABEL_2"):
        _ = make_judge(str(folder)).name
    named = make_judge(str(folder), labels=("contradiction", "neutral", "entailment"))
    assert len(named.judge(_pairs())) == len(PAIRS)


def test_a_sentiment_model_is_refused_with_its_labels(tmp_path):
    folder = save_model(tmp_path / "feeling", labels=("positive", "negative"))
    with pytest.raises(ConfigError, match="positive, negative"):
        _ = make_judge(str(folder)).name


def test_a_model_that_does_not_classify_is_refused(own):
    change_config(own, architectures=["DebertaV2ForMaskedLM"])
    with pytest.raises(ModelError, match="DebertaV2ForMaskedLM"):
        _ = make_judge(str(own)).name


def test_a_model_without_its_last_layer_is_refused_instead_of_guessing(own):
    from safetensors.torch import load_file, save_file

    kept = {k: v for k, v in load_file(own / "model.safetensors").items() if "classifier" not in k}
    save_file(kept, own / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match=r"classifier\.bias"):
        make_judge(str(own)).judge(_pairs())


@pytest.mark.parametrize("damage", ["model.safetensors", "tokenizer.json", "config.json"])
def test_a_damaged_file_is_a_clear_error(own, damage):
    (own / damage).write_bytes(b"{")
    with pytest.raises(ModelError) as caught:
        make_judge(str(own)).judge(_pairs())
    assert caught.value.hint


def test_a_folder_without_weights_is_a_clear_error(own):
    (own / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="no weights"):
        _ = make_judge(str(own)).name


@pytest.mark.parametrize("kind", ["bert", "deberta"])
def test_a_model_without_its_tokenizer_is_refused_instead_of_reading_no_word(tmp_path, kind):
    folder = save_model(tmp_path / "own", kind=kind)
    for file in folder.glob("tokenizer*"):
        file.unlink()
    with pytest.raises(ModelError, match=r"no word pieces in|cannot load the judge in"):
        make_judge(str(folder)).judge(_pairs())


def test_weights_of_another_hash_are_refused(own):
    found = file_sha256(own / "model.safetensors")
    right = HubJudge(HubModel(name="mine", source=str(own), sha256=found))
    assert right.name.startswith("mine@")
    wrong = HubJudge(HubModel(name="mine", source=str(own), sha256="0" * 64))
    with pytest.raises(ModelError, match="000000000000"):
        _ = wrong.name


def test_numbers_that_are_none_are_an_error_not_a_verdict(own):
    from safetensors.torch import load_file, save_file

    weights = load_file(own / "model.safetensors")
    weights["classifier.bias"] = torch.full_like(weights["classifier.bias"], float("nan"))
    save_file(weights, own / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="not numbers"):
        make_judge(str(own)).judge(_pairs())


def test_what_overflows_in_half_precision_is_done_again_in_full(own):
    from safetensors.torch import load_file, save_file

    weights = load_file(own / "model.safetensors")
    weights["pooler.dense.weight"] *= 1e7
    weights["classifier.weight"] *= 1e-7
    save_file(weights, own / "model.safetensors", metadata={"format": "pt"})
    full = PairClassifier(own).logits(PAIRS)
    assert np.isfinite(full).all()
    np.testing.assert_allclose(PairClassifier(own, half=True).logits(PAIRS), full, rtol=1e-2)


class _Small:
    """A model on a device that holds so many pairs at a time."""

    def __init__(self, inner, fits):
        self.inner, self.fits, self.config = inner, fits, inner.config
        self.device, self.sizes = "cuda", []

    def __call__(self, **given):
        rows = len(given["input_ids"])
        self.sizes.append(rows)
        if self.device == "cuda" and rows > self.fits:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return self.inner(**given)

    def float(self):
        return self

    def to(self, device):
        self.device = device
        return self


def _on_small_gpu(folder, fits):
    model = PairClassifier(folder)
    small = _Small(model._model, fits)
    model.__dict__["_model"] = small
    model._room.device, model._room.size = "cuda", TOKENS
    model._padded = lambda batch: _cpu_padded(model, batch)  # type: ignore[method-assign]
    return model, small


def _cpu_padded(model, batch):
    device, model._room.device = model.device, "cpu"
    padded = PairClassifier._padded(model, batch)
    model._room.device = device
    return padded


def test_a_full_gpu_halves_the_batch_and_says_so_once(deberta):
    expected = PairClassifier(deberta).logits(PAIRS)
    model, small = _on_small_gpu(deberta, fits=2)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = model.logits(PAIRS)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert len(said) == 1
    assert small.device == model.device == "cuda"
    assert max(small.sizes) > 2


def test_a_gpu_too_small_for_one_pair_gives_way_to_the_cpu(deberta):
    expected = PairClassifier(deberta).logits(PAIRS)
    model, small = _on_small_gpu(deberta, fits=0)
    with pytest.warns(RuntimeWarning, match="out of memory"):
        found = model.logits(PAIRS)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert small.device == model.device == "cpu"


def test_a_gpu_too_small_for_the_model_gives_way_to_the_cpu(deberta, monkeypatch):
    expected = PairClassifier(deberta).logits(PAIRS)
    model = PairClassifier(deberta, device="cuda", half=False)
    usual = torch.nn.Module.to

    def to(self, device=None, *given, **more):
        if device == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory")
        return usual(self, device, *given, **more)

    monkeypatch.setattr(torch.nn.Module, "to", to)
    with pytest.warns(RuntimeWarning, match="out of memory"):
        found = model.logits(PAIRS)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert model.device == "cpu"


def test_strong_is_pinned_licensed_and_three_way():
    assert len(STRONG.revision or "") == 40
    assert len(STRONG.sha256 or "") == 64
    assert STRONG.licence == "MIT"
    assert sorted(STRONG.labels) == ["contradiction", "entailment", "neutral"]


def test_strong_runs_from_a_folder_of_the_same_architecture(deberta, monkeypatch):
    sha256 = file_sha256(deberta / "model.safetensors")
    here = HubModel(name="strong", source=str(deberta), sha256=sha256, labels=STRONG.labels)
    monkeypatch.setattr("litsynth.verify.judges.STRONG", here)
    judge = make_judge("strong")
    assert judge.name.startswith("strong@")
    assert len(judge.judge(_pairs())) == len(PAIRS)


def test_the_name_changes_with_the_weights(own):
    before = make_judge(str(own)).name
    save_model(own, seed=1)
    assert make_judge(str(own)).name != before


@pytest.mark.parametrize("file", ["vocab.txt", "vocab.json", "merges.txt", "spm.model"])
def test_the_name_changes_with_the_word_pieces_of_any_kind(own, file):
    before = make_judge(str(own)).name
    (own / file).write_text("a b")
    assert make_judge(str(own)).name != before


def test_the_card_claims_no_figure(own):
    card = make_judge(str(own)).card
    assert not card.figures
    assert "fitted on nothing" in card.data
    assert str(own.parent) not in card.data
    assert card.note == ""


def test_reasons_do_not_argue_against_the_judgement(deberta):
    for judgement in make_judge(str(deberta)).judge(_pairs()):
        assert judgement.reasons


def test_a_name_that_is_neither_folder_nor_hub_name_lists_the_known(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="no judge") as caught:
        make_judge(str(tmp_path / "empty"))
    for known in ("default", "similarity", "strong", "owner/name", "config.json"):
        assert known in caught.value.hint


def test_a_model_with_code_of_its_own_is_refused_without_asking(own, monkeypatch):
    change_config(own, model_type="otters", auto_map={"AutoConfig": "otters.Config"})
    monkeypatch.setattr("builtins.input", lambda *_: pytest.fail("it asked"))
    with pytest.raises(ModelError, match="cannot load the judge in"):
        make_judge(str(own)).judge(_pairs())


def test_an_empty_folder_is_not_asked_of_the_hub(tmp_path, monkeypatch):
    (tmp_path / "models" / "empty").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="there is no judge 'models/empty'"):
        make_judge("models/empty")


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff", b"[" * 200_000])
def test_a_broken_config_is_told_before_any_weights_are_missed(own, content):
    (own / "config.json").write_bytes(content)
    (own / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"config\.json (cannot be read|is no JSON object)"):
        _ = make_judge(str(own)).name
