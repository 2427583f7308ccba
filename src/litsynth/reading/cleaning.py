"""Characters as they should be, and lines joined to text.

Cleaning twice changes nothing more. Knows nothing of pages.
"""

import re
from collections.abc import Collection, Sequence
from unicodedata import is_normalized, normalize

from litsynth.reading.hyphens import ADDRESS
from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.reading.raised import settled

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
_ODD = re.compile("[´¨ˆ˜˝ˇ¸˚¯˘˙\ufb00-\ufb06\u2028\u2029\u2043\u2219\u25aa\u25cf]")
"""Printable, but to be put right."""
_QUOTES = (("``", "“"), ("''", "”"))
_LOOSE_ACCENT = re.compile(r"([A-Za-z]?)(\s?)([´`¨ˆ˜˝ˇ¸˚¯˘˙])(\s?)([A-Za-zıȷ]?)")
_STRAY_ACCENT = re.compile(r"(?<!\s)\s+[´`¨ˆ˜˝ˇ¸˚¯˘˙](?=\s|$)")
_COMBINING = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "˝": "\u030b",
    "ˇ": "\u030c", "¸": "\u0327", "˚": "\u030a", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_POWER = re.compile(
    # After a number, a letter that stands alone, or a unit of length.
    rf"(?:(?<=\d)|(?<=\b[^\W\d_])|(?<=\b[kcmdnμµ]m)){RAISED}(\d+){RAISED_END}"
)
_LONE_MARK = re.compile(rf"(?<!\s)\s*{RAISED}[\d,*†‡§¶∗⋆]*{RAISED_END}(?:\s+(?=[.,;:)\]]))?")
_DOTS = re.compile(r"\.(?: \.){2,}")
_WITHIN_ADDRESS = frozenset("/.?=&_#%~")
_MAY_RUN_ON = _WITHIN_ADDRESS | {"-", "–", "—"}
_BEFORE_STOP = re.compile(r"(?<!\s)\s+(?=[;:)\]]|[.,](?!\w))")
"""A point before a figure or a letter is no stop: "P < .05", ".NET"."""
_RAISED_ANY = re.compile(f"[{RAISED}{RAISED_END}]")


def tidy(texts: Sequence[str], known: Collection[int] = ()) -> list[str]:
    """Printed lines as they are to be read: cleaned, without note marks.

    Raised numbers that are `known` cite, and get brackets.
    """
    if not _needs_care("|".join(texts)):  # One look at most paragraphs, not one at every line.
        return [text.strip(" ") for text in texts]
    return [clean(settled(text, known)) if _needs_care(text) else text.strip(" ") for text in texts]


def _needs_care(text: str) -> bool:
    """Whether there may be anything to clean. Most lines are plain, and a pattern is slow."""
    # Spelled out: a loop over the four takes three times as long.
    if "  " in text or "''" in text or "`" in text or ". ." in text or not text.isprintable():
        return True
    return not text.isascii() and (_ODD.search(text) is not None or not is_normalized("NFC", text))


def clean(text: str) -> str:
    """`text` with ligatures, accents, spaces and stray characters put right. Keeps newlines."""
    if not _needs_care(text):
        return text.strip(" ")
    text = _BULLET_CONTROL.sub("• ", text).translate(_LIGATURES)
    text = _UNWANTED.sub("", text)
    for printed, meant in _QUOTES:
        text = text.replace(printed, meant)
    text = normalize("NFC", _accented(text))
    return _SPACES.sub(" ", _DOTS.sub("...", text)).strip(" ")


def one_line(text: str) -> str:
    """`text` cleaned, in one line; no blank before a stop, as markup that was taken out leaves."""
    return _BEFORE_STOP.sub("", clean(" ".join(text.split())))


def _accented(text: str) -> str:
    """Letters and the accents printed loose beside them, in one character each."""
    if not any(accent in text for accent in _COMBINING):
        return text
    return _STRAY_ACCENT.sub("", _LOOSE_ACCENT.sub(_put_together, text))


def _put_together(found: re.Match[str]) -> str:
    before, gap, accent, space, after = found.groups()
    if accent == "`" and not (before and after):
        return found.group()  # At the edge of a word it is a quotation mark.
    # TeX prints the accent first; other writers print the letter first.
    if after and (whole := _composed(after, accent)):
        return before + gap + whole
    if before and not space and (whole := _composed(before, accent)):
        return whole + after
    return found.group()


def _composed(letter: str, accent: str) -> str | None:
    """The letter with the accent if that is one character, else None."""
    whole = normalize("NFC", _DOTLESS.get(letter, letter) + _COMBINING[accent])
    return whole if len(whole) == 1 else None


def without_raised(text: str) -> str:
    """The text without note and citation marks; exponents after a digit are kept: 2^13."""
    if RAISED not in text and RAISED_END not in text:
        return text
    return _RAISED_ANY.sub("", _LONE_MARK.sub("", _POWER.sub(r"^\1", text)))


def may_run_on(before: str, after: str) -> bool:
    """A quick look that spares most lines the question whether they `runs_on`."""
    return before[-1] in _MAY_RUN_ON or after[0] in _WITHIN_ADDRESS


def runs_on(before: str, after: str) -> bool:
    """Whether two lines meet without a space: at a dash, or inside an address or a number."""
    if not may_run_on(before, after):
        return False
    if before[-1] in "–—" and before[-2:-1] not in {" ", ""}:
        return True
    if before[-1] == "-" and before[-2:-1].isalnum():
        return after[0].isalnum() or after[0] in ")]"
    is_address = ADDRESS.search(before[before.rfind(" ") + 1 :]) is not None
    return is_address and (before[-1] != "." or after[0].islower())
