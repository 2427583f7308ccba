"""What is in a YAML text, or in which line it is none, and how to write it instead."""

import yaml

_ADVICE = {
    r"found character '\t'": "indent with blanks, not with tabs",
    "found another document": "leave out the line `---` and put all under one `questions:`",
}
_USUAL = "text with a colon, a quote mark or another sign of YAML's in it must stand in quotes"


class SyntaxMistakeError(Exception):
    """The text is no YAML. Its message says why, and what to do."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line
        """1-based."""


def root_of(text: str) -> yaml.Node | None:
    """All that is in `text`, None if that is nothing. Raises SyntaxMistakeError."""
    try:
        loader = yaml.SafeLoader(text)
    except yaml.reader.ReaderError as error:
        what = f"YAML does not allow the character {text[error.position]!r}"
        line = text.count("\n", 0, error.position) + 1
        raise SyntaxMistakeError(what, line=line) from error
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _told(error, text) from error
    except RecursionError as error:
        line = loader.get_mark().line + 1
        raise SyntaxMistakeError("brackets are nested too deeply", line=line) from error
    finally:
        loader.dispose()


def _told(error: yaml.MarkedYAMLError, text: str) -> SyntaxMistakeError:
    problem = (error.problem or "it is no YAML").removeprefix("but ")
    advice = next((how for what, how in _ADVICE.items() if what in problem), _USUAL)
    mark, began = error.problem_mark, error.context_mark
    # What is never closed is noticed at the end of the file, and is to be mended where it began.
    if began and mark and mark.index >= len(text.rstrip()):
        mark = began
    return SyntaxMistakeError(f"{problem}; {advice}", line=mark.line + 1 if mark else 1)
