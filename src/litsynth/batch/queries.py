"""Query files: YAML with questions and settings beside them, or plain text, a question a line.

    options:                      # for every question of the file
      source: starter
    questions:
      - Does scaling help?
      - question: Which tasks help?
        max_papers: 12            # for this one; any flag of `litsynth report`, or section.key

The whole file is checked before anything runs; each mistake is named with its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from litsynth.batch.yaml_text import SyntaxMistakeError, root_of
from litsynth.errors import ConfigError
from litsynth.mistakes import meant
from litsynth.settings import OPTIONS, known_keys
from litsynth.settings_layers import Layer, is_list, listed

_NOT_FOR_QUERY_FILES = {"out", "report.out"}
_ENDINGS = {".yaml", ".yml", ".txt"}
_KEYS = ("name", "options", "questions")
_EXPECTED = "expected questions, as a list under `questions:` (or one a line, in a .txt file)"

_UNREADABLE = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the YAML package raises for values that are not what they are marked as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question of a file, with the settings beside it."""

    question: str
    file: str
    line: int
    """1-based."""
    layers: tuple[Layer, ...] = ()
    """The file's options, then the question's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def query_paths(named: tuple[Path, ...]) -> tuple[Path, ...]:
    """The query files behind files and folders, folders in name order. Raises ConfigError."""
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = sorted(filter(_is_query_file, path.iterdir()))
            if not inside:
                raise ConfigError(
                    f"{path} holds no query file", hint="Query files end in .yaml, .yml or .txt."
                )
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise ConfigError(f"there is no file {path}", hint="Name a query file or a folder.")
    return tuple(dict.fromkeys(found))


def _is_query_file(path: Path) -> bool:
    """Hidden ones are none: beside q.yaml a Mac leaves "._q.yaml" on other disks."""
    visible = not path.name.startswith(".")
    return visible and path.suffix.lower() in _ENDINGS and path.is_file()


def understood(paths: tuple[Path, ...]) -> tuple[tuple[Query, ...], tuple[Mistake, ...]]:
    """Every question of every file, in order, and what is wrong with the files.

    Raises ConfigError if there is neither.
    """
    queries: list[Query] = []
    mistakes: list[Mistake] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            mistakes.append(Mistake(file=str(path), line=1, message="the file is not UTF-8"))
            continue
        parts = _plain(str(path), text) if path.suffix.lower() == ".txt" else _yaml(str(path), text)
        for part in parts:
            if isinstance(part, Mistake):
                mistakes.append(part)
            else:
                queries.append(part)
    if not queries and not mistakes:
        raise ConfigError(
            f"no question in {', '.join(str(path) for path in paths)}",
            hint="Write one question a line (.txt), or a list under `questions:` (.yaml).",
        )
    return tuple(queries), tuple(mistakes)


def mistake_in(query: Query, message: str) -> Mistake:
    """A mistake in the settings of `query`: at the line that `message` names, else at its own."""
    found = re.match(rf"{re.escape(query.file)}:(\d+): (.*)", message, re.DOTALL)
    line, said = (int(found[1]), found[2]) if found else (query.line, message)
    return Mistake(file=query.file, line=line, message=said)


def raise_mistakes(mistakes: tuple[Mistake, ...]) -> None:
    """Raise one ConfigError that names them all, each once and in the order of the lines."""
    files = list(dict.fromkeys(mistake.file for mistake in mistakes))
    ordered = sorted(dict.fromkeys(mistakes), key=lambda one: (files.index(one.file), one.line))
    raise ConfigError(
        "nothing was run; the query files have mistakes:\n  "
        + "\n  ".join(str(mistake) for mistake in ordered),
        hint="Correct them and run the same command again.",
    )


def _plain(file: str, text: str) -> Iterator[Query | Mistake]:
    for number, line in enumerate(text.split("\n"), 1):
        question = line.strip()
        if question and not question.startswith("#"):
            yield Query(question=question, file=file, line=number)


def _yaml(file: str, text: str) -> Iterator[Query | Mistake]:
    try:
        root = root_of(text)
    except SyntaxMistakeError as mistake:
        yield Mistake(file=file, line=mistake.line, message=str(mistake))
        return
    if isinstance(root, yaml.SequenceNode):
        yield from _questions(file, root, ())
        return
    if not isinstance(root, yaml.MappingNode):
        nothing = "nothing is in the file; " if root is None else ""
        yield Mistake(file=file, line=1, message=f"{nothing}{_EXPECTED}")
        return
    yield from _wrong_keys(file, root)
    parts = {name: (key, value) for name, key, value in _named(root)}
    for name, (key, _) in parts.items():
        if name not in _KEYS:
            yield Mistake(
                file=file,
                line=_line(key),
                message=f"unknown key {name!r};{_perhaps(name, _KEYS)} known: {', '.join(_KEYS)}",
            )
    layers: tuple[Layer, ...] = ()
    if "options" in parts:
        options = _options(file, parts["options"][1])
        yield from (one for one in options if isinstance(one, Mistake))
        layers = tuple(one for one in options if isinstance(one, Layer))
    listed = parts.get("questions", (None, None))[1]
    if not isinstance(listed, yaml.SequenceNode):
        yield Mistake(file=file, line=_line(root), message=_EXPECTED)
        return
    yield from _questions(file, listed, layers)


def _questions(
    file: str, listed: yaml.SequenceNode, layers: tuple[Layer, ...]
) -> Iterator[Query | Mistake]:
    for node in listed.value:
        line = _line(node)
        question: object = None
        own: tuple[Layer, ...] = ()
        if isinstance(node, yaml.ScalarNode):
            question = _text(node)
        elif isinstance(node, yaml.MappingNode):
            names = [name for name, _, _ in _named(node)]
            if names and "question" not in names:
                yield Mistake(file=file, line=line, message=_no_question(names[0]))
                continue
            question = next((_text(v) for name, _, v in _named(node) if name == "question"), None)
            options = _options(file, node, leave_out="question")
            yield from (one for one in options if isinstance(one, Mistake))
            own = tuple(one for one in options if isinstance(one, Layer))
        if isinstance(question, str) and question.strip():
            yield Query(question=question.strip(), file=file, line=line, layers=(*layers, *own))
        else:
            yield Mistake(
                file=file, line=line, message="expected a question, or `question:` with settings"
            )


def _no_question(name: str) -> str:
    return (
        f"expected a question, or `question:` with settings beside it, not `{name}:`; a question "
        "with a colon in it must stand in quotes"
    )


def _text(node: yaml.Node) -> object:
    """What was written at `node`, but None for what YAML reads as nothing (null, ~)."""
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _options(
    file: str, node: yaml.Node, *, leave_out: str | None = None
) -> tuple[Layer | Mistake, ...]:
    """One layer an option, so that an error names the option's own line."""
    if not isinstance(node, yaml.MappingNode):
        return (
            Mistake(file=file, line=_line(node), message="expected settings, as `name: value`"),
        )
    found: list[Layer | Mistake] = list(_wrong_keys(file, node))
    for name, key, value in _named(node):
        if name == leave_out:
            continue
        target = OPTIONS.get(name.replace("-", "_"), name)
        if fault := _fault(name, target):
            found.append(Mistake(file=file, line=_line(key), message=fault))
            continue
        try:
            values: Mapping[str, object] = {target: _value(value, target)}
        except _UNREADABLE:
            what = _unreadable(name, value)
            found.append(Mistake(file=file, line=_line(key), message=what))
            continue
        found.append(Layer(origin=f"{file}:{_line(key)}", values=values))
    return tuple(found)


def _fault(name: str, target: str) -> str:
    """What is wrong with a setting's name; empty if nothing is."""
    if name in _NOT_FOR_QUERY_FILES:
        return f"{name!r} holds for a whole batch: give it as --out DIR"
    if target in known_keys():
        return ""
    short = sorted(OPTIONS.keys() - _NOT_FOR_QUERY_FILES)
    asked = _perhaps(name.replace("-", "_"), (*short, *known_keys()))
    return f"unknown setting {name!r};{asked} known: {', '.join(short)}"


def _perhaps(name: str, known: Sequence[str]) -> str:
    near = meant(name, known)
    return f" did you mean {near!r}?" if near else ""


def _named(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Each name in `node`, where it stands, and what it is given. YAML takes lists for keys too."""
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            yield key.value, key, value


def _wrong_keys(file: str, node: yaml.MappingNode) -> Iterator[Mistake]:
    """Keys of `node` that are no names, and such as it gives twice: YAML would let the last one
    win, and say nothing.
    """
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            what = "expected a name before the colon, not a list or a mapping"
            yield Mistake(file=file, line=_line(key), message=what)
    first: dict[str, int] = {}
    for name, key, _ in _named(node):
        known_as = OPTIONS.get(name.replace("-", "_"), name)
        if known_as in first:
            given = f"{name!r} is given twice, first in line {first[known_as]}"
            yield Mistake(file=file, line=_line(key), message=given)
        else:
            first[known_as] = _line(key)


def _unreadable(name: str, node: yaml.Node) -> str:
    """Why the value of `name` cannot be had: YAML takes 2021-02-29 for a date, and !!int "x"."""
    kind = node.tag.rpartition(":")[2]
    shown = repr(node.value) if isinstance(node, yaml.ScalarNode) else "what is given"
    return f"{name}: {shown} cannot be read as YAML's {kind!r}; for plain text, put it in quotes"


def _value(node: yaml.Node, target: str) -> object:
    if target in {"search.since", "search.until"} and isinstance(node, yaml.ScalarNode):
        return node.value  # YAML reads 2020-01-31 as a date of its own.
    loader = yaml.SafeLoader("")
    try:
        value = loader.construct_object(node, deep=True)
    finally:
        loader.dispose()
    return listed(value) if isinstance(value, str) and is_list(target) else value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
