"""`litsynth evaluate`: figures beside what they must beat, and clear words for bad files."""

import gzip
import json

import pytest

from tests.reading.typesetting import filler, pdf

PAIRS = [
    ("Mulch raised the number of worms.", "Worms were more numerous under mulch.", "SUPPORTED"),
    ("Mulch raised the number of worms.", "Mulch lowered the number of worms.", "REFUTED"),
    ("Mulch raised the number of worms.", "Bells are made of bronze.", "NEI"),
    ("Yields fell by 12% without rain.", "Without rain, yields fell by 12%.", "SUPPORTED"),
    ("Yields fell by 12% without rain.", "Yields rose by 12% without rain.", "REFUTED"),
    ("Yields fell by 12% without rain.", "Quadrotors recover from gusts.", "NEI"),
]


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_judge_is_measured_beside_similarity_and_two_controls(litsynth, tmp_path):
    rows = [{"claim": c, "evidence": e, "label": label} for c, e, label in PAIRS]
    file = written(tmp_path / "pairs.jsonl", rows)
    ran = litsynth("evaluate", "verification", file, "--json", "-q")
    assert ran.status == 0, ran.err
    lines = json.loads(ran.out)
    assert {line["pairs"] for line in lines} == {6}
    names = {line["judge"] for line in lines}
    assert {"similarity", "majority", "claim only"} < names
    for line in lines:
        for figure in line["figures"].values():
            assert figure["low"] <= figure["value"] <= figure["high"]
    table = litsynth("evaluate", "verification", file, "-q").out
    assert table.partition("\n\n")[0].count("\n") == len(lines) + 1
    assert "Cov. and recall at 90 %: share of" in table
    assert table.endswith("\n6 pairs: figures of so few say little.\n")


def test_claims_and_roles_are_measured(litsynth, tmp_path):
    sentences = ["Soils differ.", "We measured worms.", "Mulch raised their number by 12%."]
    rows = [{"sentences": sentences, "labels": [0, 0, 1]}]
    ran = litsynth("evaluate", "claims", written(tmp_path / "c.jsonl", rows), "--json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["sentences"] == 3
    rows = [{"sentences": sentences, "labels": ["background", "method", "result"]}]
    packed = tmp_path / "r.jsonl.gz"
    packed.write_bytes(gzip.compress(written(tmp_path / "r.jsonl", rows).read_bytes()))
    ran = litsynth("evaluate", "roles", packed)
    assert ran.status == 0, ran.err
    assert "micro f1" in ran.out


@pytest.mark.parametrize("what", ["claims", "roles", "verification"])
@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}\n', b"\xff\xfe", b"\x1f\x8b\x08half"])
def test_a_file_of_another_form_is_refused(litsynth, tmp_path, what, content):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    ran = litsynth("evaluate", what, path)
    assert ran.status == 2
    assert "bad.jsonl" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("what", ["evaluate verification", "evaluate roles", "calibrate"])
def test_a_damaged_packed_file_is_told_as_such(litsynth, tmp_path, what):
    path = tmp_path / "bad.jsonl.gz"
    rows = [
        {"claim": c, "evidence": f"{e} {at}", "label": n} for at in range(900) for c, e, n in PAIRS
    ]
    packed = bytearray(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    middle = len(packed) // 2
    packed[middle : middle + 20] = bytes(20)
    path.write_bytes(packed)
    ran = litsynth(*what.split(), path, "-q" if what != "evaluate roles" else "--json")
    assert ran.status == 2
    assert "bad.jsonl.gz cannot be read: the packed file is damaged" in ran.err
    assert "Traceback" not in ran.err


def test_a_missing_file_is_named(litsynth):
    assert "missing.jsonl" in litsynth("evaluate", "claims", "missing.jsonl").err


def test_reading_is_measured_against_the_truth_beside_it(litsynth, tmp_path):
    pdf_of_nothing = tmp_path / "paper.pdf"
    pdf_of_nothing.write_bytes(b"no PDF at all")
    (tmp_path / "paper.jats.xml").write_text(
        "<article><body><sec><p>Mulch helps worms.</p></sec></body></article>"
    )
    ran = litsynth("evaluate", "reading", tmp_path)
    assert ran.status == 0, ran.err
    assert "paper.pdf" in ran.out
    lines = json.loads(litsynth("evaluate", "reading", tmp_path, "--json").out)
    assert lines[0]["reason"]
    assert litsynth("evaluate", "reading", tmp_path / "none").status == 2


def test_a_damaged_truth_costs_its_own_line(litsynth, tmp_path):
    for name in ("bad", "good"):
        (tmp_path / f"{name}.pdf").write_bytes(pdf(filler(2)))
    (tmp_path / "bad.jats.xml").write_text("<article><body>")
    (tmp_path / "good.jats.xml").write_text("<article><body><p>Otters.</p></body></article>")
    ran = litsynth("evaluate", "reading", tmp_path, "--json")
    assert ran.status == 0, ran.err
    bad, good, _ = json.loads(ran.out)
    assert bad["reason"].startswith("bad.jats.xml: damaged XML")
    assert good["sentences"] == 1


def test_real_papers_are_read_nearly_whole(litsynth, shared):
    ran = litsynth("evaluate", "reading", shared / "data/pdf", "--json")
    total = json.loads(ran.out)[-1]
    assert total["recall"] >= 0.95
    assert total["order"] >= 0.98
    assert total["excess"] <= 0.02


def test_a_file_of_roles_is_told_the_form_of_roles(litsynth, tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    ran = litsynth("evaluate", "roles", tmp_path / "empty.jsonl")
    assert ran.status == 2
    assert '"labels": ["background"]' in ran.err
    assert '"labels": [0]' in litsynth("evaluate", "claims", tmp_path / "empty.jsonl").err
