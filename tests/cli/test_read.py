"""`litsynth read`: what it prints, and how it refuses."""

import gzip
import json

import pytest
import typer
from typer.testing import CliRunner

from litsynth.cli.read import read
from litsynth.errors import ConfigError, ReadingError
from tests.reading.scanning import scan_of
from tests.reading.typesetting import filler, pdf

PAPER = pdf(
    '#set page(width: 300pt, height: 300pt)\n#text(size: 16pt, weight: "bold")[A Title]\n\n'
    "= Introduction\n" + filler(12)
)


@pytest.fixture
def command():
    app = typer.Typer()
    app.command()(read)
    return app


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(PAPER)
    return path


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_a_file_that_takes_longer_than_the_setting_allows_is_given_up(command, file, monkeypatch):
    monkeypatch.setenv("LITSYNTH_READING__TIMEOUT_S", "0.01")
    done = run(command, file)
    assert isinstance(done.exception, ReadingError)
    assert "reading it took longer than 0.01 s" in str(done.exception)


def test_sentences_are_printed_one_a_line_and_nothing_else(command, file):
    done = run(command, file, "--sentences")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 12
    assert all(line.endswith(f"mark{n}.") for n, line in enumerate(done.stdout.splitlines()))


def test_json_is_the_document(command, file):
    document = json.loads(run(command, file, "--json").stdout)
    assert document["title"] == "A Title"
    assert document["page_count"] >= 1
    assert len(document["sentences"]) == 12


def test_text_is_the_cleaned_text(command, file):
    assert run(command, file, "--text").stdout.startswith("A Title\n\nIntroduction\n\nSentence")


def test_the_outline_names_title_pages_and_sections(command, file):
    shown = run(command, file).stdout
    assert "title      A Title" in shown
    assert "introduction" in shown
    assert "12 sentences" in shown
    assert "references 0, cited 0 times" in shown


def test_two_shapes_at_once_are_refused(command, file):
    done = run(command, file, "--json", "--text")
    assert isinstance(done.exception, ConfigError)


def test_a_file_that_is_not_there_is_refused(command, tmp_path):
    done = run(command, tmp_path / "nothing.pdf")
    assert isinstance(done.exception, ConfigError)
    assert "cannot be opened" in str(done.exception)


def test_a_file_that_cannot_be_read_says_why(command, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"<html><body>no</body></html>")
    done = run(command, path)
    assert isinstance(done.exception, ReadingError)
    assert "a web page, not a PDF" in str(done.exception)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "Download it again"),
        (
            b"<html><head><title>404</title></head><body><p>Not here</p></body></html>",
            "save the PDF",
        ),
        (b'{"error": "not here"}', "Its name says PDF"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R", "The download broke off"),
    ],
    ids=["empty", "web page", "JSON", "cut off"],
)
def test_what_stands_in_for_a_paper_is_met_with_what_to_do(command, tmp_path, content, advice):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    done = run(command, path)
    assert isinstance(done.exception, ReadingError)
    assert advice in done.exception.hint


def test_an_archive_without_a_paper_is_met_with_what_to_do(command, tmp_path):
    path = tmp_path / "rows.gz"
    path.write_bytes(gzip.compress(b'{"row": 1}\n{"row": 2}\n'))
    done = run(command, path)
    assert "without LaTeX source" in str(done.exception)
    assert "the paper itself" in done.exception.hint


def test_a_scan_without_ocr_says_how_to_turn_it_on(command, tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(PAPER))
    done = run(command, path, "--no-ocr")
    assert isinstance(done.exception, ReadingError)
    assert "no text layer" in str(done.exception)
    assert "--ocr" in str(done.exception)


def test_a_scan_without_the_program_says_what_to_install(command, tmp_path, monkeypatch):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(PAPER))
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(command, path)
    assert isinstance(done.exception, ReadingError)
    assert "install Tesseract" in str(done.exception)
    assert "run the same command again" in done.exception.hint


def test_the_environment_turns_ocr_off_too(command, tmp_path, monkeypatch):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(PAPER))
    monkeypatch.setenv("LITSYNTH_READING__OCR", "false")
    done = run(command, path)
    assert "OCR is turned off" in str(done.exception)


def test_a_wrong_password_is_not_met_with_give_one(command, shared):
    path = shared / "data" / "pdf" / "broken" / "jcon.00012-aes256-user-secret.pdf"
    wrong = run(command, path, "--pdf-password", "guess").exception
    assert "not that of this file" in wrong.hint
    assert run(command, path).exception.hint == "Give --pdf-password."


def test_a_scan_left_alone_says_to_leave_the_option_out(command, tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(PAPER))
    assert "Leave --no-ocr out" in run(command, path, "--no-ocr").exception.hint


def test_a_file_of_blanks_holds_no_text(command, tmp_path):
    path = tmp_path / "blank.txt"
    path.write_text(" \n\n \n", encoding="utf-8")
    assert "holds no text" in str(run(command, path).exception)


def test_a_file_of_no_known_kind_is_refused_once(command, tmp_path):
    path = tmp_path / "programme"
    path.write_bytes(b"\x7fELF\x00\x01\x02")
    assert str(run(command, path).exception).count("does not read") == 1
