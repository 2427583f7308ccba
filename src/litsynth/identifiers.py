"""Names of papers, in one form each: "arxiv:2005.13013", "doi:10.1000/x", "acl:P19-1001".

Every identifier is source-qualified, version-free and case-folded where its registry ignores case.
"""

import re

_ARXIV_NEW = re.compile(r"\d{4}\.\d{4,5}")
_ARXIV_OLD = re.compile(r"[a-z-]+(?:\.[A-Za-z]{2})?/\d{7}")
_VERSION = re.compile(r"v\d+$")
_ARXIV_PREFIX = re.compile(
    r"^(?:https?://)?(?:(?:www|export)\.)?(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:)", re.IGNORECASE
)
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(.+)$")
_ACL_DOI = re.compile(r"^10\.18653/v1/(.+)$")
_ACL_OLD = re.compile(r"[a-z]\d\d-")
_ACL_URL = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/([^/\s]+?)/?(?:\.pdf)?$"
)


def arxiv_id(text: str) -> str | None:
    """The version-free arXiv id in `text` (an id, "arXiv:…", or an abs or pdf address), or None.

    Only a trailing `v` with digits is a version: `solv-int/9901001` keeps its v.
    """
    bare = _ARXIV_PREFIX.sub("", text.strip()).removesuffix(".pdf")
    bare = _VERSION.sub("", bare)
    if _ARXIV_NEW.fullmatch(bare) or _ARXIV_OLD.fullmatch(bare):
        return bare
    return None


def arxiv_version(text: str) -> int | None:
    """The version that an arXiv id or address names, or None if it names none."""
    match = _VERSION.search(text.strip().removesuffix(".pdf"))
    return int(match.group()[1:]) if match and arxiv_id(text) else None


def doi(text: str) -> str | None:
    """The DOI in `text`, lower case and without resolver or scheme, or None if it holds none."""
    bare = _DOI_PREFIX.sub("", text.strip()).lower().rstrip(".,;")
    return bare if re.fullmatch(r"10\.\d{4,9}/\S+", bare) else None


def acl_id(text: str) -> str | None:
    """The ACL Anthology id in an Anthology address, or None."""
    match = _ACL_URL.match(text.strip())
    return match.group(1).removesuffix(".pdf") if match else None


def implied(identifier: str) -> tuple[str, ...]:
    """Other identifiers of the same paper that follow from this one alone.

    arXiv registers 10.48550/arXiv.ID and the ACL Anthology 10.18653/v1/ID for their papers.
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
    if scheme == "arxiv":
        return (f"doi:10.48550/arxiv.{key.lower()}",)
    return ()
