"""LaTeX source without what TeX does not print: comments, code, branches not taken. Pure."""

import re

from litsynth.reading.enclosed import Enclosed, replaced

_COMMENT = re.compile(
    # With the end of its line, which TeX does not see either, unless that makes a paragraph.
    r"(?<!\\)(?P<breaks>(?:\\\\)*)%[^\n]*(?:\n[ \t]*(?=[^\s]))?"
)
_LITERAL = re.compile(
    r"\\(?:verb|lstinline)(?![a-zA-Z])\*?(?P<mark>[^\s\w*{\[])(?P<code>[^\n]*?)(?P=mark)"
    r"|\\(?P<named>url|nolinkurl|path|href|lstinline)\s*\{(?P<address>[^{}\n]*)\}"
)
_ESCAPED_IN_ADDRESS = re.compile(r"\\([%#&_~])")
_SAFE = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_",
        "-": "{-}", "`": "{`}", "'": "{'}",
    }
)  # fmt: skip
_UNREAD = re.compile(
    r"\\begin\s*\{(verbatim|lstlisting|minted|Verbatim|comment|filecontents|tikzpicture|CCSXML)\*?\}"
)
_LINE_END = re.compile(r"[ \t]*\n(?=[ \t]*\S)")
"""Where nothing is left of a line, it must not make a paragraph."""
_SWITCH = re.compile(
    r"\\newif\s*\\if(?P<new>[a-zA-Z@]+)"
    r"|\\let\s*\\if(?P<let>[a-zA-Z@]+)\s*=?\s*\\if(?P<to>true|false)(?![a-zA-Z@])"
    r"|\\(?!if(?:true|false))(?P<set>[a-zA-Z@]+)(?P<value>true|false)(?![a-zA-Z@])"
    r"|\\(?P<end>else|or|fi)(?![a-zA-Z@])"
    # A conditional that takes its branches as arguments has no end; "\iff" is an arrow.
    r"|\\if(?!f(?![a-zA-Z@])|thenelse)(?P<test>[a-zA-Z@]*)(?![a-zA-Z@]|\s*\{)"
)


def without_comments(text: str) -> str:
    """The text without comments; what stands in verbatim words and addresses stays as it is."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _COMMENT.sub(lambda found: found["breaks"], _LITERAL.sub(_literal, lines))


def _literal(found: re.Match[str]) -> str:
    if found["named"] is None:
        return f"{{{found['code'].translate(_SAFE)}}}"
    address = _ESCAPED_IN_ADDRESS.sub(r"\1", found["address"])
    return f"\\{found['named']}{{{address.translate(_SAFE)}}}"


def visible(source: str) -> str:
    """The source, free of comments, without code and without the branches that are not taken.

    A switch of the paper's own is followed; of any other condition the else branch is taken.
    """
    return "".join(_Branches().taken(replaced(source, _UNREAD, _end_of_unread, _gap)))


def _end_of_unread(begun: re.Match[str]) -> re.Pattern[str]:
    return re.compile(rf"\\end\s*\{{{begun[1]}\*?\}}(?:[ \t]*\n(?=[ \t]*\S))?")


def _gap(place: Enclosed) -> str:
    return "" if place.begun[1] == "comment" else "\n\n"


class _Branches:
    def __init__(self) -> None:
        self._switches = {"true": True, "false": False}
        self._open: list[bool] = []
        """Of each conditional that is open, whether the branch is taken."""
        self._shut = 0
        """How many of them are not taken."""

    def taken(self, source: str) -> list[str]:
        """The pieces of the source that are printed."""
        pieces: list[str] = []
        at = 0
        closed = _closed(source)
        for found in _SWITCH.finditer(source):
            if found["test"] is not None and found.start() not in closed:
                continue
            if not self._shut:
                pieces.append(source[at : found.start()])
            pieces.append(self._meet(found))
            ended = _LINE_END.match(source, found.end())
            if ended is not None:
                pieces.append(" ")
            at = ended.end() if ended is not None else found.end()
        return [*pieces, source[at:]]

    def _meet(self, found: re.Match[str]) -> str:
        """Follows the mark; gives back what is to be read of it."""
        is_read = not self._shut
        if found["test"] is not None:
            self._enter(is_taken=self._switches.get(found["test"], False))
        elif found["end"] == "else" and self._open:
            self._enter(is_taken=not self._leave())
        elif found["end"] == "fi" and self._open:
            self._leave()
        elif is_read and (name := found["new"] or found["let"]):
            self._switches[name] = found["to"] == "true"
        elif is_read and found["set"] in self._switches:
            self._switches[found["set"]] = found["value"] == "true"
        elif is_read and found["set"]:
            return found.group()
        return ""

    def _enter(self, *, is_taken: bool) -> None:
        self._open.append(is_taken)
        self._shut += not is_taken

    def _leave(self) -> bool:
        was_taken = self._open.pop()
        self._shut -= not was_taken
        return was_taken


def _closed(source: str) -> set[int]:
    """Where the conditionals begin that have an end, in the same part of the document."""
    document = source.find("\\begin{document}")
    found: set[int] = set()
    begun: list[int] = []
    for mark in _SWITCH.finditer(source):
        if mark["test"] is not None:
            begun.append(mark.start())
        elif mark["end"] == "fi" and begun:
            start = begun.pop()
            if not start < document < mark.start():
                found.add(start)
    return found
