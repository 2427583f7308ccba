"""Boolean queries as OpenAlex and Semantic Scholar's bulk search read them, over our catalogue."""

import re
from collections.abc import Callable, Sequence

from .matching import words
from .records import Entry

_TOKEN = re.compile(r'\s*(?:"([^"]*)"|([()])|([^\s()"]+))')

Matches = Callable[[Entry], bool]


class MalformedQueryError(Exception):
    """The service would answer 400."""


def parse(text: str, *, conjunction: str, disjunction: str) -> Matches:
    """What `text` matches. Words side by side are ANDed. Raises MalformedQueryError."""
    tokens = _tokens(text)
    parser = _Parser(tokens, conjunction, disjunction)
    found = parser.either()
    if parser.at < len(tokens):
        raise MalformedQueryError(f"unexpected {tokens[parser.at]!r}")
    return found


def holds(entry: Entry, phrase: str) -> bool:
    """Whether the words of `phrase` stand side by side in title or abstract."""
    sought = words(phrase)
    if not sought:
        raise MalformedQueryError(f"no word in {phrase!r}")
    return any(
        text[at : at + len(sought)] == sought
        for text in (words(entry.title), words(entry.abstract))
        for at in range(len(text) - len(sought) + 1)
    )


def _tokens(text: str) -> list[tuple[str, str]]:
    """("phrase" or "sign", text), in order."""
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise MalformedQueryError(f"cannot read {text[at:]!r}")
        phrase, parenthesis, word = match.groups()
        tokens.append(("phrase", phrase) if phrase is not None else ("sign", parenthesis or word))
        at = match.end()
    return tokens


class _Parser:
    def __init__(
        self, tokens: Sequence[tuple[str, str]], conjunction: str, disjunction: str
    ) -> None:
        self.at = 0
        self._tokens = tokens
        self._and = ("sign", conjunction)
        self._or = ("sign", disjunction)

    def either(self) -> Matches:
        found = [self._all()]
        while self._next() == self._or:
            self.at += 1
            found.append(self._all())
        return lambda entry: any(each(entry) for each in found)

    def _all(self) -> Matches:
        found = [self._one()]
        while self._next() not in {None, self._or, ("sign", ")")}:
            if self._next() == self._and:
                self.at += 1
            found.append(self._one())
        return lambda entry: all(each(entry) for each in found)

    def _one(self) -> Matches:
        token = self._next()
        self.at += 1
        if token == ("sign", "("):
            inside = self.either()
            if self._next() != ("sign", ")"):
                raise MalformedQueryError("a parenthesis is not closed")
            self.at += 1
            return inside
        if token is None or token in {self._and, self._or, ("sign", ")")}:
            raise MalformedQueryError("an operator without a term")
        return lambda entry: holds(entry, token[1])

    def _next(self) -> tuple[str, str] | None:
        return self._tokens[self.at] if self.at < len(self._tokens) else None
