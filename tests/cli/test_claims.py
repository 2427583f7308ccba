"""`litsynth claims`: what it prints, and how it refuses."""

import json

import pytest
import typer
from typer.testing import CliRunner

from litsynth.cli.claims import as_list, claims, claims_of
from litsynth.cli.read import read_file
from litsynth.errors import ConfigError
from litsynth.settings import Settings
from tests.claims.writing import WordEncoder
from tests.reading import bad_files

TEXT = """# Kites and their tails

## Abstract

Kites are flown in many countries. We present WingTail, a model of how kite tails damp oscillation.
Experiments on 40 kites show that longer tails reduce oscillation by 35%.

## Results

We find that WingTail predicts oscillation with an error of 4.2% [3, 7]. Does colour matter?

## References

Marsh, J. and Reed, P. Kites outperform balloons. 1999.
"""


@pytest.fixture
def command():
    app = typer.Typer()
    app.command()(claims)
    return app


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "kites.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_claims_are_printed_with_their_place_and_the_papers_words(command, file):
    done = run(command, file)
    assert done.exit_code == 0
    assert "longer tails reduce oscillation by 35%." in done.stdout
    assert "finding · Results · checkable" in done.stdout
    assert (
        "“We find that WingTail predicts oscillation with an error of 4.2% [3, 7].”" in done.stdout
    )
    assert "Does colour matter" not in done.stdout
    assert "outperform balloons" not in done.stdout


def test_json_is_the_claim_records(command, file):
    records = json.loads(run(command, file, "--json").stdout)
    assert [record["id"] for record in records] == [f"c{n + 1}" for n in range(len(records))]
    last = records[-1]
    assert last["quote"].endswith("4.2% [3, 7].")
    assert last["figures"] == [{"text": "4.2%", "value": 4.2, "unit": "%"}]


def test_no_more_are_printed_than_asked_for(command, file):
    assert len(json.loads(run(command, file, "--json", "--max-claims", 1).stdout)) == 1


def test_a_question_is_answered_with_relevance(file):
    found = claims_of(
        read_file(file, Settings().reading),
        question="With what error is oscillation predicted?",
        settings=Settings(),
        make_encoder=lambda _settings: WordEncoder(),
    )
    nearest = max(found, key=lambda claim: claim.relevance)
    assert "error of 4.2%" in nearest.text
    assert "relevance" in as_list(found)


def test_without_a_question_no_model_is_loaded(file):
    def refuse(_settings):
        raise AssertionError

    document = read_file(file, Settings().reading)
    assert claims_of(document, question="", settings=Settings(), make_encoder=refuse)


def test_the_hashing_encoder_serves_where_it_is_named(command, file):
    done = run(command, file, "--question", "Do tails help?", "--model", "hashing")
    assert done.exit_code == 0
    assert "relevance 0." in done.stdout


def test_a_file_that_is_not_there_is_named(command, tmp_path):
    done = run(command, tmp_path / "missing.pdf")
    assert isinstance(done.exception, ConfigError)
    assert "missing.pdf" in str(done.exception)


def test_a_paper_without_claims_says_so():
    assert as_list(()) == "No claims were found.\n"


@pytest.mark.parametrize("question", ["", "  ", "of the"])
def test_a_question_without_words_is_refused(command, file, question):
    done = run(command, file, "--question", question)
    assert isinstance(done.exception, ConfigError)
    assert "nothing to look for" in str(done.exception)
    assert "Without --question" in done.exception.hint


def test_a_question_that_no_claim_comes_near_is_told(command, file):
    done = run(command, file, "--question", "bananas and cats", "--model", "hashing")
    assert "note: no claim comes near the question" in done.stderr
    near = run(
        command, file, "--question", "longer tails reduce oscillation?", "--model", "hashing"
    )
    assert "note" not in near.stderr


def test_what_could_not_be_read_is_told_beside_the_claims(command, tmp_path):
    whole = bad_files.with_many_pages(10)
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: whole.index(b"\n16 0 obj")])
    assert "note: the file is cut off" in run(command, path).stderr


def test_a_language_that_the_models_do_not_know_is_told(command, tmp_path):
    path = tmp_path / "drachen.txt"
    text = "Die Drachen sind mit dem Schwanz nicht so schnell, und das ist auch der Grund. " * 3
    path.write_text(text, encoding="utf-8")
    assert "note: the text is not in English (language de)" in run(command, path).stderr


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It has been shown that heavy tails reduce lift by 3%.", "tells of others' work"),
        ("Marsh et al. (2004) found that heavy tails reduce lift.", "taken from another paper"),
    ],
)
def test_what_is_taken_from_others_is_said_as_surely_as_it_is_known(
    command, tmp_path, sentence, said
):
    path = tmp_path / "cited.txt"
    path.write_text(sentence, encoding="utf-8")
    shown = run(command, path, "--include-cited").stdout
    assert said in shown
    assert "other ·" not in shown
