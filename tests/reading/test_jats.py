"""JATS as publishers write it."""

import pytest

from litsynth.reading.citations import citations
from litsynth.reading.jats import from_jats
from litsynth.reading.marked import Source, compose_marked
from litsynth.records import BlockKind, PaperId, SectionKind

SOURCE = Source(paper=PaperId("file:test"), sha256="0" * 64, reader="test")
ENTRIES = ("Marsh. Kites.", "Reed. Tails.", "Byron. Lines.")


def article(body="", *, title="Kites", abstract="", labels=("1.", "2.", "3.")):
    entries = "".join(
        f'<ref id="r{place}"><label>{label}</label><mixed-citation>{entry}</mixed-citation></ref>'
        for place, (label, entry) in enumerate(zip(labels, ENTRIES, strict=True), start=1)
    )
    return compose_marked(
        from_jats(
            f"""<article><front><article-meta><title-group><article-title>{title}</article-title>
            </title-group>{abstract}</article-meta></front><body><sec><title>Results</title>{body}
            </sec></body><back><ref-list>{entries}</ref-list></back></article>""".encode()
        ),
        SOURCE,
    )


def said(document):
    return [span.of(document.text) for span in document.sentences]


def of_kind(document, kind):
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def link(number, inner=None):
    return f'<xref ref-type="bibr" rid="r{number}">{inner or number}</xref>'


def test_powers_keep_their_height_and_subscripts_do_not():
    document = article(
        """<p>We grew 10<sup>6</sup> cells per m<sup>2</sup> in CO<sub>2</sub>.</p>
        <p>It took <inline-formula><math><msup><mn>10</mn>
        <mn>3</mn></msup></math></inline-formula> days.</p>
        <table-wrap><table><tr><td>10<sup>4</sup></td><td>2.5<sup>a</sup></td></tr></table>
        </table-wrap>"""
    )
    assert said(document) == ["We grew 10^6 cells per m^2 in CO2.", "It took 10^3 days."]
    assert of_kind(document, BlockKind.TABLE) == ["10^4\t2.5"]


@pytest.mark.parametrize(
    "form",
    [
        lambda number: f"<sup>{link(number)}</sup>",
        lambda number: link(number, f"<sup>{number}</sup>"),
        lambda number: f"<sup>[{link(number)}]</sup>",
        lambda number: f"<sup>{link(number, 'Reed 2004')}</sup>",
        lambda number: f"<sup>{number}</sup>",
        link,
    ],
    ids=["link raised", "raised in link", "bracketed", "by name", "no link", "not raised"],
)
def test_raised_citations_do_not_glue_sentences(form):
    document = article(f"<p>It fell by 12%.{form(3)} Then it rose.{form(1)},{form(2)} It fell.</p>")
    found = citations(document)
    assert said(document)[0] == "It fell by 12%. [3]"
    assert [span.of(document.text) for each in found for span in each.entries] == [
        ENTRIES[2], ENTRIES[0], ENTRIES[1],
    ]  # fmt: skip


def test_links_that_touch_are_two_citations_and_an_empty_one_is_none():
    document = article(
        f"""<p>They fly<sup>
        {link(1)}{link(2)}
        </sup>. They fall<sup>{link(1)}<xref ref-type="bibr" rid="r2"/>–{link(3)}</sup>.</p>"""
    )
    assert said(document) == ["They fly [1, 2].", "They fall [1–3]."]


def test_citations_on_the_line_stay_as_they_are_printed():
    document = article(
        f"<p>Kites fly [{link(1)},{link(2)}]. See ref. {link(3)} and [2,{link(3)}].</p>"
    )
    assert said(document) == ["Kites fly [1,2].", "See ref. 3 and [2,3]."]


def test_labels_that_do_not_count_on_are_printed_so_that_citations_find_them():
    document = article(f"<p>It fell.<sup>{link(3, 9)}</sup></p>", labels=("7", "8", "9"))
    (found,) = citations(document)
    assert [entry.of(document.text) for entry in found.entries] == ["[9] Byron. Lines."]


def test_marks_of_notes_are_left_out():
    document = article(
        """<p>Uptake fell by 12%<sup>a</sup>. It rose<xref ref-type="fn" rid="f">*</xref> then,
        see <xref ref-type="fn" rid="f">footnote 3</xref>.</p>""",
        title='Effect of TP53 on uptake<xref ref-type="fn" rid="f">*</xref>',
    )
    assert said(document) == ["Uptake fell by 12%.", "It rose then, see footnote 3."]
    assert document.title == "Effect of TP53 on uptake"


@pytest.mark.parametrize("note", ["*", "<sup>*</sup>", "<sup>1</sup>", "<fn><p>A note.</p></fn>"])
def test_a_title_has_no_note(note):
    assert article("<p>It fell.</p>", title=f"Uptake falls{note}").title == "Uptake falls"


def test_headings_of_a_structured_abstract_are_labels():
    document = article(
        abstract="""<abstract><title>Abstract</title><sec><title>Methods</title><p>We flew kites.
        They had tails.</p></sec><sec><title>Results:</title><p>Uptake fell.</p></sec></abstract>"""
    )
    assert said(document) == ["Methods: We flew kites.", "They had tails.", "Results: Uptake fell."]
    assert document.sections[1].kind is SectionKind.ABSTRACT


@pytest.mark.parametrize("kind", ["graphical", "teaser", "toc"])
def test_abstracts_that_advertise_are_left_out(kind):
    document = article(
        abstract=f"""<abstract><p>Kites fly.</p></abstract>
        <abstract abstract-type="{kind}"><p>Look at it.</p></abstract>"""
    )
    assert said(document) == ["Kites fly."]


def test_quotations_and_boxes_are_kept_apart():
    document = article(
        """<p>They say so.<disp-quote><p>We find quotes.</p></disp-quote></p>
        <boxed-text><sec><title>Box 1</title><p>We find boxes.</p></sec></boxed-text>
        <p>It fell.</p>"""
    )
    assert said(document) == ["They say so.", "It fell."]
    assert of_kind(document, BlockKind.QUOTE) == ["We find quotes.", "Box 1", "We find boxes."]
    assert document.section_of(document.sentences[-1]).kind is SectionKind.RESULTS


def test_a_point_before_a_figure_is_no_stop():
    document = article("<p>It fell (P = .04) and <italic>rose</italic> (P &lt; .001) .</p>")
    assert said(document) == ["It fell (P = .04) and rose (P < .001)."]


def test_a_line_break_parts_words():
    assert said(article("<p>It fell<break/>and rose.</p>")) == ["It fell and rose."]


def test_an_appendix_in_jats_is_one_whatever_its_title():
    found = from_jats(
        b"""<article><back><app-group><app><title>Proofs</title><p>They fly.</p></app>
        <app><title>Lift</title><p>It lifts.</p></app></app-group></back></article>"""
    )
    kinds = {section.heading: section.kind for section in compose_marked(found, SOURCE).sections}
    assert kinds["Proofs"] is kinds["Lift"] is SectionKind.APPENDIX
