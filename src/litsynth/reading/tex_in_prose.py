"""LaTeX that was left in an abstract or a title, as it prints: arXiv gives both out as typed. Pure.

Only what is plainly LaTeX is read as such: "$5 and $10" are prices, "~10" is about ten.
"""

import re

from litsynth.reading.latex_known import known
from litsynth.reading.latex_macros import expanded
from litsynth.reading.latex_symbols import symbol
from litsynth.reading.latex_words import LAYOUT, with_marks
from litsynth.reading.printed import RAISED, RAISED_END

_POINTERS = re.compile(
    r"(?<!\s)\s*\\(?:[cC]ite[a-zA-Z]*|footnote|label|ref|eqref)\*?(?:\[[^\[\]]{0,99}\])*\{[^{}]{0,999}\}"
)
"""They lead to what an abstract does not have with it."""
_PART = re.compile(
    r"\$\$?(?=[^\s$])(?P<dollars>(?:\\.|[^$\\]){1,999})(?<=\S)\$\$?(?P<figure>(?=\d))?"
    r"|\$\s(?=[^$]{0,999}[\\^_=])[^$]{1,999}\s\$"
    r"|\\\(.{1,999}?\\\)|\\\[.{1,999}?\\\]"
    r"|\\(?P<name>[A-Za-z]{2,})|\\.|(?P<tie>(?<=[^\s/(~])~(?=[^\s\d~]))|(?P<literal>[$%&#~])",
    re.DOTALL,
)
_SIGNS = re.compile(r"[\\^_=<>|+/]|[^\x00-\x7f]")
_WORDS = re.compile(r"[A-Za-z]{2,}[\s,]+[A-Za-z]{2,}")
_PERCENT = re.compile(r"(?<!\\)%")
_BRACED = re.compile(r"\{([^\W\d_a-zA-Z])\}")
"""An accented letter in the braces of the command that it came from: "comp{é}tences"."""
_LITERAL = {"~": r"\textasciitilde{}"}


def as_printed(text: str) -> str:
    """`text` with its formulas and commands as LaTeX prints them, and all else as it is."""
    if "\\" not in text and text.count("$") < 2:  # noqa: PLR2004 (a formula stands between two)
        return text
    if not any(map(_is_latex, _PART.finditer(text))):
        return text
    source = _PART.sub(_told_apart, _POINTERS.sub("", text))
    return with_marks(expanded(source, known())).replace(RAISED, "^").replace(RAISED_END, "")


def title_as_printed(title: str) -> str:
    """`title` on one line, as `as_printed`, and without braces around single accented letters."""
    return _BRACED.sub(r"\1", as_printed(" ".join(title.split())))


def _is_latex(part: re.Match[str]) -> bool:
    if part["dollars"] is not None:
        return _is_formula(part)
    return part["tie"] is None and part["literal"] is None


def _is_formula(part: re.Match[str]) -> bool:
    """Whether these dollars open and close a formula: not "$5-$10", nor around words alone."""
    inner = part["dollars"]
    is_price = inner[0].isdigit() and part["figure"] is not None
    return not is_price and bool(_SIGNS.search(inner) or not _WORDS.search(inner))


def _told_apart(part: re.Match[str]) -> str:
    """`part` so that LaTeX reads a formula and a command as such, and any other sign as itself."""
    printed = part.group()
    if part["literal"] is not None:
        return _LITERAL.get(printed, f"\\{printed}")
    if part["dollars"] is not None and not _is_formula(part):
        return printed.replace("$", r"\$")
    if (name := part["name"]) is not None and not _is_known(name):
        return name
    return _PERCENT.sub(r"\%", printed)


def _is_known(name: str) -> bool:
    is_command = name in LAYOUT or f"\\{name}" in known() or name in {"begin", "end"}
    return is_command or symbol(name) is not None
