"""Dumps and plain records: what a record of each becomes, and what a bad one is told."""

import pytest

from litsynth.library.formats.fields import day
from tests.library.making import lines, one, read

ARXIV = {
    "id": "0704.1234",
    "submitter": "A. Byron",
    "authors": "A. Byron and K. Lee",
    "title": "Otters\n  in rivers",
    "comments": "12 pages",
    "journal-ref": "J. Otters 3 (2008)",
    "doi": "10.1000/OTTER.3",
    "categories": "q-bio.PE stat.AP",
    "abstract": "  We watch otters.\nThey thrive.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Byron", "Ada", ""], ["Lee", "Kim", "Jr"]],
}


def test_a_line_of_the_arxiv_dump_is_a_paper_with_its_first_day_and_last_version(tmp_path):
    entry = one(lines(tmp_path / "dump.json", [ARXIV]))
    paper = entry.paper
    assert entry.format == "arxiv-dump"
    assert (paper.id, paper.title) == ("arxiv:0704.1234", "Otters in rivers")
    assert paper.identifiers == (
        "arxiv:0704.1234",
        "doi:10.1000/otter.3",
        "doi:10.48550/arxiv.0704.1234",
    )
    assert paper.authors == ("Ada Byron", "Kim Lee Jr")
    assert (paper.published, paper.venue) == ("2007-04-02", "J. Otters 3 (2008)")
    assert paper.pdf_url == "http://127.0.0.1:9/pdf/0704.1234v2"
    assert paper.abstract == "We watch otters. They thrive."
    assert paper.categories == ("q-bio.PE", "stat.AP")
    assert paper.retraction is None


def test_an_author_of_the_arxiv_dump_without_a_first_or_last_name_has_the_other_alone(tmp_path):
    parsed = [["Byron", None], [None, "Kim"], [None, None, ""]]
    entry = one(lines(tmp_path / "dump.json", [{**ARXIV, "authors_parsed": parsed}]))
    assert entry.paper.authors == ("Byron", "Kim")


def test_a_withdrawn_arxiv_paper_is_marked(tmp_path):
    withdrawn = {**ARXIV, "comments": "This paper has been withdrawn by the author"}
    assert "withdrawn" in one(lines(tmp_path / "dump.json", [withdrawn])).paper.retraction


def test_a_line_of_the_acl_anthology_keeps_printed_and_short_venue(tmp_path):
    line = {
        "id": "P19-1001",
        "title": "Otters",
        "abstract": "We watch.",
        "authors": ["Ada Byron"],
        "year": 2019,
        "venue": "acl",
        "booktitle": "Proceedings of a Meeting",
        "doi": "10.18653/v1/P19-1001",
        "url": "https://aclanthology.org/P19-1001",
        "pdf_url": "https://aclanthology.org/P19-1001.pdf",
        "bibkey": "byron-2019-otters",
    }
    entry = one(lines(tmp_path / "acl.jsonl.gz", [line]))
    assert (entry.format, entry.venue_key) == ("acl", "acl")
    assert entry.paper.id == "acl:P19-1001"
    assert "doi:10.18653/v1/p19-1001" in entry.paper.identifiers
    assert (entry.paper.venue, entry.paper.published) == ("Proceedings of a Meeting", "2019")


def test_a_work_of_openalex_is_left_to_who_knows_openalex(tmp_path):
    work = {"id": "https://openalex.org/W1", "title": "Otters", "authorships": []}
    entry = one(lines(tmp_path / "works.jsonl", [work]))
    assert (entry.format, entry.paper.id) == ("openalex", "openalex:W1")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"id": "2608.20271"}, "arxiv:2608.20271"),
        ({"id": "10.1000/Otter"}, "doi:10.1000/otter"),
        ({"id": "2020.acl-main.1"}, "acl:2020.acl-main.1"),
        ({"id": "pmid:17"}, "pmid:17"),
        ({"id": "17"}, "own:17"),
        ({"id": 17}, "own:17"),
        ({"id": "17", "doi": "10.1000/x"}, "own:17"),
        ({"doi": "https://doi.org/10.1000/X"}, "doi:10.1000/x"),
        ({"url": "https://arxiv.org/abs/2005.13013v2"}, "arxiv:2005.13013"),
    ],
)
def test_a_plain_record_goes_by_the_best_name_it_gives(tmp_path, given, expected):
    entry = one(lines(tmp_path / "x.jsonl", [{"title": "Otters", **given}]))
    assert entry.paper.id == expected


def test_a_plain_record_without_any_name_keeps_its_id_when_its_abstract_changes(tmp_path):
    told = {"title": "Otters in Rivers", "authors": ["Ada Byron"], "year": 2020}
    first = one(lines(tmp_path / "a.jsonl", [{**told, "abstract": "We watch."}])).paper
    second = one(lines(tmp_path / "b.jsonl", [{**told, "abstract": "We still watch."}])).paper
    other = one(lines(tmp_path / "c.jsonl", [{**told, "title": "Otters in Lakes"}])).paper
    assert first.id == second.id != other.id
    assert first.id.startswith("own:")


def test_an_arxiv_id_dates_a_record_that_gives_no_date(tmp_path):
    entry = one(lines(tmp_path / "x.jsonl", [{"id": "2608.20271", "title": "Otters"}]))
    assert entry.paper.published == "2026-08"


def test_a_foreign_record_cannot_name_a_file_of_the_users_own(tmp_path):
    told = {"id": "1", "title": "Otters", "pdf_url": "file:///etc/passwd", "url": "file:///etc/x"}
    paper = one(lines(tmp_path / "x.jsonl", [told])).paper
    assert (paper.pdf_url, paper.url) == (None, None)


@pytest.mark.parametrize("address", ["http://[bad/x.pdf", "https://", "https://a.example/a b.pdf"])
def test_what_is_no_address_is_not_kept_as_one(tmp_path, address):
    told = {"id": "1", "title": "Otters", "pdf_url": address, "url": address}
    paper = one(lines(tmp_path / "x.jsonl", [told])).paper
    assert (paper.pdf_url, paper.url) == (None, None)


def test_entities_are_decoded_however_often_they_were_escaped(tmp_path):
    row = {
        "title": "Otters &amp;amp; bears",
        "abstract": "<p>p &lt; 0.05 &amp; q</p>",
        "venue": "A &amp; B",
    }
    paper = one(lines(tmp_path / "x.jsonl", [row])).paper
    assert (paper.title, paper.abstract, paper.venue) == ("Otters & bears", "p < 0.05 & q", "A & B")


def test_words_in_angle_brackets_stay_and_marks_leave_no_gaps(tmp_path):
    row = {
        "bibkey": "x",
        "id": "P19-1001",
        "title": "President Vows to Cut <Taxes> Hair",
        "abstract": "The <mask> token, if <b and c> holds, in <i>E. coli</i>, of CO<sub>2</sub>.",
    }
    paper = one(lines(tmp_path / "x.jsonl", [row])).paper
    assert paper.title == "President Vows to Cut <Taxes> Hair"
    assert paper.abstract == "The <mask> token, if <b and c> holds, in E. coli, of CO2."


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (r"is 1.8\times faster, 5% of 46\% & ~3", "is 1.8\u00d7 faster, 5% of 46% & ~3"),
        (r"Chinese\rightarrowEnglish, src\rightarrowtgt", "Chinese\u2192English, src\u2192tgt"),
        (r"an \alphaNLI task, \rho = .73", "an \u03b1NLI task, \u03c1 = .73"),
        (r"BERT_{\rm BASE} in \mathcal{O}(L\log L)", "BERT_BASE in \U0001d4aa(Llog L)"),
        ("{no} command ~ & 5%", "{no} command ~ & 5%"),
        (r"a\\b \unknown", "a b"),
    ],
)
def test_latex_that_the_acl_anthology_left_is_read(tmp_path, printed, expected):
    row = {"bibkey": "x", "id": "P19-1001", "title": printed, "abstract": f"It {printed}"}
    paper = one(lines(tmp_path / "x.jsonl", [row])).paper
    assert (paper.title, paper.abstract) == (expected, f"It {expected}")


def test_headings_of_an_abstract_in_jats_are_no_words_of_its_sentences(tmp_path):
    markup = (
        "<jats:title>Abstract</jats:title><jats:title>Aim</jats:title><jats:p>We count.</jats:p>"
    )
    row = {
        "title": "Otters",
        "issued": {},
        "abstract": f"{markup}<jats:p>They swim in lakes.</jats:p>",
    }
    paper = one(lines(tmp_path / "x.jsonl", [row])).paper
    assert paper.abstract == "Aim: We count. They swim in lakes."


def test_a_long_text_with_marks_is_kept_to_its_end(tmp_path):
    row = {"title": "Otters", "text": "<p>otters swim</p> " * 5000}
    paper = one(lines(tmp_path / "x.jsonl", [row])).paper
    assert paper.abstract == " ".join(["otters swim"] * 5000)


@pytest.mark.parametrize("year", [3020, "in press", "n.d."])
def test_a_year_that_is_not_understood_is_a_remark(tmp_path, year):
    entry = one(lines(tmp_path / "x.jsonl", [{"title": "Otters", "year": year}]))
    assert entry.paper.published is None
    assert entry.remarks == (f"the year {str(year)!r} is not understood; the paper is undated",)
    issued = {"date-parts": [[year]]} if isinstance(year, int) else {"literal": year}
    entry = one(lines(tmp_path / "y.jsonl", [{"title": "Otters", "issued": issued}]))
    assert len(entry.remarks) == 1
    for known in ({}, {"year": None}, {"year": 2001}, {"issued": {"date-parts": [["2001"]]}}):
        assert one(lines(tmp_path / "z.jsonl", [{"title": "Otters", **known}])).remarks == ()


@pytest.mark.parametrize("date", ["5/3/2019", "March 2019", "05.03.2019", "2019 Spring", "(2019)"])
def test_of_a_date_that_can_be_read_in_two_ways_the_year_is_kept(tmp_path, date):
    entry = one(lines(tmp_path / "x.jsonl", [{"title": "Otters", "year": date}]))
    assert (entry.paper.published, entry.remarks) == ("2019", ())


@pytest.mark.parametrize("date", ["2019/2020 or later", "43529", "19"])
def test_what_tells_no_year_for_sure_gives_none(tmp_path, date):
    entry = one(lines(tmp_path / "x.jsonl", [{"title": "Otters", "date": f"about {date}"}]))
    assert (entry.paper.published, len(entry.remarks)) == (None, 1)


def test_a_day_without_its_month_is_no_month(tmp_path):
    row = {"title": "Otters", "issued": {"date-parts": [[2020, None, 5]]}}
    assert one(lines(tmp_path / "x.jsonl", [row])).paper.published == "2020"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Lee, Ann", ("Ann Lee",)),
        ("van der Berg, Ann", ("Ann van der Berg",)),
        ("Ann Lee, Jr.", ("Ann Lee Jr.",)),
        ("Lee, A. B., Byron, K.", ("A. B. Lee", "K. Byron")),
        ("Ann Lee, Kim Byron", ("Ann Lee", "Kim Byron")),
        ("Ann Lee, Kim Byron, Plato", ("Ann Lee", "Kim Byron", "Plato")),
        ("Ann Lee", ("Ann Lee",)),
    ],
)
def test_a_name_with_a_comma_is_one_author(tmp_path, authors, expected):
    row = {"title": "Otters", "authors": authors}
    assert one(lines(tmp_path / "x.jsonl", [row])).paper.authors == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("12020", None),
        ("2020-02-31", "2020-02"),
        ("2020-13-01", "2020"),
        ("2020-5-6", "2020-05-06"),
        ("20200526", "2020-05-26"),
        ("2020-05-26T10:00:00Z", "2020-05-26"),
        (2020.0, "2020"),
        (2020.5, None),
        (float("inf"), None),
    ],
)
def test_a_date_is_only_what_is_one(given, expected):
    assert day(given) == expected


LONG = "9" * 5000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.bib", "@article{a, title={Otters}, month={²}, year={2020}}\n@misc{b, title={Bears}}\n"),
        ("x.json", '[{"title": "Otters", "issued": {"date-parts": [["²"]]}}, {"title": "Bears"}]'),
        ("y.json", f'[{{"title": "Otters", "id": {LONG}}}, {{"title": "Bears"}}]'),
        ("x.jsonl", f'{{"title": "Otters", "year": {LONG}}}\n{{"title": "Bears"}}\n'),
    ],
)
def test_an_odd_number_does_not_end_the_import(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    good, bad = read(path)
    assert ([entry.paper.title for _, entry in good], bad) == (["Otters", "Bears"], [])
