"""Labelled pairs are read, split into sentences, and tied by what they share."""

import gzip
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.errors import ConfigError
from litsynth.verify.label_conflicts import conflicts, told
from litsynth.verify.labelled import (
    Label,
    LabelledPair,
    read_labelled,
    resampling_groups,
    sampled,
    split_sentences,
    tied_groups,
)


def _file(tmp_path, *records, name="pairs.jsonl"):
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.jsonl.gz"])
def test_pairs_are_read_in_order(tmp_path, name):
    path = _file(
        tmp_path,
        {"claim": "Cats purr.", "evidence": "They do. Often.", "label": "SUPPORTED"},
        {"claim": "Dogs purr.", "sentences": ["They bark."], "label": "REFUTED", "group": "g"},
        name=name,
    )
    first, second = read_labelled(path)
    assert first.sentences == ("They do.", "Often.")
    assert (second.label, second.group) == (Label.REFUTED, "g")


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b'{"claim": "a", "evidence": "b", "label": "MAYBE"}',
        b'{"claim": " ", "evidence": "b", "label": "NEI"}',
        b'{"claim": "a", "evidence": "", "label": "SUPPORTED"}',
        b'{"evidence": "b", "label": "NEI"}',
        b'{"claim": null, "evidence": "b", "label": "NEI"}',
        b'{"claim": "a", "evidence": null, "label": "SUPPORTED"}',
        b'{"claim": "a", "evidence": 5, "label": "NEI"}',
        b"[]",
        b"\xff\xfe",
        b'[{"claim": "a", "evidence": "b", "label": "NEI"}]',
        b"[" * 200_000 + b"]" * 200_000,
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path, line):
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(b'{"claim": "a", "evidence": "b", "label": "NEI"}\n' + line + b"\n")
    with pytest.raises(ConfigError, match="line 2"):
        read_labelled(path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('[{"claim": "a"}]', "it is no JSON object"),
        ('{"claim": "a", "sentences": "b", "label": "NEI"}', "the sentences 'b' are no list"),
        ('{"claim": "a", "evidence": "b", "label": "maybe"}', "'maybe' is none of SUPPORTED, "),
    ],
)
def test_what_is_wrong_with_a_line_is_told_in_words(tmp_path, line, told):
    path = tmp_path / "pairs.jsonl"
    path.write_text(line)
    with pytest.raises(ConfigError, match=rf"pairs\.jsonl, line 1: .*{told}"):
        read_labelled(path)


def test_labels_may_be_written_in_any_case(tmp_path):
    (pair,) = read_labelled(
        _file(tmp_path, {"claim": "a", "evidence": "b", "label": "refuted"}),
    )
    assert pair.label is Label.REFUTED


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_a_file_without_pairs_is_refused(tmp_path, content):
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="no pairs"):
        read_labelled(path)


def test_a_missing_file_and_a_false_gz_are_errors_with_a_hint(tmp_path):
    (tmp_path / "false.jsonl.gz").write_bytes(b"plain")
    for name in ("none.jsonl", "false.jsonl.gz"):
        with pytest.raises(ConfigError) as caught:
            read_labelled(tmp_path / name)
        assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One here. Two there.", ["One here.", "Two there."]),
        ("See Smith et al. They agree.", ["See Smith et al. They agree."]),
        ("It rose by 5.4 points. Good.", ["It rose by 5.4 points.", "Good."]),
        ("e.g. BERT works.", ["e.g. BERT works."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert list(split_sentences(text)) == sentences


@given(st.text(max_size=200))
def test_no_letter_is_lost_in_splitting(text):
    joined = "".join("".join(split_sentences(text)).split())
    assert joined == "".join(text.split())


def _pair(group, claim="c", sentences=("s",)):
    return LabelledPair(id="1", claim=claim, sentences=sentences, label=Label.NEI, group=group)


def test_pairs_that_share_a_claim_or_evidence_are_tied():
    pairs = [
        _pair("1", "one", ("a",)),
        _pair("2", "two", ("a",)),
        _pair("3", "two", ("b",)),
        _pair("4", "four", ("d",)),
    ]
    assert tied_groups(pairs) == (0, 0, 0, 3)


def _pairs(groups):
    return tuple(
        LabelledPair(
            id=str(at),
            claim=f"Claim {at}.",
            sentences=(f"Passage {at}.",),
            label=Label.NEI,
            group=f"g{group}",
        )
        for at, group in enumerate(groups)
    )


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.integers(1, 50))
def test_a_sample_holds_whole_groups_in_the_order_of_the_file(groups, at_most):
    pairs = _pairs(groups)
    taken = sampled(pairs, at_most)
    ids = [int(pair.id) for pair in taken]
    assert taken
    assert ids == sorted(ids)
    chosen = {pair.group for pair in taken}
    assert len(taken) == sum(pair.group in chosen for pair in pairs)
    smallest = min(sum(pair.group == one for pair in pairs) for one in {p.group for p in pairs})
    assert len(taken) <= max(at_most, smallest)


def test_a_group_too_large_for_the_sample_is_passed_over():
    pairs = _pairs([0] * 20 + list(range(1, 6)))
    assert {pair.group for pair in sampled(pairs, 5)} == {f"g{n}" for n in range(1, 6)}


def test_where_one_tied_group_holds_most_pairs_the_files_groups_are_resampled():
    apart = _pairs([0, 0, 1, 1, 2, 3])
    assert resampling_groups(apart) == tied_groups(apart)
    tied = tuple(replace(pair, sentences=("The same.",)) for pair in apart)
    assert len(set(tied_groups(tied))) == 1
    assert resampling_groups(tied) == (0, 0, 1, 1, 2, 3)
    one = _pairs([0] * 4)
    assert resampling_groups(one) == (0, 1, 2, 3)


def test_a_lone_surrogate_in_a_claim_does_not_end_the_sampling(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '{"claim": "a \\ud800", "evidence": "b", "label": "NEI"}\n'
        '{"claim": "c", "evidence": "d", "label": "NEI"}\n'
    )
    assert len(sampled(read_labelled(path), 1)) == 1


def test_a_sample_of_more_than_there_is_is_everything():
    pairs = _pairs(range(7))
    assert sampled(pairs, 100) == pairs
    assert len(sampled(pairs, 3)) == 3


def test_a_sample_does_not_depend_on_the_order_of_the_file():
    pairs = _pairs(range(30))
    backwards = tuple(reversed(pairs))
    assert set(sampled(pairs, 8)) == set(sampled(backwards, 8))


@pytest.mark.parametrize(
    ("labels", "first", "second"),
    [
        (("SUPPORTED", "SUPPORTED", "NEI"), "1", "3"),
        (("REFUTED", "NEI"), "1", "2"),
        (("NOT_SUPPORTED", "NEI", "SUPPORTED"), "1", "3"),
    ],
)
def test_a_pair_with_two_labels_is_told(tmp_path, labels, first, second):
    records = [{"claim": "Cats purr.", "evidence": "They do.", "label": label} for label in labels]
    ((earlier, later),) = found = conflicts(read_labelled(_file(tmp_path, *records)))
    assert (earlier.id, later.id) == (first, second)
    assert told(found) == (
        f"1 pair has two labels that cannot both be true; the first is “Cats purr.” "
        f"({labels[0]} in {first}, {labels[-1]} in {second}, by line or id). "
        "Both were counted: delete the wrong lines and run it again."
    )


def test_one_claim_with_two_passages_may_have_two_labels(tmp_path):
    path = _file(
        tmp_path,
        {"claim": "Cats purr.", "evidence": "They do.", "label": "SUPPORTED"},
        {"claim": "Cats purr.", "evidence": "They do not.", "label": "REFUTED"},
        {"claim": "Dogs purr.", "evidence": "They bark.", "label": "NOT_SUPPORTED"},
        {"claim": "Dogs purr.", "evidence": "They bark.", "label": "REFUTED"},
    )
    assert told(conflicts(read_labelled(path))) == ""
