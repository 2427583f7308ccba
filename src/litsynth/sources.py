"""How each source is made that needs no more than its name; what `litsynth.sources` points at.

A package of another author's that offers an entry point of that group with a `SourceFactory` adds
a source under its name. `folder:PATH` and `library:NAME` need more, and `wiring` makes them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from litsynth.net import Turnstile
from litsynth.ports import PaperSource, Progress
from litsynth.search.replies import Replies
from litsynth.search.sources.arxiv import ArxivSource
from litsynth.search.sources.crossref import CrossrefSource
from litsynth.search.sources.fallback import FallbackSource
from litsynth.search.sources.openalex import OpenAlexSource
from litsynth.search.sources.semantic_scholar import SemanticScholarSource
from litsynth.search.sources.starter import StarterSource
from litsynth.search.sources.together import Together
from litsynth.settings import (
    DatabaseSettings,
    ServiceSettings,
    Settings,
    auto_sources,
    without_login,
)

SourceFactory = Callable[[Settings, Path, Progress], PaperSource]
"""Settings, the folder that litsynth keeps things in, and progress, to a source."""


def arxiv(settings: Settings, home: Path, progress: Progress) -> PaperSource:
    return ArxivSource(settings.arxiv, turnstile=arxiv_turnstile(settings, home), progress=progress)


def openalex(settings: Settings, home: Path, progress: Progress) -> PaperSource:
    return OpenAlexSource(
        settings.openalex,
        turnstile=_turnstile(home, "openalex", settings.openalex),
        replies=_replies(settings, home, "openalex", settings.openalex),
        arxiv_base=without_login(settings.arxiv.base_url),
        progress=progress,
    )


def semantic_scholar(settings: Settings, home: Path, progress: Progress) -> PaperSource:
    return SemanticScholarSource(
        settings.semantic_scholar,
        turnstile=_turnstile(home, "semantic_scholar", settings.semantic_scholar),
        replies=_replies(settings, home, "semantic_scholar", settings.semantic_scholar),
        arxiv_base=without_login(settings.arxiv.base_url),
        progress=progress,
    )


def crossref(settings: Settings, home: Path, progress: Progress) -> PaperSource:
    return CrossrefSource(
        settings.crossref,
        turnstile=_turnstile(home, "crossref", settings.crossref),
        replies=_replies(settings, home, "crossref", settings.crossref),
        arxiv_base=without_login(settings.arxiv.base_url),
        progress=progress,
    )


def starter(_settings: Settings, _home: Path, _progress: Progress) -> PaperSource:
    return StarterSource()


def auto(settings: Settings, home: Path, progress: Progress) -> PaperSource:
    """The databases at once, with the starter library to stand in for them; it alone offline."""
    asked = [BUILT_IN[name](settings, home, progress) for name in auto_sources(settings)]
    if not asked:
        return StarterSource()
    return FallbackSource(Together(asked, progress=progress), StarterSource(), progress=progress)


BUILT_IN: Mapping[str, SourceFactory] = {
    "auto": auto,
    "arxiv": arxiv,
    "openalex": openalex,
    "semantic_scholar": semantic_scholar,
    "crossref": crossref,
    "starter": starter,
}
"""Known without the package's metadata, which a copy that was not installed lacks."""


def arxiv_turnstile(settings: Settings, home: Path) -> Turnstile:
    """One schedule for all litsynth processes that ask this arXiv."""
    return _turnstile(home, "arxiv", settings.arxiv)


def _turnstile(home: Path, name: str, section: DatabaseSettings) -> Turnstile:
    return Turnstile(home / "locks", name, section.interval_s)


def _replies(settings: Settings, home: Path, name: str, section: ServiceSettings) -> Replies:
    return Replies(
        home / "replies" / name, ttl_h=section.cache_ttl_h, refresh=settings.search.refresh
    )
