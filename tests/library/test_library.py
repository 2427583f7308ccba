"""A library: searched within limits, opened, shared, forgotten, and what is refused."""

import json

import numpy as np
import pytest

from litsynth.errors import LibraryError
from litsynth.library.database import Database
from litsynth.library.filters import Filters
from litsynth.library.library import Library
from litsynth.library.locking import locked
from litsynth.library.overview import overviews, statistics
from litsynth.library.writing import open_or_create
from litsynth.records import PaperId
from tests.library.making import NOW, Compass, add, embed, ids, library, lines, record, titles


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A library of fifty papers, embedded; tests only read it."""
    folder = tmp_path_factory.mktemp("shelf")
    made = library(folder)
    undated = record(50, title="Undated otters", year=None)
    add(made, lines(folder / "papers.jsonl", [*map(record, range(50)), undated]))
    embed(made, Compass())
    return made


def test_a_search_by_words_finds_papers_whole_and_best_first(shelf):
    hits = shelf.search("the keepers of violins", limit=10)
    assert len(hits) == 10
    assert all("violins" in hit.paper.title for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert [hit.lexical for hit in hits] == list(range(1, 11))
    paper = next(hit.paper for hit in hits if hit.paper.id == "own:r3")
    assert paper.title == "On violins and their keepers, part 3"
    assert paper.abstract == "We watch violins for 4 years. They thrive."
    assert paper.authors == ("Ada Byron", "Kim Lee")
    assert (paper.published, paper.venue) == ("2003", "Journal of Violins")
    assert paper.categories == ("nat.VIOLINS",)
    assert paper.found_by == ("library:main",)


def test_words_are_found_in_other_endings_and_without_accents(shelf, tmp_path):
    assert shelf.search("Violin", limit=3)
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", [{"id": "1", "title": "Über Ottérs"}]))
    assert ids(made.search("otter")) == ["own:1"]


def test_nothing_is_found_for_words_that_no_paper_has(shelf):
    assert shelf.search("xylophone") == ()
    assert shelf.search("the of and") == ()
    assert shelf.search(" ") == ()


@pytest.mark.parametrize("words", ['"', "AND OR (", "a:b", "otters' \\", "x" * 3000, "%_'"])
def test_marks_of_query_languages_are_words_like_others(shelf, words):
    assert not shelf.search(words, filters=Filters(venue=words, category=words))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(since="2019", until="2019"), {"own:r19", "own:r39", "own:r50"}),
        (Filters(since="2019-06-01"), {"own:r19", "own:r39", "own:r50"}),
        (Filters(until="2000"), {"own:r0", "own:r20", "own:r40", "own:r50"}),
        (Filters(venue="VIOLINS", until="2004"), {"own:r3", "own:r23", "own:r43"}),
        (Filters(category="nat.glaciers", until="2001"), {"own:r1", "own:r21", "own:r41"}),
        (Filters(category="NAT", until="2000"), {"own:r0", "own:r20", "own:r40", "own:r50"}),
        (Filters(category="na"), set()),
    ],
)
def test_limits_hold_for_words_and_for_vectors_alike(shelf, filters, expected):
    words = "we watch otters glaciers bridges violins orchards keepers"
    assert set(ids(shelf.search(words, limit=60, filters=filters))) == expected
    vector = Compass().encode([words])[0]
    near = shelf.search(words, limit=60, filters=filters, vector=vector)
    assert set(ids(near)) == expected


def test_words_and_vectors_are_fused_and_each_place_is_told(shelf):
    vector = Compass().encode(["glaciers"])[0]
    hits = shelf.search("violins", limit=20, vector=vector)
    told = {("violins" in hit.paper.title, hit.lexical is None) for hit in hits}
    assert told == {(True, False), (False, True)}
    (nearest,) = (hit.paper for hit in hits if hit.semantic == 1)
    assert "glaciers" in nearest.title


def test_several_wordings_are_fused(shelf):
    hits = shelf.search(["glaciers", "violins"], limit=10)
    assert {"glaciers" in hit.paper.title for hit in hits} == {True, False}


def test_papers_are_found_by_any_of_their_names(tmp_path):
    made = library(tmp_path)
    told = {"id": "2005.13013", "title": "Otters", "doi": "10.1000/x"}
    add(made, lines(tmp_path / "x.jsonl", [told, {"id": "17", "title": "Lakes"}]))
    asked = ["doi:10.1000/X", "arxiv:2005.13013v2", "doi:10.48550/arXiv.2005.13013", "own:17"]
    found = made.ids_of([*asked, "acl:P19-1001"])
    assert {name: found.get(name) for name in asked} == {
        **dict.fromkeys(asked[:3], ("arxiv:2005.13013",)),
        "own:17": ("own:17",),
    }
    assert "acl:P19-1001" not in found
    assert titles(made, "own:17") == ["Lakes"]
    assert made.paper("own:18") is None
    assert set(made.papers(["own:17", "own:18"])) == {"own:17"}


def test_all_papers_are_given_once(shelf):
    assert sorted(paper.id for paper in shelf.all_papers()) == sorted(
        f"own:r{at}" for at in range(51)
    )


def test_vectors_are_given_as_they_were_made_but_for_their_precision(shelf):
    found = shelf.vectors(["own:r3", "own:r4", "own:r99"])
    assert set(found) == {"own:r3", "own:r4"}
    expected = Compass().encode(["violins"])[0]
    np.testing.assert_allclose(found[PaperId("own:r3")], expected, atol=2e-3)
    assert found[PaperId("own:r3")].dtype == np.float32


def test_removed_papers_are_gone_from_words_and_vectors(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(10))))
    embed(made, Compass())
    assert made.store.remove(["own:r3", "own:r99"]) == 1
    vector = Compass().encode(["violins"])[0]
    assert "own:r3" not in ids(made.search("violins", limit=20, vector=vector))
    assert (len(made), made.store.vectors.count()) == (9, 9)


def test_the_state_of_a_library_changes_with_what_is_in_it_and_not_by_searching(tmp_path):
    made = library(tmp_path)
    states = [made.state]
    add(made, lines(tmp_path / "papers.jsonl", map(record, range(4))))
    states.append(made.state)
    assert states[-1].startswith("4 papers (")
    made.search("violins")
    opened = Library.open(str(tmp_path / "libraries"), made.name)
    opened.search("violins")
    assert opened.state == made.state == states[-1]
    embed(made, Compass())
    states.append(made.state)
    made.store.remove(["own:r1"])
    states.append(made.state)
    assert len(set(states)) == len(states)


def test_statistics_count_what_is_there(shelf):
    found = statistics(shelf)
    assert found.overview.papers == found.overview.embedded == 51
    assert found.years["2000"] == 3
    assert (found.years["undated"], found.without_abstract, found.retracted) == (1, 0, 0)
    assert found.formats == {"json-lines": 51}
    assert "51 by compass@1" in found.in_words


def test_libraries_of_a_folder_are_listed_and_one_that_cannot_be_used_says_why(tmp_path):
    assert overviews(str(tmp_path / "absent")) == ()
    assert not (tmp_path / "absent").exists()
    first, second = library(tmp_path, "one"), library(tmp_path, "two")
    add(first, lines(tmp_path / "x.jsonl", [record(1)]))
    second.store.set_about({"format": "99", "litsynth": "9.9"})
    one, two = overviews(str(tmp_path / "libraries"))
    assert (one.name, one.papers, one.problem) == ("one", 1, None)
    assert two.name == "two"
    assert "9.9" in str(two.problem)


def test_a_library_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path):
    made = library(tmp_path)
    made.store.set_about({"format": "2", "litsynth": "9.9"})
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(LibraryError, match="format 2") as refused:
        Library.open(str(tmp_path / "libraries"), "main")
    assert "newer litsynth" in refused.value.hint
    with pytest.raises(LibraryError, match="format 2"):
        open_or_create(Database(str(tmp_path / "libraries")), "main", now=NOW)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


def test_a_library_that_is_not_there_names_those_that_are(tmp_path):
    library(tmp_path, "other")
    with pytest.raises(LibraryError, match="no library 'main'") as refused:
        Library.open(str(tmp_path / "libraries"), "main")
    assert "other" in refused.value.hint


def test_a_library_cannot_be_made_twice(tmp_path):
    library(tmp_path)
    with pytest.raises(LibraryError, match="already"):
        library(tmp_path)


def test_a_dropped_library_is_gone_and_its_name_free(tmp_path):
    library(tmp_path)
    database = Database(str(tmp_path / "libraries"))
    database.drop("main")
    assert database.names() == ()
    assert len(open_or_create(database, "main", now=NOW)) == 0


def test_one_process_at_a_time_changes_a_library(tmp_path):
    root = str(tmp_path / "libraries")
    with (
        locked(root, "main", locks=tmp_path),
        locked(root, "other", locks=tmp_path),
        pytest.raises(LibraryError, match="another litsynth process"),
        locked(root, "main", locks=tmp_path),
    ):
        pytest.fail("the lock was given twice")
    with locked(root, "main", locks=tmp_path):
        pass


def test_damaged_files_are_a_clear_error(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(30))))
    for path in (tmp_path / "libraries" / "main.papers.lance" / "data").iterdir():
        path.write_bytes(b"nonsense")
    opened = Library.open(str(tmp_path / "libraries"), "main")
    with pytest.raises(LibraryError) as refused:
        opened.papers(["own:r3"])
    assert "library remove" in refused.value.hint


def test_a_library_can_be_at_an_address(tmp_path):
    root = f"file://{tmp_path}/far"
    with locked(root, "main", locks=tmp_path / "locks"):
        made = open_or_create(Database(root), "main", now=NOW)
        add(made, lines(tmp_path / "x.jsonl", map(record, range(10))))
    assert ids(Library.open(root, "main").search("violins", limit=1)) == ["own:r3"]
    (told,) = overviews(root)
    assert (told.papers, told.bytes) == (10, None)
    with pytest.raises(LibraryError, match="no library 'other'"):
        Library.open(root, "other")


def test_a_library_open_for_reading_survives_what_another_process_tidies(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(40))))
    reader = Library.open(str(tmp_path / "libraries"), "main")
    assert len(reader.search("violins", limit=40)) == 8
    changed = (record(at, abstract="Violins all over.") for at in range(40))
    add(made, lines(tmp_path / "y.jsonl", changed))
    made.store.tidy()
    assert len(reader.search("violins", limit=40)) >= 8


def test_entries_survive_as_json(shelf):
    from pydantic import TypeAdapter

    from litsynth.library.library import Hit

    adapter = TypeAdapter(tuple[Hit, ...])
    hits = shelf.search("violins", limit=3)
    assert adapter.validate_python(json.loads(adapter.dump_json(hits))) == hits


def test_what_is_open_is_read_on_while_another_process_adds_and_tidies(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(30))))
    embed(made, Compass())
    reads = (
        lambda one: one.papers(["own:r3"]),
        lambda one: one.paper("own:r3"),
        lambda one: one.vectors(["own:r3"]),
        lambda one: one.state,
        lambda one: one.encoder,
        lambda one: list(one.all_papers()),
        lambda one: one.search("otters"),
    )
    opened = [Library.open(str(tmp_path / "libraries"), "main") for _ in reads]
    for at in range(3):
        changed = [record(number, abstract=f"Otters again, {at}") for number in range(40)]
        add(made, lines(tmp_path / "y.jsonl", changed))
        embed(made, Compass())
    made.store.set_about({"touched": "yes"})
    made.store.tidy()
    assert all(read(one) for read, one in zip(reads, opened, strict=True))
