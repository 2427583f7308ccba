"""Small random entailment models, saved as the hub's are: the architecture, no knowledge."""

import json
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

WORDS = """cats dogs purr bark when stroked they are not content rain falls makes rivers rise in the
hills after a day drug lowers raises blood pressure of patients by per cent models trained on text
gain lose points accuracy 5 12 21 . , we saw that no effect was found""".split()
SPECIAL = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]


def save_tokenizer(folder: Path, *, longest: int) -> int:
    """A word tokenizer with single letters for what it does not know; returns its vocabulary."""
    from transformers import PreTrainedTokenizerFast

    letters = [chr(code) for code in range(97, 123)]
    pieces = list(dict.fromkeys([*SPECIAL, *WORDS, *letters, *("##" + one for one in letters)]))
    unknown = SPECIAL[3]
    inner = Tokenizer(
        models.WordPiece({one: at for at, one in enumerate(pieces)}, unk_token=unknown)
    )
    inner.normalizer = normalizers.Lowercase()
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    inner.decoder = decoders.WordPiece()
    inner.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    names = ("pad_token", "cls_token", "sep_token", "unk_token", "mask_token")
    PreTrainedTokenizerFast(
        tokenizer_object=inner, model_max_length=longest, **dict(zip(names, SPECIAL, strict=True))
    ).save_pretrained(folder)
    return len(pieces)


def save_model(
    folder: Path, *, kind: str = "deberta", labels=("entailment", "neutral", "contradiction"),
    seed: int = 0,
) -> Path:  # fmt: skip
    """A model of `kind` ("deberta" for DeBERTa-v2 and v3, or "bert") with random weights."""
    import torch
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        DebertaV2Config,
        DebertaV2ForSequenceClassification,
    )

    folder.mkdir(parents=True, exist_ok=True)
    size = save_tokenizer(folder, longest=64)
    common: dict[str, Any] = {
        "vocab_size": size, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": 48, "max_position_embeddings": 64, "pad_token_id": 0,
        "id2label": dict(enumerate(labels)), "label2id": {one: at for at, one in enumerate(labels)},
        "initializer_range": 0.4,
    }  # fmt: skip
    torch.manual_seed(seed)
    model: Any
    if kind == "bert":
        model = BertForSequenceClassification(BertConfig(**common))
    else:
        # What DeBERTa-v3 is: places relative only, shared keys, a pooler before the labels.
        v3: dict[str, Any] = {
            "relative_attention": True, "position_buckets": 16, "norm_rel_ebd": "layer_norm",
            "share_att_key": True, "pos_att_type": ["p2c", "c2p"], "position_biased_input": False,
            "type_vocab_size": 0, "pooler_hidden_size": 32, "pooler_dropout": 0.0,
            "pooler_hidden_act": "gelu",
        }  # fmt: skip
        model = DebertaV2ForSequenceClassification(DebertaV2Config(**common, **v3))
    model.save_pretrained(folder)
    return folder


def change_config(folder: Path, **changed) -> None:
    """Overwrite keys of the model's config.json; None removes one."""
    path = folder / "config.json"
    config = json.loads(path.read_text()) | changed
    path.write_text(json.dumps({key: value for key, value in config.items() if value is not None}))
