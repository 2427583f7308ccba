import gzip
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.identifiers import all_names
from litsynth.search.merge import merge_papers, with_retractions
from litsynth.twins import same_paper
from tests.search.fakes import make_paper

BEES = "How Honey Bees Learn the Waggle Dance from Older Foragers"


def merged(*papers):
    return merge_papers(papers).papers


def test_versions_preprint_doi_and_publication_become_one_paper():
    (one,) = merged(
        make_paper("arxiv:2005.13013v1", "T one"),
        make_paper("arxiv:2005.13013v2", "T two"),
        make_paper("doi:10.48550/arXiv.2005.13013", "T three"),
        make_paper(
            "doi:10.18653/v1/2020.aacl-main.56", "T four", identifiers=("arxiv:2005.13013",)
        ),
        make_paper("acl:2020.aacl-main.56", "T five"),
    )
    assert one.id == "arxiv:2005.13013"
    assert one.identifiers == (
        "acl:2020.aacl-main.56",
        "arxiv:2005.13013",
        "doi:10.18653/v1/2020.aacl-main.56",
        "doi:10.48550/arxiv.2005.13013",
    )


def test_what_is_no_address_is_no_place_of_a_paper():
    (one,) = merged(
        make_paper("doi:10.1000/a", BEES, pdf_url="http://[bad/x.pdf"),
        make_paper("doi:10.1000/a", BEES, pdf_url="https://a.example/x.pdf"),
    )
    assert (one.pdf_url, one.other_pdf_urls) == ("https://a.example/x.pdf", ())


def test_duplicates_are_records_less_papers():
    found = merge_papers(
        [
            make_paper("doi:10.1000/a", BEES, published="2020", authors=("Ada Lowe",)),
            make_paper("arxiv:1901.00001", BEES.upper(), published="2019", authors=("A. Lowe",)),
            make_paper("doi:10.1000/c", "Something else entirely about wasps and figs"),
            make_paper("doi:10.1000/c", "Something else entirely about wasps and figs"),
        ]
    )
    assert (len(found.papers), found.duplicates) == (2, 2)


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        (("acl:P19-1001", "doi:10.1000/a", "arxiv:1901.00001"), "arxiv:1901.00001"),
        (("acl:P19-1001", "doi:10.1000/a", "openalex:w1"), "doi:10.1000/a"),
        (("acl:P19-1001", "openalex:w1", "file:00"), "acl:P19-1001"),
        (("file:00", "openalex:w1"), "openalex:w1"),
    ],
)
def test_a_paper_goes_by_its_best_identifier(identifiers, expected):
    (one,) = merged(make_paper(identifiers[0], BEES, identifiers=identifiers))
    assert one.id == expected


def test_the_most_complete_field_wins():
    (one,) = merged(
        make_paper(
            "arxiv:1901.00001",
            BEES,
            authors=("A. Lowe", "B. Ng"),
            published="2019-01-02",
            venue="arXiv",
            url="https://arxiv.org/abs/1901.00001",
            pdf_url="https://arxiv.org/pdf/1901.00001",
            abstract="Short.",
            categories=("q-bio",),
            found_by=("arxiv",),
        ),
        make_paper(
            "doi:10.1000/a",
            BEES.upper() + ": EVIDENCE FROM MANY COLONIES",
            authors=("Ada Lowe", "Ben Ng"),
            published="2020",
            venue="Bees",
            url="https://example.org/a",
            abstract="Rather longer.",
            found_by=("crossref",),
        ),
        make_paper(
            "file:00ff",
            BEES,
            authors=("Ada Lowe",),
            pdf_url="file:///home/a/bees.pdf",
            summary="In our words.",
            found_by=("folder:papers",),
        ),
    )
    assert one.title == BEES
    assert one.authors == ("Ada Lowe", "Ben Ng")
    assert one.published == "2020"
    assert one.venue == "Bees"
    assert one.url == "https://arxiv.org/abs/1901.00001"
    assert one.pdf_url == "file:///home/a/bees.pdf"
    assert (one.abstract, one.summary) == ("Rather longer.", "In our words.")
    assert one.found_by == ("arxiv", "crossref", "folder:papers")
    assert one.doi == "10.1000/a"


def test_a_preprint_makes_the_year_of_publication_more_precise_but_never_another():
    preprint = make_paper("arxiv:2001.00001", BEES, published="2020-05-26", authors=("A. Lowe",))
    published = make_paper(
        "acl:2020.bees-main.1", BEES, published="2020", venue="Bees", authors=("Ada Lowe",)
    )
    (one,) = merged(preprint, published)
    assert one.published == "2020-05-26"
    (one,) = merged(preprint, replace(published, published="2021"))
    assert one.published == "2021"


def test_a_retraction_known_to_one_source_is_kept():
    (one,) = merged(
        make_paper("doi:10.1000/a", BEES), make_paper("doi:10.1000/a", BEES, retraction="Withdrawn")
    )
    assert one.retraction == "Withdrawn"


def test_a_notice_marks_the_paper_that_it_names_whoever_found_it():
    preprint = make_paper("arxiv:1901.00001", BEES, identifiers=("doi:10.1000/a",))
    other = make_paper("doi:10.1000/b", "Something else entirely about wasps and figs")
    notices = [("doi:10.1000/A", "Crossref: retraction"), ("doi:10.1000/c", "nobody's")]
    marked, untouched = with_retractions([preprint, other], notices)
    assert marked == replace(preprint, retraction="Crossref: retraction")
    assert untouched == other


def test_what_a_record_says_of_its_own_retraction_stays():
    paper = make_paper("doi:10.1000/a", BEES, retraction="Withdrawn")
    assert with_retractions([paper], [("doi:10.1000/a", "a longer text")]) == (paper,)


def test_where_each_field_came_from_is_kept():
    (one,) = merged(
        make_paper("arxiv:1901.00001", BEES, published="2019", found_by=("arxiv",)),
        make_paper(
            "doi:10.1000/a",
            BEES,
            identifiers=("arxiv:1901.00001",),
            venue="Bees",
            abstract="Long.",
            found_by=("crossref",),
        ),
        make_paper(
            "openalex:W1",
            BEES,
            identifiers=("doi:10.1000/a",),
            retraction="x",
            found_by=("openalex",),
        ),
    )
    assert dict(one.origins) == {
        "abstract": "crossref",
        "published": "arxiv",
        "retraction": "openalex",
        "title": "arxiv",
        "venue": "crossref",
    }


def test_every_open_place_of_the_text_is_kept_once_and_arxiv_first():
    (one,) = merged(
        make_paper(
            "openalex:W1",
            BEES,
            identifiers=("arxiv:1901.00001",),
            pdf_url="http://127.0.0.1:1/pdf/1901.00001",
            other_pdf_urls=("http://a.example/x.pdf", "https://b.example/y.pdf"),
        ),
        make_paper("arxiv:1901.00001", BEES, pdf_url="http://127.0.0.1:1/pdf/1901.00001v2"),
        make_paper(
            "s2:0", BEES, identifiers=("arxiv:1901.00001",), pdf_url="https://a.example/x.pdf"
        ),
    )
    assert one.pdf_url == "http://127.0.0.1:1/pdf/1901.00001v2"
    assert one.other_pdf_urls == ("https://a.example/x.pdf", "https://b.example/y.pdf")


def test_parts_and_generic_titles_stay_apart():
    papers = [
        make_paper("doi:10.1000/a", BEES + " Part I", authors=("Ada Lowe",)),
        make_paper("doi:10.1000/b", BEES + " Part II", authors=("Ada Lowe",)),
        make_paper("doi:10.1000/c", "Introduction", authors=("Ada Lowe",)),
        make_paper("doi:10.1000/d", "Introduction", authors=("Ben Ng",)),
        make_paper("file:00", "Introduction"),
    ]
    assert merge_papers(papers).duplicates == 0


def test_a_record_may_join_two_that_have_nothing_in_common():
    (one,) = merged(
        make_paper("arxiv:1901.00001", "A preprint's old title"),
        make_paper("doi:10.1000/a", "The published title"),
        make_paper(
            "openalex:w1", "The published title", identifiers=("arxiv:1901.00001", "doi:10.1000/a")
        ),
    )
    assert one.id == "arxiv:1901.00001"


TITLES = st.sampled_from(
    [
        BEES,
        BEES.lower() + ".",
        BEES + ": Evidence from Many Colonies",
        BEES + " Part II",
        "Introduction",
        "Wasps and the figs that they live in",
    ]
)
IDENTIFIERS = st.one_of(
    st.integers(1, 4).map(lambda n: f"arxiv:1901.0000{n}"),
    st.integers(1, 4).map(lambda n: f"doi:10.48550/arXiv.1901.0000{n}v2"),
    st.integers(1, 4).map(lambda n: f"DOI:10.1000/A{n}"),
    st.integers(1, 4).map(lambda n: f"acl:P19-100{n}"),
    st.integers(1, 4).map(lambda n: f"doi:10.18653/v1/P19-100{n}"),
    st.integers(1, 9).map(lambda n: f"file:{n}"),
)
PAPERS = st.builds(
    make_paper,
    IDENTIFIERS,
    TITLES,
    identifiers=st.lists(IDENTIFIERS, max_size=2).map(tuple),
    authors=st.lists(
        st.sampled_from(["Ada Lowe", "Lowe, A.", "Ben Ng", "Cy Ruiz"]), max_size=2
    ).map(tuple),
    published=st.sampled_from([None, "2019", "2019-05", "2020-01-31", "2024"]),
    venue=st.sampled_from([None, "arXiv", "Bees", "Journal of Bees"]),
    url=st.sampled_from([None, "https://a.example", "https://b.example"]),
    pdf_url=st.sampled_from([None, "file:///a.pdf", "https://a.example/pdf"]),
    other_pdf_urls=st.lists(
        st.sampled_from(
            [
                "http://a.example/pdf",
                "https://b.example/pdf/",
                "http://127.0.0.1:1/pdf/1901.00001v2",
                "https://arxiv.org/pdf/1901.00001",
                "https://aclanthology.org/P19-1001.pdf",
            ]
        ),
        max_size=3,
    ).map(tuple),
    retraction=st.sampled_from([None, None, "OpenAlex: it is marked as retracted"]),
    abstract=st.sampled_from([None, "Short.", "Longer text."]),
    found_by=st.sampled_from([(), ("arxiv",), ("crossref",)]),
)
LISTS = st.lists(PAPERS, max_size=8)


@given(LISTS)
def test_merging_again_changes_nothing(papers):
    once = merge_papers(papers)
    again = merge_papers(once.papers)
    assert again.papers == once.papers
    assert again.duplicates == 0


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(papers, random):
    shuffled = list(papers)
    random.shuffle(shuffled)
    assert merge_papers(shuffled) == merge_papers(papers)


@given(LISTS)
def test_no_paper_no_identifier_and_no_source_is_lost(papers):
    found = merge_papers(papers)
    assert len(found.papers) + found.duplicates == len(papers)
    held = [all_names(paper.identifiers) for paper in found.papers]
    for record in papers:
        holders = [names for names in held if all_names(record.identifiers) <= names]
        assert len(holders) == 1
    assert {s for p in found.papers for s in p.found_by} == {s for p in papers for s in p.found_by}


@given(LISTS)
def test_papers_left_over_are_no_twins(papers):
    found = merge_papers(papers).papers
    for number, one in enumerate(found):
        assert not any(same_paper(one, other) for other in found[number + 1 :])


def test_the_same_title_in_two_real_collections_is_found_again(shared):
    """Every paper of the ACL sample is merged with a spoilt copy of itself, and no other."""
    with gzip.open(shared / "data/acl/acl-abstracts-2016on.jsonl.gz") as file:
        rows = [json.loads(file.readline()) for _ in range(2000)]
    papers, copies = [], []
    for number, row in enumerate(rows):
        papers.append(
            make_paper(
                f"acl:{row['id']}",
                row["title"],
                authors=tuple(row["authors"]),
                published=str(row["year"]),
            )
        )
        copies.append(
            make_paper(
                f"openalex:w{number}",
                row["title"].lower().replace("-", " "),
                authors=tuple(", ".join(reversed(name.rsplit(" ", 1))) for name in row["authors"]),
                published=str(row["year"]),
            )
        )
    alone = merge_papers(papers)
    both = merge_papers([*papers, *copies])
    wrong = [paper.title for paper in both.papers if len(paper.identifiers) != 2]
    assert alone.duplicates == 0
    assert len(wrong) <= 0.01 * len(papers), wrong[:5]
