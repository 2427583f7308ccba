"""Adding: again, changed, from several exports, marked as retracted, and onto a full disk."""

import subprocess
import sys

from litsynth.library import adding, importing
from litsynth.library.library import Library
from litsynth.library.overview import statistics
from litsynth.library.store import Store
from litsynth.records import Paper
from tests.library.making import add, ids, library, lines, record, titles


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
    assert [bool(hit.paper.retraction) for hit in made.search("cure", limit=5)] == [True] * 3


def test_notices_about_papers_are_no_papers_whatever_the_format(tmp_path):
    made = library(tmp_path)
    (tmp_path / "x.ris").write_text(
        "TY  - JOUR\nTI  - Retraction notice to “Otters cure colds”\nDO  - 10.1000/a\nER  - \n"
        "TY  - JOUR\nTI  - Retraction of the left lung in otters\nDO  - 10.1000/b\nER  - \n"
    )
    (tmp_path / "x.bib").write_text("@article{a, title = {Erratum: Otters cure colds}}\n")
    records = [{"doi": "10.1000/c", "title": "Expression of Concern: Otters cure colds"}]
    added = add(made, tmp_path / "x.ris", tmp_path / "x.bib", lines(tmp_path / "x.jsonl", records))
    assert [problem.reason for problem in added.problems] == [
        "it is a notice of retraction",
        "it is a correction",
        "it is an expression of concern",
    ]
    assert [paper.id for paper in made.all_papers()] == ["doi:10.1000/b"]


def test_a_library_made_before_knows_its_retracted_papers_by_their_titles(tmp_path, monkeypatch):
    made = library(tmp_path)
    (tmp_path / "x.ris").write_text(MARKED)
    with monkeypatch.context() as patched:
        patched.setattr(importing, "_marked", lambda entry: entry)
        add(made, tmp_path / "x.ris")
    assert "RETRACTED: Otters cure colds" in {row["title"] for row in made.store.every_row()}
    assert statistics(made).retracted == 3
    assert all(paper.retraction for paper in made.all_papers() if "that were" not in paper.title)
    assert [bool(hit.paper.retraction) for hit in made.search("cure", limit=5)] == [True] * 3
    assert (add(made, tmp_path / "x.ris").updated, statistics(made).retracted) == (3, 3)


def test_a_retraction_that_another_export_does_not_tell_of_stays(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", [{"doi": "10.1000/a", "title": "RETRACTED: Otters"}]))
    add(made, lines(tmp_path / "y.jsonl", [{"doi": "10.1000/a", "title": "Otters", "year": 2001}]))
    (paper,) = made.all_papers()
    assert (paper.published, paper.retraction is None) == ("2001", False)


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
