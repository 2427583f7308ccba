"""Whether the model hub can be asked at all: its library tries each file again and again."""

import socket
from urllib.parse import urlsplit
from urllib.request import getproxies


def unknown_hub() -> str | None:
    """The hub's host, if its name cannot be looked up here; None if it can, or through a proxy,
    which knows names that this machine does not.
    """
    from huggingface_hub import constants

    host = urlsplit(constants.ENDPOINT).hostname or ""
    if getproxies():
        return None
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        return host
    return None
