import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.reading.cleaning import clean, one_line, runs_on, without_raised
from litsynth.reading.printed import RAISED, RAISED_END

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("´`¨ˆ˜˝ˇ¸ﬁﬂ\u00ad\u200b\ud800\x02\x0f\ue000 .'’aeoAEO"),
    ),
    max_size=60,
)


@given(TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(TEXT)
def test_cleaned_text_can_be_written_as_json_and_utf_8(text):
    cleaned = clean(text)
    assert json.loads(json.dumps(cleaned).encode("utf-8")) == cleaned


@given(TEXT)
def test_cleaned_text_is_composed_and_holds_no_controls(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in cleaned if sign != "\n")


@given(TEXT)
def test_nothing_stays_marked_as_raised(text):
    assert not set(without_raised(text)) & {RAISED, RAISED_END}


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("eﬃcient ﬂow", "efficient flow"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Daume\u0301", "Daumé"),
        ("Daum´e", "Daumé"),
        ("M¨uller", "Müller"),
        ("Erd˝os", "Erdős"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("zero\u200bwidth", "zerowidth"),
        ("wide\u2003space\u00a0kept", "wide space kept"),
        ("\x0f What is asked?", "• What is asked?"),
        ("a . . . b", "a ... b"),
        ("``quoted'' words", "“quoted” words"),
        ("plain text", "plain text"),
    ],
)
def test_clean_puts_characters_right(printed, meant):
    assert clean(printed) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("It fell (P = .04) .", "It fell (P = .04)."),
        ("a file\n.py , too ; so", "a file .py, too; so"),
        ("see ) .", "see)."),
    ],
)
def test_a_point_before_a_figure_or_letter_is_no_stop(text, meant):
    assert one_line(text) == meant


def raised(text):
    return f"{RAISED}{text}{RAISED_END}"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (f"as shown.{raised('3')}", "as shown."),
        (f"known{raised('1,2')} facts", "known facts"),
        (f"Ada Byron{raised('*†')}", "Ada Byron"),
        (f"2{raised('13')} entries", "2^13 entries"),
        (f"n{raised('2')} steps", "n^2 steps"),
        (f"5 km{raised('2')} of land", "5 km^2 of land"),
        (f"words {raised('4')} apart", "words apart"),
    ],
)
def test_note_marks_go_and_powers_stay(printed, meant):
    assert without_raised(printed) == meant


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("see https://example.org/", "data/set", True),
        ("see https://example.", "org/data", True),
        ("see https://example.org.", "The next", False),
        ("either/", "or", False),
        ("the years 1990–", "2000", True),
        ("an aside —", "like this", False),
        ("version 1.3.0-", "DEV", True),
        ("the (log-", ")density", True),
        ("two words", "apart", False),
    ],
)
def test_lines_that_meet_without_a_space(before, after, joined):
    assert runs_on(before, after) is joined


@pytest.mark.parametrize("blank", [" ", " \n"])
def test_fifty_thousand_blanks_before_a_letter_or_a_note_mark_are_as_one(blank):
    many = blank * 50_000
    assert one_line(f"sleep{many}helps{many}.") == "sleep helps."
    marked = f"sleep{many}helps{many}{RAISED}1{RAISED_END}, too"
    assert one_line(without_raised(marked)) == "sleep helps, too"
    assert clean(f"sleep{many}´ helps").replace(many, " ").split() == ["sleep", "helps"]
