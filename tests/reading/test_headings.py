import pytest

from litsynth.reading.headings import bare, depth_of, is_known, kind_of, number_of
from litsynth.records import SectionKind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Abstract", SectionKind.ABSTRACT),
        ("Summary", SectionKind.ABSTRACT),
        ("1. Introduction", SectionKind.INTRODUCTION),
        ("II. RELATED WORK", SectionKind.RELATED_WORK),
        ("Materials and Methods", SectionKind.METHODS),
        ("3.1 Experimental setup", SectionKind.METHODS),
        ("4 Experiments and Results", SectionKind.RESULTS),
        ("Evaluation of the tool", SectionKind.RESULTS),
        ("5 General Discussion", SectionKind.DISCUSSION),
        ("6 Conclusion and Future Work", SectionKind.CONCLUSION),
        ("Summary and Outlook", SectionKind.CONCLUSION),
        ("Limitations", SectionKind.LIMITATIONS),
        ("Acknowledgments", SectionKind.ACKNOWLEDGEMENTS),
        ("Conflict of Interest", SectionKind.ACKNOWLEDGEMENTS),
        ("References", SectionKind.REFERENCES),
        ("Appendix A", SectionKind.APPENDIX),
        ("A Supplementary figures", SectionKind.APPENDIX),
        ("Appendix B. Proofs", SectionKind.APPENDIX),
        ("ChipSort in detail", SectionKind.OTHER),
    ],
)
def test_headings_say_what_their_section_is(heading, kind):
    assert kind_of(heading) is kind


@pytest.mark.parametrize(
    ("heading", "number", "words", "depth"),
    [
        ("3.1 Small arrays", "3.1", "Small arrays", 2),
        ("1. Introduction", "1", "Introduction", 1),
        ("IV. Results", "IV", "Results", 1),
        ("II.A Participants", "II.A", "Participants", 2),
        ("A Proofs", "A", "Proofs", 1),
        ("Results", None, "Results", 1),
        ("A. N. Villano", None, "A. N. Villano", 1),
    ],
)
def test_numbers_are_told_from_words(heading, number, words, depth):
    assert number_of(heading) == number
    assert bare(heading) == words.strip(".")
    assert depth_of(heading) == depth


def test_the_last_word_of_a_paragraph_is_no_heading():
    assert is_known("Results")
    assert not is_known("results.")
    assert not is_known("The results of this study are good")
