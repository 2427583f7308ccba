import pytest

from litsynth.claims.extract import candidates, extract_claims
from litsynth.claims.places import placed_sentences
from litsynth.records import (
    Block,
    BlockKind,
    ClaimKind,
    Depth,
    Document,
    PaperId,
    Section,
    SectionKind,
)
from litsynth.spans import Span
from tests.claims.writing import KITES, WordEncoder, paper

RAINED = "It rained on both days."
QUESTION = "Do longer tails make kites more stable?"


def extract(document, *, question=QUESTION, max_claims=20, include_cited=False, **more):
    return extract_claims(
        document,
        question=question,
        encoder=WordEncoder(),
        max_claims=max_claims,
        include_cited=include_cited,
        **more,
    )


@pytest.fixture(scope="module")
def kites():
    return paper(*KITES)


@pytest.fixture(scope="module")
def claims(kites):
    return extract(kites)


def test_findings_contributions_and_comparisons_are_listed(claims):
    starts = {claim.quote[:30] for claim in claims}
    assert "We have shown that longer tail" in starts
    assert "Our results suggest that tail " in starts
    assert "Kites with long tails were sig" in starts
    assert "We find that WingTail predicts" in starts


def test_what_a_paper_made_is_not_for_others_to_bear_out_and_may_be_left_out(kites, claims):
    found = extract(kites, announcements=False)
    made = [claim for claim in claims if claim.kind is ClaimKind.CONTRIBUTION]
    assert made
    assert not {claim.quote for claim in made} & {claim.quote for claim in found}
    assert {claim.quote for claim in found} < {claim.quote for claim in claims}


def test_what_the_authors_do_is_no_finding_of_theirs():
    does = "We complement our study with the cost and benefit of each of these 40 tails."
    found = "We find that longer tails make kites more stable than heavier tails do."
    document = paper((SectionKind.ABSTRACT, "Abstract", (does, found)), depth=Depth.ABSTRACT)
    assert {claim.quote for claim in extract(document)} == {does, found}
    assert [claim.quote for claim in extract(document, announcements=False)] == [found]


def test_what_is_only_stated_of_a_thing_of_the_papers_own_may_be_left_out():
    stated = "Our model always keeps the tails of all kites in a tree of twelve knots."
    found = "We find that longer tails make kites more stable than heavier tails do."
    document = paper((SectionKind.ABSTRACT, "Abstract", (stated, found)), depth=Depth.ABSTRACT)
    assert stated in {claim.quote for claim in extract(document)}
    assert [claim.quote for claim in extract(document, announcements=False)] == [found]


def test_what_was_found_of_a_thing_of_the_papers_own_comes_last_where_others_are_to_bear_it_out():
    own = "Experiments show that our model significantly outperforms strong baselines on kites."
    found = "We find that longer tails make kites more stable than heavier tails do."
    document = paper((SectionKind.ABSTRACT, "Abstract", (own, found)), depth=Depth.ABSTRACT)
    both = [claim.quote for claim in extract(document, announcements=False)]
    assert both == [own, found]
    first = extract(document, announcements=False, max_claims=1)
    assert [claim.quote for claim in first] == [found]


def test_a_paper_that_only_tells_what_it_made_is_listed_with_that():
    made = "In this paper, we propose WingTail, a new model of the stability of kites."
    document = paper((SectionKind.ABSTRACT, "Abstract", ("Kites are flown.", made)))
    assert [claim.quote for claim in extract(document, announcements=False)] == [made]


@pytest.mark.parametrize(
    "words",
    [
        "Kites are flown in many countries.",
        "rest of this paper",
        "Let k be",
        "Figure 2",
        "Does the colour",
        "Table 3",
        "future work",
        "publicly available",
        "thank",
        "outperform balloons",
    ],
)
def test_what_is_no_claim_is_not_listed(claims, words):
    assert not any(words in claim.quote for claim in claims)


def test_every_quote_is_the_papers_own_sentence_letter_by_letter(kites, claims):
    for claim in claims:
        assert claim.quote == claim.span.of(kites.text)
        assert claim.span in kites.sentences


def test_claims_come_in_the_order_of_place_with_ids_from_one(claims):
    assert [claim.id for claim in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]
    assert [claim.span for claim in claims] == sorted(claim.span for claim in claims)


def test_each_claim_says_where_it_stands(claims):
    last = claims[-1]
    assert (last.page, last.section, last.section_kind) == (
        5,
        "Conclusion",
        SectionKind.CONCLUSION,
    )


def test_what_is_said_twice_is_one_claim_with_two_places(kites, claims):
    twice = [claim for claim in claims if "reduce oscillation by 35%" in claim.text]
    assert len(twice) == 1
    assert twice[0].quote.startswith("We have shown")
    assert [span.of(kites.text)[:23] for span in twice[0].also_at] == ["Experiments on 40 kites"]


def test_citations_are_left_out_of_the_text_but_not_of_the_quote(claims):
    claim = next(claim for claim in claims if "error of 4.2%" in claim.text)
    assert claim.text.endswith("an error of 4.2%.")
    assert claim.quote.endswith("an error of 4.2% [3, 7].")


def test_results_of_others_are_listed_only_when_asked_for(kites, claims):
    assert not any(claim.cited for claim in claims)
    cited = [claim for claim in extract(kites, include_cited=True) if claim.cited]
    assert [claim.quote[:13] for claim in cited] == ["Marsh et al. "]


def test_at_most_so_many_are_given_as_were_asked_for(kites, claims):
    for most in (1, 2, 3):
        fewer = extract(kites, max_claims=most)
        assert len(fewer) == most
        assert {claim.span for claim in fewer} <= {claim.span for claim in claims}


def test_the_question_decides_which_claims_are_kept(kites):
    (about_error,) = extract(
        kites, question="With what error is oscillation predicted?", max_claims=1
    )
    (about_length,) = extract(kites, question="Do longer tails reduce it?", max_claims=1)
    assert "error" in about_error.text
    assert "longer tails" in about_length.text


def test_without_a_question_every_relevance_is_nil(kites):
    found = extract(kites, question="")
    assert found
    assert {claim.relevance for claim in found} == {0.0}


def test_extraction_is_repeatable(kites, claims):
    assert extract(kites) == claims


def test_figures_names_and_checkability_come_with_each_claim(claims):
    claim = next(claim for claim in claims if "error of 4.2%" in claim.text)
    assert [(figure.value, figure.unit) for figure in claim.figures] == [(4.2, "%")]
    assert "WingTail" in claim.names
    assert claim.checkability_reasons[0] == "gives figures"


def test_a_sentence_of_two_claims_gives_two_with_one_quote():
    joined = "We find that long tails reduce oscillation by 35%; silk tails are lighter than wool."
    document = paper((SectionKind.RESULTS, "Results", (joined,)))
    first, second = extract(document)
    assert first.text == "We find that long tails reduce oscillation by 35%."
    assert second.text == "Silk tails are lighter than wool."
    assert first.quote == second.quote == joined
    assert second.part.of(document.text) == "silk tails are lighter than wool"
    assert second.part != second.span


def test_a_clause_that_lost_a_citation_has_no_part():
    joined = "We find that long tails [3] are more stable; silk tails are lighter than wool."
    document = paper((SectionKind.RESULTS, "Results", (joined,)))
    assert next(claim.part for claim in extract(document)) is None


def test_what_is_ours_is_named_in_brackets():
    document = paper(
        (
            SectionKind.ABSTRACT,
            "Abstract",
            (
                "We present WingTail, a model of kite tails.",
                "WingTail is a small model for kites of all sizes.",
                "We find that our model reduces the error of WingTail by 35%.",
                "Our model significantly outperforms StringTail on silk kites.",
            ),
        )
    )
    texts = [claim.text for claim in extract(document)]
    assert "Our model [WingTail] significantly outperforms StringTail on silk kites." in texts
    assert "We find that our model reduces the error of WingTail by 35%." in texts


SUMMARY = (
    "Kites with tails were tested in a wind tunnel and at sea.",
    "Long tails lower the oscillation of kites by 35%.",
    "Silk tails bring larger gains than tails of wool.",
    "The gains on box kites are moderate.",
    "WingTail predicts oscillation from the length of the tail.",
    "Tails of paper do not outperform tails of silk.",
    "A second tail adds small further gains to the first.",
    "The best tails set the state of the art on the Coast benchmark.",
    "In still air, tails make no difference to stability.",
)


def test_a_summary_of_findings_gives_nearly_all_its_sentences():
    document = paper((SectionKind.ABSTRACT, "", SUMMARY), depth=Depth.SUMMARY, lines=False)
    found = extract(document)
    assert len(found) >= 7
    assert all(claim.depth is Depth.SUMMARY and claim.page is None for claim in found)
    assert {claim.section for claim in found} == {"abstract"}


def test_what_a_summary_states_is_no_finding_for_want_of_other_words():
    known = "Models of kites had previously been flown by day only."
    document = paper((SectionKind.ABSTRACT, "", (known, *SUMMARY)), depth=Depth.SUMMARY)
    kinds = {claim.quote: claim.kind for claim in extract(document)}
    assert kinds[known] is ClaimKind.STATEMENT
    assert kinds[SUMMARY[1]] is ClaimKind.FINDING


def test_a_summary_that_tells_mostly_methods_still_gives_six_claims():
    methods = tuple(f"Kites of kind {n} were tested in wind for {n} days." for n in range(2, 11))
    document = paper((SectionKind.ABSTRACT, "", methods), depth=Depth.SUMMARY, lines=False)
    sentences = placed_sentences(document)
    assert len(candidates(sentences, depth=Depth.SUMMARY, include_cited=False)) >= 6


def test_an_abstract_gives_its_findings():
    document = paper((SectionKind.ABSTRACT, "", KITES[0][2]), depth=Depth.ABSTRACT, lines=False)
    quotes = [claim.quote for claim in extract(document)]
    assert KITES[0][2][2] in quotes
    assert KITES[0][2][3] in quotes
    assert KITES[0][2][0] not in quotes


def in_results(*sentences):
    """A paper whose one paragraph of results holds `sentences`."""
    text = " ".join(sentences)
    starts = [text.index(one) for one in sentences]
    spans = tuple(Span(at, at + len(one)) for at, one in zip(starts, sentences, strict=True))
    return Document(
        paper=PaperId("test:paper"),
        text=text,
        depth=Depth.FULL_TEXT,
        sentences=spans,
        sections=(Section(kind=SectionKind.RESULTS, heading="Results", span=Span(0, len(text))),),
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),),
        sha256="0",
        reader="test",
    )


def test_a_pronoun_is_printed_with_what_it_stands_for_and_the_quote_stays():
    document = in_results(
        "WingTail is small.", "It significantly reduces the oscillation of kites by 35%."
    )
    claim = next(claim for claim in extract(document) if "35%" in claim.text)
    assert claim.text == "It [WingTail] significantly reduces the oscillation of kites by 35%."
    assert claim.quote == "It significantly reduces the oscillation of kites by 35%."
    assert "leans on the sentence before" not in claim.checkability_reasons


def test_a_pronoun_that_nobody_can_resolve_is_not_listed_beside_other_claims():
    document = in_results(
        "We find that tails of silk significantly reduce oscillation by 12%.",
        "This significantly reduces the oscillation of kites by 35%.",
    )
    assert ["12%" in claim.quote for claim in extract(document)] == [True]


def test_a_document_without_text_makes_no_claims():
    assert extract(paper((SectionKind.ABSTRACT, "Abstract", ()))) == ()


def test_a_contribution_is_known_as_one(claims):
    kinds = {claim.quote[:19]: claim.kind for claim in claims}
    assert kinds["In this paper, we p"] is ClaimKind.CONTRIBUTION


def test_also_at_never_names_the_claims_own_place(claims):
    for claim in claims:
        assert claim.span not in claim.also_at
        assert all(isinstance(span, Span) for span in claim.also_at)


def test_a_short_comparison_is_listed_where_results_are_told():
    compared = "Kites with silk rose faster than kites without."
    document = paper((SectionKind.RESULTS, "Results", (compared, RAINED)))
    assert [claim.quote for claim in extract(document, question="")] == [compared]


def test_the_label_of_an_abstracts_part_is_not_printed_but_quoted():
    text = "Results: Longer tails reduced oscillation by 35%."
    document = paper((SectionKind.ABSTRACT, "", (text,)), depth=Depth.ABSTRACT)
    (claim,) = extract(document, question="")
    assert claim.text == "Longer tails reduced oscillation by 35%."
    assert claim.quote == text


def test_a_section_without_heading_and_kind_has_no_name():
    document = paper((SectionKind.OTHER, "", ("We find that longer tails reduce lift by 35%.",)))
    assert [claim.section for claim in extract(document, question="")] == [""]
