"""LaTeX source is read as TeX prints it: its macros, symbols, hidden parts and names."""

import time
from itertools import pairwise

import pytest

from litsynth.reading.latex import from_latex
from litsynth.reading.latex_labels import with_numbers
from litsynth.reading.latex_units import unit
from litsynth.reading.marked import Source, compose_marked
from litsynth.records import BlockKind, PaperId, SectionKind

SOURCE = Source(paper=PaperId("file:test"), sha256="0" * 64, reader="test")


def read(body, preamble=""):
    return from_latex(f"{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n")


def words(body, preamble=""):
    return " | ".join(passage.text for passage in read(body, preamble).passages)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"the call \verb|foo_bar(%1)| ends", "the call foo_bar(%1) ends"),
        (r"see \url{http://a.b/~c%20d--e_f}.", "see http://a.b/~c%20d--e_f."),
        (r"see \href{http://a.b/%20}{here}.", "see here."),
        (r"$\chi^2=3$ and $\kappa=0.8$", "χ^2=3 and κ=0.8"),
        (r"{\rm The} \centering \underline{text} $\uparrow$", "The text ↑"),
        (r"is \copyright{} ours", "is © ours"),
        (r"\cellcolor{blue}Kites fly", "Kites fly"),
        (r"he said \foreignquote{spanish}{nunca}.", "he said “nunca”."),
        (r"\keywords{kites, wind} Kites fly", "Kites fly"),
        (r"Erd\H{o}s, \v{S}kr, \c c, \c{c}, \.I, \'{\i}, \d{s}", "Erdős, Škr, ç, ç, İ, í, ṣ"),
        (r"\textbf{Schr\"odinger} {\"o} Stra\ss e \o re", "Schrödinger ö Straße øre"),
    ],
)
def test_accents_do_not_swallow_longer_commands(source, printed):
    assert words(source) == printed


ONE_DOT = r"""\makeatletter\def\onedot{\futurelet\@next\@onedot}
\def\@onedot{\ifx\@next.\else.\null\fi\xspace}\def\eg{\emph{e.g}\onedot}"""
FOUR_EACH = "".join(
    rf"\def\x{letter}{{\x{after}\x{after}\x{after}\x{after}}}"
    for letter, after in pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    ("definition", "source", "printed"),
    [
        (r"\newcommand{\ours}{SuperNet}", r"\ours beats \ours{}.", "SuperNet beats SuperNet."),
        (r"\newcommand*\ours{\textsc{Net}\xspace}", r"\ours, \ours-2", "Net, Net-2"),
        (r"\def\ours{Net}", r"\ours\ wins", "Net wins"),
        (r"\newcommand{\pct}[1]{#1\%}", r"by \pct{12} more", "by 12% more"),
        (r"\newcommand{\by}[2][no]{#1 by #2}", r"\by{x} and \by[yes]{y}", "no by x and yes by y"),
        (r"\def\pair#1#2{(#1, #2)}", r"a pair \pair{x}y", "a pair (x, y)"),
        (r"\newcommand{\x}{A}\renewcommand{\x}{B}", r"now \x", "now B"),
        (r"\newcommand{\x}{A}\providecommand{\x}{B}", r"now \x", "now A"),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}", r"$\argmax_x f$", "arg max_x f"),
        (r"\newcommand{\R}{\mathbb{R}}\let\reals\R", r"in $\reals^n$", "in R^n"),
        (r"\newcommand{\outer}[1]{<#1>}", r"\outer{\outer{a}}", "<<a>>"),
        (r"\newcommand{\red}{\textcolor{red}}", r"is \red{hot} now", "is hot now"),
        (r"\newcommand{\recall}{Recall}", r"has \recall@5", "has Recall@5"),
        (
            ONE_DOT,
            r"some, \eg kites",
            "some, e.g. kites",
        ),
        (r"\newcommand{\figref}[1]{Figure~\ref{#1}}", r"see \figref{none}", "see Figure ??"),
    ],
)
def test_macros_of_the_paper_are_expanded(definition, source, printed):
    assert words(source, definition) == printed


def test_a_definition_within_the_text_makes_no_paragraph():
    body = "Kites\n\\newcommand{\\x}{fly}\nstill \\x."
    assert words(body) == "Kites still fly."


def test_headings_and_citations_are_the_readers_whatever_the_paper_makes_of_them():
    preamble = r"\renewcommand{\section}[1]{\textbf{#1}}\renewcommand{\cite}[1]{(#1)}"
    read_ = read(r"\section{Results} Kites fly \cite{a}.", preamble)
    assert [passage.kind for passage in read_.passages] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert read_.passages[1].text == "Kites fly [1]."


def test_citations_in_running_text_of_physics_journals_are_numbers():
    assert words(r"See Refs.~\onlinecite{a,b}.") == "See Refs. [1, 2]."


@pytest.mark.parametrize(
    "bomb",
    [
        r"\def\x{\x\x}\x",
        r"\def\x#1{\x{#1#1}}\x{ab}",
        FOUR_EACH + rf"\def\xj{{{'x' * 1000}}}\xa",
        r"\newcommand{\x}{\y}\newcommand{\y}{\x}\x",
    ],
)
def test_macro_bombs_end(bomb):
    begun = time.process_time()
    printed = words(f"{bomb} Kites fly.")
    assert time.process_time() - begun < 10
    assert printed.endswith("Kites fly.")
    assert len(printed) < 5_000_000


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"\SI{12}{\percent}", "a 12%"),
        (r"\qty{5}{\kilo\meter}", "a 5 km"),
        (r"\num{1000} and \num{1.2e-3}", "a 1000 and 1.2×10^-3"),
        (r"\SI[mode=text]{3}{kg}", "a 3 kg"),
        (r"\SIrange{1}{2}{\celsius}", "a 1 to 2 °C"),
        (r"\ang{30}", "a 30°"),
    ],
)
def test_quantities_are_printed_with_their_units(source, printed):
    assert words(f"a {source}") == printed


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        (r"\meter\per\second\squared", "m/s^2"),
        (r"\kilo\gram\per\cubic\meter", "kg/m^3"),
        (r"\newton\meter", "N m"),
    ],
)
def test_units_are_joined_as_they_are_printed(names, printed):
    assert unit(names) == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"$K\sim V^2$, $5\times 10^{10}$, $a \leq b$", "K~V^2, 5×10^10, a ≤ b"),
        (r"$\infty \leq b$, $90^\circ \pm 5$", "∞ ≤ b, 90° ± 5"),
        (r"masses $\gtrsim 3$ and $\lesssim5$", "masses ≳3 and ≲5"),
        (r"$p\ll0.01$, $x\geqslant3$, $x \not= y$", "p≪0.01, x⩾3, x ≠ y"),
        (r"$\frac{1}{2}$ of, $\frac12$, $3\frac{1}{2}$", "1/2 of, 1/2, 3 1/2"),
        (r"$\frac{TP}{TP+FN}$", "TP/(TP+FN)"),
        (r"$\frac{a}{\frac{b}{c}}$ so $\sqrt{2}$ $\sqrt{a+b}$", "a/b/c so √2 √(a+b)"),
        (r"10\textsuperscript{3} 1\textsuperscript{st} 10$^{-3}$ cm$^2$", "10^3 1st 10^-3 cm^2"),
        (r"word$^{1}$ and Ca$^{2+}$", "word and Ca^2+"),
        (r"$x^{n+1}$ $x_{t-1}$ $e^{2x}$ $x_{max}$", "x^(n+1) x_(t-1) e^(2x) x_max"),
        (
            r"$\Delta F_1$ is 5~k$\Omega$ at 30$^{\circ}$C and $30^\circ$",
            "ΔF_1 is 5 kΩ at 30°C and 30°",
        ),
        (r"$2\log n$ and $\unheard x$ but \unheard{text}", "2 log n and unheard x but text"),
        (r"${\sim}30$ is $f''(x)$, $\hat{y}$", "~30 is f″(x), ŷ"),
        (r"\$5 and 5\% \& \{more\}", "$5 and 5% & {more}"),
        (r"\begin{align} a &= b \\ c &\leq d \end{align} so", "a = b c ≤ d so"),
    ],
)
def test_symbols_keep_their_meaning(source, printed):
    assert words(source) == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("A wins.\n\\begin{comment}\nHidden.\n\\end{comment}\nB loses.", "A wins. B loses."),
        ("A wins.\n\\iffalse\nHidden.\n\\fi\nB loses.", "A wins. B loses."),
        (r"A \iftrue wins\else hidden\fi.", "A wins."),
        (r"A \ifx\a\b hidden\else wins\fi.", "A wins."),
        (r"\newif\iflong\longtrue A \iflong wins\else hidden\fi.", "A wins."),
        (r"\newif\iflong A \iflong hidden \iftrue x\else y\fi\else wins\fi.", "A wins."),
        (r"A wins $a\iff b$.", "A wins a⇔b."),
        (r"A wins.\todo[inline]{Hidden \textbf{this}.} B loses.", "A wins. B loses."),
        (r"\newcommand{\todo}[1]{TODO #1}A wins.\todo{Hidden.}", "A wins."),
        ("A wins\n% hidden\nB los%\n   es.", "A wins B loses."),
        (r"A wins \\% hidden", "A wins"),
        (
            r"\begin{tabular}{ll} a & b\\ \begin{tabular}{l}x\end{tabular} \end{tabular} A wins.",
            "A wins.",
        ),
        (r"\begin{minipage}{0.5\textwidth}A wins.\end{minipage}", "A wins."),
        (r"\vspace*{3pt}A\hspace{1em}wins.\\[2pt] B.", "A wins. B."),
    ],
)
def test_what_tex_hides_is_not_read(source, printed):
    assert words(source) == printed


def test_an_open_conditional_hides_nothing():
    assert words(r"\iffalse A wins.") == "A wins."


def test_a_bibliography_on_one_line_is_read_entry_by_entry():
    body = (
        r"A wins \cite{a}. \begin{thebibliography}{9}\bibitem{a} Devlin. BERT."
        r"\bibitem[Roe(2020)]{b} Roe. Nets.\end{thebibliography}"
    )
    found = read(body).passages
    entries = [passage.text for passage in found if passage.kind is BlockKind.REFERENCE]
    assert entries == ["Devlin. BERT.", "Roe. Nets."]
    assert found[0].text == "A wins [1]."


def test_the_bibliography_that_bibtex_made_is_read_where_it_is_called():
    main = r"\begin{document}A wins \cite{b}. \bibliography{refs}\end{document}"
    made = (
        "\\begin{thebibliography}{9}%\n\\providecommand \\bibinfo [0]{\\@secondoftwo}%\n"
        "\\bibitem{a} Devlin.\n\\bibitem{b} \\bibinfo {author} {Roe}.\n\\end{thebibliography}"
    )
    found = from_latex(main, {"main.tex": main, "main.bbl": made, "old.bbl": "x"}).passages
    assert [passage.text for passage in found] == ["A wins [2].", "References", "Devlin.", "Roe."]


@pytest.mark.parametrize("body", ["Kites fly.", r"\subsection{Lift} Kites fly."])
def test_the_end_of_the_abstract_ends_its_section(body):
    letter = read(r"\begin{abstract}We read.\end{abstract}" + body)
    document = compose_marked(letter, SOURCE)
    kinds = [section.kind for section in document.sections]
    assert kinds == [SectionKind.ABSTRACT, SectionKind.OTHER]
    assert document.sections[1].span.of(document.text).endswith("Kites fly.")


def test_an_abstract_given_as_an_argument_is_the_abstract():
    document = compose_marked(read(r"\abstract{We read.} Kites fly."), SOURCE)
    kinds = [section.kind for section in document.sections]
    assert kinds == [SectionKind.ABSTRACT, SectionKind.OTHER]


@pytest.mark.parametrize(
    "given",
    [
        r"\author{Jane Doe}\author[2]{John Roe}",
        r"\author{Jane Doe$^{1}$ \and John Roe\inst{2}\\ University of X}",
        r"\author{Jane Doe$^{1,2}$, John Roe\textsuperscript{2,*} \\ $^1$Uni, Berlin \\ a@b.c}",
        r"\author{\textbf{Jane Doe} \\ Dept. of X, Y \And John Roe \\ Stanford University}",
        r"\author{Jane Doe$^1$ \\ John Roe$^2$, \\ $^1$Stanford College \quad $^2$Google Inc}",
        r"\author{\IEEEauthorblockN{Jane Doe\IEEEauthorrefmark{1}, John Roe}\IEEEauthorblockA{U}}",
        r"\author{Jane Doe\thanks{by {a} grant}}\affiliation{Uni}\author{John Roe}\email{a@b.c}",
        r"\newcommand{\jd}{Jane Doe}\author{\jd{} and John Roe}",
    ],
)
def test_authors_are_names_alone(given):
    assert read("Kites fly.", given).authors == ("Jane Doe", "John Roe")
    in_body = read(f"\\title{{On kites\\footnote{{Thanks.}}}}{given} Kites fly.")
    assert in_body.authors == ("Jane Doe", "John Roe")
    assert [passage.text for passage in in_body.passages][::2] == ["On kites", "Kites fly."]


@pytest.mark.parametrize("front", ["\\date {}", "\\author{}\n\\email{%\na@b.c}", "\\title[T]{}"])
def test_front_matter_set_in_any_way_is_read_to_its_end(front):
    assert words(f"{front} A kite is an A.") == "A kite is an A."


@pytest.mark.parametrize(
    "begun",
    [r"\appendix", r"\begin{appendices}", "\\begin{appendix}", r"\appendix\section{Appendix}"],
)
def test_every_section_after_the_appendix_begins_is_part_of_it(begun):
    body = r"\section{Results} They fly. %s \section{Proofs} \section{More results} \section{Lift}"
    sections = compose_marked(read(body.replace("%s", begun)), SOURCE).sections
    kinds = {section.heading: section.kind for section in sections}
    assert kinds["Results"] is kinds["More results"] is SectionKind.RESULTS
    assert kinds["Proofs"] is kinds["Lift"] is SectionKind.APPENDIX


@pytest.mark.parametrize(
    "formula", [r"\[ L = 2D \]", "$$L = 2D.$$", r"\begin{align*}L &= 2D\\ D &= L/2\end{align*}"]
)
def test_a_displayed_formula_of_its_own_is_no_sentence(formula):
    document = compose_marked(read(f"Kites fly so:\n\n{formula}\n\nThat is all."), SOURCE)
    assert [span.of(document.text) for span in document.sentences] == [
        "Kites fly so:",
        "That is all.",
    ]


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("sub", "2.1"),
        ("app", "A"),
        ("second", "2"),
        ("inner", "??"),
        ("starred", "1"),
        ("theorem", "??"),
        ("inside", "3"),
        ("plain", "1"),
        ("upper", "2"),
        ("none", "??"),
        ("lower", "4"),
        ("last", "5"),
    ],
)
def test_latex_labels_are_counted_as_tex_does(reference, number):
    source = r"""\section{One}\label{one}\section*{Nameless}\label{starred}\section{Two}
\subsection{Small}\label{sub}
\begin{figure}\caption{a}\end{figure}
\begin{figure}\begin{subfigure}\caption{in}\label{inner}\end{subfigure}\caption{b}\label{second}
\end{figure}
\begin{thm}\label{theorem}It flies.\end{thm}
\begin{wrapfigure}{r}{2cm}\begin{center}\caption{c}\label{inside}\end{center}\end{wrapfigure}
\begin{equation}\begin{split}a\\b\end{split}\label{plain}\end{equation}
\begin{align*}a\label{none}\\b\end{align*}
\begin{align}a&=\sum_{\substack{i\\j}}\label{upper}\\b\nonumber\\c\\d\label{lower}\end{align}
\begin{gather}e\label{last}\end{gather}
\appendix\section{More}\label{app}
"""
    assert with_numbers(source + rf"\ref{{{reference}}}").endswith(f"\n{number}")


def test_equations_that_latex_numbers_in_a_way_of_its_own_have_no_number():
    source = r"\numberwithin{equation}{section}\begin{equation}\label{a}x\end{equation} \eqref{a}"
    assert with_numbers(source).endswith(" (??)")


def test_equations_whose_look_a_paper_changes_have_no_number():
    preamble = r"\renewcommand{\theequation}{\thesection.\arabic{equation}}"
    body = r"\begin{equation}\label{a}x\end{equation} See \eqref{a}."
    assert words(body, preamble) == "x See (??)."


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (r"\ref{main}", "2.1"),
        (r"\cref{main}", "Theorem 2.1"),
        (r"\autoref{help}", "Lemma 2.2"),
        (r"\ref{open}", "1"),
        (r"\ref{part}", "2.2.1"),
        (r"\ref{fresh}", "2.3"),
        (r"\ref{small}", "1.1.1"),
        (r"\eqref{lift}", "(1)"),
        (r"\ref{item}", "??"),
        (r"\ref{note}", "??"),
        (r"\ref{late}", "A.1"),
    ],
)
def test_latex_theorems_are_counted_as_tex_does(reference, printed):
    preamble = r"""\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}\newtheorem*{note}{Note}\newtheorem{conj}{Conjecture}
\newtheorem{claim}{Claim}[theorem]
\declaretheorem[name=Fact,numberwithin=subsection]{fact}\declaretheorem[sibling=theorem]{law}
"""
    body = r"""\section{One}\subsection{S}\begin{fact}\label{small}F.\end{fact}
\begin{lemma}It flies.\end{lemma}\section{Two}
\begin{theorem}[Lift]\label{main}\begin{equation}\label{lift}L\end{equation}
\begin{enumerate}\item\label{item} High.\end{enumerate}\end{theorem}
\begin{claim}It is so.\end{claim}\begin{lemma}\label{help}It lifts.\end{lemma}
\begin{claim}\label{part}It is.\end{claim}\begin{law}\label{fresh}It holds.\end{law}
\begin{conj}\label{open}It may.\end{conj}\begin{note}\label{note}It might.\end{note}
\section{Three}\subsection{A}\begin{fact}It was.\end{fact}\appendix\section{B}
\begin{theorem}\label{late}It ends.\end{theorem}
"""
    assert words(f"{body} See {reference}!", preamble).endswith(f"See {printed}!")


@pytest.mark.parametrize(
    "own", [r"\setcounter{lemma}{4}", r"\renewcommand{\thelemma}{\Alph{lemma}}", r"\chapter{One}"]
)
def test_theorems_that_a_paper_counts_in_a_way_of_its_own_have_no_number(own):
    body = rf"{own}\begin{{lemma}}\label{{a}}It flies.\end{{lemma}} By Lemma \ref{{a}}, it does."
    assert words(body, r"\newtheorem{lemma}{Lemma}").endswith("By Lemma ??, it does.")


def test_theorems_counted_within_each_other_have_no_number():
    preamble = r"\newtheorem{lemma}{Lemma}[fact]\newtheorem{fact}{Fact}[lemma]"
    body = r"\begin{lemma}\label{a}It flies.\end{lemma} By Lemma \ref{a}, it does."
    assert words(body, preamble).endswith("By Lemma ??, it does.")
