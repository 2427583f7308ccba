"""LaTeX in fields as plain text. The library's only module that imports `pylatexenc`."""

import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

_GLUED = re.compile(r"\\(?:[A-Za-z]*arrow(?=[A-Za-z])|[a-z]{2,}(?=[A-Z]))")
"""A command that a word of the text follows at once, as in English-arrow-German."""
_SPACED = re.compile(r"\\(?!(?:rm|bf|it|sc|tt|sf|em) )[A-Za-z]+(?= )")
_LITERAL = re.compile(r"(?<!\\)[%&~]")
_TYPED = {"%": r"\%", "&": r"\&", "~": r"\textasciitilde{}"}


@lru_cache(maxsize=1)
def _converter() -> LatexNodes2Text:
    return LatexNodes2Text(keep_comments=True, math_mode="verbatim")


def plain(text: str) -> str:
    """`text` with accents as letters and without grouping braces; formulas stay as they are."""
    if not {"\\", "{", "}", "~"} & set(text):
        return text
    if "\\" not in text and "$" not in text:
        return _without_braces(text)
    try:
        return str(_converter().latex_to_text(text))
    except RecursionError:  # Braces nested hundreds deep: one entry, not the whole file.
        return _without_braces(text)


def plain_of_export(text: str) -> str:
    r"""`plain` of text in which LaTeX was left, its formulas without dollars: "1.8\times faster".

    Spaces, "%", "&" and "~" are those of the text, and "46\%" stands beside "5%".
    """
    if "\\" not in text:
        return text
    text = _LITERAL.sub(lambda found: _TYPED[found.group()], text)
    text = _GLUED.sub(lambda found: found.group() + "{}", text)
    return plain(_SPACED.sub(lambda found: found.group() + "{}", text))


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "").replace("~", " ")
