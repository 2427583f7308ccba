"""`litsynth calibrate`: labels in, a file out that a report, an evaluation and a query can name."""

import json
import tomllib

import pytest

from litsynth.cli.calibrate import out_of_reach, told
from litsynth.verify.calibrate import AtPrecision, Change, Side
from litsynth.verify.calibrate_fit import PRECISIONS
from litsynth.verify.calibration import Calibration
from tests.verify.hub_models import save_model

SUBJECTS = "worms beetles moths spiders snails ants bees wasps flies crickets".split()


def _rows(count):
    rows = []
    for at in range(count):
        one, plot = SUBJECTS[at % len(SUBJECTS)], at // len(SUBJECTS)
        claim = f"Mulch raised the number of {one} in plot {plot}."
        evidence, label = [
            (f"In plot {plot} the number of {one} rose under mulch.", "SUPPORTED"),
            (f"In plot {plot} the number of {one} fell under mulch.", "REFUTED"),
            (f"The bridge over river {at} opened to traffic in May.", "NEI"),
        ][(at + plot) % 3]
        rows.append({"claim": claim, "evidence": evidence, "label": label, "group": f"{at // 3}"})
    return rows


def _file(folder, count):
    path = folder / "mine.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in _rows(count)))
    return path


@pytest.fixture
def nli(tmp_path):
    return save_model(tmp_path / "nli")


def test_labels_that_contradict_each_other_are_warned_of(litsynth, tmp_path, nli, monkeypatch):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    file = _file(tmp_path, 60)
    row = {**_rows(1)[0], "label": "NEI"}
    file.write_text(file.read_text() + json.dumps(row) + "\n")
    ran = litsynth("calibrate", file, "--judge", nli, "-q")
    assert ran.out.startswith("warning: 1 pair has two labels")
    assert "SUPPORTED in 1, NEI in 61" in ran.out


def test_a_judge_is_refitted_and_the_result_is_used(litsynth, tmp_path, nli, monkeypatch):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    file = _file(tmp_path, 60)
    ran = litsynth("calibrate", file, "--judge", nli, "-q")
    assert ran.status == 0, ran.err
    for part in ("before", "after", "ECE", "Brier", "macro-F1", "60 labels in 20 groups"):
        assert part in ran.out
    assert "warning: 60 labels are few" in ran.out
    assert "written to calibration.json" in ran.out

    plain = litsynth("evaluate", "verification", file, "--judge", nli, "--json", "-q")
    ours = litsynth(
        "evaluate", "verification", file, "--judge", nli, "--calibration", "calibration.json",
        "--json", "-q",
    )  # fmt: skip
    before, after = (json.loads(one.out)[0]["figures"]["brier"]["value"] for one in (plain, ours))
    assert after < before

    other = litsynth("evaluate", "verification", file, "--calibration", "calibration.json", "-q")
    assert other.status == 2
    assert "was made for the judge nli@" in other.err
    assert "Traceback" not in other.err


def test_settings_can_name_the_file_and_calibrating_again_begins_anew(
    litsynth, tmp_path, nli, monkeypatch
):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    file = _file(tmp_path, 60)
    assert litsynth("calibrate", file, "--judge", nli, "-q").status == 0
    first = (tmp_path / "calibration.json").read_bytes()
    (tmp_path / "litsynth.toml").write_text(
        f'[verify]\njudge = "{nli}"\ncalibration = "calibration.json"\n'
    )
    ran = litsynth("calibrate", file, "--out", "again.json", "-q")
    assert ran.status == 0, ran.err
    assert json.loads((tmp_path / "again.json").read_bytes()) == json.loads(first)


def test_the_settings_to_copy_are_toml_whatever_the_files_name(
    litsynth, tmp_path, nli, monkeypatch
):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    ran = litsynth(
        "calibrate", _file(tmp_path, 60), "--judge", nli, "--out", r"C:\new\mine.json", "-q"
    )
    copied = tomllib.loads(ran.out[ran.out.index("[verify]") :])
    assert copied["verify"] == {"judge": str(nli), "calibration": r"C:\new\mine.json"}


def test_a_calibration_that_settings_name_can_be_left_out(litsynth, tmp_path, nli, monkeypatch):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    file = _file(tmp_path, 60)
    assert litsynth("calibrate", file, "--judge", nli, "-q").status == 0
    (tmp_path / "litsynth.toml").write_text('[verify]\ncalibration = "calibration.json"\n')
    refused = litsynth("evaluate", "verification", file, "--judge", "similarity", "-q")
    assert refused.status == 2
    assert "--calibration none" in refused.err
    ran = litsynth(
        "evaluate", "verification", file, "--judge", "similarity", "--calibration", "none", "-q"
    )
    assert ran.status == 0, ran.err


def _scrambled(folder):
    """Labels that have nothing to do with the texts, so that no precision is to be had."""
    path = folder / "scrambled.jsonl"
    rows = [{**row, "label": ("NEI", "SUPPORTED", "NEI", "NEI")[at // 3 % 4]}
            for at, row in enumerate(_rows(60))]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_precision_out_of_reach_is_said_before_how_to_use_the_result(
    litsynth, tmp_path, nli, monkeypatch
):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    ran = litsynth("calibrate", _scrambled(tmp_path), "--judge", nli, "-q")
    assert ran.status == 0, ran.err
    said = "nothing will be called verified at precision 0.8"
    assert ran.out.index(said) < ran.out.index("with --calibration")


def test_no_confidence_is_told_that_support_itself_would_not_reach():
    least = AtPrecision(least=0.34, verified=0.1, right=0.9)
    at = dict.fromkeys(PRECISIONS, least)
    side = Side(figures={}, at=at)
    fitted = Calibration(
        judge="j", made="2024-01-01", files=("f",), labels=60, groups=20, slopes=(1.0, 1.0),
        shifts=(0.0, 0.0), thresholds=tuple((asked, 0.34) for asked in PRECISIONS),
    )  # fmt: skip
    text = told(Change(calibration=fitted, before=side, after=side, warnings=()))
    assert "0.34" not in text
    assert "0.7: 0.500" in text


def test_a_refit_that_is_worse_is_warned_of_before_how_to_use_it(
    litsynth, tmp_path, nli, monkeypatch
):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    monkeypatch.setattr("litsynth.verify.calibrate.setbacks", lambda *_: ("macro-F1 0.7 to 0.6",))
    ran = litsynth("calibrate", _file(tmp_path, 60), "--judge", nli, "-q")
    assert "warning: worse than before on these labels: macro-F1 0.7 to 0.6" in ran.out
    assert "better not use it" in ran.out


@pytest.mark.parametrize(
    ("thresholds", "precision", "said"),
    [
        (((0.7, 0.6), (0.8, 0.9), (0.9, 1.01)), 0.8, ""),
        (((0.7, 0.6), (0.8, 0.9), (0.9, 1.01)), 0.85, "the highest reached is 0.8"),
        (((0.7, 0.6), (0.8, 1.01), (0.9, 1.01)), 0.8, "the highest reached is 0.7"),
        (((0.7, 1.01), (0.8, 1.01)), 0.8, "none is reached"),
    ],
)
def test_the_highest_precision_reached_is_named(thresholds, precision, said):
    fitted = Calibration(
        judge="j", made="2024-01-01", files=(), labels=60, groups=20, slopes=(1.0, 1.0),
        shifts=(0.0, 0.0), thresholds=thresholds,
    )  # fmt: skip
    sentence = out_of_reach(fitted, precision)
    assert said in sentence
    assert bool(sentence) == bool(said)
    assert ("it takes 20 claims that would be verified" in sentence) == bool(said)


def test_without_a_file_the_shipped_checklist_is_used(litsynth, nli, monkeypatch):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    ran = litsynth("calibrate", "--judge", nli, "-q")
    assert ran.status == 0, ran.err
    assert "(checklist.jsonl)" in ran.out
    assert "warning" not in ran.out


def test_numbered_outputs_can_be_named(litsynth, tmp_path, monkeypatch):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    numbered = save_model(tmp_path / "numbered", labels=("LABEL_0", "LABEL_1"))
    file = _file(tmp_path, 60)
    refused = litsynth("calibrate", file, "--judge", numbered, "-q")
    assert refused.status == 2
    assert "LABEL_0, LABEL_1" in refused.err
    named = litsynth(
        "calibrate", file, "--judge", numbered, "--judge-labels", "unsupported,supported", "-q"
    )
    assert named.status == 0, named.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("few.jsonl",), 2, "too few to calibrate on: labels 12"),
        (("gone.jsonl",), 2, "gone.jsonl"),
        (("few.jsonl", "--judge", "similarity"), 2, "nothing to calibrate"),
        (("few.jsonl", "--judge", "oracle"), 2, "no judge 'oracle'"),
        (("few.jsonl", "--out", "no/such/folder/x.json"), 2, "no folder"),
        (("few.jsonl", "--judge", "strong", "--offline"), 6, "hf download"),
    ],
)
def test_what_cannot_be_done_is_said(litsynth, tmp_path, monkeypatch, arguments, status, said):
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    (tmp_path / "few.jsonl").write_text("".join(json.dumps(row) + "\n" for row in _rows(12)))
    ran = litsynth("calibrate", *arguments, "-q")
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "calibration.json").exists()


def test_doctor_offers_the_strong_judge_and_says_whether_it_is_here(tmp_path, monkeypatch):
    from litsynth.cli.doctor import strong_judge
    from litsynth.verify.hub_judge_table import STRONG

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    said = strong_judge()
    for part in (STRONG.source, STRONG.licence, STRONG.size, "would be fetched", "--judge strong"):
        assert part in said
