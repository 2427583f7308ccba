"""Markdown as pandoc and GitHub know it, and plain text as pdftotext gives it."""

import pytest

from litsynth.reading.bylines import names_above
from litsynth.reading.citations import citations
from litsynth.reading.marked import Source, compose_marked
from litsynth.reading.markup import heading_words, words_of
from litsynth.reading.plain import from_plain
from litsynth.reading.unpaged import unpaged
from litsynth.records import BlockKind, PaperId, SectionKind

SOURCE = Source(paper=PaperId("file:test"), sha256="0" * 64, reader="test")


def document_of(text):
    return compose_marked(from_plain(text), SOURCE)


def said(document):
    return [span.of(document.text) for span in document.sentences]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WSe$_{2}$ and MoS$_{2}$ fly.", "WSe_2 and MoS_2 fly."),
        (r"Lift \(a_i\) and _drag_ \(b_i\)", r"Lift a_i and drag b_i"),
        ("_The lift $a_i$ of kites_", "The lift a_i of kites"),
        ("It costs $5, *not* $6.", "It costs $5, not $6."),
        ("The `a_b_c` and `_d_`", "The a_b_c and _d_"),
        (r"A \*star\* of \$5", "A *star* of $5"),
    ],
)
def test_marks_within_formulas_and_code_are_no_emphasis(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"A lift of $3 \pm 0.5$ and $\frac{L}{D} \leq 4$", "A lift of 3 ± 0.5 and L/D ≤ 4"),
        ("It rises at 3 m$^3$/s.", "It rises at 3 m^3/s."),
        (r"Faster (\autoref{fig:lift}), see Table \ref{tab:a}.", "Faster (Figure), see Table."),
        ("Hazen--Williams kites", "Hazen–Williams kites"),
        ("![Lift.](lift.png){ width=80% }", ""),
        ('Errors. []{label="tab:err"}', "Errors."),
    ],
)
def test_latex_within_markdown_is_printed(text, words):
    assert words_of(text) == words


def test_a_displayed_formula_of_its_own_is_no_sentence():
    document = document_of("# Lift\n\nKites fly so:\n\n$$ L = \\frac{a}{b}, $$\n\nThat is all.\n")
    assert said(document) == ["Kites fly so:", "That is all."]


def test_a_caption_of_pandoc_below_a_table_is_no_text():
    document = document_of(
        "# Lift\n\nKites fly well.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: Lift of kites.\n"
    )
    assert said(document) == ["Kites fly well."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kites fly.[^1]", "Kites fly."),
        ("Kites<br/>and <span class='x'>tails</span>", "Kites and tails"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("R&amp;D of AT&T at 5&nbsp;m", "R&D of AT&T at 5 m"),
        ("10<sup>2</sup> m of CO<sub>2</sub> rose<sup>3</sup>", "10^2 m of CO2 rose"),
        ("10^2^ m of CO~2~ and CD8^+^ cells, ~5 to ~6", "10^2 m of CO2 and CD8+ cells, ~5 to ~6"),
        ("![A kite](k.png){width=50%}", ""),
        ("[tails](t.md){.x} and [lift]{.y}", "tails and lift"),
        ("[![Build](https://b.org/x.svg)](https://b.org)", ""),
        ("[wind](https://w.org/Wind_(air)).", "wind."),
        ("the set {x=1}", "the set {x=1}"),
    ],
)
def test_markup_of_pandoc_and_github_is_no_text(text, words):
    assert words_of(text) == words


def test_attributes_of_a_heading_are_no_words():
    assert heading_words("Results {#results .unnumbered}") == "Results"
    assert heading_words("Results {-}") == "Results"


def test_notes_comments_and_captions_are_no_sentences():
    text = """# On kites

<!-- to do:

rewrite -->

<div align="center">

Kites fly.[^1]

</div>

---

Table: Kites by tail.

Figure 1. A kite.

Table 1 shows tails.

[^1]: So do birds.
Some.

[home]: https://kites.org
"""
    document = document_of(text)
    assert said(document) == ["Kites fly.", "Table 1 shows tails."]
    found = [block.kind for block in document.blocks]
    assert found.count(BlockKind.CAPTION) == 2
    assert found.count(BlockKind.FOOTNOTE) == 1
    assert "So do birds. Some." in document.text


def test_citations_by_key_are_numbers_after_those_of_the_entries():
    text = """## Kites

Doe et al. [-@doe2020] show it [@roe_99; see @doe2020, p. 3]. Then @doe2020 [p. 4] flew.
Ask jane@kites.org or @jane, as in [@fig:kite].

## References

Marsh, J. Kites. 1999.
"""
    document = document_of(text)
    assert said(document) == [
        "Doe et al. [2] show it [3, 2].",
        "Then [2] flew.",
        "Ask jane@kites.org or @jane, as in [@fig:kite].",
    ]
    assert [found.entries for found in citations(document)] == [(), (), ()]


@pytest.mark.parametrize(
    "text",
    [
        "# On kites\n\n# Introduction\n\nKites fly.\n\n## Tails\n\nThey help.",
        "# On kites\n\nKites fly.\n\n# Abstract\n\nTails help.",
    ],
)
def test_a_title_may_stand_on_the_level_of_the_sections(text):
    document = document_of(text)
    assert document.title == "On kites"
    assert document.sections[0].kind is SectionKind.FRONT


@pytest.mark.parametrize("text", ["# On kites\n\nThey fly.\n\n# On tails\n\nThey help."])
def test_a_first_section_is_no_title(text):
    assert document_of(text).title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('Tanja Aue, Michael F\\"arber', ("Tanja Aue", "Michael Färber")),
        (r"Adri\'an Dra\v{s}ki\'c and Johann Preu{\ss}", ("Adrián Draškić", "Johann Preuß")),
        ("Jane Doe (MIT, Boston), John Roe (ETH)", ("Jane Doe", "John Roe")),
        ("Edward Shuryak", ("Edward Shuryak",)),
        ("Kite Tails", ()),
        ("Research Article", ()),
        ("Kites fly", ()),
    ],
)
def test_names_stand_below_a_title(line, names):
    text = "The tails of kites are long. They help."
    assert names_above(line, text) == names
    for above in ("On kites\n\n", "# On kites\n\n", "---\ntitle: On kites\n---\n\n"):
        document = document_of(f"{above}{line}\n\n{text}")
        assert document.authors == names
        assert (said(document)[0] == "The tails of kites are long.") == bool(names)


@pytest.mark.parametrize(
    "abstract",
    [
        "|\n  Kites\n  fly.\n\n  Tails help.\ndate: 1",
        '"Kites fly. Tails help."',
        ">-\n  Kites fly. Tails\n  help.",
    ],
)
def test_title_and_abstract_may_be_blocks_of_the_front_matter(abstract):
    document = document_of(
        f"---\ntitle: |\n  On: kites\nabstract: {abstract}\n---\n\n# Lift\n\nSo."
    )
    assert document.title == "On: kites"
    assert said(document) == ["Kites fly.", "Tails help.", "So."]
    assert [section.heading for section in document.sections] == ["Abstract", "Lift"]


@pytest.mark.parametrize(
    "label", ["Abstract. ", "Abstract.\n", "**Abstract** — ", "**Abstract**\n"]
)
def test_abstract_is_a_heading_before_its_text_too(label):
    document = document_of(f"On kites\n\n{label}Kites fly.\n\n1. Introduction\n\nTails help.")
    kinds = [section.kind for section in document.sections]
    assert kinds == [SectionKind.FRONT, SectionKind.ABSTRACT, SectionKind.INTRODUCTION]
    assert said(document) == ["Kites fly.", "Tails help."]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("We do re-\nsearch in\nwell-\n known winds.", "We do research in\nwell-known winds."),
        ("Of two-\nand three-fold lift", "Of two-\nand three-fold lift"),
        ("On COVID-\n19 -\nso", "On COVID-19 -\nso"),
        ("Kites fly\n\n3\n\n\fin wind.", "Kites fly\nin wind."),
        ("Kites fly.\n\nPage 4 of 10\n\fTails help.", "Kites fly.\n\nTails help."),
        ("Kites fly.\n\n- 4 -\n\nTails help.\n\n12\n", "Kites fly.\n\nTails help.\n\n"),
        ("It is\n3\nm.", "It is\n3\nm."),
        ("```\n\n3\n\n```", "```\n\n3\n\n```"),
    ],
)
def test_pages_and_line_ends_leave_no_trace(text, whole):
    assert unpaged(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "     On the lift of kites\n        and their tails\n\n        A. Byron\n\n     Kite Hall",
        "On the lift of kites\nand their tails\n\nAda Byron^a, Carl Gauss^2\n\n^a College of Kites",
    ],
)
def test_a_title_on_several_lines_of_plain_text_is_whole(text):
    document = compose_marked(from_plain(f"{text}\n\nAbstract\n\nKites fly."), SOURCE)
    assert document.title == "On the lift of kites and their tails"
    assert document.authors[0] in {"Ada Byron", "A. Byron"}
    assert said(document) == ["Kites fly."]
