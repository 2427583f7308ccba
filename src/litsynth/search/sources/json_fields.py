"""Fields of foreign JSON, read without trust: what has another type than promised is missing."""

from collections.abc import Iterator, Mapping


def mapping(value: object) -> Mapping[str, object]:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def at(value: object, *keys: str) -> object:
    """What stands under `keys`, one inside the other; None if the way ends before."""
    for key in keys:
        value = mapping(value).get(key)
    return value


def text(value: object) -> str | None:
    """`value` without surrounding space if it is a string with something in it, else None."""
    return (value.strip() or None) if isinstance(value, str) else None


def whole(value: object) -> int | None:
    """`value` if it is a whole number, else None. True and False are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def listed(value: object) -> Iterator[object]:
    """The members of a list; none if it is no list."""
    return iter(value if isinstance(value, list) else ())


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects in a list, its other members left out."""
    return (item for item in listed(value) if isinstance(item, dict))


def texts(value: object) -> Iterator[str]:
    """The strings in a list that hold something."""
    return (found for item in listed(value) if (found := text(item)))
