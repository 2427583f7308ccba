"""Characters as they should be, and lines joined to text.

Cleaning twice changes nothing more. Knows nothing of pages.
"""

import re
import unicodedata
from collections.abc import Callable

from litsynth.reading.printed import RAISED, RAISED_END

Vocabulary = Callable[[str], bool]
"""Whether the paper has this case-folded word somewhere unbroken."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_UNWANTED = re.compile(
    # Controls but tab and newline, soft hyphens, zero-width and direction marks, byte order marks,
    # lone surrogates, non-characters, and private use but the marks of raised type.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff0-\uffff\ud800-\udfff\ue002-\uf8ff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BULLET_CONTROL = re.compile("^[\x0f\x88\x95\uf0b7\uf0a7\uf076\u25aa\u25cf\u2043\u2219]\\s*")
_LOOSE_ACCENT = re.compile(r"([´`¨ˆ˜˝ˇ¸˚¯˘˙])\s?([A-Za-zıȷ])|([A-Za-z])\s?([´¨ˆ˜˝ˇ¸˚])(?=[a-z])")
_STRAY_ACCENT = re.compile(r"\s+[´`¨ˆ˜˝ˇ¸˚¯˘˙](?=\s|$)")
_COMBINING = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "˝": "\u030b",
    "ˇ": "\u030c", "¸": "\u0327", "˚": "\u030a", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_POWER = re.compile(rf"(?<=\d){RAISED}([\d]+){RAISED_END}")
_LONE_MARK = re.compile(rf"\s*{RAISED}[\d,*†‡§¶∗⋆]*{RAISED_END}(?:\s+(?=[.,;:)\]]))?")
_RAISED_ANY = re.compile(f"[{RAISED}{RAISED_END}]")

_KEEPS_HYPHEN_AFTER = frozenset(
    """self non well high low long short large small real cross zero few one two three four five six
    seven eight nine ten open end state part first second third single double full half near far
    hard soft fast slow deep wide fine coarse general special data domain task model user human
    machine language computer time space object word sentence token character document rule
    knowledge context hand top bottom left right right-hand left-hand all so up out on off best ill
    post-hoc semi pseudo quasi ex vice in-house step peer case class state-of-the text question
    event entity gold""".split()
)
_KEEPS_HYPHEN_BEFORE = frozenset(
    """based level specific aware scale quality performance driven oriented dependent independent
    related of to the art shot free like trained tuned tuning grained source sourced term order
    house line world time known defined written called established suited supervised attention
    wise invariant agnostic efficient effective intensive rich poor resource dimensional parametric
    linear negative trivial standard zero commercial native english autoregressive hop step way
    fold by up off in out hand side ended purpose centric matching answering""".split()
)
_TAIL = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*$")
_HEAD = re.compile(r"^[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def clean(text: str) -> str:
    """`text` with ligatures, accents, spaces and stray characters put right. Keeps newlines."""
    if text.isascii() and text.isprintable() and "  " not in text:
        if "`" not in text:
            return text.strip()
    text = _BULLET_CONTROL.sub("• ", text).translate(_LIGATURES)
    text = _UNWANTED.sub("", text)
    text = unicodedata.normalize("NFC", _accented(text))
    return _SPACES.sub(" ", text).strip(" ")


def _accented(text: str) -> str:
    """Letters and the accents printed loose beside them, in one character each."""

    def put_together(found: re.Match[str]) -> str:
        before, after, letter, late = found.groups()
        base, accent = (after, before) if before else (letter, late)
        base = _DOTLESS.get(base, base)
        whole = unicodedata.normalize("NFC", base + _COMBINING[accent])
        return whole if len(whole) == 1 else found.group()

    if not any(accent in text for accent in _COMBINING):
        return text
    return _STRAY_ACCENT.sub("", _LOOSE_ACCENT.sub(put_together, text))


def without_raised(text: str) -> str:
    """The text without note and citation marks; exponents after a digit are kept: 2^13."""
    if RAISED not in text and RAISED_END not in text:
        return text
    return _RAISED_ANY.sub("", _LONE_MARK.sub("", _POWER.sub(r"^\1", text)))


def hyphen_stays(before: str, after: str, known: Vocabulary) -> bool:
    """Whether the hyphen between the end of one line and the start of the next is the word's own.

    The paper's own words decide; where it has neither form elsewhere, known compounds do.
    """
    tail, head = _TAIL.search(before), _HEAD.search(after)
    if tail is None or head is None:
        return True  # A number, an address or a formula.
    first, second = tail.group(), head.group()
    if second[0].isupper():
        return True
    joined, kept = (first + second).casefold(), f"{first}-{second}".casefold()
    if known(kept) != known(joined):
        return known(kept)
    last = first.casefold().rpartition("-")[2]
    return (
        (last in _KEEPS_HYPHEN_AFTER or ("-" in first and "-" not in second and known(second)))
        and (second.casefold() in _KEEPS_HYPHEN_BEFORE or known(second.casefold()))
        and not known(joined)
    )
