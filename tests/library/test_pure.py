"""Fusion, limits of a search, names and the pace: what needs no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError, LibraryError
from litsynth.library.filters import (
    UNDATED_FIRST,
    UNDATED_LAST,
    checked_day,
    first_day,
    last_day,
)
from litsynth.library.fusion import fused
from litsynth.library.pace import Pace, described, duration
from litsynth.library.place import checked_name, found_name, not_there

RANKINGS = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=15), max_size=4)


@given(RANKINGS)
def test_fusion_keeps_everything_once_in_falling_order(rankings):
    found = fused(rankings)
    assert sorted(key for key, _ in found) == sorted({key for each in rankings for key in each})
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)


@given(st.lists(st.integers(), unique=True, max_size=20))
def test_one_ranking_stays_as_it_is(ranking):
    assert [key for key, _ in fused([ranking])] == ranking
    assert [key for key, _ in fused([ranking, ranking])] == ranking


def test_what_two_rankings_have_comes_before_what_one_has_at_the_same_place():
    assert [key for key, _ in fused([["a", "b"], ["c", "b"]])] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2020", 20200101, 20201231),
        ("2020-05", 20200501, 20200531),
        ("2020-05-26", 20200526, 20200526),
        (None, UNDATED_FIRST, UNDATED_LAST),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(published, first, last):
    assert (first_day(published), last_day(published)) == (first, last)


@pytest.mark.parametrize("text", ["20", "2020-13", "2020-02-30", "yesterday", "2020-5"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ConfigError, match="no day"):
        checked_day(text)


@pytest.mark.parametrize("text", ["2020", "2020-05", "2020-02-29", None])
def test_a_day_a_month_and_a_year_are_taken(text):
    assert checked_day(text) == text


@pytest.mark.parametrize("name", ["", "a b", "../x", ".hidden", "a.b", "x" * 65, "ä"])
def test_a_name_that_could_lead_elsewhere_is_refused(name):
    with pytest.raises(ConfigError):
        checked_name(name)


def test_two_libraries_may_not_differ_in_capitals_alone():
    assert found_name("main", ["main", "other"]) == "main"
    assert found_name("third", ["main", "other"]) is None
    with pytest.raises(LibraryError, match="capitals"):
        found_name("Main", ["main", "other"])


def test_a_missing_library_names_those_there_are_or_how_to_make_one():
    assert "other" in not_there("main", ["other"], "/x").hint
    assert "library add" in not_there("main", [], "/x").hint


@pytest.mark.parametrize(
    ("seconds", "words"), [(4.4, "4 s"), (89, "89 s"), (600, "10 min"), (12_000, "3 h 20 min")]
)
def test_durations_are_told_as_precisely_as_matters(seconds, words):
    assert duration(seconds) == words


def test_the_rest_is_told_from_what_the_first_part_took():
    told = described(done=25, total=100, records=5000, elapsed_s=10)
    assert told == "25 % of the files: 5,000 records, 500 a second, about 30 s left"


def test_progress_is_told_every_two_seconds_at_most(tmp_path):
    seconds = iter(range(100_000))
    pace = Pace([(tmp_path, 100)], clock=lambda: next(seconds) / 2, position=lambda: 50)
    told = [said for at in range(256 * 9) if (said := pace.due(at))]
    assert len(told) == 2
    assert all(said.startswith("50 % of the files: ") for said in told)


def test_what_is_still_told_of_is_not_yet_done():
    for done in (995, 1000, 1010):
        told = described(done=done, total=1000, records=5, elapsed_s=1)
        assert told.startswith("99 % of the files: ")
