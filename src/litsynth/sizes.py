"""Sizes of files in words."""

_STEP = 1000


def size_in_words(size: float) -> str:
    """As in "812 bytes", "12 kB" or "1.23 MB": three figures, and never none of a larger unit."""
    if size < _STEP:
        return f"{size:.0f} bytes"
    for unit in ("kB", "MB"):
        size /= _STEP
        if size < _STEP - 0.5:
            return f"{size:.3g} {unit}"
    return f"{size:,.0f} MB"
