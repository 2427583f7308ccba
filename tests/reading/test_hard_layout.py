"""Two-column pages with everything that gets between a sentence and its reader."""

import pytest

from litsynth.records import BlockKind
from tests.reading.typesetting import filler, reading, sentences_of

TWO_COLUMNS = """
#set page(width: 400pt, height: 500pt, margin: 40pt, columns: 2)
#set columns(gutter: 20pt)
#set par(justify: true, first-line-indent: 1em)
#set text(size: 9pt, hyphenate: true, lang: "en")
"""
TITLE = """
#place(top + center, scope: "parent", float: true)[
  #text(size: 16pt, weight: "bold")[A Paper with Everything in It]
  #linebreak()
  Ada Byron, Charles Babbage
]
"""
WIDE_FIGURE = """
#place(top + center, scope: "parent", float: true)[
  #figure(rect(width: 200pt, height: 60pt)[Alpha #h(1fr) Beta #h(1fr) Gamma],
    caption: [A figure that spans both columns, with a caption that is long enough to run over
    the end of its line and is set across the page.])
]
"""
WIDE_TABLE = """
#place(bottom + center, scope: "parent", float: true)[
  #figure(table(columns: 5, [Model], [Dev], [Test], [Hard], [Mean],
    [The large one], [71.2], [70.9], [50.1], [64.0],
    [The small one], [61.2], [60.9], [40.1], [54.0]),
    caption: [Scores of two models on four sets.])
]
"""
NOTE = "#footnote[Note %d stands at the foot of its column and is apart from the text.]"
STAMP = """
#place(left + horizon, dx: -36pt)[
  #rotate(-90deg, reflow: true)[#text(size: 14pt)[arXiv:2101.00001v2 [cs.CL] 3 Jan 2021]]
]
"""
HEADS = """
#set page(header: context [#if calc.odd(here().page()) [Byron and Babbage] else [A Paper] #h(1fr)
  #counter(page).display()], footer: [Proceedings of the Tests, pages 1 to 9 #h(1fr) 2021])
"""


def parts(count, start=0):
    return [part + "." for part in filler(count, start).rstrip(".").split(". ")]


def blocks(document, kind):
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


@pytest.fixture(scope="module")
def crowded():
    """One paper with wide figures, tables, notes, a stamp, running heads and page breaks."""
    text = [
        filler(20) + NOTE % 1 + " " + filler(12, start=20),
        WIDE_FIGURE,
        "\n\n" + filler(20, start=32) + NOTE % 2 + " " + filler(12, start=52),
        WIDE_TABLE,
        "\n\n" + filler(36, start=64),
    ]
    return reading(TWO_COLUMNS + HEADS + TITLE + STAMP + "".join(text))


def test_every_sentence_of_a_crowded_paper_is_whole_and_in_order(crowded):
    assert crowded.page_count > 2
    assert sentences_of(crowded) == parts(100)


def test_figures_tables_and_notes_of_a_crowded_paper_are_apart(crowded):
    assert [text[:9] for text in blocks(crowded, BlockKind.CAPTION)] == ["Figure 1:", "Table 1: "]
    notes = blocks(crowded, BlockKind.FOOTNOTE)
    assert ["Note 1" in note or "Note 2" in note for note in notes] == [True, True]
    assert crowded.title == "A Paper with Everything in It"
    assert crowded.authors == ("Ada Byron", "Charles Babbage")


def test_heads_feet_and_stamps_of_a_crowded_paper_are_gone(crowded):
    for furniture in ("Proceedings", "arXiv", "Byron and Babbage\n"):
        assert furniture not in crowded.text.partition("Sentence number 0")[2]


def test_line_numbers_beside_both_columns_are_dropped():
    numbered = TWO_COLUMNS + '#set par.line(numbering: "1", number-clearance: 6pt)\n'
    assert sentences_of(reading(numbered + filler(70))) == parts(70)


def test_a_watermark_across_the_page_is_dropped():
    mark = (
        "#set page(background: rotate(-45deg)["
        "#text(size: 50pt, fill: luma(220))[CONFIDENTIAL DRAFT]])\n"
    )
    document = reading(TWO_COLUMNS + mark + filler(70))
    assert "CONFIDENTIAL" not in document.text
    assert sentences_of(document) == parts(70)


def test_displayed_formulas_do_not_cut_or_glue_sentences():
    text = (
        filler(5)
        + "\n\nThe loss of the model is given by $ L = sum_(i=1)^n (x_i - y_i)^2 / sigma_i, $ "
        + "where every term counts once and no term is left out of the sum.\n\n"
        + filler(5, start=5)
    )
    found = sentences_of(reading(TWO_COLUMNS + text))
    assert found[:5] == parts(5)
    assert found[-5:] == parts(5, start=5)
    middle = " ".join(found[5:-5])
    assert middle.startswith("The loss of the model is given by")
    assert middle.endswith("where every term counts once and no term is left out of the sum.")


def test_a_fraction_within_a_line_keeps_both_numbers():
    text = filler(2) + " It falls by $3/4$ in all, as we see. " + filler(6, start=2)
    found = sentences_of(reading(TWO_COLUMNS + text))
    assert "It falls by 3/4 in all, as we see." in found
    assert len(found) == 9


def test_two_lines_between_formulas_are_text():
    text = (
        filler(4)
        + "\n\nWe write this as $ kappa = mu + nu. $\n"
        + "A prominent case is the one in which all terms are as small as they can be in such "
        + "a sum, "
        + "and then we have $ rho = alpha + beta, $\n"
        + "which ends the proof of what we said.\n\n"
        + filler(4, start=4)
    )
    found = " ".join(sentences_of(reading(TWO_COLUMNS + text)))
    assert "A prominent case is the one in which all terms are as small as they can be" in found


def test_lists_between_columns_keep_their_items():
    items = "\n".join(
        f"- Item {n} says that it is one of several items in a list." for n in range(9)
    )
    text = filler(30) + "\n\n" + items + "\n\n" + filler(30, start=30)
    document = reading(TWO_COLUMNS + text)
    assert sentences_of(document) == [
        *parts(30),
        *(f"Item {n} says that it is one of several items in a list." for n in range(9)),
        *parts(30, start=30),
    ]


def test_one_wide_column_under_two_is_read_last():
    wide = """
    #place(bottom + center, scope: "parent", float: true)[
      #set align(left)
      %s
    ]
    """
    document = reading(TWO_COLUMNS + wide % filler(8, start=40) + filler(14))
    assert sentences_of(document) == [*parts(14), *parts(8, start=40)]


@pytest.mark.parametrize("angle", [-90, 90, 180])
def test_a_page_that_lies_on_its_side_is_read_in_its_own_direction(angle):
    source = f"""
    #set page(width: 400pt, height: 500pt, margin: 30pt)
    #set text(size: 9pt)
    #rotate({angle}deg, reflow: true)[#box(width: 330pt, height: 300pt)[{filler(12)}]]
    """
    document = reading(source)
    assert sentences_of(document) == parts(12)
    box = document.lines[0].box
    assert box is not None
    if angle != 180:  # Boxes are the file's: the line stands on end there.
        assert box.top - box.bottom > box.right - box.left


def test_a_table_on_its_side_on_an_upright_page_is_no_text():
    source = (
        TWO_COLUMNS
        + filler(12)
        + """
    #rotate(-90deg, reflow: true)[#table(columns: 4, [A model of ours], [Dev], [Test], [All of it],
      [The large one], [71.2], [70.9], [50.1], [The small one], [61.2], [60.9], [40.1])]
    """
    )
    assert sentences_of(reading(source + filler(20, start=12))) == [
        *parts(12),
        *parts(20, start=12),
    ]
