"""Documents kept on disk by the content they were read from."""

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter, ValidationError

from litsynth.ports import Reader
from litsynth.records import Document, Extraction, Paper

_DOCUMENT = TypeAdapter(Document)


class CachedReader:
    """A reader that reads each content once. Failures are not kept: they may have passed."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder

    @property
    def name(self) -> str:
        return self._reader.name

    def read(self, data: bytes, *, paper: Paper) -> Extraction:
        path = self._path(data)
        if (kept := _load(path)) is not None:
            return replace(kept, paper=paper.id)
        extraction = self._reader.read(data, paper=paper)
        if isinstance(extraction, Document):
            _save(path, extraction)
        return extraction

    def _path(self, data: bytes) -> Path:
        content = sha256(data).hexdigest()
        reader = sha256(self.name.encode()).hexdigest()[:12]
        return self._folder / content[:2] / f"{content}-{reader}.json"


def _load(path: Path) -> Document | None:
    try:
        return _DOCUMENT.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        return None  # Damaged, or from a version with other records: it is read again.


def _save(path: Path, document: Document) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may read one file at once; each writes its own and the last rename wins.
    with NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(_DOCUMENT.dump_json(document))
    os.replace(partial.name, path)  # noqa: PTH105 (the name is text)
