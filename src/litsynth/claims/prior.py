"""What wording and section alone say for and against a claim, by hand-set weights. Pure.

One input of the trained listing among others; the weights were set before anything was measured.
"""

from litsynth.claims.cues import cues_in
from litsynth.claims.places import Sentence
from litsynth.records import SectionKind

_START = 0.3
_ABSTRACT_SLOPE = 0.25
_CUES = {
    "we_find": 0.30, "results_show": 0.25, "suggest": 0.15, "conclude": 0.15, "we_make": 0.15,
    "compare": 0.12, "change": 0.08, "significant": 0.08, "percent": 0.08, "relate": 0.06,
    "our_thing": 0.06, "achieve": 0.05, "therefore": 0.05, "others": -0.05, "need": -0.05,
    "background": -0.08, "passive_method": -0.08, "we_do": -0.10, "figure_table": -0.10,
    "gap": -0.15, "example": -0.15, "we_aim": -0.15,
}  # fmt: skip
_SECTIONS = {
    SectionKind.ABSTRACT: 0.15, SectionKind.CONCLUSION: 0.15, SectionKind.RESULTS: 0.10,
    SectionKind.DISCUSSION: 0.08, SectionKind.INTRODUCTION: -0.05, SectionKind.METHODS: -0.15,
    SectionKind.RELATED_WORK: -0.25, SectionKind.LIMITATIONS: -0.10, SectionKind.APPENDIX: -0.15,
}  # fmt: skip


def prior(sentence: Sentence) -> float:
    """From 0 to 1: how claim-like the sentence is by its cues and its section."""
    total = _START + _SECTIONS.get(sentence.section, 0.0)
    if sentence.section is SectionKind.ABSTRACT:
        share = sentence.index / max(sentence.count - 1, 1)
        total += _ABSTRACT_SLOPE * (share - 0.5)
    total += sum(_CUES.get(name, 0.0) for name in cues_in(sentence.plain))
    return min(max(total, 0.0), 1.0)
