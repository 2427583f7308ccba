"""Whether a hyphen at the end of a line is the word's own or the typesetter's. Pure.

PDF does not tell. The paper's own words decide where it uses the word elsewhere; where it does
not, what English does with such halves.
"""

import re
from collections.abc import Callable, Iterable

from litsynth.reading.printed import PrintedLine

Vocabulary = Callable[[str], bool]
"""Whether the paper has this case-folded word somewhere unbroken."""

_TAIL = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*$")
_HEAD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
ADDRESS = re.compile(r"https?:|www\.|://")
"""What makes a token a web address."""
_SHARED_HEAD = frozenset({"and", "or", "to", "as", "versus", "nor"})
"""After "two-" these begin the other half: "two- and three-fold"."""

_OPEN_FIRST = frozenset(
    """self non well high low long short large small real cross zero few one two three four five six
    seven eight nine ten open end state part first second third single double triple full half near
    far hard soft fast slow deep wide fine coarse general special domain task model user human
    machine language computer time space object word sentence token character document rule
    knowledge context right left top bottom semi pseudo quasi vice in-house step peer case class
    text question event entity gold run community hand free much less more best worst least most
    fully fewer higher lower larger smaller""".split()
)
"""Before a hyphen, these are words of their own where what follows is a word."""
_OPEN_LAST = frozenset(
    """based level specific aware scale quality performance driven oriented dependent independent
    related shot free trained tuned grained source sourced term order known defined written called
    established suited supervised supervision invariant agnostic efficient effective intensive rich
    poor dimensional parametric trivial purpose centric formatted friendly guided assisted induced
    generated engineered crafted coded labeled labelled annotated connected weighted wide house art
    value valued linear sized shaped side wise like style type theoretic reversal component
    learning reported perturbed bordered hop fold norm norms body wide dominated limited averaged
    optimized optimised focused powered enabled preserving aided controlled corrected constrained
    conditioned augmented sensitive insensitive resistant tolerant critical ready proof
    resolution throughput dimension length frequency energy order ended layer layered
    stage triangular diagonal""".split()
)
"""After a hyphen, these are words of their own whatever stands before it."""
_CLOSED_FIRST = frozenset(
    """there where here some any every what when who whom how over under out with within through
    fore after back frame net more further mean other never none like none though through up down
    into on off in per not may an be al to for there with bio micro macro inter intra super sub
    trans counter hyper auto infra ultra meta para poly mono photo electro thermo geo
    neuro""".split()
)
"""Before a hyphen, these are halves of words written as one."""
_CLOSED_LAST = frozenset(
    """ever fore over out self selves thing things body one where how what times work works base
    bases set sets ground line lines form forms formed forming ward wards hood ship ships less able
    ably fully fulness ness ment ments ally ities book books shop shops flow flows load loads stamp
    stamps mark marks worthy point points sheet sheets stone board boards lying standing stand most
    while man men paper age ages ance ence tion tions sion sions ing ings ated ates ating ate ative
    ize izes ized ise ises ised isms ism ist ists ity ible ical ically ated port ports act acts
    light lights lighted cast casts casting way ways town day days night room rooms keeping
    ware""".split()
)
"""After a hyphen, these are halves of words written as one, unless the paper does otherwise."""
_LOOSE_PREFIXES = frozenset("non pre multi co semi inter sub micro anti re post cross".split())
"""Prefixes that papers write either way, but mostly one way throughout."""
_SYLLABLE = 2
"""Letters. Prefixes so short are often no prefix: "re-cent", "co-bra"."""
_LEAST_HALF = 4
"""Letters. Shorter halves are too often syllables that happen to be words."""


def hyphen_stays(before: str, after: str, known: Vocabulary) -> bool:
    """Whether the hyphen between the end of a line and the start of the next is the word's own."""
    token = before[before.rfind(" ") + 1 :]
    if token.endswith("/") and not ADDRESS.search(token):
        return False  # "controller/-" and "worker".
    tail, head = _TAIL.search(token), _HEAD.match(after)
    if tail is None or head is None:
        return True  # A number, an address or a formula.
    first, second = tail.group(), head.group()
    joined, kept = (first + second).casefold(), f"{first}-{second}".casefold()
    if known(kept) != known(joined):
        return known(kept)
    if ADDRESS.search(token) or len(first) == 1 or second[0].isupper():
        return True
    return not known(joined) and _are_two_words(first.casefold(), second.casefold(), known)


def _are_two_words(first: str, second: str, known: Vocabulary) -> bool:
    """What English does with two halves that the paper has neither joined nor hyphenated."""
    last = first.rpartition("-")[2]
    begin = second.partition("-")[0]
    if last == "well" or (last, begin) == ("so", "called"):
        return True
    if last in _LOOSE_PREFIXES and known(f"{last}-") and (len(last) > _SYLLABLE or known(begin)):
        return True
    if "-" in second and known(last):
        return True  # "out-of-order"
    if begin in _OPEN_LAST and len(last) >= _LEAST_HALF - 1 and last not in _CLOSED_FIRST:
        return True
    if last in _OPEN_FIRST and begin not in _CLOSED_LAST:
        return known(begin)
    return (
        last not in _CLOSED_FIRST
        and begin not in _CLOSED_LAST
        and len(last) >= _LEAST_HALF - 1
        and len(begin) >= _LEAST_HALF
        and known(last)
        and known(begin)
    )


def halves_share(after: str) -> bool:
    """Whether a line that follows a hyphen goes on with "and": "two- and three-fold"."""
    return after.split(" ", 1)[0].casefold() in _SHARED_HEAD


_AROUND_WORDS = '.,;:!?()[]{}"“”‘/–—'


def whole_words(lines: Iterable[PrintedLine]) -> frozenset[str]:
    """The case-folded words of lines in reading order that no line end cuts.

    A prefix that is hyphenated somewhere ("non-linear") is among them with its hyphen ("non-").
    """
    pieces: list[str] = []
    is_cut = False
    for line in lines:
        text = line.text
        if is_cut:
            text = text.partition(" ")[2]
        if line.hyphen:
            text = text.rpartition(" ")[0]
        pieces.append(text)
        is_cut = line.hyphen
    text = " ".join(pieces).casefold()
    for sign in _AROUND_WORDS:  # Twice as fast as a pattern, three times as fast as translate.
        text = text.replace(sign, " ")
    words = set(text.split())
    words.update(f"{word.partition('-')[0]}-" for word in tuple(words) if "-" in word)
    return frozenset(words)
