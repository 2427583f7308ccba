"""What of a web page is the paper: not its furniture, what it hides, or what readers say. Pure."""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from litsynth.reading.headings import is_known
from litsynth.reading.html_tree import classes, length, without
from litsynth.reading.raised import become, is_list, raised

_SKIPPED = frozenset(
    """script style nav footer aside button select noscript template svg head annotation
    annotation-xml dialog iframe object video audio canvas textarea rp rt""".split()
)
_ROLES = frozenset(
    """navigation banner complementary contentinfo search dialog alertdialog alert menu toolbar
    tooltip doc-backlink""".split()
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = re.compile(
    r"sr-only|(?:u-)?visually-?hidden|screen-?reader-(?:text|only)|skip-?link|footnote-back(?:ref)?"
    r"|(?:reading|read)-?time|ltx-(?:note-(?:mark|type)|tag-note|role-footnotemark|error)"
)
_LABEL = re.compile(r"\W*(?:\w{1,2}|[ivxl]+)?\W*")
"""Before an item of a list: "•", "(ii)", "3."."""
_FURNITURE = re.compile(
    r"cookies?(?:-?(?:banner|notice|consent|bar|popup|law|message|policy|modal|overlay|info|dialog"
    r"|warning|container|wrapper))?|(?:gdpr|consent)(?:-?(?:banner|notice|bar|popup|modal|message))?"
    r"|(?:(?:reader|user|post|article|blog)-?)?comments?(?:-?(?:list|area|section|thread|wrapper"
    r"|container|body|content|form|item|text))?|disqus(?:-\w+)*|respond"
    r"|(?:social-?)?shar(?:e|ing)(?:-?(?:bar|buttons?|links?|tools?|box))?|social-?(?:links?|icons|bar)"
    r"|newsletter(?:-?\w+)?|subscribe(?:-?(?:box|form|banner))?"
    r"|related-?(?:posts?|articles?|content|stories|links)|recommended(?:-\w+)*|breadcrumbs?"
    r"|pagination|(?:post|page)-?nav(?:igation)?|sidebar|advert(?:isement)?s?|ads?|promo(?:tion)?"
    r"|(?:about-)?author-?(?:bio|box|card|info)"
)
"""Classes and names of blocks that are no text of the page's author."""
_BETWEEN = re.compile(r"[-_]+")
_WORDS = frozenset({"span", "code", "pre", "em", "i", "b", "a", "html", "body", "main", "article"})
"""Not looked at for furniture: colours of code have such names, and whole pages."""
_LEAST_SHARE = 1 / 3
"""Of the text around it: an article that holds less is a teaser."""
_NOTE = re.compile(r"#(?:_?ftn|_?fn|foot|note|endnote|sdfoot|sdend)", re.IGNORECASE)
_NOTE_CLASSES = frozenset({"footnote-ref", "footnote", "footnoteref", "noteref", "fn"})


def strip(root: ET.Element) -> None:
    """Takes away what is no text of the paper."""
    without(root, {element for element in root.iter() if _is_hidden(element)})
    inside = {
        header
        for part in root.iter()
        if part.tag in {"article", "main"}
        for header in part.iter("header")
    }
    whole = length(root)
    unwanted = {
        element
        for element in root.iter()
        if (element.tag == "header" and element not in inside)
        or (element.tag == "form" and length(element) < whole / 2)
        or (_is_furniture(element) and not _holds_paper(element))
    }
    without(root, unwanted)
    without(root, set(_replies(root)))


def _is_hidden(element: ET.Element) -> bool:
    if element.tag in {"page", "html", "body"}:
        return False
    return (
        element.tag in _SKIPPED
        or element.get("hidden", "until-found") != "until-found"
        or element.get("aria-hidden") == "true"
        or _HIDING.search(element.get("style", "")) is not None
        or any(_UNSEEN.fullmatch(name) for name in _names(element))
        or ("ltx_tag_item" in classes(element) and _is_label(element))
    )


def _is_label(element: ET.Element) -> bool:
    return _LABEL.fullmatch("".join(element.itertext())) is not None


def _is_furniture(element: ET.Element) -> bool:
    if element.tag in _WORDS:
        return False
    return element.get("role") in _ROLES or any(map(_FURNITURE.fullmatch, _names(element)))


def _names(element: ET.Element) -> Iterator[str]:
    for name in [*classes(element), element.get("id", "")]:
        yield _BETWEEN.sub("-", name.casefold())


def _holds_paper(element: ET.Element) -> bool:
    """Whether the page's text stands inside, whatever the block is called."""
    return any(each.tag in {"h1", "main"} for each in element.iter())


def _replies(root: ET.Element) -> Iterator[ET.Element]:
    """Articles within an article: by the rules of HTML what readers say to it."""
    lengths = {article: length(article) for article in root.iter("article")}
    for article, whole in lengths.items():
        for inner in article.iter("article"):
            if lengths[inner] < whole / 2:
                yield inner


def content(root: ET.Element) -> ET.Element:
    """The part of the page that holds the paper: its `<main>`, its `<article>`, or all of it."""
    here = root
    for is_such in (_is_main, lambda element: element.tag == "article"):
        inside = [element for element in here.iter() if is_such(element)]
        best = max(inside, key=length, default=None)
        if best is not None and length(best) >= _LEAST_SHARE * length(here):
            here = best
    return here


def _is_main(element: ET.Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def title_element(root: ET.Element, here: ET.Element, names: Sequence[str]) -> ET.Element | None:
    """The heading that is the page's title; `names` are what the page says of itself elsewhere."""
    for element in root.iter():
        if "ltx_title_document" in classes(element):
            return element
    first = [heading for part in (here, root) for heading in part.iter("h1") if _words(heading)]
    likely = [*first, *(heading for heading in here.iter("h2") if _words(heading))]
    for is_named in (str.__eq__, str.startswith, str.__contains__):
        for heading in likely:
            if any(is_named(name.casefold(), _words(heading)) for name in names):
                return heading
    return first[0] if first and not is_known(_words(first[0]).capitalize()) else None


def _words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).casefold().split())


def mark_raised(root: ET.Element) -> None:
    """Puts marks round what is raised, and takes away marks of notes."""
    for parent in list(root.iter()):
        for child in parent:
            if (text := _mark(child)) is not None:
                become(child, text)


def _mark(element: ET.Element) -> str | None:
    """What the element becomes, or None if it stays as it is."""
    text = "".join(element.itertext()).strip()
    links = [element, *element.iter("a")] if element.tag in {"a", "sup"} else []
    is_raised = element.tag == "sup" or (
        element.tag == "a"
        and any("".join(each.itertext()).strip() == text for each in element.iter("sup"))
    )
    if (is_raised or len(text) <= len("[99]")) and any(_is_note(link) for link in links):
        return ""
    if not is_raised:
        return None
    is_link = any(link.get("href", "").startswith("#") for link in links)
    # In brackets it is no power, and cites if the bibliography holds it.
    return raised(f"({text})" if is_link and is_list(text) and text[0] not in "[(" else text)


def _is_note(link: ET.Element) -> bool:
    return (
        _NOTE.match(link.get("href", "")) is not None
        or link.get("role") == "doc-noteref"
        or not _NOTE_CLASSES.isdisjoint(classes(link))
    )
