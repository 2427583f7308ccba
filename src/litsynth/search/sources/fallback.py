"""One source, and another to stand in when the first cannot be reached."""

from dataclasses import replace

from litsynth.errors import SourceError
from litsynth.lexical import listing
from litsynth.ports import PaperSource, Progress, RetractionRegister, silent
from litsynth.records import Paper, SearchPlan, SearchResult
from litsynth.search.sources.together import registers_of
from litsynth.search.sources.unanswered import (
    UnansweredError,
    failures_of,
    label,
    queries_of,
)


class FallbackSource:
    """Asks `first`; if it cannot be reached, asks `second` and says so in the result.

    The queries that were sent in vain stand in the result too.
    """

    def __init__(
        self, first: PaperSource, second: PaperSource, *, progress: Progress = silent
    ) -> None:
        self._first = first
        self._second = second
        self._progress = progress

    @property
    def name(self) -> str:
        return f"{self._first.name}, else {self._second.name}"

    def search(self, plan: SearchPlan, *, limit: int) -> SearchResult:
        """What `first` finds, else what `second` finds with a Failure that names `first`.

        Raises SourceError if neither can be reached.
        """
        try:
            return self._first.search(plan, limit=limit)
        except SourceError as error:
            first_error = error
        second = label(self._second.name)
        lost = failures_of(label(self._first.name), first_error)
        who = listing([label(failure.what) for failure in lost])
        effect = (
            f"{_sentence(second)} stood in: the papers come from there alone, and newer or closer "
            "ones may exist."
        )
        self._progress(f"{second} stands in for {who}")
        try:
            result = self._second.search(plan, limit=limit)
        except SourceError as error:
            raise UnansweredError(
                f"{first_error}; nor could {second} stand in: {error}",
                hint=first_error.hint,
                queries=queries_of(first_error),
            ) from error
        return SearchResult(
            papers=result.papers,
            queries=(*queries_of(first_error), *result.queries),
            failures=(
                *(
                    replace(each, reason=f"It could not be reached: {each.reason}", effect=effect)
                    for each in lost
                ),
                *result.failures,
            ),
            notices=(
                f"{who} could not be reached when this report was made. {effect}",
                *result.notices,
            ),
        )

    def paper(self, identifier: str) -> Paper | None:
        """The paper from `first`, else from `second`. Raises SourceError if neither answers."""
        try:
            found = self._first.paper(identifier)
        except SourceError as error:
            found = self._second.paper(identifier)
            if found is None:
                # Not knowing is not the same as there being no such paper.
                raise SourceError(str(error), hint=error.hint) from error
            return found
        return found or self._second.paper(identifier)

    @property
    def registers(self) -> tuple[RetractionRegister, ...]:
        """What keeps retractions behind `first`."""
        return registers_of(self._first)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
