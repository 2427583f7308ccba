"""Papers of the same authors are one witness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.records import Paper, PaperId
from litsynth.verify.independence import same_witness, witnesses


def _paper(number, *authors):
    return Paper(id=PaperId(f"test:{number}"), title=f"Paper {number}", authors=authors)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CMS Collaboration", "ATLAS Collaboration"),
        ("World Health Organization", "Food and Agriculture Organization"),
        ("Ministry of Health", "Institute for Public Health"),
    ],
)
def test_different_groups_are_two_witnesses(one, other):
    assert not same_witness(_paper(1, one), _paper(2, other))
    assert same_witness(_paper(1, one), _paper(2, f"The {one}"))


def test_half_of_the_shorter_list_makes_one_witness():
    one = _paper(1, "Ada Lang", "Bo Mann")
    assert same_witness(one, _paper(2, "Cy Nord", "Bo Mann", "Di Orr"))
    assert not same_witness(one, _paper(3, "Cy Nord", "Di Orr"))


def test_first_authors_who_share_only_a_surname_are_two():
    one, other = _paper(1, "Li Wang", "A B", "C D"), _paper(2, "Yu Wang", "E F", "G H")
    assert not same_witness(one, other)


def test_authors_with_another_initial_are_others_and_an_unknown_one_may_be_either():
    assert not same_witness(_paper(1, "Wei Wang"), _paper(2, "Hao Wang"))
    for again in ("Wang, W.", "W. Wang", "Wang"):
        assert same_witness(_paper(1, "Wei Wang", "Ada Lang"), _paper(2, "Bo Mann", again))


def test_papers_tied_through_a_third_are_one_witness():
    papers = [_paper(1, "A One"), _paper(2, "B Two"), _paper(3, "A One", "B Two")]
    assert witnesses(papers) == (0, 0, 0)


def test_papers_without_authors_stand_for_themselves():
    assert witnesses([_paper(1), _paper(2)]) == (0, 1)


NAMES = st.lists(st.sampled_from(["A One", "B Two", "C Three", "D Four"]), max_size=3)


@given(st.lists(NAMES, max_size=6))
def test_the_number_of_witnesses_does_not_depend_on_order(lists):
    papers = [_paper(number, *authors) for number, authors in enumerate(lists)]
    assert len(set(witnesses(papers))) == len(set(witnesses(papers[::-1])))
