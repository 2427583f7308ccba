"""`litsynth library list`, `stats` and `remove`, and a report from a library."""

import json
import re

import pytest

from litsynth.library.library import Library
from tests.library.making import lines


def test_list_and_stats_tell_what_is_there(filled):
    assert filled("library", "list").out.startswith("main  20 papers, not embedded, ")
    (told,) = json.loads(filled("library", "list", "--json").out)
    assert (told["name"], told["papers"], told["problem"]) == ("main", 20, None)
    stats = json.loads(filled("library", "stats", "--json").out)
    assert stats["formats"] == {"json-lines": 20}
    assert stats["years"]["2003"] == 1
    words = filled("library", "stats").out
    assert re.search(r"^papers +20$", words, re.MULTILINE)
    assert re.search(r"^years +2000 to 2019$", words, re.MULTILINE)


def test_an_empty_shelf_says_how_to_begin(litsynth, own_home):
    out = litsynth("library", "list").out
    assert out.startswith("There is no library in ")
    assert "litsynth library add" in out
    assert not (own_home / "libraries").exists()


def test_removing_asks_and_takes_papers_or_all(filled):
    ran = filled("library", "remove", "own:r3")
    assert (ran.status, "--yes" in ran.err) == (2, True)
    ran = filled("library", "remove", "own:r3", "own:r99", "--yes")
    assert (ran.status, "own:r99" in ran.err) == (2, True)
    ran = filled("library", "remove", "own:r3", "--yes")
    assert ran.out == "1 paper was removed; the library 'main' has 19\n"
    assert filled("library", "remove", "--yes").out == "the library 'main' was removed\n"
    assert filled("library", "stats").status == 7


def test_where_nobody_can_answer_what_yes_would_remove_is_told(filled):
    assert "Remove the library 'main' with its 20 papers?" in filled("library", "remove").err
    assert "Remove own:r3 from the library 'main'?" in filled("library", "remove", "own:r3").err


def test_libraries_can_be_elsewhere(litsynth, papers, tmp_path):
    place = tmp_path / "elsewhere"
    litsynth("library", "add", papers, "--library", place, "--name", "mine", "--quiet")
    assert litsynth("library", "list", "--library", place).out.startswith("mine  20 papers")
    assert len(Library.open(str(place), "mine")) == 20


def test_a_place_that_can_hold_no_library_is_told_with_status_7(litsynth, papers, tmp_path):
    (tmp_path / "file").touch()
    ran = litsynth("library", "add", papers, "--library", "file")
    assert ran.status == 7
    assert "cannot be used" in ran.err


def test_two_names_that_differ_in_capitals_are_refused(filled, papers):
    ran = filled("library", "add", papers, "--name", "Main")
    assert (ran.status, "capitals" in ran.err) == (7, True)


SLEEP = {
    "Sleep strengthens memory of word lists": """We tested whether sleep strengthens memory.
        Participants who slept after learning recalled more words than participants who stayed
        awake. We conclude that sleep improves memory consolidation of word lists.""",
    "A night of sleep and the consolidation of memory": """Sleep improved memory consolidation in
        forty adults. Recall of words was higher after a night of sleep than after a day awake.""",
    "Slow waves in sleep predict what is remembered": """Memory consolidation during sleep depended
        on slow waves. Adults who slept recalled more words the next morning.""",
    "Naps and memory": """A nap of one hour improved memory consolidation. Participants who napped
        recalled more words than those who stayed awake.""",
    "Glaciers of the north": "We measure the ice of forty glaciers over ten years.",
}


@pytest.mark.parametrize("embedded", [False, True])
def test_a_library_of_abstracts_alone_gives_a_report_without_a_network(
    litsynth, tmp_path, embedded
):
    records = [
        {
            "id": f"s{at}",
            "title": title,
            "abstract": abstract,
            "authors": ["A. Byron"],
            "year": 2020,
        }
        for at, (title, abstract) in enumerate(SLEEP.items())
    ]
    path = lines(tmp_path / "sleep.jsonl", records)
    assert litsynth("library", "add", path, "--name", "sleep", "--quiet").status == 0
    if embedded:
        assert litsynth("library", "embed", "--name", "sleep", "--exact", "--quiet").status == 0
    ran = litsynth(
        "report",
        "Does sleep improve memory consolidation?",
        *("--source", "library:sleep", "--offline", "--quiet"),
    )
    assert ran.status == 0, ran.err
    report = json.loads((tmp_path / ran.out.strip() / "report.json").read_bytes())
    used = {paper["id"]: paper for paper in report["papers"] if paper["role"] != "excluded"}
    assert set(used) == {"own:s0", "own:s1", "own:s2", "own:s3"}
    assert {paper["depth"] for paper in used.values()} == {"abstract"}
    assert report["claims"]
    (query,) = report["run"]["queries"]
    assert query["source"] == "library:sleep"
    assert ("vectors of each by all-MiniLM" in query["query"]) is embedded
    assert "title and abstract of 5 papers" in query["query"]
    assert query["hits"] == 4


def test_a_report_from_a_library_that_is_not_there_says_how_to_make_it(litsynth):
    ran = litsynth("report", "Does sleep help?", "--source", "library:none", "--offline", "--quiet")
    assert ran.status == 7
    assert "there is no library 'none'" in ran.err
    assert "library add" in ran.err


def test_a_report_names_the_libraries_that_are_there_and_no_flag_that_it_has_not(filled):
    ran = filled("report", "Does sleep help?", "--source", "library:none", "--offline", "--quiet")
    assert ran.status == 7
    assert "Name one of those that there are: main." in ran.err
    assert "--name" not in ran.err
