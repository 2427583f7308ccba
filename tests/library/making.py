"""Small libraries, records and files of our own for the tests of the stage."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from litsynth.library.adding import add_files
from litsynth.library.database import Database
from litsynth.library.embedding import embed_papers
from litsynth.library.entries import Bad, Helpers
from litsynth.library.importing import Importer
from litsynth.library.library import Library
from litsynth.library.pace import Pace
from litsynth.records import Paper, PaperId

NOW = "2026-01-02T03:04:05Z"
SUBJECTS = ("otters", "glaciers", "bridges", "violins", "orchards")


def helpers() -> Helpers:
    """Importers' helpers that know nothing of other stages."""
    return Helpers(
        openalex=lambda work: Paper(id=PaperId("openalex:W1"), title="A work"),
        withdrawal=lambda comment, _: comment if comment and "withdrawn" in comment else None,
        paper=lambda path: Bad(line=0, reason=f"no reader for {path.name}"),
        may_be_paper=lambda path: path.suffix in {".html", ".md", ".tex"},
        arxiv_base="http://127.0.0.1:9",
    )


def record(at: int, **changes: object) -> dict[str, object]:
    """A plain record of its own id, on one of five subjects."""
    subject = SUBJECTS[at % len(SUBJECTS)]
    return {
        "id": f"r{at}",
        "title": f"On {subject} and their keepers, part {at}",
        "abstract": f"We watch {subject} for {at + 1} years. They thrive.",
        "authors": ["Ada Byron", "Kim Lee"],
        "year": 2000 + at % 20,
        "venue": f"Journal of {subject.title()}",
        "categories": [f"nat.{subject.upper()}"],
        **changes,
    }


def lines(path: Path, records: Iterable[object]) -> Path:
    """JSON Lines at `path`, packed if it is named so."""
    text = "".join(json.dumps(each) + "\n" for each in records).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def read(path):
    """Entries with their lines, and bad places, of a file."""
    found = list(Importer(helpers()).entries(path))
    good = [each for each in found if not isinstance(each, Bad)]
    return good, [each for each in found if isinstance(each, Bad)]


def one(path):
    """The only entry of a file in which nothing is bad."""
    good, bad = read(path)
    assert (len(good), bad) == (1, [])
    return good[0][1]


def library(folder: Path, name: str = "main") -> Library:
    """A new library below `folder`."""
    return Library.create(Database(str(folder / "libraries")), name, now=NOW)


def add(library_: Library, *paths: Path):
    """What adding `paths` came to."""
    importer = Importer(helpers())
    pace = Pace([(path, 1) for path in paths], clock=lambda: 0.0, position=lambda: 0)
    return add_files(paths, library_.store, importer.entries, pace=pace)


def ids(hits):
    return [hit.paper.id for hit in hits]


def titles(library_, *names):
    return [paper.title for paper in library_.papers(names).values()]


class Compass:
    """An encoder that knows the five subjects and nothing else."""

    def __init__(self, name="compass@1"):
        self.name = name
        self.asked = 0

    def encode(self, texts):
        self.asked += len(texts)
        found = np.full((len(texts), 8), 0.01, dtype=np.float32)
        for at, text in enumerate(texts):
            for place, subject in enumerate(SUBJECTS):
                found[at, place] += subject in text.casefold()
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def embed(library_, encoder, at_most=None):
    return embed_papers(library_, encoder, at_most=at_most, clock=lambda: 0.0)
