"""Sentences that are no claims whatever a model says, each with the reason. Pure."""

import re

from litsynth.claims.places import Sentence
from litsynth.records import SectionKind

LONGEST_WORDS = 80
SHORTEST_WORDS = 5

_CLOSED_SECTIONS = frozenset(
    {SectionKind.FRONT, SectionKind.REFERENCES, SectionKind.ACKNOWLEDGEMENTS}
)
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("\u201c", "\u201d"))
_END = re.compile(r"[.!\u2026][\"'\u201d\u2019)\]]*$")
_LEFT_TO_READ = re.compile(r"[\w\u0370-\u03ff]")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|could|may|might|will|would"
    r"|shall|should|must|isn['\u2019]t|aren['\u2019]t|don['\u2019]t|doesn['\u2019]t|didn['\u2019]t"
    r"|can['\u2019]t|won['\u2019]t)\b"
    r"|\b(?:we|they|it|this|that|these|which|who|I)\s+(?:\w+ly\s+|also\s+)?[a-z]{3,}\b"
    r"|\b[a-z]{2,}(?:ed|es|ts|ns|ds|ps|ks|ms|gs|rs|ws|ys|ls)\b"
    r"|\b(?:show|find|found|see|saw|give|gave|take|took|make|made|hold|held|lead|led|rise|rose|fall"
    r"|fell|grow|grew|become|became|outperform|improve|suggest|indicate|yield|depend|remain|differ"
    r"|perform|achieve|require|provide|allow|reveal|demonstrate|increase|decrease|reduce|occur"
    r"|begin|began|keep|kept|come|came|go|went|tend|appear|seem|agree|vary|affect|help|need"
    r"|support|confirm|exhibit|benefit|produce|contain|follow|exist|play|obtain|beat|win|won)\b"
)

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, flags))
    for reason, pattern, flags in (
        (
            "a question",
            r"\?[\"'\u201d\u2019)\]]*$|^RQ\s?\d|\bwe (?:ask|wonder) (?:whether|if|how|what)\b",
            re.I,
        ),
        (
            "a caption",
            r"^(?:(?:Fig(?:ure|\.)?|Table|Tab\.|Algorithm|Listing|Scheme|Box|Plate|Chart)\s*"
            r"[A-Z]?\d*(?:\.\d+)*[a-z]?\s*(?:[:.|\u2014\u2013]|-\s))"
            r"|^(?:Left|Right|Top|Bottom|Upper|Lower)(?:\s+panel)?:|^\([a-z]\)\s",
            0,
        ),
        (
            "says what a figure or table holds",
            r"^(?:The\s+)?(?:Fig(?:ure|s?\.)?s?|Tables?|Algorithms?|Appendi(?:x|ces)|Equations?|Listings?"
            r"|Supplementary\s+\w+)\s*[A-Z]?\d[\w.]*(?:\s*(?:and|,|-|\u2013)\s*[A-Z]?\d[\w.]*)*\s*(?:\([^)]*\)\s*)?"
            r"(?:also\s+|further\s+)?(?:shows?|presents?|gives?|lists?|summari[sz]es?|reports?|compares?"
            r"|illustrates?|displays?|depicts?|provides?|contains?|describes?|plots?|details?|visuali[sz]es?"
            r"|outlines?|demonstrates?|is|are|depict)\b(?!\s+that\b)"
            r"|\b(?:is|are)\s+(?:shown|given|listed|presented|depicted|illustrated|summari[sz]ed|reported"
            r"|plotted|displayed|provided|described|visuali[sz]ed|detailed|found)\s+(?:\w+\s+)?(?:in|on|by)\s+(?:the\s+)?"
            r"(?:Fig|Tab|Table|Appendix|Section|Sec\b|\u00a7|supplement|Eq|Algorithm|Listing|Chapter)",
            re.I,
        ),
        (
            "outline of the paper",
            r"^(?:\W*)(?:Section|Sec\.|Sections|\u00a7|Appendix|Chapter)\s*[\dIVXA-Z]"
            r"|\b(?:the\s+(?:rest|remainder)|remaining\s+(?:part|sections?))\s+of\s+(?:this|the|our)\b"
            r"|\b(?:paper|article|report|manuscript|chapter|section|thesis|work)\s+(?:is|are)\s+"
            r"(?:organi[sz]ed|structured|arranged|laid\s+out|divided)\b|\bis\s+organi[sz]ed\s+as\s+follows"
            r"|^In\s+(?:the\s+)?(?:Section|Sec\.|\u00a7|Appendix|Chapter|next|following|subsequent|this)\s*"
            r"(?:[\dIVXA-Z.]+\s*|section|sections|subsection|chapter)"
            r"(?:[^.]{0,40})?,?\s+(?:we|I|the|an?|it|some)\b"
            r"|\b(?:will\s+be|is|are|as)\s+(?:discussed|described|explained|presented|introduced|detailed"
            r"|given|reviewed|considered|defined|outlined|mentioned|noted|stated|seen)\s+(?:\w+\s+)?"
            r"(?:below|above|in\s+(?:the\s+next|the\s+following|Section|Sec\.|\u00a7|Appendix|Chapter|detail))\b"
            r"|\bwe\s+refer\s+(?:the\s+)?(?:interested\s+)?(?:readers?\s+)?to\b|\b(?:the\s+)?(?:interested\s+)?readers?\s+(?:is|are|may|can|should)\b"
            r"|^(?:In|Throughout)\s+this\s+(?:paper|section|article|chapter|work|report|survey|study),?\s+"
            r"(?:we|I)\s+(?:will\s+|shall\s+|first\s+|also\s+|briefly\s+|then\s+)*"
            r"(?:discuss|review|outline|survey|explain|assume|give\s+an\s+overview|turn|cover|recall"
            r"|restrict|limit|look|use\s+the\s+(?:term|notation))\b"
            r"|^We\s+(?:first|next|then|now|finally|briefly|also)?\s*(?:will\s+)?(?:discuss|review|outline"
            r"|recall|turn|begin|start|conclude\s+(?:with|by|in)|close\s+with|end\s+with|proceed|return)\b",
            re.I,
        ),
        (
            "future work",
            r"\bfuture\s+(?:work|works|research|stud(?:y|ies)|directions?|efforts?|investigations?"
            r"|experiments?|extensions?|versions?|releases?|developments?|improvements?|analys[ie]s|papers?)\b"
            r"|\b(?:in|for|into)\s+(?:the\s+)?(?:near\s+)?future\b"
            r"|\b(?:further|more|additional)\s+(?:work|research|stud(?:y|ies)|investigations?|experiments?|experimentation)\s+"
            r"(?:\w+\s+)?(?:is|are|will|would|should|could|may|might|needs?|on|into|to)\b"
            r"|\bwe\s+(?:are\s+)?(?:also\s+|currently\s+|now\s+|further\s+|therefore\s+)*"
            r"(?:plan|planning|intend|hope|aim\s+to\s+extend|would\s+like|wish|look\s+forward|anticipate|expect\s+to"
            r"|working\s+on|are\s+exploring)\b"
            r"|\b(?:remains?|left|leave|leaving)\b[^.]{0,40}\b(?:to\s+be\s+\w+ed|for\s+(?:later|another|further|subsequent)"
            r"|as\s+(?:an?\s+)?(?:open|exercise)|open\s+(?:question|problem)|unclear|to\s+be\s+seen)\b"
            r"|\b(?:next\s+steps?|open\s+(?:question|problem|issue)s?|avenues?\s+(?:for|of)"
            r"|promising\s+direction|(?:it\s+)?(?:would|will|could|might)\s+be\s+(?:\w+\s+)?(?:interesting|worthwhile|useful|desirable|valuable)"
            r"|deserves?\s+(?:further|more)|needs?\s+to\s+be\s+(?:further\s+)?(?:investigated|explored|studied|examined)"
            r"|(?:should|could|can|may)\s+(?:also\s+)?be\s+(?:further\s+)?(?:investigated|explored|extended|studied\s+further))\b",
            re.I,
        ),
        (
            "availability of code or data",
            r"\b(?:code|data|dataset|datasets|corpus|software|models?|implementation|scripts?|resources?"
            r"|package|library|repository|materials?|checkpoints?|source|toolkit|benchmark|demo|annotations?)\b[^.]{0,80}"
            r"\b(?:(?:publicly|freely|openly|made|now)\s+(?:\w+\s+)?available|available\s+(?:at|on|from|under|via|in|online|upon|for|through|as)"
            r"|open[- ]sourced?|released?\s+(?:at|on|under|publicly|with)|can\s+be\s+(?:downloaded|found|accessed|obtained|installed)"
            r"|hosted\s+(?:on|at)|upon\s+request|licensed\s+under)\b"
            r"|\b(?:we|I)\s+(?:\w+\s+){0,3}(?:release|open-source|publish|publicly\s+share|make\b[^.]{0,60}\bavailable|provide\s+(?:the|our|all)\s+(?:code|data|source))\b"
            r"|https?://|www\.|\bgithub\.com\b|\bdoi\.org\b|\b(?:pip|conda)\s+install\b"
            r"|\b(?:MIT|Apache|GPL|BSD|Creative\s+Commons|CC[- ]BY)\b[^.]{0,20}\blicen[cs]e",
            re.I,
        ),
        (
            "acknowledgement or statement of interests",
            r"\b(?:thank|thanks|grateful|gratefully|indebted|acknowledge\s+(?:the\s+)?(?:support|help|funding|financial|contribution|assistance|useful))\b"
            r"|\b(?:supported|funded|financed|sponsored)\s+(?:in\s+part\s+|partially\s+|partly\s+)?by\b[^.]*\b(?:grants?|foundation|fund|council|programme|program|ministry|agency|project|university|institute|fellowship|NSF|NIH|DFG|ERC|EPSRC)\b"
            r"|\bgrants?\s+(?:no\b|number|agreement|\w*\d)|\b(?:conflicts?\s+of|competing)\s+interests?\b|\bethic(?:s|al)\s+(?:committee|approval|board)\b"
            r"|\binformed\s+consent\b|\ball\s+authors\b|\bcorresponding\s+author\b|\bauthors?\s+contributed\s+equally\b",
            re.I,
        ),
        (
            "printing matter",
            r"\u00a9|\bcopyright\b|\ball\s+rights\s+reserved\b|[\w.]+@[\w-]+\.\w+|\bORCID\b|\bpreprint\b|\bProceedings\s+of\b"
            r"|\barXiv:\d|\bISSN\b|\bISBN\b|\bpp\.\s*\d|\bReceived:?\s+\d|\bPublished:?\s+\d|\bsubmitted\s+(?:on|to)\b|\bVol\.\s*\d|\{\{|\}\}",
            re.I,
        ),
        (
            "sets a stage for a proof or a definition",
            r"^(?:\W*(?:Now|Then|Next|First|Finally|Also|Similarly|Hence|Thus|So),?\s+)?(?:Let|Suppose|Assume|Consider|Recall|Denote|Define|Fix|Note\s+that\s+if|Given|Write|Set|Put|Choose|Pick|Proof|Observe|Remark|Notation|Example)\b"
            r"|^(?:The\s+)?(?:Proof|Remark|Definition|Lemma|Theorem|Corollary|Proposition|Example|Claim)\s*(?:\d[\w.]*)?\s*[.:]"
            r"|\b(?:we|let\s+us)\s+(?:\w+\s+)?(?:denote|write|define|call|assume|fix|let|recall|suppose)\b"
            r"|\bis\s+(?:defined\s+(?:as|by|to)|called|denoted|referred\s+to\s+as)\b|\b(?:denotes?|stands?\s+for)\b|\bwhere\s+\S+\s+(?:is|are)\s+the\b",
            re.I,
        ),
        (
            "addresses or instructs the reader",
            r"\b(?:you|your|yourself)\b|^(?:See|Click|Run|Install|Open|Use|Try|Type|Download|Select|Make\s+sure|Please|Refer|Compare)\b",
            re.I,
        ),
        (
            "wish or aim, not an assertion",
            r"^(?:To\s+(?:this|that)\s+end|(?:The|Our|One)\s+(?:\w+\s+){0,2}(?:goal|aim|objective|purpose|hope|intention|question|task|challenge|idea)s?\s+(?:of|is|was|are|in|here)\b)",
            re.I,
        ),
    )
)


def fault(sentence: Sentence) -> str | None:
    """Why `sentence` cannot be listed as a claim, in words; None if it can."""
    if not sentence.running:
        return "not running text"
    if sentence.section in _CLOSED_SECTIONS:
        return f"stands in {sentence.section.value}"
    return _broken(sentence.plain) or _by_wording(sentence.text)


def _by_wording(text: str) -> str | None:
    return next((reason for reason, pattern in _RULES if pattern.search(text)), None)


def _broken(text: str) -> str | None:
    """What is wrong with the sentence as a sentence."""
    words = text.split()
    if len(words) < SHORTEST_WORDS:
        return "too short"
    if len(words) > LONGEST_WORDS:
        return "too long"
    first = _LEFT_TO_READ.search(text)
    if first is None or _starts_inside(words[0]):
        return "starts in the middle"
    if text.endswith("?"):
        return "a question"
    if not _END.search(text):
        return "does not end"
    if any(text.count(left) != text.count(right) for left, right in _PAIRS):
        return "brackets do not close"
    letters = sum(character.isalpha() for character in text)
    if letters < 0.6 * sum(not character.isspace() for character in text):  # noqa: PLR2004
        return "mostly symbols and figures"
    if sum(any(c.isdigit() for c in word) for word in words) > 0.35 * len(words):  # noqa: PLR2004
        return "mostly symbols and figures"
    if sum(len(word.strip(".,;:()")) == 1 and word not in "aAI" for word in words) > 0.25 * len(
        words
    ):  # noqa: PLR2004
        return "mostly symbols and figures"
    if sum(word.isupper() and len(word) > 1 for word in words) > 0.5 * len(words):  # noqa: PLR2004
        return "a heading"
    if not _FINITE.search(text):
        return "no verb"
    return None


def _starts_inside(word: str) -> bool:
    """Whether a first word looks like the middle of a sentence ("mBERT" and "tf-idf" do not)."""
    bare = word.lstrip("\"'\u201c\u2018([")
    if not bare:
        return True
    if not bare[0].isalpha():
        return not bare[0].isdigit() and bare[0] not in "\u223c~$@#"
    return bare[0].islower() and not any(c.isupper() or c.isdigit() for c in bare[1:])
