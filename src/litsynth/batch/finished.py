"""Which runs are finished, and how another batch's finished run becomes one of this batch."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from litsynth.errors import RunError
from litsynth.pipeline.folder import read_run_record, unwritable
from litsynth.whole_files import PARTIAL


def is_finished(run: Path) -> bool:
    return _record(run).get("state") == "finished"


def to_take_over(run: Path, batches: Iterable[Path]) -> Path | None:
    """The finished run that `take_over` would copy to `run`, or None."""
    finished = [batch / run.name for batch in batches if is_finished(batch / run.name)]
    if run.exists() or not finished:
        return None
    return max(finished, key=lambda one: str(_record(one).get("started_at", "")))


def take_over(run: Path, batches: Iterable[Path]) -> Path | None:
    """Copy to `run`, if nothing is there, the last begun of the finished runs of its name in
    `batches`; the batch it is from, or None.

    Raises WritingError.
    """
    last = to_take_over(run, batches)
    if last is None:
        return None
    partial = run.with_name(PARTIAL + token_hex(8))
    try:
        shutil.copytree(last, partial, ignore=shutil.ignore_patterns(".*"))
        partial.rename(run)
    except OSError as error:
        raise unwritable(run, error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return last.parent


def _record(run: Path) -> dict[str, Any]:
    try:
        return read_run_record(run) or {}
    except RunError:
        return {}
