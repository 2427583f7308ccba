"""Whether a sentence is about a thing of its paper's own that it does not name. Pure.

"Our model outperforms all baselines" says something of one model only. Another paper's "our method
outperforms strong baselines" is of another, however alike the two sound.
"""

import re

_ONE = (
    r"(?:approach|method|model|system|framework|algorithm|architecture|network|corpus|data\s?set"
    r"|resource|parser|tagger|tool|technique|benchmark|software|toolkit|code|strategy|pipeline"
    r"|module|mechanism|scheme|procedure|extension|variant|solution|platform|submission|metric"
    r"|treebank|semantics|modification|classifier|ranker|detector|package|library|interface)"
)
_SOME = (
    rf"(?:{_ONE}s?|approaches|corpora|strategies|libraries|embeddings|representations?|loss(?:es)?"
    r"|generators?|decoders?|encoders?|agents?|formulations?|functions?|designs?|runs|ensembles?"
    r"|paradigm|pre-?training|training|attention|attacks?|features|baselines?|augmentation|protocols?)"
)
_NEXT = (
    r"(?=\s*(?:$|[.,;:\u2014])|\s+(?:\w+s|\w+ed|\w+ly|and|or|on|in|at|by|from|over|under|with|without|across"
    r"|as|than|while|when|can|could|may|might|must|will|do|are|were|have|had|not|also|even|beat|outperform"
    r"|improve|achieve|perform|reach|show|learn|work|help|yield|obtain|surpass|exceed|provide|produce"
    r"|generali[sz]e|reduce|increase|require|remain|use|found|led|gave|made|ran|set|cut|won)\b)"
)
"""No other noun: "the model size" is of models, not of the model."""
_NO_NAME = r"(?!\s*[\[(]|,?\s+[A-Z])"
_LEAD = r"^(?:[^,]{1,80},\s+){0,2}"
_WORDS = (
    r"(?:(?!(?![\w-]+-(?:based|aware|style|like|driven|guided)\b)[A-Z]"
    r"|(?:that|which|of|for|on|in|with|to|data|survey|comparison|review|raters|annotators|probing|paper|work"
    r"|analys[ei]s|evaluations?|experiments?|findings?|results?|stud(?:y|ies)|observations?|show\w*|harms?"
    r"|suggests?|indicates?|demonstrates?|reveals?|finds?)\b)[\w-]+\s+)"
)
"""Without a capital: with one, the thing may be named. "Our results on models" are of models."""
_OWN = re.compile(
    rf"\b(?P<our>(?:[Oo]ur|(?:[Tt]he|[Tt]his|[Aa])\s+(?:novel|introduced|suggested)|(?<!ly\s)[Pp](?:roposed|resented))"
    rf"\s+{_WORDS}{{0,4}}?{_SOME}){_NO_NAME}{_NEXT}"
    rf"|{_LEAD}(?P<the>(?:[Tt]he|[Tt]his)\s+(?:(?:same|resulting|final|new|full|best|trained|combined|whole"
    rf"|overall|described|present|neural)\s+){{0,2}}{_ONE}){_NO_NAME}{_NEXT}"
    rf"|{_LEAD}(?P<these>(?:[Tt]hese|[Tt]hose)\s+(?:\w+\s+)?{_SOME}){_NO_NAME}{_NEXT}"
    rf"|\b(?:of|by|with|that)\s+(?P<it>(?:the|this)\s+(?:resulting\s+)?{_ONE})(?=[.,]|\s+(?:and|is|can|has|in|on)\b)"
    r"|\b(?P<ours>[Oo]urs)\b"
)
_SAID_OF = re.compile(
    r"\b[Ii]ts\s+(?:\w+\s+)?(?:effectiveness|usefulness|superiority|efficacy|validity|advantages?"
    r"|generali[sz]ation|efficiency|utility|potential|robustness)\b"
    r"|\b[Ww]e\s+(?:can\s+|[a-z]+ly\s+|also\s+)?(?:(?:obtain|achieve|attain|reach|outperform|surpass|beat)(?:ed)?"
    r"|rank(?:ed)?(?=\s+(?:first|second|third|\d|in|on|among|top))|improve[sd]?(?=\s+(?:over|upon|the)\b))\b"
    r"(?!\s+(?:evidence|the\s+conclusion|similar\s+conclusions?|insights?))"
    r"|\bwe\s+(?:suggest|propose|present|introduce|develop)(?:e?d)?\b(?!\s+that\b)"
)
"""Of what they say it stands before them, if anywhere."""
_NAMED = re.compile(r"\w[A-Z]|(?<=\s)[A-Z]")


def own_thing(text: str) -> str:
    """The words that speak of it, as in "our proposed model"; empty if nothing does.

    A thing that is named right behind ("our model [XLM-R Large]"), or before "its" or "we", is not
    meant.
    """
    if found := _OWN.search(text):
        return " ".join(next(words for words in found.groups() if words).split())
    found = _SAID_OF.search(text)
    if found is None or _NAMED.search(text[: found.start()]):
        return ""
    return " ".join(found.group().split())
