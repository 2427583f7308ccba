"""LaTeX's cross-references as the numbers that TeX prints, as far as the source tells. Pure."""

import re
from collections.abc import Mapping

_FLOATS = "(?:wrap|sideways)?(?:figure|table)|longtable|algorithm"
_OTHERS = (
    "subfigure|subtable|equation|align|gather|multline|eqnarray|theorem|lemma|proposition|corollary"
    "|definition|enumerate"
)
"""What stands in these has a number of its own, which is not counted here."""
_PLACED = re.compile("^(?:wrap|sideways|long)")
_EVENT = re.compile(
    rf"\\begin\{{(?P<begun>{_FLOATS}|{_OTHERS})\*?\}}|(?P<ended>\\end\{{(?:{_FLOATS}|{_OTHERS})\*?\}})"
    r"|(?P<caption>\\caption\b)|\\(?P<section>(?:sub){0,2}section)\s*(?=[\[{])"
    r"|(?P<appendix>\\appendix\b|\\begin\{appendi(?:x|ces)\})|\\label\s*\{(?P<label>[^}]*)\}"
)
_NAMES = {"figure": "Figure", "table": "Table", "algorithm": "Algorithm", "section": "Section"}
_REF = re.compile(r"\\(?P<how>auto|c|C|eq)?ref\*?\s*\{(?P<keys>[^}]*)\}")
_ASIDE = re.compile(
    r"[~ \t]*\((?:[Ss]ee\s+|cf\.\s+|e\.g\.,?\s+)?(?:[A-Z][a-z]+\.?|\\S)[~ \t]*"
    r"\\ref\*?\s*\{(?P<key>[^},]*)\}\)"
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNKNOWN = "??"
"""What TeX prints where it does not know the number."""


def with_numbers(source: str) -> str:
    """`source` with every reference as a number, or as "??" where it is not known.

    A parenthesis that holds nothing but an unknown one is left out.
    """
    known = _numbered(source)

    def aside(found: re.Match[str]) -> str:
        return found.group() if found["key"].strip() in known else ""

    def number(found: re.Match[str]) -> str:
        meant = [known.get(key.strip(), ("", UNKNOWN)) for key in found["keys"].split(",")]
        printed = ", ".join(value for _, value in meant)
        if found["how"] == "eq":
            return f"({printed})"
        name = _NAMES.get(meant[0][0], "") if found["how"] else ""
        return f"{name} {printed}".strip()

    return _REF.sub(number, _ASIDE.sub(aside, source))


def _numbered(source: str) -> Mapping[str, tuple[str, str]]:
    """The labels of floats and sections, with what each labels and its number."""
    counter = _Counter()
    for event in _EVENT.finditer(source):
        counter.meet(event)
    return counter.found


class _Counter:
    """Counts as TeX does: sections at their headings, floats at their captions."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._floats = dict.fromkeys(_NAMES, 0)
        self._section: list[int] = []
        self._in_appendix = False
        self._inside: list[str] = []
        self._is_captioned = False

    def meet(self, event: re.Match[str]) -> None:
        match event.lastgroup:
            case "begun":
                self._inside.append(_PLACED.sub("", event["begun"]))
                self._is_captioned = False
            case "ended":
                self._inside = self._inside[:-1]
            case "caption" if self._inside and self._inside[-1] in self._floats:
                self._floats[self._inside[-1]] += 1
                self._is_captioned = True
            case "appendix":
                self._in_appendix, self._section = True, []
            case "section":
                depth = event["section"].count("sub")
                above = [*self._section, 0, 0, 0][: depth + 1]
                self._section = [*above[:-1], above[-1] + 1]
            case "label":
                self._name(event["label"].strip())
            case _:  # A caption outside of the floats that are counted.
                pass

    def _name(self, label: str) -> None:
        kind = self._inside[-1] if self._inside else "section"
        if kind == "section" and self._section:
            self.found[label] = (kind, self._heading())
        elif kind in self._floats and kind != "section":
            # A label above the caption means the number that the caption is to get.
            number = self._floats[kind] + (0 if self._is_captioned else 1)
            self.found[label] = (kind, str(number))

    def _heading(self) -> str:
        first, *below = self._section
        top = _LETTERS[first - 1] if self._in_appendix and 0 < first <= len(_LETTERS) else first
        return ".".join(str(part) for part in (top, *below))
