"""Usual short names of venues, and how proceedings and journals print them. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LINGUISTS = "association for computational linguistics"
_PRINTED: Mapping[str, tuple[str, ...]] = {
    "aaai": ("aaai conference on artificial intelligence",),
    "aacl": (f"asia-pacific chapter of the {_LINGUISTS}",),
    "acl": (f"annual meeting of the {_LINGUISTS}", "annual meeting of the acl"),
    "cl": ("computational linguistics, volume",),
    "coling": ("international conference on computational linguistics",),
    "conll": ("conference on computational natural language learning",),
    "cvpr": ("conference on computer vision and pattern recognition",),
    "eacl": (f"european chapter of the {_LINGUISTS}", "conference of the european acl"),
    "emnlp": ("empirical methods in natural language processing",),
    "iclr": ("international conference on learning representations",),
    "icml": ("international conference on machine learning",),
    "ijcai": ("international joint conference on artificial intelligence",),
    "ijcnlp": ("international joint conference on natural language processing",),
    "interspeech": ("international speech communication association",),
    "jmlr": ("journal of machine learning research",),
    "kdd": ("knowledge discovery and data mining",),
    "lrec": ("language resources and evaluation",),
    "naacl": (f"north american chapter of the {_LINGUISTS}",),
    "neurips": ("neural information processing systems", "nips"),
    "nips": ("neural information processing systems", "neurips"),
    "semeval": ("workshop on semantic evaluation",),
    "sigir": ("research and development in information retrieval",),
    "tacl": (f"transactions of the {_LINGUISTS}",),
    "wmt": ("conference on machine translation", "workshop on statistical machine translation"),
}


@dataclass(frozen=True, slots=True)
class VenueName:
    """What to look for in a venue's name, in lower case."""

    text: str
    whole_word: bool
    """Whether letters beside it make it another name: "acl" is not in "naacl"."""


def venue_names(given: str) -> tuple[VenueName, ...]:
    """What `given` may stand as: itself, and what it is the usual short name of."""
    # As the index and the database lower what they hold: folded, "ß" would be another letter.
    text = given.lower().strip()
    printed = _PRINTED.get(text)
    if printed is None:
        return (VenueName(text, whole_word=False),)
    return (
        VenueName(text, whole_word=True),
        *(VenueName(each, whole_word=each in _PRINTED) for each in printed),
    )


def commonest(venues: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """The five venues that occur most often, each with how often."""
    return tuple(Counter(filter(None, venues)).most_common(5))
