"""Authors' names in one line of text. Pure."""

import re

_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,\s*&|,|;|\s&\s|\sand\s|·|•)\s*")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_MARKS = re.compile(r"[\d*†‡§¶∗⋆^]+")
_WORD = r"[^\W\d_][\w.'’-]*"
_PARTICLES = r"(?:(?:van|von|der|de|den|da|di|del|la|le|bin|ibn|al|dos|ten|ter)\s+)*"
_NAME = re.compile(rf"{_WORD}(?:\s+{_PARTICLES}{_WORD}){{1,4}}")
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
_LONGEST_NAME = 50


def names_in(line: str) -> tuple[str, ...]:
    """The names in `line` if it holds nothing else, in order; else none.

    One name alone must have an initial or "by" before it, as two words with capitals may also be a
    heading.
    """
    text = _BY.sub("", line.strip())
    pieces = [" ".join(_MARKS.sub(" ", piece).split()) for piece in _BETWEEN.split(text)]
    names = [piece for piece in pieces if piece]
    if not names or not all(map(_is_name, names)):
        return ()
    is_sure = len(names) > 1 or text != line.strip() or bool(_INITIAL.search(text))
    return tuple(names) if is_sure else ()


def _is_name(text: str) -> bool:
    return (
        len(text) <= _LONGEST_NAME
        and _NAME.fullmatch(text) is not None
        and text[0].isupper()
        and text.rsplit(maxsplit=1)[-1][0].isupper()
    )
