"""A run on another subject than the calibration data is told so, in numbers; its own is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ModelError
from litsynth.verify.field import (
    FEWEST,
    MOST_CENTRES,
    Field,
    distances,
    field_of,
    field_warning,
    kept,
    summarise,
)
from litsynth.verify.field_file import FILE, load_field, save_field
from litsynth.verify.field_note import card_for
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.judges import FittedJudge, make_judge
from litsynth.verify.weights import judge_folder
from tests.verify.making import claim

WIDTH = 24


def _subject(rng, at, count, *, spread=0.15):
    """Claims about one subject: unit vectors around a direction of its own."""
    middle = np.zeros(WIDTH)
    middle[at] = 1.0
    rows = middle + rng.normal(0, spread, (count, WIDTH))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def field():
    rng = np.random.default_rng(0)
    found = summarise(np.vstack([_subject(rng, at, 60) for at in range(5)]), encoder="e@1")
    assert found is not None
    return found


def test_claims_of_the_same_subjects_are_not_warned_of(field):
    again = np.vstack([_subject(np.random.default_rng(9), at, 5) for at in range(5)])
    assert field_warning(field, again, encoder="e@1") == ""


def test_claims_of_another_subject_are_told_with_their_numbers(field):
    other = _subject(np.random.default_rng(9), 20, 12)
    said = field_warning(field, other, encoder="e@1")
    away = np.median(distances(field.centres, other))
    assert "12 of 12 claims lie farther" in said
    assert f"median distance {away:.2f}, usual there {field.usual:.2f}" in said


def test_a_third_of_the_claims_is_enough_and_fewer_are_not(field):
    rng = np.random.default_rng(9)
    near, far = _subject(rng, 0, 20, spread=0.02), _subject(rng, 20, 20, spread=0.02)
    assert field_warning(field, np.vstack([near[:8], far[:4]]), encoder="e@1")
    assert not field_warning(field, np.vstack([near[:9], far[:3]]), encoder="e@1")


def test_one_claim_is_told_in_the_singular(field):
    said = field_warning(field, _subject(np.random.default_rng(9), 20, 1), encoder="e@1")
    assert "1 of 1 claim lies" in said


def test_vectors_of_another_encoder_are_not_compared(field):
    said = field_warning(field, _subject(np.random.default_rng(9), 0, 3), encoder="other@2")
    assert "was not measured" in said
    assert "other@2" in said
    assert "e@1" in said


def test_no_claims_give_no_warning(field):
    assert field_warning(field, np.zeros((0, WIDTH), dtype=np.float32), encoder="e@1") == ""


def test_too_few_claims_are_no_field():
    rows = _subject(np.random.default_rng(0), 0, FEWEST - 1)
    assert summarise(rows, encoder="e@1") is None


def test_rewordings_in_one_group_do_not_make_a_field_look_denser():
    rng = np.random.default_rng(2)
    topics = _subject(rng, 0, 40, spread=0.5)
    rows = np.repeat(topics, 8, axis=0)
    alone = summarise(rows, encoder="e@1")
    grouped = summarise(rows, encoder="e@1", groups=np.repeat(np.arange(40), 8).tolist())
    assert alone is not None
    assert grouped is not None
    assert grouped.usual > alone.usual


@given(st.integers(FEWEST, 200), st.integers(0, 5))
def test_centres_are_few_unit_rows_and_the_same_each_time(count, seed):
    rows = _subject(np.random.default_rng(seed), 3, count, spread=0.4)
    found, again = summarise(rows, encoder="e"), summarise(rows, encoder="e")
    assert found is not None
    assert again is not None
    assert len(found.centres) <= MOST_CENTRES
    np.testing.assert_allclose(np.linalg.norm(found.centres, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(found.centres, again.centres)
    assert 0 <= found.usual <= found.far <= 2


def test_a_field_of_equal_claims_is_a_point():
    found = summarise(np.tile(_subject(np.random.default_rng(0), 1, 1), (50, 1)), encoder="e")
    assert found is not None
    assert found.far == pytest.approx(0, abs=1e-5)


def test_a_field_survives_its_file_and_its_record(field, tmp_path):
    save_field(tmp_path / FILE, field)
    for back in (load_field(tmp_path), field_of(kept(field))):
        assert isinstance(back, Field)
        assert back.encoder == field.encoder
        assert back.far == pytest.approx(field.far, abs=1e-4)
        np.testing.assert_allclose(back.centres, field.centres, atol=2e-3)


def test_a_field_of_full_size_stays_below_50_kb(tmp_path):
    rows = np.random.default_rng(0).normal(size=(2000, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = summarise(rows, encoder="all-MiniLM-L6-v2@53aa51172d14")
    assert found is not None
    save_field(tmp_path / FILE, found)
    assert (tmp_path / FILE).stat().st_size < 50_000


def test_a_folder_without_a_field_has_none(tmp_path):
    assert load_field(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_a_damaged_field_is_a_clear_error(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ModelError, match=r"field\.npz") as caught:
        load_field(tmp_path)
    assert "warning only" in caught.value.hint


def test_the_card_of_a_run_warns_of_a_far_field(tmp_path):
    encoder = HashingEncoder()
    for file in judge_folder().iterdir():
        if file.name != FILE:
            (tmp_path / file.name).symlink_to(file)
    soils = [f"Mulch raised the worms of plot {at} by {at} per cent." for at in range(30)]
    field = summarise(encoder.encode(soils), encoder=encoder.name)
    assert field is not None
    save_field(tmp_path / FILE, field)
    judge = FittedJudge(tmp_path)
    far = [claim("Quadrotors recover from gusts by model predictive control.")]
    near = [claim("Mulch raised the worms of plot 31 by 31 per cent.")]
    assert "1 of 1 claim lies" in card_for(judge, far, encoder).warning
    assert card_for(judge, near, encoder).warning == ""
    assert card_for(judge, [], encoder).warning == ""
    assert card_for(make_judge("similarity"), far, encoder).warning == ""
