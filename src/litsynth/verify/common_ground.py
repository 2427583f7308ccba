"""What else makes two papers one witness: the same data set, a citation, the same words. Pure.

Only the passages that bear an outcome are looked at, and only what they say themselves: a paper
that merely has another one in its bibliography has not taken its finding from there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from litsynth.citing import NUMBERS, entry_number, numbers_of
from litsynth.records import Paper
from litsynth.surnames import folded, surname
from litsynth.verify.names import squeezed

KNOWN_DATA_SETS = frozenset(
    """xnli mnli multinli snli squad xquad mlqa tydiqa glue superglue xtreme xglue paws-x pawsx
    conll-2003 ontonotes hotpotqa triviaqa msmarco beir mmlu gsm8k humaneval wikitext wikitext-103
    bookcorpus commoncrawl c4 imagenet cifar-10 cifar-100 mnist coco ms-coco ade20k kitti
    cityscapes librispeech commonvoice voxceleb audioset kinetics-400 movielens ogbn-arxiv qm9 zinc
    mimic-iii mimic-iv mimic-cxr chexpert nhanes adni abide brats tcga gtex 1000genomes clinvar
    openneuro physionet ukbiobank worldclim era5 merra-2 landsat modis sentinel-2 gbif cmip5 cmip6
    """.split()
)
"""Names that mean one data set wherever they stand, without blanks, in small letters."""
_NOT_NAMES = frozenset(
    """covid-19 covid19 sars-cov-2 hiv hiv-1 mri fmri ct eeg ecg rna dna rna-seq scrna-seq us usa uk
    eu nlp ml ai qa nli nmt mt asr ocr 2d 3d 4d rgb rgb-d x-ray""".split()
)
"""Written like names, but kinds of data or places."""
_WORD = r"[^\W_]+(?:[-/.][^\W_]+)*"
_NAMED = re.compile(rf"({_WORD}) (?:data ?sets?|benchmarks?|corpus|corpora)\b")
_ANY_WORD = re.compile(_WORD)
_TWO_WORDS = re.compile(r"UK Biobank|MS COCO|MS MARCO|Common Voice|Common Crawl|Penn Treebank")
_PERSON = r"[^\W\d_a-z][\w'\u2019-]+"
# A year alone tells little: who is compared with the authors of a paper that is known.
_AUTHORS = re.compile(
    rf"({_PERSON})(?P<more> et al\.?| (?:and|&) {_PERSON})?,? ?[(\[]?((?:19|20)\d\d)\b"
)
_NUMBERS = re.compile(rf"\[({NUMBERS})\]")
_LEAST_TITLE = 20
"""Letters of a title below which it may stand in an entry by chance."""
_LEAST_WORDS = 40
"""Letters of a passage below which two papers may say the same by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One paper, with the passages by which it bears an outcome."""

    paper: Paper
    quotes: tuple[str, ...]
    bibliography: tuple[str, ...] = ()
    """Its entries as printed; empty where they are not known."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two bearers, by position, that are one witness, and why in words."""

    one: int
    other: int
    why: str


def ties(bearers: Sequence[Bearer]) -> tuple[Tie, ...]:
    """Every tie between two of `bearers`, in order, one reason each."""
    found = []
    for one, other in combinations(range(len(bearers)), 2):
        why = next(_reasons(bearers[one], bearers[other]), None)
        if why:
            found.append(Tie(one, other, why))
    return tuple(found)


def _reasons(one: Bearer, other: Bearer) -> Iterator[str]:
    mine, theirs = ({squeezed(q) for q in bearer.quotes} for bearer in (one, other))
    if any(len(quote) >= _LEAST_WORDS for quote in mine & theirs):
        yield "that say it in the same words"
    if cites(one, other.paper) or cites(other, one.paper):
        yield "of which one cites the other for it"
    if shared := _works(one) & _works(other):
        who, year = min(shared)
        yield f"that both cite {who} ({year}) for it"
    if common := _sets_of(one) & _sets_of(other):
        yield f"on the same data set ({min(common)})"


def data_sets(text: str) -> frozenset[str]:
    """Names of data sets in `text`, as written: well-known ones, and what is called one there."""
    found = {word for word in _ANY_WORD.findall(text) if word.casefold() in KNOWN_DATA_SETS}
    found.update(_TWO_WORDS.findall(text))
    for name in _NAMED.findall(text):
        shaped = any(letter.isupper() for letter in name[1:])
        if shaped and len(name) > 2 and name.casefold() not in _NOT_NAMES:  # noqa: PLR2004
            found.add(name)
    return frozenset(found)


def cites(bearer: Bearer, paper: Paper) -> bool:
    """Whether a passage of `bearer` cites `paper`: by author and year, or by an entry's number."""
    quotes = " ".join(bearer.quotes)
    first = surname(paper.authors[0]) if paper.authors else ""
    if first and paper.year is not None:
        # A surname of several words, as a group's, begins before what looks like a person.
        at_end = re.compile(rf"(?<![\w'\u2019-]){re.escape(first)}$")
        for match in _AUTHORS.finditer(quotes):
            if int(match[3]) == paper.year and at_end.search(folded(quotes[: match.end(1)])):
                return True
    title = squeezed(paper.title)
    if len(title) < _LEAST_TITLE:
        return False
    asked = {number for match in _NUMBERS.finditer(quotes) for number in numbers_of(match[1])}
    return any(
        entry_number(entry) in asked and title in squeezed(entry) for entry in bearer.bibliography
    )


def _works(bearer: Bearer) -> frozenset[tuple[str, str]]:
    """(first author, year) of works that its passages cite and that no other words look like."""
    return frozenset(
        (match[1], match[3])
        for quote in bearer.quotes
        for match in _AUTHORS.finditer(quote)
        if match["more"]  # "In March 2020" names no work.
    )


def _sets_of(bearer: Bearer) -> frozenset[str]:
    return frozenset(name for quote in bearer.quotes for name in data_sets(quote))
