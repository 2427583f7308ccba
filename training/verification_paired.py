"""Findings of abstracts beside what other abstracts say: pairs as a report meets them.

`verification_paired.jsonl` has a line for each claim: where it stands in its abstract, up to four
places in other abstracts with what they settle of it (S bears it out, P perhaps, R contradicts it,
Q perhaps, N neither), and a digest of all these texts. The texts stand in ../shared (ACL, CC BY
4.0; arXiv, CC0) and are not repeated here. The program chose the claims, as reports do, and the
places by nearness and by the judge before; a language model labelled them, and no person checked
it.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.verification_written import texts_of

from litsynth.verify.labelled import Label, LabelledPair, split_sentences

PAIRED = Path(__file__).with_name("verification_paired.jsonl")
_LABELS = {"S": Label.SUPPORTED, "P": Label.SUPPORTED, "N": Label.NEI}
"""Too few contradict to teach or to measure anything: they are left out."""
_TEST_SHARE = 0.3


def read_paired(shared: Path) -> tuple[LabelledPair, ...]:
    """The claims with their passages from the abstracts of `shared`, in the file's order.

    Claims of one paper keep to one side: fit or test. What perhaps bears a claim out is fitted on
    as if it did, and not measured on. Raises ValueError if an abstract is missing, or is not what
    was labelled.
    """
    texts = texts_of(shared, paired_abstracts())
    return tuple(pair for line in read_lines() for pair in _pairs(line, texts))


def _pairs(line: dict[str, Any], texts: dict[str, str]) -> Iterator[LabelledPair]:
    _check(line, texts)
    paper, start, end = line["claim"]
    side = _side(paper)
    for number, (other, first, last, label) in enumerate(line["passages"]):
        if label in _LABELS and not (label == "P" and side == "test"):
            yield LabelledPair(
                id=f"{paper}:{start}:{number}",
                claim=texts[paper][start:end],
                sentences=tuple(split_sentences(texts[other][first:last])),
                label=_LABELS[label],
                group=paper,
                split=side,
            )


def _side(paper: str) -> str:
    digest = hashlib.blake2b(paper.encode(), digest_size=8).digest()
    return "test" if int.from_bytes(digest, "big") < _TEST_SHARE * 2**64 else "fit"


def _check(line: dict[str, Any], texts: dict[str, str]) -> None:
    places = [line["claim"], *(passage[:3] for passage in line["passages"])]
    found = "\n".join(texts[paper][start:end] for paper, start, end in places)
    digest = hashlib.blake2b(found.encode(), digest_size=4).hexdigest()
    if digest != line["digest"]:
        raise ValueError(f"the abstract {line['claim'][0]} or one beside it is not what it was")


def paired_abstracts() -> frozenset[str]:
    """The names of all abstracts that claims or passages are taken from."""
    return frozenset(_names())


def read_lines() -> list[dict[str, Any]]:
    """The file as it is."""
    return [json.loads(line) for line in PAIRED.read_text(encoding="utf-8").splitlines()]


def _names() -> Iterator[str]:
    for line in read_lines():
        yield line["claim"][0]
        for passage in line["passages"]:
            yield passage[0]
