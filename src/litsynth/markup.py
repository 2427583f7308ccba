"""Plain text of titles and abstracts that come with HTML, JATS or MathML in them. Pure.

Publishers deposit "HfO<sub>2</sub>", whole MathML trees, tags escaped as entities, and words that
run into the italics beside them.
"""

import re
from html import unescape

from litsynth.lexical import STOP_WORDS

_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*"""
_NAMES = """
    a abbr abstract alternatives annotation annotation-xml b bdi bdo big blockquote body bold br
    caption center cite code col colgroup dd del dfn disp-formula disp-quote div dl dt em
    ext-link fig fn font graphic h1 h2 h3 h4 h5 h6 head hr html i img inf inline-formula
    inline-graphic ins italic kbd label li list list-item maction maligngroup malignmark mark
    math menclose merror mfenced mfrac mi mmultiscripts mn mo monospace mover mpadded mphantom
    mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
    munderover named-content none ol overline p pre q roman ruby sans-serif sc scp sec section
    semantics small span strike strong styled-content sub sup table tbody td tex-math tfoot th
    thead title tr tt u ul underline uri var wbr xref
    """.split()
"""Of HTML, JATS and MathML. A word of the text may stand so too: "the <mask> token", "</s>"."""
_TAG = re.compile(
    rf"</?(?:[A-Za-z][\w.-]*:[\w.-]+|{'|'.join(map(re.escape, _NAMES))}){_ATTRIBUTES}/?>"
    r"|<!--.*?-->|<\?[^<>]*>|<!\[CDATA\[|\]\]>",
    re.DOTALL | re.IGNORECASE,
)
_MATH = re.compile(
    rf"<((?:mml:)?math){_ATTRIBUTES}>(.*?)</\1>|<((?:jats:)?tex-math){_ATTRIBUTES}>(.*?)</\3>",
    re.DOTALL,
)
_ANNOTATION = re.compile(r"<((?:mml:)?annotation(?:-xml)?)\b[^<>]*>.*?</\1>", re.DOTALL)
_FORMULA = re.compile(
    rf"<((?:jats:)?(?:inline-formula|disp-formula|alternatives)){_ATTRIBUTES}>(?P<all>.*?)</\1>",
    re.DOTALL,
)
_TEX = re.compile(r"<((?:jats:)?tex-math)\b[^<>]*>.*?</\1>", re.DOTALL)
_SCRIPT = re.compile(rf"<((?:jats:)?su[bp]){_ATTRIBUTES}>\s*(.*?)\s*</\1>", re.DOTALL)
_POWER = re.compile(rf"(?<=\d)<((?:jats:)?sup){_ATTRIBUTES}>\s*([+\u2212\u2013-]?\d+)\s*</\1>")
"""Of a number: "10<sup>6</sup>" is no 106."""
_ITALIC = re.compile(
    rf"(?P<before>\w)?<(?P<tag>(?:jats:)?(?:i|em|italic)){_ATTRIBUTES}>(?P<inside>[^<>]*)"
    r"</(?P=tag)>(?=(?P<after>\w)?)"
)
_WORD_LETTERS = 6
"""Italics from this length are words of their own; shorter ones ("cis", "N") may be parts."""
_BLOCK = re.compile(
    rf"</?(?:jats:)?(?:p|sec|title|list|list-item|label|br|div|li|ul|ol|h\d){_ATTRIBUTES}/?>"
)
_TITLE = re.compile(rf"<((?:jats:)?title){_ATTRIBUTES}>(.*?)</\1>", re.DOTALL)
_HEADINGS = re.compile(r"(?:abstract|summary)\W*", re.IGNORECASE)
_ENDS = (".", ":", "?", "!")
_OPENED = re.compile(r"([(\[])\s+")
_CLOSED = re.compile(r"(?<!\s)\s+([)\]]|[,;.:](?:\s|$))")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LABEL = re.compile(r"^(?:ABSTRACT\b|Abstract\s*(?=[:.\u2013\u2014-]))[\s:.\u2013\u2014-]*")
_LABEL_WORD = re.compile(r"^Abstract\s+(?=(\w+))")
_BEGINNINGS = STOP_WORDS | frozenset(
    """aim aims background context goal introduction motivation objective objectives problem
    purpose recent recently summary""".split()
)
"""After these words "Abstract" is a label; "Abstract meaning representation" is a subject."""
LONGEST = 30_000
"""Characters that are read; unclosed tags by the thousand would take minutes."""
_SHORTEST_ABSTRACT = 30
"""Characters; what is shorter says that there is none."""


def plain(markup: str | None) -> str | None:
    """`markup` as one line of plain text, or None if nothing is left.

    "p<b and c>d" and "<mask>" stay: only what has the form and the name of a tag is one.
    """
    if markup is None:
        return None
    text = _UNPRINTABLE.sub("", markup[:LONGEST])
    # Some deposit tags as entities, so what is unescaped may hold tags again.
    for _ in range(2):
        text = unescape(_without_tags(text))
    return " ".join(_UNPRINTABLE.sub("", text).split()) or None


def abstract(markup: str | None) -> str | None:
    """An abstract as plain text, section titles as "Methods:"; None if there is none."""
    if markup is None:
        return None
    text = plain(_TITLE.sub(_heading, markup[:LONGEST]))
    if text is None:
        return None
    text = _LABEL.sub("", text)
    if (label := _LABEL_WORD.match(text)) and label.group(1).casefold() in _BEGINNINGS:
        text = text[label.end() :]
    return text if len(text) >= _SHORTEST_ABSTRACT else None


def _heading(match: re.Match[str]) -> str:
    words = plain(match.group(2)) or ""
    if not words or _HEADINGS.fullmatch(words):
        return " "
    return f" {words} " if words.endswith(_ENDS) else f" {words}: "


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = _FORMULA.sub(_one_of, text)
    text = _MATH.sub(_formula, text)
    text = _SCRIPT.sub(r"\2", _POWER.sub(r"^\2", text))
    text = _ITALIC.sub(_italic, text)
    text = _TAG.sub("", _BLOCK.sub(" ", text))
    return _CLOSED.sub(r"\1", _OPENED.sub(r"\1", text))


def _one_of(match: re.Match[str]) -> str:
    """Of a formula given both as MathML and as TeX, the MathML."""
    inside = match.group("all")
    return _TEX.sub("", inside) if "math>" in _TEX.sub("", inside) else inside


def _formula(match: re.Match[str]) -> str:
    """A formula's signs in one run, with space around it."""
    if match.group(1):
        return f" {''.join(_TAG.sub('', _ANNOTATION.sub('', match.group(2))).split())} "
    return f" {match.group(4)} "


def _italic(match: re.Match[str]) -> str:
    inside = match["inside"]
    is_word = len(inside) >= _WORD_LETTERS
    before = match["before"] or ""
    gap = " " if before.isalpha() and is_word else ""
    return f"{before}{gap}{inside}{' ' if is_word and (match['after'] or '').isalpha() else ''}"
