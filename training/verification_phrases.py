"""Noun phrases for made pairs, taken from abstracts whose licence allows it: what is done, what it
does something to, and where. No tagger: a phrase is what stands between a verb or a preposition
and the next small word, and only phrases met more than once are kept.
"""

import random
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.rows import rows

_SMALL = (
    "by|on|in|when|while|and|or|which|that|for|with|compared|over|across|without|to|from|under|"
    "than|as|through|via|at|but|both|is|are|was|were|has|have|had|if|because|during|where|using|"
    "against|among|between|of|into|can|may|not|upon|more|less|even|also|we|our|their|its|this|"
    "these|those|such|respect|terms|order|means|based|further|significantly|up|it|them|other"
)
_WORDS = rf"((?:(?!(?:{_SMALL})\b)[a-z][a-z-]+\s){{%s}}(?!(?:{_SMALL})\b)[a-z][a-z-]+)"
_END = rf"(?=\s(?:{_SMALL})\b|[.,;:])"
_EFFECT = re.compile(
    r"\b(?:improv|increas|enhanc|reduc|decreas|boost|lower|degrad|rais)(?:es|e|ed|s|ing)\s"
    r"(?:the\s|its\s|their\s|model\s)?" + _WORDS % "0,2" + _END
)
_CAUSE = re.compile(
    r"\b(?:using|via|by|employing|incorporating|applying|adding|introducing|leveraging)\s"
    r"(?:the\s|a\s|an\s)?" + _WORDS % "1,2" + _END
)
_SETTING = re.compile(r"\b(?:in|on|for|across)\s(?:the\s)?" + _WORDS % "1,2" + _END)
_DETERMINERS = re.compile(
    r"^(?:the|a|an|any|some|all|each|every|two|three|several|many|most|new|novel|proposed|"
    r"different|various|same|only|first|recent|existing|extensive|large|high|low|strong|better|"
    r"simple|multiple|additional|state|showing|focusing|directly|how|what|one)\b"
)
_SENTENCE = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z])")
_LEAST_SEEN = 2
_SHORTEST, _LONGEST = 40, 220
_SENTENCES = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases without article, in lower case, each list in a fixed order."""

    causes: tuple[str, ...]
    effects: tuple[str, ...]
    settings: tuple[str, ...]
    sentences: tuple[str, ...]
    """Real sentences of abstracts, to stand beside made ones."""


def read_papers(paths: Iterable[Path], without: Container[str] = ()) -> list[tuple[str, str]]:
    """Title and abstract of each paper that has both, from gzipped JSON lines; `without` those
    whose "id" it holds.
    """
    return [
        (one["title"], one["abstract"])
        for path in paths
        for one in rows(path)
        if one.get("abstract") and one["id"] not in without
    ]


def harvest(abstracts: Sequence[str], rng: random.Random) -> Phrases:
    """The phrases and some sentences of `abstracts`."""
    sentences = [
        sentence
        for abstract in rng.sample(list(abstracts), min(len(abstracts), _SENTENCES // 4))
        for sentence in _SENTENCE.split(abstract)
        if _SHORTEST <= len(sentence) <= _LONGEST
    ]
    return Phrases(
        causes=_often(_CAUSE, abstracts),
        effects=_often(_EFFECT, abstracts),
        settings=_often(_SETTING, abstracts),
        sentences=tuple(rng.sample(sentences, min(_SENTENCES, len(sentences)))),
    )


def _often(pattern: re.Pattern[str], abstracts: Sequence[str]) -> tuple[str, ...]:
    seen = Counter(match.group(1) for text in abstracts for match in pattern.finditer(text))
    return tuple(
        sorted(
            phrase
            for phrase, count in seen.items()
            if count >= _LEAST_SEEN and not _DETERMINERS.match(phrase) and not phrase.endswith("ly")
        )
    )
