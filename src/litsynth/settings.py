"""Settings: what they are, their defaults, and what else they are called.

Where their values come from is the matter of `settings_layers`.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from litsynth.dates import day_of

Format = Literal["md", "html", "json", "csv", "bib"]
_NO_BASE_URL = (
    "an address like https://mirror.example.org, without blanks and without a slash at its end, "
    "is needed"
)


def _first_day(text: str) -> str:
    return day_of(text).isoformat()


def _last_day(text: str) -> str:
    return day_of(text, last=True).isoformat()


def _none(value: object) -> object:
    """A flag or a variable cannot say None otherwise, and may have to win over a file."""
    return None if str(value).strip().casefold() in {"", "none"} else value


def without_login(address: str, *, instead: str = "") -> str:
    """A web address without the name and password that it may hold, and `instead` of them."""
    return re.sub(r"^(\w+://)[^/?#]*@", rf"\1{instead}", address)


def login_of(address: str) -> tuple[str, str] | None:
    """The name and password in a web address, or None."""
    parts = urlsplit(address)
    return (unquote(parts.username), unquote(parts.password or "")) if parts.username else None


def masked(address: str) -> str:
    """An address as it may be printed and written down."""
    return without_login(address, instead="…@")


def _base_url(address: str) -> str:
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # A port that is none.
        good = False
    if not good or re.search(r"[\s\x00-\x1f?#]|/$", address):
        raise ValueError(_NO_BASE_URL)
    return address


def _named(text: str) -> str:
    """An empty path would mean the current folder."""
    if not text.strip():
        raise ValueError("a name or a folder is needed")
    return text


FirstDay = Annotated[str, AfterValidator(_first_day)]
LastDay = Annotated[str, AfterValidator(_last_day)]
Pause = Annotated[float, Field(ge=0, le=604_800)]
"""Seconds, at most those of a week: the system's clocks do not take any number."""
TimeLimit = Annotated[float, Field(gt=0, le=604_800)]
BaseUrl = Annotated[str, AfterValidator(_base_url), PlainSerializer(masked, when_used="json")]
NameOrFolder = Annotated[str, AfterValidator(_named)]
Hours = Annotated[float, Field(ge=0, le=100_000)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class SearchSettings(_Section):
    sources: tuple[str, ...] = ("auto",)
    """Names: auto, arxiv, openalex, semantic_scholar, crossref, starter, folder:PATH,
    library:NAME."""
    max_papers: int = Field(default=30, ge=2, le=1000)
    """Papers to use, the source paper among them."""
    since: FirstDay | None = None
    """A day; a month (2020-01) or a year means its first."""
    until: LastDay | None = None
    """A day; a month or a year means its last."""
    relevance_floor: float = Field(default=0.24, ge=0, le=1)
    """Papers less relevant than this are not used. benchmarks/ranking.py prints what it keeps."""
    source_paper: str | None = None
    """Id of the paper whose claims are checked; default: of the most relevant ones, the one that
    asserts most on the question."""
    source_papers: int = Field(default=1, ge=1, le=20)
    """Papers whose claims are checked, the named one among them."""
    offline: bool = False
    """Never open a socket."""
    refresh: bool = False
    """Ask the databases again even where a reply of theirs is still kept."""


class DatabaseSettings(_Section):
    """Where a database is, and how patiently it is asked."""

    base_url: BaseUrl
    interval_s: Pause
    """Least time between two requests of all litsynth processes on this machine."""
    connect_timeout_s: TimeLimit = 10.0
    read_timeout_s: TimeLimit = 30.0
    attempts: int = Field(default=5, ge=1, le=20)
    """Tries for one request, the first among them."""
    longest_wait_s: Pause = 60.0
    """Longest wait before one retry."""
    search_timeout_s: TimeLimit = 60.0
    """Longest that one search waits for this database in all, its schedule not counted."""


class ArxivSettings(DatabaseSettings):
    base_url: BaseUrl = "https://export.arxiv.org"
    """`{base_url}/api/query` and `{base_url}/pdf/{id}` are asked."""
    interval_s: Pause = 3.0
    page_size: int = Field(default=100, ge=1, le=2000)


class ServiceSettings(DatabaseSettings):
    """What every database that answers in JSON has besides."""

    cache_ttl_h: Hours = 24.0
    """Hours that a reply is used again instead of asking; 0 for never."""
    api_key: str | None = Field(default=None, pattern=r"^[!-~]+$")
    mailto: str | None = Field(default=None, pattern=r"^[!-~]+@[!-~]+$")
    """Where the database's people can reach whoever asks too much."""


class OpenAlexSettings(ServiceSettings):
    base_url: BaseUrl = "https://api.openalex.org"
    """`{base_url}/works` is asked."""
    interval_s: Pause = 0.2
    cache_ttl_h: Hours = 72.0


class SemanticScholarSettings(ServiceSettings):
    base_url: BaseUrl = "https://api.semanticscholar.org"
    """`{base_url}/graph/v1/paper` is asked."""
    interval_s: Pause = 1.1
    """A key allows one request a second."""
    cache_ttl_h: Hours = 72.0


class CrossrefSettings(ServiceSettings):
    base_url: BaseUrl = "https://api.crossref.org"
    """`{base_url}/works` is asked."""
    interval_s: Pause = 1.0
    cache_ttl_h: Hours = 72.0


class ReadingSettings(_Section):
    max_file_mb: float = Field(default=100.0, ge=0.001, le=100_000)
    timeout_s: TimeLimit = 60.0
    """For one download as a whole, and for reading one file, OCR not counted."""
    pdf_password: str | None = None
    workers: int = Field(default=2, ge=1, le=64)
    """Processes that read PDFs."""
    ocr: bool = True
    """Read scanned pages by Tesseract, where it is installed."""
    ocr_language: str = Field(default="eng", pattern=r"^\w+(\+\w+)*$")
    """Tesseract's names of languages: "eng", "eng+deu"."""
    ocr_pages: int = Field(default=50, ge=1)
    """Scanned pages of one file that are read."""
    ocr_timeout_s: TimeLimit = 300.0
    """For all scanned pages of one file together."""


class LibrarySettings(_Section):
    folder: str | None = Field(default=None, min_length=1)
    """Folder of the user's libraries, or an address as of "s3://bucket/path"; None: the usual."""


class ClaimSettings(_Section):
    max_claims: int = Field(default=20, ge=1, le=500)
    include_cited: bool = False


class VerifySettings(_Section):
    model: NameOrFolder = "all-MiniLM-L6-v2"
    """Name of the shipped model, or a hub name or path of another sentence-transformers model."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    judge: NameOrFolder = "default"
    """default, similarity, strong, a model of the hub (owner/name), or a folder."""
    judge_labels: tuple[str, ...] = ()
    """What the outputs of such a model mean, in order, where its own config does not say."""
    calibration: Annotated[Path | None, BeforeValidator(_none)] = None
    """A file that `litsynth calibrate` wrote for this judge; "none" for none."""
    precision: float = Field(default=0.8, gt=0.5, lt=1)
    """Share of claims marked verified that must be right on the calibration data."""
    passages_per_claim: int = Field(default=8, ge=1, le=100)


class ReportSettings(_Section):
    author: str = "litsynth"
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = (
        "md",
        "html",
        "json",
        "csv",
        "bib",
    )
    template: Literal["full", "classic"] = "full"
    out: Path = Path("reports")
    title: str | None = None


class Settings(_Section):
    search: SearchSettings = SearchSettings()
    arxiv: ArxivSettings = ArxivSettings()
    openalex: OpenAlexSettings = OpenAlexSettings()
    semantic_scholar: SemanticScholarSettings = SemanticScholarSettings()
    crossref: CrossrefSettings = CrossrefSettings()
    reading: ReadingSettings = ReadingSettings()
    library: LibrarySettings = LibrarySettings()
    claims: ClaimSettings = ClaimSettings()
    verify: VerifySettings = VerifySettings()
    report: ReportSettings = ReportSettings()


SERVICES = ("openalex", "semantic_scholar", "crossref")
"""Databases that answer in JSON, and may know who asks."""
DATABASES = ("arxiv", *SERVICES)
"""Sources that are asked over the network, each with a section of its own."""
_AUTO = ("arxiv", "openalex", "crossref")
"""What `auto` asks, and Semantic Scholar besides where there is a key for it."""


def auto_sources(settings: Settings) -> tuple[str, ...]:
    """Names of the databases that `auto` stands for; none offline."""
    if settings.search.offline:
        return ()
    return (*_AUTO, "semantic_scholar") if settings.semantic_scholar.api_key else _AUTO


OPTIONS: Mapping[str, str] = {
    "source": "search.sources",
    "source_paper": "search.source_paper",
    "source_papers": "search.source_papers",
    "max_papers": "search.max_papers",
    "since": "search.since",
    "until": "search.until",
    "offline": "search.offline",
    "refresh": "search.refresh",
    "ocr": "reading.ocr",
    "pdf_password": "reading.pdf_password",
    "max_claims": "claims.max_claims",
    "include_cited": "claims.include_cited",
    "model": "verify.model",
    "device": "verify.device",
    "judge": "verify.judge",
    "judge_labels": "verify.judge_labels",
    "calibration": "verify.calibration",
    "precision": "verify.precision",
    "author": "report.author",
    "title": "report.title",
    "format": "report.formats",
    "template": "report.template",
    "out": "report.out",
}
"""Short names, as flags of `litsynth report` and as keys of a query file, of the settings."""


def flag_of(name: str) -> str:
    """The setting `name` as the flag that sets it, "--max-papers", or by its name if none does."""
    short = next((short for short, long in OPTIONS.items() if long == name), None)
    return f"--{short.replace('_', '-')}" if short else name


SECRET_KEYS = frozenset(
    {
        "reading.pdf_password",
        *(f"{service}.{key}" for service in SERVICES for key in ("api_key", "mailto")),
    }
)
"""Never printed and never written to run.json."""


def known_keys() -> tuple[str, ...]:
    """Every "section.key" there is, in the order of this file."""
    return tuple(
        f"{section}.{key}"
        for section, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for key in field.annotation.model_fields
    )
