"""LaTeX in BibTeX fields as plain text. The library's only module that imports `pylatexenc`."""

from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text


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


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "").replace("~", " ")
