"""The adapters of one run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from litsynth.ports import Encoder, Fetcher, Judge, PaperSource, Reader
from litsynth.records import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The adapters of one run, made by `wiring` from the settings."""

    sources: tuple[PaperSource, ...]
    fetcher: Fetcher
    reader: Reader
    encoder: Encoder
    judge: Judge
    versions: Mapping[str, str]
    """litsynth, model, judge and reader: what must be the same when a run is resumed."""
    environment: Callable[[], Environment]
    """Asked at the end, when it is known which device did the work."""
