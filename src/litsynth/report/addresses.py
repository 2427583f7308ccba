"""Addresses that may be printed. What a source or a file says of itself is not trusted."""

from urllib.parse import quote, unquote, urlsplit

from litsynth.records import PaperEntry
from litsynth.report.wording import one_line


def safe_url(url: str | None) -> str:
    """`url` if it is an address of the web, with what could end it early encoded; else ""."""
    cleaned = one_line(url or "")
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return quote(cleaned, safe="%/:=&?~#+!$,;'@()*[]-._")


def landing_page(entry: PaperEntry) -> str:
    """The page to cite: the source's address, else the DOI's, else arXiv's, else the PDF's."""
    arxiv = next((i for i in entry.identifiers if i.startswith("arxiv:")), None)
    candidates = (
        entry.url,
        f"https://doi.org/{entry.doi}" if entry.doi else None,
        f"https://arxiv.org/abs/{arxiv.removeprefix('arxiv:')}" if arxiv else None,
        entry.pdf_url,
    )
    return next((url for url in map(safe_url, candidates) if url), "")


def pdf_page(entry: PaperEntry, page: int | None) -> str:
    """The address of the PDF, open at `page`; "" where there is none for a browser.

    A `file:` address is kept only for a file of the user's own.
    """
    url = safe_url(entry.pdf_url)
    if not url and _is_own_file(entry):
        url = quote(one_line(entry.pdf_url or ""), safe="%/:~-._")
    if not url:
        return ""
    return f"{url.partition('#')[0]}#page={page}" if page is not None else url


def _is_own_file(entry: PaperEntry) -> bool:
    # Only a folder's own PDFs are identified by their bytes; a database cannot claim that.
    own = any(identifier.startswith("file:") for identifier in (entry.id, *entry.identifiers))
    return own and (entry.pdf_url or "").startswith("file:")


def file_name(entry: PaperEntry) -> str:
    """The name of the user's own file, without its folders; "" if the paper is no file."""
    if not (entry.pdf_url or "").startswith("file:"):
        return ""
    return one_line(unquote((entry.pdf_url or "").rpartition("/")[2]))
