"""A PDF that was cut off, given a new end, so that the pages that are whole can be read. Pure.

A PDF's table of contents stands at its end. Pages are found by their marks instead.
"""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!\d)(\d{1,8})\s+0\s+obj\s*<<(.{0,2000}?)>>\s*stream\r?\n", re.DOTALL)
_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+0\s+obj\s*(<<.{0,4000}?)endobj", re.DOTALL)
_FIRST = re.compile(rb"/First\s+(\d+)")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PARENT = re.compile(rb"/Parent\s+\d+\s+0\s+R")
_MOST_BYTES = 64 * 1024 * 1024
"""Unpacked, of all streams of objects together."""


def salvaged(data: bytes) -> tuple[bytes, int] | None:
    """A PDF of the whole pages in `data`, and how many; None if there are none."""
    if b"/Encrypt" in data:
        return None
    packed = dict(_packed_objects(data))
    plain = {int(found.group(1)): found.group(2) for found in _OBJECT.finditer(data)}
    pages = [
        (number, body)
        for objects in (plain, packed)
        for number, body in objects.items()
        if _PAGE.search(body)
    ]
    if not pages:
        return None
    top = max((*plain, *packed, *_numbers(data))) + 1
    parent, root = top, top + 1
    added = {number: body for number, body in packed.items() if number not in plain}
    added.update((number, _PARENT.sub(b"/Parent %d 0 R" % parent, body)) for number, body in pages)
    kids = b" ".join(b"%d 0 R" % number for number, _ in pages)
    added[parent] = b"<< /Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 612 792] >>" % (
        kids,
        len(pages),
    )
    added[root] = b"<< /Type /Catalog /Pages %d 0 R >>" % parent
    objects = b"".join(b"\n%d 0 obj\n%b\nendobj\n" % item for item in added.items())
    end = b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n" % (root, root + 1)
    whole = data[: data.rfind(b"endobj") + len(b"endobj")]
    return whole + objects + end, len(pages)


def _numbers(data: bytes) -> Iterator[int]:
    return (int(found.group(1)) for found in _STREAM.finditer(data))


def _packed_objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects in streams of objects, as far as these can be unpacked."""
    left = _MOST_BYTES
    for stream in _STREAM.finditer(data):
        first = _FIRST.search(stream.group(2))
        if b"/ObjStm" not in stream.group(2) or first is None:
            continue
        try:
            unpacked = zlib.decompressobj().decompress(data[stream.end() :], max(left, 1))
        except zlib.error:
            continue
        left -= len(unpacked)
        begin = int(first.group(1))
        numbers = [int(number) for number in unpacked[:begin].split() if number.isdigit()]
        places = [begin + offset for offset in numbers[1::2]]
        for number, start, end in zip(
            numbers[::2], places, [*places[1:], len(unpacked)], strict=False
        ):
            yield number, unpacked[start:end]
