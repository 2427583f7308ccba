"""One library: opened by name, searched, asked for papers and vectors."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from litsynth import __version__
from litsynth.errors import LibraryError
from litsynth.identifiers import REGISTRIES, all_names
from litsynth.lexical import counted
from litsynth.library.database import Database
from litsynth.library.filters import Filters
from litsynth.library.formats.fields import known_name
from litsynth.library.fusion import fused, ranks
from litsynth.library.place import checked_name, found_name, is_made, not_there
from litsynth.library.rows import paper_of
from litsynth.library.store import Store
from litsynth.ports import Vectors
from litsynth.records import Paper, PaperId

R = TypeVar("R")

FORMAT = 1
"""Of the tables; raised when an older litsynth could no longer read them."""
_ROUGH = re.compile(r"-b?float16$")
_POOL = 4
"""How many times the wanted number each ranking gives, so that their fusion has enough."""
_LEAST_POOL = 50
_ANY = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A paper that a search found."""

    paper: Paper
    score: float
    """By which hits are ordered, descending. BM25 where one full-text ranking was all there was,
    else the fused score; comparable within one search only."""
    lexical: int | None
    """Place in the full-text ranking, from 1, or None if it is not in it."""
    semantic: int | None
    """Place by the vectors, from 1, or None if it is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a library says of itself."""

    name: str
    created: str
    """UTC, ISO 8601 to the second."""
    made_by: str
    """The version of litsynth that made it."""
    encoder: str | None
    """Name of the encoder of its vectors, or None if nothing is embedded."""


class Library:
    """A library on disk. Reading needs no lock; another process may add meanwhile."""

    def __init__(self, store: Store, *, name: str) -> None:
        self.store = store
        self._name = name
        self._tried = False

    @classmethod
    def open(cls, root: str, name: str) -> "Library":
        """The library `name` in the folder or at the address `root`.

        Raises ConfigError for a name that cannot be one, LibraryError if it is not there, was
        written by a newer litsynth, or cannot be read.
        """
        if not is_made(root):
            raise not_there(checked_name(name), (), root)
        return cls.of(Database(root), name)

    @classmethod
    def of(cls, database: Database, name: str) -> "Library":
        """As `open`, of a database that is open."""
        known = database.names()
        if found_name(checked_name(name), known) is None:
            raise not_there(name, known, database.root)
        library = cls(database.open(name), name=name)
        library._check()
        return library

    @classmethod
    def create(cls, database: Database, name: str, *, now: str) -> "Library":
        """A new library without papers. Raises as `open`, and if the name is taken."""
        if found_name(checked_name(name), database.names()) is not None:
            raise LibraryError(
                f"there is a library {name!r} already", hint="Add to it, or choose another name."
            )
        about = {"format": f"{FORMAT}", "name": name, "created": now, "litsynth": __version__}
        return cls(database.create(name, about), name=name)

    def _check(self) -> None:
        about = self.store.about()
        version = about.get("format", "")
        if version != f"{FORMAT}":
            newer = version.isdigit() and int(version) > FORMAT
            raise LibraryError(
                f"the library {self._name!r} was written by litsynth {about.get('litsynth', '?')} "
                f"in format {version or '?'}; this is litsynth {__version__}, which reads format "
                f"{FORMAT}",
                hint="Install a newer litsynth; this one leaves the library as it is."
                if newer
                else "Remove it with `litsynth library remove` and add its files again.",
            )

    @property
    def name(self) -> str:
        return self._name

    @property
    def about(self) -> About:
        kept = self._read(self.store.about)
        return About(
            name=self._name,
            created=kept.get("created", ""),
            made_by=kept.get("litsynth", ""),
            encoder=kept.get("encoder"),
        )

    def __len__(self) -> int:
        """Papers."""
        return self.store.count()

    @property
    def state(self) -> str:
        """As in "20 papers (made …, version 3.0)": another text once anything in it changes."""
        made = self.about.created
        return f"{counted(len(self), 'paper')} (made {made}, version {self.store.version})"

    @property
    def encoder(self) -> str | None:
        """Name of the encoder of the vectors, or None if nothing is embedded."""
        return self.about.encoder if self.store.vectors.count() else None

    def takes(self, encoder: str) -> bool:
        """Whether vectors of that encoder may be compared with the library's."""
        kept = self.encoder
        return kept is not None and same_space(kept, encoder)

    def expect(self, encoder: str) -> None:
        """Raises LibraryError unless vectors of `encoder` may be compared with the library's."""
        if not self.takes(encoder):
            kept = self.encoder
            raise LibraryError(
                f"the library {self._name!r} was embedded by {kept}, not by {encoder}"
                if kept
                else f"nothing in the library {self._name!r} is embedded",
                hint=f"Embed it anew: litsynth library embed --name {self._name} --again; or have "
                "`litsynth library search` use that model (--model), or words alone "
                "(--lexical-only)."
                if kept
                else f"Run `litsynth library embed --name {self._name}` first.",
            )

    def search(
        self,
        words: str | Sequence[str],
        *,
        limit: int = 20,
        filters: Filters = _ANY,
        vector: Vectors | None = None,
    ) -> tuple[Hit, ...]:
        """The papers that have most of `words`, or lie next to `vector`, best first.

        words: one wording, or several, each searched by itself and fused by their ranks.
        vector: shape (d,), of length 1, by an encoder that `takes` accepts; None for a search by
        words alone. With it, full text and vectors are fused by their ranks.
        One paper that came from several files under several names may be there several times.
        Raises LibraryError.
        """
        wordings = (words,) if isinstance(words, str) else tuple(words)
        if self.store.behind:
            self._catch_up()
        return self._read(
            lambda: self._search(wordings, limit=limit, filters=filters, vector=vector)
        )

    def _read(self, ask: Callable[[], R]) -> R:
        """What `ask` finds. Another process may have tidied away the files opened here."""
        try:
            return ask()
        except LibraryError:
            self.store.refresh()
            return ask()

    def _catch_up(self) -> None:
        """Mend, once, the index of words that a killed run left behind its table."""
        if self._tried:
            return
        self._tried = True
        # Where another process is at it, or nothing may be written here, what is indexed is found.
        with suppress(LibraryError, OSError), self.store.locked():
            self.store.refresh()
            self.store.catch_up()

    def _search(
        self,
        wordings: tuple[str, ...],
        *,
        limit: int,
        filters: Filters,
        vector: Vectors | None,
    ) -> tuple[Hit, ...]:
        if len(wordings) == 1 and vector is None:
            return self._by_words(wordings[0], limit=limit, filters=filters)
        rankings = self._rankings(wordings, limit=limit, filters=filters, vector=vector)
        lexical = rankings if vector is None else rankings[:-1]
        by_words = ranks([name for name, _ in fused(lexical)])
        by_meaning = ranks(rankings[-1]) if vector is not None else {}
        best = fused(rankings)[:limit]
        rows = self.store.found_rows([name for name, _ in best])
        return tuple(
            Hit(
                paper=paper_of(rows[name], found_by=self.source),
                score=score,
                lexical=by_words.get(name),
                semantic=by_meaning.get(name),
            )
            for name, score in best
            if name in rows
        )

    def _by_words(self, words: str, *, limit: int, filters: Filters) -> tuple[Hit, ...]:
        """One wording without a vector: its own scores, which say more than places do."""
        found = (
            self.store.lexical_rows(words, limit=limit, filters=filters) if words.strip() else []
        )
        return tuple(
            Hit(paper=paper_of(row, found_by=self.source), score=score, lexical=rank, semantic=None)
            for rank, (row, score) in enumerate(found, start=1)
        )

    def _rankings(
        self,
        wordings: Sequence[str],
        *,
        limit: int,
        filters: Filters,
        vector: Vectors | None,
    ) -> list[list[str]]:
        """Ids by each wording, best first, and last by the vector if there is one."""
        pool = max(_POOL * limit, _LEAST_POOL)
        scored = [
            self.store.lexical(wording, limit=pool, filters=filters)
            for wording in wordings
            if wording.strip()
        ]
        if vector is not None:
            scored.append(self.store.vectors.nearest(vector, limit=pool, filters=filters))
        return [[name for name, _ in ranking] for ranking in scored]

    @property
    def source(self) -> str:
        """As the user names it: "library:main"."""
        return f"library:{self._name}"

    def papers(self, ids: Sequence[str]) -> Mapping[PaperId, Paper]:
        """Papers by their ids in this library; ids that it lacks are left out."""
        return {
            PaperId(name): paper_of(row, found_by=self.source)
            for name, row in self._read(lambda: self.store.rows_of(ids)).items()
        }

    def all_papers(self) -> Iterator[Paper]:
        """Every paper, in the order of the table."""
        self.store.refresh()
        for row in self.store.every_row():
            yield paper_of(row, found_by=self.source)

    def ids_of(self, identifiers: Sequence[str]) -> Mapping[str, tuple[PaperId, ...]]:
        """By each identifier ("doi:10.1/x", "10.1/x", "own:17"), the ids of its papers here.

        Identifiers that the library lacks have no entry.
        """
        meant = {each: all_names([known_name(each) or each]) for each in identifiers}
        wanted = sorted(frozenset().union(*meant.values()))
        rows = self._read(lambda: self.store.rows_named(wanted))
        named = {name: all_names(row["names"]) for name, row in rows.items()}
        found = {
            identifier: tuple(PaperId(name) for name, its in named.items() if its & names)
            for identifier, names in meant.items()
        }
        return {identifier: ids for identifier, ids in found.items() if ids}

    def named(self, text: str) -> tuple[Paper, ...] | None:
        """The papers of the identifier that `text` is, in whatever form; None if it is none.

        "arxiv:2606.28051", "10.1000/x" and their addresses are identifiers also where no paper has
        them; "own:17" and "covid:trials" are only where one has.
        """
        identifier = known_name(text)
        if identifier is None:
            return None
        found = self.papers(self.ids_of([identifier]).get(identifier, ()))
        sure = identifier.startswith(REGISTRIES)
        return tuple(found.values()) if found or sure else None

    def paper(self, identifier: str) -> Paper | None:
        """The paper of that identifier, or None."""
        ids = self.ids_of([identifier]).get(identifier, ())
        return self.papers(ids[:1]).get(ids[0]) if ids else None

    def vectors(self, ids: Sequence[str]) -> Mapping[PaperId, Vectors]:
        """By id, the vectors of those that have one: shape (d,), of length 1, float16 made wider.

        By the encoder that `encoder` names.
        """
        found = self._read(lambda: self.store.vectors.of(ids))
        return {PaperId(name): row for name, row in found.items()}


def same_space(one: str, other: str) -> bool:
    """Whether two encoders' vectors may be compared: the rough one comes near the exact one."""
    return _ROUGH.sub("", one) == _ROUGH.sub("", other)
