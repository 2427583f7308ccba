"""The time of a run, as the commands hand it to the pipeline."""

from datetime import datetime
from typing import TYPE_CHECKING

from litsynth.dates import stamp

if TYPE_CHECKING:
    from litsynth.pipeline.run import Clock


def now() -> "Clock":
    """What the day and the time are here, read once for a run."""
    from litsynth.pipeline.run import Clock

    moment = datetime.now().astimezone()
    return Clock(date=moment.date().isoformat(), started_at=stamp(moment))
