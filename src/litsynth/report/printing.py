"""Jinja templates print a prepared view. The only module that imports `jinja2`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    select_autoescape,
)
from markupsafe import Markup

from litsynth.errors import ConfigError
from litsynth.report.escape import Markdown, markdown, prose_as_html, prose_as_markdown
from litsynth.report.prose import Piece
from litsynth.report.resources import template_folders
from litsynth.report.view import View
from litsynth.report.wording import printable


def print_template(view: View, name: str, form: str, *, templates: Path | None) -> str:
    """`view` printed by template `<name>.<form>.j2`, `form` being "md" or "html".

    Everything a template prints is escaped for its format. Raises ConfigError if there is no such
    template, or if it has a mistake.
    """
    environment = make_environment(form, template_folders(templates))
    try:
        template = environment.get_template(f"{name}.{form}.j2")
    except TemplateNotFound as error:
        suffix = f".{form}.j2"
        known = sorted(
            found.removesuffix(suffix)
            for found in environment.list_templates()
            if found.endswith(suffix) and not found.startswith("_")
        )
        raise ConfigError(
            f"there is no template {name!r} for {form}", hint=f"Choose from: {', '.join(known)}."
        ) from error
    except TemplateError as error:
        raise _mistaken(f"{name}.{form}.j2", error) from error
    try:
        return template.render(view=view)
    except TemplateError as error:
        raise _mistaken(f"{name}.{form}.j2", error) from error


def _mistaken(file: str, error: TemplateError) -> ConfigError:
    """What is wrong with a template, where Jinja tells the line."""
    part = getattr(error, "name", None) or file
    line = getattr(error, "lineno", None)
    return ConfigError(
        f"the template {part}{f', line {line}' if line else ''} has a mistake: {error.message}",
        hint="Correct it; docs/report-format.md says what a template is given.",
    )


def make_environment(form: str, folders: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,  # A misspelt name fails the run, not the reader.
        autoescape=select_autoescape(("html.j2",)),
        finalize=_FINALIZE[form],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = _PROSE[form]
    environment.filters["as_is"] = Markup if form == "html" else Markdown
    return environment


def _finalize_html(value: Any) -> Any:
    # Jinja escapes what HTML gives a meaning; what no screen can show is dropped here.
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _finalize_markdown(value: Any) -> Any:
    return markdown(value) if isinstance(value, str) and not isinstance(value, Markdown) else value


_FINALIZE: dict[str, Callable[[Any], Any]] = {"html": _finalize_html, "md": _finalize_markdown}
_PROSE: dict[str, Callable[[Iterable[Piece]], str]] = {
    "html": prose_as_html,
    "md": prose_as_markdown,
}
