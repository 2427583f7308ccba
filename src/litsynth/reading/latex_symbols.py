"""What LaTeX's commands for single characters print. The table is `pylatexenc`'s."""

from functools import lru_cache
from typing import Any

_OURS = {
    "ldots": "...", "dots": "...", "cdots": "...", "sim": "~", "ast": "*", "mu": "µ",
    "epsilon": "ε", "phi": "φ", "LaTeX": "LaTeX", "TeX": "TeX", "eg": "e.g.", "ie": "i.e.",
    "etal": "et al.", "S": "§", "P": "¶", "ne": "≠", "gets": "←", "iff": "⇔", "implies": "⇒",
    "Re": "Re", "Im": "Im", "checkmark": "✓", "ddag": "‡", "copyright": "©", "pounds": "£",
    "textgreater": ">", "textless": "<", "degree": "°", "textmicro": "µ", "over": "/",
    "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "|": "‖", "bullet": "•",
    "quad": " ", "qquad": " ", "newline": " ", "colon": ":", "lbrace": "{", "rbrace": "}",
    "aa": "å", "AA": "Å", "textquoteright": "’", "textquoteleft": "‘", "slash": "/",
    "textbar": "|", "lq": "‘", "rq": "’", "And": "&", "textunderscore": "_",
}  # fmt: skip
"""Where the table has nothing, or another character than papers and searches use."""


@lru_cache(maxsize=4096)
def symbol(name: str) -> str | None:
    """What the command prints if that is one character or a fixed few, else None."""
    if name in _OURS:
        return _OURS[name]
    spec = _table().get_macro_spec(name)
    printed = spec.simplify_repl if spec is not None else None
    # Longer ones are words, today's date among them.
    return printed if isinstance(printed, str) and len(printed) == 1 else None


@lru_cache(maxsize=1)
def _table() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()
