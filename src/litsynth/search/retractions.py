"""Whether the papers that a report is about to use were retracted: asked once, and politely."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from litsynth.errors import SourceError
from litsynth.lexical import counted
from litsynth.ports import PaperSource, Progress, silent
from litsynth.records import Paper, RankedPaper
from litsynth.search.merge import with_retractions
from litsynth.search.run import Found
from litsynth.search.sources.together import registers_of

_KNOWING = frozenset({"openalex", "crossref"})
"""Sources whose records say of themselves whether they were retracted."""


def with_looked_up(
    found: Found,
    sources: Sequence[PaperSource],
    used: Sequence[RankedPaper],
    *,
    progress: Progress = silent,
) -> Found:
    """`found` with the retractions of `used` that `sources` know of.

    Nobody is asked about a paper whose record comes from where retractions are told, nor is a
    register that answered no query of the search: it would only be waited for. What cannot be
    looked up stays as it is, since a report without this is no worse than its sources.
    """
    papers = [one.paper for one in used if not _KNOWING & set(one.paper.found_by)]
    papers = [paper for paper in papers if not paper.retraction]
    answered = {query.source for query in found.queries if query.error is None}
    registers = [
        each for source in sources for each in registers_of(source) if each.name in answered
    ]
    if not papers or not registers:
        return found
    names = sorted({name for paper in papers for name in _asked(paper)})
    answers: list[Mapping[str, str]] = []
    for register in registers:
        try:
            answers.append(register.retracted(names))
        except SourceError as error:
            progress(f"retractions: not looked up in {register.name} ({error})")
    if not answers:
        return found
    notices = [notice for answer in answers for notice in answer.items()]
    marked = with_retractions([one.paper for one in found.ranked], notices)
    ranked = tuple(
        replace(one, paper=paper) for one, paper in zip(found.ranked, marked, strict=True)
    )
    new = sum(one.paper != before.paper for one, before in zip(ranked, found.ranked, strict=True))
    progress(f"retractions: {counted(len(papers), 'paper')} looked up, {new} retracted")
    return replace(found, ranked=ranked)


def _asked(paper: Paper) -> tuple[str, ...]:
    """Under which names a paper is looked up: its DOIs, or what may have one."""
    dois = tuple(name for name in paper.identifiers if name.startswith("doi:"))
    return dois or tuple(name for name in paper.identifiers if name.startswith(("arxiv:", "acl:")))
