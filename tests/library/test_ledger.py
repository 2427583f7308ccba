"""What is new, changed, the same or said twice, however many records there are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from litsynth.library import ledger as module
from litsynth.library.ledger import Ledger, Standing, number_of

RECORDS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2)), max_size=60)


def numbers(values):
    return np.array(values, dtype=np.int64)


def standings(ledger, records, *, size):
    found = []
    for at in range(0, len(records), size):
        part = records[at : at + size]
        found += ledger.sort_out([key for key, _ in part], [digest for _, digest in part])
    return found


def expected(stored, records):
    """The same by a dictionary, one record after the other."""
    kept = dict(stored)
    seen: dict[int, int] = {}
    for key, digest in records:
        if key in seen:
            yield Standing.REPEATED if seen[key] == digest else Standing.VARIED
            continue
        seen[key] = digest
        if key not in kept:
            yield Standing.NEW
        else:
            yield Standing.SAME if kept[key] == digest else Standing.CHANGED


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 2)), RECORDS, st.integers(1, 20))
def test_each_record_stands_as_if_it_were_looked_up_alone(stored, records, size):
    ledger = Ledger(numbers(list(stored)), numbers(list(stored.values())))
    assert standings(ledger, records, size=size) == list(expected(stored, records))


@given(RECORDS, st.integers(1, 20))
def test_it_stands_the_same_when_what_was_added_moves_to_the_arrays(records, size):
    room, module._RECENT = module._RECENT, 3
    try:
        ledger = Ledger(numbers([]), numbers([]))
        assert standings(ledger, records, size=size) == list(expected({}, records))
        assert len(ledger) == len({key for key, _ in records})
    finally:
        module._RECENT = room


def test_numbers_of_texts_fit_a_signed_column_and_differ():
    found = {number_of(f"arxiv:{at}") for at in range(5000)} | {number_of("lone \ud800")}
    assert len(found) == 5001
    assert all(-(2**63) <= number < 2**63 for number in found)
