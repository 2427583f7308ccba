"""Fine-tune MiniLM to read claim and passage together; keep what changed as a thin adapter.

Three steps: general entailment first, for what "not" and "more than" do; then the science sets with
a share of the general pairs, made numbers and mined passages; then, at a lower rate, pairs as
reports meet them with a part of all that. Steps run in bfloat16 beside a float32 master copy, which
on a CPU with matrix units is several times faster than float32 alone.
"""

import copy
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import nn
from training.batches import shuffled_batches
from training.verification_data import read_set
from training.verification_head import log_likelihood
from training.verification_made import Example

from litsynth.shipped_model import model_folder
from litsynth.verify.cross_encoder import PairModel, as_batch, encode_pairs
from litsynth.verify.labelled import CODES
from litsynth.verify.minilm import load_minilm
from litsynth.word_pieces import load_tokenizer

GENERAL_FIRST = {
    "nli-mnli": 19647,
    "nli-snli": 9831,
    "nli-fever": 13332,
    "nli-breaking": 2500,
    "nli-monotonicity": 3000,
    "nli-scitail": 2126,
    "nli-fever-symmetric": 1420,
}
"""Pairs taken of each set: nearly all. One set of edited pairs ("breaking") is nearly all refuted,
one ("monotonicity") has few words: a part of these does.
"""
GENERAL_AGAIN = {
    "nli-mnli": 2500,
    "nli-snli": 800,
    "nli-fever": 1000,
    "nli-breaking": 400,
    "nli-monotonicity": 300,
    "nli-scitail": 200,
    "nli-fever-symmetric": 500,
}
"""Pairs of each set that are seen again beside the science pairs, so that nothing is unlearnt."""
_KEPT_APART = 800
"""General pairs that nothing is fitted on, to see what the first step gave."""

_TOKENS = 3072
_POOL = 2048
_WARM = 0.06
_SMOOTHING = 0.05
_SAY_EVERY = 50


def general(take: dict[str, int], rng: random.Random, *, weight: float) -> list[Example]:
    """`take` pairs of each set of general entailment, chosen by chance."""
    chosen = []
    for name, count in take.items():
        pairs = list(read_set(name))
        rng.shuffle(pairs)
        chosen += [
            Example(
                claim=pair.claim,
                passage=" ".join(pair.sentences),
                code=CODES[pair.label],
                weight=weight,
            )
            for pair in pairs[:count]
        ]
    return chosen


def new_model(seed: int) -> PairModel:
    """MiniLM as published, with fresh decisions on top."""
    torch.manual_seed(seed)
    model = PairModel(load_minilm(model_folder()))
    nn.init.normal_(model.head.weight, std=0.02)
    nn.init.zeros_(model.head.bias)
    return model


def set_dropout(model: nn.Module, share: float) -> None:
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = share


def tune(
    model: PairModel, examples: Sequence[Example], *, epochs: int, rate: float, seed: int
) -> None:
    """Train `model` in place. Word and place embeddings stay as they are."""
    rng = random.Random(seed)  # noqa: S311 - an order of examples, no secret
    torch.manual_seed(seed)
    tokenizer = load_tokenizer(model_folder())
    encoded = encode_pairs(tokenizer, [(one.claim, one.passage) for one in examples])
    codes = torch.tensor([one.code for one in examples])
    weights = torch.tensor([one.weight for one in examples])
    quick = copy.deepcopy(model).to(torch.bfloat16).train()
    fixed = ("base.words", "base.positions")
    names = [name for name, _ in model.named_parameters() if not name.startswith(fixed)]
    fast, slow = dict(quick.named_parameters()), dict(model.named_parameters())
    for name, part in fast.items():
        part.requires_grad_(name in names)
    master: list[torch.Tensor] = [slow[name].detach().requires_grad_() for name in names]
    optimiser = torch.optim.AdamW(
        [
            {"params": [part for part in master if part.ndim > 1], "weight_decay": 0.01},
            {"params": [part for part in master if part.ndim < 2], "weight_decay": 0.0},
        ],
        lr=rate,
        fused=True,
    )
    lengths = [len(ids) for ids, _ in encoded]
    plan = [
        batch
        for _ in range(epochs)
        for batch in shuffled_batches(lengths, pool=_POOL, tokens=_TOKENS, rng=rng)
    ]
    warm, started, shown = max(1, int(_WARM * len(plan))), time.monotonic(), 0.0
    for step, batch in enumerate(plan):
        slope = min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
        for group in optimiser.param_groups:
            group["lr"] = rate * slope
        logits = quick(*as_batch([encoded[at] for at in batch])).float()
        loss = _loss(logits, codes[batch], weights[batch])
        quick.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        for name, slow_part in zip(names, master, strict=True):
            gradient = fast[name].grad
            slow_part.grad = None if gradient is None else gradient.float()
        nn.utils.clip_grad_norm_(master, 1.0)
        optimiser.step()
        with torch.no_grad():
            for name, slow_part in zip(names, master, strict=True):
                fast[name].copy_(slow_part)
        shown = 0.98 * shown + 0.02 * loss.item() if step else loss.item()
        if step % _SAY_EVERY == 0:
            print(f"  {step}/{len(plan)} loss {shown:.3f}, {time.monotonic() - started:.0f} s")
    model.eval()


def _loss(logits: torch.Tensor, codes: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Weighed mean of the negative log-likelihood, a little of it spread over all outcomes."""
    likely = log_likelihood(logits, codes)
    spread = torch.stack(
        [log_likelihood(logits, torch.full_like(codes, code)) for code in range(3)]
    ).mean(dim=0)
    spread = torch.where(codes == len(CODES) - 1, likely, spread)
    mixed = (1 - _SMOOTHING) * likely + _SMOOTHING * spread
    loss: torch.Tensor = -(mixed * weights).sum() / weights.sum()
    return loss


def first_step(checkpoint: Path, *, seed: int) -> PairModel:
    """MiniLM after general entailment; kept in `checkpoint`, and taken from there if it exists."""
    model = new_model(seed=1)
    if not checkpoint.is_file():
        print("general entailment")
        rng = random.Random(seed)  # noqa: S311 - a choice of examples, no secret
        examples = general(GENERAL_FIRST, rng, weight=1.0)
        rng.shuffle(examples)
        tune(model, examples[_KEPT_APART:], epochs=2, rate=1.2e-4, seed=1)
        torch.save(model.state_dict(), checkpoint)
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return model


def further_step(
    start: PairModel,
    examples: Callable[[], Sequence[Example]],
    checkpoint: Path,
    *,
    epochs: int,
    rate: float,
    seed: int,
) -> PairModel:
    """`start` after these examples and some general pairs; kept like the first step.

    `examples` is asked only if nothing is kept.
    """
    model = copy.deepcopy(start)
    if not checkpoint.is_file():
        print(f"further: {checkpoint.stem}")
        rng = random.Random(seed)  # noqa: S311 - a choice of examples, no secret
        set_dropout(model, 0.1)
        again = general(GENERAL_AGAIN, rng, weight=0.5)
        tune(model, [*examples(), *again], epochs=epochs, rate=rate, seed=2)
        torch.save(model.state_dict(), checkpoint)
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    set_dropout(model, 0.0)
    return model
