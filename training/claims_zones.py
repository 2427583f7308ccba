"""Papers annotated with argumentative zones, as placed sentences with their zone.

The files are almost XML (attributes repeat, ampersands stand bare), so an HTML parser reads them.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from litsynth.claims.citations import without_citations
from litsynth.claims.places import Sentence
from litsynth.reading.headings import kind_of
from litsynth.records import SectionKind
from litsynth.spans import Span

OWN_ZONES = frozenset({"AIM", "OWN", "CTR"})
"""What the paper says of itself: its aim, its own work, its difference from other work."""

_CITATION = re.compile(r"(.*?),?\s*((?:19|20)?\d\d[a-z]?)$")
_INLINE = frozenset({"ref", "refauthor", "eqn", "cref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonedSentence:
    sentence: Sentence
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonedPaper:
    name: str
    abstract: tuple[ZonedSentence, ...]
    body: tuple[ZonedSentence, ...]


@dataclass(slots=True)
class _Raw:
    zone: str
    heading: str
    paragraph: int
    abstract: bool
    parts: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Collects sentences; text that the annotation left out (examples, images) is not read."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[_Raw] = []
        self._open: _Raw | None = None
        self._in_header = False
        self._heading: list[str] = []
        self._paragraph = 0
        self._reference: list[str] | None = None
        self._reference_kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in {"s", "a-s"}:
            self._open = _Raw(
                zone=(named.get("az") or "").upper(),
                heading=" ".join("".join(self._heading).split()),
                paragraph=self._paragraph,
                abstract=tag == "a-s",
            )
            self.sentences.append(self._open)
        elif tag == "header":
            self._heading = []
            self._in_header = True
        elif tag == "p":
            self._paragraph += 1
        elif self._open is not None and tag == "eqn":
            self._open.parts.append(" x ")
        elif self._open is not None and tag in {"ref", "cref"}:
            self._reference = []
            self._reference_kind = "cross" if tag == "cref" else named.get("type") or "P"
            if tag == "cref":
                self._open.parts.append(" 1 ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE:
            self.handle_starttag(tag, attrs)
            self._reference = None

    def handle_endtag(self, tag: str) -> None:
        if tag in {"s", "a-s"}:
            self._open = None
        elif tag == "header":
            self._in_header = False
        elif tag == "ref" and self._reference is not None and self._open is not None:
            self._open.parts.append(f" {_citation(self._reference, self._reference_kind)} ")
            self._reference = None
        elif tag == "cref":
            self._reference = None

    def handle_data(self, data: str) -> None:
        if self._in_header:
            self._heading.append(data)
        elif self._reference is not None:
            self._reference.append(data)
        elif self._open is not None:
            self._open.parts.append(data)


def _citation(parts: Sequence[str], kind: str) -> str:
    text = " ".join("".join(parts).split())
    match = _CITATION.match(text)
    if match is None:
        return text
    authors, year = match.groups()
    return f"{authors} ({year})" if kind == "A" else f"({authors}, {year})"


def zoned_papers(archive: Path) -> tuple[ZonedPaper, ...]:
    """Every annotated paper in `archive`, by name."""
    with zipfile.ZipFile(archive) as folder:
        return tuple(
            zoned_paper(Path(name).stem, folder.read(name).decode("latin-1"))
            for name in sorted(folder.namelist())
            if name.endswith(".annot")
        )


def zoned_paper(name: str, text: str) -> ZonedPaper:
    """The paper that one annotation file holds."""
    parser = _Parser()
    parser.feed(text)
    parts = (
        [raw for raw in parser.sentences if raw.abstract is wanted] for wanted in (True, False)
    )
    abstract, body = map(_placed, parts)
    return ZonedPaper(name=name, abstract=abstract, body=body)


def _placed(raws: Sequence[_Raw]) -> tuple[ZonedSentence, ...]:
    counts = Counter(raw.heading for raw in raws)
    seen: Counter[str] = Counter()
    placed: list[ZonedSentence] = []
    for order, raw in enumerate(raws):
        text = untokenised("".join(raw.parts))
        opens = order == 0 or raws[order - 1].paragraph != raw.paragraph
        sentence = Sentence(
            span=Span(0, len(text)),
            text=text,
            plain=without_citations(text),
            section=SectionKind.ABSTRACT if raw.abstract else kind_of(raw.heading),
            heading=raw.heading,
            index=seen[raw.heading],
            count=counts[raw.heading],
            at=order / max(len(raws) - 1, 1),
            opens=opens,
            closes=order + 1 == len(raws) or raws[order + 1].paragraph != raw.paragraph,
            before="" if opens else placed[-1].sentence.plain,
        )
        seen[raw.heading] += 1
        placed.append(ZonedSentence(sentence=sentence, zone=raw.zone))
    return tuple(placed)


def untokenised(text: str) -> str:
    """Text whose punctuation stands alone, as it would be printed."""
    flat = " ".join(text.split())
    flat = re.sub(r"\s+([.,;:!?)\]%])", r"\1", flat)
    flat = re.sub(r"([(\[])\s+", r"\1", flat)
    flat = re.sub(r"\s+('s|n't|'re|'ve|'ll|'d)\b", r"\1", flat)
    return re.sub(r"\s*''", '"', re.sub(r"``\s*", '"', flat))
