"""Claims with evidence and a known label: what a judge is measured on. Reads JSON Lines files."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from litsynth.errors import ConfigError
from litsynth.groups import group_numbers
from litsynth.json_lines import lines_of
from litsynth.mistakes import in_a_line

_END = re.compile(r"(?<=[.!?])[\"'\u201d)\]]*\s+(?=[\"'\u201c(\[]?[A-Z0-9])")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|ca|approx|Fig|Figs|Eq|Dr|Mr|Mrs|Prof|St|No|Ref|Refs|resp|spp|sp"
    r"|[A-Z])\.)$"
)


class Label(StrEnum):
    SUPPORTED = "SUPPORTED"
    REFUTED = "REFUTED"
    NEI = "NEI"
    """Not enough information."""
    NOT_SUPPORTED = "NOT_SUPPORTED"
    """Refuted or not enough information: what two-way sets tell."""


CODES: Mapping[Label, int] = {label: code for code, label in enumerate(Label)}
"""Labels as numbers, where they are counted in arrays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    id: str
    claim: str
    sentences: tuple[str, ...]
    """The evidence, split."""
    label: Label
    group: str
    """Pairs of one group may not be told apart by a split: they share a source or a claim."""
    split: str = ""


def read_labelled(path: Path) -> tuple[LabelledPair, ...]:
    """The pairs of a file of JSON Lines, in order.

    A line is {"claim", "evidence" or "sentences", "label"}, with "id", "group", "split" if known.
    Raises ConfigError naming file and line.
    """
    pairs = []
    for number, line in enumerate(lines_of(path), start=1):
        if line.strip():
            try:
                pairs.append(_pair(json.loads(line), number))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise ConfigError(
                    f"{path}, line {number}: {in_a_line(error)}",
                    hint='A line is {"claim": "…", "evidence": "…" or "sentences": ["…"], '
                    '"label": "SUPPORTED", "REFUTED", "NEI" or "NOT_SUPPORTED"}.',
                ) from error
    if not pairs:
        raise ConfigError(f"{path} holds no pairs", hint="Give a file with one pair a line.")
    return tuple(pairs)


def sampled(pairs: Sequence[LabelledPair], at_most: int) -> tuple[LabelledPair, ...]:
    """Whole groups of `pairs`, in the order of the file, `at_most` pairs of them; groups that are
    too large are passed over, and the smallest is taken alone if all are.

    The same pairs give the same sample on every machine. Raises ValueError if `at_most` < 1.
    """
    if at_most < 1:
        raise ValueError(f"at_most must be at least 1, got {at_most}")
    tied: dict[int, list[int]] = {}
    for at, group in enumerate(tied_groups(pairs)):
        tied.setdefault(group, []).append(at)
    taken: list[int] = []
    for members in sorted(tied.values(), key=lambda ones: min(_drawn(pairs[at]) for at in ones)):
        if len(taken) + len(members) <= at_most:
            taken += members
    if not taken and tied:
        taken = min(tied.values(), key=len)
    return tuple(pairs[at] for at in sorted(taken))


def _drawn(pair: LabelledPair) -> bytes:
    key = "\n".join((pair.id, pair.claim, *pair.sentences))
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _pair(record: object, number: int) -> LabelledPair:
    if not isinstance(record, Mapping):
        raise TypeError("it is no JSON object")
    claim = _text(record["claim"], "claim").strip()
    if not claim:
        raise ValueError("the claim is empty")
    given = record.get("sentences")
    if given and not isinstance(given, list):
        raise TypeError(f"the sentences {given!r} are no list")
    if given:
        sentences = tuple(_text(sentence, "sentence").strip() for sentence in given)
    else:
        sentences = tuple(split_sentences(_text(record["evidence"], "evidence")))
    label = _label(str(record["label"]))
    if not any(sentences) and label in {Label.SUPPORTED, Label.REFUTED}:
        raise ValueError(f"the evidence is empty, and the label {label}")
    return LabelledPair(
        id=str(record.get("id", number)),
        claim=claim,
        sentences=tuple(sentence for sentence in sentences if sentence),
        label=label,
        group=str(record.get("group") or f"claim:{claim.casefold()}"),
        split=str(record.get("split", "")),
    )


def _text(value: object, what: str) -> str:
    """What stands there; null is nothing, and not the word "None"."""
    if not isinstance(value, str | None):
        raise TypeError(f"the {what} {value!r} is no text")
    return value or ""


def _label(given: str) -> Label:
    try:
        return Label(given.strip().upper())
    except ValueError:
        raise ValueError(f"the label {given!r} is none of {', '.join(Label)}") from None


def split_sentences(text: str) -> Iterator[str]:
    """Sentences of running text; abbreviations and initials do not end one."""
    start = 0
    for match in _END.finditer(text):
        if _NO_END.search(text[start : match.start()].rstrip("\"'\u201d)]")):
            continue
        if sentence := text[start : match.end()].strip():
            yield sentence
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def tied_groups(pairs: Sequence[LabelledPair]) -> tuple[int, ...]:
    """For each pair the number of its group, where a shared group, claim or evidence ties pairs."""
    first: dict[str, int] = {}
    ties = (
        (first.setdefault(key, at), at)
        for at, pair in enumerate(pairs)
        for key in (
            f"g:{pair.group}",
            f"c:{pair.claim.casefold()}",
            f"e:{' '.join(pair.sentences)}",
        )
    )
    return group_numbers(len(pairs), ties)


def resampling_groups(pairs: Sequence[LabelledPair]) -> tuple[int, ...]:
    """For each pair the number of the group that a bootstrap draws it with: as `tied_groups` has
    it, or, where one such group holds most pairs and there is nothing left to draw, as the file.
    """
    by_name = {name: at for at, name in enumerate(dict.fromkeys(pair.group for pair in pairs))}
    named = tuple(by_name[pair.group] for pair in pairs)
    for groups in (tied_groups(pairs), named):
        if 2 * max(Counter(groups).values(), default=0) <= len(pairs):
            return groups
    return tuple(range(len(pairs)))
