"""Dates as a user writes them: a day, a month or a year. Pure."""

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_NO_DATE = "a date must be written like 2020-01-31, 2020-01 or 2020"


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
