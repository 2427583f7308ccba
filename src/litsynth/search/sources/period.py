"""The time asked for, in words, and whether a date of day, month or year lies in it."""

from litsynth.records import SearchPlan


def period_of(plan: SearchPlan) -> str:
    """As in "2020-01-01 to today"; empty where papers of any time were asked for."""
    if plan.since is None and plan.until is None:
        return ""
    return f"{plan.since or 'any time'} to {plan.until or 'today'}"


def within(published: str | None, *, since: str | None, until: str | None) -> bool:
    """Whether `published` ("2020", "2020-05" or a day) may lie from `since` to `until`.

    An unknown date passes: dropping the paper silently would be the greater fault.
    """
    if published is None:
        return True
    # ISO dates sort as text; "2020" must not fall before "2020-03-01".
    digits = len(published)
    return (since is None or published >= since[:digits]) and (
        until is None or published <= until[:digits]
    )
