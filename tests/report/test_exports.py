import csv
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings

from litsynth.errors import RunError
from litsynth.records import Depth, Outcome
from litsynth.report.bibliography import citation_keys
from litsynth.report.canonical import report_from_json, report_to_json
from litsynth.report.compose import compose
from litsynth.report.escape import csv_cell
from litsynth.report.render import render
from litsynth.report.schema import report_schema
from litsynth.report.table import COLUMNS
from litsynth.report.tally import included
from litsynth.report.view import make_view
from litsynth.report.view_claims import NONE
from litsynth.report.wording import one_line
from tests.report.orchard import INPUTS, all_open, no_claims, with_words
from tests.report.strategies import sentences, words

VALIDATOR = jsonschema.Draft202012Validator(report_schema())


def rows_of(report):
    return list(csv.DictReader(io.StringIO(render(report, "full", "csv"))))


def entries_of(text):
    library = parse_string(text)
    assert library.failed_blocks == []
    return library.entries


@pytest.mark.parametrize("inputs", [INPUTS, no_claims(), all_open()])
def test_report_json_meets_its_schema(inputs):
    VALIDATOR.validate(json.loads(render(compose(inputs), "full", "json")))


def test_the_schema_is_one_and_describes_its_fields():
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == "litsynth report"
    assert "From 0 to 10" in schema["$defs"]["Review"]["properties"]["score"]["description"]
    assert schema["$defs"]["Outcome"]["enum"] == [
        "supported",
        "refuted",
        "mixed",
        "not_enough_evidence",
    ]


def test_the_schema_refuses_an_outcome_that_there_is_not(report):
    tree = json.loads(render(report, "full", "json"))
    tree["claims"][0]["outcome"] = "proven"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(tree)


def test_report_json_is_canonical_and_reads_back(report):
    text = report_to_json(report)
    assert report_from_json(text) == report
    assert report_to_json(report_from_json(text)) == text
    tree = json.loads(text)
    assert list(tree) == sorted(tree)
    assert "“Winter pruning" in text


def test_report_json_holds_the_fields_that_readers_were_promised(report):
    tree = json.loads(report_to_json(report))
    assert set(tree) >= set(
        """schema_version question title author date answer source_papers papers claims quality flow
        failures run""".split()
    )
    assert set(tree["papers"][0]) >= set(
        """id title authors published venue doi url pdf_url found_by relevance role depth
        reason""".split()
    )
    assert set(tree["claims"][0]) >= set(
        """id text paper page section span relevance outcome verified confidence independent_papers
        evidence""".split()
    )
    assert set(tree["claims"][0]["evidence"][0]) >= set(
        "paper page quote span similarity stance depth".split()
    )
    assert tree["claims"][0]["span"].keys() == {"start", "end"}


def test_something_else_is_not_read_as_a_report():
    with pytest.raises(RunError, match=r"no report\.json of this version"):
        report_from_json('{"title": "x"}')


def test_a_number_that_is_no_number_is_not_written(report):
    broken = replace(report.claims[0], confidence=float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        report_to_json(replace(report, claims=(broken,)))


@given(title=words, sentence=sentences, passage=sentences)
@settings(max_examples=60, deadline=None)
def test_whatever_a_paper_says_the_exports_read_back(title, sentence, passage):
    report = compose(with_words(title=title, sentence=sentence, passage=passage))

    tree = json.loads(render(report, "full", "json").encode("utf-8"))
    VALIDATOR.validate(tree)
    claim = tree["claims"][0]
    assert len(claim["quote"]) == claim["span"]["end"] - claim["span"]["start"]

    (row,) = rows_of(report)
    assert tuple(row) == COLUMNS
    assert row["claim"] == csv_cell(report.claims[0].text)
    assert row["best_support_quote"] == csv_cell(report.claims[0].evidence[0].quote)

    entries = entries_of(render(report, "full", "bib"))
    assert len(entries) == len(included(report))
    assert len({entry.key for entry in entries}) == len(entries)


def test_claims_csv_has_a_row_a_claim_with_the_best_passage_either_way(report):
    rows = rows_of(report)
    assert [row["id"] for row in rows] == ["c1", "c2", "c3", "c4", "c5"]
    assert [row["outcome"] for row in rows][:3] == ["supported", "refuted", "mixed"]
    assert rows[0]["verified"] == "true"
    assert rows[0]["best_support_paper"] == "arxiv:1905.00002"
    assert rows[0]["best_support_page"] == "1"
    assert rows[0]["best_contradiction_quote"] == ""
    assert rows[2]["best_contradiction_paper"] == "doi:10.99999/late.frost"
    assert rows[2]["best_contradiction_page"] == ""
    assert float(rows[1]["confidence"]) == report.claims[1].confidence


def test_claims_csv_says_whose_words_a_quote_is(report):
    rows = rows_of(report)
    assert rows[0]["depth"] == "full_text"
    assert rows[0]["section"] == "Results"
    assert rows[0]["best_support_depth"] in {"full_text", "summary"}
    assert rows[0]["best_contradiction_depth"] == ""
    summary = replace(report.papers[0], depth=Depth.SUMMARY)
    claim = replace(report.claims[0], section="abstract", page=None)
    own = replace(report, papers=(summary, *report.papers[1:]), claims=(claim,))
    (row,) = rows_of(own)
    assert (row["depth"], row["section"]) == ("summary", "litsynth's own summary")


def test_claims_csv_has_no_confidence_where_the_report_shows_a_dash(report):
    weak = replace(
        report.claims[0], outcome=Outcome.NOT_ENOUGH_EVIDENCE, verified=False, confidence=0.19
    )
    sure = replace(weak, confidence=0.75)
    told = replace(report, claims=(weak, sure, *report.claims[2:]))
    shown = [claim.confidence[:4] for claim in make_view(told).claims]
    cells = [row["confidence"][:4] or NONE for row in rows_of(told)]
    assert cells == shown
    assert cells[:2] == [NONE, "0.75"]


def test_claims_of_two_runs_can_be_told_apart_when_their_tables_are_joined(report):
    other = replace(report, question="=Why?", run=replace(report.run, folder="reports/other"))
    rows = [*rows_of(report), *rows_of(other)]
    assert len({(row["run"], row["id"]) for row in rows}) == len(rows)
    assert {row["question"] for row in rows} == {report.question, "'=Why?"}
    assert COLUMNS[-5:-3] == ("run", "question")


def test_references_bib_round_trips_through_its_parser(report):
    text = render(report, "full", "bib")
    decoded = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    titles = [entry["title"] for entry in decoded.entries]
    assert titles == [one_line(paper.title) for paper in included(report)]
    assert [entry.entry_type for entry in decoded.entries] == [
        "inproceedings",
        "article",
        "misc",
        "misc",
    ]
    first = decoded.entries[0]
    assert first["author"] == "Ada Bramley and Bo Pippin"
    assert (first["eprint"], first["archiveprefix"]) == ("2101.00001", "arXiv")


def test_written_again_the_parsed_bibliography_is_the_same(report):
    text = render(report, "full", "bib")
    assert write_string(parse_string(text)) == text


@pytest.mark.parametrize("author", ["Ann Lee Jr.", "Ann Lee, Jr.", "Lee, Ann"])
def test_a_key_begins_with_the_surname(report, author):
    paper = replace(included(report)[0], authors=(author,))
    assert citation_keys([paper])[0].startswith("lee2")


def test_keys_are_surname_year_and_first_word_and_unique(report):
    papers = included(report)
    assert citation_keys(papers)[:2] == ("bramley2021pruning", "reinette2019yield")
    many = citation_keys([papers[0]] * 30)
    assert many[:3] == ("bramley2021pruning", "bramley2021pruninga", "bramley2021pruningb")
    assert len(set(many)) == 30


def test_a_group_or_a_name_with_a_comma_stays_one_author(report):
    papers = (
        replace(report.papers[0], authors=("Research and Trees", "Orchards, Inc.")),
        *report.papers[1:],
    )
    first = entries_of(render(replace(report, papers=papers), "full", "bib"))[0]
    assert first["author"] == "{Research and Trees} and {Orchards, Inc.}"
