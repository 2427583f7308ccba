"""What reference managers export (BibTeX, RIS, CSL-JSON, PubMed): what a record becomes."""

import json
import subprocess
import sys

import pytest

from litsynth.library.importing import why_not
from tests.library.making import helpers, one, read

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


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_ris_gives_its_records_and_says_which_are_bad(tmp_path, line_end):
    path = tmp_path / "refs.ris"
    path.write_bytes(RIS.encode().replace(b"\n", line_end))
    good, bad = read(path)
    ((line, entry),) = good
    paper = entry.paper
    assert (line, entry.format) == (1, "ris")
    assert (paper.title, paper.authors) == ("Otters", ("Ada Byron", "Kim Lee Jr"))
    assert (paper.published, paper.venue) == ("2020-05-26", "Journal of Otters")
    assert (paper.abstract, paper.categories) == ("We watch them every day.", ("rivers",))
    assert [(each.line, "title" in each.reason) for each in bad] == [(14, True), (17, False)]


@pytest.mark.parametrize(
    "record", [b"@misc{two,\rtitle={Otters}}\r", b"PMID- 7\rTI  - Otters\rAB  - They swim.\r"]
)
def test_bibtex_and_nbib_whose_lines_end_in_carriage_returns_are_read(tmp_path, record):
    path = tmp_path / "refs"
    path.write_bytes(b"From an old program\r" + record)
    assert one(path).paper.title.startswith("Otters")


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


def test_an_entry_of_bibtex_with_a_field_twice_is_read_with_the_first(tmp_path):
    path = tmp_path / "x.bib"
    path.write_text("@article{a, title = {Otters}, note = {x}, note = {y}, Title = {Bears}}\n")
    assert one(path).paper.title == "Otters"


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
    assert why_not(path, helpers()) is None
    (_, first), (_, second) = read(path)[0]
    assert first.paper.title == "Otters of the north: a study of forty rivers."
    assert (first.paper.id, first.paper.published) == ("doi:10.1000/otters", "2019-03-05")
    assert first.paper.identifiers == ("doi:10.1000/otters", "pmid:123")
    assert (first.paper.authors, first.paper.abstract) == (("Ada Byron",), "They swim.")
    assert (second.paper.id, second.paper.published) == ("pmid:124", "2019")


def test_pubmed_tells_of_a_retracted_paper_and_its_notice_is_no_paper(tmp_path):
    path = tmp_path / "x.nbib"
    path.write_text(
        "PMID- 1\nTI  - Otters\nPT  - Journal Article\nPT  - Retracted Publication\n\n"
        "PMID- 2\nTI  - Retraction: Otters\nPT  - Retraction of Publication\n"
    )
    ((_, entry),), (notice,) = read(path)
    assert entry.paper.retraction == "PubMed: it is marked as retracted"
    assert (notice.line, notice.reason) == (6, "it is a notice of retraction")


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


def test_braces_nested_deep_cost_no_other_entry(tmp_path):
    path = tmp_path / "x.bib"
    deep = "{" * 2000 + '\\"Otters' + "}" * 2000
    path.write_text(f"@misc{{a, title={{{deep}}}}}\n@misc{{b, title={{Bears}}}}\n")
    good, bad = read(path)
    assert bad == []
    assert good[1][1].paper.title == "Bears"
