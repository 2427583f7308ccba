"""What sentences tell, as a language model labelled them: 7,220 of 568 papers, without their text.

A row of `claims_told.jsonl` names a paper of one of five sets, where the labelled sentences stand
in it, a digest of their text, and a letter for each: F finding, f vague finding, C contribution,
G general, M method, X other (docs/claims.md says what that means). Abstracts are labelled whole;
of complete papers a sample is, with more of what looked like a claim to the models before.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.claims_fulltext import full_texts
from training.claims_zones import ZonedPaper
from training.rows import rows

from litsynth.claims.features import Features
from litsynth.claims.model import ClaimModels, Scores
from litsynth.claims.places import Sentence, as_abstract, placed_sentences
from litsynth.claims.telling import TELLS, telling_inputs
from litsynth.spans import Span

LABELS = Path(__file__).with_name("claims_told.jsonl")
MEANT = {
    "F": "finding",
    "f": "vague",
    "C": "contribution",
    "G": "general",
    "M": "other",
    "X": "other",
}

Key = tuple[str, str]
"""A set and a paper of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPaper:
    """A paper some of whose sentences are labelled."""

    key: Key
    sentences: tuple[Sentence, ...]
    """All of a complete paper, so that neighbours are known."""
    at: tuple[int, ...]
    """Those that are labelled."""
    letters: str

    @property
    def tells(self) -> list[int]:
        """Number in `TELLS` for each of `at`."""
        return [TELLS.index(MEANT[letter]) for letter in self.letters]


def told_papers(
    data: Path, zones: Sequence[ZonedPaper], labels: Path = LABELS
) -> tuple[ToldPaper, ...]:
    """The labelled papers. Raises ValueError where a text is not the one that was labelled."""
    texts = _abstracts(data)
    whole: dict[Key, tuple[Sentence, ...]] = {
        ("zones", paper.name): tuple(one.sentence for one in (*paper.abstract, *paper.body))
        for paper in zones
    }
    for archive in sorted((data / "fulltext").glob("*.jsonl.gz")):
        for document in full_texts(archive):
            name = document.paper.removeprefix("arxiv:")
            whole["unarxive", name] = placed_sentences(document)
    lines = labels.read_text(encoding="utf-8").splitlines()
    return tuple(_told_paper(json.loads(line), texts, whole) for line in lines)


def _abstracts(data: Path) -> dict[Key, str]:
    acl = rows(data / "acl" / "acl-abstracts-2016on.jsonl.gz")
    arxiv = rows(data / "bulk" / "arxiv-records-10k.jsonl.gz")
    trials = rows(data / "verification" / "train" / "clinifact.jsonl.gz")
    return {
        **{("acl", str(row["id"])): str(row["abstract"]) for row in acl},
        **{("arxiv", str(row["id"])): str(row["abstract"]) for row in arxiv},
        **{("clinifact", _digest(row["evidence"])): row["evidence"] for row in trials},
    }


def _told_paper(
    row: Mapping[str, object], texts: Mapping[Key, str], whole: Mapping[Key, tuple[Sentence, ...]]
) -> ToldPaper:
    key = str(row["set"]), str(row["paper"])
    if "spans" in row:
        text = " ".join(texts[key].split())
        sentences = as_abstract([Span(*span).of(text) for span in row["spans"]])  # type: ignore[attr-defined]
        at = tuple(range(len(sentences)))
    else:
        sentences, at = whole[key], tuple(row["at"])  # type: ignore[arg-type]
    if _digest("\n".join(sentences[number].text for number in at)) != row["digest"]:
        raise ValueError(f"{key}: its text is not the one that was labelled")
    return ToldPaper(key=key, sentences=sentences, at=at, letters=str(row["tells"]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """The labelled sentences of some papers, as the models see them: a row each."""

    features: Features
    roles: Scores
    """Shape (n, 3)."""
    tells: NDArray[np.intp]
    """Numbers in `TELLS`, shape (n,)."""


def seen(paper: ToldPaper, models: ClaimModels) -> Seen:
    """What `models` see of the labelled sentences of a paper."""
    features, roles = telling_inputs(paper.sentences, models)
    at = list(paper.at)
    return Seen(
        features=Features(tuple(features.words[row] for row in at), features.dense[at]),
        roles=roles[at],
        tells=np.array(paper.tells, dtype=np.intp),
    )
