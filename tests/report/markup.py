"""What a reader's program makes of the report: Markdown tables and HTML, parsed by others."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt

VOID = frozenset("meta br hr img input link area base col embed source track wbr".split())
SHAPES = frozenset("line circle polyline".split())


def parser():
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def plain(inline):
    """The text that a reader sees of one inline token."""
    parts = []
    for child in inline.children:
        if child.type in {"text", "code_inline", "html_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)


def tables(markdown):
    """Every table as rows of cells of text, its header first."""
    found: list[list[list[str]]] = []
    row: list[str] = []
    tokens = parser().parse(markdown)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            row = []
            found[-1].append(row)
        elif token.type in {"th_open", "td_open"}:
            row.append(plain(after))
    return found


def headings(markdown):
    """(level, text) of every heading."""
    tokens = parser().parse(markdown)
    return [
        (int(token.tag[1]), plain(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def kinds(markdown):
    """Every kind of token, inline ones too."""
    found = set()
    for token in parser().parse(markdown):
        found.add(token.type)
        found.update(child.type for child in token.children or ())
    return found


@dataclass
class Page(HTMLParser):
    """A parsed page: its tags in order, its texts, and what was left open or closed twice."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in SHAPES:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def page(html):
    found = Page()
    found.feed(html)
    found.close()
    found.faults.extend(found.open)
    return found
