"""`litsynth report --source-papers N`: claims of several papers, none checked against its own."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.library.making import lines

pytestmark = pytest.mark.usefixtures("kept_home")

QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"
BEST = "arxiv:2005.13013"


def report_in(folder):
    return json.loads((Path(folder) / "report.json").read_bytes())


def test_claims_of_several_papers_are_checked_each_without_its_own(litsynth):
    ran = litsynth(
        "report", QUESTION, "--source", "starter", "--source-papers", "3", "--max-claims", "15"
    )
    assert ran.status == 0, ran.err
    folder = Path(ran.out.strip())
    report = report_in(folder)
    sources = report["source_papers"]
    assert len(sources) == 3
    assert sources[0] == BEST
    own = Counter(claim["paper"] for claim in report["claims"])
    assert set(own) == set(sources)
    assert own.total() == 15
    assert [claim["id"] for claim in report["claims"]] == [f"c{at}" for at in range(1, 16)]
    evidence = [
        (claim["paper"], one["paper"]) for claim in report["claims"] for one in claim["evidence"]
    ]
    assert evidence
    assert all(paper != witness for paper, witness in evidence)
    # What one source paper says may bear on what another one claims.
    assert {witness for _, witness in evidence} & set(sources)
    roles = {paper["id"]: (paper["role"], paper["number"]) for paper in report["papers"]}
    assert [roles[source] for source in sources] == [("source", at) for at in (1, 2, 3)]
    for number, source in enumerate(sources, start=1):
        claims = [claim["id"] for claim in report["claims"] if claim["paper"] == source]
        assert (
            f"[{number}]: {len(claims)} claims ({claims[0]} to {claims[-1]})" in report["results"]
        )
    others = report["flow"]["included"] - 1
    assert f"checked against {others} other papers" in report["answer"].lower()
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 15


def test_the_classic_table_says_which_paper_a_claim_is_from_only_where_there_are_several(litsynth):
    for count, marked in (("1", False), ("2", True)):
        ran = litsynth(
            *("report", QUESTION, "--source", "starter", "--max-claims", "4"),
            *("--source-papers", count, "--template", "classic", "--format", "md"),
        )
        table = (Path(ran.out.strip()) / "report.md").read_text(encoding="utf-8")
        rows = [line for line in table.splitlines() if line.startswith("| ") and " ---" not in line]
        assert len(rows) > 1
        assert all(("[1] |" in row or "[2] |" in row) is marked for row in rows[1:])
        assert len(rows) == 5


def test_the_named_paper_is_the_first_of_several(litsynth):
    ran = litsynth(
        *("report", QUESTION, "--source", "starter", "--format", "json"),
        *("--source-papers", "2", "--source-paper", "1910.11856"),
    )
    report = report_in(ran.out.strip())
    assert report["source_papers"] == ["arxiv:1910.11856", BEST]
    assert "The first was named by the user" in report["introduction"]


MULCH = "Does mulch help earthworms?"
NOTE = {"id": "note", "title": "An index of papers on mulch and earthworms", "year": 2019}
ORCHARDS = {
    "id": "orchards",
    "title": "Straw mulch and earthworms in orchards of the valley",
    "abstract": "We counted earthworms. Straw mulch doubled the number of earthworms.",
    "authors": ["Jo Tan"],
    "year": 2017,
}
VINEYARDS = {
    "id": "vineyards",
    "title": "Mulch raises the number of earthworms in vineyards",
    "abstract": "Mulch raises the number of earthworms by 40 percent in vineyards.",
    "year": 2018,
}


def report_on(litsynth, path, libraries, *flags):
    """The report on these records by library, and what was said on the way."""
    for name, records in libraries.items():
        litsynth("library", "add", lines(path / f"{name}.jsonl", records), "--name", name)
        flags = (*flags, "--source", f"library:{name}")
    ran = litsynth(
        *("report", MULCH, "--offline", "--model", "hashing", "--judge", "similarity"), *flags
    )
    assert ran.status == 0, ran.err
    return report_in(ran.out.strip()), ran.err


def test_a_named_paper_without_a_claim_is_a_source_that_is_told(litsynth, tmp_path):
    note = NOTE | {"abstract": "Mulch and earthworms: an index. See also soil."}
    report, told = report_on(
        *(litsynth, tmp_path, {"mulch": [note, ORCHARDS, VINEYARDS]}),
        *("--source-paper", "own:note", "--source-papers", "2"),
    )
    assert report["source_papers"] == ["own:note", report["claims"][0]["paper"]]
    assert {paper["id"]: paper["role"] for paper in report["papers"]}["own:note"] == "source"
    assert [(one["what"], one["reason"]) for one in report["failures"]] == [
        ("own:note", "no sentence of it was recognised as a claim")
    ]
    assert f"claims: those of {report['source_papers'][1]} are checked" in told


def test_a_named_paper_and_its_preprint_elsewhere_are_one(litsynth, tmp_path):
    preprint = ORCHARDS | {"id": "arxiv:1701.00001"}
    published = ORCHARDS | {"id": "doi:10.1000/pub", "year": 2019, "venue": "Soils"}
    report, _ = report_on(
        *(litsynth, tmp_path, {"before": [preprint, VINEYARDS], "after": [published, VINEYARDS]}),
        *("--until", "2018", "--source-paper", "10.1000/pub", "--source-papers", "2"),
    )
    assert report["source_papers"] == ["arxiv:1701.00001", "own:vineyards"]
    assert [paper["id"] for paper in report["papers"]] == report["source_papers"]
    effects = [one["effect"] for one in report["failures"]]
    assert effects == ["its abstract was read instead"]  # Of arXiv, which is not asked.
    assert (report["flow"]["identified"], report["flow"]["duplicates"]) == (4, 2)


def test_a_batch_takes_the_number_as_a_flag_and_from_a_query_file(litsynth, tmp_path):
    queries = tmp_path / "q.yaml"
    queries.write_text(
        f"options:\n  source: starter\nquestions:\n  - question: {QUESTION}\n    source_papers: 2\n"
        f"  - {QUESTION[:-1]} in language models?\n",
        encoding="utf-8",
    )

    def numbers(*flags):
        ran = litsynth("batch", queries, *flags)
        assert ran.status == 0, ran.err
        with Path(ran.out.strip()).open(encoding="utf-8", newline="") as file:
            return [len(row["source_paper"].split()) for row in csv.DictReader(file)]

    assert numbers() == [2, 1]
    assert numbers("--source-papers", "3") == [3, 3]


def test_a_number_out_of_range_is_refused_with_what_is_allowed(litsynth):
    for number in ("0", "21"):
        ran = litsynth("report", QUESTION, "--source", "starter", "--source-papers", number)
        assert ran.status == 2
        assert "search.source_papers" in ran.err
