"""Records one after the other out of a stream, each with its line. Knows no paper."""

import codecs
import json
import re
from collections.abc import Iterator

from pydantic_core import from_json

from litsynth.library.entries import Bad
from litsynth.streams import Stream

LONGEST_LINE = 32 << 20
"""Bytes of one line or one record; what is longer is no record."""
_LONGEST_NUMBER = 640
"""Digits that every Python reads, whatever it is told of them."""
_CHUNK = 1 << 20
_GAP = re.compile(r"[\s,]*")


def json_lines(stream: Stream) -> Iterator[tuple[int, object] | Bad]:
    """Each line's value with its number, from 1. Empty lines are passed over.

    Raises DamagedError where the stream breaks off.
    """
    number = 0
    while raw := stream.readline(LONGEST_LINE):
        number += 1
        if len(raw) >= LONGEST_LINE and not raw.endswith(b"\n"):
            yield Bad(line=number, reason=f"it is longer than {LONGEST_LINE >> 20} MB")
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LONGEST_LINE)
            continue
        text = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not text.strip():
            continue
        value = _value(text)
        yield Bad(line=number, reason=value.reason) if isinstance(value, Bad) else (number, value)


def _value(text: bytes) -> object:
    try:
        return from_json(text)
    except ValueError:
        # The quick parser refuses lone surrogates, which real records hold, and long numbers.
        try:
            return json.loads(text.decode("utf-8"), parse_int=_number)
        except UnicodeDecodeError as error:
            return Bad(line=0, reason=f"it is not UTF-8 (byte {error.start + 1})")
        except json.JSONDecodeError as error:
            return Bad(line=0, reason=f"it is no JSON: {error.msg} at character {error.pos + 1}")
        except RecursionError:
            return Bad(line=0, reason="it is nested too deeply")


def _number(digits: str) -> float:
    """A number of thousands of digits, which Python refuses to read, is rounded."""
    return int(digits) if len(digits) < _LONGEST_NUMBER else float(digits)


def json_array(stream: Stream) -> Iterator[tuple[int, object] | Bad]:
    """Each member of the one array in `stream`, with the line on which it begins.

    Raises DamagedError where the stream breaks off.
    """
    decode = codecs.getincrementaldecoder("utf-8")().decode
    text, number, at, ended = "", 1, -1, False
    while not ended and len(text) <= LONGEST_LINE:
        raw = stream.read(_CHUNK)
        ended = not raw
        try:
            text += decode(raw, final=ended)
        except UnicodeDecodeError:
            yield Bad(line=number, reason="from about here on it is not UTF-8", ends=True)
            return
        at = text.find("[") + 1 if at < 0 else at
        for begin, end, value in _members(text, at, ended=ended):
            yield number + text.count("\n", 0, begin), value
            at = end
        number += text.count("\n", 0, at)
        text, at = text[at:], 0
    rest = text.lstrip(", \r\n\t")
    if not rest.startswith("]"):
        skipped = text[: len(text) - len(rest)].count("\n")
        why = "a record is cut short or no JSON" if rest else "the array is not closed"
        yield Bad(line=number + skipped, reason=f"{why}; the file is not read further", ends=True)


def _members(text: str, at: int, *, ended: bool) -> Iterator[tuple[int, int, object]]:
    """Begin, end and value of the members from `at` that are whole."""
    decoder = json.JSONDecoder(parse_int=_number)
    while True:
        gap = _GAP.match(text, at)
        begin = gap.end() if gap else at
        if begin >= len(text) or text[begin] == "]":
            return
        try:
            value, at = decoder.raw_decode(text, begin)
        except (json.JSONDecodeError, RecursionError):
            return
        if at >= len(text) and not ended:
            return  # A number may go on in the next chunk.
        yield begin, at, value


def blocks(stream: Stream, begins: re.Pattern[bytes]) -> Iterator[tuple[int, bytes] | Bad]:
    """Runs of lines that each begin with a line which `begins` matches, with its number.

    A line ends in a line feed, in a carriage return (as old programs of the Mac write it) or in
    both, and is given with a line feed.

    What stands before the first is left out. Raises DamagedError where the stream breaks off;
    the run before it was then given already, but for the last.
    """
    held: list[bytes] = []
    size, first = 0, 0
    for number, raw in enumerate(lines(stream), start=1):
        if begins.match(raw):
            if held:
                yield first, b"".join(held)
            held, size, first = [raw], len(raw), number
        elif held:
            size += len(raw)
            if size > LONGEST_LINE:
                yield Bad(line=first, reason=f"it is longer than {LONGEST_LINE >> 20} MB")
                held, size = [], 0
            else:
                held.append(raw)
    if held:
        yield first, b"".join(held)


def lines(stream: Stream) -> Iterator[bytes]:
    """Each line, whatever ends it, with a line feed. Raises DamagedError."""
    first = True
    while raw := stream.readline(LONGEST_LINE):
        yield from lines_in(raw) if first else _ended(raw)
        first = False


def lines_in(head: bytes) -> Iterator[bytes]:
    """As `lines`, of a file that begins with `head`."""
    return _ended(head.removeprefix(codecs.BOM_UTF8))


def _ended(text: bytes) -> Iterator[bytes]:
    return (line + b"\n" for line in text.splitlines())
