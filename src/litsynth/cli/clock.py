"""The time of a run, as the commands hand it to the pipeline."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litsynth.pipeline.run import Clock


def now() -> "Clock":
    """The one place of a run where the clock is read."""
    from litsynth.pipeline.run import Clock

    moment = datetime.now(UTC).replace(microsecond=0)
    return Clock(
        date=datetime.now().astimezone().date().isoformat(),
        started_at=moment.isoformat().replace("+00:00", "Z"),
    )
