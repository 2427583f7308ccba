import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.claims.atoms import atoms
from litsynth.claims.details import figures
from litsynth.claims.extract import extract_claims
from litsynth.claims.paired import paired
from litsynth.claims.relevance import NoEncoder
from litsynth.records import SectionKind
from tests.claims.writing import paper


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "WingTail and StringTail reach 81.2 and 83.4 points, respectively.",
            [("WingTail reaches 81.2 points.", 81.2), ("StringTail reaches 83.4 points.", 83.4)],
        ),
        (
            "We find that WingTail, StringTail and BoxTail required 3, 4 and 5 hours respectively.",
            [
                ("We find that WingTail required 3 hours.", 3),
                ("We find that StringTail required 4 hours.", 4),
                ("We find that BoxTail required 5 hours.", 5),
            ],
        ),
        (
            "WingTail reduces the error by 3.1% and 12% on Coast and Inland, respectively.",
            [
                ("WingTail reduces the error by 3.1% on Coast.", 3.1),
                ("WingTail reduces the error by 12% on Inland.", 12),
            ],
        ),
        (
            "WingTail reaches an F1 of 0.57 and 0.74 for Task 1 and Task 2, respectively.",
            [
                ("WingTail reaches an F1 of 0.57 for Task 1.", 0.57),
                ("WingTail reaches an F1 of 0.74 for Task 2.", 0.74),
            ],
        ),
    ],
)
def test_names_are_paired_with_their_figures(sentence, found):
    assert [text for text, _ in paired(sentence)] == [text for text, _ in found]
    assert all(value in {f.value for f in figures(text)} for text, value in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "WingTail reduces oscillation by 35% and 12% on silk and paper kites, respectively.",
        "The kites in Rome and Paris were red and blue, respectively.",
        "WingTail and StringTail reach 81.2, 82.0 and 83.4 points, respectively.",
        "WingTail and StringTail reach 8 and 9 points on 30 and 40 kites, respectively.",
        "WingTail and StringTail reach 81.2 and 83.4 points.",
        "WingTail and WingTail reach 81.2 and 83.4 points, respectively.",
        "WingTail and StringTail befit 81.2 and 83.4 points, respectively.",
    ],
    ids=["shared noun", "no figures", "three figures", "two lists", "unpaired", "twice", "verb"],
)
def test_what_could_be_read_in_two_ways_stays_whole(sentence):
    assert paired(sentence) == ()
    assert [atom.text for atom in atoms(sentence)] == [sentence]


def test_both_claims_have_their_own_part_figure_and_the_whole_quote():
    sentence = "We find that WingTail and StringTail reached 81.2% and 83.4%, respectively."
    document = paper((SectionKind.RESULTS, "Results", (sentence,)))
    found = extract_claims(
        document, question="", encoder=NoEncoder(), max_claims=9, include_cited=False
    )
    parts = [claim.part.of(document.text) for claim in found if claim.part]
    assert parts == ["WingTail", "StringTail"]
    assert [[f.value for f in claim.figures] for claim in found] == [[81.2], [83.4]]
    assert {claim.quote for claim in found} == {sentence}


@given(
    st.lists(st.sampled_from(["WingTail", "Coast", "12", "3.5%", "and", ",", "reach", "on", "the"]))
)
def test_parts_always_stand_in_the_sentence(words):
    sentence = " ".join([*words, ", respectively."])
    for text, part in paired(sentence):
        assert part.of(sentence) in text
