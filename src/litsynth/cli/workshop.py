"""What makes the adapters of a command's runs, with its caches where the environment says."""

import os
from typing import TYPE_CHECKING

from litsynth.folders import home

if TYPE_CHECKING:
    from litsynth.ports import Progress
    from litsynth.wiring import Workshop


def workshop(progress: "Progress") -> "Workshop":
    from litsynth.wiring import Workshop

    return Workshop(home=home(os.environ), progress=progress)
