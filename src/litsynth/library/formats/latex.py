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
        return text.replace("{", "").replace("}", "").replace("~", " ")
    return str(_converter().latex_to_text(text))
