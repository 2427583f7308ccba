"""A folder of PDFs with their truth beside them (`NAME.pdf`, `NAME.jats.xml`), read and scored."""

from dataclasses import dataclass
from pathlib import Path

from litsynth.errors import ConfigError
from litsynth.ports import Reader
from litsynth.reading.evaluate import NOTHING, ReadingScore, score
from litsynth.reading.jats import DamagedError, from_jats
from litsynth.reading.marked import Source, compose_marked
from litsynth.records import Document, Paper, PaperId, Unreadable

_TRUTH = ".jats.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileScore:
    name: str
    score: ReadingScore | None
    """None if the PDF, or its truth, could not be read; `reason` then says why."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderScore:
    files: tuple[FileScore, ...]
    """By name."""

    @property
    def total(self) -> ReadingScore:
        """Over the files that were read."""
        scores = (file.score for file in self.files if file.score is not None)
        return sum(scores, start=NOTHING)


def evaluate_folder(folder: Path, reader: Reader) -> FolderScore:
    """How `reader` does on every PDF with JATS beside it. Raises ConfigError if there is none."""
    return FolderScore(files=tuple(_scored(pdf, truth, reader) for pdf, truth in pairs(folder)))


def pairs(folder: Path) -> tuple[tuple[Path, Path], ...]:
    """The PDFs in `folder` that have JATS beside them, with it. Raises ConfigError if none has."""
    found = tuple(
        (pdf, truth)
        for truth in sorted(folder.glob(f"*{_TRUTH}"))
        if (pdf := truth.with_name(truth.name.removesuffix(_TRUTH) + ".pdf")).is_file()
    )
    if not found:
        raise ConfigError(
            f"{folder} holds no PDF with its JATS beside it",
            hint="Put NAME.jats.xml beside NAME.pdf.",
        )
    return found


def truth_of(path: Path) -> Document:
    """The document that a JATS file describes. Raises DamagedError if it is not XML."""
    source = Source(paper=PaperId(f"file:{path.name}"), sha256="", reader="jats")
    return compose_marked(from_jats(path.read_bytes()), source)


def sentences_of(document: Document) -> list[str]:
    return [span.of(document.text) for span in document.sentences]


def _scored(pdf: Path, truth: Path, reader: Reader) -> FileScore:
    paper = Paper(id=PaperId(f"file:{pdf.name}"), title=pdf.name, pdf_url=pdf.resolve().as_uri())
    found = reader.read(pdf.read_bytes(), paper=paper)
    if isinstance(found, Unreadable):
        return FileScore(name=pdf.name, score=None, reason=found.reason)
    try:
        true = truth_of(truth)
    except DamagedError as error:
        return FileScore(name=pdf.name, score=None, reason=f"{truth.name}: {error}")
    return FileScore(
        name=pdf.name,
        score=score(
            sentences_of(found), sentences_of(true), title=found.title, true_title=true.title
        ),
    )
