"""Small papers of our own, as documents, and an encoder that needs no model."""

import hashlib

import numpy as np

from litsynth.claims.places import Sentence
from litsynth.lexical import stems
from litsynth.records import (
    Block,
    BlockKind,
    Depth,
    Document,
    Line,
    PaperId,
    Section,
    SectionKind,
)
from litsynth.spans import Span


class WordEncoder:
    """Texts that share words are near: each stem is one of 512 directions."""

    name = "words"

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.extend(texts)
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in enumerate(texts):
            for stem in stems(text):
                digest = hashlib.sha256(stem.encode()).digest()
                vectors[row, int.from_bytes(digest[:4], "big") % 512] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)


def paper(*sections, depth=Depth.FULL_TEXT, lines=True):
    """A document of (kind, heading, sentences) sections, each one paragraph on a page of its own.

    A sentence may be a pair of block kind and text.
    """
    text = ""
    spans, blocks, parts, printed = [], [], [], []
    for page, (kind, heading, sentences) in enumerate(sections, start=1):
        begin = len(text)
        for sentence in sentences:
            block, words = (
                sentence if isinstance(sentence, tuple) else (BlockKind.PARAGRAPH, sentence)
            )
            span = Span(len(text), len(text) + len(words))
            spans.append(span)
            blocks.append(Block(kind=block, span=span))
            text += words + " "
        printed.append(Line(span=Span(begin, len(text)), page=page))
        parts.append(Section(kind=kind, heading=heading, span=Span(begin, len(text))))
    return Document(
        paper=PaperId("test:paper"),
        text=text,
        depth=depth,
        sentences=tuple(spans),
        sections=tuple(parts),
        blocks=tuple(blocks),
        lines=tuple(printed) if lines else (),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        reader="test",
    )


def sentence(text, *, section=SectionKind.RESULTS, heading="Results", running=True):
    from litsynth.claims.citations import without_citations

    return Sentence(
        span=Span(0, len(text)),
        text=text,
        plain=without_citations(text),
        section=section,
        heading=heading,
        index=1,
        count=4,
        at=0.5,
        running=running,
    )


KITES = (
    (
        SectionKind.ABSTRACT,
        "Abstract",
        (
            "Kites are flown in many countries.",
            "We present WingTail, a model of how kite tails damp oscillation.",
            "Experiments on 40 kites show that longer tails reduce oscillation by 35%.",
            "Our results suggest that tail length matters more than tail weight.",
        ),
    ),
    (
        SectionKind.INTRODUCTION,
        "Introduction",
        (
            "Kite flying has been popular for centuries (Marsh and Reed, 1999).",
            "Marsh et al. (2004) found that heavy tails reduce lift.",
            "In this paper, we present WingTail, which predicts oscillation from tail length.",
            "The rest of this paper is organized as follows.",
        ),
    ),
    (
        SectionKind.METHODS,
        "Method",
        (
            "We measured each kite ten times in a steady wind.",
            "Let k be the stiffness of the line.",
        ),
    ),
    (
        SectionKind.RESULTS,
        "Results",
        (
            "We find that WingTail predicts oscillation with an error of 4.2% [3, 7].",
            "Kites with long tails were significantly more stable than kites without tails.",
            (BlockKind.CAPTION, "Figure 2: Oscillation increases in stronger wind and decreases."),
            "Does the colour of a tail matter for its stability?",
            "Table 3 shows the oscillation of all kites that we tested.",
        ),
    ),
    (
        SectionKind.CONCLUSION,
        "Conclusion",
        (
            "We have shown that longer tails reduce oscillation by 35% on 40 kites of all shapes.",
            "In future work, we will test our model with box kites.",
            "Our code is publicly available at https://example.org/kites.",
        ),
    ),
    (
        SectionKind.ACKNOWLEDGEMENTS,
        "Acknowledgements",
        ("We thank the kite club, whose members improved our results.",),
    ),
    (
        SectionKind.REFERENCES,
        "References",
        ("Marsh, J. and Reed, P. showed that kites outperform balloons. 1999.",),
    ),
)
"""A paper with claims, and one of everything that is none."""
