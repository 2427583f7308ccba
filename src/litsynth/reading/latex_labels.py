"""LaTeX's cross-references as the numbers that TeX prints, as far as the source tells. Pure."""

import re
from collections.abc import Mapping, Sequence

from litsynth.reading.latex_theorems import SECTIONS, Theorem, theorems

_ONE_EQUATION = frozenset({"equation", "multline"})
_EQUATION_ROWS = frozenset({"align", "gather", "eqnarray", "flalign", "alignat", "IEEEeqnarray"})
_EQUATIONS = _ONE_EQUATION | _EQUATION_ROWS
_FLOATS = ("figure", "table", "algorithm")
_NUMBERED = _EQUATIONS | {*_FLOATS, "subfigure", "subtable"}
_APPENDICES = frozenset({"appendix", "appendices"})
_OWN_EQUATIONS = re.compile(
    r"\\numberwithin\s*\{equation\}|\\theequation|counter\s*\{equation\}|\\chapter\b|showonlyrefs"
    r"|\\newtheorem\s*\{[^{}]*\}\s*\[equation\]|\{autonum\}|\\begin\{(?:subequations|empheq|dmath|dgroup)\*?\}"
)
"""With one of these, equations are not counted from one on, one after another."""
_PLACED = re.compile("^(?:wrap|sideways|long)(?=figure|table)")
_EVENT = re.compile(
    r"\\begin\s*\{(?P<begun>[^}]*)\}|\\end\s*\{(?P<ended>[^}]*)\}|(?P<row>\\\\)"
    r"|(?P<numberless>\\(?:nonumber|notag|IEEEnonumber|tag)(?![a-zA-Z]))"
    r"|(?P<caption>\\caption\b)|\\(?P<section>(?:sub){0,2}section)\s*(?=[\[{])"
    r"|(?P<appendix>\\appendix\b)|\\label\s*\{(?P<label>[^}]*)\}"
)
_NAMES = {
    "figure": "Figure",
    "table": "Table",
    "algorithm": "Algorithm",
    "section": "Section",
    "equation": "Equation",
}
_REF = re.compile(r"\\(?P<how>auto|c|C|eq)?ref\*?\s*\{(?P<keys>[^}]*)\}")
_ASIDE = re.compile(
    r"(?<![~ \t])[~ \t]*\((?:[Ss]ee\s+|cf\.\s+|e\.g\.,?\s+)?(?:[A-Z][a-z]+\.?|\\S)[~ \t]*"
    r"\\ref\*?\s*\{(?P<key>[^},]*)\}\)"
)
_ESCAPED = re.compile(r"\\[{}\\]")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNKNOWN = "??"
"""What TeX prints where it does not know the number."""


def with_numbers(source: str, *, written: str | None = None) -> str:
    """`source` with every reference as a number, or as "??" where it is not known.

    A parenthesis that holds nothing but an unknown one is left out.
    written: the source before its macros were expanded, which still says how numbers look.
    """
    known = _numbered(source, source if written is None else written)

    def aside(found: re.Match[str]) -> str:
        return found.group() if found["key"].strip() in known else ""

    def number(found: re.Match[str]) -> str:
        meant = [known.get(key.strip(), ("", UNKNOWN)) for key in found["keys"].split(",")]
        printed = ", ".join(value for _, value in meant)
        if found["how"] == "eq":
            return f"({printed})"
        name = _NAMES.get(meant[0][0], meant[0][0]) if found["how"] else ""
        return f"{name} {printed}".strip()

    return _REF.sub(number, _ASIDE.sub(aside, source))


def _numbered(source: str, written: str) -> Mapping[str, tuple[str, str]]:
    """The labels of floats, sections, equations and theorems, each with its kind and number."""
    counter = _Counter(theorems(written))
    for event in _EVENT.finditer(source):
        counter.meet(event)
    if _OWN_EQUATIONS.search(written):
        return {label: named for label, named in counter.found.items() if named[0] != "equation"}
    return counter.found


class _Counter:
    """Counts as TeX does: sections at their headings, floats at their captions, equations by row,
    theorems where they begin.

    A label in anything else within a section, as an item is, has a number that is not known.
    """

    def __init__(self, theorems: Mapping[str, Theorem]) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._theorems = theorems
        self._stated: dict[str, int] = {}
        """How many theorems of each counter there were, since what they are counted within."""
        self._floats = dict.fromkeys(_FLOATS, 0)
        self._section: list[int] = []
        self._in_appendix = False
        self._inside: list[str] = []
        self._outside = 0
        """How many of those that it stands in were begun before the section."""
        self._is_captioned = False
        self._equations = 0
        self._is_numbered = False
        self._row_at = 0
        self._in_row: list[str] = []

    def meet(self, event: re.Match[str]) -> None:
        match event.lastgroup:
            case "begun":
                self._begin(_PLACED.sub("", event["begun"].strip()))
                self._row_at = event.end()
            case "ended":
                self._end(_PLACED.sub("", event["ended"].strip()))
            case "row" if self._inside and self._inside[-1] in _EQUATION_ROWS:
                if not _is_open(event.string[self._row_at : event.start()]):
                    self._end_row()
                    self._row_at = event.end()
            case "numberless":
                self._is_numbered = False
            case "caption" if (kind := self._kind()) in self._floats:
                self._floats[kind] += 1
                self._is_captioned = True
            case "appendix":
                self._in_appendix, self._section = True, []
            case "section":
                self._head(event["section"].count("sub"))
            case "label":
                self._name(event["label"].strip())
            case _:  # A row of a table, or a caption outside of the floats that are counted.
                pass

    def _head(self, depth: int) -> None:
        above = [*self._section, 0, 0, 0][: depth + 1]
        self._section = [*above[:-1], above[-1] + 1]
        self._outside = len(self._inside)
        for below in SECTIONS[depth:]:
            self._begin_anew(below)

    def _begin(self, name: str) -> None:
        self._inside.append(name)
        bare = name.removesuffix("*")
        if name in _APPENDICES:
            self._in_appendix, self._section = True, []
        elif bare in self._floats:
            self._is_captioned = False
        elif bare in _EQUATIONS:
            self._is_numbered = bare == name
        elif theorem := self._theorems.get(name):
            self._stated[theorem.counter] = self._stated.get(theorem.counter, 0) + 1
            self._begin_anew(theorem.counter)

    def _begin_anew(self, outer: str) -> None:
        """Sets back what is counted within `outer`."""
        for theorem in self._theorems.values():
            if theorem.within == outer and self._stated.pop(theorem.counter, 0):
                self._begin_anew(theorem.counter)

    def _end(self, name: str) -> None:
        if name.removesuffix("*") in _EQUATIONS:
            self._end_row()
        while name in self._inside and self._inside.pop() != name:
            pass  # What was not closed ends with it.

    def _end_row(self) -> None:
        if self._is_numbered:
            self._equations += 1
            number = ("equation", str(self._equations))
            self.found.update(dict.fromkeys(self._in_row, number))
        self._in_row = []
        self._is_numbered = True

    def _kind(self) -> str:
        """What is numbered where it stands; empty for what is not counted."""
        inside = (name.removesuffix("*") for name in reversed(self._inside))
        found = next((name for name in inside if name in _NUMBERED), "")
        return found or ("section" if len(self._inside) <= self._outside else "")

    def _name(self, label: str) -> None:
        kind = self._kind()
        if kind == "section" and self._section:
            self.found[label] = (kind, self._heading(self._section))
        elif kind in self._floats:
            # A label above the caption means the number that the caption is to get.
            number = self._floats[kind] + (0 if self._is_captioned else 1)
            self.found[label] = (kind, str(number))
        elif kind in _EQUATIONS:
            self._in_row.append(label)
        elif self._inside and (theorem := self._theorems.get(self._inside[-1])):
            self.found[label] = (theorem.printed, self._statement(theorem))

    def _statement(self, theorem: Theorem) -> str:
        """The number of the last theorem that was counted so."""
        number = str(self._stated.get(theorem.counter, 0))
        if theorem.within is None:
            return number
        outer = self._theorems.get(theorem.within)
        if outer is not None:
            return f"{self._statement(outer)}.{number}"
        depth = SECTIONS.index(theorem.within) + 1
        return f"{self._heading([*self._section, 0, 0, 0][:depth])}.{number}"

    def _heading(self, section: Sequence[int]) -> str:
        first, *below = section
        top = _LETTERS[first - 1] if self._in_appendix and 0 < first <= len(_LETTERS) else first
        return ".".join(str(part) for part in (top, *below))


def _is_open(text: str) -> bool:
    """Whether a brace of `text` is not closed in it."""
    plain = _ESCAPED.sub("", text)
    return plain.count("{") > plain.count("}")
