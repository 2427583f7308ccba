"""`litsynth library search` and `embed`: what is printed, what limits it, and what is refused."""

import json

import pytest

from tests.library.making import lines


def test_a_search_prints_title_people_venue_date_and_id(filled):
    ran = filled("library", "search", "violins", "--limit", "1", "--year", "2003")
    assert ran.status == 0
    assert ran.err.startswith("ranked by words alone: no paper has a vector")
    assert ran.out == (
        "  1  On violins and their keepers, part 3\n"
        "     Ada Byron, Kim Lee · Journal of Violins · 2003 · own:r3\n"
    )


def test_limits_of_time_venue_and_category_hold(filled):
    def found(*options):
        out = filled("library", "search", "keepers", "--limit", "50", "--json", *options).out
        return sorted(hit["paper"]["id"] for hit in json.loads(out)["hits"])

    assert found("--year", "2018-2019") == ["own:r18", "own:r19"]
    assert found("--year", "2018-") == ["own:r18", "own:r19"]
    assert found("--year", "-2000") == ["own:r0"]
    assert found("--since", "2018-05") == ["own:r18", "own:r19"]
    assert found("--until", "2000") == ["own:r0"]
    assert found("--venue", "violins", "--until", "2003") == ["own:r3"]
    assert found("--category", "nat.glaciers", "--until", "2001") == ["own:r1"]


def test_a_venue_is_found_by_its_usual_short_name_as_a_word(litsynth, tmp_path):
    printed = [
        "Proceedings of the 2017 Conference on Empirical Methods in Natural Language Processing",
        "NAACL 2018",
        "Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics",
    ]
    rows = [{"id": f"{at}", "title": "Otters", "venue": one} for at, one in enumerate(printed)]
    litsynth("library", "add", lines(tmp_path / "x.jsonl", rows), "--quiet")
    litsynth("library", "embed", "--model", "hashing", "--quiet")

    def found(venue, *options):
        ran = litsynth("library", "search", "otters", "--venue", venue, "--json", *options)
        return sorted(hit["paper"]["id"] for hit in json.loads(ran.out)["hits"])

    for options in (["--lexical-only"], ["--model", "hashing"]):
        assert found("EMNLP", *options) == ["own:0"]
        assert found("acl", *options) == ["own:2"]
        assert found("2018", *options) == ["own:1"]
    ran = litsynth("library", "search", "otters", "--venue", "ICML", "--lexical-only")
    assert "papers of these venues are found: " in ran.err
    assert "NAACL 2018 (1)" in ran.err


def test_an_identifier_is_looked_up(litsynth, tmp_path):
    rows = [{"title": "Otters", "doi": "10.1000/a"}, {"title": "Bears", "id": "2606.28051"}]
    litsynth("library", "add", lines(tmp_path / "x.jsonl", rows), "--quiet")
    for text, title in (
        ("arxiv:2606.28051", "Bears"),
        ("https://doi.org/10.1000/A", "Otters"),
        ("10.1000/a", "Otters"),
    ):
        ran = litsynth("library", "search", text)
        assert (ran.status, ran.err) == (0, "looked up by its identifier\n")
        assert ran.out.startswith(f"  1  {title}\n")
    assert litsynth("library", "search", "10.1000/b").out == "Nothing was found.\n"
    assert "Otters" in litsynth("library", "search", "about:otters").out
    assert litsynth("library", "remove", "10.1000/A", "--yes").status == 0


def test_stop_words_alone_are_nothing_to_search_for(filled):
    ran = filled("library", "search", "the of")
    assert ran.status == 2
    assert "nothing to search for" in ran.err


def test_a_search_without_a_hit_says_so(filled):
    assert filled("library", "search", "xylophone").out == "Nothing was found.\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--year", "soon"], "no day"),
        (["--year", "2018-2016"], "no day is from 2018"),
        (["--year", "-"], "is no year"),
        (["--since", "2020", "--until", "2019-12"], "no day is from 2020"),
        (["--year", "2020", "--since", "2019"], "--year excludes"),
        (["--name", "../x"], "cannot be the name"),
    ],
)
def test_wrong_options_are_refused(filled, options, told):
    ran = filled("library", "search", "otters", *options)
    assert (ran.status, told in ran.err) == (2, True)


def test_a_library_that_is_not_there_is_told_with_how_to_make_it(litsynth):
    ran = litsynth("library", "search", "otters")
    assert ran.status == 7
    assert "there is no library 'main'" in ran.err
    assert "library add" in ran.err


def test_embedding_again_by_a_model_that_cannot_be_loaded_keeps_the_vectors(filled, tmp_path):
    filled("library", "embed", "--model", "hashing", "--quiet")
    (tmp_path / "model").mkdir()
    ran = filled("library", "embed", "--again", "--model", tmp_path / "model", "--quiet")
    assert ran.status != 0
    assert "cannot load" in ran.err
    assert "20 papers, 20 embedded" in filled("library", "list").out


def test_embedding_makes_the_search_one_by_meaning_too(filled):
    ran = filled("library", "embed", "--model", "hashing", "--quiet", "--limit", "15")
    assert ran.status == 0
    assert ran.out.splitlines()[1] == "15 of 20 papers of the library 'main' have vectors"
    told = filled("library", "search", "violins", "--model", "hashing").err
    assert told.startswith("ranked by words and by meaning\nnote: only 15 of 20 papers ")
    ran = filled("library", "embed", "--model", "hashing", "--quiet")
    assert ran.out.startswith("5 papers embedded by hashing")
    out = filled("library", "search", "violins", "--model", "hashing", "--json").out
    assert any(hit["semantic"] for hit in json.loads(out)["hits"])
    told = filled("library", "search", "violins", "--model", "hashing").err
    assert told == "ranked by words and by meaning\n"
    told = filled("library", "search", "the", "--model", "hashing").err
    assert told == "ranked by meaning alone: no paper has any of the words\n"
    told = filled("library", "search", "violins", "--lexical-only").err
    assert told == "ranked by words alone, as asked\n"
    out = filled("library", "search", "violins", "--lexical-only", "--json").out
    assert all(hit["semantic"] is None for hit in json.loads(out)["hits"])


def test_a_library_of_another_model_is_refused_with_a_way_out(filled, monkeypatch):
    filled("library", "embed", "--model", "hashing", "--quiet")
    monkeypatch.setenv("LITSYNTH_LIBRARY__FOLDER", "")
    monkeypatch.delenv("LITSYNTH_LIBRARY__FOLDER")
    ran = filled("library", "search", "violins")
    assert ran.status == 7
    assert "embedded by hashing" in ran.err
    assert "--lexical-only" in ran.err
