"""Each format: what a record of it becomes, and what a bad one is told."""

import json
import subprocess
import sys

import pytest

from litsynth.library.formats.fields import day
from litsynth.library.importing import why_not
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


BIBTEX = r"""% exported
@string{jo = "Journal of Otters"}
@comment{nothing}
@article{one,
  title = {Ott{\'e}rs in {R}ivers},
  author = {Byron, Ada and {Otter Society} and Kim Lee},
  journal = jo,
  year = 2020,
  month = may,
  doi = {10.1000/one},
  abstract = {We watch them. $x < y$ holds.}
}
@inproceedings{two, title = "Lakes",
  author = "Lee, Jr, Kim", booktitle = "Proceedings", date = "2019-03-02"
@misc{three, title={Ponds}, eprint={2005.13013}, archiveprefix={arXiv}}
"""


def test_a_broken_entry_is_told_once_and_the_parser_prints_nothing_of_its_own():
    # In a process of its own: pytest catches what loggers say.
    script = (
        "from litsynth.library.formats.bibtex import record_of\n"
        "print(record_of('@article{a, title = {Otters', []))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "the entry is cut short or no BibTeX\n"
    assert ran.stderr == ""


def test_bibtex_gives_its_entries_and_an_unclosed_one_costs_itself_alone(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIBTEX)
    good, bad = read(path)
    first, third = (entry.paper for _, entry in good)
    assert [line for line, _ in good] == [4, 15]
    assert first.title == "Ottérs in Rivers"
    assert first.authors == ("Ada Byron", "Otter Society", "Kim Lee")
    assert (first.venue, first.published) == ("Journal of Otters", "2020-05")
    assert (first.id, first.abstract) == ("doi:10.1000/one", "We watch them. $x < y$ holds.")
    assert (third.id, third.title) == ("arxiv:2005.13013", "Ponds")
    assert [each.line for each in bad] == [13]


RIS = """TY  - JOUR
TI  - Otters
AU  - Byron, Ada
AU  - Lee, Kim, Jr
PY  - 2020
DA  - 2020/05/26/
JO  - Journal of Otters
AB  - We watch them
 every day.
DO  - 10.1000/one
KW  - rivers
ER  -

TY  - CONF
AU  - Nobody
ER  -
TY  - JOUR
TI  - Cut
"""


def test_ris_gives_its_records_and_says_which_are_bad(tmp_path):
    path = tmp_path / "refs.ris"
    path.write_text(RIS)
    good, bad = read(path)
    ((line, entry),) = good
    paper = entry.paper
    assert (line, entry.format) == (1, "ris")
    assert (paper.title, paper.authors) == ("Otters", ("Ada Byron", "Kim Lee Jr"))
    assert (paper.published, paper.venue) == ("2020-05-26", "Journal of Otters")
    assert (paper.abstract, paper.categories) == ("We watch them every day.", ("rivers",))
    assert [(each.line, "title" in each.reason) for each in bad] == [(14, True), (17, False)]


CSL = [
    {
        "id": "http://zotero.org/1",
        "type": "article-journal",
        "title": "<i>Lutra</i> in rivers",
        "author": [{"family": "Byron", "given": "Ada"}, {"literal": "Otter Society"}],
        "issued": {"date-parts": [["2020", 5, 26]]},
        "container-title": "Journal of Otters",
        "container-title-short": "J. Ott.",
        "DOI": "10.1000/One",
        "abstract": "<jats:p>We watch.</jats:p>",
    },
    {"type": "article", "title": "Lakes", "number": "arXiv:2005.13013", "issued": {"raw": "2020"}},
]


@pytest.mark.parametrize("indent", [None, 2])
def test_csl_json_is_read_from_an_array_whatever_its_layout(tmp_path, indent):
    path = tmp_path / "zotero.json"
    path.write_text(json.dumps(CSL, indent=indent))
    good, bad = read(path)
    first, second = (entry.paper for _, entry in good)
    assert bad == []
    assert (first.id, first.title) == ("doi:10.1000/one", "Lutra in rivers")
    assert first.authors == ("Ada Byron", "Otter Society")
    assert (first.published, first.abstract) == ("2020-05-26", "We watch.")
    assert good[0][1].venue_key == "J. Ott."
    assert (second.id, second.published) == ("arxiv:2005.13013", "2020")


def test_a_ris_record_without_its_end_before_the_next_is_kept_with_a_remark(tmp_path):
    path = tmp_path / "x.ris"
    path.write_text("TY  - JOUR\nTI  - Otters\nTY  - JOUR\nTI  - Bears\nER  - \n")
    good, bad = read(path)
    assert [entry.paper.title for _, entry in good] == ["Otters", "Bears"]
    assert [entry.remarks for _, entry in good] == [
        ("it ends without ER before the next record",),
        (),
    ]
    assert bad == []


def test_strings_of_bibtex_are_joined(tmp_path):
    path = tmp_path / "x.bib"
    path.write_text(
        '@string{j = "Journal of "}\n@string{jo = j # "Otters"}\n@article{a, title = {Otters} # '
        '" \\& {Bears # }" # "Co", journal = j # {Bears}, month = jan, year = 2001}\n'
    )
    paper = one(path).paper
    assert (paper.title, paper.venue) == ("Otters & Bears # Co", "Journal of Bears")
    assert paper.published == "2001-01"


def test_entities_are_decoded_however_often_they_were_escaped(tmp_path):
    row = {
        "title": "Otters &amp;amp; bears",
        "abstract": "<p>p &lt; 0.05 &amp; q</p>",
        "venue": "A &amp; B",
    }
    paper = one(lines(tmp_path / "x.jsonl", [row])).paper
    assert (paper.title, paper.abstract, paper.venue) == ("Otters & bears", "p < 0.05 & q", "A & B")


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


PUBMED = """
PMID- 123
OWN - NLM
TI  - Otters of the north: a study
      of forty rivers.
LID - 10.1000/otters [doi]
AB  - They swim.
FAU - Byron, Ada
AU  - Byron A
DP  - 2019 Mar 5
JT  - Journal of otters

PMID- 124
TI  - Bears
DP  - 2019 Spring
"""


def test_an_export_of_pubmed_is_read(tmp_path):
    path = tmp_path / "x.nbib"
    path.write_text(PUBMED)
    assert why_not(path) is None
    (_, first), (_, second) = read(path)[0]
    assert first.paper.title == "Otters of the north: a study of forty rivers."
    assert (first.paper.id, first.paper.published) == ("doi:10.1000/otters", "2019-03-05")
    assert first.paper.identifiers == ("doi:10.1000/otters", "pmid:123")
    assert (first.paper.authors, first.paper.abstract) == (("Ada Byron",), "They swim.")
    assert (second.paper.id, second.paper.published) == ("pmid:124", "2019")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Lee and others", ("Ann Lee",)),
        ("{Food and Agriculture Organization}", ("Food and Agriculture Organization",)),
        ("{Google, Inc.} and Lee, Ann", ("Google, Inc.", "Ann Lee")),
        ("Lee, Jr., Ann and Byr{\\'o}n, Ada", ("Ann Lee Jr.", "Ada Byrón")),
    ],
)
def test_braces_and_others_in_authors_of_bibtex_are_understood(tmp_path, author, expected):
    path = tmp_path / "x.bib"
    path.write_text(f"@article{{a, title = {{Otters}}, author = {{{author}}}}}\n")
    assert one(path).paper.authors == expected


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


def test_editors_of_ris_are_no_authors_of_the_chapter(tmp_path):
    path = tmp_path / "x.ris"
    path.write_text(
        "TY  - CHAP\nTI  - Otters\nAU  - Lee, Kim\nA2  - Byron, Ada\nER  - \n"
        "TY  - BOOK\nTI  - Bears\nA2  - Byron, Ada\nER  - \n"
    )
    good, _ = read(path)
    assert [entry.paper.authors for _, entry in good] == [("Kim Lee",), ("Ada Byron",)]


def test_a_date_of_ris_that_is_not_understood_gives_way_to_one_that_is(tmp_path):
    path = tmp_path / "x.ris"
    path.write_text("TY  - JOUR\nTI  - Otters\nDA  - May 2020\nPY  - 2020\nER  - \n")
    entry = one(path)
    assert (entry.paper.published, entry.remarks) == ("2020", ())


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


def test_braces_nested_deep_cost_no_other_entry(tmp_path):
    path = tmp_path / "x.bib"
    deep = "{" * 2000 + '\\"Otters' + "}" * 2000
    path.write_text(f"@misc{{a, title={{{deep}}}}}\n@misc{{b, title={{Bears}}}}\n")
    good, bad = read(path)
    assert bad == []
    assert good[1][1].paper.title == "Bears"


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
