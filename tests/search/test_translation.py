"""What the translations of all JSON sources have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.retracted import notice_in_title, without_retraction
from litsynth.search.sources.translation import (
    dois_of,
    names,
    page_to_cite,
    paper_id,
    partial_date,
    pdf_addresses,
    read_date,
)
from litsynth.web_addresses import web_address

BASE = "https://mirror.example"


def test_identifiers_hold_what_follows_from_each():
    assert names("doi:10.18653/v1/p19-1001", None, "s2:ab") == (
        "acl:P19-1001",
        "doi:10.18653/v1/p19-1001",
        "s2:ab",
    )


def test_addresses_name_papers_of_arxiv_and_the_anthology_only():
    addresses = [
        "https://arxiv.org/abs/hep-th/9901001v2",
        "https://www.aclweb.org/anthology/P19-1001/",
        "https://a.example/2005.13013",
    ]
    assert names(addresses=addresses) == (
        "acl:P19-1001",
        "arxiv:hep-th/9901001",
        "doi:10.48550/arxiv.hep-th/9901001",
    )


def test_of_two_arxiv_papers_the_first_is_meant():
    found = names("arxiv:1706.03762", "doi:10.48550/arxiv.2005.13013", "doi:10.1000/x")
    assert found == ("arxiv:1706.03762", "doi:10.1000/x", "doi:10.48550/arxiv.1706.03762")


def test_a_paper_goes_by_arxivs_name_then_by_the_publishers_doi():
    assert paper_id(["s2:ab", "doi:10.1000/x", "arxiv:1706.03762"]) == "arxiv:1706.03762"
    assert paper_id(["s2:ab", "doi:10.48550/z", "doi:10.5000/x"]) == "doi:10.5000/x"
    assert paper_id(["s2:ab", "openalex:W1"]) == "openalex:W1"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://a.example/x",
        "//a.example/x",
        "https://",
        "http://[",
        "https://a.example/a b",
        "",
        None,
    ],
)
def test_what_is_no_address_of_the_web_is_none(address):
    assert web_address(address) is None


def test_arxiv_comes_before_the_anthology_and_that_before_others():
    others = ["https://a.example/a.pdf", "https://b.example/b.pdf"]
    both = ["acl:P19-1001", "arxiv:1706.03762"]
    arxiv, acl = f"{BASE}/pdf/1706.03762", "https://aclanthology.org/P19-1001.pdf"
    assert pdf_addresses(both, others, arxiv_base=BASE) == (arxiv, acl, *others)
    assert pdf_addresses(both[:1], others, arxiv_base=BASE) == (acl, *others)
    assert pdf_addresses([], [], arxiv_base=BASE) == ()


def test_pages_and_arxivs_own_addresses_are_no_further_places():
    given = ["https://doi.org/10.1/x", None, "http://arxiv.org/pdf/1706.03762v3", "ftp://a/b"]
    assert pdf_addresses(["arxiv:1706.03762"], given, arxiv_base=BASE) == (
        f"{BASE}/pdf/1706.03762",
    )
    assert pdf_addresses([], given, arxiv_base=BASE) == ()


def test_the_page_to_cite_is_the_publishers():
    names = ("arxiv:1706.03762", "doi:10.1000/x", "doi:10.48550/arxiv.1706.03762")
    assert page_to_cite(names) == "https://doi.org/10.1000/x"
    assert page_to_cite((names[0], names[2])) == "https://arxiv.org/abs/1706.03762"
    assert page_to_cite(["s2:ab"], None, "https://a.example/") == "https://a.example/"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-05-26", "2020-05-26"),
        ("2020-5-6T12:00", "2020-05-06"),
        ("2020-05", "2020-05"),
        ("2020-02-30", "2020-02"),
        ("2020", "2020"),
        ("20200526", "2020"),
        ("12020", None),
        ("0000-01-01", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_far_as_they_make_sense(text, date):
    assert read_date(text) == date


@given(*[st.none() | st.integers()] * 3)
def test_any_numbers_make_a_date_or_none(year, month, day):
    found = partial_date(year, month, day)
    assert found is None or read_date(found) == found


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("RETRACTED: Soil", "Soil"),
        ("Retracted Article: Soil", "Soil"),
        ("[RETRACTED] Soil", "Soil"),
        ("(Retracted) Soil", "Soil"),
        ("WITHDRAWN: Soil", "Soil"),
        ("REMOVED: Soil", "Soil"),
        ("Retracted chapter: Soil", "Soil"),
        ("Soil (Retracted)", "Soil"),
        ("Soil [retracted article].", "Soil"),
        ("RETRACTED ARTICLE \u2013 Soil", "Soil"),
    ],
)
def test_a_mark_of_retraction_is_taken_off_the_title_and_told(title, bare):
    found, mark = without_retraction(title)
    assert found == bare
    assert "its title is marked" in (mark or "")


@pytest.mark.parametrize(
    "title",
    [
        "Retracted articles in surgery: a study",
        "Why papers are retracted",
        "Removed teeth",
        "RETRACTED:",
    ],
)
def test_a_title_about_retraction_stays(title):
    assert without_retraction(title) == (title, None)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Correction: Soil", "a correction"),
        ("Correction to: Soil", "a correction"),
        ("Author Correction: Soil", "a correction"),
        ("Publisher correction to: Soil", "a correction"),
        ("Corrigendum to “Soil”", "a correction"),
        ("Erratum", "a correction"),
        ("Addendum: Soil", "a correction"),
        ("Retraction: Soil", "a notice of retraction"),
        ("Retraction Note to: Soil", "a notice of retraction"),
        ("Retraction notice", "a notice of retraction"),
        ("Editorial Expression of Concern: Soil", "an expression of concern"),
        ("Correction of geometric distortion in images", None),
        ("Corrections to scaling in the Ising model", None),
        ("Correction to the Casimir force", None),
        ("Retraction of the left lung in rats", None),
        ("Grammatical error correction: a survey", None),
        ("A correction: soil", None),
    ],
)
def test_notices_about_papers_are_told_from_papers(title, reason):
    assert notice_in_title(title) == reason


def test_an_anthology_id_may_be_either_of_two_dois():
    assert list(dois_of("acl:P19-1001")) == ["10.18653/v1/p19-1001", "10.3115/v1/p19-1001"]
    assert list(dois_of("arxiv:1706.03762")) == ["10.48550/arxiv.1706.03762"]
    assert list(dois_of("doi:10.1000/x")) == ["10.1000/x"]
    assert list(dois_of("s2:ab")) == []
