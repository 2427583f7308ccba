"""`litsynth library add`: what it says of files, folders and PDFs, and what ends it early."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from litsynth.cli.library_options import rate
from litsynth.library.library import Library
from litsynth.library.locking import locked
from tests.library.making import lines, record


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
    letter = tmp_path / "letter"
    letter.write_text("Dear all,")
    ran = litsynth("library", "add", letter, papers, "--quiet")
    assert ran.status == 1
    assert f"not added: {letter}: it is of no known format" in ran.err
    assert "20 added" in ran.out


def test_a_library_is_not_made_of_files_that_give_no_paper(litsynth, tmp_path, papers):
    letter = tmp_path / "README.md"
    letter.write_text("# Dear all")
    ran = litsynth("library", "add", letter, "--name", "x", "--quiet")
    assert ran.status == 1
    assert f"not added: {letter}: it is of no known format" in ran.err
    assert "the library 'x' was not made: no paper was added" in ran.out
    assert "There is no library" in litsynth("library", "list").out
    assert litsynth("library", "add", papers, "--name", "x", "--quiet").status == 0
    again = litsynth("library", "add", letter, "--name", "x", "--quiet")
    assert "not made" not in again.out
    assert "20 papers" in litsynth("library", "list").out


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
    (folder / ".Trash").mkdir()
    (folder / ".Trash" / "thrown-away.pdf").write_bytes(b"%PDF-")
    (folder / ".hidden.jsonl").write_text('{"id": "9", "title": "Hidden"}\n')
    ran = litsynth("library", "add", folder, "--quiet")
    assert ran.status == 0
    assert ran.err.startswith(f"passed over: {folder / 'README.txt'}: it is of no known format")
    assert ran.err.count("\n") == 1
    assert "though not README or LICENSE" in ran.err
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
    assert f"not added: {folder / 'page.PDF'}: a web page, not a PDF" in ran.err
    assert json.loads(ran.out)["passed_over"] == []


def test_a_folder_with_nothing_to_add_and_a_path_that_is_not_there_are_refused(litsynth, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = litsynth("library", "add", tmp_path / "empty")
    assert (ran.status, "nothing to add" in ran.err) == (2, True)
    ran = litsynth("library", "add", tmp_path / "absent")
    assert (ran.status, "does not exist" in ran.err) == (2, True)
    os.mkfifo(tmp_path / "pipe")
    ran = litsynth("library", "add", tmp_path / "pipe")
    assert (ran.status, "neither a file nor a folder" in ran.err) == (2, True)


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


PROSE = "Otters live in rivers. They sleep in dens that they dig. We watched them every day. "
PAPERS = {
    "jats.xml": (
        "<?xml version='1.0'?><article><front><article-meta><title-group><article-title>Otters"
        "</article-title></title-group></article-meta></front><body><sec><title>Introduction"
        f"</title><p>{PROSE}</p></sec></body></article>"
    ),
    "page.html": f"<html><title>Otters</title><body><h1>Otters</h1><p>{PROSE}</p></body></html>",
    "latex.tex": "\\documentclass{article}\\title{Otters}\\begin{document}\\maketitle "
    f"{PROSE}\\end{{document}}",
    "markdown.md": f"# Otters\n\n## Introduction\n\n{PROSE}\n",
    "text.txt": f"Otters in the rivers of Wales\n\nAda Byron\n\nAbstract\n\n{PROSE}\n",
}


def test_papers_that_are_no_pdfs_are_added_with_where_their_full_text_is(litsynth, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in PAPERS.items():
        (folder / name).write_text(text)
    (folder / "README.md").write_text(PAPERS["markdown.md"])
    ran = litsynth("library", "add", folder, "--quiet", "--json")
    told = json.loads(ran.out)
    assert (ran.status, told["added"], told["problems"]) == (0, 5, [])
    assert told["formats"] == dict.fromkeys(("jats", "html", "latex", "markdown", "text"), 1)
    assert [Path(each["file"]).name for each in told["passed_over"]] == ["README.md"]
    found = json.loads(litsynth("library", "search", "otters", "--json").out)["hits"]
    assert {hit["paper"]["title"] for hit in found} == {"Otters", "Otters in the rivers of Wales"}
    assert {hit["paper"]["pdf_url"] for hit in found} == {
        (folder / name).as_uri() for name in PAPERS
    }
    assert "5 unchanged" in litsynth("library", "add", folder, "--quiet").out


def test_a_paper_that_was_edited_is_in_the_library_once(litsynth, tmp_path):
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text(PAPERS["markdown.md"])
    second.write_text(PAPERS["markdown.md"].replace("Otters", "Seals"))
    assert "2 added" in litsynth("library", "add", first, second, "--quiet").out
    first.write_text(PAPERS["markdown.md"].replace("Otters", "Beavers"))
    ran = litsynth("library", "add", first, second, "--quiet")
    assert ran.out.startswith("0 added, 1 updated, 1 unchanged")
    found = json.loads(litsynth("library", "search", "dens", "--json").out)["hits"]
    assert {hit["paper"]["title"] for hit in found} == {"Beavers", "Seals"}
    first.rename(tmp_path / "c.md")
    ran = litsynth("library", "add", tmp_path / "c.md", "--quiet")
    assert ran.out.startswith("0 added, 1 updated, 0 unchanged")


def test_papers_that_change_their_files_names_are_all_kept(litsynth, tmp_path):
    first, second, third = (tmp_path / f"{name}.md" for name in "abc")
    first.write_text(PAPERS["markdown.md"])
    assert "1 added" in litsynth("library", "add", first, "--quiet").out
    first.rename(second)
    first.write_text(PAPERS["markdown.md"].replace("Otters", "Seals"))
    litsynth("library", "add", first, second, "--quiet")
    found = json.loads(litsynth("library", "search", "dens", "--json").out)["hits"]
    assert {hit["paper"]["title"]: hit["paper"]["pdf_url"] for hit in found} == {
        "Otters": second.as_uri(),
        "Seals": first.as_uri(),
    }
    first.rename(third)
    second.rename(first)
    third.rename(second)
    ran = litsynth("library", "add", first, second, "--quiet")
    assert ran.out.startswith("0 added, 2 updated, 0 unchanged")


def test_notes_are_no_papers_and_adding_a_folder_that_holds_some_is_no_failure(litsynth, tmp_path):
    (tmp_path / "notes.txt").write_text("Dear all, this is to be read. Then it is to be done.\n")
    (tmp_path / "todo.md").write_text("# To do\n\nThis is to be read. Then it is to be done.\n")
    (tmp_path / "paper.md").write_text(PAPERS["markdown.md"])
    ran = litsynth("library", "add", tmp_path, "--quiet")
    assert (ran.status, ran.out.partition(",")[0]) == (0, "1 added")
    for name in ("notes.txt", "todo.md"):
        assert f"not added: {tmp_path / name}, line 1: a text that may be no paper" in ran.err


def test_reports_that_litsynth_made_are_no_papers_of_a_folder(litsynth, tmp_path):
    folder = tmp_path / "mine"
    run = folder / "do-otters-sleep-2026-01-02-0123abcd"
    run.mkdir(parents=True)
    (run / "run.json").write_text("{}")
    (run / "report.md").write_text(PAPERS["markdown.md"])
    (folder / "paper.md").write_text(PAPERS["markdown.md"])
    ran = litsynth("library", "add", folder, "--quiet", "--json")
    assert (json.loads(ran.out)["added"], json.loads(ran.out)["passed_over"]) == (1, [])


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


def test_while_another_process_adds_one_is_refused_and_may_search(filled, papers, own_home):
    with locked(str(own_home / "libraries"), "main", locks=own_home / "locks"):
        ran = filled("library", "add", papers)
        assert ran.status == 7
        assert "another litsynth process" in ran.err
        assert filled("library", "search", "violins").status == 0
