"""HTML as a tree, mended as browsers mend it: open paragraphs, stray ends. Pure."""

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DEEPEST = 150
"""What is nested deeper is read as if it stood here: nobody writes so, and recursion has an end."""
_END_PARAGRAPH = frozenset(
    """address article aside blockquote center details div dl fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul""".split()
)
_CLOSES = {
    **dict.fromkeys(_END_PARAGRAPH, frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p", "caption"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
}
"""Which open elements the start of another ends, without an end of their own."""
_BARRIERS = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
}
_TABLE = frozenset({"table"})
_OF_HEAD = frozenset("base link meta noscript script style template title".split())


def tree(text: str) -> ET.Element:
    """The page's elements, names in small letters, below one that holds them all."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


def without(root: ET.Element, unwanted: set[ET.Element]) -> None:
    """Takes the elements away, and leaves a space where they stood."""
    for parent in list(root.iter()):
        last: ET.Element | None = None
        for child in list(parent):
            if child not in unwanted:
                last = child
                continue
            rest = f" {child.tail or ''}"
            if last is None:
                parent.text = (parent.text or "") + rest
            else:
                last.tail = (last.tail or "") + rest
            parent.remove(child)


def classes(element: ET.Element) -> list[str]:
    return element.get("class", "").split()


def length(element: ET.Element) -> int:
    """Characters of its words, blanks between them aside."""
    return sum(len(text.strip()) for text in element.itertext())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _OF_HEAD:
            self._end(frozenset({"head"}), frozenset({"body"}))
        if ended := _CLOSES.get(tag):
            self._end(ended, _BARRIERS.get(tag, _TABLE) | _TABLE)
        values = {name: value or "" for name, value in attrs}
        element = ET.SubElement(self._open[-1], tag, values)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data

    def _end(self, ended: frozenset[str], barriers: frozenset[str]) -> None:
        """Ends the outermost open element of these names, but none outside of a barrier."""
        outermost = None
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in barriers:
                break
            if self._open[at].tag in ended:
                outermost = at
        if outermost is not None:
            del self._open[outermost:]
