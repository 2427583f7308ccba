"""`litsynth library`: what it prints, how it refuses, and a report from a library."""

import json
import re
import subprocess
import sys

import pytest

from litsynth.cli.library_options import rate
from litsynth.library.library import Library
from litsynth.library.locking import locked
from tests.library.making import lines, record


@pytest.fixture
def papers(tmp_path):
    return lines(tmp_path / "papers.jsonl", map(record, range(20)))


@pytest.fixture
def filled(litsynth, papers):
    assert litsynth("library", "add", papers, "--quiet").status == 0
    return litsynth


def test_adding_says_what_came_of_it_and_how_many_there_are(litsynth, papers):
    ran = litsynth("library", "add", papers)
    assert ran.status == 0
    first, second = ran.out.splitlines()
    assert re.fullmatch(r"20 added, 0 updated, 0 unchanged in \d+\.\d s(, [\d,]+ a second)?", first)
    assert second == "the library 'main' has 20 papers"
    assert "index: " in ran.err


@pytest.mark.parametrize(("elapsed_s", "told"), [(0.1, ""), (1.9, ""), (4.0, ", 5 a second")])
def test_a_rate_is_told_of_what_took_long_enough_to_have_one(elapsed_s, told):
    assert rate(20, elapsed_s) == told


def test_adding_again_adds_nothing_and_says_so_as_json(filled, papers):
    ran = filled("library", "add", papers, "--json", "--quiet")
    told = json.loads(ran.out)
    assert (told["added"], told["unchanged"], told["papers"]) == (0, 20, 20)
    assert told["problems"] == []
    assert ran.err == ""


def test_bad_lines_are_listed_with_file_and_line_and_are_no_failure(litsynth, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "1", "title": "Otters"}\n{"id": "2"}\n')
    ran = litsynth("library", "add", path, "--quiet")
    assert ran.status == 0
    assert ran.err == f"not added: {path}, line 2: it has no title\n"
    assert "1 added" in ran.out
    assert "1 could not be read" in ran.out


def test_a_file_that_is_not_read_to_its_end_is_a_failure_after_the_rest_was_added(
    litsynth, tmp_path, papers
):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,")
    ran = litsynth("library", "add", letter, papers, "--quiet")
    assert ran.status == 1
    assert f"not added: {letter}: it is of no known format" in ran.err
    assert "20 added" in ran.out


def test_an_array_that_breaks_off_is_a_failure_and_problems_come_in_order(litsynth, tmp_path):
    path = tmp_path / "cut.json"
    path.write_text(
        '[{"id": "1", "title": "Otters", "year": "in press"},\n{"id": "2"},\n{"id": "3", '
    )
    ran = litsynth("library", "add", path, "--quiet")
    assert ran.status == 1
    assert [line.partition(f"{path}, ")[2][:6] for line in ran.err.splitlines()] == [
        "line 2",
        "line 3",
        "line 1",
    ]
    assert "the file is not read further" in ran.err
    assert f"remark: {path}, line 1: the year 'in press' is not understood" in ran.err


def test_a_folder_gives_the_files_in_it_that_are_known(litsynth, tmp_path):
    folder = tmp_path / "mine"
    (folder / "deeper").mkdir(parents=True)
    lines(folder / "a.jsonl", [record(1)])
    (folder / "deeper" / "b.bib").write_text("@misc{b, title={Ponds}, doi={10.1000/b}}\n")
    (folder / "README.txt").write_text("my papers")
    (folder / ".hidden.jsonl").write_text('{"id": "9", "title": "Hidden"}\n')
    ran = litsynth("library", "add", folder, "--quiet")
    assert ran.status == 0
    assert ran.err.startswith(f"passed over: {folder / 'README.txt'}: it is of no known format")
    assert ran.err.count("\n") == 1
    assert "2 added" in ran.out
    assert "1 passed over" in ran.out


def test_a_file_of_a_folder_that_is_called_a_pdf_and_is_none_is_not_added(litsynth, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    lines(folder / "a.jsonl", [record(1)])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "page.PDF").write_bytes(b"<html><body>Forbidden</body></html>")
    ran = litsynth("library", "add", folder, "--quiet", "--json")
    assert ran.status == 1
    assert f"not added: {folder / 'empty.pdf'}: it is empty" in ran.err
    assert f"not added: {folder / 'page.PDF'}: it is a web page" in ran.err
    assert json.loads(ran.out)["passed_over"] == []


def test_a_folder_with_nothing_to_add_and_a_path_that_is_not_there_are_refused(litsynth, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = litsynth("library", "add", tmp_path / "empty")
    assert (ran.status, "nothing to add" in ran.err) == (2, True)
    ran = litsynth("library", "add", tmp_path / "absent")
    assert (ran.status, "does not exist" in ran.err) == (2, True)


def test_pdfs_are_read_by_the_reading_stage(litsynth, tmp_path):
    from tests.reading.typesetting import filler, pdf

    folder = tmp_path / "pdfs"
    folder.mkdir()
    source = (
        '#set page(width: 300pt, height: 300pt)\n#text(size: 16pt, weight: "bold")'
        "[Otters in rivers]\n\n= Abstract\nWe watch otters every single day of the year.\n\n"
        "= Introduction\n" + filler(12)
    )
    (folder / "paper.pdf").write_bytes(pdf(source))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnonsense")
    ran = litsynth("library", "add", folder, "--quiet")
    assert ran.status == 1
    assert f"not added: {folder / 'broken.pdf'}: " in ran.err
    assert "1 added" in ran.out
    found = json.loads(litsynth("library", "search", "otters", "--json").out)["hits"]
    assert [hit["paper"]["title"] for hit in found] == ["Otters in rivers"]
    assert found[0]["paper"]["pdf_url"] == (folder / "paper.pdf").as_uri()
    assert "1 unchanged" in litsynth("library", "add", folder, "--quiet").out


def test_an_encrypted_pdf_is_added_with_its_password(litsynth, tmp_path):
    import pypdf

    from tests.reading.typesetting import filler, pdf

    (tmp_path / "plain.pdf").write_bytes(pdf("= Otters in rivers\n" + filler(12)))
    writer = pypdf.PdfWriter(clone_from=tmp_path / "plain.pdf")
    writer.encrypt("swim", algorithm="RC4-128")
    writer.write(tmp_path / "closed.pdf")
    ran = litsynth("library", "add", tmp_path / "closed.pdf", "--quiet")
    assert (ran.status, "--pdf-password" in ran.err) == (1, True)
    opening = ("--pdf-password", "swim", "--quiet")
    ran = litsynth("library", "add", tmp_path / "closed.pdf", *opening)
    assert (ran.status, ran.err) == (0, "")
    assert "1 added" in ran.out


def test_what_reading_a_damaged_pdf_warns_of_is_a_remark(litsynth, tmp_path):
    from tests.reading.typesetting import filler, pdf

    whole = pdf("= Otters in rivers\n" + filler(40))
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) - 400])
    warned = litsynth("read", tmp_path / "cut.pdf", "--json")
    ran = litsynth("library", "add", tmp_path / "cut.pdf", "--quiet")
    assert (warned.status, ran.status) == (0, 0)
    warnings = json.loads(warned.out)["warnings"]
    assert warnings
    assert ran.err == "".join(
        f"remark: {tmp_path / 'cut.pdf'}, line 1: {each}\n" for each in warnings
    )


def test_a_search_prints_title_people_venue_date_and_id(filled):
    ran = filled("library", "search", "violins", "--limit", "1", "--year", "2003")
    assert ran.status == 0
    assert ran.err.startswith("ranked by words alone: no paper has a vector")
    assert ran.out == (
        "  1  On violins and their keepers, part 3\n"
        "     Ada Byron, Kim Lee · Journal of Violins · 2003 · own:r3\n"
    )


def test_limits_of_time_venue_and_category_hold(filled):
    def found(*options):
        out = filled("library", "search", "keepers", "--limit", "50", "--json", *options).out
        return sorted(hit["paper"]["id"] for hit in json.loads(out)["hits"])

    assert found("--year", "2018-2019") == ["own:r18", "own:r19"]
    assert found("--year", "2018-") == ["own:r18", "own:r19"]
    assert found("--year", "-2000") == ["own:r0"]
    assert found("--since", "2018-05") == ["own:r18", "own:r19"]
    assert found("--until", "2000") == ["own:r0"]
    assert found("--venue", "violins", "--until", "2003") == ["own:r3"]
    assert found("--category", "nat.glaciers", "--until", "2001") == ["own:r1"]


def test_a_venue_is_found_by_its_usual_short_name_as_a_word(litsynth, tmp_path):
    printed = [
        "Proceedings of the 2017 Conference on Empirical Methods in Natural Language Processing",
        "NAACL 2018",
        "Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics",
    ]
    rows = [{"id": f"{at}", "title": "Otters", "venue": one} for at, one in enumerate(printed)]
    litsynth("library", "add", lines(tmp_path / "x.jsonl", rows), "--quiet")
    litsynth("library", "embed", "--model", "hashing", "--quiet")

    def found(venue, *options):
        ran = litsynth("library", "search", "otters", "--venue", venue, "--json", *options)
        return sorted(hit["paper"]["id"] for hit in json.loads(ran.out)["hits"])

    for options in (["--lexical-only"], ["--model", "hashing"]):
        assert found("EMNLP", *options) == ["own:0"]
        assert found("acl", *options) == ["own:2"]
        assert found("2018", *options) == ["own:1"]
    ran = litsynth("library", "search", "otters", "--venue", "ICML", "--lexical-only")
    assert "papers of these venues are found: " in ran.err
    assert "NAACL 2018 (1)" in ran.err


def test_an_identifier_is_looked_up(litsynth, tmp_path):
    rows = [{"title": "Otters", "doi": "10.1000/a"}, {"title": "Bears", "id": "2606.28051"}]
    litsynth("library", "add", lines(tmp_path / "x.jsonl", rows), "--quiet")
    for text, title in (
        ("arxiv:2606.28051", "Bears"),
        ("https://doi.org/10.1000/A", "Otters"),
        ("10.1000/a", "Otters"),
    ):
        ran = litsynth("library", "search", text)
        assert (ran.status, ran.err) == (0, "looked up by its identifier\n")
        assert ran.out.startswith(f"  1  {title}\n")
    assert litsynth("library", "search", "10.1000/b").out == "Nothing was found.\n"
    assert "Otters" in litsynth("library", "search", "about:otters").out
    assert litsynth("library", "remove", "10.1000/A", "--yes").status == 0


def test_stop_words_alone_are_nothing_to_search_for(filled):
    ran = filled("library", "search", "the of")
    assert ran.status == 2
    assert "nothing to search for" in ran.err


def test_a_search_without_a_hit_says_so(filled):
    assert filled("library", "search", "xylophone").out == "Nothing was found.\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--year", "soon"], "no day"),
        (["--year", "2018-2016"], "no day is from 2018"),
        (["--year", "-"], "is no year"),
        (["--since", "2020", "--until", "2019-12"], "no day is from 2020"),
        (["--year", "2020", "--since", "2019"], "--year excludes"),
        (["--name", "../x"], "cannot be the name"),
    ],
)
def test_wrong_options_are_refused(filled, options, told):
    ran = filled("library", "search", "otters", *options)
    assert (ran.status, told in ran.err) == (2, True)


def test_a_library_that_is_not_there_is_told_with_how_to_make_it(litsynth):
    ran = litsynth("library", "search", "otters")
    assert ran.status == 7
    assert "there is no library 'main'" in ran.err
    assert "library add" in ran.err


def test_embedding_makes_the_search_one_by_meaning_too(filled):
    ran = filled("library", "embed", "--model", "hashing", "--quiet", "--limit", "15")
    assert ran.status == 0
    assert ran.out.splitlines()[1] == "15 of 20 papers of the library 'main' have vectors"
    told = filled("library", "search", "violins", "--model", "hashing").err
    assert told.startswith("ranked by words and by meaning\nnote: only 15 of 20 papers ")
    ran = filled("library", "embed", "--model", "hashing", "--quiet")
    assert ran.out.startswith("5 papers embedded by hashing")
    out = filled("library", "search", "violins", "--model", "hashing", "--json").out
    assert any(hit["semantic"] for hit in json.loads(out)["hits"])
    told = filled("library", "search", "violins", "--model", "hashing").err
    assert told == "ranked by words and by meaning\n"
    told = filled("library", "search", "the", "--model", "hashing").err
    assert told == "ranked by meaning alone: no paper has any of the words\n"
    told = filled("library", "search", "violins", "--lexical-only").err
    assert told == "ranked by words alone, as asked\n"
    out = filled("library", "search", "violins", "--lexical-only", "--json").out
    assert all(hit["semantic"] is None for hit in json.loads(out)["hits"])


def test_a_library_of_another_model_is_refused_with_a_way_out(filled, monkeypatch):
    filled("library", "embed", "--model", "hashing", "--quiet")
    monkeypatch.setenv("LITSYNTH_LIBRARY__FOLDER", "")
    monkeypatch.delenv("LITSYNTH_LIBRARY__FOLDER")
    ran = filled("library", "search", "violins")
    assert ran.status == 7
    assert "embedded by hashing" in ran.err
    assert "--lexical-only" in ran.err


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


def test_libraries_can_be_elsewhere(litsynth, papers, tmp_path):
    place = tmp_path / "elsewhere"
    litsynth("library", "add", papers, "--library", place, "--name", "mine", "--quiet")
    assert litsynth("library", "list", "--library", place).out.startswith("mine  20 papers")
    assert len(Library.open(str(place), "mine")) == 20


def test_while_another_process_adds_one_is_refused_and_may_search(filled, papers, own_home):
    with locked(str(own_home / "libraries"), "main", locks=own_home / "locks"):
        ran = filled("library", "add", papers)
        assert ran.status == 7
        assert "another litsynth process" in ran.err
        assert filled("library", "search", "violins").status == 0


def test_two_names_that_differ_in_capitals_are_refused(filled, papers):
    ran = filled("library", "add", papers, "--name", "Main")
    assert (ran.status, "capitals" in ran.err) == (7, True)


def test_an_interrupted_add_says_that_it_goes_on(tmp_path):
    file = lines(tmp_path / "x.jsonl", map(record, range(20_000)))
    code = (
        "import signal, sys, _thread\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # May be ignored outside.
        "from litsynth.library import adding\n"
        "adding.BATCH = 500\n"
        "original, sent = adding._Writer._flush, []\n"
        "def flush(self):\n"
        "    original(self)\n"
        "    if self._added.added > 1000 and not sent:\n"
        "        sent.append(True)\n"
        "        _thread.interrupt_main()\n"
        "adding._Writer._flush = flush\n"
        "from litsynth.cli.app import main\n"
        f"sys.argv = ['litsynth', 'library', 'add', '--library', {str(tmp_path / 'l')!r}, "
        f"{str(file)!r}]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "what was added is kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert 1000 < len(Library.open(str(tmp_path / "l"), "main")) < 20_000


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
