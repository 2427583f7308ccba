"""`litsynth report` through four databases at once, and through their faults, over real HTTP."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.test_report import check_defensible
from tests.standin.catalogue import CATALOGUE, QUESTION, SOURCE
from tests.standin.services import Spoil

pytestmark = pytest.mark.usefixtures("kept_home")

SYNTHESIS, LEGUMES, SANDY = "2208.90333", "2105.90101", "2304.90412"
RELEVANT = 8
"""Entries of the catalogue, at the least, that a search for the question should bring."""
STARTER_QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"


@pytest.fixture
def databases(arxiv_standin, services, monkeypatch):
    """arXiv and the three services, each at its stand-in, with waits short enough for a test."""
    faces = {"OPENALEX": "openalex", "SEMANTIC_SCHOLAR": "s2", "CROSSREF": "crossref"}
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", arxiv_standin.base_url)
    for section, face in faces.items():
        monkeypatch.setenv(f"LITSYNTH_{section}__BASE_URL", services.base_url(face))
    for section in ("ARXIV", *faces):
        monkeypatch.setenv(f"LITSYNTH_{section}__INTERVAL_S", "0")
        monkeypatch.setenv(f"LITSYNTH_{section}__LONGEST_WAIT_S", "0.01")
        monkeypatch.setenv(f"LITSYNTH_{section}__READ_TIMEOUT_S", "2")
    return services


def made(ran):
    assert ran.status == 0, ran.err
    folder = Path(ran.out.strip())
    report = json.loads((folder / "report.json").read_bytes())
    check_defensible(folder, report)
    return folder, report


def used(report):
    return {paper["id"]: paper for paper in report["papers"] if paper["role"] != "excluded"}


def named(report, arxiv):
    """The paper of that arXiv id, whatever it goes by."""
    (found,) = [p for p in report["papers"] if f"arxiv:{arxiv}" in p["identifiers"]]
    return found


def disguised(services):
    """The services write the same papers each in a way of its own, as the real ones do."""

    def openalex(entry, work):
        return work | {"doi": work["doi"].upper().replace("HTTPS://DOI.ORG/", "https://doi.org/")}

    def semantic_scholar(entry, record):
        title = entry.plain_title.upper().replace("-", " ")
        return record | {"title": title, "year": entry.published.year, "publicationDate": None}

    def crossref(entry, work):
        later = entry.published + timedelta(days=300)
        return work | {
            "DOI": work["DOI"].upper(),
            "title": [f"<i>{entry.plain_title}</i>"],
            "author": [
                {"given": name[0] + ".", "family": name.rpartition(" ")[2]}
                for name in entry.authors
            ],
            "issued": {"date-parts": [[later.year, later.month]]},
        }

    services.edits = {"openalex": openalex, "s2": semantic_scholar, "crossref": crossref}


def test_four_databases_give_each_paper_once_and_the_report_says_who_answered(
    litsynth, databases, monkeypatch
):
    disguised(databases)
    monkeypatch.setenv("S2_API_KEY", "k3y-of-a-user")
    folder, report = made(litsynth("report", QUESTION))
    assert report["failures"] == []
    assert report["notices"] == []
    titles = [paper["title"].casefold().replace("-", " ") for paper in report["papers"]]
    assert len(titles) == len(set(titles)) >= RELEVANT
    everywhere = ["arxiv", "crossref", "openalex", "semantic_scholar"]
    source = named(report, SOURCE)
    assert source["found_by"] == everywhere
    assert report["source_papers"] == [source["id"]]
    queries = json.loads((folder / "run.json").read_bytes())["queries"]
    assert list(dict.fromkeys(query["source"] for query in queries)) == [
        "arxiv",
        "openalex",
        "crossref",
        "semantic_scholar",
    ]
    assert all(query["hits"] is not None and query["sent_at"] for query in queries)
    methods = report["methodology"]
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    for name in everywhere:
        own = [query for query in queries if query["source"] == name]
        hits = sum(query["hits"] for query in own)
        assert f"{name} ({len(own)} of {len(own)} answered, {hits} hits)" in methods
    assert all(query["sent_at"] in markdown for query in queries)
    assert "k3y-of-a-user" not in "".join(
        path.read_text(encoding="utf-8") for path in folder.glob("*.*")
    )


def test_any_mix_of_sources_may_be_named(litsynth, databases):
    _, report = made(
        litsynth(
            "report", QUESTION, "--source", "crossref", "--source", "starter", "--source", "arxiv"
        )
    )
    found = {name for paper in report["papers"] for name in paper["found_by"]}
    assert found == {"arxiv", "crossref", "starter"}


def test_a_database_that_fails_is_told_with_its_queries_while_the_others_answer(
    litsynth, databases
):
    databases.spoil(Spoil.UNAVAILABLE, where=lambda path, _: path.startswith("/openalex"))
    folder, report = made(litsynth("report", QUESTION))
    (failure,) = report["failures"]
    assert failure["what"] == "openalex"
    assert "HTTP 503" in failure["reason"]
    assert report["notices"] == []
    failed = [query for query in report["run"]["queries"] if query["error"]]
    assert {query["source"] for query in failed} == {"openalex"}
    assert "title_and_abstract.search" in failed[0]["query"]
    assert "HTTP 503" in (folder / "report.md").read_text(encoding="utf-8")
    assert "openalex (none of " in report["methodology"]


def test_where_none_answers_the_starter_library_stands_in_and_every_query_is_told(
    litsynth, databases, monkeypatch
):
    databases.spoil(Spoil.SERVER_ERROR)
    monkeypatch.setenv("LITSYNTH_ARXIV__BASE_URL", "http://127.0.0.1:9")
    ran = litsynth("report", STARTER_QUESTION)
    folder, report = made(ran)
    assert "arXiv, OpenAlex and Crossref could not be reached" in report["notices"][0]
    assert {failure["what"] for failure in report["failures"]} == {"arxiv", "openalex", "crossref"}
    failed = [query for query in report["run"]["queries"] if query["error"]]
    assert {query["source"] for query in failed} == {"arxiv", "openalex", "crossref"}
    (unsent,) = [query for query in failed if query["source"] == "arxiv"]
    assert unsent["query"].startswith("(not sent) ")
    assert "Connection refused" in unsent["error"]
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    table = markdown.partition("### Queries as they were sent")[2].partition("###")[0]
    assert sum(table.count(f"\n| {name} |") for name in ("arxiv", "openalex", "crossref")) == (
        len(failed)
    )


def without_arxiv(standin, arxiv_standin, arxiv, *places):
    """The entry `arxiv` is in a journal only, open at `places`."""
    arxiv_standin.catalogue = tuple(e for e in arxiv_standin.catalogue if e.id != arxiv)

    def openalex(entry, work):
        if entry.id != arxiv:
            return work
        spots = [{"is_oa": True, "landing_page_url": None, "pdf_url": place} for place in places]
        return work | {"best_oa_location": None, "locations": spots, "primary_location": None}

    standin.edits = {"openalex": openalex, "crossref": lambda e, w: None if e.id == arxiv else w}


def by_title(report, arxiv):
    (entry,) = [entry for entry in CATALOGUE if entry.id == arxiv]
    (found,) = [paper for paper in report["papers"] if paper["title"] == entry.plain_title]
    return found


def test_a_paper_that_is_not_on_arxiv_is_read_where_openalex_says_that_it_is_open(
    litsynth, databases, arxiv_standin
):
    (entry,) = [entry for entry in CATALOGUE if entry.id == SYNTHESIS]
    gone, there = f"{databases.address}/gone.pdf", databases.repository(entry)
    without_arxiv(databases, arxiv_standin, SYNTHESIS, gone, there)
    ran = litsynth("report", QUESTION)
    _, report = made(ran)
    paper = by_title(report, SYNTHESIS)
    assert paper["depth"] == "full_text"
    assert paper["pdf_url"] == there
    assert [request.path for request in databases.requests if "pdf" in request.path] == [
        "/gone.pdf",
        f"/repository/{SYNTHESIS}.pdf",
    ]
    assert report["failures"] == []


def test_where_no_open_place_answers_the_abstract_is_read_and_marked(
    litsynth, databases, arxiv_standin
):
    gone = f"{databases.address}/gone.pdf"
    without_arxiv(databases, arxiv_standin, SYNTHESIS, gone, f"{databases.address}/lost.pdf")
    folder, report = made(litsynth("report", QUESTION))
    paper = by_title(report, SYNTHESIS)
    assert paper["depth"] == "abstract"
    assert paper["reason"].count("HTTP 404") == 2
    (failure,) = report["failures"]
    assert "its abstract was read instead" in failure["effect"]
    assert "abstract only" in (folder / "report.md").read_text(encoding="utf-8")


def retracting(doi):
    return {
        "DOI": "10.5555/notice.1",
        "type": "journal-article",
        "title": ["Retraction notice"],
        "update-to": [
            {
                "DOI": doi,
                "type": "retraction",
                "updated": {"date-parts": [[2023, 5, 4]]},
            }
        ],
    }


def test_retracted_papers_are_no_evidence_and_are_named_whichever_database_knows(
    litsynth, databases
):
    """One is marked by OpenAlex alone, one by a notice that Crossref lists, one by updated-by."""
    (synthesis,) = [entry for entry in CATALOGUE if entry.id == SYNTHESIS]

    def crossref(entry, work):
        updates = [{"type": "retraction", "DOI": "10.5555/r", "source": "retraction-watch"}]
        return work | {"updated-by": updates} if entry.id == SANDY else work

    databases.edits = {
        "openalex": lambda entry, work: work | {"is_retracted": entry.id == LEGUMES},
        "crossref": crossref,
    }
    databases.notices = [retracting(str(synthesis.doi).upper())]
    folder, report = made(litsynth("report", QUESTION))
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    quoted = {one["paper"] for claim in report["claims"] for one in claim["evidence"]}
    for arxiv, words in (
        (LEGUMES, "OpenAlex: it is marked as retracted"),
        (SYNTHESIS, "Crossref: retraction of 2023-05-04 (notice: 10.5555/notice.1)"),
        (SANDY, "Crossref: retraction"),
    ):
        paper = named(report, arxiv)
        assert paper["role"] == "excluded"
        assert paper["retraction"] == words
        assert paper["id"] not in quoted
        assert f"{paper['id']}; {words}" in markdown
    assert "3 papers found were retracted or withdrawn" in markdown


def test_a_retracted_source_paper_is_a_warning_on_the_first_page(litsynth, databases):
    databases.edits = {"openalex": lambda entry, work: work | {"is_retracted": entry.id == LEGUMES}}
    folder, report = made(litsynth("report", QUESTION, "--source-paper", LEGUMES))
    assert report["source_papers"] == [named(report, LEGUMES)["id"]]
    (notice,) = report["notices"]
    assert "retracted or withdrawn: OpenAlex: it is marked as retracted" in notice
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    assert notice.split(":")[0] in markdown[:2000].replace("\\", "")


def test_a_source_paper_that_only_a_look_up_finds_brings_its_retraction(litsynth, databases):
    """The paper is no answer to the question, so that each database is asked for it by its id."""
    bells = next(entry for entry in CATALOGUE if "Bells" in entry.title)
    databases.catalogue = tuple(replace(e, withdrawn=e is bells) for e in databases.catalogue)
    _, report = made(litsynth("report", QUESTION, "--source-paper", bells.id))
    assert any("marked as retracted" in notice for notice in report["notices"])
    assert set(named(report, bells.id)["found_by"]) >= {"arxiv", "openalex"}
