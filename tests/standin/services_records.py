"""Our catalogue as OpenAlex, Semantic Scholar and Crossref would list it."""

import hashlib
from collections import defaultdict
from typing import Any

from .records import Entry

Json = dict[str, Any]


def openalex_number(entry: Entry) -> str:
    return f"W{int(_digest(entry)[:8], 16)}"


def semantic_scholar_id(entry: Entry) -> str:
    return _digest(entry)


def publishers_doi(entry: Entry) -> str:
    """Its own DOI; one with the prefix kept for tests where it has none."""
    return entry.doi or f"10.5555/printed.{entry.id.replace('/', '.')}"


def _digest(entry: Entry) -> str:
    return hashlib.sha1(entry.id.encode(), usedforsecurity=False).hexdigest()


def openalex_work(entry: Entry) -> Json:
    number = f"https://openalex.org/{openalex_number(entry)}"
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(entry.abstract.split()):
        places[word].append(at)
    arxiv = {
        "is_oa": True,
        "landing_page_url": f"http://arxiv.org/abs/{entry.id}",
        "pdf_url": f"http://arxiv.org/pdf/{entry.id}",
        "version": "submittedVersion",
        "source": {"display_name": "arXiv (Cornell University)", "type": "repository"},
    }
    journal = {"is_oa": False, "landing_page_url": f"https://doi.org/{entry.doi}"} | {
        "source": {"display_name": entry.journal_ref, "type": "journal"}
    }
    locations = [journal, arxiv] if entry.journal_ref else [arxiv]
    return {
        "id": number,
        "doi": f"https://doi.org/{entry.doi or '10.48550/arxiv.' + entry.id}",
        "ids": {"openalex": number},
        "title": entry.plain_title,
        "type": "article" if entry.journal_ref else "preprint",
        "publication_date": entry.published.date().isoformat(),
        "publication_year": entry.published.year,
        "authorships": [{"author": {"display_name": name}} for name in entry.authors],
        "primary_location": locations[0],
        "best_oa_location": arxiv,
        "locations": locations,
        "abstract_inverted_index": places,
        "is_retracted": entry.withdrawn,
        "is_paratext": False,
    }


def semantic_scholar_paper(entry: Entry) -> Json:
    own = semantic_scholar_id(entry)
    others = {"ArXiv": entry.id, "CorpusId": int(own[:6], 16)}
    return {
        "paperId": own,
        "externalIds": others | ({"DOI": entry.doi} if entry.doi else {}),
        "url": f"https://www.semanticscholar.org/paper/{own}",
        "title": entry.plain_title,
        "abstract": entry.abstract,
        "venue": entry.journal_ref or "arXiv.org",
        "year": entry.published.year,
        "publicationDate": entry.published.date().isoformat(),
        "publicationTypes": ["JournalArticle"],
        "journal": {"name": entry.journal_ref or "ArXiv"},
        "authors": [{"authorId": "1", "name": name} for name in entry.authors],
        "openAccessPdf": {"url": "", "status": None},
    }


def crossref_work(entry: Entry) -> Json:
    day = entry.published
    found: Json = {
        "DOI": publishers_doi(entry),
        "URL": f"https://doi.org/{publishers_doi(entry)}",
        "type": "journal-article",
        "title": [entry.plain_title],
        "author": [
            {"given": name.rpartition(" ")[0], "family": name.rpartition(" ")[2]}
            for name in entry.authors
        ],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "container-title": [entry.journal_ref] if entry.journal_ref else [],
        "abstract": f"<jats:title>Abstract</jats:title><jats:p>{entry.abstract}</jats:p>",
    }
    if entry.withdrawn:
        found["updated-by"] = [{"type": "retraction", "DOI": f"{found['DOI']}.r"}]
    return found
