import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.reading.glued import unglued
from litsynth.reading.printed import PrintedFile, PrintedLine, PrintedPage

ELSEWHERE = (
    "the Kite.jl of silk, the lines of a KiteReel and a set of kites of Spatial Locality. "
    "lines are optimised, and optimised again; lines, kites and their Tails"
)


def read(*texts):
    lines = tuple(
        PrintedLine(text=text, left=0, bottom=0, right=9, top=9, baseline=2, size=9)
        for text in texts
    )
    page = PrintedPage(number=1, width=99, height=99, lines=lines)
    return [line.text for line in unglued(PrintedFile(pages=(page,))).pages[0].lines]


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("we fly theKite.jl here", "we fly the Kite.jl here"),
        ("a highly optimisedJIT reel", "a highly optimised JIT reel"),
        ("aKiteReel turns", "a KiteReel turns"),
        ("a KiteReelwill turn", "a KiteReel will turn"),
        (
            "2.1 Spatial Locality.Essentially, it holds",
            "2.1 Spatial Locality. Essentially, it holds",
        ),
        ("it leads tolines, or not", "it leads to lines, or not"),
    ],
)
def test_words_that_the_paper_has_elsewhere_are_taken_apart(glued, apart):
    assert read(ELSEWHERE, glued) == [ELSEWHERE, apart]


@pytest.mark.parametrize(
    "text", ["a theory of mBERT", "together and inside", "KiteTail.jl 2.0", "iPhone, eBay, TeX"]
)
def test_words_that_only_look_glued_stay(text):
    assert read(ELSEWHERE, text) == [ELSEWHERE, text]


def test_what_is_printed_twice_is_meant_so():
    assert read(ELSEWHERE, "tolines", "tolines") == [ELSEWHERE, "tolines", "tolines"]
    assert read(ELSEWHERE, "aKiteReel", "aKiteReel") == [ELSEWHERE, "aKiteReel", "aKiteReel"]


@given(st.lists(st.text(max_size=40), max_size=4))
def test_only_spaces_are_added(texts):
    assert ["".join(t.split(" ")) for t in read(*texts)] == ["".join(t.split(" ")) for t in texts]
