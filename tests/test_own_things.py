"""Which sentences are about a thing of their paper's own that they do not name."""

import pytest

from litsynth.own_things import own_thing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Our model outperforms strong baselines.", "Our model"),
        ("Tests show that the proposed tail-aware loss works.", "proposed tail-aware loss"),
        ("The system ranked first.", "The system"),
        ("Ours outperforms all others.", "Ours"),
        ("We can outperform strong baselines.", "We can outperform"),
        ("We improve over the baseline.", "We improve"),
        ("The novel method outperforms others.", "The novel method"),
        ("The proposed GAN-based augmentation works.", "proposed GAN-based augmentation"),
        ("Those modules learn faster.", "Those modules"),
        ("Both losses we suggest are stable.", "we suggest"),
        ("On two tasks, this parser is faster.", "this parser"),
        ("We achieve new state-of-the-art results.", "We achieve"),
        ("Tests on kites show the advantages of the method.", "the method"),
        ("We also show its effectiveness on kites.", "its effectiveness"),
    ],
)
def test_unnamed_things_of_the_papers_own(text, words):
    assert own_thing(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The model size matters more than the data.",
        "The system prompt changes what is said.",
        "The network depth matters in high wind.",
        "Our data show that training helps.",
        "Our survey of models finds no such kite.",
        "Our approach, KiteNet, outperforms strong baselines.",
        "Our method (KiteNet) outperforms strong baselines.",
        "The model KiteNet outperforms strong baselines.",
        "With KiteNet we achieve longer flights.",
        "KiteNet, which we propose, flies longer.",
        "The use of KiteNet is limited by its efficiency.",
        "Previously proposed methods fail in high wind.",
        "We obtain evidence that tails matter.",
        "We rank documents by their words.",
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
