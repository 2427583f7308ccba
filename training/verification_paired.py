"""Findings of abstracts beside what other abstracts say: pairs as a report meets them.

Two files have a line for each claim: where it stands in its abstract, up to four places in other
abstracts with what they settle of it (S bears it out, P perhaps, R contradicts it, Q perhaps, N
neither), and a digest of all these texts. The texts stand in ../shared (ACL, CC BY 4.0; arXiv, CC0)
and are not repeated here. The program chose the claims, as reports do, and the places by nearness
and by the judge before; a language model labelled them, and no person checked it.

In `verification_paired.jsonl` claims were drawn first, so nearly nothing settles them. In
`verification_alike.jsonl` the pairs were: of all findings of 40,670 abstracts those that are most
alike, so that one in eight is borne out.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.verification_written import texts_of

from litsynth.verify.labelled import Label, LabelledPair, split_sentences

PAIRED = Path(__file__).with_name("verification_paired.jsonl")
ALIKE = Path(__file__).with_name("verification_alike.jsonl")
_STRICT = {"S": Label.SUPPORTED, "N": Label.NEI}
"""Too few contradict to teach or to measure anything: they are left out."""
_LENIENT = {**_STRICT, "P": Label.SUPPORTED}
_TEST_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A claim with one place in another abstract."""

    id: str
    paper: str
    """The claim's."""
    claim: str
    sentences: tuple[str, ...]
    settles: str
    """A letter: S, P, R, Q or N."""
    tests: bool
    """Whether it is kept apart, as all of its paper are."""


def read_paired(shared: Path, file: Path = PAIRED) -> tuple[LabelledPair, ...]:
    """The claims of `file` with their passages from the abstracts of `shared`, in its order.

    Of `PAIRED`, which holds few that are borne out, nothing settles, and what perhaps bears a claim
    out is fitted on as if it did; elsewhere it is left out. Raises ValueError if an abstract is
    missing, or is not what was labelled.
    """
    usual = ("fit", _LENIENT) if file == PAIRED else ("", _STRICT)
    found = []
    for one in read_beside(shared, file):
        split, labels = ("test", _STRICT) if one.tests else usual
        if one.settles in labels:
            found.append(as_labelled(one, labels[one.settles], split))
    return tuple(found)


def as_labelled(one: Beside, label: Label, split: str) -> LabelledPair:
    return LabelledPair(
        id=one.id,
        claim=one.claim,
        sentences=one.sentences,
        label=label,
        group=one.paper,
        split=split,
    )


def read_beside(shared: Path, file: Path) -> tuple[Beside, ...]:
    """All pairs of `file`, whatever they settle, in its order. Raises as `read_paired` does."""
    lines = read_lines(file)
    texts = texts_of(shared, frozenset(_names(lines)))
    return tuple(one for line in lines for one in _besides(line, texts))


def _besides(line: dict[str, Any], texts: dict[str, str]) -> Iterator[Beside]:
    _check(line, texts)
    paper, start, end = line["claim"]
    for number, (other, first, last, letter) in enumerate(line["passages"]):
        yield Beside(
            id=f"{paper}:{start}:{number}",
            paper=paper,
            claim=texts[paper][start:end],
            sentences=tuple(split_sentences(texts[other][first:last])),
            settles=letter,
            tests=_tests(paper),
        )


def _tests(paper: str) -> bool:
    digest = hashlib.blake2b(paper.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") < _TEST_SHARE * 2**64


def _check(line: dict[str, Any], texts: dict[str, str]) -> None:
    places = [line["claim"], *(passage[:3] for passage in line["passages"])]
    found = "\n".join(texts[paper][start:end] for paper, start, end in places)
    digest = hashlib.blake2b(found.encode(), digest_size=4).hexdigest()
    if digest != line["digest"]:
        raise ValueError(f"the abstract {line['claim'][0]} or one beside it is not what it was")


def read_lines(file: Path = PAIRED) -> list[dict[str, Any]]:
    """The file as it is."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _names(lines: Sequence[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        yield line["claim"][0]
        for passage in line["passages"]:
            yield passage[0]
