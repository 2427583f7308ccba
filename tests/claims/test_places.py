from litsynth.claims.places import as_abstract, placed_sentences
from litsynth.records import Block, BlockKind, Depth, Document, PaperId, SectionKind
from litsynth.spans import Span
from tests.claims.writing import KITES, paper


def test_sentences_know_their_section_and_their_place_in_it():
    placed = placed_sentences(paper(*KITES))
    second = placed[1]
    assert (second.section, second.heading) == (SectionKind.ABSTRACT, "Abstract")
    assert (second.index, second.count) == (1, 4)
    assert placed[0].at == 0
    assert placed[-1].at == 1
    assert [one.at for one in placed] == sorted(one.at for one in placed)


def test_a_caption_is_no_running_text():
    captions = [one for one in placed_sentences(paper(*KITES)) if not one.running]
    assert [one.text[:9] for one in captions] == ["Figure 2:"]


def test_spans_are_without_white_space_at_their_ends():
    document = Document(
        paper=PaperId("test:paper"),
        text="  Long tails\n help.  ",
        depth=Depth.ABSTRACT,
        sentences=(Span(0, 21), Span(21, 21)),
        sha256="0",
        reader="test",
    )
    (only,) = placed_sentences(document)
    assert only.span.of(document.text) == "Long tails\n help."
    assert only.text == "Long tails help."


def test_text_without_sections_is_an_abstract_unless_it_is_a_full_text():
    for depth, kind in (
        (Depth.ABSTRACT, SectionKind.ABSTRACT),
        (Depth.SUMMARY, SectionKind.ABSTRACT),
        (Depth.FULL_TEXT, SectionKind.OTHER),
    ):
        document = Document(
            paper=PaperId("test:paper"),
            text="Tails help.",
            depth=depth,
            sentences=(Span(0, 11),),
            sha256="0",
            reader="test",
        )
        assert placed_sentences(document)[0].section is kind


def test_a_sentence_knows_the_one_before_it_in_its_paragraph_only():
    text = "Kites fly [3]. Tails help. Lines hold."
    spans = (Span(0, 14), Span(15, 26), Span(27, 38))
    document = Document(
        paper=PaperId("test:paper"),
        text=text,
        depth=Depth.ABSTRACT,
        sentences=spans,
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, span=Span(0, 27)),
            Block(kind=BlockKind.PARAGRAPH, span=Span(27, 38)),
        ),
        sha256="0",
        reader="test",
    )
    assert [one.before for one in placed_sentences(document)] == ["", "Kites fly.", ""]


def test_sentences_of_one_abstract_are_placed_in_it():
    first, second = as_abstract(["Kites fly.", "Tails  help."])
    assert (first.index, second.index, second.count) == (0, 1, 2)
    assert second.text == "Tails help."
    assert second.span == Span(11, 23)
    assert (first.before, second.before) == ("", "Kites fly.")
    assert as_abstract([]) == ()
