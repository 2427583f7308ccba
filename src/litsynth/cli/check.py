"""What can be told to be wrong before anything runs."""

from typing import TYPE_CHECKING

from litsynth.settings import Settings

if TYPE_CHECKING:
    from litsynth.wiring import Workshop


def check_parts(settings: Settings, shop: "Workshop") -> None:
    """Raises ConfigError, LibraryError or ModelError for a source, a model or a judge that cannot
    be had.

    Names and folders are looked up, and nothing is loaded; what `shop` has looked up, it knows.
    """
    from litsynth.pipeline.choice import paper_id
    from litsynth.wiring import check_sources

    check_sources(settings)
    if settings.search.source_paper:
        paper_id(settings.search.source_paper)
    shop.parts(settings)
