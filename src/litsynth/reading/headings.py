"""What a heading says about its section. Pure; works on the words alone."""

import re

from litsynth.records import SectionKind

_NUMBER = re.compile(
    r"^(?:(?:[Ss]ection|[Cc]hapter|[Aa]ppendix)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}(?:\.(?:[A-H]|\d{1,2}))?(?=[.)\s])|[A-H](?:\.\d{1,2}){0,3}(?=[.)\s]\s*[A-Z][a-z]|[.)\s]\s*[A-Z]{2}))"
    r"[.):]?\s+(?=\S)",
)
_APPENDIX = re.compile(r"appendi(?:x|ces)\b", re.IGNORECASE)
_KIND_WORDS: tuple[tuple[SectionKind, str], ...] = (
    (SectionKind.ABSTRACT, r"(?:extended )?abstract$|summary$|synopsis$"),
    (
        SectionKind.REFERENCES,
        r"references?(?: and notes)?$|bibliography$|(?:works|literature) cited$|cited literature$",
    ),
    (
        SectionKind.ACKNOWLEDGEMENTS,
        (
            r"acknowledge?ments?\b|funding\b|(?:author|credit author)(?:ship)? contributions?\b|"
            r"(?:declaration of )?(?:competing|conflicts? of) interests?\b|data availability|"
            r"ethics (?:statement|approval)|ethical approval"
        ),
    ),
    (SectionKind.APPENDIX, r"supplement(?:ary|al)\b|supporting information"),
    (SectionKind.LIMITATIONS, r"(?:[\w ]+ )?limitations?\b|threats to validity"),
    (
        SectionKind.RELATED_WORK,
        (
            r"(?:background and )?related (?:work|research|literature)|(?:previous|prior) work|"
            r"literature review|background\b|state of the (?:art|field)|preliminaries"
        ),
    ),
    (
        SectionKind.INTRODUCTION,
        r"introduction\b|motivation\b|overview$|statement of need",
    ),
    (
        SectionKind.CONCLUSION,
        (
            r"(?:[\w ]+ (?:and|&) )?(?:conclusions?|concluding remarks|future work|outlook|"
            r"summary and \w+)\b"
        ),
    ),
    (
        SectionKind.DISCUSSION,
        r"(?:general )?discussions?\b|implications\b|error analysis|analysis\b",
    ),
    (
        SectionKind.RESULTS,
        r"(?:[\w ]+ )?(?:results?|findings|evaluation|benchmarks?)\b|experiments?$|experiments and",
    ),
    (
        SectionKind.METHODS,
        (
            r"(?:materials? and )?methods?\b|methodology\b|approach\b|"
            r"(?:our|proposed) (?:method|approach|model)|experimental (?:set-?up|design|settings?)|"
            r"(?:model|system|data|datasets?|implementation|architecture|training|algorithms?|"
            r"participants|procedure|study design|statistical analysis)$|(?:data|materials) and "
        ),
    ),
)
"""Which words open which section. The first that fits wins."""
_KINDS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KIND_WORDS)

_LONGEST_KNOWN = 40
_KNOWN = re.compile(
    r"^(?:abstract|introduction|references|bibliography|acknowledge?ments?|conclusions?|discussion|"
    r"results|methods?|materials and methods|related work|background|limitations|appendix|keywords)"
    r"\s*[:.]?$",
    re.IGNORECASE,
)


def bare(heading: str) -> str:
    """The heading without its number."""
    return _NUMBER.sub("", heading.strip(), count=1).strip(" .:") or heading.strip()


def number_of(heading: str) -> str | None:
    """The heading's number ("3.1", "IV", "A"), or None."""
    found = _NUMBER.match(heading.strip())
    return found.group("number") if found else None


def depth_of(heading: str) -> int:
    """1 for a section ("3 Data"), 2 for "3.1", and so on; 1 where it has no number."""
    return (number_of(heading) or "").count(".") + 1


def is_known(text: str) -> bool:
    """Whether the words alone make it a heading, however it is printed."""
    if len(text) > _LONGEST_KNOWN:
        return False
    words = bare(text)
    # A paragraph may end with a line that says "results."; a heading has a capital.
    return not words[:1].islower() and bool(_KNOWN.match(words))


def kind_of(heading: str) -> SectionKind:
    """The kind of section that these words head; OTHER where they do not say."""
    words = bare(heading)
    if _APPENDIX.match(heading.strip()) or _APPENDIX.match(words):
        return SectionKind.APPENDIX  # Whatever "Appendix B. Results" is about.
    return next((kind for kind, told in _KINDS if told.match(words)), SectionKind.OTHER)


def kind_below(above: SectionKind, heading: str, depth: int) -> tuple[SectionKind, SectionKind]:
    """The kind of the section that these words head, and what stands `above` the next heading.

    Where the words do not say the kind, a subsection has that of its section, and all that follows
    an appendix is part of it.
    """
    kind = kind_of(heading)
    if depth == 1 and above is not SectionKind.APPENDIX:
        above = kind
    return (above if kind is SectionKind.OTHER else kind), above
