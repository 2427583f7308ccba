"""What can be told to be wrong before anything runs."""

import os

from litsynth.folders import home
from litsynth.settings import Settings


def check_parts(settings: Settings) -> None:
    """Raises ConfigError or ModelError for a source, a model or a judge that cannot be had.

    Names and folders are looked up, and nothing is loaded.
    """
    from litsynth.pipeline.choice import paper_id
    from litsynth.ports import silent
    from litsynth.wiring import Workshop, check_sources

    check_sources(settings)
    if settings.search.source_paper:
        paper_id(settings.search.source_paper)
    Workshop(home=home(os.environ), progress=silent).parts(settings)
