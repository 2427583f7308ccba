"""`litsynth report` from question to files, with the real model, reader and HTTP."""

import csv
import json
import re
import socket
from pathlib import Path

import jsonschema
import pytest
import yaml

from litsynth.report.schema import report_schema
from tests.conftest import ROOT
from tests.standin.catalogue import QUESTION, SOURCE, SOURCE_TWIN
from tests.standin.faults import Fault

pytestmark = pytest.mark.usefixtures("kept_home")

STARTER_SOURCE = "arxiv:2005.13013"
EXAMPLES = [
    item["question"]
    for item in yaml.safe_load((ROOT / "queries/intermediate-task-training.yaml").read_text())[
        "questions"
    ]
]


def report_in(ran):
    folder = Path(ran.out.strip())
    return folder, json.loads((folder / "report.json").read_bytes())


def documents_in(folder):
    lines = (folder / "reading.jsonl").read_bytes().split(b"\n")[:-1]
    found = [json.loads(line).get("document") for line in lines]
    return {document["paper"]: document for document in found if document}


def check_defensible(folder, report):
    """What every report promises, whatever its question."""
    jsonschema.validate(report, report_schema())
    documents = documents_in(folder)
    sources = set(report["source_papers"])
    included = {paper["id"]: paper for paper in report["papers"] if paper["role"] != "excluded"}
    numbers = sorted(paper["number"] for paper in included.values())
    assert numbers == list(range(1, len(included) + 1))
    assert report["flow"]["included"] == len(included)
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    for claim in report["claims"]:
        text = documents[claim["paper"]]["text"]
        assert text[claim["span"]["start"] : claim["span"]["end"]] == claim["quote"]
        assert claim["verified"] <= (claim["outcome"] == "supported")
        assert 0 <= claim["confidence"] <= 1
        for evidence in claim["evidence"]:
            assert evidence["paper"] not in sources
            span = evidence["span"]
            assert (
                documents[evidence["paper"]]["text"][span["start"] : span["end"]]
                == (evidence["quote"])
            )
    for finding in report["findings"]:
        assert finding["paper"] in included.keys() - sources
        span = finding["span"]
        text = documents[finding["paper"]]["text"]
        assert text[span["start"] : span["end"]] == finding["quote"]
    for paper in included.values():
        assert paper["title"][:20] in markdown.replace("\\", "")
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(report["claims"])
    assert (folder / "references.bib").read_text(encoding="utf-8").count("\n@") + 1 >= len(included)
    scores = [reviewer["score"] for reviewer in report["quality"]["reviewers"]]
    assert len(scores) == 5
    assert report["quality"]["score"] == pytest.approx(sum(scores) / 5, abs=0.01)


@pytest.mark.parametrize("question", EXAMPLES)
def test_the_example_questions_are_answered_from_the_starter_library(litsynth, question):
    ran = litsynth("report", question, "--source", "starter")
    assert ran.status == 0, ran.err
    folder, report = report_in(ran)
    check_defensible(folder, report)
    assert report["source_papers"] == [STARTER_SOURCE]
    assert len(report["claims"]) >= 6
    assert all(re.search(r"[.!?]”?$", claim["quote"]) for claim in report["claims"])


def test_the_classic_template_has_the_examples_sections_in_their_order(litsynth):
    ran = litsynth("report", EXAMPLES[0], "--source", "starter", "--template", "classic")
    folder, report = report_in(ran)
    lines = (folder / "report.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Abstract",
        "## 1 Introduction",
        "## 2 Methodology",
        "## 3 Results",
        "## 4 Limitations",
        "## 5 Extracted Claims",
        "## References",
    ]
    assert any(re.fullmatch(r"\|\s*Claim\s*\|\s*Verified\s*\|\s*Confidence\s*\|", x) for x in lines)
    assert sum(line.startswith("- <http") for line in lines) >= report["flow"]["included"]


def test_a_question_far_from_everything_known_ends_with_3(litsynth):
    question = "How did medieval monasteries manage bee-keeping and wax production?"
    ran = litsynth("report", question, "--source", "starter")
    assert ran.status == 3
    assert "starter" in ran.err
    assert ran.out == ""


def test_offline_never_opens_a_socket(litsynth, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    ran = litsynth("report", EXAMPLES[0], "--offline")
    assert ran.status == 0, ran.err


@pytest.fixture
def standin(arxiv_standin, monkeypatch):
    """The stand-in as arXiv's base address, with waits short enough for a test."""
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", arxiv_standin.base_url)
    monkeypatch.setenv("LITSYNTH_ARXIV__INTERVAL_S", "0")
    monkeypatch.setenv("LITSYNTH_ARXIV__LONGEST_WAIT_S", "0.05")
    monkeypatch.setenv("LITSYNTH_ARXIV__READ_TIMEOUT_S", "2")
    return arxiv_standin


def test_papers_are_found_downloaded_read_and_checked(litsynth, standin):
    ran = litsynth("report", QUESTION, "--source", "arxiv")
    assert ran.status == 0, ran.err
    folder, report = report_in(ran)
    check_defensible(folder, report)
    assert report["source_papers"] == [f"arxiv:{SOURCE}"]
    assert report["failures"] == []
    papers = {paper["id"]: paper for paper in report["papers"]}
    # The journal's print of the source paper is the source paper.
    assert f"arxiv:{SOURCE_TWIN}" not in papers
    assert report["flow"]["duplicates"] >= 1
    assert {papers[one]["depth"] for one in papers if papers[one]["role"] != "excluded"} == {
        "full_text"
    }
    assert all(claim["page"] in {1, 2, 3} for claim in report["claims"])
    run = json.loads((folder / "run.json").read_bytes())
    assert run["state"] == "finished"
    assert len(run["queries"]) >= 1
    assert all(query["hits"] is not None for query in run["queries"])
    assert set(run["files"]) == {one for one in papers if papers[one]["role"] != "excluded"}


FAULTS = {
    "a rate limit": {"fault": Fault.RATE_LIMIT, "on": "/api/query", "times": 2, "retry_after": 0},
    "an overloaded server": {"fault": Fault.UNAVAILABLE, "on": "/api/query", "times": 2},
    "a dropped connection": {"fault": Fault.DROPPED, "on": "/api/query", "times": 1},
    "a hung-up connection": {"fault": Fault.HUNG_UP, "on": "/api/query", "times": 1},
    "an empty page": {"fault": Fault.EMPTY_PAGE, "on": "/api/query", "times": 1},
    "a web page for a PDF": {"fault": Fault.HTML_PAGE, "on": "/pdf/2208.90333"},
    "a truncated PDF": {"fault": Fault.TRUNCATED_PDF, "on": "/pdf/2208.90333"},
    "a missing PDF": {"fault": Fault.NOT_FOUND, "on": "/pdf/2208.90333"},
    "an empty PDF": {"fault": Fault.EMPTY_BODY, "on": "/pdf/2208.90333"},
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_server_ends_in_a_report(litsynth, standin, name):
    fault = dict(FAULTS[name])
    standin.faults.add(fault.pop("fault"), **fault)
    ran = litsynth("report", QUESTION, "--source", "arxiv", "--format", "json,md,csv,bib")
    assert ran.status == 0, ran.err
    folder, report = report_in(ran)
    check_defensible(folder, report)
    paper = next(one for one in report["papers"] if one["id"] == "arxiv:2208.90333")
    if "PDF" in name:
        assert any(failure["what"].startswith(paper["id"]) for failure in report["failures"])
        assert paper["depth"] in {"abstract", "full_text"}
        assert paper["reason"]
    else:
        assert paper["depth"] == "full_text"


def test_an_endless_pdf_costs_that_paper_only(litsynth, standin, monkeypatch):
    monkeypatch.setenv("LITSYNTH_READING__MAX_FILE_MB", "1")
    standin.faults.add(Fault.ENDLESS_PDF, on="/pdf/2208.90333")
    ran = litsynth("report", QUESTION, "--source", "arxiv")
    assert ran.status == 0, ran.err
    _, report = report_in(ran)
    (failure,) = report["failures"]
    assert failure["what"].startswith("arxiv:2208.90333")
    assert "1 MB" in failure["reason"]
    assert standin.sent_bytes("/pdf/2208.90333") < 20_000_000


def test_when_no_pdf_can_be_read_the_abstracts_stand_in(litsynth, standin):
    standin.faults.add(Fault.HTML_PAGE, on="/pdf/")
    ran = litsynth("report", QUESTION, "--source", "arxiv")
    assert ran.status == 0, ran.err
    folder, report = report_in(ran)
    check_defensible(folder, report)
    assert {paper["depth"] for paper in report["papers"] if paper["role"] != "excluded"} == {
        "abstract"
    }
    assert len(report["failures"]) >= report["flow"]["included"]


def test_arxiv_refusing_every_query_ends_with_4(litsynth, standin):
    standin.faults.add(Fault.RATE_LIMIT, on="/api/query")
    ran = litsynth("report", QUESTION, "--source", "arxiv")
    assert ran.status == 4
    assert "429" in ran.err
    assert "Traceback" not in ran.err


def test_where_arxiv_cannot_be_reached_the_starter_library_stands_in_and_says_so(
    litsynth, monkeypatch
):
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", "http://127.0.0.1:9")
    ran = litsynth("report", EXAMPLES[0])
    assert ran.status == 0, ran.err
    assert "starter library" in ran.err
    folder, report = report_in(ran)
    assert "starter library" in " ".join(report["notices"])
    assert "starter library" in (folder / "report.md").read_text(encoding="utf-8")[:3000]


def test_unreachable_arxiv_alone_ends_with_4(litsynth, monkeypatch):
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", "http://127.0.0.1:9")
    ran = litsynth("report", EXAMPLES[0], "--source", "arxiv")
    assert ran.status == 4


def test_a_named_source_paper_is_used(litsynth, standin):
    ran = litsynth("report", QUESTION, "--source", "arxiv", "--source-paper", "2304.90412")
    assert ran.status == 0, ran.err
    folder, report = report_in(ran)
    check_defensible(folder, report)
    assert report["source_papers"] == ["arxiv:2304.90412"]


def test_a_source_paper_that_nobody_holds_ends_with_5(litsynth, standin):
    ran = litsynth("report", QUESTION, "--source", "arxiv", "--source-paper", "2001.99999")
    assert ran.status == 5
    assert "2001.99999" in ran.err


def test_the_same_command_again_reuses_the_run_and_asks_nobody(litsynth, standin):
    first = litsynth("report", QUESTION, "--source", "arxiv")
    folder, _ = report_in(first)
    before = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    report = (folder / "report.json").read_bytes()
    asked = len(standin.requests)
    second = litsynth("report", QUESTION, "--source", "arxiv")
    assert second.out == first.out
    assert len(standin.requests) == asked
    assert {path.name: path.read_bytes() for path in folder.glob("*.jsonl")} == before
    assert (folder / "report.json").read_bytes() == report
    fresh = litsynth("report", QUESTION, "--source", "arxiv", "--fresh")
    assert fresh.out.strip() == f"{first.out.strip()}-2"
    # Asked again, but no file that is here already is downloaded again.
    assert not [one for one in standin.requests[asked:] if one.path.startswith("/pdf")]


def test_a_run_that_was_killed_goes_on_where_it_was(litsynth, standin):
    from litsynth.pipeline import stages

    def killed(*_args, **_kwargs):
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "verify_claims", killed)
        stopped = litsynth("report", QUESTION, "--source", "arxiv")
    assert stopped.status == 130
    assert "--resume" in stopped.err
    asked = len(standin.requests)
    resumed = litsynth("report", QUESTION, "--source", "arxiv", "--resume")
    assert resumed.status == 0, resumed.err
    assert len(standin.requests) == asked
    check_defensible(*report_in(resumed))


def test_resuming_with_other_settings_is_refused_with_what_differs(litsynth):
    first = litsynth("report", EXAMPLES[0], "--source", "starter")
    assert first.status == 0, first.err
    other = litsynth("report", EXAMPLES[0], "--source", "starter", "--max-papers", "5", "--resume")
    assert other.status == 2
    assert "--max-papers was 30, and is 5" in other.err
    assert "--fresh" in other.err


def test_real_pdfs_of_a_folder_are_reported_on(litsynth, shared):
    folder = f"folder:{shared / 'data/pdf'}"
    ran = litsynth("report", "What software helps teach programming?", "--source", folder)
    assert ran.status == 0, ran.err
    run, report = report_in(ran)
    check_defensible(run, report)
    failed = {failure["what"] for failure in report["failures"]}
    assert any("html-error-page" in what for what in failed)
    assert any("secret" in what for what in failed)
