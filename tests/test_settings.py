"""Which place wins, and what is refused."""

import pytest

from litsynth.errors import ConfigError
from litsynth.folders import home
from litsynth.settings import OPTIONS, Settings, known_keys
from litsynth.settings_layers import Layer, environment_layer, load_settings, merge, toml_layer


def load(tmp_path, *, flags=None, environment=None, between=()):
    return load_settings(
        flags=flags or {}, environment=environment or {}, folder=tmp_path, between=between
    )


def test_without_any_file_everything_is_the_default(tmp_path):
    loaded = load(tmp_path)
    assert loaded.settings.search.max_papers == 30
    assert set(loaded.origins.values()) == {"default"}


def test_flag_beats_query_file_beats_environment_beats_toml(tmp_path):
    (tmp_path / "litsynth.toml").write_text("[search]\nmax_papers = 5\nsince = '2019-01-01'\n")
    environment = {"LITSYNTH_SEARCH__MAX_PAPERS": "6", "LITSYNTH_CLAIMS__MAX_CLAIMS": "3"}
    between = (Layer(origin="q.yaml:2", values={"search.max_papers": 7}),)
    flags = {"search.max_papers": 8}
    assert load(tmp_path).settings.search.max_papers == 5
    assert load(tmp_path, environment=environment).settings.search.max_papers == 6
    both = load(tmp_path, environment=environment, between=between)
    assert both.settings.search.max_papers == 7
    everything = load(tmp_path, environment=environment, between=between, flags=flags)
    assert everything.settings.search.max_papers == 8
    assert everything.settings.claims.max_claims == 3
    assert everything.settings.search.since == "2019-01-01"
    assert everything.origins["search.max_papers"] == "flag"
    assert everything.origins["claims.max_claims"] == "environment"
    assert everything.origins["search.since"] == str(tmp_path / "litsynth.toml")


def test_the_users_file_loses_to_the_folders(tmp_path, own_home):
    users = own_home / "config" / "litsynth"
    users.mkdir(parents=True)
    (users / "config.toml").write_text("[report]\nauthor = 'Ada'\ntemplate = 'classic'\n")
    (tmp_path / "litsynth.toml").write_text("[report]\nauthor = 'Grace'\n")
    settings = load(tmp_path).settings
    assert (settings.report.author, settings.report.template) == ("Grace", "classic")


def test_an_unknown_key_is_refused_with_the_known_ones(tmp_path):
    (tmp_path / "litsynth.toml").write_text("[search]\npapers = 5\n")
    with pytest.raises(
        ConfigError, match=r"litsynth\.toml: there is no setting 'search\.papers'"
    ) as e:
        load(tmp_path)
    assert "search.max_papers" in e.value.hint
    assert "report.author" not in e.value.hint


def test_all_that_is_wrong_with_settings_is_told_at_once(tmp_path):
    (tmp_path / "litsynth.toml").write_text("[search]\npapers = 5\nmax_papers = 'x'\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, environment={"LITSYNTH_VERIFY__PRECISOIN": "1"})
    for name in ("'search.papers'", "search.max_papers: a whole number", "VERIFY__PRECISOIN"):
        assert name in str(caught.value)
    assert "LITSYNTH_VERIFY__PRECISION" in caught.value.hint


@pytest.mark.parametrize("variable", ["LITSYNTH_SEARCH__PAPERS", "LITSYNTH_SERCH__MAX_PAPERS"])
def test_an_unknown_variable_is_refused(tmp_path, variable):
    with pytest.raises(ConfigError, match="environment: there is no setting"):
        load(tmp_path, environment={variable: "3"})


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("[search]\nmax_paper = 5\n", "search.max_papers (max_papers under [search])"),
        ("[serach]\nmax_papers = 5\n", "search.max_papers (max_papers under [search])"),
        ("max_papers = 5\n", "search.max_papers (max_papers under [search])"),
        ("[arxiv]\nbase-url = 'https://a.example'\n", "arxiv.base_url (base_url under [arxiv])"),
        ("[search]\nprecision = 0.9\n", "verify.precision (precision under [verify])"),
    ],
)
def test_a_misspelt_key_of_a_file_is_asked_whether_another_was_meant(tmp_path, text, near):
    (tmp_path / "litsynth.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.hint.startswith(f"Did you mean {near}?")
    assert len(caught.value.hint) < 500


@pytest.mark.parametrize(
    "variable", ["LITSYNTH_SEARCH__MAXPAPERS", "LITSYNTH_MAX_PAPERS", "LITSYNTH_SERCH__MAX_PAPERS"]
)
def test_a_misspelt_variable_is_told_by_the_name_of_a_variable(tmp_path, variable):
    with pytest.raises(ConfigError, match=f"there is no setting {variable}") as caught:
        load(tmp_path, environment={variable: "3"})
    assert caught.value.hint.startswith("Did you mean LITSYNTH_SEARCH__MAX_PAPERS?")


def test_a_section_that_is_given_a_value_is_said_to_be_a_section(tmp_path):
    (tmp_path / "litsynth.toml").write_text("search = 3\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.hint.startswith("search is a section: settings stand under [search].")


def test_a_settings_file_that_is_not_utf_8_is_said_to_be_so(tmp_path):
    (tmp_path / "litsynth.toml").write_bytes(b"[report]\nauthor = '\xff'\n")
    with pytest.raises(ConfigError, match="it is not UTF-8"):
        load(tmp_path)


def test_a_byte_order_mark_before_the_settings_is_passed_over(tmp_path):
    (tmp_path / "litsynth.toml").write_bytes(b"\xef\xbb\xbf[report]\nauthor = 'Ada'\n")
    assert load(tmp_path).settings.report.author == "Ada"


def test_a_settings_file_that_is_there_but_none_is_named(tmp_path):
    path = tmp_path / "litsynth.toml"
    path.mkdir()
    with pytest.raises(ConfigError, match=r"litsynth\.toml cannot be read: Is a directory"):
        load(tmp_path)
    path.rmdir()
    for target in ("gone.toml", "litsynth.toml"):
        path.symlink_to(target)
        with pytest.raises(ConfigError, match=r"litsynth\.toml cannot be read"):
            load(tmp_path)
        path.unlink()
    assert load(tmp_path).settings == Settings()


def test_a_key_like_no_other_is_not_guessed_at(tmp_path):
    (tmp_path / "litsynth.toml").write_text("[zebra]\nstripes = 5\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.hint.startswith("Known sections: search, arxiv, ")


def test_the_home_variable_is_no_setting(tmp_path):
    assert environment_layer({"LITSYNTH_HOME": "x", "PATH": "y"}).values == {}
    assert home({"LITSYNTH_HOME": str(tmp_path)}) == tmp_path
    assert home({}).name == "litsynth"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("search.since", "2020-13"),
        ("search.until", "2020-02-30"),
        ("search.max_papers", 1),
        ("verify.precision", 0.4),
        ("report.template", "short"),
        ("report.formats", ["docx"]),
        ("report.formats", []),
        ("arxiv.base_url", "export.arxiv.org"),
        ("verify.model", ""),
        ("verify.judge", " "),
        ("arxiv.base_url", "http://mirror.example:99999999"),
        ("arxiv.base_url", "http://mirror.example/a b"),
        ("crossref.base_url", "http://:80"),
        ("reading.max_file_mb", "inf"),
        ("reading.max_file_mb", 1e308),
        ("reading.max_file_mb", 1e-9),
        ("reading.timeout_s", "nan"),
        ("arxiv.interval_s", 1e308),
        ("openalex.cache_ttl_h", 1e308),
        ("search.relevance_floor", "nan"),
    ],
)
def test_a_wrong_value_names_place_setting_and_value(name, value):
    with pytest.raises(ConfigError) as caught:
        merge((Layer(origin="the place", values={name: value}),))
    assert "the place" in str(caught.value)
    assert name in str(caught.value)


def test_a_list_with_a_wrong_item_is_not_called_empty_too():
    with pytest.raises(ConfigError) as caught:
        merge((Layer(origin="the place", values={"report.formats": ["docx"]}),))
    assert "got 'docx'" in str(caught.value)
    assert "at least one" not in str(caught.value)
    with pytest.raises(ConfigError, match="at least one"):
        merge((Layer(origin="the place", values={"report.formats": []}),))


def test_lists_in_the_environment_are_split_at_commas(tmp_path):
    environment = {"LITSYNTH_REPORT__FORMATS": "md, json", "LITSYNTH_SEARCH__SOURCES": "starter"}
    settings = load(tmp_path, environment=environment).settings
    assert settings.report.formats == ("md", "json")
    assert settings.search.sources == ("starter",)


def test_a_list_in_the_environment_may_be_json(tmp_path):
    environment = {"LITSYNTH_SEARCH__SOURCES": '["starter", "arxiv"]'}
    assert load(tmp_path, environment=environment).settings.search.sources == ("starter", "arxiv")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-01-31", "2020-01-31", "2020-01-31"),
    ],
)
def test_a_month_or_a_year_begins_with_its_first_day_and_ends_with_its_last(text, first, last):
    values = {"search.since": text, "search.until": text}
    search = merge((Layer(origin="here", values=values),)).settings.search
    assert (search.since, search.until) == (first, last)


def test_a_date_of_tomls_own_is_a_day(tmp_path):
    (tmp_path / "litsynth.toml").write_text("[search]\nsince = 2020-01-31\n")
    assert load(tmp_path).settings.search.since == "2020-01-31"


def test_a_broken_file_is_named(tmp_path):
    path = tmp_path / "litsynth.toml"
    path.write_text("[search\n")
    with pytest.raises(ConfigError, match=r"litsynth\.toml"):
        toml_layer(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"litsynth\.toml"):
        toml_layer(path)


def test_every_short_name_is_a_setting():
    assert set(OPTIONS.values()) <= set(known_keys())


@pytest.mark.parametrize(
    ("name", "value", "flag"),
    [
        ("verify.precision", 2.0, "--precision"),
        ("report.template", "nope", "--template"),
        ("search.max_papers", 0, "--max-papers"),
    ],
)
def test_a_wrong_flag_is_told_by_its_own_name(tmp_path, name, value, flag):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, flags={name: value})
    assert str(caught.value).startswith(f"{flag}: it must be ")
    assert flag in caught.value.hint
    assert name in caught.value.hint
