"""A library: adding again, changing, searching within limits, forgetting, and refusing."""

import json
import subprocess
import sys

import numpy as np
import pytest

from litsynth.errors import LibraryError
from litsynth.library import adding, importing
from litsynth.library.database import Database
from litsynth.library.filters import Filters
from litsynth.library.library import Library
from litsynth.library.locking import locked
from litsynth.library.overview import overviews, statistics
from litsynth.library.store import Store
from litsynth.library.writing import open_or_create
from litsynth.records import Paper, PaperId
from tests.library.making import NOW, Compass, add, embed, library, lines, record


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A library of fifty papers, embedded; tests only read it."""
    folder = tmp_path_factory.mktemp("shelf")
    made = library(folder)
    undated = record(50, title="Undated otters", year=None)
    add(made, lines(folder / "papers.jsonl", [*map(record, range(50)), undated]))
    embed(made, Compass())
    return made


def ids(hits):
    return [hit.paper.id for hit in hits]


def titles(library_, *names):
    return [paper.title for paper in library_.papers(names).values()]


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


def test_a_second_run_adds_nothing_and_a_changed_record_is_updated(tmp_path):
    made = library(tmp_path)
    path = lines(tmp_path / "x.jsonl.gz", map(record, range(30)))
    first, second = add(made, path), add(made, path)
    assert (first.added, first.updated, first.unchanged) == (30, 0, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 30)
    changed = [record(at, abstract="Walruses now.") if at == 7 else record(at) for at in range(31)]
    third = add(made, lines(tmp_path / "x.jsonl.gz", changed))
    assert (third.added, third.updated, third.unchanged) == (1, 1, 29)
    assert len(made) == 31
    assert ids(made.search("walrus")) == ["own:r7"]


def test_two_exports_of_one_paper_are_one_and_what_one_leaves_out_stays(tmp_path):
    made = library(tmp_path)
    full = {"doi": "10.1000/x", "title": "Otters", "abstract": "We watch.", "year": 2020}
    add(made, lines(tmp_path / "full.jsonl", [full]))
    bib = tmp_path / "refs.bib"
    bib.write_text(
        "@article{k, title={Otters in Rivers}, doi={10.1000/x}, eprint={2005.13013}, "
        "archiveprefix={arXiv}, author={Byron, Ada}}\n"
    )
    # BibTeX calls it by its arXiv id, so the two are two records of one paper in the library.
    again = lines(tmp_path / "short.jsonl", [{"doi": "10.1000/x", "title": "Otters in Rivers"}])
    assert add(made, again).updated == 1
    paper = made.paper("doi:10.1000/x")
    assert paper
    assert (paper.title, paper.abstract, paper.published) == (
        "Otters in Rivers",
        "We watch.",
        "2020",
    )
    assert add(made, again).unchanged == 1


def test_the_same_record_twice_in_one_run_is_counted_and_the_first_stays(tmp_path):
    made = library(tmp_path)
    twice = lines(tmp_path / "x.jsonl", [record(1), record(1), record(1, abstract="Other.")])
    added = add(made, twice)
    assert (added.added, added.repeated, added.bad) == (1, 2, 0)
    assert [paper.abstract for paper in made.all_papers()] == [record(1)["abstract"]]
    again = add(made, twice)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


def test_another_files_number_does_not_replace_a_paper(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", [{"id": "1", "title": "Otters in rivers"}]))
    added = add(made, lines(tmp_path / "y.jsonl", [{"id": "1", "title": "A tax on windows"}]))
    assert (added.updated, added.bad) == (0, 1)
    assert "Otters in rivers" in added.problems[0].reason
    assert titles(made, "own:1") == ["Otters in rivers"]


def test_batches_and_index_updates_on_the_way_change_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(adding, "BATCH", 7)
    monkeypatch.setattr(adding, "_CHANGED_AT_ONCE", 5)
    monkeypatch.setattr(adding, "_TIDY_EVERY", 20)
    monkeypatch.setattr(Store, "slow_while_untidy", True)  # As where the index is no file of ours.
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(100))))
    changed = (record(at, venue="Elsewhere") for at in range(0, 120, 2))
    added = add(made, lines(tmp_path / "y.jsonl", changed))
    assert (added.added, added.updated) == (10, 50)
    assert len(made) == len({paper.id for paper in made.all_papers()}) == 110
    assert made.store.unindexed() == 0


def test_removed_papers_are_gone_from_words_and_vectors(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(10))))
    embed(made, Compass())
    assert made.store.remove(["own:r3", "own:r99"]) == 1
    vector = Compass().encode(["violins"])[0]
    assert "own:r3" not in ids(made.search("violins", limit=20, vector=vector))
    assert (len(made), made.store.vectors.count()) == (9, 9)


def test_statistics_count_what_is_there(shelf):
    found = statistics(shelf)
    assert found.overview.papers == found.overview.embedded == 51
    assert found.years["2000"] == 3
    assert (found.years["undated"], found.without_abstract, found.retracted) == (1, 0, 0)
    assert found.formats == {"json-lines": 51}
    assert "51 by compass@1" in found.in_words


def test_a_fuller_record_of_a_paper_in_one_run_completes_the_first(tmp_path):
    made = library(tmp_path)
    bare = {"doi": "10.1000/a", "title": "Otters", "year": 2001}
    fuller = {"doi": "10.1000/a", "title": "Otters", "abstract": "They swim.", "year": 1999}
    path = lines(tmp_path / "x.jsonl", [bare, bare, fuller])
    added = add(made, path)
    assert (added.added, added.repeated, added.bad, added.problems) == (1, 2, 0, [])
    (paper,) = made.all_papers()
    assert (paper.abstract, paper.published) == ("They swim.", "2001")
    assert [hit.paper.id for hit in made.search("swim", limit=5)] == ["doi:10.1000/a"]
    assert made.store.unindexed() == 0


def test_adding_records_that_complete_each_other_again_changes_nothing(tmp_path):
    made = library(tmp_path)
    bare, fuller = {"id": "7", "title": "Otters"}, {"id": "7", "title": "Otters", "year": 2001}
    path = lines(tmp_path / "x.jsonl", [bare, fuller])
    add(made, path)
    again = add(made, path)
    assert (again.added, again.updated, again.unchanged, again.repeated) == (0, 0, 1, 1)
    assert [paper.published for paper in made.all_papers()] == ["2001"]


def test_a_record_with_the_identifier_of_quite_another_title_is_listed(tmp_path):
    made = library(tmp_path)
    records = [{"doi": "10.1000/a", "title": "Otters"}, {"doi": "10.1000/a", "title": "Glaciers"}]
    added = add(made, lines(tmp_path / "x.jsonl", records))
    assert (added.added, added.repeated, added.bad) == (1, 0, 1)
    assert "doi:10.1000/a came before" in added.problems[0].reason


MARKED = (
    "TY  - JOUR\nTI  - RETRACTED: Otters cure colds\nDO  - 10.1000/a\nER  - \n"
    "TY  - JOUR\nTI  - [Retracted] Otters cure coughs\nDO  - 10.1000/b\nER  - \n"
    "TY  - JOUR\nTI  - RETRACTED ARTICLE: Otters cure gout\nDO  - 10.1000/c\nER  - \n"
    "TY  - JOUR\nTI  - Otters and papers that were retracted: a study\nDO  - 10.1000/d\nER  - \n"
)


def test_a_title_that_says_retracted_marks_the_paper(tmp_path):
    made = library(tmp_path)
    (tmp_path / "x.ris").write_text(MARKED)
    add(made, tmp_path / "x.ris")
    found: dict[str, Paper] = {paper.id: paper for paper in made.all_papers()}
    assert found["doi:10.1000/b"].title == "Otters cure coughs"
    assert "retracted" in (found["doi:10.1000/b"].retraction or "")
    assert sum(paper.retraction is not None for paper in found.values()) == 3
    assert statistics(made).retracted == 3
    assert all(hit.paper.retraction for hit in made.search("cure", limit=5))


def test_a_library_made_before_knows_its_retracted_papers_by_their_titles(tmp_path, monkeypatch):
    made = library(tmp_path)
    (tmp_path / "x.ris").write_text(MARKED)
    with monkeypatch.context() as patched:
        patched.setattr(importing, "_marked", lambda entry: entry)
        add(made, tmp_path / "x.ris")
    assert "RETRACTED: Otters cure colds" in {row["title"] for row in made.store.every_row()}
    assert statistics(made).retracted == 3
    assert all(paper.retraction for paper in made.all_papers() if "that were" not in paper.title)
    assert all(hit.paper.retraction for hit in made.search("cure", limit=5))
    assert (add(made, tmp_path / "x.ris").updated, statistics(made).retracted) == (3, 3)


def test_a_retraction_that_another_export_does_not_tell_of_stays(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", [{"doi": "10.1000/a", "title": "RETRACTED: Otters"}]))
    add(made, lines(tmp_path / "y.jsonl", [{"doi": "10.1000/a", "title": "Otters", "year": 2001}]))
    (paper,) = made.all_papers()
    assert (paper.published, paper.retraction is None) == ("2001", False)


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


FULL = """
import resource, sys
from pathlib import Path
from litsynth.errors import LibraryError
from litsynth.library.library import Library
from tests.library.making import add
library = Library.open(sys.argv[1], "main")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    add(library, Path(sys.argv[2]))
except LibraryError as error:
    print("told:", error)
"""


def test_a_full_disk_is_told_and_the_library_stays_as_it_was(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(10))))
    # A limit on the size of a file fails a write as a full disk does.
    padded = (record(at, abstract=f"{at} " * 50) for at in range(3000))
    many = lines(tmp_path / "y.jsonl", padded)
    root = str(tmp_path / "libraries")
    done = subprocess.run(
        [sys.executable, "-c", FULL, root, str(many)], capture_output=True, text=True, check=False
    )
    assert "told: the disk is full" in done.stdout, done.stderr
    opened = Library.open(root, "main")
    assert len(opened) == 10
    assert add(opened, many).added == 2990
    assert len(Library.open(root, "main")) == 3000


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
