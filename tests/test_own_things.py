"""Which sentences are about a thing of their paper's own that they do not name."""

import pytest

from litsynth.own_things import own_thing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Our model outperforms strong baselines.", "Our model"),
        ("Tests show that the proposed tail-aware loss works.", "proposed tail-aware loss"),
        ("The system ranked first.", "The system"),
        ("Those modules learn faster.", "Those modules"),
        ("Both losses we suggest are stable.", "we suggest"),
        ("On two tasks, this parser is faster.", "this parser"),
        ("We achieve new state-of-the-art results.", "We achieve"),
        ("Tests on kites show the advantages of the method.", "of the method"),
        ("We also show its effectiveness on kites.", "its effectiveness"),
    ],
)
def test_unnamed_things_of_the_papers_own(text, words):
    assert own_thing(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Longer tails make kites more stable.",
        "Our results show that larger models forget less.",
        "Our experiments suggest that such models need more data.",
        "Our model [KiteNet] outperforms strong baselines.",
        "The method of least squares is robust to noise.",
        "The model that sees more text is the better one.",
        "Our KiteNet model outperforms strong baselines.",
        "Pretrained models of kites work well in low wind.",
        "We find that models of kites work well in low wind.",
    ],
)
def test_what_is_general_or_named_is_not_of_that_kind(text):
    assert own_thing(text) == ""
