"""Names become objects, and unknown names list the known."""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from litsynth import wiring
from litsynth.errors import ConfigError
from litsynth.ports import silent
from litsynth.settings import Settings, auto_sources
from litsynth.sources import BUILT_IN
from litsynth.wiring import ENTRY_POINTS, Workshop, arxiv_hosts, package_versions


def settings(**sections):
    return Settings.model_validate(sections)


def sources(tmp_path, *names, **search):
    chosen = settings(search={"sources": names, **search})
    return Workshop(home=tmp_path, progress=silent).parts(chosen).sources


@pytest.mark.parametrize(
    "name", ["arxiv", "openalex", "semantic_scholar", "crossref", "starter", "folder:papers"]
)
def test_a_source_is_made_by_the_name_it_carries(tmp_path, name):
    (source,) = sources(tmp_path, name)
    assert source.name == name


def test_every_built_in_source_is_an_entry_point_too():
    told = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
    points = told["project"]["entry-points"][ENTRY_POINTS]
    made = {name: EntryPoint(name, value, ENTRY_POINTS).load() for name, value in points.items()}
    assert made == dict(BUILT_IN)


def test_a_source_of_another_package_is_known_by_its_entry_point(tmp_path, monkeypatch):
    point = EntryPoint("shelf", "litsynth.sources:starter", ENTRY_POINTS)
    monkeypatch.setattr(wiring, "entry_points", lambda group: [point] * (group == ENTRY_POINTS))
    (source,) = sources(tmp_path, "shelf")
    assert source.name == "starter"
    with pytest.raises(ConfigError) as caught:
        sources(tmp_path, "pubmed")
    assert "shelf" in caught.value.hint


def test_sources_keep_their_order_and_come_once(tmp_path):
    made = sources(tmp_path, "starter", "arxiv", "starter")
    assert [source.name for source in made] == ["starter", "arxiv"]


def test_auto_asks_three_databases_and_lets_the_starter_library_stand_in(tmp_path):
    (source,) = sources(tmp_path, "auto")
    assert source.name == "arxiv, openalex, crossref, else starter"
    (offline,) = sources(tmp_path, "auto", offline=True)
    assert offline.name == "starter"


def test_auto_asks_semantic_scholar_where_there_is_a_key(tmp_path):
    chosen = settings(semantic_scholar={"api_key": "k3y"})
    (source,) = Workshop(home=tmp_path, progress=silent).parts(chosen).sources
    assert "semantic_scholar" in source.name
    offline = settings(semantic_scholar={"api_key": "k3y"}, search={"offline": True})
    assert auto_sources(offline) == ()


def test_what_auto_asks_is_asked_once(tmp_path):
    made = sources(tmp_path, "openalex", "auto", "semantic_scholar", "arxiv", "starter")
    assert [source.name for source in made] == [
        "arxiv, openalex, crossref, else starter",
        "semantic_scholar",
        "starter",
    ]


@pytest.mark.parametrize("name", ["arxiv", "openalex", "semantic_scholar", "crossref"])
def test_offline_refuses_a_source_on_the_network(tmp_path, name):
    with pytest.raises(ConfigError, match="exclude each other"):
        sources(tmp_path, name, offline=True)


def test_an_unknown_source_lists_the_known(tmp_path):
    with pytest.raises(ConfigError) as caught:
        sources(tmp_path, "pubmed")
    for known in ("auto", "arxiv", "openalex", "folder:PATH"):
        assert known in caught.value.hint
    with pytest.raises(ConfigError, match="no source"):
        sources(tmp_path)


def test_one_model_serves_all_runs_of_a_workshop(tmp_path):
    workshop = Workshop(home=tmp_path, progress=silent)
    chosen = settings(search={"sources": ["starter"]})
    assert workshop.parts(chosen).encoder is workshop.parts(chosen).encoder


def test_an_offline_run_has_no_model_that_may_ask_the_hub(tmp_path):
    workshop = Workshop(home=tmp_path, progress=silent)
    online, offline = (
        settings(search={"sources": ["starter"], "offline": offline}) for offline in (False, True)
    )
    assert workshop.parts(online).encoder is not workshop.parts(offline).encoder


def test_a_mirrors_files_wait_at_arxivs_turnstile():
    mirror = settings(arxiv={"base_url": "http://mirror.example:8080/arxiv"})
    assert arxiv_hosts(mirror)[0] == "mirror.example"
    assert "arxiv.org" in arxiv_hosts(mirror)


def test_package_versions_are_those_installed():
    versions = package_versions()
    assert versions["torch"].startswith("2.")
    assert "not installed" not in versions.values()
