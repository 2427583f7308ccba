"""The JSON Schema of report.json, made of the records and of their docstrings."""

import ast
import inspect
import textwrap
from dataclasses import is_dataclass
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter

from litsynth import records, spans
from litsynth.records import Report
from litsynth.records.report import SCHEMA_VERSION


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) that every report.json meets; each field says what it holds."""
    schema = TypeAdapter(Report).json_schema(mode="serialization")
    for name, definition in schema.get("$defs", {}).items():
        _describe(definition, getattr(records, name, None) or getattr(spans, name))
    _describe(schema, Report)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:litsynth:report:{SCHEMA_VERSION}",
        **schema,
        "title": "litsynth report",
        "description": "Everything that a report prints, and everything needed to retrace it.",
    }


def _describe(definition: dict[str, Any], kind: type) -> None:
    """Put the docstrings under `kind`'s fields into `definition`."""
    if not is_dataclass(kind):
        return
    for name, text in field_docstrings(kind).items():
        if name in definition.get("properties", {}):
            definition["properties"][name]["description"] = text


def field_docstrings(kind: type) -> dict[str, str]:
    """What stands in quotes under each field of a class."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    found: dict[str, str] = {}
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for field, after in pairwise(statements):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[field.target.id] = inspect.cleandoc(after.value.value)
    return found
