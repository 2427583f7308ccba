"""Findings of abstracts beside passages of other abstracts, which the judge also learns from."""

import json

import numpy as np
import pytest
from training.verification_data import parts_of, read_set
from training.verification_met import right_of
from training.verification_paired import ALIKE, PAIRED, read_lines, read_paired

from litsynth.verify.labelled import Label

LINES = {file: read_lines(file) for file in (PAIRED, ALIKE)}


@pytest.mark.parametrize("file", [PAIRED, ALIKE])
def test_each_claim_stands_once_and_no_passage_is_of_the_claims_own_paper(file):
    claims = [tuple(line["claim"]) for line in LINES[file]]
    assert len(claims) > 2000
    assert len(set(claims)) == len(claims)
    for line in LINES[file]:
        assert all(line["claim"][0] != place[0] for place in line["passages"])
    assert {place[3] for line in LINES[file] for place in line["passages"]} == set("SPRQN")


def test_of_paired_findings_each_passage_stands_once():
    places = [tuple(place) for line in LINES[PAIRED] for *place, _ in line["passages"]]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", ["paired", "alike"])
def test_claims_of_one_paper_keep_to_one_side(shared, name):
    pairs = read_set(name)
    parts = parts_of(name, pairs)
    fit, settle, test = (
        {pairs[at].group for at in part} for part in (parts.fit, parts.settle, parts.test)
    )
    assert fit
    assert test
    assert bool(settle) == (name == "alike")
    assert not fit & test
    assert not settle & (fit | test)
    assert all(pair.sentences for pair in pairs)


def test_what_perhaps_supports_is_only_fitted_on_and_only_of_paired_findings(shared):
    for file, name in ((PAIRED, "paired"), (ALIKE, "alike")):
        pairs = read_paired(shared / "data", file)
        parts = parts_of(name, pairs)
        strictly = sum(place[3] == "S" for line in LINES[file] for place in line["passages"])
        fit, test = (
            sum(pairs[at].label is Label.SUPPORTED for at in part)
            for part in (parts.fit, parts.test)
        )
        assert test < strictly
        assert (fit > strictly) == (file == PAIRED)


def test_a_text_that_is_not_what_was_labelled_is_refused(shared, tmp_path):
    changed = tmp_path / "paired.jsonl"
    changed.write_text(json.dumps({**LINES[PAIRED][0], "digest": "00000000"}), encoding="utf-8")
    with pytest.raises(ValueError, match="is not what it was"):
        read_paired(shared / "data", changed)


def test_what_is_told_is_counted_with_how_much_of_it_is_right():
    assert right_of(np.array(list("SPNSR"))) == "5 (2 do, 1 perhaps)"
