"""Files as streams of bytes, `.gz` and `.zst` unpacked as they are read, whatever their size, and
UTF-16 given as UTF-8.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import zstandard

_BUFFER = 1 << 18
_PACKED = 1 << 12
"""Bytes unpacked at once: of nothing but one letter they make up to 128 MB."""
_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_MAGIC_BYTES = 4
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class DamagedError(Exception):
    """The packed file ends too early or is not what it says; the message says which."""


class Stream:
    """The unpacked bytes of one file, read from the front."""

    def __init__(self, unpacked: io.BufferedReader, raw: BinaryIO) -> None:
        self._unpacked = unpacked
        self._raw = raw

    @property
    def position(self) -> int:
        """Bytes of the file, as it lies on the disk, that were read so far."""
        return self._raw.tell()

    def peek(self) -> bytes:
        """Some first bytes, without reading on. Raises DamagedError."""
        with _told():
            return self._unpacked.peek(_BUFFER)

    def readline(self, limit: int) -> bytes:
        """The next line with its end, or its first `limit` bytes; empty at the end.

        Raises DamagedError.
        """
        with _told():
            return self._unpacked.readline(limit)

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end. Raises DamagedError."""
        with _told():
            return self._unpacked.read(size)


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The file at `path`. Raises OSError if it cannot be opened."""
    with path.open("rb", buffering=0) as raw:
        magic = raw.read(_MAGIC_BYTES)
        raw.seek(0)
        source: io.RawIOBase = raw
        if magic.startswith(_GZIP):
            # GzipFile buffers by itself; a second buffer gives `peek` and quick lines.
            source = _Unzipped(gzip.GzipFile(fileobj=raw, mode="rb"))
        elif magic == _ZSTANDARD:
            source = _Unzstandard(raw)
        elif magic.startswith(_UTF_16):
            source = _FromUtf16(raw)
        yield Stream(io.BufferedReader(source, _BUFFER), raw)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except EOFError as error:
        raise DamagedError("the packed file is cut short") from error
    except (zlib.error, gzip.BadGzipFile, zstandard.ZstdError) as error:
        raise DamagedError(f"the packed file is damaged: {error}") from error


class _Unzipped(io.RawIOBase):
    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        found = self._packed.read1(len(view))
        view[: len(found)] = found
        return len(found)


class _FromUtf16(io.RawIOBase):
    """UTF-16, which a mark begins, as UTF-8 without one: so spreadsheets write "Unicode text"."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._decode = codecs.getincrementaldecoder("utf-16")("replace").decode
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        while not self._ready:
            wide = self._raw.read(_BUFFER)
            text = self._decode(wide, final=not wide)
            self._ready = memoryview(text.encode("utf-8", "replace"))
            if not wide:
                break
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


class _Unzstandard(io.RawIOBase):
    """Frame after frame: zstandard's own reader takes a file that is cut short for a whole one."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._began = False
        self._rest = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        while not self._ready:
            packed = self._rest or self._raw.read(_PACKED)
            self._rest = b""
            if not packed:
                if self._began:
                    raise EOFError
                return 0
            self._unpack(packed)
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _unpack(self, packed: bytes) -> None:
        self._ready = memoryview(self._frame.decompress(packed))
        self._began = True
        if self._frame.eof:
            self._rest = self._frame.unused_data
            self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._began = False
