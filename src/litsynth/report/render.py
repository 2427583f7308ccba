"""A report in one of its formats, as text."""

from collections.abc import Callable
from pathlib import Path

from litsynth.errors import ConfigError
from litsynth.records import Report
from litsynth.report.bibliography import references_bib
from litsynth.report.canonical import report_to_json
from litsynth.report.printing import print_template
from litsynth.report.table import claims_csv
from litsynth.report.view import make_view

_EXPORTS: dict[str, Callable[[Report], str]] = {
    "json": report_to_json,
    "csv": claims_csv,
    "bib": references_bib,
}
FORMATS = ("md", "html", *_EXPORTS)


def render(report: Report, template_name: str, form: str, *, templates: Path | None = None) -> str:
    """`report` in format `form`; "md" and "html" are printed by the named template.

    `templates` is a folder of the user's own templates, which win over those shipped. Raises
    ConfigError for a format or a template that there is not.
    """
    if form in _EXPORTS:
        return _EXPORTS[form](report)
    if form not in FORMATS:
        raise ConfigError(
            f"there is no format {form!r}", hint=f"Choose from: {', '.join(FORMATS)}."
        )
    return print_template(make_view(report), template_name, form, templates=templates)
