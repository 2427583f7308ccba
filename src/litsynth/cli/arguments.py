"""What a shell hands over, as text."""

import os

from litsynth.errors import ConfigError


def readable(text: str, *, what: str) -> str:
    """`text` as it was typed. `what` names it in the error: "the question".

    Python keeps bytes that its locale cannot read as lone surrogates; in them UTF-8 may still be
    read. Raises ConfigError for bytes that are no UTF-8: guessing would search for other words.
    """
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError as error:
        shown = text.encode("ascii", "replace").decode()
        raise ConfigError(
            f"{what} is not written in UTF-8: {shown}",
            hint="Let your terminal use UTF-8 (for example LC_ALL=C.UTF-8), or put the question "
            "into a UTF-8 file for `litsynth batch`.",
        ) from error
