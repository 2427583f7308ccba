"""A wrong value is told in words, whatever library noticed it."""

import json

import pytest

from litsynth.errors import ConfigError
from litsynth.mistakes import in_a_line
from litsynth.settings_layers import Layer, merge


def test_what_is_wrong_with_a_line_is_told_without_python():
    for line, told in (('{"claim": 1}', "the key 'label' is missing"), ("{", "it is not JSON: ")):
        with pytest.raises((KeyError, ValueError)) as caught:
            json.loads(line)["label"]
        assert in_a_line(caught.value).startswith(told)


JARGON = ("input should", "string should", "unable to parse", "valid integer", "pattern", "^http")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("search.max_papers", "abc", "a whole number is needed, got 'abc'"),
        ("search.max_papers", 1, "it must be at least 2, got 1"),
        ("search.max_papers", 1001, "it must be at most 1000, got 1001"),
        ("verify.precision", 0.5, "it must be more than 0.5, got 0.5"),
        ("verify.precision", "high", "a number is needed, got 'high'"),
        ("search.offline", "perhaps", "true or false is needed, got 'perhaps'"),
        (
            "search.since",
            "May",
            "a date must be written like 2020-01-31, 2020-01 or 2020, got 'May'",
        ),
        ("search.sources", "starter", 'a list is needed, as in ["a", "b"], got \'starter\''),
        (
            "report.formats",
            [],
            "at least one of md, html, json, csv and bib must be given, got none",
        ),
        ("report.template", "fancy", "it must be 'full' or 'classic', got 'fancy'"),
        ("report.author", 7, "a text is needed, got 7"),
        ("report.out", 7, "a path is needed, got 7"),
        ("openalex.base_url", "ftp://a", "an address like https://mirror.example.org"),
        ("crossref.mailto", "me", "a mail address is needed"),
        ("arxiv.interval_s", -1, "it must be at least 0, got -1"),
    ],
)
def test_a_wrong_value_says_what_is_needed(key, value, words):
    with pytest.raises(ConfigError) as caught:
        merge((Layer(origin="litsynth.toml", values={key: value}),))
    message = str(caught.value)
    assert message.startswith(f"litsynth.toml: {key}: ")
    assert words in message
    assert not any(word in message.lower() for word in JARGON)
    assert key in caught.value.hint


def test_a_secret_is_not_repeated():
    with pytest.raises(ConfigError) as caught:
        merge((Layer(origin="environment", values={"openalex.api_key": "k 3 y"}),))
    assert "k 3 y" not in str(caught.value)
    assert "a key without spaces is needed" in str(caught.value)
