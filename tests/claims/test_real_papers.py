"""Claims of real papers, where they are: nothing that a careful reader would strike out at once."""

import pytest

from litsynth.claims.extract import extract_claims
from litsynth.claims.filters import fault
from litsynth.claims.places import placed_sentences
from litsynth.claims.relevance import NoEncoder
from litsynth.reading.reader import FileReader
from litsynth.records import Document, Paper, PaperId, SectionKind

NAMES = ("N18-3011", "jcon.00012", "jcon.00068", "jose.00090", "jose.00143")


@pytest.fixture(scope="module", params=NAMES)
def document(request, shared):
    path = shared / "data" / "pdf" / f"{request.param}.pdf"
    read = FileReader().read(
        path.read_bytes(), paper=Paper(id=PaperId("test:paper"), title=request.param)
    )
    assert isinstance(read, Document)
    return read


def claims_of(document):
    return extract_claims(
        document, question="", encoder=NoEncoder(), max_claims=20, include_cited=False
    )


def test_every_paper_makes_claims_that_stand_in_it_letter_by_letter(document):
    claims = claims_of(document)
    assert 1 <= len(claims) <= 20
    for claim in claims:
        assert claim.quote == claim.span.of(document.text)
        assert 1 <= (claim.page or 0) <= document.page_count


def test_no_claim_comes_from_references_thanks_or_captions(document):
    sentences = {one.span: one for one in placed_sentences(document)}
    for claim in claims_of(document):
        assert fault(sentences[claim.span]) is None
        assert claim.section_kind not in {SectionKind.REFERENCES, SectionKind.ACKNOWLEDGEMENTS}


def test_no_claim_is_broken_or_asks_or_promises(document):
    for claim in claims_of(document):
        first = claim.text.split()[0]
        assert first[0].isupper() or any(letter.isdigit() for letter in first)  # As in "mpi4py".
        assert claim.text.rstrip("\u201d\"')")[-1] in ".!"
        assert "future work" not in claim.text.casefold()
        assert "rest of this paper" not in claim.text.casefold()
