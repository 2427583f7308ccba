"""Claims written about abstracts: what the labelled sets lack is claims of other fields.

`verification_written.jsonl` has a line for each abstract: its name, claims with the label that the
abstract alone gives them (S supported, R refuted, N neither), and the name of the abstract that is
most like it. The abstracts stand in ../shared (ACL, CC BY 4.0; arXiv, CC0; PubMedQA, MIT) and are
not repeated here. A language model wrote and labelled each claim, as another paper might word it,
and a twin of the same style with another label, so that a claim's style tells little of its label.
No person checked them.
"""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from training.rows import rows

from litsynth.verify.labelled import Label, LabelledPair, split_sentences

WRITTEN = Path(__file__).with_name("verification_written.jsonl")
ABSTRACTS = {
    "acl": Path("acl", "acl-abstracts-2016on.jsonl.gz"),
    "arxiv": Path("bulk", "arxiv-records-10k.jsonl.gz"),
    "pubmedqa": Path("verification", "train", "pubmedqa.jsonl.gz"),
}
"""By the first part of an abstract's name, below ../shared/data."""
_LABELS = {"S": Label.SUPPORTED, "R": Label.REFUTED, "N": Label.NEI}
_NEAR = 3
"""Each third claim is also shown the abstract most like its own, which settles nothing."""


def read_written(shared: Path) -> tuple[LabelledPair, ...]:
    """The written claims with the abstracts of `shared`, in the file's order.

    The abstracts of PubMedQA also stand in a set that the judge is fitted on, with other claims:
    their pairs only fit. Raises ValueError if an abstract is missing.
    """
    lines = read_lines()
    wanted = {line[key] for line in lines for key in ("abstract", "near") if key in line}
    texts = texts_of(shared, frozenset(wanted))
    return tuple(
        LabelledPair(
            id=f"{line['abstract']}:{number}{':near' * (shown == 'near')}",
            claim=claim,
            sentences=tuple(split_sentences(texts[line[shown]])),
            label=_LABELS[label] if shown == "abstract" else Label.NEI,
            group=line["abstract"],
            split="fit" if line["abstract"].startswith("pubmedqa:") else "",
        )
        for line in lines
        for number, (label, claim) in enumerate(line["claims"])
        for shown in ("abstract", "near")
        if shown == "abstract" or (shown in line and number % _NEAR == 0)
    )


def written_ids() -> frozenset[str]:
    """What the abstracts that claims were written about are called in their own collections."""
    return frozenset(line["abstract"].partition(":")[2] for line in read_lines())


def read_lines() -> list[dict[str, Any]]:
    """The file as it is."""
    return [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]


def texts_of(shared: Path, wanted: frozenset[str]) -> dict[str, str]:
    """The abstracts by name, with single spaces. Raises ValueError if one is missing."""
    texts = dict(_abstracts(shared, wanted))
    if missing := wanted - texts.keys():
        raise ValueError(f"abstracts are missing in {shared}: {', '.join(sorted(missing)[:5])}")
    return texts


def _abstracts(shared: Path, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    for kind, path in ABSTRACTS.items():
        for record in rows(shared / path):
            name = f"{kind}:{record['id']}"
            if name in wanted:
                yield name, " ".join((record.get("abstract") or record["evidence"]).split())
