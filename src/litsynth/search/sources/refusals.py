"""What a service says of its refusal, in each of the forms that services have for it. Pure."""

import json

from litsynth.search.sources.json_fields import at, objects, text

_LONGEST = 200


def said(body: bytes) -> str:
    """The words of an error reply; empty if it has none that a user could read.

    OpenAlex: {"error", "message"}; Semantic Scholar: {"error"} or {"message"}; Crossref:
    {"message": [{"message"}]}, {"message": {"description"}} or a line of plain text.
    """
    if is_web_page(body):
        return ""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return _line(body.decode(errors="replace"))
    message = at(content, "message")
    parts = [
        text(at(content, "error")),
        text(message),
        text(at(message, "description")),
        *(text(at(each, "message")) for each in objects(message)),
    ]
    return _line(": ".join(dict.fromkeys(part for part in parts if part)))


def is_web_page(body: bytes) -> bool:
    return b"<html" in body[:2_000].lower() or body.lstrip()[:9].lower() == b"<!doctype"


def _line(words: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
