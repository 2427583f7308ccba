"""Every Judge must pass this file. A new one is added to the list, not given its own tests."""

import pytest

from litsynth.ports import Pair
from litsynth.verify.calibration import Calibration
from litsynth.verify.calibration_file import write_calibration
from litsynth.verify.hub_judge import UNDATED
from litsynth.verify.judges import JUDGES, make_judge
from litsynth.verify.policy import policy_of
from tests.verify.hub_models import save_model


@pytest.fixture(scope="module", params=[*sorted(JUDGES), "of others", "calibrated"])
def judge(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("judge")
    if request.param == "of others":
        return make_judge(str(save_model(folder / "nli")))
    if request.param == "calibrated":
        calibration = Calibration(
            judge=make_judge("default").name, made="2026-11-21", files=("mine.jsonl",), labels=200,
            groups=90, slopes=(0.5, 1.5), shifts=(-0.3, 0.2), thresholds=((0.8, 0.6), (0.9, 1.01)),
        )  # fmt: skip
        write_calibration(folder / "mine.json", calibration)
        return make_judge("default", calibration=folder / "mine.json")
    return make_judge(request.param)


def _pair(claim, passage, similarity=0.6):
    return Pair(claim=claim, passage=passage, context=passage, similarity=similarity)


PAIRS = [
    _pair("Cats purr.", "Cats purr when they are content.", 0.9),
    _pair("BERT gains 5.4 points on XNLI.", "BERT loses 2.1 points on XNLI.", 0.8),
    _pair("Cats purr.", "Rain falls in the hills.", 0.05),
    _pair("", "", 0.0),
    _pair("word " * 5000, "日本語の文", -0.2),
    _pair("\ud800", "\u0000", 0.3),
]


def test_probabilities_sum_to_one_and_stay_in_range(judge):
    for judgement in judge.judge(PAIRS):
        chances = (judgement.supports, judgement.refutes, judgement.neither)
        assert sum(chances) == pytest.approx(1, abs=1e-5)
        assert all(0 <= chance <= 1 for chance in chances)


def test_there_is_one_judgement_a_pair_in_order(judge):
    together = judge.judge(PAIRS)
    alone = [judge.judge([pair])[0] for pair in PAIRS]
    assert len(together) == len(PAIRS)
    for one, other in zip(together, alone, strict=True):
        assert one.supports == pytest.approx(other.supports, abs=1e-3)
        assert one.reasons == other.reasons


def test_no_pairs_give_no_judgements(judge):
    assert judge.judge([]) == ()


def test_the_card_names_judge_and_date(judge):
    assert judge.card.name
    assert judge.card.made == UNDATED or len(judge.card.made) == len("2026-11-20")
    assert judge.name.partition("@")[2]


def test_every_judgement_gives_its_reasons(judge):
    assert all(judgement.reasons for judgement in judge.judge(PAIRS[:3]))


def test_a_stricter_precision_never_asks_for_less_confidence(judge):
    policy = policy_of(judge)
    least = [policy.threshold(precision / 100) for precision in range(51, 100)]
    assert least == sorted(least)
