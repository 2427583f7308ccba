from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from litsynth.records import ClaimId
from litsynth.report.prose import Piece, prose_of
from litsynth.spans import Span


def test_a_number_that_is_no_reference_stays_text(report):
    pieces = prose_of(report).pieces("see [99] and [2]")
    assert pieces == (Piece(text="see [99] and "), Piece(text="[2]", number=2))


def test_a_bracket_in_a_known_quote_is_no_reference(report):
    quote = "Pruning before the last frost halved the yield in cold valleys [12]."
    pieces = prose_of(report).pieces(f"“{quote}” ([1], p. 3)")
    assert pieces[1] == Piece(text=quote, is_quote=True, claim=ClaimId("c3"))
    assert [piece.number for piece in pieces if piece.number] == [1]


def test_a_claim_that_is_told_with_its_lead_leads_to_its_row(report):
    claim = next(one for one in report.claims if one.id == "c3")
    first = f"However, {claim.quote}"
    told = replace(report, claims=(replace(claim, quote=first, span=Span(0, len(first))),))
    assert prose_of(told).pieces(f"“{first}”")[1].claim == "c3"


def test_a_list_and_a_paragraph_are_told_apart(report):
    blocks = prose_of(report).blocks("One.\n\n- two\n- three")
    assert [(block.is_list, len(block.lines)) for block in blocks] == [(False, 1), (True, 2)]


def test_every_quote_of_the_answer_is_found_again(report):
    prose = prose_of(report)
    quotes = [
        piece.text
        for block in prose.blocks(report.answer)
        for line in block.lines
        for piece in line
        if piece.is_quote
    ]
    assert len(quotes) == 10
    assert quotes[-4] == "Pruning before the last frost halved the yield in cold valleys [12]."
    assert quotes[-1] == "Early cuts did not change the harvest, whatever the frost."
    assert quotes[0] == "rootstock"


@given(st.text(alphabet="“”[]12 abc"))
def test_pieces_joined_give_the_line(line):
    from litsynth.report.prose import Prose

    prose = Prose(quotes=frozenset({"a", "b”", "[1]", ""}), numbers=frozenset({1, 2}))
    assert "".join(piece.text for piece in prose.pieces(line)) == line
