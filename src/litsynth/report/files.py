"""A report's files in the run's folder, each written beside its place and renamed into it."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from litsynth.errors import WritingError
from litsynth.records import Report
from litsynth.report.render import render

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
        partial = path.with_name(path.name + ".partial")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Bytes: text mode would write other line ends on some systems.
            partial.write_bytes(text.encode("utf-8", "replace"))
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise WritingError(
                f"cannot write {path}: {error.strerror or error}",
                hint="Check the folder's rights and the space left, or choose another with --out.",
            ) from error
        paths.append(path)
    return tuple(paths)
