"""Recorded replies of real services, and what is in them before any of our code has read it."""

import base64
import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from litsynth.net import RequestError
from litsynth.search.sources.ladder import Page, Query


@dataclass(frozen=True)
class Recorded:
    uri: str
    status: int
    body: bytes

    @property
    def content(self) -> Any:
        """The JSON of the body; None if it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@lru_cache(maxsize=8)
def recorded(shared: Path, service: str) -> tuple[Recorded, ...]:
    with gzip.open(shared / "data" / "api" / "replies" / f"{service}.jsonl.gz") as lines:
        return tuple(_reply(json.loads(line)) for line in lines)


def _reply(line: dict[str, Any]) -> Recorded:
    body = line["body"].encode("utf-8", "surrogatepass")
    if body.startswith(b"eyJ"):  # Some were recorded as base64, which is how '{"' begins there.
        body = base64.b64decode(body)
    return Recorded(uri=line["uri"], status=line["status"], body=body)


def letters(text: str | None) -> str:
    """What is left of a text without marks, spaces and case, to compare across clean-ups."""
    return "".join(char for char in (text or "").casefold() if char.isalnum())


def page_or_reason(read: Callable[[Any, Query], Page], content: Any, query: Query) -> Page | str:
    """What an adapter makes of a reply: a page, or its reason in words for having none."""
    try:
        return read(content, query)
    except RequestError as error:
        return str(error)
