"""`litsynth evaluate retrieval`: a library of nine papers, and the words for what goes wrong."""

import json

import pytest

PAPERS = [
    ("acl:P19-9001", "The waggle dance of honey bees", "Bees dance to tell of nectar."),
    ("acl:P19-9002", "Firing roof tiles", "Clay is dried and fired in kilns."),
    ("acl:P19-9003", "Worms under mulch", "Mulch raises the number of earthworms."),
    *(
        (f"acl:P19-91{n:02}", f"Cast bells number {n}", "Bells are cast of bronze.")
        for n in range(6)
    ),
]


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """A home of its own, and an encoder that loads at once."""
    monkeypatch.setenv("LITSYNTH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LITSYNTH_VERIFY__MODEL", "hashing")
    monkeypatch.setenv("LITSYNTH_LIBRARY__FOLDER", str(tmp_path / "libraries"))


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "asked.jsonl"
    rows = [
        {
            "question": "Which papers study the waggle dance of bees?",
            "gold": [{"acl_id": "P19-9001"}],
        },
        {
            "question": "Does mulch help earthworms?",
            "gold": [{"id": "acl:P19-9003"}, {"doi": "10.1/x"}],
        },
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def library(litsynth, tmp_path, quick):
    path = tmp_path / "papers.jsonl"
    rows = [
        {"id": i.removeprefix("acl:"), "title": t, "abstract": a, "url": _page(i)}
        for i, t, a in PAPERS
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert litsynth("library", "add", path, "--name", "bees").status == 0
    return "bees"


def _page(identifier):
    return f"https://aclanthology.org/{identifier.removeprefix('acl:')}"


def test_a_librarys_search_is_measured_beside_both_plain_rankings(litsynth, library, questions):
    assert litsynth("library", "embed", "--name", library).status == 0
    ran = litsynth("evaluate", "retrieval", questions, "--library", library, "--json", "-q")
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    assert (found["questions"], found["gold"], found["papers"], found["missing"]) == (2, 3, 9, 1)
    ours, *plain = found["lines"]
    assert ours["ranking"] == "litsynth"
    assert [line["ranking"] for line in plain] == ["BM25, raw question", "cosine, raw question"]
    assert ours["figures"]["MRR"]["value"] == 1.0
    assert ours["figures"]["recall@20"]["value"] == 0.75
    assert found["best_plain"] in {line["ranking"] for line in plain}
    table = litsynth("evaluate", "retrieval", questions, "--library", library, "-q").out
    assert "| litsynth | " in table
    assert "1 of 3 gold papers" in table


def test_a_question_without_topic_words_finds_nothing_and_is_named(litsynth, library, questions):
    assert litsynth("library", "embed", "--name", library).status == 0
    with questions.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"question": "Why is it so?", "gold": [{"acl_id": "P19-9001"}]}))
    ran = litsynth("evaluate", "retrieval", questions, "--library", library, "--json", "-q")
    assert ran.status == 0, ran.err
    assert "counted as finding nothing: " in ran.err
    assert "'Why is it so?'" in ran.err
    found = json.loads(ran.out)
    assert found["questions"] == 3
    assert found["lines"][0]["figures"]["MRR"]["value"] == pytest.approx(2 / 3)


def test_a_library_without_vectors_is_told_to_be_embedded(litsynth, library, questions):
    ran = litsynth("evaluate", "retrieval", questions, "--library", library, "-q")
    assert ran.status != 0
    assert "library embed" in ran.err
    assert "Traceback" not in ran.err


def test_a_library_that_is_not_there_is_named(litsynth, quick, questions):
    ran = litsynth("evaluate", "retrieval", questions, "--library", "nowhere", "-q")
    assert ran.status != 0
    assert "nowhere" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}\n', b"\xff\xfe", b"\x1f\x8b\x08half"])
def test_a_file_of_another_form_is_refused(litsynth, quick, tmp_path, content):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    ran = litsynth("evaluate", "retrieval", path, "--library", "bees")
    assert ran.status == 2
    assert "bad.jsonl" in ran.err
    assert "Traceback" not in ran.err
