"""Where a paper's full text is, best place first. Pure.

The user's own file comes first, then arXiv, the ACL Anthology, and the databases' open places in
the order in which they name them.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from litsynth.identifiers import arxiv_id, arxiv_version

_ARXIV_PATH = re.compile(r"/pdf/((?:[a-z-]+/)?[0-9.]+(?:v[0-9]+)?)(?:\.pdf)?$")
"""Of arXiv and of its mirrors, wherever they are."""
_ANTHOLOGY = frozenset({"aclanthology.org", "www.aclanthology.org"})


def joined(records: Iterable[Sequence[str]], identifiers: Iterable[str]) -> tuple[str, ...]:
    """The addresses of several records of one paper, each place once, best first.

    What is no address, as "http://[bad/x.pdf", is left out: nothing stands there.
    records: addresses as each record has them, its best first; identifiers: of the paper. The
    order of the records does not matter, and joining again changes nothing.
    """
    arxiv = {name for name in identifiers if name.startswith("arxiv:")}
    best: dict[str, tuple[tuple[int, int, int, int, str], str]] = {}
    for addresses in records:
        for at, address in enumerate(addresses):
            try:
                place, rank = _place(address, arxiv, at)
            except ValueError:
                continue
            found = (rank, address)
            best[place] = min(best.get(place, found), found)
    return tuple(address for _, address in sorted(best.values()))


def _place(address: str, arxiv: set[str], at: int) -> tuple[str, tuple[int, int, int, int, str]]:
    """What two addresses of one place share, and how good the address is: less is better.

    Of arXiv's addresses one with a version is better: it always means the same bytes.
    """
    parts = urlsplit(address)
    if parts.scheme == "file":
        return address, (0, at, 0, 0, address)
    match = _ARXIV_PATH.search(parts.path)
    number = arxiv_id(match[1]) if match else None
    if match and number and f"arxiv:{number}" in arxiv:
        return f"arxiv:{number}", (1, 0, -(arxiv_version(match[1]) or 0), 0, address)
    kind = 2 if parts.hostname in _ANTHOLOGY else 3
    unsafe = int(parts.scheme != "https")
    return address.partition("://")[2].rstrip("/"), (kind, at, 0, unsafe, address)
