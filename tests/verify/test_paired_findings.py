"""Findings of abstracts beside passages of other abstracts, which the judge also learns from."""

import json

import pytest
from training import verification_paired
from training.verification_data import MET, parts_of
from training.verification_paired import paired_abstracts, read_lines, read_paired

from litsynth.verify.labelled import Label

LINES = read_lines()


def test_each_claim_and_each_passage_stands_once_and_none_is_of_the_claims_own_paper():
    claims = [tuple(line["claim"]) for line in LINES]
    places = [tuple(place) for line in LINES for *place, _ in line["passages"]]
    assert len(claims) > 2000
    assert len(set(claims)) == len(claims)
    assert len(set(places)) == len(places)
    assert all(line["claim"][0] != place[0] for line in LINES for place in line["passages"])
    assert {place[3] for line in LINES for place in line["passages"]} == set("SPRQN")


def test_claims_of_one_paper_keep_to_one_side_and_what_perhaps_supports_is_only_fitted_on(shared):
    pairs = read_paired(shared / "data")
    parts = parts_of(MET, pairs)
    fit, test = ({pairs[at].group for at in part} for part in (parts.fit, parts.test))
    assert fit
    assert test
    assert not parts.settle
    assert not fit & test
    assert len(parts.fit) + len(parts.test) == len(pairs)
    supported = {
        side: sum(pairs[at].label is Label.SUPPORTED for at in part)
        for side, part in (("fit", parts.fit), ("test", parts.test))
    }
    strictly = sum(place[3] == "S" for line in LINES for place in line["passages"])
    assert supported["test"] < strictly < supported["fit"]
    assert all(pair.sentences for pair in pairs)
    assert paired_abstracts() >= fit | test


def test_a_text_that_is_not_what_was_labelled_is_refused(shared, tmp_path, monkeypatch):
    changed = tmp_path / "paired.jsonl"
    changed.write_text(json.dumps({**LINES[0], "digest": "00000000"}), encoding="utf-8")
    monkeypatch.setattr(verification_paired, "PAIRED", changed)
    with pytest.raises(ValueError, match="is not what it was"):
        read_paired(shared / "data")
