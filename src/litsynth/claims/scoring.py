"""How much each sentence looks like a claim of the paper's own. Pure."""

from collections.abc import Sequence

from litsynth.claims.cues import cues_in
from litsynth.claims.places import Sentence
from litsynth.records import SectionKind

_CUE = {
    "we_find": 0.30, "results_show": 0.25, "suggest": 0.15, "conclude": 0.15, "we_make": 0.15,
    "compare": 0.12, "change": 0.08, "achieve": 0.05, "significant": 0.08, "percent": 0.08,
    "relate": 0.06, "our_thing": 0.06, "therefore": 0.05, "gap": -0.15, "background": -0.08,
    "example": -0.15, "we_aim": -0.15, "we_do": -0.10, "passive_method": -0.08,
    "figure_table": -0.10, "others": -0.05, "need": -0.05,
}  # fmt: skip
_SECTION = {
    SectionKind.ABSTRACT: 0.15, SectionKind.CONCLUSION: 0.15, SectionKind.RESULTS: 0.10,
    SectionKind.DISCUSSION: 0.08, SectionKind.INTRODUCTION: -0.05, SectionKind.METHODS: -0.15,
    SectionKind.RELATED_WORK: -0.25, SectionKind.LIMITATIONS: -0.10, SectionKind.APPENDIX: -0.15,
}  # fmt: skip


def claim_scores(sentences: Sequence[Sentence]) -> tuple[float, ...]:
    """One score a sentence, from 0 to 1, in order."""
    return tuple(_score(sentence) for sentence in sentences)


def _score(sentence: Sentence) -> float:
    place = sentence.index / max(sentence.count - 1, 1)
    total = 0.3 + _SECTION.get(sentence.section, 0.0)
    if sentence.section is SectionKind.ABSTRACT:
        total += 0.25 * (place - 0.5)
    total += sum(_CUE.get(name, 0.0) for name in cues_in(sentence.plain))
    return min(max(total, 0.0), 1.0)
