import hashlib
import os

import pytest

from litsynth.errors import SourceError
from litsynth.reading.candidates import may_be_paper
from litsynth.reading.reader import FileReader
from litsynth.records import (
    Unreadable,
)
from litsynth.search.merge import merge_papers
from litsynth.search.plan import make_plan
from litsynth.search.sources.folder import FolderSource, state_of
from tests.search.documents import make_document

PLAN = make_plan("What software helps teach programming?")


class Desk:
    """A reader of files that hold a title in words, after the magic bytes."""

    name = "desk"

    def __init__(self):
        self.read_titles = []

    def read(self, data, *, paper):
        words = data.removeprefix(b"%PDF-").decode()
        self.read_titles.append(paper.title)
        if words.startswith("broken"):
            return Unreadable(paper=paper.id, reason=words)
        return make_document(f"{words} is taught.", title=words, paper=paper.id)


class TitledPdfs:
    """A reader to which only PDFs print a title."""

    name = "titled PDFs"

    def read(self, data, *, paper):
        words = data.removeprefix(b"%PDF-").decode()
        title = words if data.startswith(b"%PDF-") else None
        return make_document(f"{words} is taught.", title=title, paper=paper.id)


@pytest.fixture
def folder(tmp_path):
    def write(name, words, *, magic=b"%PDF-"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(magic + words.encode())
        return path

    return write


def source_of(path, reader=None, **options):
    return FolderSource(path, reader or Desk(), may_be_paper=may_be_paper, **options)


def search(path, **options):
    return source_of(path, **options).search(PLAN, limit=1)


def test_every_pdf_below_the_folder_is_a_paper_in_the_order_of_paths(tmp_path, folder):
    folder("b.pdf", "Beta")
    folder("a/deep/er.PDF", "Alpha")
    folder("c-without-suffix", "Gamma")
    folder("notes.csv", "no,paper", magic=b"")
    folder("._b.pdf", "a Mac's note")
    result = search(tmp_path)
    assert [paper.title for paper in result.papers] == ["Alpha", "Beta", "Gamma"]
    (query,) = result.queries
    assert query.query == f"all papers below {tmp_path}"
    assert (query.hits, query.returned) == (3, 3)


def test_the_state_of_a_folder_changes_with_its_papers_and_with_nothing_else(tmp_path, folder):
    def state():
        return state_of(tmp_path, may_be_paper=may_be_paper)

    paper = folder("a.pdf", "Alpha")
    before = state()
    assert before.startswith("1 file (")
    folder("notes.csv", "no,paper", magic=b"")
    folder("reports/alpha-2026-01-31-0a1b2c3d/run.json", "{}", magic=b"")
    folder("reports/alpha-2026-01-31-0a1b2c3d/report.md", "# Alpha\n\nIs taught.\n", magic=b"")
    assert state() == before
    os.utime(paper, (1, 1))
    changed = state()
    folder("b.pdf", "Beta")
    added = state()
    paper.unlink()
    assert len({before, changed, added, state()}) == 4


def test_reports_that_litsynth_made_in_the_folder_are_no_papers(tmp_path, folder):
    folder("a.pdf", "Alpha")
    for name in ("alpha-2026-01-31-0a1b2c3d", "alpha-2026-01-31-0a1b2c3d-2"):
        folder(f"reports/{name}/run.json", "{}", magic=b"")
        folder(f"reports/{name}/report.pdf", "A report")
    folder("mine-2026-01-31/run.json", "{}", magic=b"")
    folder("mine-2026-01-31/b.pdf", "Beta")
    assert [paper.title for paper in search(tmp_path).papers] == ["Alpha", "Beta"]


def test_what_was_thrown_away_and_other_hidden_folders_are_no_papers(tmp_path, folder):
    folder(".shelf/a.pdf", "Alpha")
    folder(".shelf/.Trash/thrown-away.pdf", "Beta")
    folder(".shelf/deep/.git/c.pdf", "Gamma")
    assert [paper.title for paper in search(tmp_path / ".shelf").papers] == ["Alpha"]


def test_papers_of_every_format_that_is_read_are_found_and_other_files_passed_over(
    tmp_path, folder
):
    text = "Bees dance to tell each other where the flowers are."
    page = f"<!DOCTYPE html><html><body><h1>Bees by page</h1><p>{text}</p></body></html>"
    latex = f"\\documentclass{{article}}\\title{{Bees set}}\\begin{{document}}\n{text}\n"
    folder("a.html", page, magic=b"")
    folder("b.tex", latex + "\\end{document}", magic=b"")
    folder("c.md", f"# Bees marked\n\n{text}\n", magic=b"")
    folder("d.txt", f"{text}\n", magic=b"")
    folder("refs.bib", "@article{a, title = {Bees}}", magic=b"")
    folder("hives.csv", "hive,bees\n1,2\n", magic=b"")
    folder("hives.json", '{"hives": 1}', magic=b"")
    result = source_of(tmp_path, FileReader()).search(PLAN, limit=1)
    assert [paper.title for paper in result.papers] == [
        *("Bees by page", "Bees set", "Bees marked", "d")
    ]
    assert result.failures == ()


def test_a_paper_has_its_files_digest_address_and_words(tmp_path, folder):
    path = folder("b.pdf", "Beta")
    (paper,) = search(tmp_path).papers
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert paper.id == f"file:{digest[:16]}"
    assert paper.pdf_url == path.as_uri()
    assert paper.url is None
    assert paper.abstract == "Beta is taught."
    assert paper.found_by == (f"folder:{tmp_path}",)


def test_a_paper_whose_own_title_says_that_it_was_retracted_is_known_as_retracted(tmp_path, folder):
    folder("a.pdf", "RETRACTED: Bees set fruit")
    (paper,) = search(tmp_path).papers
    assert (paper.title, paper.retraction) == ("Bees set fruit", "its title is marked 'retracted'")


def test_a_file_that_cannot_be_read_is_a_failure_and_never_the_end(tmp_path, folder):
    folder("good.pdf", "Good")
    folder("sub/bad.pdf", "broken: no text layer")
    result = search(tmp_path)
    assert [paper.title for paper in result.papers] == ["Good"]
    (failure,) = result.failures
    assert failure.what == "sub/bad.pdf"
    assert failure.reason == "broken: no text layer"
    assert failure.effect == "The file was neither searched nor read."


def test_a_folder_of_broken_files_is_an_empty_answer_with_its_failures(tmp_path, folder):
    folder("bad.pdf", "broken")
    result = search(tmp_path)
    assert (result.papers, len(result.failures)) == ((), 1)


def test_a_file_larger_than_the_limit_is_not_read(tmp_path, folder):
    folder("big.pdf", "x" * 5000)
    (failure,) = search(tmp_path, max_file_mb=0.001).failures
    assert failure.reason == "it has 5 kB, more than the 1 kB that are read"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_a_failure(tmp_path, folder):
    folder("locked.pdf", "Beta").chmod(0)
    (failure,) = search(tmp_path).failures
    assert "cannot be opened" in failure.reason


def test_links_are_followed_to_files_but_not_to_folders_and_may_be_broken(tmp_path, folder):
    real = folder("real.pdf", "Real")
    (tmp_path / "again.pdf").symlink_to(real)
    (tmp_path / "nowhere.pdf").symlink_to(tmp_path / "missing.pdf")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    result = search(tmp_path)
    assert [paper.title for paper in result.papers] == ["Real", "Real"]
    assert len({paper.id for paper in result.papers}) == 1
    assert result.failures == ()


def test_a_named_pipe_is_not_waited_for(tmp_path, folder):
    folder("real.pdf", "Real")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert [paper.title for paper in search(tmp_path).papers] == ["Real"]


def test_a_folder_named_like_a_file_is_walked(tmp_path, folder):
    folder("odd.pdf/real.pdf", "Real")
    assert [paper.title for paper in search(tmp_path).papers] == ["Real"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path / "missing", "does not exist"),
        (lambda path: path / "file.pdf", "is not a folder"),
        (lambda path: path / "empty", "no paper below"),
    ],
)
def test_what_is_no_folder_of_pdfs_is_a_source_error_with_a_hint(tmp_path, make, message):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.pdf").write_bytes(b"%PDF-")
    with pytest.raises(SourceError, match=message) as caught:
        search(make(tmp_path))
    assert "--source folder:PATH" in caught.value.hint


def test_of_two_files_of_one_paper_the_whole_one_with_a_text_layer_is_read_and_gives_the_id(shared):
    told: list[str] = []
    result = source_of(shared / "data/pdf", FileReader(), progress=told.append).search(
        PLAN, limit=1
    )
    by_file = {
        str(paper.pdf_url).rpartition("/")[2]: paper for paper in merge_papers(result.papers).papers
    }
    printed = by_file["jcon.00069.pdf"]
    whole = by_file["jcon.00020-corrupt-middle.pdf"]
    assert printed.id == "file:955f019f64c128ed"
    assert [url.rpartition("/")[2] for url in printed.other_pdf_urls] == [
        "jcon.00069-scan-150dpi.pdf"
    ]
    data = (shared / "data/pdf/broken/jcon.00020-corrupt-middle.pdf").read_bytes()
    assert whole.id == f"file:{hashlib.sha256(data).hexdigest()[:16]}"
    (notice,) = result.notices
    assert "broken/jcon.00069-scan-150dpi.pdf (" in notice
    assert "; read instead: jcon.00069.pdf)" in notice
    assert "jose.00193.jats.xml (no pages to cite; read instead: jose.00193.pdf)" in " ".join(told)
    assert by_file["jose.00193.pdf"].doi == "10.21105/jose.00193"


def test_a_text_without_title_is_the_paper_of_the_same_name_beside_it(tmp_path, folder):
    folder("bees.pdf", "How Honey Bees Learn to Dance")
    folder("bees.txt", "They dance.", magic=b"")
    folder("sub/bees.txt", "They fly.", magic=b"")
    result = source_of(tmp_path, TitledPdfs()).search(PLAN, limit=1)
    assert [paper.title for paper in result.papers] == [
        *["How Honey Bees Learn to Dance"] * 2,
        "bees",
    ]
    (notice,) = result.notices
    assert notice.endswith("another file holds the same paper: bees.txt (read instead: bees.pdf).")


def test_several_workers_give_the_same_answer(tmp_path, folder):
    for number in range(12):
        folder(f"{number:02}.pdf", f"Title {number}" if number % 3 else "broken")
    one, many = search(tmp_path), search(tmp_path, workers=4)
    assert (one.papers, one.failures) == (many.papers, many.failures)


def test_files_are_read_once_however_often_the_folder_is_asked(tmp_path, folder):
    folder("b_eta.pdf", "Beta")
    desk = Desk()
    source = source_of(tmp_path, desk)
    (paper,) = source.search(PLAN, limit=1).papers
    assert source.paper(paper.id) == paper
    assert source.paper("file:other") is None
    assert desk.read_titles == ["b eta"]


def test_a_file_name_that_is_no_unicode_ends_in_words_that_can_be_printed(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 (a name in bytes)
            file.write(b"%PDF-broken")
    except OSError:
        pytest.skip("this file system takes no such names")
    (failure,) = search(tmp_path).failures
    assert failure.what.encode()


def test_papers_of_another_time_are_left_out_if_their_date_is_known(tmp_path, folder):
    folder("a.pdf", "\u00a9 2018 Beta")
    folder("b.pdf", "Undated")
    source = source_of(tmp_path)
    late = make_plan(PLAN.question, since="2020-01-01")
    assert [paper.title for paper in source.search(late, limit=1).papers] == ["Undated"]
    assert len(source.search(PLAN, limit=1).papers) == 2


def test_real_papers_are_described_and_broken_ones_named(shared):
    result = source_of(shared / "data/pdf", FileReader()).search(PLAN, limit=30)
    by_doi = {paper.doi: paper for paper in result.papers if paper.doi}
    guide = by_doi["10.21105/jose.00090"]
    assert guide.title.startswith("A practical guide to climate econometrics")
    assert guide.published == "2024-05-23"
    assert guide.authors[0] == "James A. Rising"
    assert all(paper.abstract and paper.title for paper in result.papers)
    assert {failure.what for failure in result.failures} >= {
        "broken/empty.pdf",
        "broken/html-error-page.pdf",
    }
    assert all(failure.reason for failure in result.failures)
