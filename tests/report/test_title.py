import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.report.title import LONGEST, title_of

LONG_CAUSE = (
    "Does raising the number of beehives in large orchards improve the harvest of the very "
    "earliest apples on the northern slopes of cold valleys compared to orchards without hives?"
)
CUT_CAUSE = (
    "Effect of raising the number of beehives in large orchards on the harvest of the very "
    "earliest apples"
)
LONG_PAIR = (
    "Does pruning widen the difference in total yearly yield between remarkably young orchards of "
    "the northern lowlands and remarkably old orchards?"
)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Does shade reduce fruit size?", "Effect of shade on fruit size"),
        ("How does frost affect the yield?", "Effect of frost on the yield"),
        (
            "What is the correlation between rain and rot?",
            "Correlation between rain and rot",
        ),
        ("What is known about the evaluation of pears?", "Evaluation of pears"),
        ("What do we already know about hail?", "Hail"),
        ("What has been written so far on grafting?", "Grafting"),
        ("Is anything known about the age of oaks?", "Age of oaks"),
        ("What is it like to graft?", "What is it like to graft?"),
        ("What is meant by rime?", "What is meant by rime?"),
        ("What software helps count apples?", "Software that helps count apples"),
        ("What methods exist for grafting pears?", "Methods for grafting pears"),
        ("Which tests exist?", "Tests that exist"),
        ("Which papers study bees in winter?", "Papers that study bees in winter"),
        ("Could you name some works on grafting?", "Works on grafting"),
        ("Are there any studies about hail?", "Studies about hail"),
        ("Is oak older than ash?", "Is oak older than ash?"),
        ("How many apples fall at night?", "How many apples fall at night?"),
        ("grafting on dwarf stock", "Grafting on dwarf stock"),
        ("?", "Untitled report"),
        ('frost OR "ti:rime" AND (late-frost?)', 'Frost OR "ti:rime" AND (late-frost)'),
        ("What is frost OR rime?", "What is frost OR rime?"),
        ("Is oak (of any age?) older?", "Is oak (of any age) older?"),
        (f"Why {'deep ' * 30}frost?", f"Why {'deep ' * 20}deep…"),
        (LONG_CAUSE, CUT_CAUSE),
        (LONG_PAIR, "Effect of pruning on the difference in total yearly yield"),
        (
            f"Does {'very ' * 30}deep frost harm {'quite ' * 4}old trees?",
            f"Effect of {'very ' * 30}deep frost on {'quite ' * 4}old trees",
        ),
        (
            f"Does {'deep ' * 12}frost in spring and in {'cold ' * 8}autumn harm trees?",
            f"Effect of {'deep ' * 12}frost in spring on trees",
        ),
        (
            f"What is the age of {'old ' * 25}trees in the far valleys?",
            "Age of " + "old " * 25 + "trees",
        ),
        (f"What is the {'great ' * 25}age?", "Great " * 1 + "great " * 24 + "age"),
        ("Does rain help apples? And pears?", "Effect of rain on apples"),
        ("Does rain improve young trees, or does it help?", "Effect of rain on young trees"),
        ("Does rain help on slopes?", "Effect of rain on slopes"),
        ("Does rain improve yield or not?", "Effect of rain on yield"),
        ("How does climate change affect pears?", "Effect of climate change on pears"),
        ("Does frost really reduce yield?", "Effect of frost on yield"),
        ("Does the water supply affect yield?", "Effect of the water supply on yield"),
        ("Can the fly harm pears?", "Effect of the fly on pears"),
        ("Do nets reduce impact forces?", "Effect of nets on impact forces"),
        ("Do nets prevent harm to pears?", "Effect of nets on harm to pears"),
        ("Do laws to reduce waste improve soil?", "Effect of laws to reduce waste on soil"),
        ("How can games help pupils learn grafting?", "How can games help pupils learn grafting?"),
        ("Does hail help spread rot?", "Does hail help spread rot?"),
        ("Can oaks benefit from rain?", "Can oaks benefit from rain?"),
        ("Does rain increase if it snows?", "Does rain increase if it snows?"),
        ("Why does rain fail to improve yield?", "Why does rain fail to improve yield?"),
        ("Does rain improve or reduce yield?", "Does rain improve or reduce yield?"),
        ("Does it affect pears?", "Does it affect pears?"),
        ("Does frost damage impair growth?", "Does frost damage impair growth?"),
        ("What is the age of oaks, and how is it measured?", "Age of oaks"),
        ("What is known about when and how bees fly?", "When and how bees fly"),
        ('"late-frost"', "Late-frost"),
        ("“late frost”?", "Late frost?"),
        ("Was ist Raureif? (what is rime)", "Was ist Raureif (what is rime)"),
        (f"Was ist Raureif? ({'deep ' * 30}rime)", "Was ist Raureif?"),
        ("Was ist Raureif?", "Was ist Raureif?"),
    ],
)
def test_a_question_becomes_a_subject(question, title):
    assert title_of(question) == title


def test_an_empty_question_has_a_title():
    assert title_of("") == "Untitled report"


words = st.lists(
    st.sampled_from(
        "does how what which is the a of on in between and affect reduce improve yield apple tree "
        "frost , that with compared to".split()
    ),
    max_size=60,
).map(" ".join)


@given(words)
def test_a_title_is_one_line_and_keeps_the_mark_of_a_question_that_is_repeated_whole(question):
    title = title_of(question + "?")
    assert title
    assert "?" not in title[:-1]
    whole = bool(question) and title.casefold() == f"{question}?".casefold()
    assert title.endswith("?") == whole
    assert "\n" not in title
    assert title[0] == title[0].upper()


@given(words)
def test_a_question_with_places_to_cut_gives_a_short_title(question):
    title = title_of(f"How does frost affect yield on {question} in spring?")
    assert len(title) <= max(LONGEST, len(f"Effect of frost on {question}") + 30)
