"""Labelled abstracts: CSAbstruct's roles, structured clinical abstracts, expert claim marks."""

import re
from dataclasses import dataclass
from pathlib import Path

from training.rows import rows

from litsynth.claims.places import Sentence, as_abstract

_LABEL = re.compile(r"(?:^|(?<=[.!?)\]]\s))([A-Z][A-Z /&,]{3,60}):\s*")
_STOP = re.compile(r"(?<=[.!?)])\s+(?=[A-Z(\[])")
_NO_PART = re.compile(r"REGIST|FUNDING|TRIAL|UNLABEL|LEVEL|KEY")
_PARTS = (
    ("conclusion", re.compile(r"CONCLU|INTERPRET|DISCUSS")),
    ("method", re.compile(r"METHOD")),
    ("result", re.compile(r"RESULT|FINDING")),
    ("background", re.compile(r"BACKGR|CONTEXT|INTROD|IMPORTANCE|RATIONALE")),
    ("objective", re.compile(r"OBJECTIVE|AIM|PURPOSE|GOAL|HYPOTH")),
)
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledAbstract:
    sentences: tuple[Sentence, ...]
    labels: tuple[str, ...]
    """Roles; a structured abstract also has "conclusion". Claim marks are "1" and "0"."""


def labelled_abstracts(path: Path) -> tuple[LabelledAbstract, ...]:
    """The abstracts of a JSON Lines file with "sentences" and "labels"."""
    return tuple(
        LabelledAbstract(
            sentences=as_abstract(row["sentences"]), labels=tuple(map(str, row["labels"]))
        )
        for row in rows(path)
    )


def structured_abstracts(path: Path) -> tuple[LabelledAbstract, ...]:
    """Abstracts in `path` that label their parts ("RESULTS: …"), each text once, labels cut out.

    Only those with both results and a conclusion.
    """
    texts = sorted({str(row["evidence"]) for row in rows(path)})
    found = (_structured(text) for text in texts)
    return tuple(one for one in found if {"result", "conclusion"} <= set(one.labels))


def _structured(text: str) -> LabelledAbstract:
    parts = _LABEL.split(text)
    sentences: list[str] = []
    labels: list[str] = []
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        if _NO_PART.search(name):
            continue
        label = next((label for label, words in _PARTS if words.search(name)), "method")
        for sentence in _STOP.split(part.strip()):
            if len(sentence.split()) >= _FEWEST_WORDS:
                sentences.append(sentence)
                labels.append(label)
    return LabelledAbstract(sentences=as_abstract(sentences), labels=tuple(labels))
