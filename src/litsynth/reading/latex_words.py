"""Words of LaTeX source whose macros are expanded: formulas, accents, symbols. Pure."""

import re

from litsynth.reading.cleaning import one_line, without_raised
from litsynth.reading.enclosed import Enclosed, replaced
from litsynth.reading.latex_known import APART, known
from litsynth.reading.latex_macros import expanded
from litsynth.reading.latex_symbols import symbol
from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.reading.tex_letters import with_accents

_DISPLAYS = "equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign|dmath"
_DISPLAY = re.compile(rf"\\begin\{{(?P<name>{_DISPLAYS})\*?\}}|(?<!\\)\\\[|\$\$")
_MATH = re.compile(
    r"\\\\|\\\$|\$(?P<dollars>(?:\\.|[^$\\])*)\$|\\\((?P<parens>(?:[^\\]|\\[^()])*)\\\)", re.DOTALL
)
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_LENGTH = r"[-+]?[\d.]*\s*(?:pt|em|ex|mm|cm|in|mu|\\[a-zA-Z]+)"
_BREAK = re.compile(rf"\\\\\*?(?:\s*\[\s*{_LENGTH}\s*\])?")
_SKIP = re.compile(rf"\\(?:[hvm]skip|m?kern)(?![a-zA-Z])\s*{_LENGTH}")
_UNSKIP = re.compile(r"(?<![\s~])[\s~]*\\unskip(?![a-zA-Z])\s*")
_ENVIRONMENT = re.compile(
    r"\\begin\s*\{(?:minipage|multicols|adjustbox|adjustwidth|CJK|spacing|array|tabular|alignat)\*?\}"
    r"(?:\[[^\]]*\])*(?:\{[^{}]*\})*|\\(?:begin|end)\s*\{[^}]*\}(?:\[[^\]]*\])?"
)
LAYOUT = frozenset(
    """text textrm textit textbf textsf texttt textsc textnormal emph mathrm mathbf mathit mathcal
    mathbb mathsf mathtt mathfrak mathscr mathds mathbbm mathnormal boldsymbol bm pmb operatorname
    operatornamewithlimits mbox hbox fbox boxed left right middle big Big bigg Bigg bigl bigr Bigl
    Bigr biggl biggr Biggl Biggr bigm Bigm displaystyle textstyle scriptstyle scriptscriptstyle
    limits nolimits nonumber notag mathop mathrel mathbin mathord mathopen mathclose mathinner
    mathpunct rm bf it tt sf em sl sc cal ensuremath substack xspace relax null protect strut
    mathstrut smash overline underline overbrace underbrace widehat widetilde overrightarrow cancel
    hline noindent allowbreak nobreak small footnotesize scriptsize tiny normalsize large centering
    boldmath unboldmath hfill rlap llap mathllap mathrlap mathclap not begingroup endgroup
    """.split()
)
"""What has no name of its own in a formula."""
_OPEN_END = re.compile(r"\\(?:left|right)\s*\.")
_NOT = re.compile(r"\\not(?![a-zA-Z])\s*(\\[a-zA-Z]+|[=<>|])")
_COMMAND = re.compile(
    # The options of a command that prints none of its own are no text either.
    r"\\(?P<name>[a-zA-Z@]+|.)(?P<rest>(?:(?<=[a-zA-Z])\*?(?:\[[^\[\]{}]*\](?=\s*\{))?)?)",
    re.DOTALL,
)
_COMMAND_WITH_GAP = re.compile(
    r"\\(?P<name>[a-zA-Z@]+|.)(?P<gap>(?<=[a-zA-Z])[ \t\n]+)?", re.DOTALL
)
_LETTER = re.compile(r"\\(textbackslash|ss|ae|AE|oe|OE|o|O|aa|AA|l|L|i|j)[ \t]+(?=[a-zA-Z])")
"""A letter whose command a blank ends, which is not printed."""
_GOES_ON = re.compile(r"[\w({^]")
_MARKS = re.compile(rf"\^{APART}?([\d,*†‡§¶∗⋆]+)")
_CHARACTERS = str.maketrans({"\ue010": "{", "\ue011": "}", "\ue012": "$"})
_STAND_INS = {"{": "\ue010", "}": "\ue011", "$": "\ue012"}
"""For characters that are markup unless they are escaped."""
_APART = re.compile(rf"(?<=[^\W_]){APART}+(?=[^\W_]|√)|(?<=\)){APART}+(?=[^\W_])")
_LINE_END = re.compile(r"(?<!\\)%\s*\n\s*")
"""LaTeXML breaks long formulas so."""
_TIE = re.compile(r"\\.|~", re.DOTALL)


def words(text: str) -> str:
    """The text without its markup and its marks of notes, in one line."""
    return one_line(without_raised(with_marks(text)))


def formula(text: str) -> str:
    """What a formula in a text of another kind prints; `text` has its delimiters.

    What stands raised is so marked.
    """
    return with_marks(expanded(_LINE_END.sub("", text), known())).strip()


def with_marks(text: str) -> str:
    """The text without its markup; what stands raised is so marked."""
    text = _TIE.sub(lambda found: " " if found.group() == "~" else found.group(), text)
    text = replaced(_LABEL.sub("", text), _DISPLAY, _end_of_display, _displayed)
    text = _ENVIRONMENT.sub(" ", _MATH.sub(_inline, text))
    text = _BREAK.sub(" ", with_accents(_SKIP.sub("", _UNSKIP.sub("", text))))
    text = _LETTER.sub(r"\\\1{}", text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = text.replace("`", "‘")
    text = _COMMAND.sub(_in_text, text)
    return _APART.sub(" ", re.sub("[{}$]", "", text)).replace(APART, "").translate(_CHARACTERS)


def _end_of_display(begun: re.Match[str]) -> re.Pattern[str]:
    if name := begun["name"]:
        return re.compile(rf"\\end\{{{name}\*?\}}")
    return re.compile(r"\$\$" if begun.group() == "$$" else r"\\\]")


def _displayed(place: Enclosed) -> str:
    return f" {_formula(place.inner)} "


def _inline(found: re.Match[str]) -> str:
    inner = found["dollars"] if found["dollars"] is not None else found["parens"]
    return found.group() if inner is None else _formula(inner)


def _formula(inner: str) -> str:
    text = _ENVIRONMENT.sub(" ", _OPEN_END.sub("", _SKIP.sub("", inner)))
    text = re.sub(r"(?<!\\)&", "", _BREAK.sub(" ", text)).replace("''", "″")
    text = _COMMAND_WITH_GAP.sub(_in_formula, _NOT.sub(r"\1\\negated{}", text))
    marks = _MARKS.fullmatch(text.strip())
    return f"{RAISED}{marks[1]}{RAISED_END}" if marks else text


def _in_text(found: re.Match[str]) -> str:
    printed = _printed(found["name"])
    return "" if printed is None else printed + found["rest"]


def _in_formula(found: re.Match[str]) -> str:
    """What the command prints; between letters, and where a sign stands close to what is before
    it and to no other sign, without the blank that ends it.
    """
    name, gap = found["name"], found["gap"] or ""
    printed = _printed(name)
    if printed is None:
        return "" if name in LAYOUT or not name.isalpha() else f"{APART}{name}{APART}{gap}"
    if printed.isalpha():
        after = found.string[found.end() : found.end() + 1]
        return printed if _GOES_ON.match(after) else printed + gap
    before = found.string[max(0, found.start() - 1) : found.start()]
    return printed + gap if before.isspace() or _is_sign(found.string, found.end()) else printed


def _is_sign(text: str, at: int) -> bool:
    """Whether a command begins there that prints no letter."""
    found = _COMMAND_WITH_GAP.match(text, at)
    printed = _printed(found["name"]) if found else None
    return printed is not None and not printed.isalpha()


def _printed(name: str) -> str | None:
    if name in _STAND_INS:
        return _STAND_INS[name]
    if name in {"%", "&", "#", "_"}:
        return name
    if name in {" ", ",", ";", ":", "\n"}:
        return " "
    return "\u0338" if name == "negated" else symbol(name)
