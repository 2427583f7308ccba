"""Text that was printed on pages, as pdftotext gives it, without the traces of pages. Pure."""

import re

from litsynth.reading.hyphens import halves_share, hyphen_stays

_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_PAGE_END = re.compile(r"\s*\f[\s\f]*")
_CUT = re.compile(r"(?P<before>\S{0,60}\w)-\n[^\S\n]*(?P<after>\w\S{0,60})")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FENCES = ("```", "~~~")


def unpaged(text: str) -> str:
    """`text` less numbers of pages; paragraphs and words that lines or pages cut are whole."""
    text = _without_numbers(text)
    if "\f" in text:
        text = _PAGE_END.sub(_page_end, text)
    return _made_whole(text)


def _without_numbers(text: str) -> str:
    """The text with the end of a page where a page's number stands alone."""
    lines = text.replace("\f", "\n\f\n").split("\n")
    is_code = False
    for at, line in enumerate(lines):
        is_code ^= line.lstrip().startswith(_FENCES)
        around = (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
        is_alone = not is_code and not any(map(str.strip, around))
        if is_alone and _PAGE_NUMBER.fullmatch(line.strip()):
            lines[at] = "\f"
    return "\n".join(lines)


def _page_end(found: re.Match[str]) -> str:
    """What parts two pages: nothing where a sentence goes on."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    goes_on = after.islower() and (before.isalnum() or before in {",", "-"})
    return "\n" if goes_on else "\n\n"


def _made_whole(text: str) -> str:
    if _CUT.search(text) is None:
        return text
    words = set(_WORD.findall(_CUT.sub(" ", text).casefold()))
    words |= {f"{word.partition('-')[0]}-" for word in tuple(words) if "-" in word}

    def whole(found: re.Match[str]) -> str:
        before, after = found["before"], found["after"]
        if halves_share(after):
            return found.group()
        hyphen = "-" if hyphen_stays(before, after, words.__contains__) else ""
        return f"{before}{hyphen}{after}"

    return _CUT.sub(whole, text)
