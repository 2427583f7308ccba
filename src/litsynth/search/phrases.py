"""The phrases of a question: runs of topic words between words that carry no topic."""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from litsynth.abbreviations import short_forms
from litsynth.lexical import STOP_WORDS
from litsynth.search.spelling import same_words
from litsynth.search.wording import (
    ABBREVIATIONS,
    ADVERB_ENDINGS,
    AFTER_MATTER,
    ASKING,
    BEFORE_MATTER,
    BEFORE_NOUN,
    COMMON,
    COMMON_NAMES,
    EVALUATING_LAST,
    EVALUATING_VERBS,
    FILLERS,
    GENERIC_ADVERBS,
    GENERIC_QUALIFIERS,
    GENERIC_VERBS,
    LANGUAGES,
    NUMBERS,
    PRONOUNS,
    TRIMMED,
    TRIMMED_AFTER_NAME,
    VERBS_BEFORE,
    WEAK,
)
from litsynth.spans import Span

LONGEST = 3
"""Words in a phrase; more are seldom printed again in the same order."""

_TOKEN = re.compile(
    # A dot joins what a small letter or digit follows (MPI.jl, GPT-3.5), and initials (U.S.); a
    # sentence that begins without a space before it begins with a capital.
    r"[^\W_]+(?:(?:[-'+#\u2019\u2010\u2011&]|\.(?=[a-z\d])|(?<![^\W_]{2})\.(?=[A-Z](?![^\W_])))"
    r"[^\W_]+)*(?:\+\+|#)?|[^\w\s]",
    re.UNICODE,
)
_CODED = re.compile(r"[^\W\d_]\.[^\W\d_]|(?:\+\+|#)$")
"""In names of programs: Node.js, C++, F#."""
_QUOTED = re.compile(
    r"[\"\u201c\u201e]([^\"\u201c\u201d\u201e]{2,80})[\"\u201d\u201c]"
    r"|(?<!\w)['\u2018](\w[^'\u2019]{1,80})['\u2019](?!\w)"
)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_BUILT_ON = re.compile(r"-(?:based|like|style|type|driven|only)$")
_COUNTED = re.compile(r"\d+(?:st|nd|rd|th|s)?")
_SHOUTED = 0.7
"""Share of capitals among the letters from which capitals say nothing."""
_FEW_WORDS = 2
"""Up to so many words in capitals are names."""
_HEADLINE = 0.6
"""Share of capitalised words from which a capital marks no name."""
_LONG_WORD = 9
_ENOUGH = 2.0
"""What a question's phrases should tell together before its weak words are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    text: str
    at: int
    """Where it stands in the question, in characters."""
    tells: float
    """How much it narrows a search: larger is more."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    at: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_number(self) -> bool:
        return bool(_COUNTED.fullmatch(self.text)) or self.lower in NUMBERS

    @property
    def is_name(self) -> bool:
        """An abbreviation or coinage: XCOPA, LegalBERT, Seq2Edit, COVID-19, MPI.jl, C#."""
        if self.is_number:
            return False
        if _CODED.search(self.text):
            return True
        parts = self.text.split("-")
        return any(sum(c.isupper() for c in part) > 1 for part in parts) or any(
            any(c.isdigit() for c in part) and any(c.isalpha() for c in part) for part in parts
        )

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper() and not self.is_name


_Run = tuple[_Token, ...]


def phrases(text: str) -> tuple[Phrase, ...]:
    """The topic phrases of `text`, in order; weaker words only where it has few others.

    Empty if it has function words and punctuation only.
    """
    if _shouted(text):
        text = text.lower()
    marked = tuple(_marked(text))
    plain = _blanked(text, [span for span, _ in marked])
    headline = _is_headline(text)
    parts = [part for run in _runs(plain) for part in _parts(run, headline=headline)]
    strong = [_phrase(part) for part in parts if not _is_weak(part)]
    strong += [_unit(phrase, span.start) for span, phrase in marked]
    # A lone everyday word beside two real phrases only narrows the search to the wrong papers.
    telling = [phrase for phrase in strong if phrase.tells >= 1 or " " in phrase.text]
    chosen = telling if len(telling) > 1 else strong
    if sum(phrase.tells for phrase in chosen) < _ENOUGH:
        chosen = [*strong, *(_phrase(part) for part in parts if _is_weak(part))]
    return tuple(sorted(chosen or _last_resort(text), key=lambda phrase: phrase.at))


def topic_words(text: str) -> tuple[str, ...]:
    """Words of `text` that say what it is about, each once and in order, lower case but for names
    (a capital inside a sentence tells one); also those that stand in no phrase: of "typologically
    similar languages", the first and the last.
    """
    if _shouted(text):
        text = text.lower()
    headline = _is_headline(text)
    found = (
        token
        for token, ends in _marked_ends(text)
        if not ends or _of_a_discipline(token.lower)
        if not token.is_number and not singular(token.lower) & WEAK
        if token.lower not in EVALUATING_LAST
    )
    told: dict[str, str] = {}
    for token in found:
        is_name = token.is_name or (token.at > 0 and not headline)
        told.setdefault(token.lower, token.text if is_name else token.lower)
    return tuple(told.values())


def _of_a_discipline(word: str) -> bool:
    """Whether an adverb says in which respect ("genetically"), not how much or how often."""
    return len(word) >= _LONG_WORD and word.endswith("ically") and word not in GENERIC_ADVERBS


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    shouted = sum(c.isupper() for c in letters) > _SHOUTED * len(letters)
    return shouted and len(text.split()) > _FEW_WORDS


def _is_headline(text: str) -> bool:
    later = [word for word in text.split()[1:] if word[0].isalpha()]
    return sum(word[0].isupper() for word in later) > _HEADLINE * len(later)


def _marked(text: str) -> Iterator[tuple[Span, str]]:
    """What the question itself marks as a phrase: by quotation marks or by its abbreviation."""
    taken: list[Span] = []
    for form in short_forms(text):
        taken.append(form.span)
        yield form.span, form.long
    for match in _QUOTED.finditer(text):
        span = Span(*match.span())
        inside = match.group(1) or match.group(2)
        if any(same_words(inside)) and not any(span.overlaps(other) for other in taken):
            yield span, " ".join(inside.split())


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + "," * len(span) + text[span.end :]
    return text


def _unit(phrase: str, at: int) -> Phrase:
    run = tuple(_Token(word, at) for word in phrase.split())
    return Phrase(text=phrase, at=at, tells=1 + sum(map(_weight, run)))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        yield _Token(word or match.group(), match.start())


def _runs(text: str) -> Iterator[_Run]:
    """Maximal runs of neighbouring topic words."""
    run: list[_Token] = []
    for token, ends in _marked_ends(text):
        if ends:
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(token)
    if run:
        yield tuple(run)


def _marked_ends(text: str) -> Iterator[tuple[_Token, bool]]:
    """The words of `text`, each with whether it ends a phrase rather than being part of one."""
    tokens = tuple(_tokens(text))
    qualified = {place for at in range(len(tokens)) for place in _qualified(tokens, at)}
    before = ""
    for at, token in enumerate(tokens):
        follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        may_be = token.lower in EVALUATING_VERBS or (token.lower, follows) in VERBS_BEFORE
        is_noun = before in {"", *BEFORE_NOUN} or (
            token.lower == "matter" and (before in BEFORE_MATTER or follows not in AFTER_MATTER)
        )
        is_verb = may_be and not is_noun
        ends = at not in qualified and _ends_phrase(token, first=not before)
        yield token, is_verb or ends
        before = token.lower


def _qualified(tokens: _Run, at: int) -> Iterator[int]:
    """Where the adverb at `at` and what it qualifies stand, as in "genetically modified crops"."""
    if not _of_a_discipline(tokens[at].lower) or at + 2 >= len(tokens):
        return
    qualified, head = tokens[at + 1], tokens[at + 2]
    is_part = qualified.lower.endswith("ed") or not _ends_phrase(qualified, first=False)
    if is_part and not _ends_phrase(head, first=False):
        yield from (at, at + 1)


def _ends_phrase(token: _Token, *, first: bool) -> bool:
    lower = token.lower
    if not lower[0].isalnum() or lower in FILLERS or lower in PRONOUNS:
        return True
    if len(lower) == 1 and lower in string.ascii_lowercase:
        # "vitamin D", "hepatitis B": a capital that does not open the sentence.
        return first or not token.text.isupper() or lower == "i"
    if token.is_name and lower not in STOP_WORDS:
        return False
    return (
        lower in STOP_WORDS
        or lower in ASKING
        or lower in GENERIC_QUALIFIERS
        or lower in _inflected_verbs()
        or (len(lower) > 5 and lower.endswith(tuple(ADVERB_ENDINGS)))  # noqa: PLR2004 ("rally")
    )


@lru_cache(maxsize=1)
def _inflected_verbs() -> frozenset[str]:
    return frozenset(form for verb in GENERIC_VERBS for form in _inflections(verb))


def _inflections(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    twice = verb + verb[-1]  # "omitting"; that "gainning" is no word does no harm
    return verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{twice}ed", f"{twice}ing"


def _parts(run: _Run, *, headline: bool) -> Iterator[_Run]:
    """`run` cut at names, languages and well-known terms, and trimmed to what tells something."""
    after_name = False
    for piece in _cut_at_names(run, headline=headline):
        trimmed = _trimmed(piece, after_name=after_name)
        after_name = piece[-1].is_name
        if not all(token.is_number for token in trimmed):
            yield from _cut_to_length(trimmed)


def _cut_at_names(run: _Run, *, headline: bool) -> Iterator[_Run]:
    start = 0
    for at in range(1, len(run)):
        before, after = run[at - 1], run[at]
        capitals = before.is_capitalised and after.is_capitalised
        cut = before.is_name or after.is_name
        if before.lower in LANGUAGES:
            cut = cut or len(run) - at > 1
        elif not headline and not capitals and at - start > 1 and run[at - 2].is_capitalised:
            cut = cut or before.is_capitalised  # A title of two words or more has ended.
        elif not headline and not before.is_capitalised and at + 1 < len(run):
            cut = cut or (after.is_capitalised and run[at + 1].is_capitalised)
        if cut and not after.is_number:
            yield run[start:at]
            start = at
    yield run[start:]


def _trimmed(run: _Run, *, after_name: bool) -> _Run:
    if after_name and singular(run[0].lower) & (TRIMMED_AFTER_NAME | TRIMMED):
        run = run[1:]
    while run and run[-1].lower in EVALUATING_LAST:
        run = run[:-1]
    while len(run) > 1 and singular(run[-1].lower) & TRIMMED:
        run = run[:-1]
    if run and run[0].is_name and (bare := _BUILT_ON.sub("", run[0].text)) != run[0].text:
        run = (_Token(bare, run[0].at), *run[1:])
    return run


def _cut_to_length(run: _Run) -> Iterator[_Run]:
    """`run` in phrases of at most three words, with well-known terms whole."""
    if known := _known_term(run):
        for part in (run[: known.start], known.of_run(run), run[known.end :]):
            if part:
                yield part
        return
    while len(run) > LONGEST:  # The head is at the end: "differentiable | logical rule learning".
        first = 2 if _of_a_discipline(run[0].lower) else 1
        yield run[:first]
        run = run[first:]
    yield run


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int

    def of_run(self, run: _Run) -> _Run:
        return run[self.start : self.end]


def _known_term(run: _Run) -> _Place | None:
    """The longest term of the abbreviation table inside `run`."""
    terms = _known_terms()
    places = (
        _Place(start, end)
        for length in range(len(run), 1, -1)
        for start in range(len(run) - length + 1)
        for end in [start + length]
        if same_words(" ".join(token.text for token in run[start:end])) in terms
    )
    return next(places, None)


@lru_cache(maxsize=1)
def _known_terms() -> frozenset[tuple[str, ...]]:
    return frozenset(same_words(term) for term in ABBREVIATIONS)


def singular(word: str) -> frozenset[str]:
    """`word` and what its singular may be."""
    forms = {word}
    if word.endswith("s") and not word.endswith("ss"):
        forms.add(word[:-1])
        if word.endswith("es"):
            forms.add(word[:-2])
        if word.endswith("ies"):
            forms.add(word[:-3] + "y")
    return frozenset(forms)


def _is_weak(run: _Run) -> bool:
    return all(token.is_number or singular(token.lower) & WEAK for token in run)


def _phrase(run: _Run) -> Phrase:
    text = " ".join(token.text for token in run)
    if len(run) == 1 and run[0].is_name and text.endswith("s") and text[:-1].isupper():
        text = text[:-1]  # "LLMs"
    return Phrase(text=text, at=run[0].at, tells=sum(map(_weight, run)))


def _weight(token: _Token) -> float:
    if token.is_name:
        return 1.0 if token.text.replace(".", "").rstrip("s") in COMMON_NAMES else 2.5
    if token.is_number or singular(token.lower) & (WEAK | COMMON):
        return 0.4
    if "-" in token.text:
        return 1.4
    return 1.2 if len(token.text) >= _LONG_WORD else 1.0


def _last_resort(text: str) -> list[Phrase]:
    """Every word that is no function word, for a question made of words such as "improve"."""
    return [
        _phrase((token,))
        for token in _tokens(text)
        if token.lower[0].isalnum() and token.lower not in STOP_WORDS and len(token.lower) > 1
    ]
