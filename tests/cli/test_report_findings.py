"""`litsynth report`: what other papers say they found, and its file."""

import json
from pathlib import Path

import pytest

from litsynth.claims.extract import extract_claims
from litsynth.pipeline.choice import QUOTABLE

pytestmark = pytest.mark.usefixtures("kept_home")

QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"
ASKED = ("report", QUESTION, "--source", "starter", "--judge", "similarity")
SOURCE = "arxiv:2005.13013"


@pytest.fixture
def extracted(monkeypatch):
    """The papers whose claims were extracted, in order."""
    papers = []

    def noted(document, **options):
        papers.append(document.paper)
        return extract_claims(document, **options)

    monkeypatch.setattr("litsynth.pipeline.extraction.extract_claims", noted)
    return papers


def report_in(ran):
    assert ran.status == 0, ran.err
    folder = Path(ran.out.strip())
    return folder, json.loads((folder / "report.json").read_bytes())


@pytest.mark.parametrize("named", [(), ("--source-paper", SOURCE)])
def test_each_candidate_is_extracted_once_and_quoted_at_most_once(litsynth, extracted, named):
    folder, report = report_in(litsynth(*ASKED, *named))
    assert report["source_papers"] == [SOURCE]
    assert len(extracted) == len(set(extracted)) == QUOTABLE + 1
    quoted = [finding["paper"] for finding in report["findings"]]
    assert len(quoted) == len(set(quoted)) > 1
    assert set(quoted) <= set(extracted) - {SOURCE}
    lines = (folder / "findings.jsonl").read_bytes().split(b"\n")[:-1]
    ids = [f"f{at}" for at in range(1, len(quoted) + 1)]
    assert [json.loads(line)["id"] for line in lines] == ids
    for name in ("report.md", "report.html"):
        assert "What other papers say they found" in (folder / name).read_text(encoding="utf-8")


def test_findings_that_are_kept_are_not_extracted_again(litsynth, extracted, monkeypatch):
    def killed(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("litsynth.pipeline.stages.verify_claims", killed)
        assert litsynth(*ASKED).status == 130
    assert len(extracted) == QUOTABLE + 1
    _, report = report_in(litsynth(*ASKED))
    assert report["findings"]
    assert len(extracted) == QUOTABLE + 1


def test_findings_that_were_deleted_are_made_anew_and_damaged_ones_refused(litsynth, extracted):
    folder, report = report_in(litsynth(*ASKED))
    kept = folder / "findings.jsonl"
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b"transfer", b"Transfer"))
    refused = litsynth(*ASKED)
    assert refused.status == 2
    assert f"Delete {kept} to make it again" in refused.err
    kept.unlink()
    extracted.clear()
    _, again = report_in(litsynth(*ASKED))
    assert again["findings"] == report["findings"]
    assert kept.read_bytes() == content
    assert SOURCE not in extracted
