"""The names that a question holds against each other, and whether claims do so too. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from litsynth.lexical import printed_words, stem, stems
from litsynth.records import Claim

_COMPARING = frozenset(
    stem(word)
    for word in """and as beat compare exceed inferior or outdo outperform over superior surpass
    than versus vs""".split()
)


def compared(question: str) -> tuple[str, ...]:
    """The names between which `question` has a word that compares, in order: mT5 and XLM-R of
    "Does mT5 outperform XLM-R?". None if it compares no two.
    """
    words = [word.removesuffix("'s") for word in printed_words(question)]
    at = [place for place, word in enumerate(words) if _is_name(word)]
    pairs = [
        (words[one], words[other])
        for one, other in pairwise(at)
        if any(stem(word.casefold()) in _COMPARING for word in words[one + 1 : other])
    ]
    return tuple(dict.fromkeys(name for pair in pairs for name in pair))


def _is_name(word: str) -> bool:
    """Whether `word` has a capital after its first letter, or letters and digits: chrF, GPT-3."""
    letters = any(letter.isalpha() for letter in word)
    return any(letter.isupper() or (letter.isdigit() and letters) for letter in word[1:])


def named_together(names: Sequence[str], claims: Sequence[Claim], title: str) -> int:
    """How many of `names` the one of `claims` that has most of them names, with their paper's
    `title`. BERT is named in "BERT-base", but not in "BERTweet".
    """
    wanted = [set(stems(name)) for name in names]
    said = [set(stems(f"{title} | {claim.text} | {claim.quote}")) for claim in claims]
    return max((sum(name <= one for name in wanted) for one in said), default=0)
