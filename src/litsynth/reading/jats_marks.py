"""Which raised characters and links of JATS cite, and which are marks of notes. Pure."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from litsynth.reading.raised import become, cited, is_list, raised

_NOTES = frozenset({"fn", "table-fn", "aff", "corresp", "author-notes"})
_SHORT = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,2}[\W\d_]*)?")
"""What a note's mark may be; "see footnote 3" is none."""
_GLUED = re.compile(r"[\w.!?%”\"'’)\]]$|(?<=.)[,;:]$")
_IN_BRACKETS = re.compile(r"[\[(][\d\s,;–-]*$")
_LOOK_BACK = 80
_NEIGHBOURS = re.compile(r"(?<=\d)\0+(?=\d)")
"""Two links with nothing between them; a NUL, which XML cannot hold, parts what they say."""
_BETWEEN = re.compile(r"\s*[,;–—-]\s*")


def mark_raised(root: ET.Element, numbers: Mapping[str, int]) -> None:
    """Puts marks round what is raised, and round numbers that cite; takes away marks of notes.

    `numbers` are those of the entries of the bibliography, by their ids.
    """
    for parent in list(root.iter()):
        before, was_cited = parent.text or "", False
        for child in parent:
            text = _mark(child, numbers, is_glued=_is_glued(before, was_cited=was_cited))
            was_cited = bool(text) and "bibr" in _links(child)
            if text is not None:
                become(child, text)
            before = child.tail or ("x" if text is None else "")


def _is_glued(before: str, *, was_cited: bool) -> bool:
    """Whether a number after `before` can only be a raised one."""
    if was_cited and (not before or _BETWEEN.fullmatch(before)):
        return True
    here = before[-_LOOK_BACK:]
    return bool(_GLUED.search(here)) and not _IN_BRACKETS.search(here)


def _mark(element: ET.Element, numbers: Mapping[str, int], *, is_glued: bool) -> str | None:
    """What the element becomes, or None if it stays as it is."""
    if element.tag not in {"sup", "xref"} or element.find(".//fn") is not None:
        return None
    text = "".join(element.itertext()).strip()
    listed = _NEIGHBOURS.sub(",", "\0".join(element.itertext())).replace("\0", "").strip()
    is_raised = element.tag == "sup" or any(
        "".join(each.itertext()).strip() == text for each in element.iter("sup")
    )
    links = set(_links(element))
    if "bibr" in links and (is_raised or (is_glued and is_list(text))):
        if not is_list(listed):
            listed = ", ".join(_linked(element, numbers))
        return cited(listed) if listed else raised(text)
    if links & _NOTES and (is_raised or _SHORT.fullmatch(text)):
        return ""
    return raised(text) if element.tag == "sup" else None


def _links(element: ET.Element) -> Iterator[str]:
    return (each.get("ref-type", "") for each in element.iter("xref"))


def _linked(element: ET.Element, numbers: Mapping[str, int]) -> Iterator[str]:
    for each in element.iter("xref"):
        yield from (str(numbers[rid]) for rid in each.get("rid", "").split() if rid in numbers)
