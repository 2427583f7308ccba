"""Settings become objects here, and only here. Knows every adapter; decides nothing else."""

import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from pathlib import Path
from urllib.parse import urlsplit

from litsynth import __version__
from litsynth.corpus import UsersCorpus, open_library, root_of
from litsynth.errors import ConfigError, LibraryError
from litsynth.pipeline.identity import whole_source
from litsynth.pipeline.parts import Parts
from litsynth.ports import Encoder, Judge, PaperSource, Progress, Reader
from litsynth.reading.cache import CachedReader
from litsynth.reading.candidates import may_be_paper
from litsynth.reading.fetch import HttpFetcher
from litsynth.reading.isolated import IsolatedReader
from litsynth.reading.scans import ocr_plan
from litsynth.records import Environment
from litsynth.search.sources.folder import NO_PAPER_HINT, FolderSource, files_below, state_of
from litsynth.search.sources.library import LibrarySource
from litsynth.settings import DATABASES, Settings, auto_sources, login_of, without_login
from litsynth.sources import BUILT_IN, SourceFactory, arxiv_turnstile
from litsynth.user_paths import at_home
from litsynth.verify.cache import CachedEncoder
from litsynth.verify.encoder import SentenceTransformerEncoder, pick_device
from litsynth.verify.hashing import HashingEncoder
from litsynth.verify.judges import make_judge

ENTRY_POINTS = "litsynth.sources"
PACKAGES = (
    "arxiv",
    "httpx",
    "pypdf",
    "pypdfium2",
    "sentence-transformers",
    "torch",
    "rapidfuzz",
    "numpy",
)
"""Packages whose version can change a report; their versions are kept in run.json."""


class Workshop:
    """Makes the adapters of one run after the other; a model once loaded serves them all."""

    def __init__(self, *, home: Path, progress: Progress) -> None:
        self._home = home
        self._progress = progress
        self._encoders: dict[tuple[object, ...], Encoder] = {}
        self._judges: dict[tuple[object, ...], Judge] = {}

    def parts(self, settings: Settings) -> Parts:
        """The adapters for one run. No model is loaded yet.

        Raises ConfigError for a source or a judge that there is not, ModelError for a device that
        is not there or a judge whose files cannot be had.
        """
        reader = make_reader(settings, home=self._home)
        encoder = self._encoder(settings)
        judge = self._judge(settings)
        turnstile = arxiv_turnstile(settings, self._home)
        return Parts(
            sources=make_sources(
                settings,
                reader=reader,
                encoder=encoder,
                home=self._home,
                progress=self._progress,
            ),
            fetcher=HttpFetcher(
                settings.reading,
                cache=self._home,
                turnstile_for=dict.fromkeys(arxiv_hosts(settings), turnstile).get,
                offline=settings.search.offline,
                login_for=login_at(settings.arxiv.base_url),
                progress=self._progress,
            ),
            reader=reader,
            encoder=encoder,
            judge=judge,
            versions={
                "litsynth": __version__,
                "model": encoder.name,
                "judge": judge.name,
                "reader": reader.name,
            },
            environment=lambda: make_environment(encoder, judge, reader),
        )

    def _judge(self, settings: Settings) -> Judge:
        verify = settings.verify
        key = (verify.judge, verify.judge_labels, verify.calibration, verify.device,
               settings.search.offline)  # fmt: skip
        if key not in self._judges:
            self._judges[key] = judge_of(settings, home=self._home)
        return self._judges[key]

    def _encoder(self, settings: Settings) -> Encoder:
        key = (settings.verify.model, settings.verify.device, settings.search.offline)
        if key not in self._encoders:
            self._encoders[key] = make_encoder(settings, home=self._home)
        return self._encoders[key]


def arxiv_hosts(settings: Settings) -> tuple[str, ...]:
    """Hosts whose files wait at arXiv's turnstile: a PDF's address may lead from one to another."""
    named = urlsplit(settings.arxiv.base_url).hostname or ""
    public = ("arxiv.org", "www.arxiv.org", "export.arxiv.org")
    return (named, *public)


def login_at(base_url: str) -> Callable[[str], tuple[str, str] | None]:
    """What says the login for an address below `base_url`, as that holds it."""
    login, below = login_of(base_url), f"{without_login(base_url)}/"
    return lambda address: login if address.startswith(below) else None


def make_reader(settings: Settings, *, home: Path) -> Reader:
    """Reads any file: kept by content, and in a process of its own."""
    return CachedReader(
        IsolatedReader(
            password=settings.reading.pdf_password,
            timeout_s=settings.reading.timeout_s,
            ocr=ocr_plan(settings.reading),
        ),
        home / "documents",
    )


def make_encoder(settings: Settings, *, home: Path) -> Encoder:
    """The encoder named in the settings, with its vectors kept on disk.

    Raises ModelError if a device is named that is not there.
    """
    if settings.verify.device not in {"auto", "cpu"}:
        pick_device(settings.verify.device)  # Told before any work is done.
    if settings.verify.model == "hashing":
        return HashingEncoder()
    return CachedEncoder(
        SentenceTransformerEncoder(
            settings.verify.model, settings.verify.device, offline=settings.search.offline
        ),
        home / "embeddings",
    )


def judge_of(settings: Settings, *, home: Path) -> Judge:
    """The judge named in the settings, with its readings of pairs kept on disk.

    Raises ConfigError or ModelError, before any work is done. A device that is named but not there
    is told with the encoder.
    """
    return make_judge(
        settings.verify.judge,
        device=settings.verify.device,
        offline=settings.search.offline,
        labels=settings.verify.judge_labels,
        calibration=settings.verify.calibration,
        store=home / "readings",
    )


def make_sources(
    settings: Settings,
    *,
    reader: Reader,
    home: Path,
    progress: Progress,
    encoder: Encoder | None = None,
) -> tuple[PaperSource, ...]:
    """The sources named in the settings, in their order.

    Raises ConfigError for a name that is none, and offline for the name of a database.

    What `auto` asks is not asked a second time by its own name. `encoder` searches libraries;
    without one, they are searched by the encoder of the settings.
    """
    makers = _makers(settings, home=home, progress=progress)
    made: list[PaperSource] = []
    within_auto = auto_sources(settings) if "auto" in settings.search.sources else ()
    for name in dict.fromkeys(settings.search.sources):
        if name in within_auto:
            continue
        scheme, _, rest = name.partition(":")
        if settings.search.offline and name in DATABASES:
            raise ConfigError(
                f"--offline and the source {name!r} exclude each other",
                hint="Leave one of them out; starter, folder:PATH and library:NAME work offline.",
            )
        if scheme == "folder" and rest:
            made.append(
                FolderSource(
                    at_home(rest),
                    reader,
                    may_be_paper=may_be_paper,
                    workers=settings.reading.workers,
                    max_file_mb=settings.reading.max_file_mb,
                    progress=progress,
                )
            )
        elif scheme == "library" and rest:
            encoder = encoder or make_encoder(settings, home=home)
            made.append(LibrarySource(name, UsersCorpus(settings, rest, encoder)))
        elif name in makers:
            made.append(makers[name]())
        else:
            known = ", ".join((*makers, "folder:PATH", "library:NAME"))
            raise ConfigError(f"there is no source {name!r}", hint=f"Choose from: {known}.")
    if not made:
        raise ConfigError("no source is named", hint=f"Choose from: {', '.join(makers)}.")
    return tuple(made)


def states_of(settings: Settings) -> Mapping[str, str]:
    """What the user's own folders and libraries hold now, by the name of the source.

    Another text once that changes. Of what is not there or cannot be read, nothing: to tell of it
    is left to the search.
    """
    states = {}
    for name in settings.search.sources:
        scheme, _, rest = name.partition(":")
        if scheme == "folder" and rest:
            folder = at_home(rest)
            states[whole_source(name)] = state_of(folder, may_be_paper=may_be_paper)
        elif scheme == "library" and rest:
            with suppress(ConfigError, LibraryError):
                library = open_library(settings, rest)
                states[f"{name} in {root_of(settings)}"] = library.state
    return states


def check_sources(settings: Settings) -> None:
    """Raises ConfigError for a folder among the sources that is not there or holds no paper, and
    for what cannot be the name of a library; LibraryError for a library that cannot be opened.
    """
    for name in settings.search.sources:
        scheme, _, rest = name.partition(":")
        if scheme == "folder" and rest:
            folder = at_home(rest)
            if not folder.is_dir():
                raise ConfigError(
                    f"the source {name!r} is no folder that is there",
                    hint="Name a folder: --source folder:PATH",
                )
            if not any(files_below(folder, may_be_paper=may_be_paper)):
                raise ConfigError(f"there is no paper below {folder}", hint=NO_PAPER_HINT)
        if scheme == "library" and rest:
            open_library(settings, rest)


def _makers(
    settings: Settings, *, home: Path, progress: Progress
) -> Mapping[str, Callable[[], PaperSource]]:
    """By name, how to make each source that needs no more than its name; plug-ins among them."""

    def plugin(point: EntryPoint) -> PaperSource:
        factory: SourceFactory = point.load()
        return factory(settings, home, progress)

    return {
        **{name: partial(make, settings, home, progress) for name, make in BUILT_IN.items()},
        **{point.name: partial(plugin, point) for point in entry_points(group=ENTRY_POINTS)},
    }


def make_environment(encoder: Encoder, judge: Judge, reader: Reader) -> Environment:
    """What runs here. Loads no model: the device is the one that was used, if one was."""
    return Environment(
        litsynth=__version__,
        python=platform.python_version(),
        packages=package_versions(),
        device=getattr(encoder, "device", "cpu"),
        model=encoder.name,
        model_sha256=getattr(encoder, "sha256", ""),
        judge=judge.name,
        reader=reader.name,
    )


def package_versions() -> Mapping[str, str]:
    """Installed versions of the packages that can change a report."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
