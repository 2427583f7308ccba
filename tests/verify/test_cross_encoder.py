"""The adapter restores what training changed; batches change nothing; damage is named."""

import numpy as np
import pytest
import torch

from litsynth.errors import ModelError
from litsynth.shipped_model import model_folder
from litsynth.verify.cross_encoder import (
    LONGEST,
    CrossEncoder,
    PairModel,
    encode_pairs,
    make_adapter,
    save_adapter,
)
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.minilm import load_minilm
from litsynth.verify.rough import RoughEncoder
from litsynth.word_pieces import load_tokenizer

PAIRS = [
    ("Cats purr.", "Cats purr when they are stroked."),
    ("The drug works.", "The drug does not work " + "in any of the groups " * 60),
    ("", ""),
    ("\ud800", "日本語の文"),
    ("word " * 400, "word " * 400),
]


@pytest.fixture(scope="module")
def tuned():
    """A model whose every trained part differs from the base by a matrix of rank 4."""
    torch.manual_seed(3)
    model = PairModel(load_minilm(model_folder()))
    with torch.no_grad():
        for name, part in model.base.named_parameters():
            if name in {"words.weight", "positions.weight"}:
                continue
            if part.ndim == 2 and min(part.shape) > 4:
                part.add_(0.02 * torch.randn(part.shape[0], 4) @ torch.randn(4, part.shape[1]))
            else:
                part.add_(0.01 * torch.randn(part.shape))
    return model.eval()


@pytest.fixture(scope="module")
def restored(tuned, tmp_path_factory):
    path = tmp_path_factory.mktemp("adapter") / "adapter.safetensors"
    save_adapter(path, make_adapter(tuned, load_minilm(model_folder()), rank=4))
    return CrossEncoder(base=model_folder(), adapter=path)


def test_the_adapter_restores_the_tuned_model(tuned, restored):
    tokenizer = load_tokenizer(model_folder())
    expected = []
    with torch.inference_mode():
        for ids, second in encode_pairs(tokenizer, PAIRS[:2]):
            kinds = torch.tensor([[0] * second + [1] * (len(ids) - second)])
            mask = torch.ones(1, len(ids), dtype=torch.bool)
            expected.append(tuned(torch.tensor([ids]), kinds, mask).numpy()[0])
    np.testing.assert_allclose(restored.logits(PAIRS[:2]), np.stack(expected), atol=0.02)


def test_a_pair_alone_and_among_others_is_judged_alike(restored):
    together = restored.logits(PAIRS)
    alone = np.concatenate([restored.logits([pair]) for pair in PAIRS])
    assert together.shape == (len(PAIRS), 2)
    assert together.dtype == np.float32
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_no_pairs_give_no_rows(restored):
    assert restored.logits([]).shape == (0, 2)


def test_long_pairs_are_cut_and_keep_both_texts():
    tokenizer = load_tokenizer(model_folder())
    for ids, second in encode_pairs(tokenizer, PAIRS):
        assert len(ids) <= LONGEST
        assert 0 < second < len(ids)


def test_a_missing_adapter_is_an_error_with_a_hint(tmp_path):
    broken = CrossEncoder(base=model_folder(), adapter=tmp_path / "none.safetensors")
    with pytest.raises(ModelError, match="entailment model") as caught:
        broken.logits(PAIRS)
    assert caught.value.hint


def test_the_plain_transformer_gives_the_librarys_vectors():
    texts = ["Cats purr when they are stroked.", "Rain falls in the hills all day long."]
    model, tokenizer = load_minilm(model_folder()), load_tokenizer(model_folder())
    rows = []
    with torch.inference_mode():
        for text in texts:
            ids = torch.tensor([tokenizer.encode(text).ids])
            hidden = model(ids, torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool))
            mean = hidden.mean(dim=1)[0].numpy()
            rows.append(mean / np.linalg.norm(mean))
    expected = SentenceTransformerEncoder(device="cpu").encode(texts)
    np.testing.assert_allclose(np.stack(rows), expected, atol=1e-5)


def test_rough_vectors_come_near_the_exact_ones():
    texts = [
        "Cats purr when they are stroked.",
        "Zero-shot transfer improves by 5.4 points.",
        "Rain falls in the hills all day long " * 30,
    ]
    exact = SentenceTransformerEncoder(device="cpu").encode(texts)
    rough = RoughEncoder(model_folder(), exact="x@1").encode(texts)
    assert (exact * rough).sum(axis=1).min() > 0.999
