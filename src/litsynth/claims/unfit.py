"""Wording that tells of the paper itself: its figures, outline, plans, uses and thanks.

Such sentences are no claims whatever a model says. Pure; patterns only.
"""

import re

_FLOAT = r"(?:Fig(?:ure)?s?\.?|Tables?|Tabs?\.|Algorithms?|Listings?|Schemes?|Charts?)"
_NUMBERED = r"(?:[Ss]ections?|[Ss]ec\.|§+|[Aa]ppendi(?:x|ces)|[Cc]hapters?|[Ss]ubsections?)"
_PLACE = rf"(?:{_FLOAT}|{_NUMBERED}|[Tt]able|[Ff]ig|Eq|[Ss]upplement|[Aa]lgorithm)"
_SHOWS = (
    r"(?:shows?|presents?|gives?|lists?|summari[sz]es?|reports?|compares?|illustrates?|displays?"
    r"|depicts?|provides?|contains?|describes?|plots?|details?|visuali[sz]es?|outlines?|is|are)"
)
_SHOWN = (
    r"(?:shown|given|listed|presented|depicted|illustrated|summari[sz]ed|reported|plotted"
    r"|displayed|provided|described|visuali[sz]ed|detailed|collected)"
)
_TALKS = (
    r"(?:describe|discuss|present|introduce|review|explain|outline|detail|summari[sz]e|recall"
    r"|illustrate)(?:e?d)?"
)
_STUDIED = (
    r"(?:(?:investigate|stud(?:y|ie)|examine|explore|analy[sz]e|evaluate|compare|test|consider)d?"
    r"(?!.*\b(?:find|found|show\w*|see|that)\b))"
)
"""What only announces where nothing found follows it."""
_LIGHT = r"(?:(?:\w+ly|also|first|next|now|then)\s+)*"
_PAPER = r"(?:paper|article|chapter|report|survey|thesis|manuscript)"
_STUDY = r"(?:work|research|stud(?:y|ies)|investigations?|experiments?|analys[ie]s)"
_OURS = (
    r"(?:\w+(?:\s\w+)?,?\s+)?(?:(?:[Oo]ur|[Tt]h(?:is|ese)|[Tt]he)\s+(?:[\w-]+\s+){0,3}?"
    rf"(?:{_PAPER}|{_STUDY}|findings?|results?|observations?|insights?)"
    r"|(?:[Oo]ur|[Tt]h(?:is|ese))\s+(?:[\w-]+\s+){0,3}?(?:benchmark|data\s?set|framework)s?)"
    r"\s+(?:\w+\s+){0,3}?"
)
"""The opening of a sentence on what the paper did, found or made as a whole, up to its verb."""
_NOT_FOUND = (
    r"(?!.*(?:(?<![\w-])\d|\b(?:show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|finds?|found"
    r"|demonstrat(?:es?|ed|ing)|indicat(?:es?|ed|ing)|suggest(?:s|ed|ing)?|confirm(?:s|ed|ing)?)\b))"
)
"""No figure and no verb of finding in the sentence."""
_GOODS = (
    r"(?:code|data|data\s?sets?|corpus|corpora|software|models?|implementations?|scripts?|resources?"
    r"|package|library|repository|materials?|checkpoints?|toolkit|benchmark|demo|annotations?"
    r"|documentation|videos?|notebooks?|slides|weights|tool|website)"
)

Rule = tuple[str, re.Pattern[str]]


def _rule(reason: str, *alternatives: str) -> Rule:
    return reason, re.compile("|".join(alternatives))


RULES: tuple[Rule, ...] = (
    _rule("a question", r"\?[\"'\u201d\u2019)\]]*$", r"^\(?RQ\s?\d"),
    _rule(
        "a caption",
        rf"^{_FLOAT}\s*[A-Z]?\d*(?:[.\d]*\d)?[a-z]?\s*(?:[:.|\u2014\u2013]|-\s)",
        r"^\(?(?:[Ll]eft|[Rr]ight|[Tt]op|[Bb]ottom|[Uu]pper|[Ll]ower|[Mm]iddle)\)?(?:\s+panel)?:",
        r"^\([a-z]\)\s+[A-Z]",
    ),
    _rule(
        "says what a figure or table holds",
        rf"^(?:The\s+)?(?:{_FLOAT}|Appendi(?:x|ces)|Equations?)\s*\(?[A-Z]?\d[^\s,]*"
        # A joint without a blank or a comma is a part of the number: two ways to read each would
        # double the time with every one.
        r"(?:(?:\s+(?:and|-|\u2013|to)\s*|(?:and|-|\u2013|to)\s+|\s*,\s*)[A-Z]?\d[^\s,]*)*"
        r"(?:\s*\([^)]*\))?,?\s+"
        rf"(?:also\s+|further\s+|below\s+)?{_SHOWS}\b(?!\s+that\b)",
        rf"\b(?:is|are|was|were|be)\s+(?:also\s+)?{_SHOWN}\s+(?:\w+\s+)?(?:in|on|by)\s+"
        rf"(?:the\s+)?{_PLACE}",
    ),
    _rule(
        "outline of the paper",
        rf"^\W*{_NUMBERED}\s*[\dIVXA-Z]",
        rf"^In\s+(?:the\s+)?{_NUMBERED}\s*(?:[\dIVXA-Z]|we\b|the\b|and\b|,)",
        rf"\b(?:rest|remainder)\s+of\s+(?:this|the|our)\s+(?:{_PAPER}|work)\b",
        rf"\b{_PAPER}\s+(?:is|are)\s+(?:organi[sz]ed|structured|arranged|laid\s+out|divided)\b",
        r"\bin\s+the\s+(?:sub)?sections?\s+(?:below|above)\b",
        r"^In\s+(?:(?:this|the\s+(?:previous|preceding|next|following|last))\s+(?:sub)?sections?"
        r"|the\s+following|what\s+follows),?\s+"
        rf"we\s+(?:will\s+)?{_LIGHT}(?:{_TALKS}|{_STUDIED})\b",
        rf"\b[Ww]e\s+will\s+(?:also|first|next|now|then)\s+{_TALKS}\b",
        r"^After\s+(?:this|the)\s+introduction\b|\bremind\w*\s+the\s+reader\b",
        rf"\b[Ww]e\s+{_LIGHT}conclude\s+(?:this|the|our)\s+(?:(?:sub)?section|{_PAPER})\b",
        r"^\w+(?:\s+\w+){0,5}\s+will\s+(?:also\s+|then\s+)?be\s+(?:considered|discussed|described"
        r"|explained|reviewed|introduced|outlined)(?=\.$|\s+(?:in|below|here|later|next|first)\b)",
        rf"^Before\s+we\s+(?:conclude|proceed|continue|go\s+on|begin|start)\b.*\bwe\s+(?:\w+ly\s+)?{_TALKS}\b",
    ),
    _rule(
        "common knowledge",
        r"^It\s+is\s+(?:now\s+|also\s+)?(?:well|widely|generally|commonly)[\s-]+"
        r"(?:known|established|accepted|understood|recogni[sz]ed|acknowledged|believed)\b",
    ),
    _rule(
        "a hypothesis",
        r"\b[Ww]e\s+(?:\w+ly\s+|also\s+|had\s+)*hypothesi[sz]ed?\s+that\b",
        r"^Our\s+(?:\w+\s+)?hypothesis\s+(?:is|was)\b",
    ),
    _rule(
        "an invitation",
        r"\b[Ww]e\s+(?:\w+ly\s+|also\s+)*(?:welcome|invite)\b",
    ),
    _rule(
        "future work",
        rf"^(?:(?:In|For|As|Our)\s+)?(?:the\s+|our\s+|possible\s+)?[Ff]uture\s+(?:{_STUDY}|directions?)\b",
        r"^In\s+(?:the\s+)?(?:near\s+)?future\b",
        r"\b(?:[Ww]e|I)\s+(?:are\s+|am\s+)?(?:(?:also|currently|now|further|therefore|still)\s+)*"
        r"(?:plan|planning|intend|intending|hope|would\s+like|wish|look\s+forward|leave)\b",
        r"\b(?:left|leave)\s+(?:\w+\s+){0,3}(?:for|to)\s+(?:the\s+)?future\b",
        rf"\b(?:[Ff]urther|[Mm]ore|[Aa]dditional)\s+(?:\w+\s+)?{_STUDY}\s+(?:\w+\s+)?(?:is|are)\s+"
        r"(?:\w+\s+)?(?:needed|required|necessary|warranted)\b",
        rf"^This\s+(?:{_PAPER}|{_STUDY})\s+(?:can|could|may|might)\s+be\s+extended\b",
        r"\b(?:can|could|may|might|will|to)\s+be(?:come)?\s+a\s+(?:\w+\s+)?starting\s+point\b",
        r"\b(?:would|will|could|might)\s+be\s+(?:\w+\s+)?(?:interesting|worthwhile|desirable)\s+to\b",
    ),
    _rule(
        "what the work is good for",
        rf"^{_NOT_FOUND}{_OURS}(?:"
        r"(?:provid|offer|giv|yield)(?:es?|s|ed|ing)?\s+(?:[\w-]+,?\s+){0,4}?(?:insights?|guidance"
        r"|guidelines|understanding|implications|foundations?|perspectives?|directions?|lessons)\b"
        r"|(?:has|have)\s+(?:\w+\s+){0,3}implications\b"
        r"|contributes?\s+to\s+(?:[\w-]+\s+){0,4}?(?:understanding|literature|field|knowledge"
        r"|research|discourse|debate)\b"
        r"|sheds?\s+(?:\w+\s+){0,2}light\b|paves?\s+the\s+way\b|sets?\s+the\s+stage\b"
        r"|lays?\s+(?:the|a)\s+(?:\w+\s+)?(?:foundations?|groundwork|basis)\b"
        r"|opens?\s+(?:[\w-]+\s+){0,4}?(?:avenues?|directions?|doors?|possibilities|perspectives?)\b"
        r"|(?:inspire|motivate|encourage|facilitate|inform|guide|support)s?\s+(?:\w+\s+){0,2}?"
        r"(?:future|further)\s"
        r"|serves?\s+as\s+(?:a|an|the)\s+(?:[\w-]+\s+){0,2}?(?:baselines?|benchmark|foundation"
        r"|basis|resource|reference|starting\s+point|step)\b"
        r"|(?:is|are|represents?)\s+(?:a|an|the)\s+(?:\w+\s+){0,2}steps?\s+(?:toward|in|forward))",
    ),
    _rule(
        "availability of code or data",
        rf"\b(?i:{_GOODS})\b[^.]{{0,80}}\b(?:(?:publicly|freely|openly)\s+(?:available|accessible)"
        r"|available\s+(?:at|on|from|under|via|online|upon|through))\b",
        r"https?://|www\.|\bhttps?\s+URL\b|\bdoi\.org\b|\b(?:pip|conda)\s+install\b",
    ),
    _rule(
        "acknowledgement or statement of interests",
        r"\b(?:[Ww]e|[Aa]uthors?)\s+(?:\w+\s+){0,2}(?:thank|acknowledge)\b|\b(?:grateful|indebted)\s+to\b",
        r"\backnowledges?\s+(?:the\s+)?(?:support|help|funding|financial|assistance)",
        r"\b(?:supported|funded|financed|sponsored)\s+(?:\w+\s+){0,2}by\b[^.]*\b(?:[Gg]rants?"
        r"|[Ff]oundation|[Ff]und|[Cc]ouncil|[Mm]inistry|[Aa]gency|[Ff]ellowship|NSF|NIH|DFG|ERC"
        r"|EPSRC|DARPA)\b",
        r"\b[Gg]rants?\s+(?:[Nn]o\b|[Nn]umber|[Aa]greement|\w*\d)",
        r"\b(?:[Cc]onflicts?\s+of|[Cc]ompeting)\s+[Ii]nterests?\b|\binformed\s+consent\b",
        r"\b[Ee]thic(?:s|al)\s+(?:committee|approval|board)\b|\bcontributed\s+equally\b",
    ),
    _rule(
        "printing matter",
        r"\u00a9|\b[Cc]opyright\b|\b[Aa]ll\s+[Rr]ights\s+[Rr]eserved\b|\bORCID\b",
        r"[\w.]@[\w-]+\.\w|\bProceedings\s+of\b|\barXiv:\d|\bIS[SB]N\b|\bpp\.\s*\d|\bVol\.\s*\d",
    ),
)
"""Reason and pattern. A sentence that holds one is no claim."""


def unfit(text: str) -> str | None:
    """Why the wording of `text` (one line, citations in) bars it from being a claim, or None."""
    return next((reason for reason, pattern in RULES if pattern.search(text)), None)
