import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from litsynth.errors import ConfigError
from litsynth.report.compose import compose
from litsynth.report.render import FORMATS, render
from litsynth.report.wording import one_line
from tests.report.markup import headings, page, tables
from tests.report.orchard import INPUTS, all_open, no_claims, with_words
from tests.report.strategies import ATTACKS, sentences, words

GOLDEN = Path(__file__).resolve().parent.parent / "golden"

CLASSIC_SECTIONS = [
    "Abstract",
    "1 Introduction",
    "2 Methodology",
    "3 Results",
    "4 Limitations",
    "5 Extracted Claims",
    "References",
]

PRINTED = [("full", "md"), ("full", "html"), ("classic", "md"), ("classic", "html")]


@pytest.mark.parametrize(
    ("template", "form"), [*PRINTED, ("full", "json"), ("full", "csv"), ("full", "bib")]
)
def test_the_invented_run_prints_as_agreed(report, request, template, form):
    text = render(report, template, form)
    golden = GOLDEN / f"orchard-{template}.{form}"
    if request.config.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ view.title }}\n{% for %}\n", "own.md.j2, line 2 has a mistake"),
        ("{{ view.tittle }}\n", "has a mistake: .*tittle"),
        ("{% include 'gone.j2' %}\n", "gone.j2 has a mistake"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(report, tmp_path, text, told):
    (tmp_path / "own.md.j2").write_text(text)
    with pytest.raises(ConfigError, match=told) as caught:
        render(report, "own", "md", templates=tmp_path)
    assert "report-format" in caught.value.hint


@pytest.mark.parametrize("template", ["full", "classic"])
def test_a_claim_told_in_markdown_has_its_number_and_a_finding_has_none(report, template):
    text = render(report, template, "md")
    assert "\n- c2: “Pruned trees flowered four days earlier" in text
    assert "\n- “Pruned trees flowered" not in text
    assert "\n- “Trees cut in winter gave more apples.” ([4]" in text


@pytest.mark.parametrize("template", ["full", "classic"])
def test_a_claim_that_is_quoted_leads_to_its_row(report, template):
    text = render(report, template, "html")
    claim = next(one for one in report.claims if one.id == "c1")
    assert f'<a class="said" href="#claim-c1">{claim.text}</a>' in text
    assert text.count('id="claim-c1"') == 1


def test_a_printed_claim_and_its_passages_have_the_whole_width(report):
    _, _, printed = render(report, "full", "html").partition("@media print {")
    assert ".claims td:nth-child(2) { order: 9; grid-column: 1 / -1;" in printed


def test_classic_has_its_sections_in_their_order(report):
    text = render(report, "classic", "md")
    (first, *sections) = headings(text)
    assert first == (1, report.title)
    assert sections == [(2, name) for name in CLASSIC_SECTIONS]
    assert text.splitlines()[2:5] == ["litsynth", "", "November 20, 2026"]


def test_classic_html_has_the_same_sections(report):
    found = render(report, "classic", "html")
    assert re.findall(r"<h2>(.*?)</h2>", found) == CLASSIC_SECTIONS


def test_classic_has_one_table_of_whole_claims_in_three_columns(report):
    (table,) = tables(render(report, "classic", "md"))
    assert table[0] == ["Claim", "Verified", "Confidence"]
    assert [row[0] for row in table[1:]] == [claim.text for claim in report.claims]
    assert [row[1] for row in table[1:]] == ["✓", "×", "±", "(✓)", "?"]  # noqa: RUF001
    mixed = "0.51 that it is not open"
    assert [row[2] for row in table[1:]] == ["0.87", "0.74", mixed, "0.61", "–"]  # noqa: RUF001


@pytest.mark.parametrize("template", ["full", "classic"])
def test_every_included_paper_is_referenced_with_its_address(report, template):
    text = render(report, template, "md")
    references = text[text.index("## References") :]
    for paper in report.papers:
        assert (f"[{paper.number}]" in references) == (paper.number is not None)
    assert "<https://example.org/pruning>" in references
    assert "<https://doi.org/10.99999/late.frost>" in references


@pytest.mark.parametrize("template", ["full", "classic"])
@pytest.mark.parametrize("inputs", [INPUTS, no_claims(), all_open()])
def test_html_is_well_formed_whatever_the_outcomes(inputs, template):
    assert page(render(compose(inputs), template, "html")).faults == []


def test_markdown_lists_ten_papers_that_were_not_used_and_counts_the_rest(report):
    unused = next(paper for paper in report.papers if paper.number is None)
    kept = tuple(paper for paper in report.papers if paper.number)
    for number, rest in ((10, ""), (11, "- and 1 more, all in report.json.")):
        many = replace(report, papers=(*kept, *(unused,) * number))
        text = render(many, "full", "md")
        after = text[text.index("### Found but not used") :].partition("\n## ")[0]
        lines = [line for line in after.splitlines() if line.startswith("- ")]
        assert len(lines) == 10 + bool(rest)
        assert not rest or lines[-1] == rest


def test_a_failed_query_has_no_figures(report):
    text = render(report, "full", "md")
    assert "2 of 3 queries answered." in text
    assert re.search(r"\| crossref \|[^|]*\| – \| – \|", text)  # noqa: RUF001


@pytest.mark.parametrize("template", ["full", "classic"])
def test_without_claims_there_is_no_table_of_them(template):
    assert "No claims were extracted." in render(compose(no_claims()), template, "md")


@pytest.mark.parametrize(("template", "form"), PRINTED)
@given(title=words, sentence=sentences, passage=sentences)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_paper_says_the_report_keeps_its_shape(template, form, title, sentence, passage):
    report = compose(with_words(title=title, sentence=sentence, passage=passage))
    text = render(report, template, form)
    if form == "md":
        for table in tables(text):
            assert {len(row) for row in table} == {len(table[0])}
        claims = next(table for table in tables(text) if "Claim" in table[0])
        column = claims[0].index("Claim")
        assert [row[column] for row in claims[1:]] == [one_line(c.text) for c in report.claims]
    else:
        found = page(text)
        assert found.faults == []
        assert not found.of("script")
        assert not found.of("img")
        said = "".join(found.texts)
        assert all(one_line(claim.text) in said for claim in report.claims)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("template", ["full", "classic"])
def test_an_attack_adds_no_heading_and_no_table(attack, template):
    plain = {"title": "Pruning", "sentence": "Apples fell.", "passage": "They fell."}
    spoilt = {"title": attack, "sentence": attack, "passage": attack}
    calm = render(compose(with_words(**plain)), template, "md")
    found = render(compose(with_words(**spoilt)), template, "md")
    assert len(headings(found)) == len(headings(calm))
    assert len(tables(found)) == len(tables(calm))


def test_html_needs_nothing_from_outside(report):
    found = page(render(report, "full", "html"))
    names = {tag for tag, _ in found.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for _, attributes in found.tags:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
    policy = next(meta for meta in found.of("meta") if "http-equiv" in meta)
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_html_links_lead_to_the_web_or_to_something_on_the_page(report):
    found = page(render(report, "full", "html"))
    here = {attributes["id"] for _, attributes in found.tags if "id" in attributes}
    for link in found.of("a"):
        href = link["href"]
        assert href.startswith("https://") or href.removeprefix("#") in here


def test_html_links_a_page_of_a_pdf(report):
    found = page(render(report, "full", "html"))
    hrefs = {link["href"] for link in found.of("a")}
    assert "https://example.org/pruning.pdf#page=2" in hrefs
    assert "https://example.org/light.pdf#page=3" in hrefs


def test_a_dangerous_address_is_never_linked():
    report = compose(with_words(title="x", sentence="Apples fell.", passage="They fell."))
    assert "javascript:" not in render(report, "full", "html")
    assert "javascript:" not in render(report, "full", "md")


@pytest.mark.parametrize("template", ["full", "classic"])
def test_html_headings_skip_no_level_and_the_language_is_named(report, template):
    found = page(render(report, template, "html"))
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.of("html") == [{"lang": "en"}]


def test_every_html_table_has_a_caption_and_scoped_headers(report):
    found = page(render(report, "full", "html"))
    assert len(found.of("caption")) == len(found.of("table")) > 0
    assert all(header.get("scope") in {"col", "row"} for header in found.of("th"))


def test_colours_contrast_enough_in_light_and_in_dark():
    style = (GOLDEN.parent.parent / "templates/report/_style.css.j2").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)[:2]
    )
    for colours in (light, dark):
        pairs = [(ink, back) for ink in ("ink", "soft", "link") for back in ("page", "card")]
        pairs += [(name, f"{name}-back") for name in ("supported", "contradicted", "mixed", "open")]
        for ink, back in pairs:
            assert contrast(colours[ink], colours[back]) >= 4.5, (ink, back)


def contrast(one, other):
    """The contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_users_own_template_wins_over_the_shipped_one(report, tmp_path):
    (tmp_path / "full.md.j2").write_text("Mine: {{ view.title }} | {{ view.claims[0].text }}\n")
    text = render(report, "full", "md", templates=tmp_path)
    assert text.startswith("Mine: Effect of winter pruning")
    assert render(report, "classic", "md", templates=tmp_path) == render(report, "classic", "md")


def test_a_users_own_template_is_escaped_too(tmp_path):
    report = compose(with_words(title="*", sentence="<b>x</b> | y.", passage="They fell."))
    (tmp_path / "own.md.j2").write_text("{{ view.claims[0].text }}")
    (tmp_path / "own.html.j2").write_text("{{ view.claims[0].text }}")
    assert render(report, "own", "md", templates=tmp_path) == r"&lt;b&gt;x&lt;/b&gt; \| y."
    assert render(report, "own", "html", templates=tmp_path) == "&lt;b&gt;x&lt;/b&gt; | y."


def test_an_unknown_template_names_the_known_ones(report):
    with pytest.raises(ConfigError, match="no template 'fancy'") as caught:
        render(report, "fancy", "html")
    assert caught.value.hint == "Choose from: classic, full."


def test_an_unknown_format_names_the_known_ones(report):
    with pytest.raises(ConfigError, match="no format 'docx'") as caught:
        render(report, "full", "docx")
    assert all(form in caught.value.hint for form in FORMATS)


def test_a_template_folder_that_is_not_there_is_refused(report, tmp_path):
    with pytest.raises(ConfigError, match="no template folder"):
        render(report, "full", "md", templates=tmp_path / "none")
