"""Well-known LaTeX commands that take arguments, as macros; the paper may define them anew."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from litsynth.reading.latex_macros import Macro, definitions
from litsynth.reading.latex_units import number, quantity, span, unit
from litsynth.reading.printed import RAISED, RAISED_END

_NOTES = r"\todo \fixme \marginpar \marginnote \missingfigure"
"""What authors tell each other; hidden whatever the paper makes of it."""
_HIDDEN = {
    0: r"\footnotemark \linebreak \pagebreak \nopagebreak",
    1: r"""\vspace \phantom \hphantom \vphantom \bibliographystyle \bibliography \pagestyle
    \thispagestyle \usepackage \nocite \index \thanks \includegraphics \pagenumbering
    \stepcounter \refstepcounter \color \cellcolor \rowcolor \pageref \nameref \affiliation \affil
    \address \email \institute \institution \inst \orcid \orcidlink \orcidID \ead \date
    \IEEEauthorblockA \IEEEauthorrefmark \IEEEmembership \IEEEcompsocitemizethanks
    \authorrunning \titlerunning \markright
    \enlargethispage \tag \hypersetup \graphicspath \captionsetup \geometry \selectlanguage
    \keywords \Description \ccsdesc \received \fnref \corref \cortext \authornote
    \icmlcorrespondingauthor""",
    2: r"""\setlength \addtolength \setcounter \addtocounter \fontsize \markboth \settowidth \rule
    \icmlaffiliation""",
    3: r"\addcontentsline",
}
"""What prints nothing, or nothing that belongs to the text, by the number of arguments."""
_SHOWN = r"""
\newcommand{\url}[1]{#1}
\newcommand{\href}[3][]{#3}
\newcommand{\hyperref}[2][]{#2}
\newcommand{\hspace}[1]{ }
\newcommand{\hyperlink}[2]{#2}
\newcommand{\hypertarget}[2]{#2}
\newcommand{\texorpdfstring}[2]{#1}
\newcommand{\textcolor}[3][]{#3}
\newcommand{\colorbox}[3][]{#3}
\newcommand{\fcolorbox}[3]{#3}
\newcommand{\resizebox}[3]{#3}
\newcommand{\scalebox}[2]{#2}
\newcommand{\rotatebox}[3][]{#3}
\newcommand{\raisebox}[2]{#2}
\newcommand{\parbox}[3][]{#3}
\newcommand{\makebox}[2][]{#2}
\newcommand{\framebox}[2][]{#2}
\newcommand{\multicolumn}[3]{#3}
\newcommand{\multirow}[3]{#3}
\newcommand{\ifthenelse}[3]{#2}
\newcommand{\foreignlanguage}[3][]{#3}
\newcommand{\foreignquote}[2]{“#2”}
\newcommand{\hyphenquote}[2]{“#2”}
\newcommand{\textquote}[2][]{“#2”}
\newcommand{\icmltitle}[1]{\title{#1}}
\newcommand{\icmlauthor}[2]{\author{#1}}
\newcommand{\binom}[2]{binom(#1, #2)}
\newcommand{\pmod}[1]{ (mod #1)}
\newcommand{\stackrel}[2]{#2}
\newcommand{\overset}[2]{#2}
\newcommand{\underset}[2]{#2_{#1}}
\newcommand{\@firstofone}[1]{#1}
\newcommand{\@firstoftwo}[2]{#1}
\newcommand{\@secondoftwo}[2]{#2}
"""
_ACCENTS = {
    "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308",
}  # fmt: skip
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac")
_ABSTRACT = r"\begin{abstract}#1\end{abstract}"
_Body = Callable[[Sequence[str]], str]
APART = "\ue015"
"""Stands at the edges of what must not run into a word or number beside it."""
_SUM = re.compile(r"\S\s*(?:[-+/=<>]\s*\S|\\(?:pm|mp|times|cdot|le|ge|leq|geq)(?![a-zA-Z]))")
_PRODUCT = re.compile(r"\d\s*(?:[a-zA-Z]|\\[a-zA-Z])")


@lru_cache(maxsize=1)
def known() -> Mapping[str, Macro]:
    """The well-known macros, by command."""
    return {**_hidden(), **definitions(_SHOWN), **_computed()}


def _hidden() -> Mapping[str, Macro]:
    notes = {name: Macro(arguments=2, default="", is_fixed=True) for name in _NOTES.split()}
    return notes | {
        command: Macro(arguments=count + 1, default="")
        for count, commands in _HIDDEN.items()
        for command in commands.split()
    }


def _computed() -> Mapping[str, Macro]:
    over = {rf"\{name}": _accented(mark) for name, mark in _ACCENTS.items()}
    one: dict[str, _Body] = {
        "^": _raised, "_": _lowered, r"\textsuperscript": _superscript, **over,
    }  # fmt: skip
    with_options: dict[str, tuple[_Body, int]] = {
        r"\sqrt": (_root, 1),
        r"\num": (lambda given: number(given[1]), 1),
        r"\ang": (lambda given: f"{given[1]}°", 1),
        r"\si": (lambda given: unit(given[1]), 1),
        r"\unit": (lambda given: unit(given[1]), 1),
        r"\SI": (quantity, 2),
        r"\qty": (quantity, 2),
        r"\SIrange": (span, 3),
        r"\qtyrange": (span, 3),
    }
    return {
        r"\abstract": Macro(body=_ABSTRACT, arguments=1, is_fixed=True),
        **{rf"\{name}": Macro(body=_fraction, arguments=2) for name in _FRACTIONS},
        **{name: Macro(body=body, arguments=1) for name, body in one.items()},
        **{
            name: Macro(body=body, arguments=count + 1, default="")
            for name, (body, count) in with_options.items()
        },
    }


def _whole(text: str, *apart: re.Pattern[str]) -> str:
    """An argument as one thing: in parentheses where it has parts."""
    inner = text.strip()
    is_held = inner.startswith("(") and inner.endswith(")")
    has_parts = not is_held and any(pattern.search(inner) for pattern in apart)
    return f"({inner})" if has_parts else inner


def _fraction(given: Sequence[str]) -> str:
    above, below = (_whole(part, _SUM, _PRODUCT) for part in given)
    return f"{APART}{above}/{below}{APART}"


def _root(given: Sequence[str]) -> str:
    inner = _whole(given[1], _SUM, _PRODUCT)
    return f"{inner}^(1/{given[0]})" if given[0].strip() else f"√{inner}"


def _raised(given: Sequence[str]) -> str:
    inner = given[0].strip()
    if inner in {r"\circ", r"\degree"}:
        return "°"
    if inner.replace(r"\prime", "") == "":
        return "'" * inner.count(r"\prime")
    whole = _whole(inner, _SUM, _PRODUCT)
    return f"^{APART}{whole}" if whole.startswith("\\") else f"^{whole}"  # Not to be met again.


def _lowered(given: Sequence[str]) -> str:
    return f"_{_whole(given[0], _SUM)}"


def _superscript(given: Sequence[str]) -> str:
    inner = given[0].strip()
    return f"^{inner}" if re.fullmatch(r"[-–]\d+", inner) else f"{RAISED}{inner}{RAISED_END}"


def _accented(mark: str) -> _Body:
    def over(given: Sequence[str]) -> str:
        inner = given[0].strip()
        is_one = len(inner) == 1 or re.fullmatch(r"\\[a-zA-Z]+", inner)
        return f"{{{inner}}}{mark}" if is_one else inner

    return over
