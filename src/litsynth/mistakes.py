"""What is wrong with a value of the user's, in words that need no knowledge of our libraries."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

_FORMS: Mapping[str, str] = {
    "mailto": "a mail address is needed",
    "api_key": "a key without spaces is needed",
    "formats": "at least one of md, html, json, csv and bib must be given",
}
"""By the end of a setting's name, for settings that have a form."""
_KINDS: Mapping[str, str] = {
    "bool": "true or false is needed",
    "int": "a whole number is needed",
    "float": "a number is needed",
    "finite": "a number is needed",
    "string": "a text is needed",
    "path": "a path is needed",
    "tuple": 'a list is needed, as in ["a", "b"]',
}
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("ge", "it must be at least {}"),
    "greater_than": ("gt", "it must be more than {}"),
    "less_than_equal": ("le", "it must be at most {}"),
    "less_than": ("lt", "it must be less than {}"),
    "literal_error": ("expected", "it must be {}"),
    "too_short": ("min_length", "at least {} must be given"),
}


def in_words(kind: str, context: Mapping[str, object], *, name: str, message: str) -> str:
    """What is wrong, given pydantic's `type`, `ctx` and `msg` of an error.

    name: of the setting. A message of our own ("Value error, …") is kept.
    """
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    form = _FORMS.get(name.rpartition(".")[2])
    if kind == "string_pattern_mismatch":
        return form or "it has another form than is needed"
    if kind == "too_short" and form:
        return form
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return words.format(_plain(context.get(key, "")))
    needed = next((words for start, words in _KINDS.items() if kind.startswith(f"{start}_")), None)
    return needed or f"{message[:1].lower()}{message[1:]}"


def in_a_line(error: Exception) -> str:
    """What is wrong with a line of JSON that a user wrote, given what reading it raised."""
    if isinstance(error, KeyError):
        return f"the key {error} is missing"
    if isinstance(error, ValueError) and hasattr(error, "colno"):  # a JSONDecodeError
        return f"it is not JSON: {error}"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error)


def told(name: str, fault: str, *, origin: str, options: Mapping[str, str]) -> tuple[str, str]:
    """Message and hint for the setting `name`; one set by a flag goes by the flag's own name.

    options: the settings that flags set, by the flag without its dashes.
    """
    short = next((short for short, long in options.items() if long == name), None)
    if origin == "flag" and short:
        flag = f"--{short.replace('_', '-')}"
        return f"{flag}: {fault}", f"Correct {flag}; as a setting it is {name}."
    where = _variable(name) if origin == "environment" else name
    hint = f"Correct {where}; then `litsynth config show` lists all settings and their values."
    return f"{origin}: {name}: {fault}", hint


def meant(name: str, known: Sequence[str]) -> str | None:
    """The one of `known` that `name` is nearest to; None if none is near.

    A key without its section, or in a wrong one, counts as near.
    """
    tail = name.rpartition(".")[2]
    ends = {one.rpartition(".")[2]: one for one in reversed(known)}
    if whole := get_close_matches(name, known, n=1, cutoff=0.85):
        return whole[0]
    near = get_close_matches(tail, list(ends), n=1, cutoff=0.75)
    return ends[near[0]] if near else None


def unknown(name: str, known: Sequence[str], *, origin: str) -> tuple[str, str]:
    """Message and hint for a setting that there is not, in the spelling of where it stands.

    origin: "environment", "flag", or the file.
    """

    def spelt(one: str) -> str:
        return _variable(one) if origin == "environment" else one

    near = meant(name, known)
    section = name.partition(".")[0]
    own = [one for one in known if one.partition(".")[0] == section]
    parts = []
    if own and section == name:
        parts.append(f"{name} is a section: settings stand under [{name}].")
    elif near:
        under, _, key = near.rpartition(".")
        at = f" ({key} under [{under}])" if origin.endswith(".toml") else ""
        parts.append(f"Did you mean {spelt(near)}{at}?")
    if own:
        parts.append(f"Known settings: {', '.join(map(spelt, own))}.")
    else:
        sections = dict.fromkeys(one.partition(".")[0] for one in known)
        parts.append(f"Known sections: {', '.join(sections)}.")
        parts.append("Once it is corrected, `litsynth config show` lists all settings.")
    shown = spelt(name) if origin == "environment" else repr(name)
    return f"{origin}: there is no setting {shown}", " ".join(parts)


def _variable(name: str) -> str:
    return f"LITSYNTH_{name.replace('.', '__', 1).upper()}"


def _plain(bound: object) -> str:
    return f"{bound:g}" if isinstance(bound, int | float) else str(bound)
