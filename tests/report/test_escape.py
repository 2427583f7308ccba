import csv
import io

import pytest
from hypothesis import given, settings

from litsynth.report.escape import csv_cell, latex, markdown
from litsynth.report.wording import one_line
from tests.report.markup import kinds, parser, plain, tables
from tests.report.strategies import ATTACKS, words


@settings(deadline=None)
@given(words)
def test_markdown_of_any_text_reads_as_that_text_in_a_table(text):
    ((_, row),) = tables(f"| a | b |\n| --- | --- |\n| {markdown(text)} | end |\n")
    assert row == [one_line(text), "end"]


@settings(deadline=None)
@given(words)
def test_markdown_of_any_text_reads_as_that_text_in_a_paragraph(text):
    tokens = parser().parse(f"{markdown(text)}\n")
    assert [plain(token) for token in tokens if token.type == "inline"] == (
        [one_line(text)] if one_line(text) else []
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_becomes_markup(attack):
    found = kinds(f"{markdown(attack)}\n\n- {markdown(attack)}\n")
    assert found <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }


@pytest.mark.parametrize(
    "attack", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"]
)
def test_a_formula_in_a_csv_cell_is_disarmed(attack):
    assert csv_cell(attack).startswith("'")


def test_plain_text_in_a_csv_cell_stays_as_it_is():
    assert csv_cell("12 % more, “said”") == "12 % more, “said”"


@settings(deadline=None)
@given(words)
def test_a_csv_cell_reads_back(text):
    out = io.StringIO()
    csv.writer(out).writerow([csv_cell(text), "end"])
    ((cell, end),) = csv.reader(io.StringIO(out.getvalue()))
    assert (cell.removeprefix("'"), end) == (one_line(text).removeprefix("'"), "end")


@settings(deadline=None)
@given(words)
def test_latex_has_balanced_braces_and_no_bare_special_character(text):
    found = latex(text)
    depth = 0
    for letter in found:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    for special in "%&#_$":
        assert found.count(special) == found.count(f"\\{special}")
