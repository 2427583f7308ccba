import pytest

from litsynth.reading.hyphens import halves_share, hyphen_stays, whole_words
from litsynth.reading.printed import PrintedLine


def knowing(*words):
    known = frozenset(words)
    return lambda word: word in known


@pytest.mark.parametrize(
    ("before", "after", "words", "stays"),
    [
        ("they co", "operate well", ("co-operate",), True),
        ("they cooper", "ate well", ("cooperate",), False),
        ("the algo", "rithm stops", (), False),
        ("a well", "known fact", ("known",), True),
        ("a state-of-the", "art model", ("art",), True),
        ("a task", "specific head", (), True),
        ("they per", "form better", ("per", "form"), False),
        ("the back", "ground task", ("back", "ground"), False),
        ("a server", "side fault", ("server", "side"), True),
        ("it is non", "monotone", ("non-",), True),
        ("it is non", "monotone", (), False),
        ("the Bose", "Nelson network", (), True),
        ("the p", "norms", (), True),
        ("up to 1990", "2000", (), True),
        ("at https://a.org/con", "tribute", ("contribute",), False),
        ("at https://a.org/argo", "online", ("argo", "online"), True),
        ("the data", "base holds", ("data", "base"), False),
        ("any out", "of-order items", ("out",), True),
        ("the key", "payload data", ("key", "payload"), True),
        ("now well", "understood facts", (), True),
        ("a so", "called screen", (), True),
        ("a so", "lution exists", (), False),
        ("the variable", "length buffer", (), True),
        ("it was re", "cently adopted", ("re-",), False),
        ("it is re", "used there", ("re-", "used"), True),
        ("a controller/", "worker model", (), False),
        ("at https://a.org/", "online", (), True),
    ],
)
def test_the_papers_own_words_and_then_english_decide(before, after, words, stays):
    assert hyphen_stays(before, after, knowing(*words)) is stays


def test_a_half_that_is_shared_keeps_its_hyphen():
    assert halves_share("and three-fold more")
    assert not halves_share("fold more")


def line(text, *, hyphen=False):
    return PrintedLine(
        text=text, left=0, bottom=0, right=1, top=1, baseline=0, size=10, hyphen=hyphen
    )


def test_words_that_a_line_end_cuts_are_no_words():
    found = whole_words([line("A net", hyphen=True), line("work (learns) well-known facts.")])
    assert found == {"a", "learns", "well-known", "well-", "facts"}
