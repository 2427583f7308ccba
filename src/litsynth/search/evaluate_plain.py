"""The rankings that a search must beat: plain BM25, and the plain cosine of an encoder."""

from collections.abc import Mapping, Sequence

import numpy as np

from litsynth.ports import Encoder, Vectors
from litsynth.records import Paper
from litsynth.search.evaluate import DEPTH, Ranking
from litsynth.search.plain_bm25 import PlainBm25
from litsynth.search.rank import searched_text

BM25 = "BM25, raw question"
COSINE = "cosine, raw question"


def plain_rankings(
    papers: Sequence[Paper], vectors: Vectors, encoder: Encoder
) -> Mapping[str, Ranking]:
    """By name, rankings of all of `papers` by title and abstract, for the question as it stands.

    vectors: shape (n, d), one row a paper, by `encoder`.
    """
    bm25 = PlainBm25([searched_text(paper) for paper in papers])

    def by_words(question: str) -> Sequence[Paper]:
        return [papers[place] for place in bm25.best(question, DEPTH)]

    def by_meaning(question: str) -> Sequence[Paper]:
        nearness = vectors @ encoder.encode([question])[0]
        return [papers[place] for place in np.argsort(-nearness, kind="stable")[:DEPTH]]

    return {BM25: by_words, COSINE: by_meaning}
