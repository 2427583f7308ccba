import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.reading.sentences import sentences

TEXT = st.lists(
    st.sampled_from(
        """The model et al. Fig. 3 e.g. i.e. vs. 0.5 v1.2.3 [12] (2018). end. End! Why? ...
        “Yes.” J. Smith U.S. etc. (see Sec. 4). • A. we iPhone No. 7 \n no. \u2028 ) (""".split(" ")
    ),
    max_size=30,
).map(" ".join)


def split(text):
    return [span.of(text) for span in sentences(text)]


@given(st.one_of(TEXT, st.text(max_size=80)))
def test_sentences_cover_the_text_without_overlap(text):
    found = list(sentences(text))
    at = 0
    for span in found:
        assert not text[at : span.start].strip()
        assert span.start < span.end
        at = span.end
    assert not text[at:].strip()


@given(TEXT, st.integers(min_value=0, max_value=99))
def test_spans_are_shifted_by_the_start(text, start):
    assert [span.shifted(start) for span in sentences(text)] == list(sentences(text, start))


@given(TEXT)
def test_sentences_have_no_white_space_at_their_ends(text):
    assert all(found == found.strip() for found in split(text))


@pytest.mark.parametrize(
    "text",
    [
        "Phang et al. (2018) show that it helps.",
        "This was shown by Phang et al. in an earlier paper.",
        "The curve in Fig. 3 rises.",
        "See Eqs. 2 and 3 for the proof.",
        "Names end with sort! (e.g. the function that sorts in place).",
        "Some tasks, e.g. Quoref, help little.",
        "It is small, i.e. Below one percent.",
        "We compare BERT vs. Our model.",
        "The accuracy is 71.5 on average.",
        "We use version 1.2.3 of the tool.",
        "The proof is due to J. S. Bach and A. Turing.",
        "As Smith et al. [2] showed, TP53 falls.",
        "In Smith et al. [2] TP53 falls.",
        "It was funded by the U.S. National Library of Medicine.",
        "He works with Dr. Noordermeer at home.",
        "We report it in Table No. 7 below.",
        "It is forbidden by Art. 5 of the treaty.",
        "It appeared in Math. Comput. long ago.",
        "They ran it (see Sec. 4. It is long) and stopped.",
        "It changed (Smith, J. P. Jones, 2001) a lot.",
        "The app, i.e. mBERT, is fast.",
        "Given “... a database of facts ...” the system answers.",
        "1. Provide a space where people connect.",
        "IV. Results of the trial",
        "The cells grew in conc. HCl for an hour.",
        "The deletion from c. 5263 to c. 5563 was lost.",
        "The chain of J. Marsh, cf. β-actin, is long.",
        "It was shown by Marsh et al. [27] and by others.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["It helps.", "We show why."],
        ["It helps!", "Does it?", "Yes."],
        ["It is known.[12]", "We extend it."],
        ["It is known. [12, 14]", "We extend it."],
        ["This follows Phang et al.", "We go further."],
        ["They used dogs, cats, etc.", "The mice were spared."],
        ["He said “it works.”", "She agreed."],
        ["It works (as shown in Fig. 2).", "We stop here."],
        ["The answer was no.", "The question was bad."],
        ["We beat the state of the art.", "Our gain is 4% on XNLI."],
        ["It works on art.", "It fails in Fig. 3."],
        ["It works on art.", "XNLI is harder."],
        ["Few like math.", "We teach it."],
        ["Ours is best on MT.", "The others fail."],
        ["We reach 71.5.", "The rest fails."],
        ["It grew by 3%.", "5 of 7 tasks improve."],
        ["It ends with a colon: here.", "“Quoted” words begin the next."],
        ["We tested vitamin C.", "The dose was low."],
        ["The value is x.", "Then it grows."],
        ["One ends here.", "mBERT begins the next."],
        ["One ends here.", "word2vec begins the next."],
        ["There are two: i) one that ends.", "ii) one that follows.", "iii) the last."],
        ["(It was small.)", "We went on."],
        ["It grows ...", "Then it stops."],
        ["It is eroded by wind.", "[27] observed that it grows."],
        ["It is eroded by wind.", "[27, 28] observed that it grows."],
        ["12 mice died.", "α-synuclein rose."],
        ["Cells died at high conc.", "The rest grew."],
    ],
)
def test_a_stop_at_the_end_of_a_sentence_ends_it(parts):
    assert split(" ".join(parts)) == parts


def test_a_text_without_a_stop_is_one_sentence():
    assert split("  A heading without a stop \n") == ["A heading without a stop"]


def test_a_parenthesis_that_never_closes_holds_no_sentence_open():
    text = "It opens ( here and stays. The next one comes."
    assert split(text) == ["It opens ( here and stays.", "The next one comes."]


def test_wide_stops_end_a_sentence_without_a_space():
    assert split("我们找到了风筝。它们飞得高！为什么？（因为风。）") == [
        "我们找到了风筝。",
        "它们飞得高！",
        "为什么？",
        "（因为风。）",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ["Delays fell by 1.4 min.", "Gains vanish at night."],
        ["It boiled for 3 h.", "Cells grew."],
        ["It took 90 sec.", "Kites fell."],
    ],
)
def test_an_abbreviated_unit_after_a_number_ends_a_sentence(parts):
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Utilities simulate pipes.", "pyflow is a package for it."],
        ["It is vectorized by the compiler.", "chipsort! starts with a sort."],
        ["Others wrap it in python.", "pyflow, in contrast, is written anew."],
    ],
)
def test_a_name_in_small_letters_with_its_verb_begins_a_sentence(parts):
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "It was shown by approx. three is enough.",
        "The sum of products, respectively. which are more efficient.",
        "See the model of Smith et al. it is good.",
        "It grows as a subsp. of wheat in the field.",
    ],
)
def test_small_letters_after_an_abbreviation_go_on(text):
    assert split(text) == [text]
