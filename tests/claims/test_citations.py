from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.citations import citations, reports_others, without_citations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kites fly (Marsh et al., 2004) well.", ["(Marsh et al., 2004)"]),
        ("Kites fly [12, 14] well.", ["[12, 14]"]),
        ("Kites fly [3-7] well.", ["[3-7]"]),
        ("Kites fly [Mar04] well.", ["[Mar04]"]),
        ("Marsh and Reed (1999) fly kites.", ["Marsh and Reed (1999)"]),
        ("Kites fly (Marsh, 1999; van der Berg & Reed, 2001b).",
         ["(Marsh, 1999; van der Berg & Reed, 2001b)"]),
        ("Kites fly (see Marsh 1999, pp. 3-4).", ["(see Marsh 1999, pp. 3-4)"]),
        ("The tail (about 2 m in 2004) is long.", []),
        ("The range [0, 1] is closed.", []),
        ("In 2004 (a windy year) kites flew.", []),
    ],
)  # fmt: skip
def test_citations_are_found_in_their_usual_shapes(text, found):
    assert [span.of(text) for span in citations(text)] == found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Kites fly (Marsh et al., 2004) well.", "Kites fly well."),
        ("Kites fly well [12, 14].", "Kites fly well."),
        ("Kites (Wings; Marsh et al., 2004) fly.", "Kites (Wings) fly."),
        ("Kites fly as in [12].", "Kites fly as in [12]."),
        ("Marsh et al. [4] fly kites.", "Marsh et al. [4] fly kites."),
        ("[4] flies kites.", "[4] flies kites."),
        ("Marsh and Reed (1999) fly kites.", "Marsh and Reed (1999) fly kites."),
        ("Kites  fly\nwell.", "Kites fly well."),
        ("Kites of methods [14], [4], [17], which fly.", "Kites of methods, which fly."),
        ("Kites fly [14], [4], and [17].", "Kites fly."),
        ("Kites fly as in [14] and [4].", "Kites fly as in [14] and [4]."),
        ("Kites fly [1] at P = .04 .", "Kites fly at P = .04."),
        ("Kites fly high, [4], [17].", "Kites fly high."),
        ("Long tails (e.g., [4]) help.", "Long tails help."),
        ("Kites of x_1, ..., x_n fly [4].", "Kites of x_1, ..., x_n fly."),
    ],
)
def test_a_citation_is_left_out_unless_the_sentence_needs_it(text, plain):
    assert without_citations(text) == plain


def test_a_chain_of_hyphens_comes_to_an_end():
    # Were there two ways to read each link, this would not end: the time doubled with every one.
    assert citations("The peptide is " + "-".join(["Gly"] * 200) + " in kites (2020).") == ()


@given(st.text(max_size=200))
def test_citations_are_in_order_and_do_not_overlap(text):
    spans = citations(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.text(alphabet="abc XY().,;[]12 0199", max_size=80))
def test_leaving_out_citations_adds_no_character(text):
    assert len(without_citations(text)) <= len(" ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "Marsh et al. (2004) found that heavy tails reduce lift.",
        "According to Reed (1999), tails matter.",
        "Previous work has shown that tails reduce lift.",
        "It has been shown that kites fly higher at sea [3].",
        "Heavy tails reduce lift (Marsh et al., 2004).",
        "In [3], the authors propose longer tails.",
        "Recently, Marsh et al. (2004) proposed longer tails.",
    ],
)
def test_results_of_other_papers_are_told(text):
    assert reports_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "We find that heavy tails reduce lift, in line with Marsh et al. (2004).",
        "Our tails outperform those of Marsh et al. (2004).",
        "Long tails are more stable than the tails of Marsh et al. (2004).",
        "Long tails reduce oscillation by 35%.",
        "Compared with earlier tails, long ones are stable (Marsh et al., 2004).",
    ],
)
def test_own_results_are_not_taken_for_others(text):
    assert not reports_others(text)
