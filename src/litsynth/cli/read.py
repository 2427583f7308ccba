"""`litsynth read FILE`: what was understood of one file."""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from litsynth.cli.given import settings_from
from litsynth.cli.options import OcrOption, PdfPasswordOption
from litsynth.errors import ConfigError, ReadingError
from litsynth.records import BlockKind, Document, Paper, PaperId, Unreadable
from litsynth.settings import ReadingSettings

_NAMED_DIGITS = 12


class Shape(StrEnum):
    OUTLINE = "outline"
    JSON = "json"
    TEXT = "text"
    SENTENCES = "sentences"


def read(
    file: Annotated[Path, typer.Argument(help="PDF, JATS XML, HTML, LaTeX, Markdown or text.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The whole Document as JSON.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="The cleaned text.")] = False,
    as_sentences: Annotated[
        bool, typer.Option("--sentences", help="One sentence of running text a line.")
    ] = False,
    pdf_password: PdfPasswordOption = None,
    ocr: OcrOption = None,
) -> None:
    """Show what litsynth understands of FILE."""
    asked = [
        shape
        for shape, is_asked in (
            (Shape.JSON, as_json),
            (Shape.TEXT, as_text),
            (Shape.SENTENCES, as_sentences),
        )
        if is_asked
    ]
    if len(asked) > 1:
        raise ConfigError(
            f"--{asked[0]} and --{asked[1]} were both given", hint="Give one of them."
        )
    settings = settings_from({"pdf_password": pdf_password, "ocr": ocr})
    document = read_file(file, settings.reading)
    typer.echo(shown(document, asked[0] if asked else Shape.OUTLINE), nl=False)


def read_file(file: Path, settings: ReadingSettings) -> Document:
    """The document in `file`.

    Raises ConfigError if there is no file, ReadingError if it holds no document.
    """
    from litsynth.reading.isolated import IsolatedReader
    from litsynth.reading.scans import ocr_plan

    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be opened: {error.strerror}", hint="Give the path of a file."
        ) from error
    digest = sha256(data).hexdigest()[:_NAMED_DIGITS]
    paper = Paper(
        id=PaperId(f"file:{digest}"),
        title=file.name,
        pdf_url=file.resolve().as_uri(),
    )
    with IsolatedReader(
        password=settings.pdf_password, timeout_s=settings.timeout_s, ocr=ocr_plan(settings)
    ) as reader:
        extraction = reader.read(data, paper=paper)
    if isinstance(extraction, Unreadable):
        raise ReadingError(f"{file}: {extraction.reason}", hint=_hint(extraction.reason))
    return extraction


_WEB_PAGE = (
    "A site sent a page (a login, an error, a notice) instead of the paper. Open its address in a "
    "browser and save the PDF; to read the page itself, name it .html."
)
_HINTS = (
    ("does not open it", "The --pdf-password given is not that of this file: give the right one."),
    ("encrypted in a way", "Save it without encryption in a viewer that opens it."),
    ("encrypted", "Give --pdf-password."),
    ("OCR is turned off", "Leave --no-ocr out, or turn reading.ocr on, to have scans read."),
    ("only blanks", "Get the paper again: nothing of it is in this file."),
    ("install", "When it is installed, run the same command again."),
    ("empty: ", "Download it again: nothing of the paper is in this file."),
    ("a web page, not a PDF", _WEB_PAGE),
    ("not a PDF", "Its name says PDF. Get the paper again, or name the file for what it is."),
    ("truncated: ", "The download broke off. Download it again."),
    ("without LaTeX source", "Give the paper itself; an archive must hold its .tex files."),
    ("does not read", "It reads PDF, JATS XML, HTML, LaTeX source, Markdown and plain text."),
)
"""What a reason holds and what to do about it; the first that fits."""
_NO_HINT = "Open it in a viewer to see whether it is whole and holds text."


def _hint(reason: str) -> str:
    return next((hint for mark, hint in _HINTS if mark in reason), _NO_HINT)


def shown(document: Document, shape: Shape) -> str:
    """What `read` prints, its last newline included."""
    match shape:
        case Shape.JSON:
            return TypeAdapter(Document).dump_json(document, indent=2).decode() + "\n"
        case Shape.TEXT:
            return document.text + "\n"
        case Shape.SENTENCES:
            return "".join(f"{_one_line(span.of(document.text))}\n" for span in document.sentences)
        case Shape.OUTLINE:
            return _outline(document)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _outline(document: Document) -> str:
    from litsynth.reading.citations import citations

    found = citations(document)
    entries = sum(block.kind is BlockKind.REFERENCE for block in document.blocks)
    linked = sum(bool(citation.entries) for citation in found)
    lines = [
        f"title      {document.title or '(not found)'}",
        f"authors    {', '.join(document.authors) or '(not found)'}",
        f"pages      {document.page_count or '(none: the text has no pages)'}",
        f"language   {document.language or '(not known)'}",
        f"sentences  {len(document.sentences)}",
        f"references {entries}, cited {len(found)} times, {linked} of them linked",
        f"reader     {document.reader}",
        f"sha256     {document.sha256}",
        *(f"warning    {warning}" for warning in document.warnings),
        "",
    ]
    for section in document.sections:
        count = sum(section.span.contains(span) for span in document.sentences)
        page = document.page_of(section.span)
        place = f"p. {page}" if page else ""
        noun = "sentence" if count == 1 else "sentences"
        lines.append(
            f"{place:>6}  {section.kind:<16} {count:>4} {noun:<9}  {section.heading}".rstrip()
        )
    return "\n".join(lines) + "\n"
