"""Where the values of settings come from, and which place wins.

A flag wins over the environment (`LITSYNTH_SECTION__KEY`), that over `litsynth.toml` in the
current folder, that over the user's file, that over the defaults. An unknown key is refused.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from platformdirs import user_config_path
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from litsynth.errors import ConfigError
from litsynth.folders import HOME_VARIABLE
from litsynth.mistakes import in_words, told, unknown
from litsynth.settings import OPTIONS, SECRET_KEYS, Settings, known_keys, masked

_MEND = "Correct the file, or move it away."
ENVIRONMENT_PREFIX = "LITSYNTH_"
USUAL_NAMES: Mapping[str, str] = {
    "OPENALEX_API_KEY": "openalex.api_key",
    "OPENALEX_MAILTO": "openalex.mailto",
    "OPENALEX_EMAIL": "openalex.mailto",
    "S2_API_KEY": "semantic_scholar.api_key",
    "SEMANTIC_SCHOLAR_API_KEY": "semantic_scholar.api_key",
    "CROSSREF_MAILTO": "crossref.mailto",
    "CROSSREF_API_KEY": "crossref.api_key",
}
"""Variables that other programs read too, and the settings they stand for.

The first one named here wins over another for the same setting, `LITSYNTH_…` over both.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One place that settings come from, with what it sets ("section.key" to value)."""

    origin: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    settings: Settings
    origins: Mapping[str, str]
    """Where each key ("search.since") got its value from."""


def load_settings(
    *,
    flags: Mapping[str, object],
    environment: Mapping[str, str],
    folder: Path,
    between: tuple[Layer, ...] = (),
) -> Loaded:
    """Settings from `flags` ("section.key" to value), `environment` and the two files.

    `between` wins over the environment and loses to the flags: what a query file sets.
    Raises ConfigError naming place, key and the known keys, or place and the value's fault.
    """
    layers = (
        toml_layer(user_config_path("litsynth") / "config.toml"),
        toml_layer(folder / "litsynth.toml"),
        environment_layer(environment),
        *between,
        Layer(origin="flag", values=dict(flags)),
    )
    return merge(layers)


def merge(layers: tuple[Layer, ...]) -> Loaded:
    """Settings from `layers`, the last winning. Raises ConfigError, naming all that is wrong."""
    known = known_keys()
    faults: list[tuple[str, str]] = []
    nested: dict[str, dict[str, object]] = {}
    origins = dict.fromkeys(known, "default")
    for layer in layers:
        for name, value in layer.values.items():
            if name not in origins:
                faults.append(unknown(name, known, origin=layer.origin))
                continue
            section, _, key = name.partition(".")
            nested.setdefault(section, {})[key] = value
            origins[name] = layer.origin
    try:
        settings = Settings.model_validate(nested)
    except ValidationError as error:
        faults += (_wrong(each, origins) for each in error.errors() if not _told_by_items(each))
        raise _refusal(faults) from error
    if faults:
        raise _refusal(faults)
    return Loaded(settings=settings, origins=origins)


def _told_by_items(error: ErrorDetails) -> bool:
    """Whether a list is too short only because items of it are wrong, which are told of."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _wrong(error: ErrorDetails, origins: Mapping[str, str]) -> tuple[str, str]:
    """Message and hint for a value that its setting cannot have."""
    name = ".".join(str(part) for part in error["loc"][:2])
    got = "a value that is kept secret" if name in SECRET_KEYS else _shown(error["input"])
    if name.endswith(".base_url"):
        got = _shown(masked(str(error["input"])))
    message = in_words(error["type"], error.get("ctx", {}), name=name, message=error["msg"])
    origin = origins.get(name, "settings")
    return told(name, f"{message}, got {got}", origin=origin, options=OPTIONS)


def _refusal(faults: Sequence[tuple[str, str]]) -> ConfigError:
    messages, hints = (dict.fromkeys(texts) for texts in zip(*faults, strict=True))
    return ConfigError("; ".join(messages), hint=" ".join(hints))


def _shown(value: object) -> str:
    return "none" if value in ([], ()) else repr(value)


def toml_layer(path: Path) -> Layer:
    """What the TOML file at `path` sets; nothing if there is none. Raises ConfigError."""
    try:
        path.lstat()  # Of a link to nothing, reading it tells.
    except (FileNotFoundError, NotADirectoryError):
        return Layer(origin=str(path), values={})
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}", hint=_MEND) from error
    try:
        # Windows' editors and shells begin a file with a mark that TOML does not know.
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: it is not UTF-8", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}", hint=_MEND) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}", hint=_MEND) from error
    return Layer(origin=str(path), values=dict(_flat(content)))


def _flat(content: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for section, values in content.items():
        if isinstance(values, Mapping):
            for key, value in values.items():
                # TOML has dates of its own; here a day is text in the same form.
                yield f"{section}.{key}", value.isoformat() if isinstance(value, date) else value
        else:
            yield section, values


def environment_layer(environment: Mapping[str, str]) -> Layer:
    """What `LITSYNTH_SECTION__KEY` variables set, and those of `USUAL_NAMES` that are not empty.

    A comma separates the items of a list.
    """
    values: dict[str, object] = {}
    for variable, name in USUAL_NAMES.items():
        if text := environment.get(variable, "").strip():
            values.setdefault(name, text)
    lists = {name for name in known_keys() if is_list(name)}
    for variable, text in environment.items():
        if not variable.startswith(ENVIRONMENT_PREFIX) or variable == HOME_VARIABLE:
            continue
        name = variable.removeprefix(ENVIRONMENT_PREFIX).lower().replace("__", ".", 1)
        values[name] = listed(text) if name in lists else text
    return Layer(origin="environment", values=values)


def listed(text: str) -> list[str]:
    """The items of a list as users write one: "md,html", or the same as JSON."""
    if text.lstrip().startswith("["):
        with suppress(ValueError, RecursionError):
            return [str(item) for item in json.loads(text)]
    return [item.strip() for item in text.split(",") if item.strip()]


def is_list(name: str) -> bool:
    """Whether the setting `name` is a list, which users write as `listed` reads it."""
    section, _, key = name.partition(".")
    return isinstance(getattr(getattr(Settings(), section), key), tuple)
