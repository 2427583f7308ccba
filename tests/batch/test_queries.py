"""Query files are understood, or every mistake in them is named."""

import pytest

from litsynth.batch.queries import query_paths, raise_mistakes, understood
from litsynth.errors import ConfigError
from tests.conftest import ROOT


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return (path,)


def read_queries(paths):
    queries, wrong = understood(paths)
    if wrong:
        raise_mistakes(wrong)
    return queries


def mistakes(tmp_path, text, name="q.yaml"):
    with pytest.raises(ConfigError) as caught:
        read_queries(written(tmp_path, name, text))
    return [line.strip().removeprefix(f"{tmp_path}/") for line in str(caught.value).split("\n")[1:]]


def test_a_text_file_is_a_question_a_line(tmp_path):
    text = "# about soil\n\nDoes mulch help?\n  Do worms?  \n"
    queries = read_queries(written(tmp_path, "q.txt", text))
    assert [(q.question, q.line) for q in queries] == [("Does mulch help?", 3), ("Do worms?", 4)]


def test_options_of_the_file_stand_before_those_of_the_question(tmp_path):
    text = """\
options:
  source: starter
  since: 2020-01-31
questions:
  - Does mulch help?
  - question: Do worms?
    max-papers: 12
    source: [arxiv, starter]
    verify.precision: 0.9
"""
    first, second = read_queries(written(tmp_path, "q.yaml", text))
    assert [dict(layer.values) for layer in first.layers] == [
        {"search.sources": ["starter"]},
        {"search.since": "2020-01-31"},
    ]
    assert [dict(layer.values) for layer in second.layers[2:]] == [
        {"search.max_papers": 12},
        {"search.sources": ["arxiv", "starter"]},
        {"verify.precision": 0.9},
    ]
    assert second.layers[2].origin.endswith("q.yaml:7")
    assert (first.line, second.line) == (5, 6)


def test_a_judge_is_named_as_the_documentation_says(tmp_path):
    said = " ".join((ROOT / "docs/judges.md").read_text(encoding="utf-8").split())
    assert "in a query file it is `judge: …`, under `options:`" in said
    text = "options:\n  judge: strong\n  calibration: mine.json\nquestions:\n  - Do worms help?\n"
    (query,) = read_queries(written(tmp_path, "q.yaml", text))
    assert [dict(layer.values) for layer in query.layers] == [
        {"verify.judge": "strong"},
        {"verify.calibration": "mine.json"},
    ]


def test_a_bare_list_will_do(tmp_path):
    (query,) = read_queries(written(tmp_path, "q.yaml", "- Does mulch help?\n"))
    assert query.question == "Does mulch help?"


def test_every_mistake_is_named_with_its_line(tmp_path):
    text = """\
option: {}
options:
  sauce: starter
questions:
  - Does mulch help?
  - question: ""
  - question: Do worms?
    out: elsewhere
  - [a, b]
"""
    found = mistakes(tmp_path, text)
    assert [line.split(":")[1] for line in found] == ["1", "3", "6", "8", "9"]
    assert "unknown setting 'sauce'" in found[1]
    assert "max_papers" in found[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [("questions: [a\n", "1"), ("just words", "1"), ("questions: 3\n", "1"), ("a: &x [*y]", "1")],
)
def test_what_is_no_query_file_is_refused(tmp_path, text, line):
    assert mistakes(tmp_path, text)[0].split(":")[1] == line


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("questions:\n  - Transfer: does it help?\n", 2, "must stand in quotes"),
        ("questions:\n  - question: Transfer: does it help?\n", 2, "must stand in quotes"),
        ('questions:\n  - "Deep" learning\n', 2, "must stand in quotes"),
        ('questions:\n  - question: "Do worms\n  - Do bees?\n', 2, "must stand in quotes"),
        ("questions:\n\t- Do worms help?\n", 2, "indent with blanks"),
        ("questions: [a b]\n---\nquestions: [c d]\n", 2, "put all under one `questions:`"),
        ("question,max_papers\nDo worms?,3\n", 1, "in a .txt file"),
    ],
)
def test_a_mistake_in_yaml_is_told_where_it_began_with_what_to_write(tmp_path, text, line, advice):
    (told,) = mistakes(tmp_path, text)
    assert told.startswith(f"q.yaml:{line}: ")
    assert advice in told


ONE = "questions:\n  - question: Do worms help?\n    "


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (ONE + 'max_papers: !!int "x"\n', "3", "max_papers: 'x' cannot be read as YAML's 'int'"),
        (ONE + 'max_papers: !!binary "x"\n', "3", "'x' cannot be read as YAML's 'binary'"),
        (ONE + "max_papers: !!bool x\n", "3", "cannot be read as YAML's 'bool'"),
        (ONE + "max_papers: !!timestamp x\n", "3", "cannot be read as YAML's 'timestamp'"),
        (ONE + "max_papers: !mine x\n", "3", "cannot be read"),
        (ONE + "title: 2021-02-29\n", "3", "for plain text, put it in quotes"),
        ("questions:\n  - Do worms help?\n  - Do \x0c bees?\n", "3", r"the character '\x0c'"),
        ("questions:\n  - Do\x00 worms help?\n", "2", r"the character '\x00'"),
        ("questions:\n  - " + "[" * 5000 + "]" * 5000, "2", "nested too deeply"),
        ("{a: b}: 3\nquestions: [Do worms help soil]\n", "1", "expected a name before the colon"),
        (ONE + "? [a, b]\n    : 3\n", "3", "expected a name before the colon"),
        ("options:\n  {a: b}: 3\nquestions: [Do worms help soil]\n", "2", "expected a name"),
    ],
)
def test_what_yaml_cannot_take_is_a_mistake_in_its_line(tmp_path, text, line, words):
    (told,) = mistakes(tmp_path, text)
    assert told.split(":")[1] == line
    assert words in told


def test_a_misspelt_key_is_told_what_was_probably_meant(tmp_path):
    text = "options:\n  max_paper: 5\nquestion:\n  - a b\nquestions:\n  - Do worms help?\n"
    option, key = mistakes(tmp_path, text)
    assert "unknown key 'question'; did you mean 'questions'?" in key
    assert "unknown setting 'max_paper'; did you mean 'max_papers'?" in option


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        (
            "questions:\n  - question: Do worms help?\n    until: 2020\n    until: 2021\n",
            4,
            "until",
        ),
        (
            "options:\n  max-papers: 3\n  max_papers: 4\nquestions: [Do worms help]\n",
            3,
            "max_papers",
        ),
        ("questions: [Do worms help]\nquestions: [Does mulch help]\n", 2, "questions"),
        ("- question: Do worms help?\n  question: Does mulch help?\n", 2, "question"),
    ],
)
def test_a_key_that_is_given_twice_is_a_mistake(tmp_path, text, line, name):
    (found,) = mistakes(tmp_path, text)
    assert found == f"q.yaml:{line}: {name!r} is given twice, first in line {line - 1}"


@pytest.mark.parametrize("name", ["source", "format", "judge_labels"])
def test_every_list_may_be_written_with_commas(tmp_path, name):
    text = f"options:\n  {name}: a, b,c\nquestions: [Do worms help]\n"
    (query,) = read_queries(written(tmp_path, "q.yaml", text))
    assert [list(layer.values.values()) for layer in query.layers] == [[["a", "b", "c"]]]


def test_the_folder_of_a_batch_is_no_setting_of_a_query_file(tmp_path):
    (found,) = mistakes(tmp_path, "options:\n  out: there\nquestions: [Do worms help]\n")
    assert "give it as --out DIR" in found


def test_an_empty_query_file_is_said_to_be_empty(tmp_path):
    assert "nothing is in the file" in mistakes(tmp_path, "# only a comment\n")[0]


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "q.txt"
    path.write_bytes("Größe?".encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_queries((path,))


def test_a_file_without_questions_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="no question"):
        read_queries(written(tmp_path, "q.txt", "# nothing\n"))


def test_an_ending_in_capitals_is_the_same_ending(tmp_path):
    written(tmp_path, "A.TXT", "Do worms: help?\nDo bees?\n")
    written(tmp_path, "B.YAML", "questions: [Does mulch help]\n")
    found = read_queries(query_paths((tmp_path,)))
    assert [one.question for one in found] == ["Do worms: help?", "Do bees?", "Does mulch help"]


def test_a_folder_stands_for_its_query_files(tmp_path):
    for name in ("b.yaml", "a.txt", "notes.md", "._b.yaml", "c.TXT"):
        (tmp_path / name).touch()
    (tmp_path / "folder.yaml").mkdir()
    assert [path.name for path in query_paths((tmp_path,))] == ["a.txt", "b.yaml", "c.TXT"]
    with pytest.raises(ConfigError, match="there is no file"):
        query_paths((tmp_path / "missing.yaml",))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="holds no query file"):
        query_paths((tmp_path / "empty",))


def test_the_shipped_queries_are_the_five_examples():
    queries = read_queries(query_paths((ROOT / "queries",)))
    assert len(queries) == 5
    assert all(query.question.endswith("?") for query in queries)
