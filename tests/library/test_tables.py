"""Tables with a paper a line: exports of databases and what people keep in spreadsheets."""

import pytest

from litsynth.library.formats.table import authors
from litsynth.library.importing import why_not
from tests.library.making import add, helpers, library, one, read

SCOPUS = """\
"Authors","Author full names","Author(s) ID","Title","Year","Source title","DOI","Link","Abstract",\
"Author Keywords","Document Type","EID"
"Byron A.; Lee K.","Byron, Ada (57); Lee, Kim (58)","57; 58","Otters sleep","2021","J. Otter",\
"10.1000/o","https://www.scopus.com/o","[No abstract available]","otters; rivers","Retracted","2"
"Lee K.","","58","Erratum: Otters sleep","2022","J. Otter","","","","","Erratum","3"
"""
WEB_OF_SCIENCE = """\
PT\tAU\tAF\tTI\tSO\tAB\tPY\tDI\tUT\tPM\t
J\tByron, A; Lee, K\tByron, Ada; Lee, Kim\t"Good" ones\tOTTER\tThey "eat.\t2003\t10.1000/w\t1\t7\t
"""
ZOTERO = """\
"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url",\
"Abstract Note","Date","Date Added"
"ABC","journalArticle","2019","Byron, Ada; Lee, Kim","Otters sleep","Otter","10.1000/z",\
"https://example.org/z","They do.","2019-03-05","2024-01-01"
"""
PUBMED = """\
PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,DOI
"12","Sleep of otters.","Byron A, van der Berg JP.","Otter","Byron A","Otter","2019","2019/03/05",""
"""


def test_a_scopus_export_is_read_with_full_names_and_its_retractions(tmp_path):
    path = tmp_path / "scopus.csv"
    path.write_text(SCOPUS, encoding="utf-8-sig")
    ((line, entry),), (bad,) = read(path)
    paper = entry.paper
    assert (line, entry.format, paper.id) == (2, "csv", "doi:10.1000/o")
    assert (paper.title, paper.published, paper.venue) == ("Otters sleep", "2021", "J. Otter")
    assert paper.authors == ("Ada Byron", "Kim Lee")
    assert paper.categories == ("otters", "rivers")
    assert paper.abstract is None
    assert paper.retraction == "the table it is from marks it as retracted"
    assert (bad.line, bad.reason) == (3, "it is a correction")


def test_a_web_of_science_table_has_quotation_marks_as_text(tmp_path):
    path = tmp_path / "savedrecs.txt"
    path.write_text(WEB_OF_SCIENCE, encoding="utf-16")
    paper = one(path).paper
    assert (paper.title, paper.abstract) == ('"Good" ones', 'They "eat.')
    assert paper.authors == ("Ada Byron", "Kim Lee")
    assert paper.identifiers == ("doi:10.1000/w", "pmid:7")


def test_a_zotero_table_is_dated_by_its_date_and_not_by_when_it_was_added(tmp_path):
    path = tmp_path / "My Library.csv"
    path.write_text(ZOTERO)
    paper = one(path).paper
    assert (paper.published, paper.venue, paper.abstract) == ("2019-03-05", "Otter", "They do.")
    assert (paper.id, paper.url) == ("doi:10.1000/z", "https://example.org/z")


def test_a_pubmed_table_gives_its_papers_their_numbers(tmp_path):
    path = tmp_path / "csv-otters-set.csv"
    path.write_text(PUBMED)
    paper = one(path).paper
    assert (paper.id, paper.published) == ("pmid:12", "2019")
    assert paper.authors == ("A Byron", "JP van der Berg")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_is_read_whatever_divides_its_cells_and_lines(tmp_path, delimiter, line_end):
    path = tmp_path / "mine.csv"
    rows = [
        ["sep="],
        ["Title", "Authors", "Year", "Notes"],
        ['"Otters, seals;\tand\nfish"', "Ann Lee", "2019.0", "x"],
        ["", "", "", ""],
        ["Seals", "Bo Li", "n/a", "-", ""],
    ]
    text = "\n".join(map(delimiter.join, rows)).replace("\n", line_end)
    path.write_bytes(text.encode())
    good, bad = read(path)
    assert bad == []
    assert [(line, entry.paper.title, entry.paper.published) for line, entry in good] == [
        (3, "Otters, seals; and fish", "2019"),
        (6, "Seals", None),
    ]
    assert not any(entry.remarks for _, entry in good)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Byron, Ada", ["Ada Byron"]),
        ("Ann Lee", ["Ann Lee"]),
        ("Byron A., Lee K.", ["A. Byron", "K. Lee"]),
        ("Lee, K., Jr; WHO Group", ["K. Lee Jr", "WHO Group"]),
        ("Ann Lee|Bo Li", ["Ann Lee", "Bo Li"]),
        ("NASA GISS", ["NASA GISS"]),
    ],
)
def test_authors_stand_as_a_reader_writes_them(cell, names):
    assert authors(cell) == names


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "x.csv",
            "Paper,Who,When\nOtters,Ann,2001\n",
            "no column called title, but 'Paper', 'Who'",
        ),
        ("x.csv", "title,shelf\nOtters,3\n", "no column called authors, year, DOI or abstract"),
        ("x.csv", "title,year,Title\nOtters,3,4\n", "two columns of one name: 'title', 'year'"),
        ("x.csv", "Otters\nSeals\n", "but 'Otters'"),
        ("x", "Book title,Shelf\nOtters,3\n", "but 'Book title', 'Shelf'"),
        ("x.md", "Paper\tWho\tWhen\nOtters\tAnn\t2001\n", "but 'Paper', 'Who', 'When'"),
        ("x.csv", "a\0b,title,year\n", "no text"),
    ],
)
def test_a_table_whose_columns_cannot_be_told_is_refused_with_them(tmp_path, name, text, told):
    path = tmp_path / name
    path.write_text(text)
    good, (bad,) = read(path)
    assert (good, bad.line) == ([], 0)
    assert told in bad.reason
    assert told in str(why_not(path, helpers()))


def test_a_line_that_is_wrong_costs_itself_and_is_told(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(
        b'title,authors,year\n"Otters" swim,Ann Lee,2001\nToo,many,2001,cells\nfew,cells\n'
        b"\xd6fen,Ann Lee,2001\n,Ann Lee,2001\nGood one,Ann Lee,2003\n"
    )
    good, bad = read(path)
    assert [(line, entry.paper.title) for line, entry in good] == [(7, "Good one")]
    assert [(each.line, each.reason.split(";")[0]) for each in bad] == [
        (2, "a quotation mark in it is not doubled, or one is never closed"),
        (3, "it has 4 cells, and the first line 3"),
        (4, "it has 2 cells, and the first line 3"),
        (5, "it is not UTF-8"),
        (6, "it has no title"),
    ]


@pytest.mark.parametrize("mark", ["", '"'])
def test_a_quotation_mark_that_is_never_closed_costs_its_line_alone(tmp_path, mark):
    path = tmp_path / "x.csv"
    rest = "".join(f"{mark}On {each}\nand more{mark},Ann Lee,2001\n" if mark else
                   f"On {each},Ann Lee,2001\n" for each in ("seals", "otters"))  # fmt: skip
    path.write_text(f'title,authors,year\n"Never closed,Ann Lee,2001\n{rest}')
    good, bad = read(path)
    assert [each.line for each in bad] == [2]
    assert [line for line, _ in good] == ([3, 5] if mark else [3, 4])


def test_the_numbers_of_a_tables_lines_name_only_papers_that_have_no_other_name(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("id,title,doi\n1,Otters,10.1000/o\n2,Seals,\n")
    good, _ = read(path)
    assert [entry.paper.id for _, entry in good] == ["doi:10.1000/o", "own:2"]


def test_a_cell_of_a_million_letters_is_read(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(f'title,year,references\nOtters,2001,"{"x" * 1_000_000}"\n')
    assert one(path).paper.title == "Otters"


def test_a_table_added_again_changes_what_was_corrected_and_nothing_else(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("title,authors,year,doi\nOtter,Ann,2001,10.1000/o\nSeals,Ann,2001,\n")
    mine = library(tmp_path)
    assert add(mine, path).added == 2
    again = add(mine, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    path.write_text("title,authors,year,doi\nOtters,Ann,2001,10.1000/o\nSeals,Ann,2001,\n")
    again = add(mine, path)
    assert (again.added, again.updated, again.unchanged) == (0, 1, 1)
