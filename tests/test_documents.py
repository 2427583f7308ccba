"""What the documentation names is there, and what is there is named."""

import re
from dataclasses import fields
from functools import cache

import pytest
import typer

from litsynth.batch.index import Row
from litsynth.cli.app import app
from litsynth.cli.config import shown_value
from litsynth.records import Report, ReportedClaim, ReportedEvidence
from litsynth.records.report import PaperEntry
from litsynth.report.table import COLUMNS
from litsynth.settings import DATABASES, OPTIONS, Settings, known_keys
from litsynth.settings_layers import USUAL_NAMES
from tests.conftest import ROOT

GUIDES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PAGES = (*GUIDES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "adr").glob("*.md")))
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_OF_OTHERS = {"--help", "--shared", "--write", "--keep-reader"}
"""Of every command, and of the scripts in training/."""


@cache
def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name):
    """The cells of each line of a page's tables."""
    lines = (line for line in text(name).splitlines() if line.startswith("|"))
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def options(command):
    for parameter in command.params:
        yield from (*parameter.opts, *parameter.secondary_opts)
    for inner in getattr(command, "commands", {}).values():
        yield from options(inner)


def anchors(page):
    headings = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    bare = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in bare}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    lost = []
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        there = page.parent / path if path else page
        if link.startswith(("http://", "https://")):
            continue
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("name", known_keys())
def test_every_setting_is_told_with_its_flag_and_its_default(name):
    section, _, key = name.partition(".")
    names = {name, f"*.{key}"} if section in DATABASES else {name}
    (row,) = [one for one in rows("docs/settings.md") if one[0] in names]
    assert shown_value(name, Settings()) in row
    short = next((flag for flag, long in OPTIONS.items() if long == name), None)
    assert short is None or any(f"--{short.replace('_', '-')}" in cell for cell in row)


@pytest.mark.parametrize("variable", sorted({*USUAL_NAMES, "LITSYNTH_HOME"}))
def test_every_variable_is_told(variable):
    (row,) = [one for one in rows("docs/settings.md") if variable in one[0]]
    assert USUAL_NAMES.get(variable, "folder") in row[1]


def test_every_option_is_told_and_there_is_no_other():
    there = {one for one in options(typer.main.get_command(app)) if one.startswith("--")}
    told = {one for page in GUIDES for one in _OPTION.findall(page.read_text(encoding="utf-8"))}
    assert sorted(there - told - {"--help"}) == []
    assert sorted(told - there) == sorted(_OF_OTHERS)


@pytest.mark.parametrize("column", [*COLUMNS, *(field.name for field in fields(Row))])
def test_every_column_is_told(column):
    assert any(f"`{column}`" in line for line in text("docs/report-format.md").splitlines())


@pytest.mark.parametrize("record", [Report, PaperEntry, ReportedClaim, ReportedEvidence])
def test_every_field_of_a_report_is_told(record):
    told = text("docs/report-format.md")
    assert [field.name for field in fields(record) if f"`{field.name}`" not in told] == []
