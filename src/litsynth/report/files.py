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
    texts = [(render(report, template, form), form) for form in formats]
    paths = []
    for text, form in texts:
        path = folder / FILE_NAMES[form]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Bytes: text mode would write other line ends on some systems.
            data = text.encode("utf-8", "replace")
            if kept := keep_edited(path, data, written=written.get(path.name)):
                progress(f"report: {kept}")
            write_whole(path, data)
        except OSError as error:
            raise WritingError(
                f"cannot write {path}: {error.strerror or error}",
                hint="Check the folder's rights and the space left, or choose another with --out.",
            ) from error
        paths.append(path)
    return tuple(paths)


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """The `digest` of each file, by its name."""
    return {path.name: digest(path.read_bytes()) for path in paths}


def keep_edited(path: Path, new: bytes, *, written: str | None) -> str:
    """Rename `path` if somebody has changed it since it was written, before `new` is put there;
    what to tell of that, or "".

    written: the sha256 of the file as it was last written; None if that is not known. Raises
    OSError.
    """
    if written is None or not path.is_file():
        return ""
    there = path.read_bytes()
    if there == new or digest(there) == written:
        return ""
    kept = path.rename(_free_name(path))
    return f"{path.name} had been changed; that file is kept as {kept.name}"


def _free_name(path: Path) -> Path:
    names = (f"{path.stem}.edited{'' if n == 1 else f'-{n}'}{path.suffix}" for n in count(1))
    return next(one for name in names if not (one := path.with_name(name)).exists())


def digest(data: bytes) -> str:
    """Its sha256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
