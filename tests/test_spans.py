import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.spans import Span, cover


@st.composite
def spans(draw, *, limit=50):
    start, end = sorted((draw(st.integers(0, limit)), draw(st.integers(0, limit))))
    return Span(start, end)


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_span_never_ends_before_it_starts(start, end):
    if 0 <= start <= end:
        assert len(Span(start, end)) == end - start
    else:
        with pytest.raises(ValueError, match="0 <= start <= end"):
            Span(start, end)


@given(st.text(min_size=50, max_size=80), spans())
def test_a_quote_has_the_length_of_its_span(text, span):
    assert len(span.of(text)) == len(span)


def test_a_span_of_another_text_is_an_error():
    with pytest.raises(IndexError, match="span ends at 5, text has 3"):
        Span(0, 5).of("abc")


@given(spans(), spans())
def test_overlap_is_symmetric_and_means_a_shared_character(a, b):
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)


@given(spans(), spans())
def test_what_covers_two_spans_contains_both(a, b):
    whole = cover([a, b])
    assert whole.contains(a)
    assert whole.contains(b)
    assert len(whole) <= max(a.end, b.end)


def test_nothing_has_no_cover():
    with pytest.raises(ValueError, match="nothing to cover"):
        cover([])


@given(spans(), st.integers(0, 20))
def test_shifting_keeps_the_length(span, by):
    assert len(span.shifted(by)) == len(span)
    assert span.shifted(by).start == span.start + by


def test_an_empty_span_is_still_a_place():
    assert Span(3, 3)
