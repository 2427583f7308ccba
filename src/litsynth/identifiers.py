"""Names of papers, in one form each: "arxiv:2005.13013", "doi:10.1000/x", "acl:P19-1001".

Every identifier is source-qualified, version-free and case-folded where its registry ignores case.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

REGISTRIES = ("arxiv:", "doi:", "acl:")
"""Schemes of the registries that papers are known by; a paper goes by the first it has."""
_ARXIV_NEW = re.compile(r"\d{4}\.\d{4,5}")
_ARXIV_OLD = re.compile(r"([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,})?/(\d{7})", re.IGNORECASE)
_VERSION = re.compile(r"v\d+$")
_ARXIV_PREFIX = re.compile(
    r"^(?:https?://)?(?:(?:www|export)\.)?"
    r"(?:(?:arxiv|ar5iv|ar5iv\.labs\.arxiv)\.org/(?:abs|pdf|html|ps)/|arxiv:\s*)",
    re.IGNORECASE,
)
_AFTER_ARXIV_ID = re.compile(r"(?:\.pdf)?(?:[?#].*|\s+\[[^\]]*\].*)?$", re.IGNORECASE | re.DOTALL)
_DOI_PREFIX = re.compile(
    r"^(?:https?://)?(?:(?:(?:dx|www)\.)?doi\.org/|doi[:\s])\s*", re.IGNORECASE
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(.+)$")
_ACL_DOI = re.compile(r"^10\.(?:18653|3115)/v1/(.+)$")
_ACL_OLD = re.compile(r"[a-z]\d\d-")
_ACL_URL = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:aclanthology\.(?:org|info/papers)|aclweb\.org/anthology)/"
    r"(?:[A-Z]/[A-Z]\d\d/)?"
    r"([A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)"
    r"(?:v\d+)?(?:\.pdf|/)?(?:[?#].*)?$"
)


def arxiv_id(text: str) -> str | None:
    """The version-free arXiv id in `text` (an id, "arXiv:…", or an abs or pdf address), or None.

    Only a trailing `v` with digits is a version: `solv-int/9901001` keeps its v. An old id's
    subject class is not part of it: `math.GT/0309136` is `math/0309136`.
    """
    bare = _bare_arxiv(text)
    bare = _VERSION.sub("", bare)
    if _ARXIV_NEW.fullmatch(bare):
        return bare
    if old := _ARXIV_OLD.fullmatch(bare):
        return f"{old.group(1).lower()}/{old.group(2)}"
    return None


def arxiv_version(text: str) -> int | None:
    """The version that an arXiv id or address names, or None if it names none."""
    match = _VERSION.search(_bare_arxiv(text))
    return int(match.group()[1:]) if match and arxiv_id(text) else None


def _bare_arxiv(text: str) -> str:
    return _AFTER_ARXIV_ID.sub("", _ARXIV_PREFIX.sub("", text.strip()))


def doi(text: str) -> str | None:
    """The DOI in `text`, lower case and without resolver or scheme, or None if it holds none."""
    bare = _DOI_PREFIX.sub("", text.strip())
    while (plain := unquote(bare)) != bare:  # As a link escapes it, perhaps a link within a link.
        bare = plain
    bare = bare.strip().lower().rstrip(".,;")
    if bare.endswith(")") and bare.count(")") > bare.count("("):  # The sentence's, not the DOI's.
        bare = bare[:-1].rstrip(".,;")
    return bare if _DOI.fullmatch(bare) else None


def acl_id(text: str) -> str | None:
    """The ACL Anthology id in an Anthology address, or None."""
    match = _ACL_URL.match(text.strip())
    return match.group(1) if match else None


def registered(text: str) -> str | None:
    """The arXiv id, DOI or ACL id in `text` with its scheme: of "2005.13013", "10.1000/x", an
    address or "P19-1001". None if it holds none.
    """
    if found := arxiv_id(text):
        return f"arxiv:{found}"
    if found := doi(text):
        return f"doi:{found}"
    found = acl_id(text) or acl_id(f"https://aclanthology.org/{text.strip()}")
    return f"acl:{found}" if found else None


def canonical(identifier: str) -> str:
    """`identifier` ("scheme:key") as its registry compares it: DOIs and schemes in lower case,
    arXiv ids without version, ids of the ACL Anthology in its own case. What is no id of that
    scheme stays as it is.
    """
    scheme, colon, key = identifier.strip().partition(":")
    scheme = scheme.lower()
    if scheme == "doi":
        key = doi(key) or key.lower()
        if (match := _ARXIV_DOI.match(key)) and (found := arxiv_id(match.group(1))):
            key = f"10.48550/arxiv.{found}"
    elif scheme == "arxiv":
        key = arxiv_id(key) or key
    elif scheme == "acl":
        key = key.upper() if _ACL_OLD.match(key.lower()) else key.lower()
    return f"{scheme}{colon}{key}"


def all_names(identifiers: Iterable[str]) -> frozenset[str]:
    """The canonical forms of `identifiers`, with all that they imply."""
    found = {canonical(identifier) for identifier in identifiers}
    return frozenset(found.union(*(implied(identifier) for identifier in found)))


def implied(identifier: str) -> tuple[str, ...]:
    """Other identifiers of the same paper that follow from this one alone.

    arXiv registers 10.48550/arXiv.ID and the ACL Anthology 10.18653/v1/ID for their papers, once
    10.3115/v1/ID.
    """
    scheme, _, key = identifier.partition(":")
    if scheme == "doi":
        if match := _ARXIV_DOI.match(key):
            found = arxiv_id(match.group(1))
            return (f"arxiv:{found}",) if found else ()
        if match := _ACL_DOI.match(key):
            bare = match.group(1)
            # Anthology ids are case-sensitive and DOIs are not: old ids begin with a capital.
            return ("acl:" + (bare.upper() if _ACL_OLD.match(bare) else bare),)
    if scheme == "arxiv" and (found := arxiv_id(key)):
        return (f"doi:10.48550/arxiv.{found}",)
    return ()


def precedence(name: str) -> tuple[int, bool, str]:
    """A key: of several names, a paper goes by the least. `file:` last, a DOI by arXiv late."""
    scheme = next(
        (rank for rank, prefix in enumerate(REGISTRIES) if name.startswith(prefix)),
        len(REGISTRIES) + name.startswith("file:"),
    )
    return scheme, name.startswith("doi:10.48550/"), name
