"""A report's files in the run's folder, each there whole or not at all."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from types import MappingProxyType

from litsynth.errors import WritingError
from litsynth.ports import Progress, silent
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


NONE_WRITTEN: Mapping[str, str] = MappingProxyType({})


def write_report(
    report: Report,
    folder: Path,
    *,
    formats: Sequence[str],
    template: str,
    templates: Path | None = None,
    written: Mapping[str, str] = NONE_WRITTEN,
    progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write `report` into `folder` in each of `formats`; the paths, in that order.

    All formats are rendered before the first is written, so that an unknown template leaves the
    folder as it was. A file that somebody has changed since it was written is kept beside the new
    one, as claims.edited.csv, and told. written: `digests` of the files as they were last written.
    Raises ConfigError for an unknown format or template, WritingError if the folder cannot be
    written to.
    """
    texts = [(render(report, template, form, templates=templates), form) for form in formats]
    paths = []
    for text, form in texts:
        path = folder / FILE_NAMES[form]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Bytes: text mode would write other line ends on some systems.
            data = text.encode("utf-8", "replace")
            if _is_edited(path, data, written.get(path.name)):
                kept = path.rename(_free_name(path))
                progress(f"report: {path.name} had been changed; that file is kept as {kept.name}")
            write_whole(path, data)
        except OSError as error:
            raise WritingError(
                f"cannot write {path}: {error.strerror or error}",
                hint="Check the folder's rights and the space left, or choose another with --out.",
            ) from error
        paths.append(path)
    return tuple(paths)


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """The sha256 of each file, in hexadecimal digits, by its name."""
    return {path.name: _digest(path.read_bytes()) for path in paths}


def _is_edited(path: Path, new: bytes, written: str | None) -> bool:
    if written is None or not path.is_file():
        return False
    there = path.read_bytes()
    return there != new and _digest(there) != written


def _free_name(path: Path) -> Path:
    names = (f"{path.stem}.edited{'' if n == 1 else f'-{n}'}{path.suffix}" for n in count(1))
    return next(one for name in names if not (one := path.with_name(name)).exists())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
