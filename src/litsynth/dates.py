"""Dates as a user writes them: a day, a month or a year; moments as records have them. Pure."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_NO_DATE = "a date must be written like 2020-01-31, 2020-01 or 2020"


def stamp(moment: datetime) -> str:
    """`moment`, which has a time zone, as UTC to the second: "2026-01-31T13:08:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(text: str, *, last: bool = False) -> date:
    """The day that `text` names; of a month or a year the first, or the `last`.

    Raises ValueError if it names none.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(_NO_DATE)
    year, month = int(text[:4]), int(text[5:7] or (12 if last else 1))
    try:
        return date(year, month, int(text[8:] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:  # A month that is none is a ValueError as well.
        raise ValueError(_NO_DATE) from None
