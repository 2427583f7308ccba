"""Files of JSON Lines: plain, packed, damaged, or none at all."""

import gzip

import pytest
import zstandard

from litsynth.errors import ConfigError
from litsynth.json_lines import lines_of

TEXT = "".join(f'{{"row": {row}, "square": {row * row}}}\n' for row in range(20_000)).encode()
PACKED = gzip.compress(TEXT)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_lines_are_the_same_however_the_file_is_packed(tmp_path, pack):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(pack("a\u2028b\r\n\nc".encode()))
    assert lines_of(path) == ["a\u2028b", "", "c"]


@pytest.mark.parametrize(
    "content", [b"a\nb\n", b"a\r\nb", b"a\rb\r", b"\xef\xbb\xbfa\nb", "a\nb".encode("utf-16")]
)
def test_lines_are_the_same_whatever_ends_them_and_with_a_byte_order_mark(tmp_path, content):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    assert lines_of(path) == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_without_its_mark_is_told_as_such(tmp_path, encoding):
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"claim": "é"}\n'.encode(encoding))
    with pytest.raises(ConfigError, match=r"rows\.jsonl cannot be read: it is UTF-16") as raised:
        lines_of(path)
    assert "Save it as UTF-8" in raised.value.hint


def test_a_line_in_an_older_encoding_is_named(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes("a\ncafé\n".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"rows\.jsonl, line 2: byte 4 is not UTF-8"):
        lines_of(path)


@pytest.mark.parametrize("size", [3, 12, len(PACKED) // 2, len(PACKED) - 1])
def test_a_packed_file_cut_short_is_refused(tmp_path, size):
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(PACKED[:size])
    with pytest.raises(ConfigError, match=r"rows\.jsonl\.gz cannot be read: .* cut short"):
        lines_of(path)


@pytest.mark.parametrize("place", [12, 200, len(PACKED) // 3, len(PACKED) // 2, len(PACKED) - 6])
def test_a_packed_file_with_other_bytes_in_it_is_refused(tmp_path, place):
    path = tmp_path / "rows.jsonl.gz"
    flipped = bytes(byte ^ 0xFF for byte in PACKED[place : place + 4])
    path.write_bytes(PACKED[:place] + flipped + PACKED[place + 4 :])
    with pytest.raises(ConfigError, match=r"rows\.jsonl\.gz cannot be read: .* damaged"):
        lines_of(path)


def test_no_file_and_a_folder_are_told_in_words(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        lines_of(tmp_path / "none.jsonl")
    with pytest.raises(ConfigError, match="cannot be read"):
        lines_of(tmp_path)
