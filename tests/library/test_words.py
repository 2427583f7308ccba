"""The index of words beside the tables: in step with them, whatever happened to either."""

import shutil
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from litsynth.errors import LibraryError
from litsynth.library import rows, words
from litsynth.library.database import Database
from litsynth.library.filters import Filters
from litsynth.library.ledger import marks
from litsynth.library.library import Library
from litsynth.library.locking import locked
from litsynth.library.venues import _PRINTED
from litsynth.library.writing import open_or_create
from tests.library.making import NOW, add, library, lines, record


def root_of(tmp_path):
    return str(tmp_path / "libraries")


def reopened(tmp_path):
    return Library.open(root_of(tmp_path), "main")


def index_folder(tmp_path):
    return tmp_path / "libraries" / "main.words"


def ids(hits):
    return sorted(hit.paper.id for hit in hits)


def marked(library_):
    """Marks of the table and of the index, each in order."""
    here = marks(*library_.store.ledger_columns())
    return sorted(here.tolist()), sorted(library_.store._words.marks().tolist())


@pytest.fixture
def filled(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(30))))
    return made


def test_the_index_lists_each_row_of_the_table_once_in_any_number_of_parts(filled, monkeypatch):
    for at_once in (1, 7, 1000):
        monkeypatch.setattr(words, "_AT_ONCE", at_once)
        table, index = marked(filled)
        assert table == index
        assert len(index) == 30
        assert min(index) < 0 < max(index)


def test_a_row_out_of_the_index_is_the_row_of_the_table(filled):
    ((found, _),) = filled.store.lexical_rows("part 7", limit=1, filters=Filters(until="2007"))
    stored = filled.store.rows_of([found["id"]])[found["id"]]
    assert found == {name: stored[name] for name in found}
    assert set(stored) - set(found) == {"key", "digest"}


def test_papers_are_found_by_any_of_their_identifiers_before_and_after_the_index_knows_them(filled):
    assert set(filled.store.rows_named(["own:r3", "own:r7", "own:none"])) == {"own:r3", "own:r7"}
    assert filled.store._words.ids_named(["own:r3"]) == ["own:r3"]
    more = dict(next(filled.store.every_row()), id="own:new", names=["own:new", "doi:10.1000/new"])
    filled.store.append(pa.Table.from_pylist([more], schema=rows.PAPERS))
    assert set(filled.store.rows_named(["doi:10.1000/new"])) == {"own:new"}
    filled.store.tidy()
    assert filled.store._words.ids_named(["doi:10.1000/new"]) == ["own:new"]
    assert set(filled.store.rows_named(["doi:10.1000/new"])) == {"own:new"}


def test_rows_that_only_the_table_has_are_found_by_the_next_search(filled, tmp_path):
    # What a process leaves that is killed between the two.
    filled.store._words.forget(words_keys(filled, ["own:r3", "own:r8"]))
    filled.store._words.keep()
    filled.store._words.note(None)
    opened = reopened(tmp_path)
    assert opened.store.behind
    assert opened.store.unindexed() == 2
    assert ids(opened.search("violins", limit=30)) == sorted(f"own:r{at}" for at in range(3, 30, 5))
    assert not opened.store.behind
    assert reopened(tmp_path).store.unindexed() == 0


def words_keys(library_, names):
    return [row["key"] for row in library_.store.rows_of(names).values()]


def test_rows_that_only_the_index_has_are_not_found_any_more(filled, tmp_path):
    filled.store._papers.delete("id = 'own:r3'")
    opened = reopened(tmp_path)
    assert opened.store.behind
    assert "own:r3" not in ids(opened.search("violins", limit=30))
    table, index = marked(opened)
    assert table == index
    assert len(table) == 29


def test_rows_that_were_put_in_twice_are_there_once_after_catching_up(filled, tmp_path):
    stored = rows.from_part(next(iter(filled.store._papers.to_arrow().to_batches())))
    filled.store._words.put(stored)
    filled.store._words.keep()
    filled.store._words.note(None)
    opened = reopened(tmp_path)
    hits = opened.search("violins", limit=30)
    assert len(hits) == len(set(ids(hits))) == 6
    table, index = marked(opened)
    assert table == index


@pytest.mark.parametrize("harm", ["gone", "empty", "nonsense", "other form"])
def test_an_index_that_cannot_be_used_is_made_again_by_the_next_search(filled, tmp_path, harm):
    folder = index_folder(tmp_path)
    if harm == "gone":
        shutil.rmtree(folder)
    elif harm == "empty":
        for path in folder.iterdir():
            path.unlink()
    elif harm == "nonsense":
        (folder / "meta.json").write_text("nonsense")
    else:
        (folder / "step.txt").write_text("999 1")
    assert len(reopened(tmp_path).search("violins", limit=30)) == 6
    again = reopened(tmp_path)
    assert not again.store.behind
    assert len(again.search("violins", limit=30)) == 6


def test_a_library_made_before_there_was_such_an_index_gets_one_and_drops_its_own(tmp_path):
    # At an address the database's own index is used, as it was everywhere.
    address = f"file://{root_of(tmp_path)}"
    old = open_or_create(Database(address), "main", now=NOW)
    add(old, lines(tmp_path / "x.jsonl", map(record, range(30))))
    assert not index_folder(tmp_path).exists()
    expected = ids(old.search("violins", limit=30))
    opened = reopened(tmp_path)
    assert ids(opened.search("violins", limit=30)) == expected
    assert index_folder(tmp_path).exists()
    opened.store.tidy()
    columns = [index.columns for index in opened.store._papers.list_indices()]
    assert ["text"] not in columns
    assert not reopened(tmp_path).store.behind


def test_while_another_process_changes_the_library_what_is_indexed_is_found(filled, tmp_path):
    filled.store._words.note(None)
    with locked(root_of(tmp_path), "main", locks=tmp_path):
        opened = reopened(tmp_path)
        assert len(opened.search("violins", limit=30)) == 6
        assert opened.store.behind


PUTS = """
import sys
from pathlib import Path
from litsynth.library import words
from litsynth.library.library import Library
from tests.library.making import add
words._KEPT_EVERY = 1
library = Library.open(sys.argv[1], "main")
tidy, library.store.tidy = library.store.tidy, lambda: None
add(library, Path(sys.argv[2]))
print(library.store.behind)
"""


@pytest.mark.parametrize("change", ["remove", "tidy"])
def test_a_change_after_another_process_was_killed_does_not_hide_what_that_one_left(
    filled, tmp_path, change
):
    other = reopened(tmp_path)
    other.store._words = None  # As if it were killed before it came to the index.
    add(other, lines(tmp_path / "y.jsonl", map(record, range(30, 60))))
    if change == "remove":
        assert filled.store.remove(["own:r3"]) == 1
    else:
        filled.store.tidy()
    table, index = marked(reopened(tmp_path))
    assert table == index
    assert len(table) == (59 if change == "remove" else 60)


def test_what_was_kept_before_a_process_ended_is_not_put_in_again(filled, tmp_path):
    more = lines(tmp_path / "y.jsonl", map(record, range(30, 60)))
    ran = subprocess.run(
        [sys.executable, "-c", PUTS, root_of(tmp_path), str(more)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "False\n"
    opened = reopened(tmp_path)
    assert (opened.store.behind, opened.store.unindexed()) == (True, 0)
    assert len(opened.search("violins", limit=60)) == 12
    table, index = marked(opened)
    assert table == index


def test_a_change_that_the_index_does_not_take_leaves_it_behind_and_is_made_good(
    filled, tmp_path, monkeypatch
):
    def fail(self, batch):
        raise OSError(28, "No space left on device")

    more = lines(tmp_path / "y.jsonl", map(record, range(30, 35)))
    with monkeypatch.context() as patched:
        patched.setattr(words.Words, "put", fail)
        with pytest.raises(LibraryError, match="disk is full"):
            add(filled, more)
    assert filled.store.behind
    opened = reopened(tmp_path)
    assert add(opened, more).unchanged == 5
    assert not opened.store.behind
    table, index = marked(opened)
    assert table == index
    assert len(index) == 35


@pytest.mark.parametrize(
    "venue", ["a.b", "(a|b)", "[a-z]*", "a\\b", "^a$", "ü+", "a&&b", "~x", "Maß"]
)
def test_a_venue_is_looked_for_as_it_is_written(tmp_path, venue):
    made = library(tmp_path)
    told = [
        record(1, venue=f"Annals of {venue} studies"),
        record(2, venue="Annals of abab studies"),
    ]
    add(made, lines(tmp_path / "x.jsonl", told))
    assert ids(made.search("keepers", filters=Filters(venue=f"of {venue} st"))) == ["own:r1"]


def test_every_usual_short_name_finds_what_it_stands_for(tmp_path):
    made = library(tmp_path)
    told = [record(at, venue=f"The {form[0]}, 2020") for at, form in enumerate(_PRINTED.values())]
    add(made, lines(tmp_path / "x.jsonl", told))
    for at, name in enumerate(_PRINTED):
        found = ids(made.search("keepers", filters=Filters(venue=name), limit=100))
        assert f"own:r{at}" in found


@pytest.mark.parametrize(
    ("category", "expected"),
    [("cs", 1), ("CS.CL", 1), ("cs.C", 0), ("CL", 0), ("math.a", 1), ("math", 1), ("math.a.b", 1)],
)
def test_a_category_is_found_whole_or_by_what_stands_before_a_dot(tmp_path, category, expected):
    made = library(tmp_path)
    path = lines(tmp_path / "x.jsonl", [record(1, categories=["cs.CL", "math.a.b"]), record(2)])
    add(made, path)
    assert len(made.search("keepers", filters=Filters(category=category))) == expected


def test_a_dropped_library_leaves_no_index_behind(filled, tmp_path):
    Database(root_of(tmp_path)).drop("main")
    assert not index_folder(tmp_path).exists()
    again = open_or_create(Database(root_of(tmp_path)), "main", now=NOW)
    assert again.search("violins") == ()


def test_marks_differ_where_key_or_digest_does():
    keys, digests = np.array([1, 1, 2, 1]), np.array([1, 2, 1, 1])
    found = marks(keys, digests).tolist()
    assert len(set(found)) == 3
    assert found[0] == found[3]
