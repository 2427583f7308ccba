"""Papers that rest on the same thing are one witness, and only then."""

import pytest

from litsynth.ports import Judgement
from litsynth.records import Block, BlockKind, JudgeCard, Paper, PaperId
from litsynth.spans import Span
from litsynth.verify.combine import independent
from litsynth.verify.common_ground import Bearer, cites, data_sets, ties
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.independence import witnesses
from litsynth.verify.run import verify_claims
from tests.verify.making import claim, document, evidence


def _paper(number, author, title="", year=None):
    return Paper(
        id=PaperId(f"test:{number}"), title=title or f"Paper {number}", authors=(author,),
        published=year,
    )  # fmt: skip


def _bearer(number, author, *quotes, bibliography=(), **more):
    return Bearer(paper=_paper(number, author, **more), quotes=quotes, bibliography=bibliography)


def _why(one, other):
    return [tie.why for tie in ties([one, other])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Accuracy on XNLI rose by 3 points.", {"XNLI"}),
        ("We train on ImageNet and CIFAR-10.", {"ImageNet", "CIFAR-10"}),
        ("In the UK Biobank, carriers lived longer.", {"UK Biobank"}),
        ("The TatoLex corpus and the FooQA benchmark were used.", {"TatoLex", "FooQA"}),
        ("A COVID-19 data set of US patients was built from an English corpus.", set()),
        ("Our benchmark and this dataset are new; BERT was tuned.", set()),
        ("The RNA-seq datasets and the HIV corpus differ.", set()),
        ("", set()),
    ],
)
def test_data_sets_are_told_from_other_names(text, expected):
    assert data_sets(text) == expected


def test_papers_on_one_data_set_are_one_witness():
    one = _bearer(1, "Ada Lang", "Transfer gains 3 points on XNLI.")
    other = _bearer(2, "Bo Mann", "On XNLI, transfer helps most languages.")
    apart = _bearer(3, "Cy Nord", "On SQuAD, transfer helps most languages.")
    assert _why(one, other) == ["on the same data set (XNLI)"]
    assert _why(one, apart) == []


def test_a_passage_that_cites_the_other_paper_is_one_witness_with_it():
    original = _bearer(1, "Ada Lang", "Worms like mulch.", year="2018")
    for quote in (
        "Worms like mulch (Lang, 2018).", "Lang et al. (2018) saw that worms like mulch.",
        "Worms like mulch [Lang and Mann 2018].",
    ):  # fmt: skip
        assert _why(original, _bearer(2, "Bo Mann", quote)) == [
            "of which one cites the other for it"
        ]
    for quote in ("Worms like mulch (Lang, 2019).", "Worms like mulch (Lange, 2018)."):
        assert _why(original, _bearer(2, "Bo Mann", quote)) == []


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("CMS Collaboration", True),
        ("ATLAS Collaboration", False),
        ("Lang, Ada", False),
    ],
)
def test_a_group_is_cited_by_all_of_its_name(author, expected):
    bearer = _bearer(2, "Bo Mann", "It is seen (CMS Collaboration, 2012; Schmidt-Lang, 2012).")
    assert cites(bearer, _paper(1, author, year="2012")) is expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Worms like mulch [2].", True),
        ("Worms like mulch [1, 2].", True),
        ("Worms like mulch [1\u20133].", True),
        ("Worms like mulch [1].", False),
        ("Worms like mulch [3].", False),
        ("Worms like mulch.", False),
        ("Worms like mulch [1-200].", False),
    ],
)
def test_a_number_leads_to_its_entry_in_the_bibliography(quote, expected):
    entries = (
        "[1] B. Mann. 2001. Bells of bronze and their sound.",
        "[2] A. Lang. 2018. Why worms like mulch bet-\nter than sand. Soils 3.",
        "[3] C. Nord. Sand.",
    )
    bearer = _bearer(2, "Bo Mann", quote, bibliography=entries)
    cited = _paper(1, "Ada Lang", "Why Worms Like Mulch Better Than Sand")
    assert cites(bearer, cited) is expected


def test_a_paper_in_the_bibliography_alone_is_no_tie():
    entries = ("[1] A. Lang. 2018. Why worms like mulch better than sand.",)
    original = _bearer(1, "Ada Lang", "Worms like it.", title="Why worms like mulch better")
    assert _why(original, _bearer(2, "Bo Mann", "Worms like it.", bibliography=entries)) == []


def test_two_papers_that_cite_one_work_for_it_are_one_witness():
    one = _bearer(1, "Ada Lang", "Mulch helps worms (Orr et al., 2011).")
    other = _bearer(2, "Bo Mann", "As Orr et al. (2011) saw, mulch helps.")
    assert _why(one, other) == ["that both cite Orr (2011) for it"]


def test_a_month_and_its_year_are_no_work():
    one = _bearer(1, "Ada Lang", "Fields were dug in March 2020.")
    assert _why(one, _bearer(2, "Bo Mann", "Worms were counted in March 2020.")) == []


def test_the_same_words_in_two_papers_are_one_witness():
    text = "Stroking a cat for ten minutes makes it purr loudly in every case."
    assert _why(_bearer(1, "A B", text), _bearer(2, "C D", text.upper())) == [
        "that say it in the same words"
    ]
    assert _why(_bearer(1, "A B", "It did."), _bearer(2, "C D", "It did.")) == []


def test_ties_join_groups_of_authors():
    papers = [_paper(1, "A One"), _paper(2, "B Two"), _paper(3, "B Two"), _paper(4, "C Three")]
    assert witnesses(papers, {(0, 2)}) == (0, 0, 0, 3)


def _quoted(number, quote, **more):
    from dataclasses import replace

    return replace(evidence(number, **more), quote=quote)


def test_papers_on_one_data_set_count_once_and_the_reader_is_told():
    papers = {one.id: one for one in (_paper(1, "A One"), _paper(2, "B Two"), _paper(3, "C Six"))}
    bearing = [
        _quoted(1, "It gains 3 points on XNLI."),
        _quoted(2, "XNLI scores rise."),
        _quoted(3, "SQuAD scores rise."),
    ]
    count, why = independent(bearing, papers, {})
    assert count == 2
    assert why == ("papers on the same data set (XNLI) count once",)


def test_what_authors_share_is_not_told_twice():
    papers = {one.id: one for one in (_paper(1, "A One"), _paper(2, "A One"))}
    bearing = [_quoted(1, "It gains on XNLI."), _quoted(2, "XNLI scores rise.")]
    assert independent(bearing, papers, {}) == (1, ())


class Purring:
    name = "purring@1"
    card = JudgeCard(name="purring", made="2026-11-21", data="nothing")

    def judge(self, pairs):
        return tuple(Judgement(supports=0.9, refutes=0.0, neither=0.1) for _ in pairs)


def test_a_verdict_follows_citations_into_the_bibliography():
    title = "Why cats purr when they are stroked"
    first = document(2, "Cats purr loudly when somebody strokes them.")
    text = "Cats are known to purr when they are stroked [7]."
    entry = f"[7] A. Lang. 2018. {title}. Journal of Cats 3."
    second = document(3, text, entry)
    start = len(text) + 1
    second = type(second)(
        **{name: getattr(second, name) for name in second.__slots__ if name != "blocks"},
        blocks=(Block(kind=BlockKind.REFERENCE, span=Span(start, start + len(entry))),),
    )
    papers = [_paper(1, "Di Orr"), _paper(2, "Ada Lang", title), _paper(3, "Bo Mann")]
    (verdict,) = verify_claims(
        [claim("Cats purr when stroked.")], [first, second], papers, encoder=HashingEncoder(),
        judge=Purring(), precision=0.8, passages_per_claim=4,
    )  # fmt: skip
    assert verdict.independent_papers == 1
    assert "papers of which one cites the other for it count once" in verdict.reasons
