"""LaTeX source to passages, without running TeX. Pure; what it does not know it leaves out."""

import re
from collections.abc import Iterator, Mapping

from litsynth.reading.cleaning import one_line
from litsynth.reading.latex_labels import with_numbers
from litsynth.reading.marked import Marked, Passage
from litsynth.records import BlockKind

_COMMENT = re.compile(r"(?<!\\)%.*")
_INPUT = re.compile(r"\\(?:input|include|subfile)\s*\{([^}]+)\}")
_DEEPEST_INPUT = 8
_VERBATIM = re.compile(
    r"\\begin\{(verbatim|lstlisting|minted|Verbatim)\*?\}(.*?)\\end\{\1\*?\}", re.DOTALL
)
_DISPLAY = re.compile(
    r"\\begin\{(equation|align|gather|multline|eqnarray|displaymath|math|flalign)\*?\}"
    r"(.*?)\\end\{\1\*?\}|\\\[(.*?)\\\]|\$\$(.*?)\$\$",
    re.DOTALL,
)
_FLOAT = re.compile(
    r"\\begin\{(figure|table|wrapfigure|algorithm)\*?\}(.*?)\\end\{\1\*?\}", re.DOTALL
)
_BIBLIOGRAPHY = re.compile(
    r"\\begin\{thebibliography\}.*?\n(.*?)\\end\{thebibliography\}", re.DOTALL
)
_BIBITEM = re.compile(r"\\bibitem\s*(?:\[[^\]]*\])?\s*\{[^}]*\}")
_BIBITEM_KEY = re.compile(r"\\bibitem\s*(?:\[(?P<label>[^\]]*)\])?\s*\{(?P<key>[^}]*)\}")
_LABEL_NAMES = re.compile(r"(?P<who>[^()]+?)\s*\((?:1[89]|20)\d\d[a-z]?\)")
"""What natbib makes of a label: "Phang et~al.(2018)Phang, Byron"."""
_HEADING = re.compile(
    r"\\(part|chapter|section|subsection|subsubsection|paragraph)\*?\s*(?:\[[^\]]*\])?\s*(?=\{)"
)
_DEPTHS = {
    "part": 1,
    "chapter": 1,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
}
_ITEM = re.compile(r"\\item\b\s*(?:\[[^\]]*\])?")
_LISTS = re.compile(
    r"\\(?:begin|end)\{(?:itemize|enumerate|description|compactitem)\}(?:\[[^\]]*\])?"
)
_BREAK = re.compile(r"\n\s*\n|\\par\b|\\\\\s*\n\s*\n")
_DROPPED = re.compile(
    r"\\(?:label|vspace|hspace|includegraphics|bibliographystyle|bibliography|pagestyle|thispagestyle|"
    r"usepackage|nocite|setlength|setcounter|addtolength|index|thanks|footnotemark|input|hskip|vskip|"
    r"renewcommand|newcommand|def|let)\*?\s*(?:\[[^\]]*\])*\s*(?:\{[^{}]*\})*"
)
_CITE = re.compile(
    r"~?[ \t]*\\(?P<how>[cC]ite[a-zA-Z]*|textcite|parencite|autocite)\*?\s*(?:\[[^\]]*\])*\s*"
    r"\{(?P<keys>[^}]*)\}"
)
_TEXTUAL = frozenset({"citet", "Citet", "citeauthor", "Citeauthor", "textcite"})
_REF = re.compile(r"\\(?:page|name)ref\*?\s*\{[^}]*\}")
_LINK = re.compile(r"\\href\s*\{[^}]*\}\s*(?=\{)")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^}]*\}(?:\[[^\]]*\])?")
_ACCENT = re.compile(r"\\([\"'`^~=.cvuHrk])\s*\{?\\?([A-Za-z])\}?(?![a-zA-Z]*\})")
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip
_SYMBOLS = {
    r"\ss": "ß", r"\ae": "æ", r"\AE": "Æ", r"\oe": "œ", r"\o": "ø", r"\O": "Ø", r"\aa": "å",
    r"\l": "ł", r"\L": "Ł", r"\S": "§", r"\ldots": "...", r"\dots": "...", r"\textendash": "–",
    r"\textemdash": "—", r"\LaTeX": "LaTeX", r"\TeX": "TeX", r"\eg": "e.g.", r"\ie": "i.e.",
    r"\etal": "et al.", r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\delta": "δ",
    r"\epsilon": "ε", r"\theta": "θ", r"\lambda": "λ", r"\mu": "µ", r"\pi": "π", r"\rho": "ρ",
    r"\sigma": "σ", r"\tau": "τ", r"\phi": "φ", r"\omega": "ω", r"\times": "×", r"\pm": "±",
    r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\approx": "≈", r"\sim": "~",
    r"\to": "→", r"\rightarrow": "→", r"\infty": "∞", r"\cdot": "·", r"\in": "∈", r"\neq": "≠",
    r"\quad": " ", r"\qquad": " ", r"\newline": " ",
}  # fmt: skip
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?|\\[^a-zA-Z]")
_ESCAPED = frozenset("%&$#_{}")
_AND = re.compile(r"\\and\b|\\AND\b|\\And\b|\\\\|,|\band\b")
_FOOTNOTE = re.compile(r"\\footnote\s*(?=\{)")


def main_file(files: Mapping[str, str]) -> str | None:
    """The name of the file that holds the document, or None. Ties: the longest, then by name."""
    able = [name for name, text in files.items() if "\\begin{document}" in text]
    return min(able, key=lambda name: (-len(files[name]), name), default=None)


def from_latex(text: str, files: Mapping[str, str] | None = None) -> Marked:
    """The document's words; `files` are what it may take in, by name."""
    source = with_numbers(_with_cited(_with_inputs(text, files or {}, _DEEPEST_INPUT)))
    _, begun, body = source.partition("\\begin{document}")
    body = (body if begun else source).partition("\\end{document}")[0]
    title = _words(_argument(source, "title") or "")
    authors = _authors(_argument(source, "author") or "")
    passages = [Passage(kind=BlockKind.TITLE, text=title)] if title else []
    if authors:
        passages.append(Passage(kind=BlockKind.AUTHORS, text=", ".join(authors)))
    for command in ("title", "author", "date", "affiliation", "address", "email"):
        while (argument := _argument(body, command)) is not None:
            body = body.replace(argument, "", 1).replace(f"\\{command}{{}}", "", 1)
    passages += _passages(body)
    return Marked(passages=tuple(passages), title=title or None, authors=authors)


def _with_inputs(text: str, files: Mapping[str, str], depth: int) -> str:
    plain = _COMMENT.sub("", text)

    def contents(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        inner = files.get(name) or files.get(f"{name}.tex") or ""
        return _with_inputs(inner, files, depth - 1) if inner and depth else ""

    return _INPUT.sub(contents, plain)


def _with_cited(source: str) -> str:
    """The source with citations as numbers: those of the entries, in the order of the bibliography.

    Keys that it does not hold are numbered after them, in the order in which they are cited.
    """
    items = list(_BIBITEM_KEY.finditer(source))
    numbers = {match["key"].strip(): number for number, match in enumerate(items, start=1)}
    names = {
        match["key"].strip(): label["who"]
        for match in items
        if (label := _LABEL_NAMES.match((match["label"] or "").strip("{} ")))
    }

    def cited(found: re.Match[str]) -> str:
        keys = [key.strip() for key in found["keys"].split(",") if key.strip()]
        known = [(names.get(key), numbers.setdefault(key, len(numbers) + 1)) for key in keys]
        if found["how"] in _TEXTUAL and known and all(who for who, _ in known):
            return " " + " and ".join(f"{who} [{number}]" for who, number in known)
        return f" [{', '.join(str(number) for _, number in known)}]" if known else ""

    return _CITE.sub(cited, source)


def _argument(text: str, command: str) -> str | None:
    """What stands between the braces of the first `command` in the text, or None."""
    found = re.search(rf"\\{command}\*?\s*(?:\[[^\]]*\])?\s*(?=\{{)", text)
    return _braced(text, found.end())[0] if found else None


def _braced(text: str, at: int) -> tuple[str, int]:
    """What the brace at `at` holds, and where it ends. An open brace holds the rest."""
    depth = 0
    for index in range(at, len(text)):
        if text[index] == "\\":
            continue
        if text[index] == "{" and text[index - 1] != "\\":
            depth += 1
        elif text[index] == "}" and text[index - 1] != "\\":
            depth -= 1
            if depth == 0:
                return text[at + 1 : index], index + 1
    return text[at + 1 :], len(text)


def _authors(text: str) -> tuple[str, ...]:
    cut = re.sub(
        r"\\(?:thanks|inst|textsuperscript|affiliation|email|footnote)\s*\{[^{}]*\}", "", text
    )
    names = (_words(part) for part in _AND.split(cut))
    return tuple(name for name in names if name and "@" not in name and not name.isdigit())


def _passages(body: str) -> Iterator[Passage]:
    body = _VERBATIM.sub("\n\n", body)
    body = body.replace("\\begin{abstract}", "\n\n\\section{Abstract}\n\n")
    body = body.replace("\\appendix", "\n\n\\section{Appendix}\n\n")
    references = [
        _words(part)
        for found in _BIBLIOGRAPHY.finditer(body)
        for part in _BIBITEM.split(found.group(1))[1:]
    ]
    body = _BIBLIOGRAPHY.sub("", body)
    floats = [found.group(2) for found in _FLOAT.finditer(body)]
    body = _LISTS.sub("\n\n", _FLOAT.sub("", body))
    at = 0
    for heading in _HEADING.finditer(body):
        yield from _paragraphs(body[at : heading.start()])
        words, at = _braced(body, heading.end())
        depth = _DEPTHS[heading.group(1)]
        yield Passage(kind=BlockKind.HEADING, text=_words(words), depth=depth)
    yield from _paragraphs(body[at:])
    for inner in floats:
        caption = _argument(inner, "caption")
        if caption:
            yield Passage(kind=BlockKind.CAPTION, text=_words(caption))
    if references:
        yield Passage(kind=BlockKind.HEADING, text="References", depth=1)
        for entry in references:
            yield Passage(kind=BlockKind.REFERENCE, text=entry)


def _paragraphs(text: str) -> Iterator[Passage]:
    for chunk in _BREAK.split(text):
        first, *items = _ITEM.split(chunk)
        for part, kind in (
            (first, BlockKind.PARAGRAPH),
            *((i, BlockKind.LIST_ITEM) for i in items),
        ):
            notes: list[str] = []
            words = _words(_without_notes(part, notes))
            if any(letter.isalpha() for letter in words):
                yield Passage(kind=kind, text=words)
            for note in notes:
                yield Passage(kind=BlockKind.FOOTNOTE, text=_words(note))


def _without_notes(text: str, notes: list[str]) -> str:
    pieces: list[str] = []
    at = 0
    while found := _FOOTNOTE.search(text, at):
        pieces.append(text[at : found.start()])
        note, at = _braced(text, found.end())
        notes.append(note)
    return "".join((*pieces, text[at:]))


def _words(text: str) -> str:
    """The text without its markup, in one line."""
    text = _DISPLAY.sub(
        lambda found: f" {found.group(2) or found.group(3) or found.group(4)} ", text
    )
    text = _REF.sub("", _LINK.sub("", _DROPPED.sub("", text)))
    text = _ENVIRONMENT.sub(" ", text)
    text = _ACCENT.sub(lambda found: found.group(2) + _ACCENTS[found.group(1)], text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = _COMMAND.sub(_symbol, text.replace("~", " "))
    text = re.sub(r"(?<!\\)[{}$]", "", text).replace("\ue010", "{").replace("\ue011", "}")
    return one_line(text)


def _symbol(found: re.Match[str]) -> str:
    command = found.group()
    if command[1] in "{}":
        return "\ue010" if command[1] == "{" else "\ue011"
    if command[1] in _ESCAPED:
        return command[1]
    return _SYMBOLS.get(command.rstrip("*"), " " if command[1] in " ,;:!\\" else "")
