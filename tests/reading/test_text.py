import pytest

from litsynth.reading.tex_in_prose import title_as_printed
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, PaperId

PAPER = PaperId("acl:P19-1001")


def test_an_abstract_is_one_section_of_sentences():
    document = document_from_text(PAPER, "It helps.\nWe show why.", depth=Depth.ABSTRACT)
    assert [span.of(document.text) for span in document.sentences] == ["It helps.", "We show why."]
    assert document.depth is Depth.ABSTRACT
    assert document.page_of(document.sentences[0]) is None
    assert document.section_of(document.sentences[1]) == document.sections[0]


def test_a_text_of_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="no text"):
        document_from_text(PAPER, " \n ", depth=Depth.ABSTRACT)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"with $\mathbf{99.5\%}$, around $500\times$ fewer", "with 99.5%, around 500× fewer"),
        (r"\textbf{P$\rightarrow$E} is $\sim$213K, $z>4$", "P→E is ~213K, z>4"),
        (r"\DesignII, a system~that gains 5% of 46\%", "DesignII, a system that gains 5% of 46%"),
        (r"over P$^2$ and SiO$_2$\cite{lee2020}, \emph{z}~5", "over P^2 and SiO_2, z~5"),
        (r"a \$13.9M bid and $5-$10 more", "a $13.9M bid and $5-$10 more"),
        (
            r"a bound of $ O(N^2) $ on~$x$ (5~GeV, ~9 or z~2)",
            "a bound of O(N^2) on x (5 GeV, ~9 or z~2)",
        ),
        (r"\(K\) of Dutch$German and Italian$Romanian", "K of Dutch$German and Italian$Romanian"),
    ],
)
def test_the_latex_of_an_abstract_is_read_as_it_prints(typed, printed):
    document = document_from_text(PAPER, f"It is {typed}.", depth=Depth.ABSTRACT)
    assert document.text == f"It is {printed}."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"$\beta$-VAE: Learning Factors", "β-VAE: Learning Factors"),
        (r"Sch{\'e}mas of \textit{Kites} \& Tails", "Schémas of Kites & Tails"),
        ("comp{é}tences : {à} des fins", "compétences : à des fins"),
        ("Kites for $5 or\n  {BERT} #1", "Kites for $5 or {BERT} #1"),
    ],
)
def test_the_latex_of_a_title_is_read_as_it_prints(typed, printed):
    assert title_as_printed(typed) == printed


@pytest.mark.parametrize(
    "plain", ["It costs $5 and $10, ~10% {more} & #1.", "A single $&!#* vector, 3~4_a", "Turki$h"]
)
def test_an_abstract_without_latex_stays_as_it_is(plain):
    assert document_from_text(PAPER, plain, depth=Depth.ABSTRACT).text == plain


def test_a_stop_without_a_blank_after_it_ends_its_sentence():
    typed = "Is transfer hard?We show it is not, as vs.The U.S.A.Today.In all, it helps."
    document = document_from_text(PAPER, typed, depth=Depth.ABSTRACT)
    found = [span.of(document.text) for span in document.sentences]
    assert found == [
        "Is transfer hard?",
        "We show it is not, as vs.The U.S.A.Today.",
        "In all, it helps.",
    ]
