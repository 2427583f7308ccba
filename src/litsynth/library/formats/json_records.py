"""Records in JSON: dumps of arXiv, OpenAlex and the ACL Anthology, CSL-JSON, and plain ones. Pure.

Each object is known by its keys, so that a file may mix them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from litsynth.library.entries import Entry, Helpers
from litsynth.library.formats.fields import (
    MONTHS,
    arxiv_month,
    date_of,
    day,
    first,
    known_name,
    line,
    names,
    own_id,
    pages,
    people,
    prose,
    prose_of_abstract,
    small_number,
    texts,
)
from litsynth.library.formats.latex import plain_of_export
from litsynth.records import Paper, PaperId
from litsynth.web_addresses import web_address

_NO_TITLE = "it has no title"


def entry_of(record: object, helpers: Helpers) -> Entry | str:
    """What `record` describes, or why it is no paper."""
    if not isinstance(record, dict):
        return "it is no JSON object"
    if _is_openalex(record):
        paper = helpers.openalex(record)
        return Entry(paper=paper, format="openalex") if isinstance(paper, Paper) else paper
    if "versions" in record or "authors_parsed" in record:
        return _arxiv(record, helpers)
    if "bibkey" in record or "booktitle" in record:
        return _acl(record)
    if "issued" in record or isinstance(record.get("author"), list):
        return _csl(record, helpers)
    return plain_entry(record, helpers)


def _is_openalex(record: Mapping[str, object]) -> bool:
    return "authorships" in record or str(record.get("id", "")).startswith("https://openalex.org/")


def _arxiv(record: Mapping[str, object], helpers: Helpers) -> Entry | str:
    title = line(record.get("title"))
    number = known_name(record.get("id"))
    if title is None:
        return _NO_TITLE
    if number is None or not number.startswith("arxiv:"):
        return f"{record.get('id')!r} is no arXiv id"
    bare = number.removeprefix("arxiv:")
    versions = [each for each in _list(record.get("versions")) if isinstance(each, dict)]
    version = line(versions[-1].get("version")) if versions else None
    abstract = line(record.get("abstract"))
    dois = (line(record.get("doi")) or "").split()
    known = names([number, *dois])
    return Entry(
        paper=Paper(
            id=PaperId(number),
            title=title,
            identifiers=tuple(sorted(known)),
            authors=_parsed(record.get("authors_parsed")) or people(record.get("authors")),
            published=_created(versions) or day(record.get("published")) or arxiv_month(bare),
            venue=line(record.get("journal-ref")),
            url=f"https://arxiv.org/abs/{bare}",
            pdf_url=f"{helpers.arxiv_base}/pdf/{bare}{version or ''}",
            abstract=abstract,
            categories=tuple((line(record.get("categories")) or "").split()),
            retraction=helpers.withdrawal(line(record.get("comments")), abstract),
        ),
        format="arxiv-dump",
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _parsed(value: object) -> tuple[str, ...]:
    """Names from arXiv's [family, given, suffix]."""
    found = (
        line(" ".join(filter(None, map(line, (*each[1:2], each[0], *each[2:3])))))
        for each in _list(value)
        if isinstance(each, list) and each
    )
    return tuple(filter(None, found))


def _created(versions: list[dict[str, object]]) -> str | None:
    """The day of the first version, from "Mon, 2 Apr 2007 19:18:42 GMT"."""
    parts = str(versions[0].get("created") if versions else "").split()
    if len(parts) < 4:  # noqa: PLR2004
        return None
    return date_of(
        small_number(parts[3]), MONTHS.get(parts[2][:3].lower(), 0), small_number(parts[1])
    )


def _acl(record: Mapping[str, object]) -> Entry | str:
    title = _without_latex(prose(record.get("title")))
    if title is None:
        return _NO_TITLE
    known = names([record.get("id"), record.get("acl_id"), record.get("url"), record.get("doi")])
    if not known:
        return f"{record.get('id')!r} is no id of the ACL Anthology"
    return Entry(
        paper=Paper(
            id=PaperId(known[0]),
            title=title,
            identifiers=tuple(sorted(known)),
            authors=people(record.get("authors")),
            published=day(record.get("year")),
            venue=line(record.get("booktitle")) or line(record.get("venue")),
            url=pages(known, record.get("url")),
            pdf_url=web_address(line(record.get("pdf_url"))),
            abstract=_without_latex(prose_of_abstract(record.get("abstract"))),
        ),
        format="acl",
        remarks=_year_remark(record.get("year")),
        venue_key=line(record.get("venue")) or "",
    )


def _without_latex(text: str | None) -> str | None:
    """`text` as it was printed: the Anthology leaves some LaTeX in it."""
    return (line(plain_of_export(text)) or text) if text else None


def _csl(record: Mapping[str, object], helpers: Helpers) -> Entry | str:
    title = prose(record.get("title"))
    if title is None:
        return _NO_TITLE
    note = [part for part in (line(record.get("note")) or "").split() if ":" in part]
    known = names([record.get("DOI"), record.get("number"), record.get("URL"), *note])
    published = _issued(record.get("issued"))
    authors = people(record.get("author"))
    paper = Paper(
        id=_id(known, None, title=title, authors=authors, published=published),
        title=title,
        identifiers=known,
        authors=authors,
        published=published,
        venue=prose(first(record, "container-title", "event-title")),
        url=pages(known, record.get("URL")),
        abstract=prose_of_abstract(record.get("abstract")),
        categories=texts(record.get("keyword")),
    )
    return Entry(
        paper=_with_arxiv(paper, helpers),
        format="csl-json",
        remarks=() if published else _year_remark(record.get("issued")),
        venue_key=line(record.get("container-title-short")) or "",
    )


def _issued(value: object) -> str | None:
    if not isinstance(value, dict):
        return day(value)
    parts = _list(value.get("date-parts"))
    if parts and isinstance(parts[0], list):
        numbers = [small_number(part) for part in parts[0][:3]]
        return date_of(*numbers) if numbers else None
    return day(first(value, "raw", "literal"))


def _year_remark(value: object) -> tuple[str, ...]:
    """What to say of a date that is given and that `day` does not understand; nothing if it does.

    CSL-JSON has dates in parts, or as they were written.
    """
    if isinstance(value, dict):
        parts = _list(value.get("date-parts"))
        numbers = parts[0] if parts and isinstance(parts[0], list) else []
        value = "-".join(map(str, numbers)) or first(value, "raw", "literal")
    if value in (None, "", 0) or day(value):
        return ()
    return (f"the year {str(value)[:40]!r} is not understood; the paper is undated",)


def plain_entry(
    record: Mapping[str, object],
    helpers: Helpers,
    *,
    format_: str = "json-lines",
    also: Sequence[str] = (),
) -> Entry | str:
    """What a record with plain keys ("title", "doi") describes, or why it is no paper.

    also: identifiers that the paper has besides, and goes by where it has no other.
    """
    title = prose(first(record, "title", "name", "display_name"))
    if title is None:
        return _NO_TITLE
    qualified = [record.get(key) for key in ("arxiv_id", "acl_id", "doi")]
    address = first(record, "url", "link")
    raw = first(record, "id", "_id", "paper_id", "corpusid")
    given = f"{raw}" if isinstance(raw, int) else line(raw)
    known = names([given, *qualified, address, *also])
    authors = people(first(record, "authors", "author"))
    date = first(record, "published", "date", "publication_date", "year")
    published = day(date)
    own = None if given and known_name(given) else given
    paper = Paper(
        id=_id(known, own, title=title, authors=authors, published=published),
        title=title,
        identifiers=known,
        authors=authors,
        published=published,
        venue=prose(first(record, "venue", "journal", "journal_ref", "booktitle")),
        url=pages(known, address),
        pdf_url=web_address(line(record.get("pdf_url"))),
        abstract=_abstract(first(record, "abstract", "summary", "text")),
        categories=_categories(first(record, "categories", "keywords", "subjects")),
    )
    return Entry(paper=_with_arxiv(paper, helpers), format=format_, remarks=_year_remark(date))


def _abstract(value: object) -> str | None:
    """An abstract, also one that comes as a list of sentences."""
    if isinstance(value, list):
        value = " ".join(part for part in value if isinstance(part, str))
    return prose_of_abstract(value)


def _categories(value: object) -> tuple[str, ...]:
    """Categories as arXiv writes them, "cs.CL cs.LG", or with commas between."""
    if isinstance(value, str) and not {",", ";"} & set(value):
        return tuple(value.split())
    return texts(value)


def _id(
    known: tuple[str, ...],
    own: str | None,
    *,
    title: str,
    authors: tuple[str, ...],
    published: str | None,
) -> PaperId:
    """The best of its `known` names, or one of its own."""
    if known and not own:
        return PaperId(known[0])
    # A local number stays the id: a file's own questions refer to it.
    return own_id(own, title=title, author=authors[0] if authors else "", published=published)


def _with_arxiv(paper: Paper, helpers: Helpers) -> Paper:
    """`paper` with what its arXiv id tells: the month, and where its PDF is."""
    bare = next((name[6:] for name in paper.identifiers if name.startswith("arxiv:")), None)
    if bare is None:
        return paper
    return replace(
        paper,
        published=paper.published or arxiv_month(bare),
        pdf_url=paper.pdf_url or f"{helpers.arxiv_base}/pdf/{bare}",
    )
