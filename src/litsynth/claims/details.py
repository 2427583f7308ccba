"""What a claim holds that can be checked: figures with units, names; how checkable it is. Pure."""

import re
from collections.abc import Sequence

from litsynth.claims.cues import cues_in
from litsynth.lexical import STOP_WORDS
from litsynth.records import Figure

_UNITS = (
    r"%|per\s?cent(?:age\s+points?)?|percentage\s+points?|points?|pp\b|pts?\b|times|fold|-fold|[x\u00d7]\b"
    r"|±|°\s?C|°|K\b|[mµμn]?s\b|ms\b|sec(?:onds?)?|min(?:utes?)?|h(?:ours?)?\b|days?|weeks?|months?|years?"
    r"|[kMG]?Hz|[kMGT]?B\b|[kMGT]i?B\b|[kMGT]?eV|[kmcnµμ]?m\b|[kmµμ]?g\b|mmol|mol|[kM]?Pa|[mk]?W\b"
    r"|[mk]?V\b|d[B]\b|Å|BLEU|FLOPs|GFLOPs|tokens?|parameters|sentences|examples|samples|words"
    r"|patients|participants|students|papers|languages|tasks|datasets"
)
_NUMBER = re.compile(
    r"(?<![\w.\-\u2013/^$])(?P<sign>[-\u2212+~\u223c±]?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.]*\d|[A-Za-z]+\d)"
    r"(?P<gap>[\s\-]?)(?P<scale>(?:thousand|million|billion|trillion|[kKMB](?=\b))?)\s?"
    rf"(?P<unit>(?:{_UNITS})?)"
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "b": 1e9,
           "trillion": 1e12}  # fmt: skip
_POINTED = re.compile(
    r"(?:\b(?:Fig(?:ure)?s?|Tab(?:le)?s?|Sec(?:tion)?s?|Eqs?|Equations?|Appendix|Chapter|Algorithm"
    r"|Theorem|Lemma|Corollary|Proposition|Definition|Remark|Conjecture|Ref(?:s|erence)?|Step|Phase"
    r"|Example|Experiment|Study|Part|No|Type|Class|Level|v|version|and|to|,)\.?\s*\(?|[§\[(])$",
    re.IGNORECASE,
)
_YEARS = range(1800, 2100)
_SAME_UNIT = {
    "per cent": "%", "percent": "%", "percentage point": "points", "percentage points": "points",
    "point": "points", "pp": "points", "pt": "points", "pts": "points", "\u00d7": "x", "times": "x",
    "fold": "x", "-fold": "x",
}  # fmt: skip

_NAME = re.compile(
    r"(?<![\w-])(?:[A-Z]\w*(?:[-+./]\w+)*|[a-z]+[A-Z]\w*)(?:\s+(?:[A-Z]\w*|\d+(?:\.\d+)?)(?:[-+./]\w+)*)*"
)
_INNER_CAPITAL = re.compile(r"\w[A-Z]|[A-Z]\w*\d|\d[A-Z]|^[A-Z]{2,}|^[A-Z][\w-]*-[A-Z\d]")
_METRICS = re.compile(
    r"\b(?:accuracy|F1(?:[- ]score)?|F-score|BLEU|ROUGE(?:-\w+)?|METEOR|chrF|perplexity|precision"
    r"|recall|AUC|AUROC|RMSE|MAE|MRR|nDCG|NDCG|mAP|word error rate|WER|exact match|sensitivity"
    r"|specificity|correlation|latency|throughput|runtime|memory|p-value|odds ratio|hazard ratio)\b"
)
_NO_NAMES = frozenset(
    "We Our This These In On For The It They A An As At By From If Of To With However Moreover Here"
    " Fig Figure Figures Table Tables Section Sections Eq Equation Appendix Ref Refs REF Theorem"
    " Lemma Conjecture I II III IV V VI Overall Results Finally Thus Therefore Additionally"
    " Furthermore Further Note While When Although Both All Since Using There Each One Two".split()
)

_COMMON = frozenset(
    "English French German Spanish Italian Portuguese Chinese Japanese Russian Arabic Latin Monday"
    " Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July"
    " August September October November December Internet Web".split()
)
"""Capitalised words that tell no paper apart from others; rarer languages do."""

_BASE = 0.4
_FOR = (
    ("figures", 0.2, "gives figures"),
    ("names", 0.15, "names what it is about"),
    ("compares", 0.15, "compares"),
    ("relates", 0.1, "says how one thing changes or depends on another"),
)
_AGAINST = (
    ("points_back", 0.2, "leans on the sentence before"),
    ("points_to_float", 0.15, "leans on a figure, table or section"),
    ("hedges", 0.05, "is hedged"),
    ("makes", 0.15, "says what was made, not what was found"),
    ("done", 0.2, "says what was done, not what was found"),
    ("vague", 0.15, "names nothing that could be looked for"),
)
_DONE = frozenset({"we_do", "we_aim", "passive_method"})
_FOUND = frozenset({"we_find", "results_show", "suggest", "change", "compare", "relate", "we_make"})
_BACK = re.compile(
    r"^(?:\W*)(?:(?:[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ss]uch)(?!\s+(?:paper|work|study|article|experiment))"
    r"|[Ii]t\b(?!\s+is\s+\w+\s+that|\s\[)|[Tt]hey\b(?!\s\[)|[Tt]he\s+(?:latter|former|same|above|second|first"
    r"|third|other)\b|[Hh]e\b|[Ss]he\b)|\b(?:the\s+(?:latter|former)|as\s+(?:above|before)|aforementioned"
    r"|(?:all|both|each|most|some|none|one)\s+of\s+(?:these|those|them))\b"
)


def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of `text` in order; no years, and no numbers that only name or point."""
    found: list[Figure] = []
    for match in _NUMBER.finditer(text):
        value = float(match["number"].replace(",", ""))
        unit = _unit(match["unit"])
        named = _POINTED.search(text[: match.start()][-16:])
        is_year = not unit and not match["scale"] and "." not in match["number"] and value in _YEARS
        if is_year or (named and not unit and not _lists_figures(text, match.start())):
            continue
        if match["sign"] in {"-", "\u2212"}:
            value = -value
        value *= _SCALES.get(match["scale"].casefold(), 1.0)
        found.append(Figure(text=match.group().strip(), value=value, unit=unit))
    return tuple(found)


def _lists_figures(text: str, start: int) -> bool:
    """Whether a number after a comma, "and" or a bracket goes on with a row of figures."""
    return bool(re.search(r"(?:\d[\d.%]*\s*(?:,|and|to|or)\s*(?:and\s+)?|\()$", text[:start]))


def _unit(printed: str) -> str:
    folded = " ".join(printed.split())
    return _SAME_UNIT.get(folded.casefold(), folded)


def names(text: str) -> tuple[str, ...]:
    """Models, data sets, metrics and other proper names in `text`, in order, each once."""
    found: dict[str, int] = {}
    for match in _NAME.finditer(text):
        words = match.group().split()
        if _opens(text, match.start()) and not _INNER_CAPITAL.search(words[0]):
            words = words[1:]  # It may have its capital only because it opens the sentence.
        while words and (words[0] in _NO_NAMES or words[0][0].isdigit()):
            words = words[1:]
        name = " ".join(words).rstrip(".")
        if len(name) > 1 and name not in _COMMON:
            found.setdefault(name, text.find(name, match.start()))
    for match in _METRICS.finditer(text):
        inside = [name for name, at in found.items() if match.start() <= at < match.end()]
        if any(match.group() in name for name in found):
            continue
        for name in inside:
            del found[name]
        found[match.group()] = match.start()
    return tuple(sorted(found, key=lambda name: found[name]))


def _opens(text: str, start: int) -> bool:
    return not text[:start].strip() or text[:start].rstrip().endswith((".", ":", "\u201c", '"'))


def checkability(
    text: str, *, given: Sequence[Figure], named: Sequence[str]
) -> tuple[float, tuple[str, ...]]:
    """How checkable the claim is, from 0 to 1, and what speaks for and against, in words."""
    cues = set(cues_in(text))
    content = [word for word in text.casefold().split() if word.strip(".,;:") not in STOP_WORDS]
    signs = {
        "figures": bool(given),
        "names": bool(named),
        "compares": "compare" in cues,
        "relates": bool(cues & {"change", "relate"}),
        "points_back": bool(_BACK.search(text)),
        "points_to_float": "figure_table" in cues,
        "hedges": "hedge" in cues,
        "makes": "we_make" in cues and not cues & {"we_find", "results_show", "compare"},
        "done": bool(cues & _DONE) and not cues & _FOUND,
        "vague": len(content) < 6 and not given and not named,  # noqa: PLR2004
    }
    total = _BASE + sum(by for name, by, _ in _FOR if signs[name])
    total -= sum(by for name, by, _ in _AGAINST if signs[name])
    reasons = tuple(why for name, _, why in (*_FOR, *_AGAINST) if signs[name])
    return round(min(max(total, 0.0), 1.0), 2), reasons
