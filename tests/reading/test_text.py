import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.reading.text import document_from_text
from litsynth.records import Depth, PaperId

PAPER = PaperId("acl:P19-1001")


def test_an_abstract_is_one_section_of_sentences():
    document = document_from_text(PAPER, "It helps.\nWe show why.", depth=Depth.ABSTRACT)
    assert [span.of(document.text) for span in document.sentences] == ["It helps.", "We show why."]
    assert document.depth is Depth.ABSTRACT
    assert document.page_of(document.sentences[0]) is None
    assert document.section_of(document.sentences[1]) == document.sections[0]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_given_sentences_are_kept_as_they_are(given_sentences):
    kept = [" ".join(each.split()) for each in given_sentences]
    if not any(each.isalnum() for each in kept):
        return
    document = document_from_text(PAPER, "", depth=Depth.SUMMARY, sentences=given_sentences)
    found = [span.of(document.text) for span in document.sentences]
    assert " ".join(found) == document.text
    assert len(found) <= len(kept)


def test_a_text_of_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="no text"):
        document_from_text(PAPER, " \n ", depth=Depth.ABSTRACT)
