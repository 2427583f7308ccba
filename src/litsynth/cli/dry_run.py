"""What `--dry-run` prints: everything that would be asked, sending nothing."""

from collections.abc import Callable, Iterable, Mapping

from litsynth.pipeline.identity import NO_STATES
from litsynth.pipeline.place import usual_folder
from litsynth.records import SearchPlan
from litsynth.search.plan import make_plan
from litsynth.search.sources import (
    arxiv_queries,
    crossref_queries,
    openalex_queries,
    semantic_scholar_queries,
)
from litsynth.search.sources.unanswered import label
from litsynth.settings import Settings, auto_sources

_LADDERS: Mapping[str, Callable[[SearchPlan], Iterable[object]]] = {
    "arxiv": arxiv_queries.query_ladder,
    "openalex": openalex_queries.query_ladder,
    "crossref": crossref_queries.query_ladder,
    "semantic_scholar": semantic_scholar_queries.query_ladder,
}


def describe(
    question: str, settings: Settings, *, date: str, states: Mapping[str, str] = NO_STATES
) -> str:
    """The plan in words, a line each. Raises ConfigError for a question without content."""
    plan = make_plan(question, since=settings.search.since, until=settings.search.until, today=date)
    lines = [f"question: {question}", "concepts:"]
    lines += [
        f"  {concept.phrase}"
        + (f" (also {', '.join(concept.variants)})" if concept.variants else "")
        for concept in plan.concepts
    ]
    if plan.other_words:
        lines.append(
            f"not searched by, but looked for in the claims: {', '.join(plan.other_words)}"
        )
    lines.append(f"sources: {', '.join(settings.search.sources)}")
    named = settings.search.sources
    auto = auto_sources(settings) if "auto" in named else ()
    for name in dict.fromkeys([*auto, *named]):
        if name in _LADDERS and not settings.search.offline:
            lines.append(f"{label(name)} queries, strict to loose, until enough papers came:")
            lines += [f"  {query}" for query in _LADDERS[name](plan)]
    if auto:
        who = " nor ".join(map(label, auto))
        lines.append(f"if neither {who} can be reached: the starter library")
    lines += [
        f"papers: at most {settings.search.max_papers}",
        f"relevance: at least {settings.search.relevance_floor:.2f}",
        f"folder: {usual_folder(question, settings, date=date, states=states)}",
    ]
    return "\n".join(lines)
