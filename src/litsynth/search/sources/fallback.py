"""One source, and another to stand in when the first cannot be reached."""

from litsynth.errors import SourceError
from litsynth.ports import PaperSource, Progress, silent
from litsynth.records import Failure, Paper, SearchPlan, SearchResult


class FallbackSource:
    """Asks `first`; if it cannot be reached, asks `second` and says so in the result."""

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
        failure = Failure(
            what=_label(self._first.name),
            reason=f"It could not be reached: {first_error}",
            effect=f"{_sentence(_label(self._second.name))} stood in: the papers come from there "
            "alone, and newer or closer ones may exist.",
        )
        self._progress(
            f"{failure.what} could not be reached; {_label(self._second.name)} stands in"
        )
        try:
            result = self._second.search(plan, limit=limit)
        except SourceError as error:
            raise SourceError(
                f"{first_error}; nor could {_label(self._second.name)} stand in: {error}",
                hint=first_error.hint,
            ) from error
        return SearchResult(
            papers=result.papers,
            queries=result.queries,
            failures=(failure, *result.failures),
            notices=(
                f"{failure.what} could not be reached when this report was made. {failure.effect}",
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


def _label(name: str) -> str:
    return {"arxiv": "arXiv", "starter": "the starter library"}.get(name, name)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
