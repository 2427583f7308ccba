"""Lone surrogates: odd file names, bad PDFs and JSON hold them, UTF-8 and tokenizers do not."""


def without_surrogates(text: str) -> str:
    """`text` with "?" in the place of each lone surrogate; as long as before."""
    return text.encode("utf-8", "replace").decode()
