"""What is taken for the abstract, with and without its heading."""

import pytest

from litsynth.reading.html import from_html
from litsynth.reading.latex import from_latex
from litsynth.reading.marked import Source, compose_marked
from litsynth.reading.plain import from_plain
from litsynth.records import PaperId, SectionKind
from tests.reading.typesetting import filler, reading

SOURCE = Source(paper=PaperId("file:test"), sha256="0" * 64, reader="test")
KITES = "Kites fly in wind. Tails help them. We find that long tails help most."


def sections(text):
    return outline(compose_marked(from_plain(text), SOURCE))


def outline(document):
    return [(section.kind, section.heading) for section in document.sections]


def abstract(document):
    return [
        span.of(document.text)
        for span in document.sentences
        if document.section_of(span).kind is SectionKind.ABSTRACT
    ]


@pytest.mark.parametrize(
    "marked",
    [
        from_plain(KITES),
        from_plain(f"# On kites\n\n{KITES}"),
        from_plain(f"On kites\n\nA. Byron, B. Babbage\n\n{KITES}"),
        from_plain(f"# On kites\n\n{KITES}\n\n## Measurements\n\nWe flew ten."),
        from_plain("# On kites\n\nWe find tails.\n\n## Introduction\n\nKites fly. Tails help."),
        from_html(f"<h1>On kites</h1><p>{KITES}</p><h2>References</h2><p>A. Byron. 1843.</p>"),
        from_latex(
            rf"\title{{On kites}}\begin{{document}}{KITES} \section{{Kites}} So.\end{{document}}"
        ),
    ],
    ids=["text", "titled", "byline", "section", "introduction", "html", "latex"],
)
def test_text_above_the_first_heading_is_the_abstract(marked):
    document = compose_marked(marked, SOURCE)
    found = abstract(document)
    assert found
    assert document.text.index(found[0]) == document.sentences[0].start
    assert not {"We flew ten.", "Kites fly.", "So."} & set(found)


@pytest.mark.parametrize(
    "text",
    [
        "# On kites\n\n" + KITES * 8,
        "# On kites\n\nDept of Wind, Kitetown\n\n## Introduction\n\nKites fly.",
        "# On kites\n\nA draft of May.\n\n## Results\n\nKites fly.",
        f"# On kites\n\n{KITES}\n\n## Abstract\n\nKites fly.",
        f"## On kites\n\n{KITES}",
    ],
    ids=["long", "address", "note", "headed", "under a heading"],
)
def test_other_text_at_the_beginning_is_no_abstract(text):
    assert (SectionKind.ABSTRACT, "") not in sections(text.replace(".K", ". K"))


def test_the_abstract_of_a_printed_page_needs_no_heading():
    title = "#align(center, text(20pt)[On kites and tails])"
    document = reading(f"{title}\n\n{filler(6)}\n\n#heading[Measurements]\n\n{filler(30)}")
    assert len(abstract(document)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "## Introduction\n\nKites fly.\n\n## Results\n\nTails help.\n\n## Summary\n\nLong ones.",
        f"## Kites\n\n{KITES}\n\n## Tails\n\n{KITES}\n\n## Summary\n\nLong ones.",
        "# T\n\n## Abstract\n\nFly.\n\n## Kites\n\nFly.\n\n## 3 Summary\n\n### Tails\n\nSo.",
    ],
)
def test_a_summary_at_the_end_is_a_conclusion(text):
    kind, heading = sections(text)[-1]
    assert kind is SectionKind.CONCLUSION
    assert heading in {"Summary", "Tails"}
    assert (SectionKind.ABSTRACT, "Summary") not in sections(text)


def test_a_summary_at_the_beginning_is_an_abstract():
    text = f"## Highlights\n\nTails.\n\n## Summary\n\n{KITES}\n\n## Kites\n\nThey fly."
    assert sections(text)[1] == (SectionKind.ABSTRACT, "Summary")


def test_a_paper_without_headings_is_not_all_abstract():
    rest = "\n\n".join(["A kite flew. It fell."] * 30)
    document = compose_marked(from_plain(f"# On kites\n\n## Abstract\n\n{KITES}\n\n{rest}"), SOURCE)
    assert outline(document)[1:] == [(SectionKind.ABSTRACT, "Abstract"), (SectionKind.OTHER, "")]
    assert len(abstract(document)) == 39
    last = document.section_of(document.sentences[-1])
    assert last is not None
    assert last.kind is SectionKind.OTHER


def test_a_paragraph_that_is_longer_than_any_abstract_is_cut():
    document = compose_marked(from_plain("## Abstract\n\n" + "A kite flew. " * 60), SOURCE)
    assert len(abstract(document)) == 40
    assert all(document.section_of(span) is not None for span in document.sentences)
