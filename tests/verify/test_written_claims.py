"""The claims that the project wrote to train its judge with."""

from collections import Counter

from training.verification_data import parts_of
from training.verification_written import read_lines, read_written, written_ids

from litsynth.verify.labelled import Label

LINES = read_lines()


def test_each_claim_stands_once_and_each_abstract_too():
    claims = [claim.casefold() for line in LINES for _, claim in line["claims"]]
    assert len(claims) > 3000
    assert len(set(claims)) == len(claims)
    assert len(written_ids()) == len(LINES)
    named = {line["abstract"] for line in LINES}
    assert not named & {line.get("near") for line in LINES}


def test_a_claim_is_one_sentence_that_stands_alone():
    for line in LINES:
        for label, claim in line["claims"]:
            assert label in {"S", "R", "N"}
            assert 4 <= len(claim.split()) <= 45, claim
            assert "this paper" not in claim.casefold(), claim


def test_the_labels_are_balanced_whatever_small_words_a_claim_holds():
    labels = Counter(label for line in LINES for label, _ in line["claims"])
    assert min(labels.values()) > 0.9 * max(labels.values())
    for word in ("not", "can", "only", "may", "more", "no", "even"):
        held = Counter(
            label for line in LINES for label, claim in line["claims"] if word in claim.split()
        )
        assert max(held.values()) < 0.5 * held.total(), (word, held)


def test_pairs_have_their_abstract_and_keep_to_one_side_of_the_split(shared):
    pairs = read_written(shared / "data")
    assert all(pair.sentences for pair in pairs)
    assert {pair.label for pair in pairs if pair.id.endswith(":near")} == {Label.NEI}
    parts = parts_of("written", pairs)
    sides = [{pairs[at].group for at in part} for part in (parts.fit, parts.settle, parts.test)]
    assert all(sides)
    assert sum(map(len, sides)) == len(set().union(*sides)) == len(LINES)
    assert not any(group.startswith("pubmedqa:") for group in sides[1] | sides[2])
