"""What `--dry-run` prints: everything that would be asked, sending nothing."""

from pathlib import Path

from litsynth.pipeline.folder import folder_name
from litsynth.search.plan import make_plan
from litsynth.search.sources.arxiv_queries import query_ladder
from litsynth.settings import Settings


def describe(question: str, settings: Settings, *, date: str) -> str:
    """The plan in words, a line each. Raises ConfigError for a question without content."""
    plan = make_plan(question, since=settings.search.since, until=settings.search.until)
    lines = [f"question: {question}", "concepts:"]
    lines += [
        f"  {concept.phrase}"
        + (f" (also {', '.join(concept.variants)})" if concept.variants else "")
        for concept in plan.concepts
    ]
    lines.append(f"sources: {', '.join(settings.search.sources)}")
    if {"auto", "arxiv"} & set(settings.search.sources) and not settings.search.offline:
        lines.append("arXiv queries, strict to loose, until enough papers came:")
        lines += [f"  {query}" for query in query_ladder(plan)]
    if "auto" in settings.search.sources and not settings.search.offline:
        lines.append("if arXiv cannot be reached: the starter library")
    lines += [
        f"papers: at most {settings.search.max_papers}",
        f"relevance: at least {settings.search.relevance_floor:.2f}",
        f"folder: {Path(settings.report.out) / folder_name(question, settings, date)}",
    ]
    return "\n".join(lines)
