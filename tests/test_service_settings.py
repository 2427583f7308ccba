"""Keys and addresses of databases come from the names that other programs use, and stay secret."""

import pytest

from litsynth.cli.config import shown_value
from litsynth.errors import ConfigError
from litsynth.pipeline.identity import public_settings, settings_that_matter
from litsynth.settings import SECRET_KEYS, known_keys
from litsynth.settings_layers import USUAL_NAMES, environment_layer, load_settings
from litsynth.wiring import login_at


def load(tmp_path, environment):
    return load_settings(flags={}, environment=environment, folder=tmp_path)


@pytest.mark.parametrize(("variable", "name"), USUAL_NAMES.items())
def test_a_usual_name_sets_what_it_stands_for(variable, name):
    assert name in known_keys()
    assert environment_layer({variable: " a@b.example\n"}).values == {name: "a@b.example"}
    assert environment_layer({variable: " "}).values == {}


def test_our_own_name_wins_over_a_usual_one(tmp_path):
    environment = {
        "OPENALEX_API_KEY": "usual",
        "LITSYNTH_OPENALEX__API_KEY": "ours",
        "SEMANTIC_SCHOLAR_API_KEY": "long",
        "S2_API_KEY": "short",
    }
    settings = load(tmp_path, environment).settings
    assert settings.openalex.api_key == "ours"
    assert settings.semantic_scholar.api_key == "short"


@pytest.mark.parametrize("section", ["openalex", "semantic_scholar", "crossref"])
def test_every_base_address_can_be_set(tmp_path, section):
    environment = {f"LITSYNTH_{section.upper()}__BASE_URL": "http://127.0.0.1:9/api"}
    settings = load(tmp_path, environment).settings
    assert getattr(settings, section).base_url == "http://127.0.0.1:9/api"
    with pytest.raises(ConfigError, match="base_url"):
        load(tmp_path, {f"LITSYNTH_{section.upper()}__BASE_URL": "api.example/"})


@pytest.mark.parametrize("section", ["openalex", "semantic_scholar", "crossref"])
def test_keys_and_mail_addresses_are_secret(section):
    assert {f"{section}.api_key", f"{section}.mailto"} <= SECRET_KEYS


@pytest.mark.parametrize("wrong", ["k3y\r\nX-Evil: 1", "k3y with space"])
def test_a_wrong_key_is_refused_and_not_shown(tmp_path, wrong):
    with pytest.raises(ConfigError, match=r"openalex\.api_key") as caught:
        load(tmp_path, {"LITSYNTH_OPENALEX__API_KEY": wrong})
    assert "k3y" not in str(caught.value)
    assert "k3y" not in caught.value.hint


def test_a_login_in_an_address_is_masked_wherever_the_address_is_told(tmp_path):
    address = "http://user:s3cret@mirror.example/arxiv"
    settings = load(tmp_path, {"LITSYNTH_ARXIV__BASE_URL": address}).settings
    assert settings.arxiv.base_url == address
    assert shown_value("arxiv.base_url", settings) == "http://…@mirror.example/arxiv"
    assert "s3cret" not in str(public_settings(settings)) + str(settings_that_matter(settings))
    with pytest.raises(ConfigError, match=r"http://…@mirror\.example/") as caught:
        load(tmp_path, {"LITSYNTH_ARXIV__BASE_URL": "http://user:s3cret@mirror.example/"})
    assert "s3cret" not in str(caught.value)


def test_the_login_of_a_mirror_is_for_what_lies_below_it_only():
    login = login_at("http://user:s%40cret@mirror.example")
    assert login("http://mirror.example/pdf/1") == ("user", "s@cret")
    assert login("http://mirror.example.evil/pdf/1") is None
    assert login_at("http://mirror.example")("http://mirror.example/pdf/1") is None
