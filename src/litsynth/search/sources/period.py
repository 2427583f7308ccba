"""Whether a date lies in the time asked for, when it is known to the year or month only."""


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
