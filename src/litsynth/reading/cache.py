"""Documents kept on disk by the content they were read from.

What was put in first goes first when there is too much.
"""

import warnings
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from litsynth.ports import Reader
from litsynth.reading.recognise import why_not_read
from litsynth.records import Document, Extraction, Paper
from litsynth.whole_files import keep_whole

_DOCUMENT = TypeAdapter(Document)
MOST = 100
"""Documents in each of 256 folders: of full papers, all in all about four gigabytes."""


class CachedReader:
    """A reader that reads each content once. Failures are not kept: they may have passed.

    A folder that cannot be used (a full disk, no permission) is done without, which is said once.
    """

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        self._said = False

    @property
    def name(self) -> str:
        return self._reader.name

    def read(self, data: bytes, *, paper: Paper) -> Extraction:
        path = self._path(data)
        # The same bytes may be a paper under one address, and not what another one promises.
        if (kept := _load(path)) is not None and not why_not_read(data, paper.pdf_url):
            return replace(kept, paper=paper.id)
        extraction = self._reader.read(data, paper=paper)
        if isinstance(extraction, Document):
            self._save(path, extraction)
        return extraction

    def _save(self, path: Path, document: Document) -> None:
        try:
            # Two processes may read one file at once; each writes its own, the last rename wins.
            keep_whole(path, _DOCUMENT.dump_json(document))
            _thin_out(path.parent)
        except OSError as error:
            if not self._said:
                warnings.warn(
                    f"The store of read documents {self._folder} cannot be used ({error}). This "
                    "run goes on without it; check free space and permissions.",
                    RuntimeWarning,
                    stacklevel=3,
                )
            self._said = True

    def _path(self, data: bytes) -> Path:
        content = sha256(data).hexdigest()
        reader = sha256(self.name.encode()).hexdigest()[:12]
        return self._folder / content[:2] / f"{content}-{reader}.json"


def _load(path: Path) -> Document | None:
    try:
        return _DOCUMENT.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None  # Not there, damaged, or from a version with other records: it is read again.


def _thin_out(folder: Path) -> None:
    with suppress(FileNotFoundError):  # Another process may do the same.
        kept = list(folder.glob("*.json"))
        if len(kept) > MOST:
            for path in sorted(kept, key=lambda path: path.stat().st_mtime_ns)[:-MOST]:
                path.unlink()
