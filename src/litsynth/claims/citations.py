"""Citations in running text: where they stand, text without them, and results that are cited.

Knows the shapes "(Phang et al., 2018)", "Phang et al. (2018)", "[12, 14]" and "[Smi20]". Does not
know the bibliography.
"""

import re

from litsynth.citing import YEAR
from litsynth.spans import Span

# Stricter than where a bibliography is at hand: what is taken for a citation here is left out.
_PARTICLE = r"(?:(?:van|von|de|den|der|del|di|da|du|la|le|el|al|ten|ter|bin|Van|De|Di|La|Le)\s+)*"
_NAME = rf"{_PARTICLE}[A-Z][^\W\d_]*(?:[-'\u2019.]\s?[^\W\d_]+)*\.?"
_NAMES = rf"{_NAME}(?:(?:,\s+|\s+and\s+|\s+&\s+|,\s+and\s+|,\s*&\s+){_NAME})*"
_AUTHORS = rf"{_NAMES}(?:,?\s+et\s+al\.?|,?\s+and\s+(?:others|colleagues))?(?:['\u2019]s)?"
_LEAD = r"(?:(?:see|also|e\.g\.|i\.e\.|cf\.|for example|for instance|and|in|by|from|of)[,:]?\s+)*"
_PAGES = r"(?:,\s*(?:pp?\.|[Ss]ec\.|[Ss]ection|§|[Cc]h\.|[Cc]hapter|[Ff]ig\.)[^;()]*)?"
_WORK = rf"{_LEAD}{_AUTHORS},?\s+\(?{YEAR}(?:\s*(?:,|and|&)\s*(?:{YEAR}|[a-z]\b))*\)?{_PAGES}"

_PARENTHESIS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_ONE_WORK = re.compile(_WORK)
_NUMBERS = re.compile(
    r"\[(?:(?:see|e\.g\.|cf\.),?\s+)?[1-9]\d{0,2}(?:\s*[,;\u2013\u2014-]\s*[1-9]\d{0,2})*"
    r"(?:,\s*(?:pp?\.|[A-Z][a-z]+\.?)[^\[\]]{0,30})?\]"
)
_KEYS = re.compile(r"\[[A-Z][A-Za-z+]{0,9}\d\d[a-z]?(?:\s*[,;]\s*[A-Z][A-Za-z+]{0,9}\d\d[a-z]?)*\]")
_LIST = re.compile(
    rf"{_NUMBERS.pattern}"
    rf"(?:\s*(?:,\s*and\b|[,;\u2013\u2014-]|\band\b)?\s*{_NUMBERS.pattern})*"
)
"""As the IEEE has it: "[14], [4], and [17]"."""
_LEFT_OPEN = re.compile(r",\s*(?=[,;:]|\.(?![.\d]))|,?\s*\((?:see(?: also)?|e\.g\.|cf\.)[\s,;]*\)")
"""What is left before and around a citation that went."""
_TEXTUAL = re.compile(
    rf"(?<![\w(]){_NAMES}(?:,?\s+et\s+al\.?)?(?:['\u2019]s)?\s+"
    rf"(?:\({YEAR}(?:\s*[,;]\s*{YEAR})*{_PAGES}\)|(?={_NUMBERS.pattern}))"
)
_AFTER_NAMES = re.compile(rf"\s(?:\({YEAR}|{_NUMBERS.pattern})")
"""Without it names cite nothing; a list of a thousand authors is then not gone through."""
_ET_AL = re.compile(rf"(?<![\w(]){_NAME}\s+et\s+al\b\.?")
_TAKES_OBJECT = re.compile(
    r"\b(?:in|of|by|from|to|with|see|following|per|via|than|and|or|on|as|like|for|at|is|are|both"
    r"|work|works|ref\.?|refs\.?|reference|references|range|interval)\s*$",
    re.IGNORECASE,
)


def citations(text: str) -> tuple[Span, ...]:
    """Every citation in `text`, in order, without overlap.

    Bracketed ones have their brackets, textual ones the names.
    """
    textual = (_TEXTUAL,) if _AFTER_NAMES.search(text) else ()
    found = [
        Span(*match.span())
        for pattern in (*textual, _NUMBERS, _KEYS)
        for match in pattern.finditer(text)
    ]
    found += [
        Span(*match.span())
        for match in _PARENTHESIS.finditer(text)
        if _works(match.group(1)) is not None
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _works(inside: str) -> str | None:
    """What is left of a parenthesis without its citations, or None if it cites nothing."""
    parts = [part.strip() for part in inside.split(";")]
    rest = [part for part in parts if not _ONE_WORK.fullmatch(part)]
    return None if len(rest) == len(parts) else "; ".join(rest)


def without_citations(text: str) -> str:
    """`text` on one line, less the citations that the sentence does not need to be read.

    A citation that is a part of the sentence ("as in [12]", "Phang et al. (2018) find") stays.
    """
    flat = " ".join(text.split())
    short = _PARENTHESIS.sub(_shortened, flat)
    for pattern in (_LIST, _KEYS):
        short = _dropped(pattern, short)
    if short != flat:
        short = _LEFT_OPEN.sub("", short)
    short = re.sub(r"\s+([.,;:!?])(?!\d|\.\.)", r"\1", short)
    return re.sub(r"\s{2,}", " ", short).strip()


def _shortened(match: re.Match[str]) -> str:
    rest = _works(match.group(1))
    if rest is None or _needed(match.string, match.start()):
        return match.group()
    return f"({rest})" if rest else ""


def _dropped(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(
        lambda match: match.group() if _needed(match.string, match.start()) else "", text
    )


def _needed(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or bool(_TAKES_OBJECT.search(before)) or bool(_ET_AL.search(before[-20:]))


_REPORTS = (
    r"(?:ha(?:ve|s)\s+)?(?:also\s+|recently\s+|first\s+|previously\s+|further\s+|been\s+)*"
    r"(?:find|found|finds|show|shows|showed|shown|report|reports|reported|propose|proposes|proposed"
    r"|introduce|introduces|introduced|demonstrate|demonstrates|demonstrated|observe|observes"
    r"|observed|argue|argues|argued|suggest|suggests|suggested|use|uses|used|develop|develops"
    r"|developed|present|presents|presented|describe|describes|described|study|studies|studied"
    r"|investigate|investigates|investigated|examine|examines|examined|explore|explores|explored"
    r"|prove|proves|proved|proven|establish|establishes|established|conclude|concludes|concluded"
    r"|apply|applies|applied|achieve|achieves|achieved|claim|claims|claimed|note|notes|noted"
    r"|conjecture|conjectured|extend|extends|extended|obtain|obtains|obtained|discuss|discusses"
    r"|discussed|provide|provides|provided|define|defines|defined|consider|considers|considered)"
)
_CITED_SUBJECT = re.compile(
    rf"^(?:\W*(?:For\s+(?:example|instance)|However|Moreover|Similarly|Recently|Finally|First|Also"
    rf"|More\s+recently|In\s+contrast|In\s+particular|Later|Earlier|Thus|While|Although|Then),?\s+)?"
    rf"(?:{_NAMES}(?:,?\s+et\s+al\.?)?\s*(?:\(|\[)|{_NAME}\s+et\s+al\b|(?:The\s+)?[Aa]uthors\s+(?:of|in)"
    rf"|In\s+(?:\[|{_NAME}\s+(?:et\s+al|\(|and))|\[\d|According\s+to\b|Following\b)"
)
_EARLIER_WORK = re.compile(
    r"\b(?:(?:previous|prior|earlier|past|recent|existing|related|other|several|many|some|numerous"
    r"|these|those|most|more recent|subsequent)\s+)(?:\w+\s+)?(?:works?|stud(?:y|ies)"
    r"|research(?:ers)?"
    r"|authors|papers|approaches|methods|literature|investigations|experiments|efforts|attempts)\b"
    rf"[^.;]{{0,60}}?\b{_REPORTS}\b"
    r"|\bit\s+(?:has\s+been|was|is)\s+(?:well\s+|often\s+|widely\s+|recently\s+|previously\s+)*"
    r"(?:shown|known|reported|suggested|argued|observed|established|proven|proved|demonstrated"
    r"|believed|assumed|claimed|proposed)\b"
    r"|\b(?:has|have)\s+(?:previously|recently|long|already|often)\s+been\s+\w+ed\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|ours|us|I|[Mm]y|[Tt]his\s+(?:paper|work|study|article)|[Tt]he\s+present\s+(?:study|work))\b"
)
_CITED_SIDE = re.compile(
    r"\b(?:consistent|in\s+line|in\s+agreement|agrees?|compared?|contrast|contrary|similar|unlike"
    r"|outperform\w*|better|worse|higher|lower|than|over|extends?|confirm\w*|corroborat\w*)\b",
    re.IGNORECASE,
)


def names_a_work(text: str) -> bool:
    """Whether `text` cites a work or names its authors, so that one could look it up."""
    flat = " ".join(text.split())
    return bool(citations(flat) or _ET_AL.search(flat))


def reports_others(text: str) -> bool:
    """Whether the sentence gives another paper's result.

    Its subject is a cited work or earlier work, or it ends on its source and says nothing of the
    authors' own.
    """
    flat = " ".join(text.split())
    spans = citations(flat)
    own = bool(_OWN.search(flat))
    if _CITED_SUBJECT.match(flat) and spans:
        return not own
    if _EARLIER_WORK.search(flat):
        return not own or bool(_EARLIER_WORK.match(flat))
    if not spans or own:
        return False
    tail = flat[spans[-1].end :].strip(" .;,")
    return not tail and not _CITED_SIDE.search(flat)
