"""Text from strangers' papers, made harmless for each format. Never trusts, never cuts."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from litsynth.report.prose import Piece
from litsynth.report.wording import one_line, printable

_MARKDOWN = re.compile(r"[\\`*_\[\]|~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^[#+=:-]")
_NUMBERED_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width ones

_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)


class Markdown(str):
    """Markdown that may be printed as it stands. Any other text is escaped first."""

    __slots__ = ()


def markdown(text: str) -> Markdown:
    """`text` on one line, reading as itself in CommonMark, in a table cell too."""
    return _safe_start(_inline(one_line(text)))


def prose_as_markdown(pieces: Iterable[Piece]) -> Markdown:
    """One line of the report's text, its references as they stand: "[1]"; where it opens with the
    quote of a claim, the claim's number in the table before it: "c2: “…”", which HTML links.
    """
    line = tuple(pieces)
    claim = line[1].claim if len(line) > 1 and line[0].text == "“" else None
    number = f"{claim}: " if claim else ""
    text = "".join(_inline(one.text) if one.number is None else one.text for one in line)
    return _safe_start(f"{number}{text}")


def prose_as_html(pieces: Iterable[Piece]) -> Markup:
    """One line of the report's text, its references linked to the list of references, and its
    quoted claims to their rows.
    """
    return Markup().join(_html_piece(one) for one in pieces)


def _html_piece(piece: Piece) -> Markup:
    if piece.number is not None:
        return Markup('<a class="ref" href="#ref-{}">[{}]</a>').format(piece.number, piece.number)
    text = printable(piece.text)
    if piece.claim is not None:
        link = Markup('<a class="said" href="#claim-{}">{}</a>')
        return link.format(piece.claim, text)
    return Markup('<span class="said">{}</span>').format(text) if piece.is_quote else escape(text)


def _inline(text: str) -> str:
    plain = _ENTITY.sub("&amp;", printable(text)).replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\g<0>", plain)


def _safe_start(line: str) -> Markdown:
    """`line` without what Markdown would read as the start of a heading, list or rule."""
    return Markdown(_NUMBERED_START.sub(r"\1\\\2", _LINE_START.sub(r"\\\g<0>", line)))


def csv_cell(text: str) -> str:
    """`text` on one line, and no formula."""
    return no_formula(one_line(text))


def no_formula(text: str) -> str:
    """`text`, with a quote mark before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def latex(text: str) -> str:
    """`text` on one line with LaTeX's special characters written out and braces balanced."""
    return one_line(text).translate(_LATEX)
