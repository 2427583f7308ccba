"""Records of one paper made one. Idempotent, and the order of the records does not matter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from litsynth.groups import group_numbers
from litsynth.identifiers import all_names, precedence
from litsynth.records import Paper, PaperId
from litsynth.search.locations import joined
from litsynth.twins import block_keys, same_by_title, same_title, title

_TOLD = (
    "abstract",
    "authors",
    "pdf_url",
    "published",
    "retraction",
    "summary",
    "title",
    "url",
    "venue",
)
"""Fields of which a merged paper tells where they came from."""
_OWN = "own:"
"""Begins a name that a user's library gave a paper which no registry knows."""
_NO_VENUES = frozenset({"arxiv", "arxiv.org", "arxiv preprint", "corr", "biorxiv", "medrxiv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    papers: tuple[Paper, ...]
    """Distinct papers, by id."""
    duplicates: int
    """Records that were another record of one of `papers`."""


def merge_papers(papers: Iterable[Paper]) -> Merged:
    """`papers` with each paper once: fields of the most complete record, all identifiers united.

    A merged record may resemble another one that none of its parts did, so merging goes on until
    nothing changes; that makes it idempotent.
    """
    records = list(papers)
    merged = [united([record]) for record in records]
    before = 0
    while before != len(merged):
        before = len(merged)
        merged = _joined(merged, _share_name(merged))
        merged = _joined(merged, _share_title(merged))
    found = tuple(sorted(merged, key=_order))
    return Merged(papers=found, duplicates=len(records) - len(found))


def grouped(
    papers: Sequence[Paper], also: Iterable[tuple[int, int]] = ()
) -> tuple[tuple[int, ...], ...]:
    """Positions in `papers`, those of one paper together, by identifiers, titles and people.

    also: pairs of positions that are known to be one paper.
    """
    pairs = chain(_share_name(papers), _share_title(papers), also)
    return tuple(map(tuple, _clusters(papers, pairs)))


def with_retractions(
    papers: Iterable[Paper], notices: Iterable[tuple[str, str]]
) -> tuple[Paper, ...]:
    """`papers`, those marked as retracted that one of `notices` names by any of its identifiers.

    notices: (identifier, words). What a record says of itself stays; of several notices on one
    paper the longest counts.
    """
    said: dict[str, str] = {}
    for identifier, words in notices:
        for name in all_names([identifier]):
            said[name] = max(said.get(name, ""), words, key=lambda text: (len(text), text))
    return tuple(_marked(paper, said) for paper in papers)


def with_own_names_apart(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """`papers`, where two libraries gave one name of their own to different papers, by names that
    say whose: the "own:17" of library:main is "own:main/17". A library's own name is unique in that
    library only.
    """
    holders: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for name in paper.identifiers:
            if name.startswith(_OWN):
                holders[name].append(paper)
    unclear = {name for name, held in holders.items() if not _one_title(held)}
    return tuple(_with_whose(paper, unclear) for paper in papers)


def _one_title(papers: Sequence[Paper]) -> bool:
    titles = {title(paper.title) for paper in papers}
    return all(same_title(one, other) for one, other in combinations(titles, 2))


def _with_whose(paper: Paper, unclear: set[str]) -> Paper:
    names = unclear.intersection(paper.identifiers)
    if not names:
        return paper
    whose = ",".join(name.removeprefix("library:") for name in paper.found_by)
    new = {name: f"{_OWN}{whose}/{name.removeprefix(_OWN)}" for name in names}
    return replace(
        paper,
        id=PaperId(new.get(paper.id, paper.id)),
        identifiers=tuple(sorted(new.get(name, name) for name in paper.identifiers)),
    )


def _marked(paper: Paper, said: Mapping[str, str]) -> Paper:
    found = [said[name] for name in paper.identifiers if name in said]
    if paper.retraction or not found:
        return paper
    return replace(paper, retraction=max(found, key=lambda text: (len(text), text)))


def _order(paper: Paper) -> tuple[str, str]:
    return paper.id, repr(paper)


def _share_name(papers: Sequence[Paper]) -> Iterator[tuple[int, int]]:
    """Positions of papers that share an identifier; enough of them to join all that do."""
    first: dict[str, int] = {}
    for at, paper in enumerate(papers):
        for name in paper.identifiers:
            yield first.setdefault(name, at), at


def _share_title(papers: Sequence[Paper]) -> Iterator[tuple[int, int]]:
    """Positions of papers that are one by their titles.

    Only titles that share an end or a part are compared: comparing all would take minutes.
    """
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, paper in enumerate(papers):
        for key in set(block_keys(title(paper.title))):
            blocks[key].append(at)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if same_by_title(papers[one], papers[other]):
                yield one, other


def _joined(papers: Sequence[Paper], pairs: Iterable[tuple[int, int]]) -> list[Paper]:
    return [united([papers[at] for at in cluster]) for cluster in _clusters(papers, pairs)]


def _clusters(papers: Sequence[Paper], joined: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Positions in groups, two of them in one group if a chain of pairs joins them."""
    groups: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(group_numbers(len(papers), joined)):
        groups[group].append(at)
    return list(groups.values())


def united(records: Sequence[Paper]) -> Paper:
    """One record of all. Each rule is a total order, so the order of the records is no matter."""
    identifiers = all_names(name for record in records for name in record.identifiers)
    records = sorted(records, key=lambda record: (precedence(record.id), repr(record)))
    places = joined([_places(record) for record in records], identifiers)
    found = Paper(
        id=_id_of(records, identifiers, places),
        identifiers=tuple(sorted(identifiers)),
        title=max((record.title for record in records), key=_title_worth),
        authors=max((record.authors for record in records), key=_authors_worth),
        published=_published(records),
        venue=_longest(records, lambda record: _real_venue(record.venue))
        or _longest(records, lambda record: record.venue),
        url=_first(record.url for record in records),
        pdf_url=places[0] if places else None,
        other_pdf_urls=places[1:],
        abstract=_longest(records, lambda record: record.abstract),
        summary=_longest(records, lambda record: record.summary),
        categories=tuple(sorted({name for record in records for name in record.categories})),
        found_by=tuple(sorted({name for record in records for name in record.found_by})),
        retraction=_longest(records, lambda record: record.retraction),
    )
    return replace(found, origins=tuple(_origins(found, records)))


def _id_of(records: Sequence[Paper], identifiers: Iterable[str], places: Sequence[str]) -> PaperId:
    """The best known of `identifiers`; of mere files, that of the file which is read first."""
    best = min(identifiers, key=precedence)
    if best.startswith("file:") and places:
        of_first = (record.id for record in records if record.pdf_url == places[0])
        best = min(of_first, default=best)
    return PaperId(best)


def _places(paper: Paper) -> tuple[str, ...]:
    return (paper.pdf_url, *paper.other_pdf_urls) if paper.pdf_url else paper.other_pdf_urls


def _origins(united: Paper, records: Sequence[Paper]) -> Iterator[tuple[str, str]]:
    """From which source each field has its value; of several, the first in the alphabet."""
    if len(united.found_by) < 2:  # noqa: PLR2004 - of one source there is nothing to tell
        return
    for name in _TOLD:
        value = getattr(united, name)
        holders = [
            dict(record.origins).get(name) or ", ".join(record.found_by)
            for record in records
            if value and getattr(record, name) == value
        ]
        if found := min(filter(None, holders), default=None):
            yield name, found


def _title_worth(text: str) -> tuple[bool, int, str]:
    return not text.isupper(), len(text), text


def _authors_worth(authors: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return len(authors), sum(map(len, authors)), authors


def _real_venue(venue: str | None) -> str | None:
    return venue if venue and venue.strip().casefold() not in _NO_VENUES else None


def _published(records: Sequence[Paper]) -> str | None:
    """The date of publication where a record names a venue, else the earliest; as precise as known.

    A preprint's day may make the publication's year more precise, never contradict it.
    """
    dated = [record for record in records if record.published]
    in_venue = [record for record in dated if _real_venue(record.venue)] or dated
    if not in_venue:
        return None
    year = min(record.year or 0 for record in in_venue)
    dates = (record.published or "" for record in dated if record.year == year)
    return min(dates, key=lambda date: (-len(date), date))


def _longest(records: Sequence[Paper], field: Callable[[Paper], str | None]) -> str | None:
    return max((field(record) or "" for record in records), key=lambda x: (len(x), x)) or None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
