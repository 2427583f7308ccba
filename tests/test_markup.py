"""Titles and abstracts with mark-up in them become the text that a reader sees."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.markup import abstract, plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Films of HfO<sub>2</sub> on graphene", "Films of HfO2 on graphene"),
        ("10<sup>6</sup> cells", "10^6 cells"),
        ("2 x 10<jats:sup> \u22123</jats:sup> mol", "2 x 10^\u22123 mol"),
        ("Ca<sup>2+</sup> and m<sup>2</sup> of <sup>13</sup>C", "Ca2+ and m2 of 13C"),
        ("Co<sub>1+x\n   </sub>Mn", "Co1+xMn"),
        ("Ecology &amp; evolution", "Ecology & evolution"),
        ("Trends & Ecology", "Trends & Ecology"),
        ("of p110\u03b1 (\n  <i>PIK3CA</i>\n )", "of p110\u03b1 (PIK3CA)"),
        ("against<i>Danio rerio</i>and more", "against Danio rerio and more"),
        ("the <i>p</i>-value of <i>N</i>-acetyl", "the p-value of N-acetyl"),
        ("<scp>T</scp>reebase", "Treebase"),
        ("Review of &lt;i&gt;Soil&lt;/i&gt;", "Review of Soil"),
        ("if p<b and c>d then", "if p<b and c>d then"),
        ("with 5 &lt; x &lt; 7", "with 5 < x < 7"),
        ("the <mask> token, </s>, and <think>", "the <mask> token, </s>, and <think>"),
        ("Cut <Taxes> <B>Hair</B>", "Cut <Taxes> Hair"),
        ("(&amp;lt;75 K)", "(<75 K)"),
        ("a <!-- hidden --> b", "a b"),
        ("in vivo\u0000 and \ud800 more", "in vivo and more"),
        ("\ufeffTitle", "\ufeffTitle"),
    ],
)
def test_marks_go_and_words_stay(markup, text):
    assert plain(markup) == text


def test_formulas_are_one_run_with_space_around_it():
    math = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mrow><mml:mi>N</mml:mi>'
    math += "<mml:mo>=</mml:mo><mml:mn>88</mml:mn></mml:mrow></mml:math>"
    assert plain(f"spin in the{math}nucleus") == "spin in the N=88 nucleus"
    assert plain(f"spin ({math}).") == "spin (N=88)."
    both = f"<jats:alternatives><jats:tex-math>$N=88$</jats:tex-math>{math}</jats:alternatives>"
    assert plain(f"spin in {both}") == "spin in N=88"
    beside = f"<inline-formula><tex-math>$N=88$</tex-math>{math}</inline-formula>"
    assert plain(f"spin in {beside}") == "spin in N=88"
    assert plain("at <jats:tex-math>$N=88$</jats:tex-math>") == "at $N=88$"


@pytest.mark.parametrize("nothing", [None, "", " \n", "<p></p>", "<br/>"])
def test_nothing_is_none(nothing):
    assert plain(nothing) is None
    assert abstract(nothing) is None


def test_an_abstracts_own_heading_goes_and_those_of_its_sections_stay():
    markup = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Objective</jats:title>"
        "<jats:p>To measure soil.</jats:p></jats:sec><jats:sec><jats:title>Results:</jats:title>"
        "<jats:p>It was brown.</jats:p></jats:sec>"
    )
    assert abstract(markup) == "Objective: To measure soil. Results: It was brown."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Abstract This article presents a practical roadmap.", "This article presents a"),
        ("Abstract. Soil is what plants grow in, mostly.", "Soil is what"),
        ("ABSTRACT Soil is what plants grow in, mostly.", "Soil is what"),
        ("Abstract Meaning Representation is a formalism.", "Abstract Meaning Representation"),
        ("Abstract interpretation is a theory of programs.", "Abstract interpretation"),
        ("Abstraction is what we study in this paper.", "Abstraction is"),
    ],
)
def test_the_word_abstract_goes_only_where_it_is_a_label(text, kept):
    assert (abstract(text) or "").startswith(kept)


@pytest.mark.parametrize("text", ["No abstract available.", "n/a", "<jats:p>-</jats:p>"])
def test_a_remark_that_there_is_no_abstract_is_none(text):
    assert abstract(text) is None


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_stored(text):
    found = plain(text) or ""
    found.encode()
    assert found == " ".join(found.split())


@given(st.text(alphabet="abc ,.é()"))
def test_text_without_marks_stays(text):
    assert (plain(text) or "") == " ".join(text.split())


@pytest.mark.parametrize("tag", ["<math>", "<mml:math>", "<sub>", "<i>a", "<jats:alternatives>"])
def test_unclosed_tags_by_the_thousand_take_no_minutes(tag):
    began_s = time.process_time()
    plain(tag * 100_000)
    assert time.process_time() - began_s < 5
