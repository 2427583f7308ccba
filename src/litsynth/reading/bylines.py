"""Authors' names in one line of text. Pure."""

import re

from litsynth.reading.tex_letters import unheld, with_letters

_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:,\s*and\s|,\s*&|,|;|\s&\s|\sand\s|·|•)\s*")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_MARKS = re.compile(r"\^[a-h](?![^\W\d_])|[\d*†‡§¶∗⋆^]+")
_ASIDE = re.compile(r"(?<!\s)\s*\([^()]*\)")
"""An affiliation in parentheses."""
_WORD = r"[^\W\d_][\w.'’-]*"
_PARTICLES = r"(?:(?:van|von|der|de|den|da|di|del|la|le|bin|ibn|al|dos|ten|ter)\s+)*"
_NAME = re.compile(rf"{_WORD}(?:\s+{_PARTICLES}{_WORD}){{1,4}}")
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
_SMALL = re.compile(r"(?<![\w'’-])[^\W\d_A-Z][^\W\d_]*")
_NO_NAME = frozenset(
    {"article", "draft", "letter", "note", "paper", "preprint", "report", "review"}
)
"""What a line below a title may call the text."""
_LONGEST_NAME = 50
_LONGEST_LINE = 5000


def names_in(line: str) -> tuple[str, ...]:
    """The names in `line` if it holds nothing else, in order; else none.

    One name alone must have an initial or "by" before it, as two words with capitals may also be a
    heading.
    """
    names = _pieces(line)
    if not names or not all(map(_is_name, names)):
        return ()
    is_sure = len(names) > 1 or bool(_BY.match(line.strip())) or bool(_INITIAL.search(line))
    return names if is_sure else ()


def names_above(line: str, text: str) -> tuple[str, ...]:
    """The names in `line` if it holds nothing else, in order, also one alone.

    Two words with capitals are a name above a text that has neither of them small.
    """
    if names := names_in(line):
        return names
    pieces = _pieces(line)
    if len(pieces) != 1 or not _is_name(pieces[0]):
        return ()
    words = {word.casefold() for word in pieces[0].split()}
    return () if words & (_NO_NAME | set(_SMALL.findall(text))) else pieces


def _pieces(line: str) -> tuple[str, ...]:
    """What may be names, without marks of notes and without what stands in parentheses."""
    if len(line) > _LONGEST_LINE:
        return ()
    text = _ASIDE.sub("", unheld(with_letters(_BY.sub("", line.strip()))))
    pieces = (" ".join(_MARKS.sub(" ", piece).split()) for piece in _BETWEEN.split(text))
    return tuple(piece for piece in pieces if piece)


def _is_name(text: str) -> bool:
    return (
        len(text) <= _LONGEST_NAME
        and _NAME.fullmatch(text) is not None
        and text[0].isupper()
        and text.rsplit(maxsplit=1)[-1][0].isupper()
    )
