"""Sentences that are no claims whatever a model says, each with the reason. Pure."""

import re

from litsynth.claims.places import Sentence
from litsynth.claims.referents import without_lead
from litsynth.claims.unfit import unfit
from litsynth.records import SectionKind

LONGEST_WORDS = 80
SHORTEST_WORDS = 4

_CLOSED_SECTIONS = frozenset(
    {SectionKind.FRONT, SectionKind.REFERENCES, SectionKind.ACKNOWLEDGEMENTS}
)
_CLOSED_HEADINGS = re.compile(
    r"\b(?:reviewers?|referees?|responses?\s+to|rebuttal|acknowledge?ments?|funding|data\s+availability"
    r"|availability|author\s+contributions?|competing|ethic(?:s|al)|notations?|future\s+work|outlook"
    r"|proofs?|supplementary|references|bibliography)\b",
    re.IGNORECASE,
)
"""Headings under which no claims are looked for, whatever the reader took the section for."""
_OUTLOOK = re.compile(r"\bconclu|\bdiscuss|\bsummary", re.IGNORECASE)

_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("\u201c", "\u201d"))
_BRACKETED = re.compile(r"\([^()]*\)")
"""Where clinical results have their figures: intervals, p-values, counts."""
_LABEL = re.compile(r"^[A-Z][^.:;,]{2,60}:\s+(?=[a-z])")
_GLUED_HEADING = re.compile(r"^\d+(?:\.\d+)*\.?\s+[A-Z][^.]{2,60}\.[A-Z][a-z]*\s")
"""A numbered heading with the sentence below it, as where a file has no space between them."""
_ENTRY = re.compile(
    r"^[A-Z][^.:;,]{2,60}:\s+(?:also\s+)?(?:provides|presents|introduces|describes|explains|covers|shows"
    r"|discusses|contains|explores|illustrates|includes|offers|gives|demonstrates|allows|enables"
    r"|supports|implements|learn|understand)\b"
)
_FRAGMENT = re.compile(
    r"^(?:A|An)\s+(?:[\w-]+\s+){1,2}(?:constraining|model+ing|containing|consisting|comprising|describing"
    r"|denoting|representing|linking|connecting)\b(?!.*\b(?:is|are|was|were|has|have|can|will)\b)"
)
_TITLE = re.compile(r"^(?:An?|On|Towards?)\s")
_END = re.compile(r"(?<![,;:])[.!\u2026][\"'\u201d\u2019)\]]*$")
_VERBS = (
    "accelerate achieve add affect agree allow appear apply argue beat become begin benefit"
    " bring build cause change choose come compare confirm consist contain contribute"
    " converge correlate cost damp decrease define degrade delay demonstrate depend"
    " determine differ dominate double drop eliminate enable exceed exhibit exist explain"
    " extend fail fall favor favour find follow generalize get give go grow halve help hold"
    " imply improve include increase indicate inhibit involve keep know lack lead learn"
    " leave lengthen lie lose lower make match mean meet need obtain occur offer outperform"
    " perform play predict prefer prevent produce promote protect prove provide raise reach"
    " reduce reflect rely remain report represent require restore retain reveal rise run"
    " saturate say scale see seem serve set shorten show slow solve speed stabilise"
    " stabilize stand suffer suggest support take tend transfer trigger triple use vary win"
    " work worsen write yield"
).split()
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|could|may|might|will|would"
    r"|shall|should|must|\w+n['\u2019]t|\w{2,}ed|became|began|brought|built|came|chose|fell|felt"
    r"|found|gave|got|grew|held|kept|knew|learnt|led|left|lost|made|met|ran|rose|said|saw|set|sent"
    r"|stood|taught|thought|told|took|went|won|wrote)\b"
    r"|\b(?:we|they|it|this|that|these|which|who|I|[Ww]e|It|They|This|These)\s+(?:\w+ly\s+|also\s+)?"
    r"[a-z]{3,}\b"
    rf"|\b(?:{'|'.join(_VERBS)}|varies|relies|applies|implies|lies)(?:s|es)?\b"
    r"|\b[a-z]{2,}s\s+(?:the|a|an|its|their|our|all|no|more|less|better|worse|by|that|how)\b"
)

VERBLESS_WORDS = 8
"""Up to so many words a sentence must hold a verb that we know; a longer one surely has one."""
TITLE_WORDS = 14
"""The same for what begins as titles do: entries of a list of references lose their authors."""
MOST_SYMBOLS = 0.4
"""Share of characters that may be no letters."""
MOST_FIGURES = 0.35
"""Share of words that may hold a digit."""
MOST_LETTERS_ALONE = 0.25
"""Share of words that may be a single letter: more is a formula that was torn apart."""
MOST_CAPITALS = 0.5
"""Share of words that may be all capitals."""


def fault(sentence: Sentence) -> str | None:
    """Why `sentence` cannot be listed as a claim, in words; None if it can."""
    if not sentence.running:
        return "not running text"
    if sentence.section in _CLOSED_SECTIONS:
        return f"stands in {sentence.section.value}"
    if _CLOSED_HEADINGS.search(sentence.heading) and not _OUTLOOK.search(sentence.heading):
        return "stands under a heading that promises no claims"
    return broken(sentence.plain) or unfit(sentence.text) or unfit(without_lead(sentence.plain))


def broken(text: str) -> str | None:
    """What is wrong with `text` as a sentence of prose, or None."""
    words = text.split()
    if len(words) < SHORTEST_WORDS:
        return "too short"
    capitals = sum(word.isupper() and len(word) > 1 for word in words)
    label = _LABEL.match(text)
    checks = (
        ("too long", len(words) > LONGEST_WORDS),
        ("starts in the middle", _starts_inside(words[0])),
        ("does not end", not _END.search(text)),
        (
            "brackets do not close",
            any(text.count(one) != text.count(other) for one, other in _PAIRS),
        ),
        ("mostly symbols and figures", _is_mostly_symbols(_BRACKETED.sub("", text))),
        ("a heading before it", _GLUED_HEADING.match(text)),
        ("a heading", capitals > MOST_CAPITALS * len(words)),
        (
            "an entry of a list",
            _ENTRY.match(text) or (label and not _FINITE.search(label.group())),
        ),
        ("no verb", _FRAGMENT.match(text)),
        (
            "no verb",
            len(words) <= (TITLE_WORDS if _TITLE.match(text) else VERBLESS_WORDS)
            and not _FINITE.search(text),
        ),
    )
    return next((reason for reason, is_so in checks if is_so), None)


def _is_mostly_symbols(text: str) -> bool:
    words = text.split()
    printed = [character for character in text if not character.isspace()]
    symbols = sum(not character.isalpha() for character in printed)
    figures = sum(any(character.isdigit() for character in word) for word in words)
    alone = sum(len(word.strip(".,;:()")) == 1 and word not in {"a", "A", "I"} for word in words)
    return (
        symbols > MOST_SYMBOLS * len(printed)
        or figures > MOST_FIGURES * len(words)
        or alone > MOST_LETTERS_ALONE * len(words)
    )


def _starts_inside(word: str) -> bool:
    """Whether a first word looks like the middle of a sentence ("mBERT" and "tf-idf" do not)."""
    bare = word.lstrip("\"'\u201c\u2018([")
    if not bare:
        return True
    if not bare[0].isalpha():
        return not bare[0].isdigit() and bare[0] not in "\u223c~$@#"
    return bare[0].islower() and not any(c.isupper() or c.isdigit() for c in bare[1:])
