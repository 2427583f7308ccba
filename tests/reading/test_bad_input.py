"""Files made to do harm cost themselves and nothing else."""

import pytest

from litsynth.reading.isolated import IsolatedReader
from litsynth.reading.reader import FileReader
from litsynth.records import Document, Paper, Unreadable
from tests.reading import bad_files
from tests.reading.typesetting import PAPER


@pytest.fixture(scope="module")
def reader():
    with IsolatedReader(timeout_s=60, memory_mb=1024) as made:
        yield made


def test_scripts_attachments_and_a_broken_table_do_not_stop_the_text(reader):
    found = reader.read(bad_files.with_scripts_and_attachments(), paper=PAPER)
    assert isinstance(found, Document)
    assert found.text.startswith("The first sentence of this page is here.")
    assert "evil" not in found.text
    assert "alert" not in found.text


def test_three_thousand_pages_are_read(reader):
    found = reader.read(bad_files.with_many_pages(3000), paper=PAPER)
    assert isinstance(found, Document)
    assert found.page_count == 3000
    assert len(found.sentences) == 6000


def test_a_million_tiny_glyphs_end_in_a_result(reader):
    found = reader.read(bad_files.with_tiny_glyphs(1_000_000), paper=PAPER)
    assert isinstance(found, Document | Unreadable)


def test_a_process_that_needed_much_memory_is_not_kept():
    with IsolatedReader(timeout_s=60) as reader:
        reader.read(bad_files.bomb(250), paper=PAPER)
        assert reader._idle.empty()


def test_a_bomb_costs_one_process_and_says_so():
    with IsolatedReader(timeout_s=60, memory_mb=256) as reader:
        found = reader.read(bad_files.bomb(300), paper=PAPER)
        assert isinstance(found, Unreadable)
        assert "memory" in found.reason
        after = reader.read(bad_files.with_many_pages(2), paper=PAPER)
        assert isinstance(after, Document)


def test_a_page_tree_that_bites_its_tail_ends(reader):
    found = reader.read(bad_files.with_a_page_tree_that_bites_its_tail(), paper=PAPER)
    assert isinstance(found, Document | Unreadable)


def test_a_million_glyphs_cost_no_more_than_the_time_allowed():
    glyphs = bad_files.with_tiny_glyphs(1_000_000)
    with IsolatedReader(timeout_s=0.5) as reader:
        found = reader.read(glyphs, paper=PAPER)
    assert found == Unreadable(paper=PAPER.id, reason="reading it took longer than 0.5 s")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bad_files.deeply_nested(100_000), id="nested arrays"),
        pytest.param(bad_files.with_deep_content(20_000), id="nested content"),
        pytest.param(bad_files.that_draws_itself(), id="a form that draws itself"),
        pytest.param(bad_files.on_a_huge_page(), id="a huge page"),
    ],
)
def test_what_is_nested_or_huge_is_read_or_refused(reader, data):
    found = reader.read(data, paper=PAPER)
    if isinstance(found, Document):
        assert "The first sentence of this page is here." in found.text
    else:
        assert found.reason


def test_a_bomb_packed_twice_costs_one_process():
    with IsolatedReader(timeout_s=60, memory_mb=256) as reader:
        found = reader.read(bad_files.twice_packed(400), paper=PAPER)
        assert isinstance(found, Unreadable)
        assert isinstance(reader.read(bad_files.with_many_pages(2), paper=PAPER), Document)


def test_a_huge_picture_is_no_scan_that_cannot_be_ended(reader):
    data = bad_files.with_a_huge_picture(20_000)
    assert len(data) < 200_000
    assert isinstance(reader.read(data, paper=PAPER), Unreadable)


def test_a_file_that_was_cut_off_gives_its_whole_pages_and_a_warning():
    whole = bad_files.with_many_pages(10)
    cut = whole[: whole.index(b"\n16 0 obj")]
    found = FileReader().read(cut, paper=PAPER)
    assert isinstance(found, Document)
    assert found.page_count < 10
    assert "cut off" in found.warnings[0]


def test_a_file_cut_before_its_first_page_is_truncated():
    whole = bad_files.with_many_pages(3)
    found = FileReader().read(whole[: whole.index(b"\n4 0 obj")], paper=PAPER)
    assert isinstance(found, Unreadable)
    assert found.reason.startswith("truncated")


def test_a_real_paper_that_was_cut_off_gives_its_first_pages(shared):
    path = shared / "data" / "pdf" / "broken" / "jcon.00020-truncated-60pct.pdf"
    found = FileReader().read(path.read_bytes(), paper=PAPER)
    assert isinstance(found, Document)
    assert found.page_count == 4
    assert len(found.sentences) > 50
    assert "how many are lost is not known" in found.warnings[0]


def test_a_real_paper_damaged_in_a_picture_is_read_whole(shared):
    path = shared / "data" / "pdf" / "broken" / "jcon.00020-corrupt-middle.pdf"
    found = FileReader().read(path.read_bytes(), paper=PAPER)
    assert isinstance(found, Document)
    assert found.page_count == 7
    assert found.title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("empty.pdf", "empty"),
        ("html-error-page.pdf", "a web page, not a PDF"),
        ("jcon.00012-aes256-user-secret.pdf", "encrypted"),
        ("jcon.00020-corrupt-middle.pdf", None),
        ("jcon.00020-truncated-60pct.pdf", None),
        ("jcon.00069-scan-150dpi.pdf", "no text layer"),
    ],
)
def test_each_broken_file_costs_at_most_itself(shared, name, expected):
    with IsolatedReader(timeout_s=60, memory_mb=1024, ocr=None) as reader:
        path = shared / "data" / "pdf" / "broken" / name
        found = reader.read(path.read_bytes(), paper=PAPER)
        if expected is None:
            assert isinstance(found, Document)
            assert found.sentences
        else:
            assert isinstance(found, Unreadable)
            assert expected in found.reason
        assert isinstance(reader.read(bad_files.with_many_pages(2), paper=PAPER), Document)


@pytest.mark.parametrize("marks", ["." * 100_000, "?" * 100_000, "ab. pyflow is a " * 40_000])
def test_stops_that_end_no_sentence_are_read_in_time_however_many(reader, marks):
    text = f"# Otters\n\nWe studied otters here.\n\nThey slept. {marks}x\n\nOtters dive.\n"
    paper = Paper(id=PAPER.id, title="Otters", pdf_url="file:///otters.md")
    found = reader.read(text.encode(), paper=paper)
    assert isinstance(found, Document), found
    assert "Otters dive." in found.text
