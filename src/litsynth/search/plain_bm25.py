"""BM25 by bm25s: what a ranking of papers is measured against. The only file that knows bm25s.

Used for measuring only. It holds the whole index in memory, which no search of litsynth does.
"""

from collections.abc import Sequence

import bm25s
import Stemmer

_K1, _B = 1.2, 0.75


class PlainBm25:
    """The texts in the order of their BM25 for a raw question: stop words left out, stemmed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._count = len(texts)
        self._index = bm25s.BM25(k1=_K1, b=_B)
        if texts:
            self._index.index(self._tokens(texts), show_progress=False)

    def best(self, question: str, count: int) -> tuple[int, ...]:
        """Positions of up to `count` texts that share a word with the question, best first."""
        tokens = self._tokens([question]) if self._count else None
        if tokens is None or not tokens.vocab:
            return ()
        places, scores = self._index.retrieve(
            tokens, k=min(count, self._count), show_progress=False
        )
        pairs = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return tuple(place for place, score in pairs if score > 0)

    def _tokens(self, texts: Sequence[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(
            list(texts), stopwords="en", stemmer=self._stemmer, show_progress=False
        )
