"""What ships still reaches what its card says, on the shared data where it is."""

import gzip
import json
from importlib.resources import files

import pytest

from litsynth.claims.evaluate import evaluate_claims, evaluate_roles, labelled_texts
from litsynth.claims.roles import ROLES

CARD = json.loads((files("litsynth") / "data" / "claims" / "card.json").read_text())
F1_GOAL = 0.72


def texts(shared, name, known):
    with gzip.open(shared / "data" / "extraction" / name, "rt", encoding="utf-8") as lines:
        return labelled_texts(lines, known=known)


def test_claims_of_abstracts_it_never_saw_are_told_as_well_as_the_card_says(shared):
    found = evaluate_claims(texts(shared, "claims-measure-dev.jsonl.gz", ("0", "1")))
    said = CARD["figures"]["claims_measure_dev"]
    assert found.f1.value == pytest.approx(said["f1"]["value"], abs=0.002)
    assert found.average_precision.value == pytest.approx(
        said["average_precision"]["value"], abs=0.002
    )
    assert found.f1.value >= F1_GOAL
    assert found.f1.value > max(found.f1_of_last_sentence.value, found.f1_of_last_two.value)


def test_roles_are_told_as_well_as_the_card_says(shared):
    found = evaluate_roles(texts(shared, "roles-dev.jsonl.gz", ROLES))
    said = CARD["figures"]["roles_dev"]["micro_f1"]
    assert found.micro_f1.value == pytest.approx(said["value"], abs=0.002)
    assert found.micro_f1.value > found.micro_f1_by_place.value


def test_lists_of_held_out_papers_are_nearly_all_of_their_own_work():
    zones = CARD["figures"]["zones_held_out_by_paper"]
    assert zones["own"]["value"] >= 0.80
    assert zones["aims_found"]["value"] >= 0.60
    assert zones["own"]["low"] > zones["own_of_all"]
