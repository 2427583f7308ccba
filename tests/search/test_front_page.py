"""What a paper says of itself on its front page."""

from dataclasses import replace

import pytest

from litsynth.records import BlockKind, SectionKind
from litsynth.search.front_page import abstract_of, date_on, identifiers_on, page_of
from tests.search.documents import make_document


def test_the_abstract_is_its_paragraphs_without_the_heading():
    document = make_document(
        (BlockKind.TITLE, "Bees"),
        (BlockKind.HEADING, "Abstract"),
        "Bees dance.",
        "They   learn it.",
        (BlockKind.HEADING, "Introduction"),
        "Long ago.",
        sections=[(SectionKind.FRONT, 0, 0), (SectionKind.ABSTRACT, 1, 3)],
    )
    assert abstract_of(document) == "Bees dance. They learn it."


def test_without_an_abstract_the_first_sentences_stand_for_it():
    document = make_document(
        (BlockKind.TITLE, "Bees"),
        "Bees dance.",
        *(["They learn it from foragers that are older."] * 100),
        sections=[(SectionKind.FRONT, 0, 0)],
    )
    found = abstract_of(document)
    assert found is not None
    assert found.startswith("Bees dance. They learn")
    assert found.endswith("older.")
    assert 1500 <= len(found) <= 1600


def test_a_document_without_sentences_has_no_abstract():
    assert abstract_of(make_document((BlockKind.TABLE, "1 2 3"))) is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DOI: 10.21105/Jose.00090"], ("doi:10.21105/jose.00090",)),
        (["\u2022 https://doi.org/10.1000/abc."], ("doi:10.1000/abc",)),
        (["arXiv:2005.13013v2 [cs.CL] 30 Sep 2020"], ("arxiv:2005.13013",)),
        (["DOI 10.5281/zenodo.1234", "doi:10.1000/paper"], ("doi:10.1000/paper",)),
        (["as shown before (doi:10.1000/other)"], ()),
        (["Lowe (2019), arXiv:1901.00001."], ()),
        (["Bees dance."], ()),
    ],
)
def test_only_identifiers_that_a_paper_gives_as_its_own_are_taken(lines, expected):
    assert identifiers_on(make_document(*lines)) == expected


def test_identifiers_in_the_references_are_not_the_papers_own():
    document = make_document(
        "Bees dance.", "doi:10.1000/other", sections=[(SectionKind.REFERENCES, 1, 1)]
    )
    assert identifiers_on(document) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Submitted: 03 April 2020 Published: 23 May 2024", "2024-05-23"),
        ("arXiv:2005.13013v2 [cs.CL] 30 Sep 2020", "2020-09-30"),
        ("\u00a9 2018 The Authors", "2018"),
        ("Proceedings of the Bee Meeting 2018, pages 84-91", "2018"),
        ("Proceedings of the 2nd Bee Meeting, pages 1901\u20131910, 2018", "2018"),
        ("NAACL-HLT 2018, pages 84\u201391", "2018"),
        ("Published: 45 May 2024", None),
        ("Unlike others in the proceedings of the Bee Meeting 2018, we dance.", None),
        ("It has 12 (3) hives, 2019 of them new.", None),
        ("In 2019 we counted 2000 bees.", None),
    ],
)
def test_the_date_is_taken_from_what_states_it(line, expected):
    assert date_on(make_document(line)) == expected


@pytest.mark.parametrize(
    ("imprint", "expected"),
    [
        ("Proceedings of BeeCon 1(1), 2019", "2019"),
        ("Bee Letters 12 (3), 2020, 2001-2010", "2020"),
        ("Bee Letters, vol. 7, May 2021", "2021"),
        ("Preprint, version of hive 2021", None),
        ("Bee Letters, vol. 7, pp. 2004\u20132010", None),
    ],
)
def test_a_year_is_taken_from_a_head_or_foot_that_tells_of_publication(imprint, expected):
    document = replace(make_document("In 2015 bees danced.", "\u00a9 2017"), imprint=(imprint,))
    assert date_on(document) == (expected or "2017")
    assert date_on(replace(make_document("Bees dance."), imprint=(imprint,))) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2021-3-12", "2021-03-12"),
        ("2019/05/02", "2019-05-02"),
        ("2020-07", "2020-07"),
        ("2020-13-45", "2020"),
        ("13 August 2017", "2017-08-13"),
        ("June 1, 2022", "2022"),
        ("today", "2017"),
    ],
)
def test_what_a_file_states_of_itself_goes_before_what_it_prints(stated, expected):
    imprint = ("10.1000/own", "not.an.id", f"Published {stated}")
    document = replace(make_document("doi:10.1000/other", "\u00a9 2017"), imprint=imprint)
    assert identifiers_on(document) == ("doi:10.1000/own",)
    assert date_on(document) == expected


def test_the_page_to_cite_follows_from_the_identifiers():
    assert page_of(["doi:10.1000/a", "file:00"]) == "https://doi.org/10.1000/a"
    assert page_of(["doi:10.1000/a", "arxiv:1901.00001"]) == "https://arxiv.org/abs/1901.00001"
    assert page_of(["file:00"]) is None
