import pytest

from litsynth.reading.citations import citations
from litsynth.records import Block, BlockKind, Depth, Document, PaperId
from litsynth.spans import Span

REFERENCES = [
    "[1] Byron, A. (1843). Notes on the engine.",
    "[2] Babbage, C. (1864). Passages from a life.",
    "[3] Phang, J., Févry, T., & Bowman, S. (2018). Sentence encoders.",
    "[4] Smith, J. (2020a). One thing.",
    "[5] Smith, J. (2020b). Another thing.",
]


def document(sentence, references=REFERENCES):
    text = "\n\n".join([sentence, *references])
    blocks = []
    at = len(sentence) + 2
    for reference in references:
        blocks.append(Block(kind=BlockKind.REFERENCE, span=Span(at, at + len(reference))))
        at += len(reference) + 2
    return Document(
        paper=PaperId("file:test"),
        text=text,
        depth=Depth.FULL_TEXT,
        sentences=(Span(0, len(sentence)),),
        blocks=tuple(blocks),
        sha256="",
        reader="test",
    )


def cited(sentence, references=REFERENCES):
    made = document(sentence, references)
    return [
        (found.span.of(made.text), [entry.of(made.text)[:3] for entry in found.entries])
        for found in citations(made)
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It is known [2].", [("[2]", ["[2]"])]),
        ("It is known [1, 3].", [("[1, 3]", ["[1]", "[3]"])]),
        ("It is known [1–3].", [("[1–3]", ["[1]", "[2]", "[3]"])]),
        ("It is known [1-2-3].", [("[1-2-3]", ["[1]", "[2]", "[3]"])]),
        ("It lies in [1-300].", [("[1-300]", [])]),
        ("It is known [2, Chapter 3].", [("[2, Chapter 3]", ["[2]"])]),
        ("It is known (Phang et al., 2018).", [("(Phang et al., 2018)", ["[3]"])]),
        (
            "It is known (e.g., Byron, 1843; Babbage, 1864).",
            [("(e.g., Byron, 1843; Babbage, 1864)", ["[1]", "[2]"])],
        ),
        ("Phang et al. (2018) show it.", [("(2018)", ["[3]"])]),
        ("Smith (2020b) shows it.", [("(2020b)", ["[5]"])]),
        ("It is unknown (Nobody, 1999).", [("(Nobody, 1999)", [])]),
        ("We saw it (in 2018) at home.", []),
        ("The list [a, b] is short.", []),
    ],
)
def test_citations_are_found_and_linked(sentence, found):
    assert cited(sentence) == found


def test_two_papers_of_one_author_and_year_are_not_guessed():
    twins = ["Smith, J. (2020). One thing.", "Smith, J. (2020). Another thing."]
    assert cited("Smith (2020) shows it.", twins) == [("(2020)", [])]
