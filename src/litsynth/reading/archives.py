"""LaTeX sources out of the archives that arXiv gives out. Pure: bytes in, texts out."""

import gzip
import io
import tarfile
import zlib

from litsynth.reading.recognise import FileKind, decoded, kind_of_file

_MOST_BYTES = 64 * 1024 * 1024
"""Unpacked. More than that is no paper."""
_MOST_FILES = 2000


class ArchiveError(ValueError):
    """The archive cannot be unpacked; the message is the reason to give for the file."""


def sources(data: bytes) -> dict[str, str]:
    """The texts in an archive or a single packed file, by name. Raises ArchiveError."""
    if kind_of_file(data) is FileKind.GZIP:
        data = _unpacked(data)
    if kind_of_file(data) is FileKind.TAR:
        return _members(data)
    text = decoded(data)
    return {"main.tex": text} if text is not None else {}


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            unpacked = packed.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ArchiveError(f"a damaged archive: {error}") from error
    if len(unpacked) > _MOST_BYTES:
        raise ArchiveError("an archive that unpacks to more than a paper can hold")
    return unpacked


def _members(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, member in enumerate(archive):
                total += member.size
                if number >= _MOST_FILES or total > _MOST_BYTES:
                    raise ArchiveError("an archive that unpacks to more than a paper can hold")
                inner = archive.extractfile(member) if member.isfile() else None
                if inner is not None and member.name.lower().endswith((".tex", ".ltx", ".bbl")):
                    found[member.name.removeprefix("./")] = decoded(inner.read()) or ""
    except (tarfile.TarError, OSError, EOFError) as error:
        raise ArchiveError(f"a damaged archive: {error}") from error
    return found
