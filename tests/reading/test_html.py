"""HTML as ordinary pages have it, and as LaTeXML writes it."""

import pytest

from litsynth.reading.citations import citations
from litsynth.reading.html import from_html
from litsynth.reading.marked import Source, compose_marked
from litsynth.records import BlockKind, PaperId, SectionKind

SOURCE = Source(paper=PaperId("file:test"), sha256="0" * 64, reader="test")
OWN = "<h1>On kites</h1><p>Kites fly in wind, and they fall without it. Tails help.</p>"


def read(page, head=""):
    return compose_marked(
        from_html(f"<!DOCTYPE html><html><head>{head}</head><body>{page}</body></html>"), SOURCE
    )


def said(document):
    return [span.of(document.text) for span in document.sentences]


def of_kind(document, kind):
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


OWN_SAID = ["Kites fly in wind, and they fall without it.", "Tails help."]


@pytest.mark.parametrize(
    "other",
    [
        '<div class="cookie-banner"><p>We use cookies.</p></div>',
        '<div id="CookieConsent"><p>We use cookies.</p></div>',
        "<p hidden>It is hidden.</p>",
        '<p aria-hidden="true">It is hidden.</p>',
        '<div style="color: red; display:none"><p>It is hidden.</p></div>',
        '<span class="sr-only">It opens a window.</span>',
        '<section class="comments"><h3>2 Comments</h3><p>I never fly.</p></section>',
        '<ol class="comment-list"><li>I never fly.</li></ol>',
        '<div class="related-posts"><p>On boats they sail.</p></div>',
        '<div role="dialog"><p>Subscribe to us.</p></div>',
        "<nav><ul><li>Home<li>About</ul></nav>",
        "<form><p>Leave your name.</p></form>",
        "<article><p>I never fly.</p></article>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["<article>{}</article>", "<div>{}</div>"])
def test_what_is_no_text_of_the_page_is_no_sentence(other, frame):
    document = read(frame.format(OWN + other + "<p>They are light.</p>"))
    expected = [*OWN_SAID, "They are light."]
    if frame == "<div>{}</div>" and other.startswith("<article>"):
        expected.insert(2, "I never fly.")  # Nothing tells it from the page's text.
    assert said(document) == expected


def test_what_stands_outside_of_the_article_is_not_read():
    page = f"<div><p>Read on.</p></div><main><p>See it.</p><article>{OWN}</article></main>"
    assert said(read(page)) == OWN_SAID


def test_a_page_of_teasers_is_read_whole():
    page = "".join(f"<article><p>Kite {number} flies.</p></article>" for number in range(5))
    assert len(said(read(f"<main>{page}</main>"))) == 5


@pytest.mark.parametrize(
    "inner", ['<div class="comments">{}</div>', "<form>{}</form>", '<div class="ad">{}</div>']
)
def test_a_block_that_holds_the_whole_page_is_read_whatever_its_name(inner):
    assert said(read(inner.format(OWN))) == OWN_SAID


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By Jane Roe</p>',
        '<div class="post-meta"><p>By Jane Roe</p> <span class="read-time">5 min read</span></div>',
        "<p>By Jane Roe · 5 min read</p><p>March 3, 2024</p>",
        "<header><span>By Jane Roe</span></header>",
    ],
)
def test_a_byline_names_the_author_and_is_no_sentence(byline):
    document = read(f"<article>{OWN.replace('</h1>', f'</h1>{byline}')}</article>")
    assert document.authors == ("Jane Roe",)
    assert said(document) == OWN_SAID


@pytest.mark.parametrize(
    ("metas", "authors"),
    [
        ('<meta name="author" content="Jane Roe and Ada Byron">', ("Jane Roe", "Ada Byron")),
        (
            """<meta name="citation_author" content="Roe, Jane"><meta name="citation_author"
            content="Ada Byron"><meta name="author" content="Kite News">""",
            ("Jane Roe", "Ada Byron"),
        ),
        ('<meta name="author" content="admin">', ()),
    ],
)
def test_authors_that_the_head_names_are_used(metas, authors):
    assert read(OWN, metas).authors == authors


PAGE_TITLE = "<title>On kites | Sky News</title>"


@pytest.mark.parametrize(
    ("head", "page"),
    [
        (PAGE_TITLE, f"<article><header>{OWN}</header></article>"),
        (PAGE_TITLE, f"<h1>Sky News</h1>{OWN}"),
        (PAGE_TITLE, "<h2>On kites</h2><p>They fly.</p>"),
        (f'{PAGE_TITLE}<meta property="og:title" content="On kites">', "<p>They fly.</p>"),
        ('<meta name="citation_title" content="On kites">', "<h1>Abstract</h1><p>They fly.</p>"),
        ("", "<h2>On kites</h2><p>They fly.</p>"),
    ],
)
def test_the_title_is_the_heading_without_the_name_of_the_site(head, page):
    assert read(page, head).title == "On kites"


def test_quotations_are_kept_apart():
    document = read("<p>They fly.</p><blockquote><p>I do.</p><p>We do.</p></blockquote><p>So.</p>")
    assert said(document) == ["They fly.", "So."]
    assert of_kind(document, BlockKind.QUOTE) == ["I do.", "We do."]


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        ("Kites do not matter<br>Tails did not matter.", 2),
        ("Kites fly<br><br>they say.", 2),
        ("Kites fly<br>in wind.", 1),
        ("Kites were flown by<br>Ada.", 1),
    ],
)
def test_a_line_break_parts_what_is_no_one_sentence(lines, sentences):
    assert len(said(read(f"<p>{lines}</p>"))) == sentences


def test_a_note_in_mid_sentence_does_not_break_it():
    document = read(
        """<p class="ltx_p">Kites<span class="ltx_note ltx_role_footnote"><sup
        class="ltx_note_mark">1</sup><span class="ltx_note_outer"><span class="ltx_note_content">
        <sup class="ltx_note_mark">1</sup><span class="ltx_tag ltx_tag_note">1</span>Of paper.
        </span></span></span> fly in wind.</p>"""
    )
    assert said(document) == ["Kites fly in wind."]
    assert of_kind(document, BlockKind.FOOTNOTE) == ["Of paper."]


def test_powers_and_raised_citations_are_told_apart():
    document = read(
        """<p>We flew 10<sup>6</sup> kites of 12<sup>2</sup> m<sup>2</sup> in CO<sub>2</sub>.
        It fell.<sup><a href="#r2">2</a></sup> Then it rose<sup>1,2</sup>. It fell.<sup>9</sup> So
        it is.<a href="#fn1"><sup>1</sup></a> A <math><msup><mn>10</mn><mn>3</mn></msup></math> and
        <math alttext="10^{-3}"><mi>x</mi></math>.</p>
        <h2>References</h2><ol><li>Marsh. Kites.</li><li>Reed. Tails.</li></ol>"""
    )
    assert said(document) == [
        "We flew 10^6 kites of 12^2 m^2 in CO2.",
        "It fell. [2]",
        "Then it rose [1, 2].",
        "It fell.",
        "So it is.",
        "A 10^3 and 10^-3.",
    ]
    first, _ = citations(document)
    assert [entry.of(document.text) for entry in first.entries] == ["Reed. Tails."]


def test_cells_of_tables_do_not_run_together():
    document = read(f"{OWN}<table><caption>Lift<tr><th>a<th>b<tr><td>1<td>2</table>")
    assert of_kind(document, BlockKind.TABLE) == ["a\tb\n1\t2"]
    assert of_kind(document, BlockKind.CAPTION) == ["Lift"]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 5000 + "They fly.", "<p>They fly.</p></div></p></section>", "<b><p>They fly.</b>"],
)
def test_pages_whose_marks_do_not_match_are_read(page):
    assert said(read(page)) == ["They fly."]


def test_a_head_that_is_not_closed_hides_nothing():
    document = compose_marked(from_html("<html><head><title>x</title><p>They fly."), SOURCE)
    assert said(document) == ["They fly."]


LATEXML = """<article class="ltx_document"><h1 class="ltx_title ltx_title_document">On kites</h1>
<div class="ltx_authors"><span class="ltx_creator ltx_role_author"><span class="ltx_personname">{}
</span></span></div><p>Kites fly in wind.</p>{}</article>"""


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        (
            "Ada Byron<sup>1</sup> &nbsp; Carl Gauss<sup>2</sup><br><sup>1</sup>College of Kites",
            ("Ada Byron", "Carl Gauss"),
        ),
        ("Ada Byron<br class='ltx_break'>Kite Brain<br class='ltx_break'>a@b.org", ("Ada Byron",)),
    ],
)
def test_authors_of_latexml_are_told_from_the_places_below_them(names, authors):
    document = read(LATEXML.format(names, ""))
    assert document.authors == authors


def test_labels_of_items_in_latexml_are_no_sentences():
    item = "<li class='ltx_item'><span class='ltx_tag ltx_tag_item'>{}</span><p>Tails {}.</p></li>"
    listed = "<ul>" + item.format("•", "help") + item.format("(ii)", "cost") + "</ul>"
    assert said(read(LATEXML.format("Ada Byron", listed))) == [
        "Kites fly in wind.",
        "Tails help.",
        "Tails cost.",
    ]


def test_formulas_of_latexml_are_printed_as_those_of_latex_source():
    lift = "<p>The lift is <math alttext='17\\pm%\n\\frac{1}{2}'><mi>x</mi></math> at most.</p>"
    assert said(read(LATEXML.format("Ada Byron", lift)))[-1] == "The lift is 17±1/2 at most."


def test_sections_of_an_appendix_in_latexml_are_part_of_it():
    tag = "<h2><span class='ltx_tag ltx_tag_appendix'>Appendix A </span>{}</h2><p>They fly.</p>"
    document = read(
        LATEXML.format("Ada Byron", tag.format("Proofs") + "<h3>A.1 Lift</h3><p>No.</p>")
    )
    assert [section.kind for section in document.sections[-2:]] == [SectionKind.APPENDIX] * 2
