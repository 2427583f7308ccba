"""Which of many papers a database knows as retracted, asked by their DOIs in few requests."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from litsynth.identifiers import canonical
from litsynth.search.sources.http_json import JsonService
from litsynth.search.sources.ladder import Page, look_up
from litsynth.search.sources.translation import LeftOut, Translated, dois_of

_AT_ONCE = 40
"""DOIs in one filter: an address may have some 4,000 bytes."""
_SIGNS = frozenset(",|")
"""A comma would begin another filter, and a bar another DOI."""


def retracted_among(
    identifiers: Sequence[str],
    service: JsonService,
    path: str,
    *,
    params: Mapping[str, str],
    filters: Callable[[Sequence[str]], Sequence[str]],
    read: Callable[[object], Page],
    is_known: Callable[[str], bool] = lambda _doi: True,
) -> Mapping[str, str]:
    """Those of `identifiers` that records call retracted, or notices among them, with what is said.

    filters: for some DOIs, the filters to ask with, one request each. is_known: whether the
    database may have the DOI. Raises SourceError.
    """
    asked = {doi: name for name in identifiers for doi in dois_of(canonical(name))}
    plain = [doi for doi in asked if is_known(doi) and _SIGNS.isdisjoint(doi)]
    found: dict[str, str] = {}
    for begin in range(0, len(plain), _AT_ONCE):
        for each in filters(plain[begin : begin + _AT_ONCE]):
            query = {"filter": each, **params}
            page = look_up(service, [path], query, read, identifier="retractions")
            said = (one for record in (page.records if page else ()) for one in _said(record))
            found.update((asked[doi], words) for doi, words in said if doi in asked)
    return found


def _said(record: Translated) -> Iterator[tuple[str, str]]:
    """The DOIs that a record calls retracted, with what it says."""
    if isinstance(record, LeftOut):
        yield from ((name.removeprefix("doi:"), words) for name, words in record.retracts)
    elif record.retraction:
        for name in record.identifiers:
            yield name.removeprefix("doi:"), record.retraction
