import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.records import Paper, PaperId
from litsynth.twins import block_keys, same_paper, same_title, title

BEES = "How Honey Bees Learn the Waggle Dance from Older Foragers"


def paper(identifier, name=BEES, **fields):
    return Paper(id=PaperId(identifier), title=name, **fields)


def author(name):
    return (name,)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("arxiv:2005.13013", "doi:10.48550/arXiv.2005.13013"),
        ("arxiv:2005.13013v1", "arxiv:2005.13013v3"),
        ("doi:10.18653/v1/P19-1001", "acl:P19-1001"),
        ("doi:10.1000/ABC", "doi:10.1000/abc"),
    ],
)
def test_an_identifier_in_common_is_enough(a, b):
    assert same_paper(paper(a, "One title"), paper(b, "Quite another title"))


@pytest.mark.parametrize(
    "other",
    [
        BEES.upper(),
        BEES + ".",
        "How honey-bees learn the waggle-dance from older foragers",
        "How {H}oney {B}ees Learn the \\emph{Waggle} Dance from Older Foragers",
        "How <i>Honey</i> Bees Learn the Waggle Dance from Older Foragers",
        "How H\u00f3ney Bees Learn the Waggle Dance from Older Foragers",
        "How Honey Bees Learn the Waggle Dance from Older Forager",
        "How Honey Bees Learn the Waggle Dance from Older Foregers",
        BEES + ": Evidence from Many Colonies",
        BEES + "? Evidence from Many Colonies",
        BEES + " \u2013 Evidence from Many Colonies",
        "WaggleNet: " + BEES,
    ],
)
def test_spellings_of_a_title_are_one_title(other):
    assert same_title(title(BEES), title(other))
    assert same_title(title(other), title(BEES))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BEES + " Part I", BEES + " Part II"),
        (BEES + ", part one", BEES + ", part two"),
        (BEES + " I", BEES + " II"),
        (BEES + " in 2019", BEES + " in 2020"),
        (BEES + " with GPT-2", BEES + " with GPT-3"),
        (BEES, "Correction to: " + BEES),
        (BEES, BEES + ": Supplementary Material"),
        (BEES, "Comment on " + BEES),
        (BEES + ": Theory", BEES + ": Experiments"),
        ("Supervised learning of the waggle dance", "Unsupervised learning of the waggle dance"),
        ("Translating Bees from English to German", "Translating Bees from English to French"),
        (BEES, "Author Correction: " + BEES),
        (BEES, BEES + " (Retracted)"),
        ("Introduction", "Introduction: Evidence from Many Colonies of Bees"),
        ("", ""),
        ("\u2026", "\u2026"),
    ],
)
def test_parts_editions_corrections_and_opposites_are_other_titles(a, b):
    assert not same_title(title(a), title(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Comment-Aware Bees and OCR Post-Correction",
            "comment aware bees and OCR post correction",
        ),
        ("Bees Based on ISO 24617-2 Standard", "Bees based on ISO 24617 2 standard"),
    ],
)
def test_a_hyphen_makes_no_other_title(a, b):
    assert same_title(title(a), title(b))


def test_a_preprint_and_its_publication_are_one_paper_up_to_three_years_apart():
    preprint = paper("arxiv:2001.00001", authors=("Ada Lowe", "Ben Ng"), published="2020-01-02")
    for year, expected in (("2020", True), ("2023", True), ("2024", False)):
        published = paper(
            "doi:10.1000/bees", authors=("Lowe, A.", "Ng, B."), published=year, venue="Bee Journal"
        )
        assert same_paper(preprint, published) is expected


def test_two_publications_of_one_title_must_be_of_about_one_year():
    one = paper("doi:10.1000/a", authors=author("Ada Lowe"), published="2019")
    assert same_paper(one, paper("doi:10.1000/b", authors=author("Ada Lowe"), published="2020"))
    assert not same_paper(one, paper("doi:10.1000/b", authors=author("Ada Lowe"), published="2021"))


def test_one_title_by_other_people_is_another_paper():
    one = paper("doi:10.1000/a", authors=("Ada Lowe", "Ben Ng"), published="2019")
    other = paper("doi:10.1000/b", authors=("Cy Ruiz", "Di Voss"), published="2019")
    assert not same_paper(one, other)


@pytest.mark.parametrize(
    "other",
    [
        "Lowe, Ada",
        "A. Lowe",
        "Lowe A",
        "Lowe AB",
        "Ada L\u00f6we",
        "Lowe, Ada, Jr.",
        "Lowe Ada",
        "ADA LOWE",
    ],
)
def test_a_person_is_known_in_any_usual_spelling(other):
    one = paper("doi:10.1000/a", authors=author("Ada Lowe"))
    assert same_paper(one, paper("doi:10.1000/b", authors=author(other)))


def test_a_list_of_authors_may_be_cut_or_sorted():
    whole = paper("doi:10.1000/a", authors=("Cy Ruiz", "Ada Lowe", "Ben Ng", "Di Voss"))
    assert same_paper(whole, paper("doi:10.1000/b", authors=("Ruiz, Cy",)))
    assert same_paper(whole, paper("doi:10.1000/b", authors=("Ben Ng", "Ada Lowe", "X Y")))
    assert not same_paper(whole, paper("doi:10.1000/b", authors=("Ben Ng",)))


def test_without_authors_only_the_very_title_counts():
    one = paper("doi:10.1000/a", authors=author("Ada Lowe"))
    assert same_paper(one, paper("doi:10.1000/b", BEES.lower()))
    assert not same_paper(one, paper("doi:10.1000/b", BEES + ": Evidence from Many Colonies"))


def test_papers_with_two_arxiv_or_two_acl_ids_are_two_papers():
    names = author("Ada Lowe")
    assert not same_paper(
        paper("arxiv:2001.00001", authors=names), paper("arxiv:2001.00002", authors=names)
    )
    assert not same_paper(
        paper("acl:P19-1001", authors=names), paper("acl:P19-1002", authors=names)
    )


@pytest.mark.parametrize("name", ["Introduction", "Editorial", "Book Review", "Preface to Bees"])
def test_a_generic_title_needs_the_same_people_and_year(name):
    one = paper("openalex:w1", name, authors=("Ada Lowe", "Ben Ng"), published="2019")
    twin = paper("file:00", name, authors=("A. Lowe", "B. Ng"), published="2019")
    assert same_paper(one, twin)
    for other in (
        paper("file:00", name, published="2019"),
        paper("file:00", name, authors=("Ada Lowe",), published="2019"),
        paper("file:00", name, authors=("A. Lowe", "B. Ng"), published="2020"),
    ):
        assert not same_paper(one, other)


def test_two_editorials_with_dois_of_their_own_are_two():
    fields = {"authors": author("Ada Lowe"), "published": "2019"}
    assert not same_paper(
        paper("doi:10.1000/a", "Editorial", **fields), paper("doi:10.1000/b", "Editorial", **fields)
    )


WORDS = st.sampled_from(
    "bees dance learning of the part i ii 2 unsupervised supervised colony: - waggle field".split()
)
TITLES = st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=40)


@given(TITLES, TITLES)
def test_sameness_of_titles_is_symmetric(a, b):
    assert same_title(title(a), title(b)) == same_title(title(b), title(a))


@given(TITLES, TITLES)
def test_titles_that_are_one_share_a_block(a, b):
    if same_title(title(a), title(b)):
        assert set(block_keys(title(a))) & set(block_keys(title(b)))


@given(TITLES)
def test_a_title_is_its_own_if_it_has_any_word(text):
    assert same_title(title(text), title(text)) == bool(title(text).words)
