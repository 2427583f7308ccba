"""Names that a question compares, and claims that name them."""

import pytest

from litsynth.pipeline.compared import compared, named_together
from tests.pipeline.test_choice import claim


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Does mT5 outperform XLM-R?", ("mT5", "XLM-R")),
        ("Is GPT-3.5 better than BERT on XNLI?", ("GPT-3.5", "BERT")),
        ("How does mBERT's accuracy compare with that of XLM-R?", ("mBERT", "XLM-R")),
        ("How do ELMo and BERT and XLNet differ?", ("ELMo", "BERT", "XLNet")),
        ("Does XLM-R transfer to XNLI?", ()),
        ("Does pruning hurt mBERT more than distillation?", ()),
        ("Is mulch better than manure?", ()),
    ],
)
def test_names_with_a_comparing_word_between_them_are_compared(question, names):
    assert compared(question) == names


def test_names_are_counted_in_the_claim_that_has_most_of_them():
    names = ("BERT", "XLM-R")
    apart = [claim(0.5, "BERT is fast."), claim(0.5, "XLM-R is slow.")]
    assert named_together(names, apart, "") == 1
    assert named_together(names, [*apart, claim(0.5, "XLM-R_Base beats BERT-large.")], "") == 2
    assert named_together(names, apart, "BERT: A Model") == 2
    assert named_together(names, [claim(0.5, "BERTweet wins.")], "") == 0
    assert named_together(names, [], "BERT") == 0
