r"""Letters as TeX writes them, with accents and without: F\"arber is Färber. Pure."""

import re
from unicodedata import normalize

_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł",
}  # fmt: skip
_ACCENT = re.compile(
    # A command of letters ends where no letter follows: "\c c", "\c{c}", but not "\cup".
    r"\\(?P<accent>[\"'`^~=.]\s*|[cvuHrk](?:\s+|(?=\{)))"
    r"(?:\{\\?(?P<held>[A-Za-z])\}|\\?(?P<letter>[A-Za-z]))"
)
_LETTER = re.compile(rf"\\(?P<name>{'|'.join(_LETTERS)})(?![A-Za-z])(?:\{{\}}|[ \t]+(?=[^\W\d_]))?")
_HELD = re.compile(r"\{([^\W\d_])\}")


def with_letters(text: str) -> str:
    """`text` with TeX's accents and letters as characters. Other commands stay."""
    text = _ACCENT.sub(
        lambda found: normalize(
            "NFC", (found["held"] or found["letter"]) + _ACCENTS[found["accent"].strip()]
        ),
        text,
    )
    return _LETTER.sub(lambda found: _LETTERS[found["name"]], text)


def unheld(text: str) -> str:
    """`text` with the braces around single letters taken away, as in "Preu{ß}"."""
    return _HELD.sub(r"\1", text)
