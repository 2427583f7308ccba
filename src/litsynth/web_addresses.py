"""Addresses in foreign records, read without trust."""

import re
from urllib.parse import urlsplit


def web_address(value: str | None) -> str | None:
    """`value` if it is an http or https address with a host, else None.

    A `file:` address in a foreign record would have a file of the user's own read.
    """
    address = (value or "").strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    good = parts.scheme in {"http", "https"} and host and not re.search(r"[\s\x00-\x1f]", address)
    return address if good else None
