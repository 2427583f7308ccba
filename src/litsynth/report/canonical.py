"""report.json: one way to write a Report, and the way back."""

import json

from pydantic import TypeAdapter, ValidationError

from litsynth.errors import RunError
from litsynth.records import Report
from litsynth.surrogates import surrogates_marked


def report_to_json(report: Report) -> str:
    """Keys sorted, two blanks of indent, one final newline: equal reports give equal bytes.

    A lone surrogate, which no UTF-8 file can hold, becomes U+FFFD: one character for one, so that
    every span still fits. Raises ValueError for a number that is no number.
    """
    tree = TypeAdapter(Report).dump_python(report, mode="json")
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return surrogates_marked(text) + "\n"


def report_from_json(text: str | bytes) -> Report:
    """The report that `report_to_json` wrote. Raises RunError if it is none."""
    try:
        return TypeAdapter(Report).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise RunError(
            f"this is no report.json of this version: {place}: {first['msg']}",
            hint="Make the report again with this version of litsynth.",
        ) from error
