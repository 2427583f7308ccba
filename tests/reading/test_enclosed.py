"""Marks of LaTeX that nothing ends hide no text, however many there are."""

import pytest

from litsynth.records import BlockKind
from tests.reading.test_latex import read, words


@pytest.mark.parametrize(
    ("mark", "printed"),
    [
        (r"\[", "["),
        ("~~", ""),
        (r"\begin{equation}", ""),
        (r"\begin{figure}", ""),
        (r"\begin{comment}", ""),
        (r"\begin{thebibliography}", ""),
    ],
)
def test_what_begins_fifty_thousand_times_and_never_ends_hides_no_text(mark, printed):
    text = words(f"Sleep helps. {mark * 50_000} Naps help.").replace(" ", "")
    assert text.startswith("Sleephelps.")
    assert text.endswith("Napshelp.")
    assert set(text.removeprefix("Sleephelps.").removesuffix("Napshelp.")) <= set(printed)


def test_fifty_thousand_items_with_an_option_that_never_ends_are_items():
    found = read(r"\item[ a" * 50_000).passages
    assert len(found) == 50_000
    assert {passage.kind for passage in found} == {BlockKind.LIST_ITEM}


def test_places_between_marks_are_those_that_end():
    body = (
        r"We see \begin{equation} a = b \end{equation} and \[ c \] and $$ d $$ and \[ e."
        r"\begin{figure} f \begin{table} \caption{Naps.} \end{table} End."
    )
    text = words(body)
    assert "We see a = b and c and d and" in text
    assert "e. f End." in text.replace("  ", " ")
    assert text.endswith("Naps.")
