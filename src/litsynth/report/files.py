"""A report's files in the run's folder, each there whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

from litsynth.errors import WritingError
from litsynth.records import Report
from litsynth.report.render import render
from litsynth.whole_files import write_whole

FILE_NAMES = {
    "md": "report.md",
    "html": "report.html",
    "json": "report.json",
    "csv": "claims.csv",
    "bib": "references.bib",
}


def write_report(
    report: Report,
    folder: Path,
    *,
    formats: Sequence[str],
    template: str,
    templates: Path | None = None,
) -> tuple[Path, ...]:
    """Write `report` into `folder` in each of `formats`; the paths, in that order.

    All formats are rendered before the first is written, so that an unknown template leaves the
    folder as it was. Raises ConfigError for an unknown format or template, WritingError if
    the folder cannot be written to.
    """
    texts = [(render(report, template, form, templates=templates), form) for form in formats]
    paths = []
    for text, form in texts:
        path = folder / FILE_NAMES[form]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Bytes: text mode would write other line ends on some systems.
            write_whole(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise WritingError(
                f"cannot write {path}: {error.strerror or error}",
                hint="Check the folder's rights and the space left, or choose another with --out.",
            ) from error
        paths.append(path)
    return tuple(paths)
