"""Fakes of the ports that the search stage asks."""

import hashlib

import numpy as np

from litsynth.errors import SourceError
from litsynth.lexical import stems
from litsynth.records import Paper, PaperId, QueryRecord, SearchResult

WIDTH = 256


class WordEncoder:
    """Texts that share stems get similar vectors; texts that share none get orthogonal ones."""

    name = "words"

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for at, text in enumerate(texts):
            for word in stems(text):
                digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
                rows[at, int.from_bytes(digest, "big") % WIDTH] += 1
            if not rows[at].any():
                rows[at, 0] = 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Shelf:
    """A source that holds `papers`, or cannot be reached."""

    def __init__(self, name, papers=(), *, down=None, failures=()):
        self.name = name
        self._papers = tuple(papers)
        self._down = down
        self._failures = tuple(failures)

    def _answer(self):
        if self._down:
            raise SourceError(self._down, hint=f"Start {self.name}.")

    def search(self, plan, *, limit):
        self._answer()
        record = QueryRecord(
            source=self.name,
            query="everything",
            sent_at="2026-11-20T20:36:16Z",
            hits=len(self._papers),
            returned=len(self._papers),
            elapsed_s=0.1,
        )
        return SearchResult(papers=self._papers, queries=(record,), failures=self._failures)

    def paper(self, identifier):
        self._answer()
        return next((p for p in self._papers if identifier in p.identifiers), None)


def make_paper(identifier, title, **fields):
    return Paper(id=PaperId(identifier), title=title, **fields)
