"""Reading order and what is left out, on pages set for the purpose."""

import pytest

from litsynth.reading.citations import citations
from litsynth.reading.pdfium import read_pages
from litsynth.reading.printed import PrintedFile
from litsynth.records import BlockKind, SectionKind
from tests.reading.typesetting import filler, pdf, reading, sentences_of

TWO_COLUMNS = """
#set page(width: 300pt, height: 400pt, margin: 30pt, columns: 2)
#set columns(gutter: 16pt)
#set par(justify: true, first-line-indent: 1em)
#set text(size: 8pt, hyphenate: true, lang: "en")
"""


def filler_sentences(count, start=0):
    return [part + "." for part in filler(count, start).rstrip(".").split(". ")]


def test_two_columns_are_read_one_after_the_other():
    document = reading(TWO_COLUMNS + filler(60))
    assert sentences_of(document) == filler_sentences(60)


def test_a_sentence_over_a_page_break_is_one_sentence_that_stands_on_two_pages():
    document = reading(TWO_COLUMNS + filler(60))
    pages = [{line.page for line in document.lines_of(span)} for span in document.sentences]
    assert document.page_count > 1
    assert {1, 2} in pages


def test_three_columns_are_read_in_order():
    source = """
    #set page(width: 500pt, height: 300pt, margin: 30pt, columns: 3)
    #set columns(gutter: 16pt)
    #set text(size: 8pt)
    """
    assert sentences_of(reading(source + filler(40))) == filler_sentences(40)


def test_one_column_with_ragged_lines_keeps_paragraphs_whole():
    source = """
    #set page(width: 300pt, height: 400pt, margin: 40pt)
    #set text(size: 9pt)
    """
    text = filler(6) + "\n\n" + filler(6, start=6)
    document = reading(source + text)
    paragraphs = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert len(paragraphs) == 2
    assert sentences_of(document) == filler_sentences(12)


def test_a_title_over_two_columns_comes_first():
    source = (
        TWO_COLUMNS
        + """
    #place(top + center, scope: "parent", float: true)[
      #text(size: 14pt, weight: "bold")[Columns Under a Wide Title]
      #linebreak()
      Ada Byron, Charles Babbage
    ]
    """
    )
    document = reading(source + "= 1 Introduction\n" + filler(30))
    assert document.title == "Columns Under a Wide Title"
    assert document.authors == ("Ada Byron", "Charles Babbage")
    assert document.text.startswith("Columns Under a Wide Title")
    assert sentences_of(document) == filler_sentences(30)


@pytest.mark.parametrize(
    "printed",
    ["Ada Byron, MD#super[1], and Carl Gauss, PhD#super[2]", "ADA BYRON AND CARL GAUSS"],
)
def test_degrees_and_a_large_and_are_no_names(printed):
    title = "#align(center)[#text(size: 14pt)[Kites Under a Wide Title]]\n\n"
    source = "#set page(width: 400pt, height: 500pt)\n#set text(size: 9pt)\n"
    document = reading(f"{source}{title}{printed}\n\n= 1 Introduction\n{filler(12)}")
    assert [name.casefold() for name in document.authors] == ["ada byron", "carl gauss"]


def test_running_heads_and_page_numbers_are_dropped():
    source = """
    #set page(
      width: 300pt, height: 300pt, margin: 40pt, numbering: "1",
      header: [A. Byron and C. Babbage #h(1fr) Journal of Tests 12],
    )
    #set text(size: 9pt)
    """
    document = reading(source + filler(40))
    assert document.page_count > 2
    assert "Journal of Tests" not in document.text
    assert sentences_of(document) == filler_sentences(40)


def test_a_head_that_says_where_the_paper_was_published_is_kept_beside_the_text():
    source = """
    #set page(
      width: 300pt, height: 300pt, margin: 40pt, numbering: "1",
      header: context if counter(page).get().first() > 1 [Bee Letters #h(1fr) 1(2), 2019],
    )
    #set text(size: 9pt)
    """
    document = reading(source + filler(60))
    assert document.imprint == ("Bee Letters 1(2), 2019",)
    assert "Letters" not in document.text
    assert reading(TWO_COLUMNS + filler(60)).imprint == ()


def test_a_stamp_along_the_edge_is_dropped():
    source = (
        TWO_COLUMNS
        + """
    #place(left + horizon, dx: -26pt)[#rotate(-90deg, reflow: true)[arXiv:2005.13013v2  1 Oct 2020]]
    """
    )
    document = reading(source + filler(30))
    assert "arXiv" not in document.text
    assert sentences_of(document) == filler_sentences(30)


def test_line_numbers_of_a_draft_are_dropped():
    source = """
    #set page(width: 300pt, height: 400pt, margin: 40pt)
    #set par.line(numbering: "1")
    #set text(size: 9pt)
    """
    assert sentences_of(reading(source + filler(20))) == filler_sentences(20)


def test_line_numbers_of_a_short_last_page_are_dropped():
    source = """
    #set page(width: 300pt, height: 400pt, margin: 40pt)
    #set par.line(numbering: "1")
    #set text(size: 9pt)
    """
    document = reading(f"{source}{filler(20)}\n#pagebreak()\n{filler(2, start=20)}")
    assert sentences_of(document) == filler_sentences(22)


def test_a_footnote_does_not_cut_the_sentence_that_runs_past_it():
    note = "#footnote[A note that stands at the foot of the column and ends there.]"
    text = filler(14) + note + " " + filler(46, start=14)
    document = reading(TWO_COLUMNS + text)
    assert sentences_of(document) == filler_sentences(60)
    notes = [
        block.span.of(document.text)
        for block in document.blocks
        if block.kind is BlockKind.FOOTNOTE
    ]
    assert len(notes) == 1
    assert "A note that stands at the foot" in notes[0]


def test_a_figure_in_mid_column_does_not_cut_a_sentence():
    figure = """
    #figure(rect(width: 60pt, height: 30pt), caption: [A box that shows nothing at all.],
      placement: top)
    """
    document = reading(TWO_COLUMNS + filler(8) + figure + filler(52, start=8))
    captions = [
        block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.CAPTION
    ]
    assert captions == ["Figure 1: A box that shows nothing at all."]
    assert sentences_of(document) == filler_sentences(60)


def test_a_centred_caption_stays_whole_where_its_first_line_ends_a_sentence():
    figure = """
    #figure(rect(width: 60pt, height: 30pt), caption: [Lift of ten kites of silk. \\
    Tails help a lot.])
    """
    source = "#set page(width: 300pt, height: 400pt)\n#set text(size: 9pt)\n= 1 Introduction\n"
    document = reading(source + filler(6) + figure + filler(6, start=6))
    assert sentences_of(document) == filler_sentences(12)
    captions = [block for block in document.blocks if block.kind is BlockKind.CAPTION]
    assert [block.span.of(document.text)[-6:] for block in captions] == ["a lot."]


def test_table_cells_are_no_sentences():
    table = """
    #figure(table(columns: 3, [Model], [Dev], [Test], [Large one], [71.2], [70.9],
      [Small one], [64.0], [63.5]), caption: [Scores of two models.])
    """
    source = "#set page(width: 300pt, height: 400pt, margin: 40pt)\n#set text(size: 9pt)\n"
    document = reading(source + filler(5) + "\n\n" + table + "\n\n" + filler(5, start=5))
    assert sentences_of(document) == filler_sentences(10)


def test_words_hyphenated_at_line_ends_are_joined():
    document = reading(TWO_COLUMNS + filler(60))
    assert any(not line.span.of(document.text).endswith((" ", ".")) for line in document.lines)
    assert "-" not in document.text


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("1 Introduction", SectionKind.INTRODUCTION),
        ("2 Related Work", SectionKind.RELATED_WORK),
        ("3 Results", SectionKind.RESULTS),
        ("4 Conclusion", SectionKind.CONCLUSION),
    ],
)
def test_headings_open_sections_of_their_kind(heading, kind):
    headings = ["1 Introduction", "2 Related Work", "3 Results", "4 Conclusion"]
    text = "\n".join(
        f"= {each}\n{filler(8, start=8 * number)}\n" for number, each in enumerate(headings)
    )
    document = reading("#set page(width: 300pt, height: 400pt)\n#set text(size: 9pt)\n" + text)
    section = next(section for section in document.sections if section.kind is kind)
    assert section.heading == heading[2:]
    number = headings.index(heading)
    held = [span.of(document.text) for span in document.sentences if section.span.contains(span)]
    assert held == filler_sentences(8, start=8 * number)


def test_the_bibliography_is_kept_apart_entry_by_entry():
    entries = """
    = References
    #set par(hanging-indent: 1em)
    Byron, A. (1843). Notes on the engine. Memoirs, 3, 666--731. A long entry that goes on and on
    over the end of the line.

    Babbage, C. (1864). Passages from the life of a philosopher. Longman, London, with more words
    to fill the line.
    """
    source = "#set page(width: 300pt, height: 500pt)\n#set text(size: 9pt)\n"
    document = reading(source + "= Introduction\n" + filler(12) + "\n" + entries)
    found = [
        block.span.of(document.text)
        for block in document.blocks
        if block.kind is BlockKind.REFERENCE
    ]
    assert [text.partition(",")[0] for text in found] == ["Byron", "Babbage"]
    assert sentences_of(document) == filler_sentences(12)


def test_a_raised_note_mark_is_no_part_of_the_sentence():
    source = "#set page(width: 300pt, height: 300pt)\n#set text(size: 9pt)\n"
    document = reading(
        source
        + "The first model wins.#super[1] The second model loses by 2#super[10] points.\n"
        + filler(6)
    )
    assert sentences_of(document)[:2] == [
        "The first model wins.",
        "The second model loses by 2^10 points.",
    ]


def test_a_line_that_begins_with_a_mark_and_has_an_index_in_its_middle_is_not_small():
    printed = read_pages(
        pdf(
            "#set page(width: 400pt, height: 300pt)\n#set text(size: 9pt)\n"
            "#set super(typographic: false, size: 6pt)\n#set sub(typographic: false, size: 6pt)\n"
            "#super[8]We take m in place of x#sub[0] wherever it is useful."
        )
    )
    assert isinstance(printed, PrintedFile)
    (line,) = printed.pages[0].lines
    assert line.size == 9  # The middle of its characters is the index.


_NUMBERED_ENTRIES = """
= References
#set par(first-line-indent: 0pt)
1. Byron A, Lovelace B. Notes on the engine. Sleep. 1843;1:40-43.

2. Babbage C. Passages from the life of a philosopher. Lancet. 1864;2:11.

3. Menabrea L. Sketch of the analytical engine. Nature. 1842;3:9.

4. Boole G. The laws of thought. Brain. 1854;4:7.
"""


def test_raised_numbers_cite_where_the_bibliography_is_cited_so():
    source = "#set page(width: 400pt, height: 500pt)\n#set text(size: 9pt)\n= Introduction\n"
    document = reading(
        source
        + "Engines are old.#super[1,2] Their use,#super[2–4] as we know, is 10#super[3] times new. "
        + filler(6)
        + _NUMBERED_ENTRIES
    )
    assert sentences_of(document)[:2] == [
        "Engines are old. [1, 2]",
        "Their use, [2–4] as we know, is 10^3 times new.",
    ]
    assert [len(found.entries) for found in citations(document)] == [2, 3]


def test_raised_numbers_are_notes_where_the_bibliography_is_cited_in_brackets():
    source = "#set page(width: 400pt, height: 500pt)\n#set text(size: 9pt)\n= Introduction\n"
    document = reading(
        source
        + "Engines are old#super[1] and new#super[2] [1], as is known [2, 3]. See also [4]. "
        + filler(6)
        + _NUMBERED_ENTRIES
    )
    assert sentences_of(document)[0] == "Engines are old and new [1], as is known [2, 3]."


def test_negative_powers_and_charges_keep_their_digits():
    source = "#set page(width: 400pt, height: 300pt)\n#set text(size: 9pt)\n"
    document = reading(
        source
        + "#set super(typographic: false)\n= Introduction\n"
        + "It fell below 10#super[−3] at 2 kg m#super[−2] for Ca#super[2+] ions. "
        + "The bound is $10^(-5)$ or $O(n log^2 n)$ at most. "
        + filler(6)
    )
    assert sentences_of(document)[:2] == [
        "It fell below 10^−3 at 2 kg m^−2 for Ca2+ ions.",
        "The bound is 10^−5 or 𝑂(𝑛 log^2 𝑛) at most.",
    ]


def test_an_entry_whose_address_runs_over_the_line_is_no_programme():
    entries = """
    = References
    #set par(hanging-indent: 1em)
    [1] Byron, A. Notes on the engine, with many words to fill the line. https: \\
    //example.org/notes, 1843.

    [2] Babbage, C. Passages from the life of a philosopher. Longman, 1864.
    """
    source = "#set page(width: 300pt, height: 500pt)\n#set text(size: 9pt)\n"
    document = reading(source + "= Introduction\n" + filler(12) + "\n" + entries)
    found = [block for block in document.blocks if block.kind is BlockKind.REFERENCE]
    assert [block.span.of(document.text)[:3] for block in found] == ["[1]", "[2]"]


def test_a_character_beyond_the_basic_plane_does_not_shift_what_follows():
    source = '#set page(width: 300pt, height: 300pt, numbering: "1")\n#set text(size: 9pt)\n'
    document = reading(source + "The angle $alpha$ is small. " + filler(4))
    boxes = [line.box for line in document.lines]
    assert boxes
    assert all(box is not None and box.right > box.left > 0 for box in boxes)
    assert sentences_of(document)[1:] == filler_sentences(4)


def test_letters_that_lead_to_affiliations_are_no_part_of_names():
    document = reading(
        f"""#align(center)[#text(18pt)[On the lift of kites]

        Ada Byron#super[a,b], Charles Babbage#super[b,∗], Carl Gauss#super[c], Fred Land#super[d]]

        #super[a]College of Kites #super[b]University of Tails

        = Abstract
        {filler(5)}
        """
    )
    assert document.authors == ("Ada Byron", "Charles Babbage", "Carl Gauss", "Fred Land")
