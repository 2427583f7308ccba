"""What raised characters mean: powers, citations, marks of notes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.reading.printed import RAISED, RAISED_END
from litsynth.reading.raised import cited, raised, settled, unmarked

KNOWN = range(1, 10)


def marked(text):
    """`text` with ^{…} raised and ^[…] cited."""
    text = re.sub(r"\^\{(.*?)\}", lambda found: raised(found[1]), text)
    return re.sub(r"\^\[(.*?)\]", lambda found: cited(found[1]), text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("10^{6} cells", "10^6 cells"),
        ("2.5 × 10 ^{-6} cells", "2.5 × 10^-6 cells"),
        ("2x10^{5} cells", "2x10^5 cells"),
        ("5cm^{2} of leaf, 3 kg m^{−2}", "5cm^2 of leaf, 3 kg m^−2"),
        ("10 mL min^{-1} kg^{0.75}", "10 mL min^-1 kg^0.75"),
        ("12^{2} is R^{2}, χ^{2} or (n − 1)^{2}", "12^2 is R^2, χ^2 or (n − 1)^2"),
        ("p < 10^{-}^{4} overall", "p < 10^-4 overall"),
        ("50 µm^{3}\n^[4]; thus", "50 µm^3 [4]; thus"),
        ("2^{n} and x^{n+1}", "2^n and x^n+1"),
    ],
)
def test_powers_stay(text, printed):
    assert settled(marked(text), KNOWN) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the 19^{th} and 1^{st}", "the 19th and 1st"),
        ("Ca^{2+} and CD4^{+} cells", "Ca2+ and CD4+ cells"),
        ("the ^{13}C and [^{18}F]FDG", "the 13C and [18F]FDG"),
        ("at 37^{o}C or 37 ^{0}C or 90^{∘}", "at 37°C or 37 °C or 90°"),
        ("a C^{*}-algebra", "a C*-algebra"),
        ("Cre^{ERT2} mice", "CreERT2 mice"),
    ],
)
def test_what_is_read_without_a_sign_stays_as_it_is(text, printed):
    assert settled(marked(text), KNOWN) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("fell by 12%.^{3} Then", "fell by 12%. [3] Then"),
        ("fell by 12.^{3} Then", "fell by 12. [3] Then"),
        ("Cats sleep.^{1,2} Dogs", "Cats sleep. [1, 2] Dogs"),
        ("Cats sleep.^{1}^{,}^{2}Dogs", "Cats sleep. [1, 2] Dogs"),
        ("cats^[1]^{–}^[4] and^[1], ^[3(p12)] dogs", "cats [1–4] and [1, 3] dogs"),
        ("in 2010^[6] cats", "in 2010 [6] cats"),
        ("cats^[12] sleep", "cats [12] sleep"),
        ("cats^{[3]} sleep", "cats [3] sleep"),
    ],
)
def test_raised_citations_are_citations(text, printed):
    assert settled(marked(text), KNOWN) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("fell by 12%^{a}.", "fell by 12%."),
        ("fell by 12^{a,b} points", "fell by 12 points"),
        ("fell ^{*}, they say", "fell, they say"),
        ("cats^{10} sleep", "cats sleep"),
        ("cats.^{†}Dogs", "cats. Dogs"),
        ("cats^{[note 1]} sleep", "cats sleep"),
    ],
)
def test_marks_of_notes_go(text, printed):
    assert settled(marked(text), KNOWN) == printed


def test_a_title_keeps_powers_and_no_citations():
    assert settled(marked("Growing 10^{6} cats^{3}^{*}"), KNOWN, cites=False) == "Growing 10^6 cats"


@given(st.text(alphabet=f"{RAISED}{RAISED_END}10, a.[]()*–", max_size=30))
def test_no_mark_is_left(text):
    assert not set(settled(text, KNOWN)) & {RAISED, RAISED_END}
    assert settled(unmarked(text), KNOWN) == unmarked(text)
