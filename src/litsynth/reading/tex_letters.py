r"""Letters as TeX writes them, with accents and without: F\"arber is Färber. Pure."""

import re
from unicodedata import normalize

_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
    "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł",
}  # fmt: skip
_ACCENT = re.compile(
    # A command of letters ends where no letter follows: "\c c", "\c{c}", but not "\cup".
    r"\\\\|\\(?:(?P<mark>[\"'`^~=.])|(?P<letter>[cvuHrkdb])(?![a-zA-Z])(?=\s*\{|\s+[a-zA-Z\\]))\s*"
    r"(?:\{\s*\\?(?P<braced>[A-Za-z])\s*\}|(?P<bare>[A-Za-z])|\\(?P<dotless>[ijo])(?![a-zA-Z]))"
)
_LETTER = re.compile(rf"\\(?P<name>{'|'.join(_LETTERS)})(?![A-Za-z])(?:\{{\}}|[ \t]+(?=[^\W\d_]))?")
_HELD = re.compile(r"\{([^\W\d_])\}")


def with_letters(text: str) -> str:
    """`text` with TeX's accents and letters as characters. Other commands stay."""
    return _LETTER.sub(lambda found: _LETTERS[found["name"]], with_accents(text))


def with_accents(text: str) -> str:
    """`text` with TeX's accents as characters, in one with their letters. Other commands stay."""
    return _ACCENT.sub(_accented, text)


def _accented(found: re.Match[str]) -> str:
    accent = found["mark"] or found["letter"]
    if accent is None:
        return found.group()
    letter = found["braced"] or found["bare"] or found["dotless"]
    return normalize("NFC", letter + _ACCENTS[accent])


def unheld(text: str) -> str:
    """`text` with the braces around single letters taken away, as in "Preu{ß}"."""
    return _HELD.sub(r"\1", text)
