"""What a question is about, without the words that ask for papers on it."""

from litsynth.lexical import STOP_WORDS, words
from litsynth.search.wording import ASKING

_PAPERS = frozenset(
    """article articles literature paper papers publication publications research studies study
    work works""".split()
)
_AROUND = STOP_WORDS | ASKING
_LEAST = 2
"""Words that must be left: fewer are hardly a subject."""


def subject(question: str) -> str:
    """`question` without an opening such as "Which studies have explored".

    An embedding takes that opening for part of the meaning, and so finds papers about studies.
    Only what stands before the first other word goes, and only where it names papers: all of "How
    does sleep affect memory?" is its subject, and so is all of "Work stress in nurses".
    """
    given = question.split()
    opening = 0
    while opening < len(given) and _carries_no_topic(given[opening]):
        opening += 1
    asks = any(_PAPERS.intersection(words(word)) for word in given[:opening])
    if opening < _LEAST or not asks or len(given) - opening < _LEAST:
        return question
    return " ".join(given[opening:])


def _carries_no_topic(word: str) -> bool:
    return all(part in _AROUND for part in words(word))
