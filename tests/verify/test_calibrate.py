"""A judge refitted on labels: honest before and after, and a file that only fits its judge."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from litsynth.errors import ConfigError, ModelError
from litsynth.ports import Pair
from litsynth.records import JudgeCard
from litsynth.verify.calibrate import AtPrecision, calibrate, setbacks
from litsynth.verify.calibration import Calibration, calibrated_card
from litsynth.verify.calibration_file import read_calibration, write_calibration
from litsynth.verify.features import Idf
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.judges import make_judge
from litsynth.verify.labelled import Label, LabelledPair
from litsynth.verify.policy import Policy
from litsynth.verify.reasoning import ReasoningJudge


class Boaster(ReasoningJudge):
    """Knows the truth of a pair's number, and is four times too sure of it."""

    own_name = "boaster@1"
    own_card = JudgeCard(name="boaster", made="2026-11-21", data="made up", note="boasts")
    own_policy = Policy()
    _idf = Idf({}, 1.0)

    def _chances(self, pairs, found):
        odds = np.array([[_odds(pair.claim)] for pair in pairs])
        logits = np.hstack([4 * odds, -4 * odds, np.zeros_like(odds)])
        parts = np.exp(logits - logits.max(axis=1, keepdims=True))
        return (parts / parts.sum(axis=1, keepdims=True)).astype(np.float32)


def _odds(claim):
    return np.random.default_rng(int(claim.split()[-1])).normal(0, 1.5)


def _labelled(count, *, seed=0, two_way=False):
    rng = np.random.default_rng(seed)
    pairs = []
    for at in range(count):
        claim = f"Worms like mulch better than sand in plot {at}"
        odds = _odds(claim)
        weights = np.exp([odds, -odds, 0.0])
        label = list(Label)[rng.choice(3, p=weights / weights.sum())]
        if two_way and label is not Label.SUPPORTED:
            label = Label.NOT_SUPPORTED
        pairs.append(
            LabelledPair(
                id=str(at), claim=claim, sentences=(f"In plot {at} worms were counted by day.",),
                label=label, group=f"g{at // 2}",
            )
        )  # fmt: skip
    return pairs


@pytest.fixture(scope="module")
def change():
    return calibrate(
        _labelled(400), Boaster(), HashingEncoder(), files=["mine.jsonl"], made="2026-11-21"
    )


def test_a_boasting_judge_is_brought_down(change):
    assert change.after.figures["ece"].value < change.before.figures["ece"].value / 2
    assert change.after.figures["brier"].value < change.before.figures["brier"].value
    assert change.calibration.slopes == pytest.approx((0.25, 0.25), rel=0.35)


def test_what_is_printed_after_was_not_fitted_on_itself():
    noise = _labelled(60)
    rng = np.random.default_rng(3)
    shuffled = [
        LabelledPair(
            id=pair.id, claim=pair.claim, sentences=pair.sentences, group=pair.group,
            label=list(Label)[rng.integers(3)],
        )
        for pair in noise
    ]  # fmt: skip
    found = calibrate(shuffled, Boaster(), HashingEncoder(), files=["x"], made="2026-11-21")
    # Labels without meaning: no fit can look better than chance on pairs it did not see.
    assert found.after.figures["brier"].value > 0.6
    assert any("60 labels are few" in warning for warning in found.warnings)


@pytest.mark.parametrize("count", [60, 120, 400])
def test_what_is_told_of_a_threshold_was_measured_on_pairs_that_had_no_part_in_it(count):
    found = calibrate(
        _labelled(count, seed=count), Boaster(), HashingEncoder(), files=["x"], made="2026-11-21"
    )
    for precision, least in found.calibration.thresholds:
        after = found.after.at[precision]
        assert after.least == least
        if least <= 1:
            # It may fall short of what was asked: that is what it is measured for.
            assert after.right is not None
            assert precision - 0.1 <= after.right
            assert after.verified > 0
        else:
            assert (after.verified, after.right) == (0, None)


def _with(change, *, after):
    return replace(change, after=replace(change.after, **after))


def test_a_refit_that_is_worse_says_in_what(change):
    assert setbacks(change, 0.8) == ()
    figure = change.before.figures["macro_f1"]
    worse = {"macro_f1": replace(figure, value=figure.value - 0.04)}
    (said,) = setbacks(_with(change, after={"figures": change.after.figures | worse}), 0.8)
    assert said == f"macro-F1 {figure.value:.3f} to {figure.value - 0.04:.3f}"

    nothing = {0.8: AtPrecision(least=1.01, verified=0.0, right=None)}
    lost = _with(change, after={"at": change.after.at | nothing})
    right = {0.8: AtPrecision(least=0.6, verified=0.09, right=0.93)}
    lost = replace(lost, before=replace(lost.before, at=lost.before.at | right))
    (said,) = setbacks(lost, 0.8)
    assert said.startswith("at precision 0.8 nothing is verified any more, of 9% of the pairs, 93%")


def test_enough_labels_are_not_warned_of(change):
    assert change.warnings == ()


def test_two_way_labels_calibrate_too():
    found = calibrate(
        _labelled(200, two_way=True), Boaster(), HashingEncoder(), files=["x"], made="2026-11-21"
    )
    assert "macro_f1" not in found.after.figures
    assert found.after.figures["ece"].value < found.before.figures["ece"].value


@pytest.mark.parametrize("count", [0, 1, 39])
def test_too_few_labels_are_refused_with_what_is_needed(count):
    with pytest.raises(ConfigError, match=f"labels {count}, and at least 40") as caught:
        calibrate(_labelled(count), Boaster(), HashingEncoder(), files=["x"], made="2026-11-21")
    assert "checklist" in caught.value.hint


def test_labels_of_one_kind_or_one_group_are_refused():
    same = [
        LabelledPair(
            id="1", claim=f"claim {at}", sentences=("a", str(at)), label=Label.SUPPORTED, group="g"
        )
        for at in range(60)
    ]
    with pytest.raises(ConfigError, match="other than SUPPORTED"):
        calibrate(same, Boaster(), HashingEncoder(), files=["x"], made="2026-11-21")
    mixed = [
        LabelledPair(id=one.id, claim=one.claim, sentences=one.sentences, group="g",
                     label=Label.NEI if at % 2 else Label.SUPPORTED)
        for at, one in enumerate(same)
    ]  # fmt: skip
    with pytest.raises(ConfigError, match="groups without a common claim or text 1"):
        calibrate(mixed, Boaster(), HashingEncoder(), files=["x"], made="2026-11-21")


def test_a_calibration_survives_its_file(change, tmp_path):
    path = tmp_path / "mine.json"
    write_calibration(path, change.calibration)
    assert read_calibration(path) == change.calibration
    assert path.stat().st_size < 100_000


def test_a_calibrated_judge_says_on_what_when_and_how_many(change):
    judge = Boaster(change.calibration)
    assert judge.card.made == "2026-11-21"
    for part in ("400 labelled pairs", "mine.jsonl", "2026-11-21", "made up"):
        assert part in judge.card.data
    assert re.search(r"AUROC supported/rest 0\.\d\d \(0\.\d\d to 0\.\d\d\)", judge.card.data)
    assert judge.card.figures["ece"] == pytest.approx(change.after.figures["ece"].value, abs=1e-4)
    assert sum(count for _, _, count in judge.card.reliability) == 400
    assert judge.name == f"boaster@1+{change.calibration.digest[:12]}"
    assert judge.field is not None


def test_a_calibrated_judge_states_what_it_was_moved_to(change):
    claim = next(f"Worms like plot {at}" for at in range(99) if _odds(f"plot {at}") > 2)
    pair = Pair(claim=claim, passage="text", context="text", similarity=0.5)
    (plain,), (moved,) = Boaster().judge([pair]), Boaster(change.calibration).judge([pair])
    assert max(moved.supports, moved.refutes, moved.neither) < max(
        plain.supports, plain.refutes, plain.neither
    )


def test_a_calibration_that_moves_nothing_changes_nothing():
    judge = make_judge("default")
    same = Calibration(
        judge=judge.name, made="2026-11-21", files=("x",), labels=1, groups=1, slopes=(1.0, 1.0),
        shifts=(0.0, 0.0), thresholds=((0.8, 0.5),),
    )  # fmt: skip
    pair = Pair(claim="Cats purr.", passage="Cats purr.", context="Cats purr.", similarity=0.9)
    (plain,) = judge.judge([pair])
    moved = same.moved(np.array([[plain.supports, plain.refutes, plain.neither]]))[0]
    assert moved == pytest.approx([plain.supports, plain.refutes, plain.neither], abs=1e-5)


def test_a_calibration_of_another_judge_is_refused(change, tmp_path):
    path = tmp_path / "mine.json"
    write_calibration(path, change.calibration)
    with pytest.raises(ConfigError, match=r"boaster@1.*litsynth@") as caught:
        make_judge("default", calibration=path)
    assert "litsynth calibrate" in caught.value.hint


def test_the_similarity_rule_takes_no_calibration(change, tmp_path):
    path = tmp_path / "mine.json"
    write_calibration(path, change.calibration)
    with pytest.raises(ConfigError, match="takes no calibration"):
        make_judge("similarity", calibration=path)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"judge": 3}'])
def test_a_file_that_is_no_calibration_is_a_clear_error(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"bad\.json is no calibration"):
        read_calibration(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slopes", [1.0, 1.0]),
        ("shifts", [float("nan"), 0.0]),
        ("thresholds", [[0.8, 0.5]]),
        ("labels", 4000),
        ("figures", {"ece": 0.01}),
        ("sha256", None),
    ],
)
def test_a_calibration_that_was_edited_is_refused(change, tmp_path, name, value):
    path = tmp_path / "edited.json"
    write_calibration(path, change.calibration)
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: value}))
    with pytest.raises(ConfigError, match=r"edited\.json is ") as caught:
        make_judge("default", calibration=path)
    assert "litsynth calibrate" in caught.value.hint


def test_a_missing_calibration_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"gone\.json"):
        make_judge("default", calibration=tmp_path / "gone.json")


def test_a_damaged_field_is_a_clear_error(change):
    damaged = replace(change.calibration.field, centres="AAAA")
    with pytest.raises(ConfigError, match="damaged"):
        _ = Boaster(replace(change.calibration, field=damaged)).field


def test_a_judge_that_gives_no_numbers_is_an_error():
    class Broken(Boaster):
        def _chances(self, pairs, found):
            return np.full((len(pairs), 3), np.nan, dtype=np.float32)

    with pytest.raises(ModelError, match="not numbers"):
        Broken().judge([Pair(claim="plot 1", passage="b", context="b", similarity=0.1)])


@pytest.mark.parametrize("least", [0.9, 1.01])
def test_a_calibrated_card_says_what_it_was_measured_on_and_where_nothing_can_be_verified(least):
    fitted = Calibration(
        judge="boaster@1", made="2026-11-22", files=("mine.jsonl",), labels=42, groups=14,
        slopes=(1.0, 1.0), shifts=(0.0, 0.0), thresholds=((0.8, least), (0.9, 1.01)),
    )  # fmt: skip
    own = replace(Boaster.own_card, figures={"ece": 0.1}, note="Mostly of other fields.")
    note = calibrated_card(own, fitted).note
    assert "Measured on the 42 labelled pairs that it was calibrated on (mine.jsonl)" in note
    assert ("no claim can be verified with this judge" in note) == (least > 1)
    assert "other fields" not in note
