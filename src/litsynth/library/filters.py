"""What a search is limited to, and which days a date can mean. Pure; `sql.py` knows the SQL."""

from dataclasses import dataclass

from litsynth.dates import day_of
from litsynth.errors import ConfigError

UNDATED_FIRST, UNDATED_LAST = 0, 99_999_999
"""Days of a paper without a date: it may be of any time, so no limit of time drops it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All must hold. A paper without a date passes every limit of time."""

    since: str | None = None
    """First day, "2020-01-31"; "2020" and "2020-05" mean their first day."""
    until: str | None = None
    """Last day; "2020" and "2020-05" mean their last day."""
    venue: str | None = None
    """Part of the venue's name, or its usual short name as a word, in any case: "emnlp"."""
    category: str | None = None
    """A category ("cs.CL") or what stands before its dot ("cs"), in any case."""


def checked_day(text: str | None) -> str | None:
    """`text` if it is a day, month or year in the ISO form. Raises ConfigError."""
    if text is None:
        return None
    try:
        day_of(text)
    except ValueError as error:
        raise ConfigError(
            f"{text!r} is no day, month or year", hint="Write 2020-01-31, 2020-01 or 2020."
        ) from error
    return text


def checked_period(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """First and last day as they are given. Raises ConfigError for a bad one, or a wrong order."""
    first, last = checked_day(since), checked_day(until)
    if first and last and first_day(first) > last_day(last):
        raise ConfigError(
            f"no day is from {first} on and up to {last}", hint="Write the earlier one first."
        )
    return first, last


def years(text: str) -> tuple[str | None, str | None]:
    """First and last year of "2020", "2018-2020", "2018-" (from then on) or "-2020" (until then).

    Raises ConfigError.
    """
    first, dash, last = (part.strip() for part in text.partition("-"))
    if not (first or last):
        raise ConfigError(f"{text!r} is no year", hint="Write 2020, 2018-2020, 2018- or -2020.")
    return checked_period(first or None, (last or None) if dash else first)


def first_day(published: str | None) -> int:
    """20200501 for "2020-05": the first day that a date as precise as known can mean."""
    if not published:
        return UNDATED_FIRST
    return int((published.replace("-", "") + "0101")[:8])


def last_day(published: str | None) -> int:
    """20200531 for "2020-05": the last day that a date as precise as known can mean."""
    if not published:
        return UNDATED_LAST
    whole = published + "-12-31"[len(published) - len("2020") :]
    return int(whole.replace("-", "")[:8])
