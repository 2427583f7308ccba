"""Names of things (models, data sets, genes, drugs, languages) that two sentences share. Pure."""

import re
from collections.abc import Collection, Sequence

_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"\u201c(]\s*)$")
_SHORTEST = 3
_NO_NAMES = frozenset({"SOTA", "SotA"})
_SHOUTED = 5
"""Longer words in capitals are headings ("BACKGROUND") or emphasis."""


def names(text: str) -> frozenset[str]:
    """Case-folded names in `text`: BERT, mBERT, GPT-3, XQuAD, IL-6, Swahili.

    A plain capitalised word counts unless it opens a sentence; a plural s is dropped.
    """
    return frozenset(_spelt(text))


def as_written(found: Collection[str], text: str) -> tuple[str, ...]:
    """Those of the `names` of `text` that are in `found`, in its order and its spelling."""
    return tuple(spelling for name, spelling in _spelt(text).items() if name in found)


def _spelt(text: str) -> dict[str, str]:
    """The names of `text` in order, each with its first spelling."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        rest = word[1:]
        shaped = any(letter.isupper() for letter in rest) or (
            any(letter.isdigit() for letter in word) and any(letter.isalpha() for letter in word)
        )
        is_shouted = shaped and word.isupper() and word.isalpha() and len(word) > _SHOUTED
        if is_shouted or word in _NO_NAMES:
            continue
        opens = _SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()])
        if shaped or (word[0].isupper() and len(word) >= _SHORTEST and not opens):
            folded = word.casefold()
            # "LSTMs" is "LSTM"; "Lagos" keeps its s.
            if folded.endswith("s") and word[-2:-1].isupper():
                folded, word = folded[:-1], word[:-1]
            found.setdefault(folded, word)
    return found


def shared_names(claim: str, passage: str) -> tuple[frozenset[str], frozenset[str]]:
    """(names of the claim that the passage has too, names of the claim that it lacks).

    A name counts as had however the passage writes it: lower case, with another hyphen or an s.
    """
    words = [squeezed(match.group()) for match in _PART.finditer(passage)]
    wanted = names(claim)
    had = frozenset(name for name in wanted if _stands_in(squeezed(name), words))
    return had, wanted - had


def _stands_in(name: str, words: Sequence[str]) -> bool:
    """Whether some words in a row are `name`: "gpt" and "3" are "gpt3", "them" is not "em"."""
    for start in range(len(words)):
        joined = ""
        for word in words[start:]:
            joined += word
            if joined in {name, f"{name}s"}:
                return True
            if not name.startswith(joined):
                break
    return False


def squeezed(text: str) -> str:
    """`text` in lower case, letters and digits only, so that "GPT-3" meets "gpt 3"."""
    return re.sub(r"[\W_]+", "", text.casefold())
