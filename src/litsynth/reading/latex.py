"""LaTeX source to passages, without running TeX. Pure.

Of what it does not know it leaves the arguments, and in formulas the name.
"""

import re
from collections.abc import Iterator, Mapping

from litsynth.reading.enclosed import enclosed, replaced
from litsynth.reading.latex_braces import argument, braced, uses, without
from litsynth.reading.latex_front import authors_of, title_of, without_front
from litsynth.reading.latex_hidden import visible, without_comments
from litsynth.reading.latex_known import known
from litsynth.reading.latex_labels import with_numbers
from litsynth.reading.latex_macros import expanded
from litsynth.reading.latex_words import words
from litsynth.reading.marked import Marked, Passage
from litsynth.records import BlockKind

_INPUT = re.compile(
    r"\\(?:input|include|subfile)(?:\s*\{(?P<named>[^}]+)\}|[ \t]+(?P<bare>[^\s{}\\]+))"
)
_DEEPEST_INPUT = 8
_FLOAT = re.compile(r"\\begin\{((?:wrap|sideways)?(?:figure|table)|algorithm|longtable)\*?\}")
_CAPTION = r"caption|captionof\s*\{[^{}]*\}"
_TABLE = re.compile(
    r"\\begin\{(tabular[xy]?\*?|tabulary)\}(?:(?!\\begin\{tabular).)*?\\end\{\1\}", re.DOTALL
)
_DEEPEST_TABLE = 5
_APPENDIX = re.compile(r"\\appendix(?![a-zA-Z])|\\begin\{appendi(?:x|ces)\}")
_BIBLIOGRAPHY = re.compile(r"\\begin\{(thebibliography)\}")
_CALLED = re.compile(r"\\bibliography\s*\{[^{}]*\}")
_BIBITEM = re.compile(r"\\bibitem\s*(?:\[(?:(?!\\bibitem)[^\]])*\])?\s*\{[^}]*\}")
_BIBITEM_KEY = re.compile(
    r"\\bibitem\s*(?:\[(?P<label>(?:(?!\\bibitem)[^\]])*)\])?\s*\{(?P<key>[^}]*)\}"
)
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
_ITEM = re.compile(r"\\item\b\s*(?:\[(?:(?!\\item\b)[^\]])*\])?")
_LISTS = re.compile(
    r"\\(?:begin|end)\{(?:itemize|enumerate|description|compactitem)\}(?:\[[^\]]*\])?"
)
_BREAK = re.compile(r"\n\s*\n|\\par\b|\\\\\s*\n\s*\n")
_DISPLAY = re.compile(
    r"\s*(?:\$\$[^$]*\$\$|\\\[(?:(?!\\\]).)*\\\]"
    r"|\\begin\{((?:equation|align|gather|multline|eqnarray|displaymath)\*?)\}(?:(?!\\end\{\1).)*"
    r"\\end\{\1\})[.,;]?\s*",
    re.DOTALL,
)
"""A displayed formula."""
_CITE = re.compile(
    r"(?:~[ \t]*|(?<![ \t])[ \t]*)"
    r"\\(?P<how>[cC]ite[a-zA-Z]*|textcite|parencite|autocite|onlinecite)\*?\s*"
    r"(?:\[[^\]]*\])*\s*\{(?P<keys>[^}]*)\}"
)
_TEXTUAL = frozenset({"citet", "Citet", "citeauthor", "Citeauthor", "textcite"})
_FOOTNOTE = re.compile(r"\\footnote(?:text)?\s*(?:\[[^\]]*\])?\s*(?=\{)")


def main_file(files: Mapping[str, str]) -> str | None:
    """The name of the file that holds the document, or None. Ties: the longest, then by name."""
    able = [name for name, text in files.items() if "\\begin{document}" in text]
    return min(able, key=lambda name: (-len(files[name]), name), default=None)


def from_latex(text: str, files: Mapping[str, str] | None = None) -> Marked:
    """The document's words; `files` are what it may take in, by name."""
    source = _with_inputs(text, files or {}, _DEEPEST_INPUT)
    source = visible(_with_bibliography(source, _entries(text, files or {})))
    source = with_numbers(_with_cited(expanded(source, known())), written=source)
    _, begun, body = source.partition("\\begin{document}")
    body = (body if begun else source).partition("\\end{document}")[0]
    title = title_of(source)
    authors = authors_of(source)
    passages = [Passage(kind=BlockKind.TITLE, text=title)] if title else []
    if authors:
        passages.append(Passage(kind=BlockKind.AUTHORS, text=", ".join(authors)))
    passages += _passages(without_front(body))
    return Marked(passages=tuple(passages), title=title or None, authors=authors)


def _with_inputs(text: str, files: Mapping[str, str], depth: int) -> str:
    plain = without_comments(text)

    def contents(found: re.Match[str]) -> str:
        name = (found["named"] or found["bare"]).strip()
        inner = files.get(name) or files.get(f"{name}.tex") or ""
        return _with_inputs(inner, files, depth - 1) if inner and depth else ""

    return _INPUT.sub(contents, plain)


def _entries(text: str, files: Mapping[str, str]) -> str:
    """The bibliography that was made for the file that holds `text`, or the only one there is."""
    made = {name: inner for name, inner in files.items() if name.endswith(".bbl")}
    own = {f"{name.rpartition('.')[0]}.bbl" for name, inner in files.items() if inner == text}
    found = [inner for name, inner in made.items() if name in own or len(made) == 1]
    return without_comments(found[0]) if found else ""


def _with_bibliography(source: str, entries: str) -> str:
    if "\\begin{thebibliography}" in source:
        return source
    return _CALLED.sub(lambda _: entries, source, count=1)


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


def _passages(body: str) -> Iterator[Passage]:
    body = body.replace("\\begin{abstract}", "\n\n\\section{Abstract}\n\n")
    body = body.replace("\\end{abstract}", "\n\n\\section{}\n\n")
    body = _APPENDIX.sub(lambda _: "\n\n\\section{Appendix}\n\n", body)
    references = [
        words(part)
        for found in enclosed(body, _BIBLIOGRAPHY, _end)
        for part in _BIBITEM.split(found.inner)[1:]
    ]
    body = replaced(body, _BIBLIOGRAPHY, _end, lambda _: "")
    captions = [argument(found.inner, _CAPTION) for found in enclosed(body, _FLOAT, _end)]
    body = replaced(body, _FLOAT, _end, lambda _: "")
    captions += [inner for _, _, inner in uses(body, _CAPTION)]
    body = _LISTS.sub("\n\n", _without_tables(without(body, _CAPTION)))
    at = 0
    for heading in _HEADING.finditer(body):
        if heading.start() < at:
            continue
        yield from _paragraphs(body[at : heading.start()])
        inner, at = braced(body, heading.end())
        depth = _DEPTHS[heading.group(1)]
        yield Passage(kind=BlockKind.HEADING, text=words(inner), depth=depth)
    yield from _paragraphs(body[at:])
    for caption in captions:
        if caption:
            yield Passage(kind=BlockKind.CAPTION, text=words(caption))
    if references:
        yield Passage(kind=BlockKind.HEADING, text="References", depth=1)
        for entry in references:
            yield Passage(kind=BlockKind.REFERENCE, text=entry)


def _end(begun: re.Match[str]) -> re.Pattern[str]:
    return re.compile(rf"\\end\{{{begun[1]}\*?\}}")


def _without_tables(body: str) -> str:
    for _ in range(_DEEPEST_TABLE):
        body, found = _TABLE.subn("", body)
        if not found:
            break
    return body


def _paragraphs(text: str) -> Iterator[Passage]:
    for chunk in _BREAK.split(text):
        first, *items = _ITEM.split(chunk)
        for part, kind in (
            (first, BlockKind.PARAGRAPH),
            *((i, BlockKind.LIST_ITEM) for i in items),
        ):
            notes: list[str] = []
            plain = words(_without_notes(part, notes))
            if any(letter.isalpha() for letter in plain):
                is_formula = _DISPLAY.fullmatch(part) is not None
                yield Passage(kind=BlockKind.EQUATION if is_formula else kind, text=plain)
            for note in notes:
                yield Passage(kind=BlockKind.FOOTNOTE, text=words(note))


def _without_notes(text: str, notes: list[str]) -> str:
    pieces: list[str] = []
    at = 0
    while found := _FOOTNOTE.search(text, at):
        pieces.append(text[at : found.start()])
        note, at = braced(text, found.end())
        notes.append(note)
    return "".join((*pieces, text[at:]))
