"""Words that run together where a cut-off file lost its letters' widths, taken apart. Pure.

Without widths no white space is seen where the type changes. Only what the paper itself has as
words elsewhere is taken apart.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from litsynth.reading.printed import PrintedFile, PrintedLine

_AROUND = ".,;:!?()[]“”\"'’"
_STOP_WITHIN = re.compile(r"(?P<head>.*[a-z]{2}[.)])(?P<tail>[A-Z][a-z].*)")
_CAPITAL_WITHIN = re.compile(r"(?P<head>a|[a-z]{2,})(?P<tail>[A-Z].*)")
_AFTER_A_NAME = re.compile(
    r"(?P<head>.*[A-Z].*)(?P<tail>will|can|and|are|is|was|were|for|with|the|of|to|in|by|as|or)"
)
_BEFORE_A_WORD = re.compile(
    r"(?P<head>the|The)(?P<tail>[a-z]{4,})|(?P<first>to|and)(?P<next>[a-z]{5,})"
)
_LEAST = 2
"""Times that a word without a capital stands alone elsewhere."""


def unglued(file: PrintedFile) -> PrintedFile:
    """The file with a space between words that were printed apart, as far as it can be told."""
    known = Counter(
        token.strip(_AROUND)
        for page in file.pages
        for line in page.lines
        for token in line.text.split()
    )
    return replace(
        file,
        pages=tuple(
            replace(page, lines=tuple(_line(line, known) for line in page.lines))
            for page in file.pages
        ),
    )


def _line(line: PrintedLine, known: Mapping[str, int]) -> PrintedLine:
    text = " ".join(_apart(token, known) for token in line.text.split(" "))
    return line if text == line.text else replace(line, text=text)


def _apart(token: str, known: Mapping[str, int]) -> str:
    """The token with a space in it, or as it is."""
    times = known[token.strip(_AROUND)]
    if found := _CAPITAL_WITHIN.fullmatch(token):
        tail = found["tail"].strip(_AROUND)
        if known[found["head"]] and (known[tail] >= times or (tail.isupper() and times == 1)):
            return f"{found['head']} {found['tail']}"
    if times > 1:
        return token  # What is printed so twice is meant so.
    if (found := _STOP_WITHIN.fullmatch(token)) and known[found["head"].strip(_AROUND)]:
        return f"{found['head']} {found['tail']}"
    if (found := _AFTER_A_NAME.fullmatch(token)) and known[found["head"]]:
        return f"{found['head']} {found['tail']}"
    if found := _BEFORE_A_WORD.fullmatch(token.rstrip(_AROUND)):
        head, tail = found["head"] or found["first"], found["tail"] or found["next"]
        if known[tail] >= _LEAST:
            return f"{head} {token[len(head) :]}"
    return token
