"""JATS, HTML, LaTeX, Markdown and plain text give the same paper."""

import gzip
import io
import tarfile

import pytest

from litsynth.reading.archives import ArchiveError, sources
from litsynth.reading.bylines import names_in
from litsynth.reading.citations import citations
from litsynth.reading.html import from_html
from litsynth.reading.jats import DamagedError, from_jats
from litsynth.reading.latex import from_latex, main_file
from litsynth.reading.marked import Marked, Passage, Source, compose_marked
from litsynth.reading.plain import from_plain
from litsynth.records import BlockKind, Depth, PaperId, SectionKind

SOURCE = Source(paper=PaperId("file:test"), sha256="0" * 64, reader="test")

JATS = b"""<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd">
<article><front><article-meta>
<title-group><article-title>Small tests of
reading</article-title></title-group>
<contrib-group>
<contrib contrib-type="author">
<name><surname>Byron</surname><given-names>Ada</given-names></name></contrib>
<contrib contrib-type="author">
<name><surname>Babbage</surname><given-names>Charles</given-names></name></contrib>
<contrib contrib-type="editor"><name><surname>Nobody</surname></name></contrib>
</contrib-group>
<abstract><p>We read small papers. It works.</p></abstract>
</article-meta></front>
<body><sec><title>Introduction</title>
<p>Reading is hard (<xref>Babbage, 1864</xref>). We try it.<fn><p>A note.</p></fn></p>
<p>There are two things:</p>
<list><list-item><p>The first thing counts.</p></list-item></list>
<fig><label>Figure 1</label><caption><p>A box.</p></caption></fig>
</sec></body>
<back><ref-list><title>References</title>
<ref><element-citation><person-group><name><surname>Babbage</surname></name></person-group>
<article-title>Passages</article-title><year>1864</year></element-citation></ref>
</ref-list></back></article>"""

HTML = """<!DOCTYPE html><html><head><title>page</title><style>p {}</style></head><body>
<nav>Skip me</nav>
<article class="ltx_document"><h1 class="ltx_title ltx_title_document">Small tests of reading</h1>
<div class="ltx_authors"><span class="ltx_creator">
<span class="ltx_personname">Ada Byron</span></span>
<span class="ltx_creator"><span class="ltx_personname">Charles Babbage</span></span></div>
<div class="ltx_abstract"><h6>Abstract</h6><p>We read small papers. It works.</p></div>
<section><h2><span>1 </span>Introduction</h2>
<p>Reading is hard (<cite>Babbage, 1864</cite>). We <em>try</em>
<math alttext="n^2"><mi>n</mi></math> it.</p>
<ul><li><p>The first thing counts.</p></li></ul>
<figure><figcaption>Figure 1: A box.</figcaption></figure></section>
<section><h2>References</h2><ul><li class="ltx_bibitem">Babbage. Passages. 1864.</li></ul></section>
</article><script>alert(1)</script></body></html>"""

LATEX = r"""\documentclass{article}
% a comment with \section{Nothing}
\title{Small tests of \emph{reading}}
\author{Ada Byron\thanks{a grant} \and Charles Babbage}
\begin{document}
\maketitle
\begin{abstract}We read small papers. It works.\end{abstract}
\section{Introduction}\label{sec:one}
Reading is hard~\cite{babbage}. We ``try'' it in 5\% of
cases with Erd\H{o}s.\footnote{A note.}

There are two things:
\begin{itemize}
\item The first thing counts.
\end{itemize}
\begin{figure}\includegraphics{box}\caption{A box.}\end{figure}
\begin{thebibliography}{9}
\bibitem{babbage} C. Babbage. Passages. 1864.
\end{thebibliography}
\end{document}
"""

MARKDOWN = """---
title: "Small tests of reading"
---
## Abstract
We read *small* papers. It works.

## Introduction
Reading is [hard](https://example.org). We
try it.

- The first thing counts.

```
code = 1
```

References
==========

Babbage. Passages. 1864.
"""


def kinds(document):
    return [section.kind for section in document.sections]


def said(document):
    return [span.of(document.text) for span in document.sentences]


@pytest.mark.parametrize(
    "marked",
    [from_jats(JATS), from_html(HTML), from_latex(LATEX), from_plain(MARKDOWN)],
    ids=["jats", "html", "latex", "markdown"],
)
def test_every_kind_gives_title_sections_and_sentences(marked):
    document = compose_marked(marked, SOURCE)
    assert document.title == "Small tests of reading"
    assert SectionKind.ABSTRACT in kinds(document)
    assert SectionKind.INTRODUCTION in kinds(document)
    assert SectionKind.REFERENCES in kinds(document)
    assert said(document)[:2] == ["We read small papers.", "It works."]
    assert "The first thing counts." in said(document)
    assert not any("1864." in sentence for sentence in said(document))
    assert document.depth is Depth.FULL_TEXT
    assert document.lines == ()
    assert document.page_of(document.sentences[0]) is None


@pytest.mark.parametrize(
    "marked", [from_jats(JATS), from_html(HTML), from_latex(LATEX)], ids=["jats", "html", "latex"]
)
def test_authors_captions_and_references_are_kept_apart(marked):
    document = compose_marked(marked, SOURCE)
    assert document.authors == ("Ada Byron", "Charles Babbage")
    found = [block.kind for block in document.blocks]
    assert found.count(BlockKind.CAPTION) == 1
    assert found.count(BlockKind.REFERENCE) == 1
    assert not any("A box" in sentence for sentence in said(document))


def test_jats_notes_follow_their_paragraph():
    document = compose_marked(from_jats(JATS), SOURCE)
    note = next(block for block in document.blocks if block.kind is BlockKind.FOOTNOTE)
    assert note.span.of(document.text) == "A note."
    assert "Reading is hard (Babbage, 1864)." in said(document)


def test_damaged_xml_is_an_error_that_says_so():
    with pytest.raises(DamagedError, match="damaged XML"):
        from_jats(JATS[:400])


def test_what_a_page_hides_is_not_read():
    document = compose_marked(from_html(HTML), SOURCE)
    assert "Skip me" not in document.text
    assert "alert" not in document.text
    assert "We try n^2 it." in said(document)


def test_latex_markup_leaves_words():
    document = compose_marked(from_latex(LATEX), SOURCE)
    assert "We “try” it in 5% of cases with Erdős." in said(document)
    assert "Nothing" not in document.text
    assert "Reading is hard [1]." in said(document)


def test_latex_commands_that_begin_as_an_accent_does_are_no_accents():
    document = compose_marked(from_latex(r"The $\rho$ of \c{c}, \v s and \'{\i}\cup."), SOURCE)
    assert said(document) == ["The ρ of ç, š and í∪."]


def test_latex_files_are_read_where_they_are_called():
    files = {
        "main.tex": "\\begin{document}\\input{part}\\end{document} and much more to be longest",
        "part.tex": "The part is here. \\input{part}",
    }
    assert main_file(files) == "main.tex"
    document = compose_marked(from_latex(files["main.tex"], files), SOURCE)
    assert said(document)[0] == "The part is here."


def packed(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


def test_an_archive_gives_its_latex_files():
    found = sources(packed({"./a/main.tex": LATEX, "figure.png": "no text"}))
    assert found == {"a/main.tex": LATEX}


def test_a_single_packed_file_is_a_source():
    assert sources(gzip.compress(LATEX.encode())) == {"main.tex": LATEX}


@pytest.mark.parametrize(
    "data", [gzip.compress(LATEX.encode())[:50], gzip.compress(b"\0" * (65 * 1024 * 1024))]
)
def test_archives_that_cannot_or_must_not_be_unpacked_say_why(data):
    with pytest.raises(ArchiveError):
        sources(data)


def test_plain_text_paragraphs_and_numbered_headings():
    text = "1 Introduction\n\nThe first. The\nsecond.\n\n2 Results\n\nThe third."
    document = compose_marked(from_plain(text), SOURCE)
    assert kinds(document) == [SectionKind.INTRODUCTION, SectionKind.RESULTS]
    assert said(document) == ["The first.", "The second.", "The third."]


def test_subsections_take_the_kind_of_their_section():
    text = "# Results\n\n## Small things\n\nThey grow.\n\n# Data\n\nThey are few."
    document = compose_marked(from_plain(text), SOURCE)
    assert kinds(document) == [SectionKind.RESULTS, SectionKind.RESULTS, SectionKind.METHODS]


def test_an_empty_text_is_an_empty_document():
    document = compose_marked(from_plain("\n\n"), SOURCE)
    assert document.text == ""
    assert document.sections == ()


def test_a_heading_without_text_ends_the_section_above():
    passages = (
        Passage(kind=BlockKind.HEADING, text="Abstract", depth=1),
        Passage(kind=BlockKind.PARAGRAPH, text="We read."),
        Passage(kind=BlockKind.HEADING, text=""),
        Passage(kind=BlockKind.PARAGRAPH, text="Kites fly."),
        Passage(kind=BlockKind.HEADING, text="Lift", depth=2),
        Passage(kind=BlockKind.PARAGRAPH, text="It lifts."),
    )
    document = compose_marked(Marked(passages=passages), SOURCE)
    found = [(section.kind, section.heading) for section in document.sections]
    assert found == [
        (SectionKind.ABSTRACT, "Abstract"),
        (SectionKind.OTHER, ""),
        (SectionKind.OTHER, "Lift"),
    ]


CITING = r"""\documentclass{article}\begin{document}
\section{Results}\label{sec:results}
Kites fly \citep[see][]{marsh}. Tails help~\cite{marsh,reed}. \citet{reed} agree.
So do some~\cite{lost}.

Table~\ref{tab:lift} shows lift. Drag falls (see Table~\ref{tab:lost}). \autoref{fig:drag} tells.
By Eq.~\eqref{eq:lift} and Section~\ref{sec:results}, \cref{tab:lift} holds.
\begin{table}\caption{Lift}\label{tab:lift}\end{table}
\begin{figure}\label{fig:drag}\caption{Drag}\end{figure}
\begin{equation}\label{eq:lift} l = 2 \end{equation}
\begin{thebibliography}{9}
\bibitem{marsh} J. Marsh. Kites. 1999.
\bibitem[Reed et~al.(2004)Reed, Byron]{reed} P. Reed. Tails. 2004.
\end{thebibliography}
\end{document}
"""


def test_latex_citations_are_numbers_that_lead_to_their_entries():
    document = compose_marked(from_latex(CITING), SOURCE)
    found = [(each.span.of(document.text), len(each.entries)) for each in citations(document)]
    assert found == [("[1]", 1), ("[1, 2]", 2), ("[2]", 1), ("[3]", 0)]
    assert "Reed et al. [2] agree." in said(document)


def test_latex_references_are_the_numbers_that_are_printed():
    document = compose_marked(from_latex(CITING), SOURCE)
    assert said(document)[4:8] == [
        "Table 1 shows lift.",
        "Drag falls.",
        "Figure 1 tells.",
        "By Eq. (1) and Section 1, Table 1 holds.",
    ]


def test_a_short_first_line_of_plain_text_is_its_title_and_names_below_are_authors():
    text = "Kites and their tails\n\nA. Diallo, B. Traore\n\nAbstract\n\nKites fly."
    document = compose_marked(from_plain(text), SOURCE)
    assert document.title == "Kites and their tails"
    assert document.authors == ("A. Diallo", "B. Traore")
    assert [section.heading for section in document.sections] == ["", "Abstract"]
    assert said(document) == ["Kites fly."]


@pytest.mark.parametrize(
    "text", ["Kites fly.\n\nTails help.", "Kites fly high\nin wind.\n\nSo.", "Kites fly high"]
)
def test_a_text_that_begins_with_a_sentence_has_no_title(text):
    assert from_plain(text).title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Byron and Charles Babbage", ("Ada Byron", "Charles Babbage")),
        ("Ada Byron, , Charles Babbage", ("Ada Byron", "Charles Babbage")),
        ("by Ada Byron", ("Ada Byron",)),
        ("A. Diallo1, B. van der Berg2*", ("A. Diallo", "B. van der Berg")),
        ("Kite Tails", ()),
        ("Kites, tails and lines", ()),
        ("University of Wind, Kitetown", ()),
    ],
)
def test_names_are_told_from_other_lines(line, names):
    assert names_in(line) == names


@pytest.mark.parametrize(
    "authors",
    [
        "author: Ada Byron, Charles Babbage",
        'authors: ["Ada Byron", "Charles Babbage"]',
        "author:\n  - Ada Byron\n  - Charles Babbage",
        "authors:\n- name: Ada Byron\n  orcid: 0\n- name: Charles Babbage\n  orcid: 1",
        "author:\n- name: Ada Byron\n  at:\n  - A\n\n# c\n- at: B\n  name: Charles Babbage",
        "author:\n- given: Ada\n  family: Byron\n- given-names: Charles\n  surname: Babbage",
        "author: [{name: Ada Byron}, {name: Charles Babbage}] # both",
        "author:\n  - Byron, Ada\n  - name: Babbage, Charles",
    ],
)
def test_front_matter_names_title_and_authors(authors):
    marked = from_plain(f"---\n{authors}\ntitle: 'Small: a test'\ntags:\n  - x\n---\n\nIt works.")
    assert marked.title == "Small: a test"
    assert marked.authors == ("Ada Byron", "Charles Babbage")


def test_block_quotes_are_kept_apart_without_their_marks():
    text = "# Results\n\n> Tails help,\n> they say.\n\nLift was\n> 5 newtons.\n\n```\n> x\n```\n"
    document = compose_marked(from_plain(text), SOURCE)
    assert said(document) == ["Lift was > 5 newtons."]
    quotes = [block.span for block in document.blocks if block.kind is BlockKind.QUOTE]
    assert [span.of(document.text) for span in quotes] == ["Tails help, they say."]
    assert "> x" in document.text


@pytest.mark.parametrize("above", ["", "Kites fly.\n\n## Abstract\n\n"])
def test_an_abstract_that_is_set_as_a_quote_is_read(above):
    document = compose_marked(from_plain(f"{above}> Tails help.\n\n"), SOURCE)
    assert said(document)[-1] == "Tails help."


@pytest.mark.parametrize("marks", [("1. ", "2. "), ("[1] ", "[2] ")])
def test_a_numbered_list_under_references_is_the_bibliography(marks):
    entries = (f"{marks[0]}Marsh, J. Kites. 1999.", f"{marks[1]}Reed, P. Tails. 2004.")
    text = "# Results\n\nTails help [2].\n\n# References\n\n" + "\n".join(entries)
    document = compose_marked(from_plain(text), SOURCE)
    (found,) = citations(document)
    (entry,) = found.entries
    assert entry.of(document.text).endswith("Reed, P. Tails. 2004.")


def test_authors_of_a_web_page_are_no_sentences():
    page = '<h1>On kites</h1><p class="authors">A. Byron, B. Babbage</p><p>Kites fly.</p>'
    document = compose_marked(from_html(page), SOURCE)
    assert document.authors == ("A. Byron", "B. Babbage")
    assert said(document) == ["Kites fly."]


@pytest.mark.parametrize(
    "marked",
    [
        from_jats(
            b"""<article><front><article-meta><article-id pub-id-type="pmid">7</article-id>
<article-id pub-id-type="doi">10.1000/kites</article-id>
<pub-date pub-type="collection"><year>2021</year></pub-date>
<pub-date pub-type="epub"><day>3</day><month>02</month><year>2021</year></pub-date>
<pub-date pub-type="ppub"><year>2022</year></pub-date></article-meta></front></article>"""
        ),
        from_html(
            """<html><head><meta name="citation_doi" content="10.1000/kites">
<meta name="citation_date" content="2021-02-3"></head><body><p>Kites fly.</p></body></html>"""
        ),
        from_plain("---\ndoi: 10.1000/kites\ndate: 2021-02-3 # spring\n---\nThey fly."),
    ],
    ids=["JATS", "HTML", "Markdown"],
)
def test_the_doi_and_date_that_a_file_states_are_its_imprint(marked):
    document = compose_marked(marked, SOURCE)
    assert "10.1000/kites" in document.imprint[0]
    assert document.imprint[1] == "Published 2021-02-3"
    assert "10.1000" not in document.text
