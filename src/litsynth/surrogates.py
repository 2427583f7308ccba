"""Lone surrogates: odd file names, bad PDFs and JSON hold them, UTF-8 and tokenizers do not."""

import re

_LONE = re.compile(r"[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """`text` with "?" in the place of each lone surrogate; as long as before."""
    return text.encode("utf-8", "replace").decode()


def surrogates_marked(text: str) -> str:
    """`text` with U+FFFD in the place of each, which tells a reader that a letter was lost."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)
