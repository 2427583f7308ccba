"""Whether a sentence is about a thing of its paper's own that it does not name. Pure.

"Our model outperforms all baselines" says something of one model only. Another paper's "our method
outperforms strong baselines" is of another, however alike the two sound.
"""

import re

_ONE = (
    r"(?:approach|method|model|system|framework|algorithm|architecture|network|corpus|data\s?set"
    r"|resource|parser|tagger|tool|technique|benchmark|software|toolkit|code|strategy|pipeline"
    r"|module|mechanism|scheme|procedure|extension|variant|solution|platform|submission|metric"
    r"|treebank|semantics|modification|classifier|detector|package|library|interface)"
)
_SOME = (
    rf"(?:{_ONE}s?|approaches|corpora|strategies|libraries|embeddings|representations?|losse?s?"
    r"|generators?|decoders?|encoders?|agents?|formulations?|functions?|designs?|runs|ensembles?"
    r"|paradigm|pre-?training|training|attention|protocols?)"
)
_LEAD = r"^(?:[^,]{1,80},\s+){0,2}"
_WORDS = (
    r"(?:(?![A-Z]|(?:analys[ei]s|evaluations?|experiments?|findings?|paper|results?|stud(?:y|ies)|work"
    r"|observations?)\b)[\w-]+\s+)"
)
"""Without a capital: with one, the thing may be named. "Our results on models" are of models."""
_OWN = re.compile(
    rf"\b(?:[Oo]ur|[Pp]roposed|[Pp]resented|[Ii]ntroduced|[Ss]uggested)\s+{_WORDS}{{0,4}}?{_SOME}"
    r"\b(?!\s*\[)"
    rf"|{_LEAD}((?:[Tt]he|[Tt]his)\s+(?:(?:same|resulting|final|new|full|best|trained|combined|whole|overall"
    rf"|described|present|neural)\s+){{0,2}}{_ONE})\b(?!\s+(?:of|for|that|which|to)\b|\s*\[)"
    rf"|{_LEAD}((?:[Tt]hese|[Tt]hose)\s+(?:\w+\s+)?{_SOME})\b(?!\s+(?:of|for|that|which|to)\b|\s*\[)"
    rf"|\b(?:of|by|with|that)\s+(?:the|this)\s+(?:resulting\s+)?{_ONE}(?=[.,]|\s+(?:and|is|can|has|in|on)\b)"
    r"|\b[Ii]ts\s+(?:\w+\s+)?(?:effectiveness|usefulness|superiority|efficacy|validity|advantages?"
    r"|generali[sz]ation|efficiency|utility|potential|robustness)\b"
    r"|\b[Ww]e\s+(?:[a-z]+ly\s+|also\s+)?(?:obtain|achieve|attain|reach|outperform|surpass|rank)(?:ed)?\b"
    r"|\bwe\s+(?:suggest|propose|present|introduce|develop)(?:e?d)?\b(?!\s+that\b)"
)


def own_thing(text: str) -> str:
    """The words that speak of it, as in "our proposed model"; empty if nothing does.

    What a bracket explains ("our model [XLM-R Large]") is named.
    """
    found = _OWN.search(text)
    return " ".join((found[1] or found[2] or found[0]).split()) if found else ""
