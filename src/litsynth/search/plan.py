"""A question taken apart into concepts, with heuristics on function words; no language model.

Function words, words that ask for papers, and verbs and adjectives of any study end a phrase;
what stands between them is a concept.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date

from litsynth.abbreviations import short_forms
from litsynth.errors import ConfigError
from litsynth.lexical import stems
from litsynth.records import Concept, SearchPlan
from litsynth.search.phrases import Phrase, phrases, topic_words
from litsynth.search.spelling import same_words, spellings

MAX_WORDS = 300
MAX_CONCEPTS = 8


def make_plan(
    question: str,
    *,
    since: str | None = None,
    until: str | None = None,
    today: str | None = None,
) -> SearchPlan:
    """The plan for `question`: its concepts, most telling first.

    since, until: first and last day to include, "2020-01-31". today: `since` may not be after it.
    Raises ConfigError if the question has no topic words (numbers are none) or too many, or a date
    is wrong.
    """
    text = _clean(question)
    count = len(text.split())
    if count > MAX_WORDS:
        raise ConfigError(
            f"the question has {count} words; at most {MAX_WORDS} can be searched for",
            hint="Ask one question in a sentence or two.",
        )
    check_period(since, until, today=today)
    concepts = _concepts(text)
    if not any(letter.isalpha() for concept in concepts for letter in concept.phrase):
        raise ConfigError(
            f"there is nothing to search for in the question {text[:80]!r}",
            hint="Name the topic, as in: How does sleep affect memory consolidation?",
        )
    return SearchPlan(
        question=text,
        concepts=concepts,
        other_words=_other_words(text, concepts),
        since=since,
        until=until,
    )


def _clean(question: str) -> str:
    """One line without control characters or lone surrogates, which no file could hold."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} else c for c in question)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def check_period(since: str | None, until: str | None, *, today: str | None) -> None:
    """Raises ConfigError if a date is wrong, or there is no day from `since` to `until` yet."""
    days: dict[str, date] = {}
    for name, day in (("since", since), ("until", until)):
        if day is None:
            continue
        try:
            days[name] = date.fromisoformat(day)
        except ValueError as error:
            raise ConfigError(
                f"{name}: {day!r} is not a date", hint="Write a date as 2020-01-31."
            ) from error
    if len(days) == 2 and days["since"] > days["until"]:  # noqa: PLR2004 (both are given)
        raise ConfigError(
            f"since ({since}) is after until ({until})", hint="Exchange the two dates."
        )
    if since and today and since > today:
        raise ConfigError(
            f"since ({since}) is in the future: nothing was published from that day on",
            hint="Write a day up to today, as --since 2020-01-31, 2020-01 or 2020.",
        )


def _concepts(text: str) -> tuple[Concept, ...]:
    given = {form.long: form.short for form in short_forms(text)}
    # An abbreviation that the question explains is the same idea wherever it stands alone.
    explained = {same_words(short) for short in given.values()}
    found = [phrase for phrase in phrases(text) if same_words(phrase.text) not in explained]
    telling = sorted(_distinct(tuple(found)), key=lambda phrase: -phrase.tells)
    return tuple(
        Concept(phrase=phrase.text, variants=spellings(phrase.text, given=given))
        for phrase in telling[:MAX_CONCEPTS]
    )


def _other_words(text: str, concepts: Sequence[Concept]) -> tuple[str, ...]:
    spelt = [spelling for one in concepts for spelling in (one.phrase, *one.variants)]
    known = {stem for spelling in spelt for stem in stems(spelling)}
    return tuple(word for word in topic_words(text) if known.isdisjoint(stems(word)))


def _distinct(found: tuple[Phrase, ...]) -> list[Phrase]:
    """`found` without phrases whose words another one has, next to each other."""
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda phrase: -len(same_words(phrase.text))):
        key = " ".join(same_words(phrase.text))
        if not any(f" {key} " in f" {' '.join(same_words(other.text))} " for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda phrase: phrase.at)
