"""Where sentences of scientific English begin and end. Pure; ADR 10 has the comparison.

Of other languages it knows the stops of Chinese and Japanese, after which no space stands.
"""

import re
from collections.abc import Iterator

from litsynth.spans import Span

_WIDE_STOPS = "。！？｡"
_STOP = re.compile(
    # A citation after the stop belongs to it, unless the next sentence goes on from it.
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:\s*\[\d[\d,;\s–-]*\](?!\s+[a-z]))?(?=\s)"
    rf"|[{_WIDE_STOPS}]+[\"'”’»)\]」』）】]*(?:\[\d[\d,;\s–-]*\])?"
)
_BEFORE = re.compile(r"^.*[\s(\[{“\"]", re.DOTALL)
_INITIALS = re.compile(r"(?:[A-Za-z]\.-?)+[A-Za-z]?|[A-Z]")
_NUMERAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}")
_COUNTED = re.compile(r"\(?(?:i{1,3}|iv|vi{0,3}|[b-h])\)")
"""Begins the next item of a list that runs on in one paragraph."""
_WITH_DIGIT = re.compile(r"[a-z]+\d[a-z]{2}")
_NEXT = re.compile(r"\s+([\"'“‘«(\[]*)(\S+)")

NEVER_LAST = frozenset(
    """e.g i.e eg ie vs viz cf fig figs eq eqs eqn eqns sec secs sect ref refs tab tabs tbl ch chap
    chaps app appx thm lem prop def alg ex dr prof mr mrs ms st jr sr gen col rev hon pp p pg vol
    vols ed eds trans approx ca resp incl excl esp avg nos para paras dept univ assoc
    proc conf symp int intl natl j trans sci phys rev lett comm appl comput engl biol chem med
    res soc inst ser suppl supp s.t w.r.t a.k.a i.i.d wrt jan feb mar apr jun jul aug sep sept oct
    nov dec ft""".split()
)
"""After these a full stop does not end a sentence."""

NUMBERED = frozenset({"art", "c", "no"})
"""Words that a number makes abbreviations: after "art. 5" a sentence goes on, after "art." not."""

SELDOM_LAST = frozenset(
    """al etc inc ltd co conc corp u.s u.k u.s.a e.u ph.d m.sc b.sc d.c a.m p.m max min math
    mt""".split()
)
"""After these it does only where what follows begins a sentence beyond doubt."""

_UNITS = frozenset("h s g m l d y min sec mol ft in".split())
"""Abbreviations only where no number stands before them: "after 5 min. Cells grew"."""
_COUNTS = re.compile(r"\d\s+$")
_PLAIN_WORD = re.compile(r"(?<![^\W\d_])[a-z]{5,}[\"'”’»)\]]*$")
_SUBJECT = re.compile(
    r"\s+[^\W\d_][^\s,.;:]*(?:,[^,.]{1,40},)?\s+(?:is|are|was|were|has|had|can|does|provides|supports"
    r"|implements|uses|offers|contains|starts|returns)\s"
)
"""A name in small letters and its verb, as of a programme: "... is fast. pyflow is a package"."""

STARTERS = frozenset(
    """the we this these that those in our it its there here however moreover furthermore
    additionally although though while when since as for to from with by on at after before during
    if unlike like given using based first second third finally then thus therefore hence also both
    each all some many most several such another other one two they their he she his her you your i
    an and but or not no yet so because despite even only recently results overall specifically
    similarly conversely consequently interestingly surprisingly notably importantly nevertheless
    nonetheless instead rather further next what which who how why where is are was were can let
    note see table figure section every any""".split()
)
"""Words that, with a capital, most often begin a sentence."""

_LONGEST_ASIDE = 240
"""Characters. A parenthesis open longer than this is a slip, and does not hold a sentence open."""
_LONGEST_OPEN = 5000
"""Characters of a sentence, back from a stop, that are looked at for open parentheses."""
_LONGEST_TOKEN = 200


def sentences(text: str, start: int = 0) -> Iterator[Span]:
    """Spans of the sentences of one paragraph, shifted by `start`: in order, without overlap.

    Together they cover every character of `text` but white space.
    """
    begin = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        is_wide = stop.group()[0] in _WIDE_STOPS
        if stop.start() < begin or not (is_wide or _ends_here(text, begin, stop)):
            continue
        yield Span(start + begin, start + stop.end())
        begin = _skip_space(text, stop.end())
    end = len(text.rstrip())
    if begin < end:
        yield Span(start + begin, start + end)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends_here(text: str, begin: int, stop: re.Match[str]) -> bool:
    follows = _NEXT.match(text, stop.end())
    if follows is None:
        return True
    quote, word = follows.groups()
    mark = stop.group()
    if _is_open(text, begin, stop):
        return False
    if (
        word[0].islower()
        and not _begins_small(mark, quote, word)
        and not _begins_with_name(text, begin, stop, word)
    ):
        return False
    if mark.startswith("..") or mark[0] == "…":
        return word[0].isupper()
    if mark[0] != ".":
        return word[0].isupper() or bool(quote) or word[0].isdigit()
    return _stop_ends(text, begin, stop.start(), word, is_closed=len(mark) > 1)


def _begins_with_name(text: str, begin: int, stop: re.Match[str], word: str) -> bool:
    """Whether a plain word ends before the stop, and a name in small letters and a verb follow."""
    return (
        word.casefold() not in STARTERS
        and _SUBJECT.match(text, stop.end()) is not None
        and _PLAIN_WORD.search(text, _token_from(begin, stop.start()), stop.start()) is not None
    )


def _stop_ends(text: str, begin: int, at: int, word: str, *, is_closed: bool) -> bool:
    """Whether the full stop at `at`, after which `word` comes, ends a sentence."""
    earliest = _token_from(begin, at)
    token = _BEFORE.sub("", text[max(text.rfind(" ", earliest, at) + 1, earliest) : at])
    bare = token.casefold().rstrip(".")
    starts = word.strip("\"'“‘([").rstrip(".,;:!?").casefold() in STARTERS and word[0].isupper()
    is_unit = token in _UNITS and _COUNTS.search(text, earliest, at - len(token))
    if is_unit or (is_closed and bare not in NEVER_LAST and bare != "al"):
        return True
    if bare in NUMBERED:
        return not word[0].isdigit()
    if bare in NEVER_LAST:
        return False
    if bare in SELDOM_LAST:
        return starts
    if _INITIALS.fullmatch(token) and begin < at - len(token):
        return starts
    # "1. Provide a space", "IV. Results": the number of a list item or a section.
    return not (_NUMERAL.fullmatch(token) and begin == at - len(token))


def _token_from(begin: int, at: int) -> int:
    """From where on to look for the word that ends at `at`, in a sentence begun at `begin`."""
    return max(begin, at - _LONGEST_TOKEN)


def _is_open(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the stop stands in a parenthesis that is closed soon after it."""
    earliest = max(begin, stop.end() - _LONGEST_OPEN)
    depth = text.count("(", earliest, stop.end())
    if depth == 0:
        return False
    depth -= text.count(")", earliest, stop.end())
    if depth <= 0:
        return False
    for at in range(stop.end(), min(len(text), stop.end() + _LONGEST_ASIDE)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return True
    return False


def _is_name(word: str) -> bool:
    """Whether a word that begins small is a name: iPhone and mBERT, mpi4py and word2vec.

    A Greek letter begins one as a capital does, and is not written large.
    """
    is_greek = "α" <= word[0] <= "ω"
    return is_greek or any(map(str.isupper, word[1:])) or _WITH_DIGIT.match(word) is not None


def _begins_small(mark: str, quote: str, word: str) -> bool:
    """Whether a word with a small first letter can begin a sentence after this mark."""
    if mark[0] in "!?":
        return not quote and _is_name(word)
    return bool(quote) or _is_name(word) or _COUNTED.fullmatch(quote + word) is not None
