"""LaTeX's macros expanded, the paper's own and well-known ones. Pure; always ends."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from litsynth.reading.latex_braces import braced, bracketed

_DEEPEST = 40
_MOST = 2_000_000
"""Characters that expanding may add. Beyond it macros give nothing."""
_EACH = 16
"""What any expansion counts, however short."""
_TOKEN = re.compile(r"\\(?:[a-zA-Z@]+|.)|\^\s*(?=[{\\])|_\s*(?=\{)", re.DOTALL)
_BRACKET = re.compile(r"[ \t]*(?:\n[ \t]*)?\[")
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*(?=\S)")
_PLACE = re.compile(r"(\\[a-zA-Z@]+)?#([1-9#])")
_PARAMETERS = re.compile(r"[^{}]*")
_PLAIN_PARAMETERS = re.compile(r"\s*(?:#[1-9]\s*)*")
_ENDS_IN_NAME = re.compile(r"\\[a-zA-Z@]+\Z")
_NEW = frozenset(
    {
        r"\newcommand", r"\renewcommand", r"\providecommand", r"\DeclareRobustCommand",
        r"\DeclareMathOperator",
    }
)  # fmt: skip
_DEF = frozenset({r"\def", r"\gdef", r"\edef", r"\xdef"})
_LET = r"\let"
_KEPT = re.compile(
    r"\\(?:[cC]ite[a-zA-Z]*|(?:text|paren|auto|online)cite|(?:auto|c|C)?ref|label|caption|footnote|item"
    r"|begin|end|part|chapter|(?:sub)*section|paragraph|input|include|title|author|appendix|par"
    r"|maketitle|bibitem|bibliography|and|And|AND|[^a-zA-Z\d])"
)
"""What the reader knows better than a paper that changes how it looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """What a command stands for. `#1` in the body is its first argument."""

    body: str | Callable[[Sequence[str]], str] = ""
    arguments: int = 0
    default: str | None = None
    """Of the first argument if that may stand in brackets, else None."""
    is_fixed: bool = False
    """Whether it stays what it is whatever the paper makes of it."""

    def most(self, arguments: Sequence[str]) -> int:
        """No fewer characters than `given` makes of these arguments."""
        longest = max(map(len, arguments), default=0)
        if not isinstance(self.body, str):
            return 2 * sum(map(len, arguments))
        return len(self.body) + self.body.count("#") * longest

    def given(self, arguments: Sequence[str]) -> str:
        """The body with its arguments; what is missing is empty."""
        if not isinstance(self.body, str):
            return self.body(arguments)

        def filled(found: re.Match[str]) -> str:
            before = found[1] or ""
            if found[2] == "#":
                return f"{before}#"
            number = int(found[2])
            argument = arguments[number - 1] if number <= len(arguments) else ""
            runs_on = before and argument[:1].isalpha()
            return f"{before} {argument}" if runs_on else before + argument

        return _PLACE.sub(filled, self.body)


def expanded(source: str, known: Mapping[str, Macro]) -> str:
    """`source` with its definitions taken out and followed, besides the `known` ones.

    A macro that leads to itself ends after some rounds.
    """
    return _Expansion(known).run(source)


def definitions(source: str) -> Mapping[str, Macro]:
    """The macros that the source defines, by command."""
    expansion = _Expansion({})
    expansion.run(source)
    return expansion.macros


class _Expansion:
    """Reads on in the innermost macro's text until that ends, then in the one around it."""

    def __init__(self, known: Mapping[str, Macro]) -> None:
        self.macros = dict(known)
        self._fixed = frozenset(name for name, macro in known.items() if macro.is_fixed)
        self._texts: list[tuple[str, int, int]] = []
        """What is still to be read: text, from where, how deep."""
        self._left = _MOST

    def run(self, source: str) -> str:
        pieces: list[str] = []
        self._texts = [(source, 0, 0)]
        while self._texts:
            text, at, depth = self._texts.pop()
            found = _TOKEN.search(text, at)
            if found is None:
                pieces.append(text[at:])
                continue
            pieces.append(text[at : found.start()])
            printed = found.group()
            command = self._named(printed.rstrip(), depth)
            if "@" in printed:
                printed = command
            self._texts.append((text, found.start() + len(printed), depth))
            pieces.append(self._met(command, printed, depth))
        return "".join(pieces)

    def _named(self, command: str, depth: int) -> str:
        """The command without what follows it in running text: "recall" of "recall@5"."""
        name = command.partition("@")[0]
        is_inner = command in self.macros or depth or len(name) == 1
        return command if is_inner else name

    def _met(self, command: str, printed: str, depth: int) -> str:
        """What is printed where the command stands; what it stands for is read next."""
        if command in _NEW:
            return self._new(command)
        if command in _DEF:
            return self._def()
        if command == _LET:
            return self._let()
        macro = self.macros.get(command)
        if macro is None:
            return "" if "@" in command else printed
        arguments = self._arguments(macro)
        self._left -= macro.most(arguments) + _EACH
        text = macro.given(arguments) if depth < _DEEPEST and self._left > 0 else ""
        if not text:
            return self._line_end()
        runs_on = _ENDS_IN_NAME.search(text) and self._next().isalpha()
        self._texts.append((f"{text} " if runs_on else text, 0, depth + 1))
        return ""

    def _arguments(self, macro: Macro) -> Sequence[str]:
        if not macro.arguments:
            return ()
        self._skip("*")
        if macro.default is None:
            return [self._argument() for _ in range(macro.arguments)]
        option = self._option()
        first = macro.default if option is None else option
        return [first, *(self._argument() for _ in range(macro.arguments - 1))]

    def _new(self, command: str) -> str:
        self._skip("*")
        name = self._argument().strip()
        count = self._option() or "0"
        default = self._option()
        body = self._argument()
        if command != r"\providecommand" or name not in self.macros:
            arguments = int(count) if count.strip() in set("0123456789") else 0
            self._keep(name, Macro(body=body, arguments=arguments, default=default))
        return self._line_end()

    def _def(self) -> str:
        name = self._argument().strip()
        parameters = self._matching(_PARAMETERS)
        body = self._argument()
        if _PLAIN_PARAMETERS.fullmatch(parameters):
            self._keep(name, Macro(body=body, arguments=parameters.count("#")))
        return self._line_end()

    def _let(self) -> str:
        name = self._argument().strip()
        self._matching(_GAP)
        self._skip("=")
        target = self._argument().strip()
        self._keep(name, self.macros.get(target, Macro(body=target)))
        return self._line_end()

    def _keep(self, name: str, macro: Macro) -> None:
        is_command = name.startswith("\\") and len(name) > 1
        if is_command and name not in self._fixed and not _KEPT.fullmatch(name):
            self.macros[name] = macro

    def _line_end(self) -> str:
        """A blank for a line that ends here, so that an emptied line makes no paragraph."""
        return " " if self._matching(_LINE_END) else ""

    def _skip(self, mark: str) -> None:
        self._matching(re.compile(re.escape(mark)))

    def _matching(self, pattern: re.Pattern[str]) -> str:
        """Takes what the pattern matches at the place that is read."""
        self._leave_ended()
        if not self._texts:
            return ""
        text, at, depth = self._texts.pop()
        found = pattern.match(text, at)
        self._texts.append((text, found.end() if found else at, depth))
        return found.group() if found else ""

    def _next(self) -> str:
        self._leave_ended()
        text, at, _ = self._texts[-1] if self._texts else ("", 0, 0)
        return text[at : at + 1]

    def _leave_ended(self) -> None:
        while self._texts and self._texts[-1][1] >= len(self._texts[-1][0]):
            self._texts.pop()

    def _option(self) -> str | None:
        """What brackets hold if they come next, else None."""
        self._leave_ended()
        if not self._texts:
            return None
        text, at, depth = self._texts[-1]
        begun = _BRACKET.match(text, at)
        if begun is None:
            return None
        inner, end = bracketed(text, begun.end() - 1)
        self._texts[-1] = (text, end, depth)
        return inner

    def _argument(self) -> str:
        """The next argument: what braces hold, or one command or character."""
        self._matching(_GAP)
        self._leave_ended()
        if not self._texts:
            return ""
        text, at, depth = self._texts.pop()
        if text[at] == "{":
            inner, at = braced(text, at)
        elif text[at] in "}$&\n":
            inner = ""
        else:
            found = _TOKEN.match(text, at)
            inner = found.group() if found else text[at]
            at += len(inner)
        self._texts.append((text, at, depth))
        return inner
