"""How many quoted findings of other papers speak to the question.

    python benchmarks/findings.py --library NAME

Forty questions, asked as `litsynth report` asks them, of a library with the abstracts of the ACL
Anthology since 2016 and ten thousand arXiv records. `findings_told.jsonl` holds, for each question,
what a language model held of the own findings of the thirty most relevant papers: paper, digest of
the sentence, 2 for one that speaks to the question, 1 for one near it, 0 for one beside it, and the
relevance that litsynth gave it then. No person checked them. Beside what is quoted stand the
sentences of the highest relevance, one a paper. Takes about ten minutes.
"""

import argparse
import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from litsynth.cli.progress import shown_progress
from litsynth.folders import home
from litsynth.pipeline.run import Clock, run_report
from litsynth.ports import silent
from litsynth.report.synthesis import SHOWN
from litsynth.settings_layers import load_settings
from litsynth.wiring import Workshop

TOLD = Path(__file__).with_name("findings_told.jsonl")
MEANT = ("beside it", "near it", "speak to the question")
CLOCK = Clock(date="2026-11-22", started_at="2026-11-22T00:00:00Z")

Told = Mapping[tuple[str, str], int]
"""Paper and digest to label."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--library", required=True)
    given = parser.parse_args()
    settings = load_settings(
        flags={
            "search.sources": [f"library:{given.library}"],
            "search.offline": True,
            "verify.judge": "similarity",
        },
        environment=os.environ,
        folder=Path.cwd(),
    ).settings
    parts = Workshop(home=home(os.environ), progress=silent).parts(settings)
    lines = [json.loads(line) for line in TOLD.read_text(encoding="utf-8").splitlines()]
    quoted: list[list[str]] = []
    nearest: list[list[str]] = []
    with tempfile.TemporaryDirectory() as scratch, shown_progress(quiet=False) as progress:
        for at, line in enumerate(lines, start=1):
            progress(f"question {at} of {len(lines)}: {line['question']}")
            told = {(paper, digest): label for paper, digest, label, _ in line["told"]}
            report = run_report(
                line["question"],
                Path(scratch, str(at)),
                settings=settings,
                parts=parts,
                clock=CLOCK,
                progress=silent,
            )
            quoted.append([meaning(told, one.paper, one.quote) for one in report.findings])
            nearest.append(of_highest_relevance(line["told"], besides=report.source_papers))
    for name, table in (("quoted", quoted), ("nearest", nearest)):
        for most, where in ((SHOWN, "in the answer"), (None, "in all")):
            tell(f"{name}, {where}", [row[:most] for row in table])


def meaning(told: Told, paper: str, quote: str) -> str:
    digest = hashlib.sha256(quote.encode()).hexdigest()[:16]
    label = told.get((paper, digest))
    return "not labelled" if label is None else MEANT[label]


def of_highest_relevance(
    told: Sequence[tuple[str, str, int, float]], *, besides: Sequence[str]
) -> list[str]:
    """What the eight sentences of the highest relevance do, one a paper."""
    best: dict[str, str] = {}
    for paper, _, label, _ in sorted(told, key=lambda one: -one[3]):
        if paper not in besides:
            best.setdefault(paper, MEANT[label])
    return list(best.values())[:8]


def tell(name: str, rows: Sequence[Sequence[str]]) -> None:
    counts = Counter(one for row in rows for one in row)
    told = ", ".join(f"{counts[one]} {one}" for one in (*reversed(MEANT), "not labelled"))
    none = sum(not row for row in rows)
    print(f"{name:24} {sum(counts.values()):4} sentences: {told}; none for {none} questions")


if __name__ == "__main__":
    main()
