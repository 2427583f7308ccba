"""Words of one Markdown paragraph, less its marks; code stays as it is. Pure."""

import re
from html import unescape

from litsynth.reading.cleaning import clean, without_raised
from litsynth.reading.latex_words import formula
from litsynth.reading.printed import RAISED, RAISED_END

_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_KEPT = re.compile(
    r"(?P<formula>\$\$.{1,999}?\$\$|\$(?=[^\s$])[^$]*?(?<=\S)\$(?!\d)"
    r"|\\\(.{1,999}?\\\)|\\\[.{1,999}?\\\])"
    r"|`(?P<code>[^`]+)`|\\(?P<sign>[*_$#])"
)
"""As pandoc has it, a price is no formula: "$5 and $6". Lengths are bound to bound the time."""
_OPEN, _CLOSE = "\ue010", "\ue011"
_ATTRIBUTES = r"\{\s*(?:[#.][A-Za-z][^{}]*|[\w-]+=[^{}]*|-)\}"
_AFTER_HEADING = re.compile(rf"\s*{_ATTRIBUTES}\s*$")
_WORDS = r"\[([^\]]{1,500})\]"
_TARGET = r"\((?:[^()]|\([^()]{0,200}\)){0,500}\)"
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|center|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd"
    r"|li|mark|ol|p|picture|pre|small|source|span|strong|sub|summary|table|tbody|td|th|thead|tr|tt"
    r"|ul|video)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
_REFERRED = {"fig": "Figure", "tab": "Table", "tbl": "Table", "eq": "Equation", "sec": "Section"}
_REFERENCE = re.compile(
    r"(?P<gap>[\s~]?)\\(?P<how>autoref|[cC]ref|ref|eqref|label)\{(?P<key>[^{}]*)\}"
)
_MARKS = (
    (re.compile(rf"\[\s?\]{_ATTRIBUTES}"), ""),
    (re.compile(rf"(?<!!){_WORDS}{_ATTRIBUTES}"), r"\1"),
    (re.compile(rf"(?<=[)\]{_CLOSE}]){_ATTRIBUTES}"), ""),
    (re.compile(rf"!\[[^\]]{{0,500}}\]{_TARGET}"), ""),
    (re.compile(r"\^?\[\^[^\]\s]{1,80}\]"), ""),
    (re.compile(rf"\[\s?\]{_TARGET}"), ""),
    (re.compile(rf"{_WORDS}{_TARGET}"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"<sup>", re.IGNORECASE), RAISED),
    (re.compile(r"</sup>", re.IGNORECASE), RAISED_END),
    (re.compile(r"(?<=\w)\^([^\s^\[\]]{1,20})\^"), rf"{RAISED}\1{RAISED_END}"),
    (re.compile(r"(?<=\w)~(\w{1,10})~"), r"\1"),
    (_TAG, ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<=[\w)])---(?=[\w(])"), "—"),
    (re.compile(r"(?<=[\w)])--(?=[\w(])"), "–"),
)


def without_comments(text: str) -> str:
    """`text` less what HTML's comment marks hide."""
    return _COMMENT.sub("", text)


def heading_words(text: str) -> str:
    """The words of a heading, less the attributes that pandoc sets after them."""
    return words_of(_AFTER_HEADING.sub("", text))


def words_of(text: str) -> str:
    """The words of a paragraph, cleaned."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        tex = found["formula"]
        kept.append(formula(tex) if tex else found["code"] or found["sign"])
        return f"{_OPEN}{len(kept) - 1}{_CLOSE}"

    text = _KEPT.sub(keep, text.replace(_OPEN, "").replace(_CLOSE, ""))
    text = _REFERENCE.sub(_referred, text)
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    text = _ENTITY.sub(lambda found: unescape(found.group()), text)
    text = re.sub(rf"{_OPEN}(\d+){_CLOSE}", lambda found: kept[int(found[1])], text)
    return clean(without_raised(text))


def _referred(found: re.Match[str]) -> str:
    """What a reference of LaTeX in Markdown prints, as far as its key tells: "Figure"."""
    if found["how"] in {"ref", "eqref", "label"}:
        return ""
    word = _REFERRED.get(found["key"].partition(":")[0].casefold())
    return found["gap"].replace("~", " ") + word if word else ""
