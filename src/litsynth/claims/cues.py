"""Wording that tells what a sentence does: finds, compares, contributes, supposes. Pure."""

import re

from litsynth.records import ClaimKind

CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "we_find": r"\bwe\s+(?:\w+ly\s+|also\s+|further\s+|then\s+|have\s+|can\s+)*(?:find|found|show|shown|showed|see|saw|observe[d]?|demonstrate[d]?|prove[d]?|establish(?:ed)?|conclude[d]?|report(?:ed)?|identif(?:y|ied)|discover(?:ed)?|confirm(?:ed)?|reveal(?:ed)?|argue[d]?|achieve[d]?|obtain(?:ed)?|note[d]?|determine[d]?|detect(?:ed)?|estimate[d]?)\b",
        "we_make": r"\bwe\s+(?:\w+ly\s+|also\s+|further\s+|then\s+|have\s+|here\s+)*(?:propose[d]?|introduce[d]?|present(?:ed)?|develop(?:ed)?|describe[d]?|design(?:ed)?|built|build|create[d]?|offer|provide[d]?|extend(?:ed)?|formulate[d]?|devise[d]?|construct(?:ed)?|implement(?:ed)?)\b",
        "we_do": r"\bwe\s+(?:\w+ly\s+|also\s+|further\s+|then\s+|first\s+|have\s+)*(?:use[d]?|train(?:ed)?|fine-tune[d]?|evaluate[d]?|test(?:ed)?|compare[d]?|measure[d]?|collect(?:ed)?|analy[sz]e[d]?|examine[d]?|stud(?:y|ied)|investigate[d]?|explore[d]?|consider(?:ed)?|apply|applied|perform(?:ed)?|run|ran|select(?:ed)?|choose|chose|follow(?:ed)?|adopt(?:ed)?|compute[d]?|calculate[d]?|conduct(?:ed)?|employ(?:ed)?|report|set|assess(?:ed)?)\b",
        "we_aim": r"\b(?:we|this\s+\w+|here)\s+(?:\w+ly\s+)?(?:aim[s]?|aimed|seek[s]?|sought|attempt(?:s|ed)?|tr(?:y|ied|ies)|want(?:ed)?|address(?:es|ed)?|focus(?:es|ed)?|investigate[sd]?|explore[sd]?|stud(?:y|ies|ied)|ask|examine[sd]?)\b|\b(?:aim|goal|objective|purpose)s?\s+(?:of|was|is|were)\b",
        "paper_does": r"\bthis\s+(?:paper|work|article|study|thesis|report)\s+(?:\w+ly\s+|also\s+)?(?:\w+s|has)\b|\bin\s+this\s+(?:paper|work|article|study|report|letter)\b",
        "results_show": r"\b(?:results?|findings?|experiments?|evaluations?|analys[ie]s|data|evidence|observations?|simulations?|measurements?|stud(?:y|ies)|figures?|tables?|comparisons?|tests?)\b[^.]{0,50}?\b(?:show[s]?|showed|shown|suggest[s]?|suggested|indicate[sd]?|demonstrate[sd]?|reveal(?:s|ed)?|confirm(?:s|ed)?|support[s]?|supported|impl(?:y|ies)|establish(?:es)?|provide[sd]?|highlight[s]?|prove[sd]?)\b",
        "conclude": r"\b(?:conclude[sd]?|conclusions?|overall|in\s+summary|to\s+summari[sz]e|summari[sz]ing|taken\s+together|altogether|collectively|in\s+sum|in\s+short)\b",
        "therefore": r"\b(?:thus|therefore|hence|consequently|accordingly|as\s+a\s+result|these\s+(?:results|findings|data|observations))\b",
        "suggest": r"\b(?:suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|impl(?:y|ies|ied|ying)|demonstrat(?:e|es|ed|ing)|show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|confirm(?:s|ed|ing)?)\s+(?:\w+\s+){0,3}that\b",
        "compare": r"\b(?:outperform\w*|surpass\w*|exceed\w*|superior|inferior|better|worse|higher|lower|larger|smaller|greater|faster|slower|fewer|more\s+\w+\s+than|less\s+\w+\s+than|\w+er\s+than|than|compared\s+(?:to|with)|in\s+contrast\s+to|relative\s+to|state[- ]of[- ]the[- ]art|baselines?|comparable|competitive|on\s+par)\b",
        "change": r"\b(?:improv\w+|increas\w+|decreas\w+|reduc\w+|gain\w*|drop\w*|boost\w*|degrad\w+|enhanc\w+|raise[sd]?|lower(?:s|ed)|declin\w+|rise[s]?|rose|fell|grow[s]?|grew|speed(?:s|ed)?[- ]?up)\b",
        "achieve": r"\b(?:achiev\w+|obtain(?:s|ed)|attain\w*|reach(?:es|ed)|yield(?:s|ed)|performs?|performed|results?\s+in|leads?\s+to|led\s+to|produce[sd]?|give[s]?)\b",
        "relate": r"\b(?:correlat\w+|associat(?:ed|ion)|depend(?:s|ed|ent)?|affect(?:s|ed)?|influence[sd]?|cause[sd]?|predict(?:s|ed|ive|or)?|contribut\w+|link(?:ed|s)|mediat\w+|play\w*\s+(?:an?|the)\s+(?:\w+\s+)?role|required\s+for|essential|sufficient|necessary|effective|useful|robust|feasible|responsible)\b",
        "significant": r"\b(?:significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|consistent(?:ly)?|strong(?:ly)?|dramatic(?:ally)?|markedly|p\s*[<=>])",
        "number": r"\d",
        "percent": r"\d\s*%|\bper\s?cent\b|\bpoints?\b",
        "p_value": r"\bp\s*[<=>\u2264]\s*0?\.\d|\b(?:95\s*%\s*)?(?:CI|confidence\s+interval|OR|HR|RR)\b\s*[,:=\[(]?\s*\d",
        "hedge": r"\b(?:may|might|could|can|possibl[ey]|probably|likely|potential(?:ly)?|appears?|seems?|suggests?)\b",
        "need": r"\b(?:should|need(?:s|ed)?\s+to|must|necessary|important\s+to|recommend\w*)\b",
        "novel": r"\b(?:novel|new|first\s+time|first\s+to|for\s+the\s+first)\b",
        "however": r"^(?:\W*)(?:however|but|yet|nevertheless|nonetheless|in\s+contrast|although|while|despite|unfortunately|on\s+the\s+other\s+hand)\b",
        "gap": r"\b(?:little\s+is\s+known|unknown|unclear|remains?|lack(?:s|ing)?|challeng\w+|difficult|problem(?:s|atic)?|limited|poorly|fail(?:s|ed)?|suffer[s]?|not\s+(?:yet\s+)?(?:been|well))\b",
        "background": r"\b(?:has|have)\s+been\b|\b(?:recent(?:ly)?|traditional(?:ly)?|common(?:ly)?|usually|typically|often|generally|widely|many|various|popular|important|increasingly|is\s+an?)\b",
        "example": r"\b(?:for\s+example|for\s+instance|e\.g\.|such\s+as|consider)\b",
        "here": r"^(?:\W*)(?:here|in\s+this\s+(?:paper|work|study|article))\b",
        "moreover": r"^(?:\W*)(?:moreover|furthermore|additionally|in\s+addition|also|finally|further|similarly|importantly|notably|interestingly|surprisingly|specifically|in\s+particular)\b",
        "passive_method": r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:used|performed|measured|collected|conducted|assessed|evaluated|analy[sz]ed|included|randomi[sz]ed|treated|obtained|selected|recruited|determined|investigated|studied|examined|carried\s+out|compared|tested|assigned|divided|calculated|applied|recorded|enrolled)\b",
        "our_thing": r"\b(?:our|the\s+proposed|the\s+presented|this)\s+(?:\w+\s+){0,2}(?:method|approach|model|system|algorithm|framework|technique|architecture|procedure|results?|findings?|experiments?|work|analysis|study|theory)\b",
        "own": r"\b(?:we|our|ours|us)\b",
        "others": r"\b(?:they|their|he|she|his|her|others?|previous|prior|existing|earlier|authors?)\b",
        "past": r"\b(?:was|were|had|did)\b|\b\w+ed\b",
        "figure_table": r"\b(?:fig(?:ure|\.)|table|tab\.|section|sec\.|eq(?:uation|\.))\s*\(?\d",
        "that_clause": r"\bthat\b",
        "we_begin": r"^(?:\W*)we\b",
        "this_begin": r"^(?:\W*)(?:this|these|such|it|they|those)\b",
        "heading_label": r"^(?:conclusions?|results?|findings?|interpretation|significance)\b\s*[:.\u2014-]",
    }.items()
}
"""Name to pattern. The names are feature names of the shipped models: add, never rename."""


def cues_in(text: str) -> tuple[str, ...]:
    """Names of the cues that `text` holds, in the order of `CUES`."""
    return tuple(name for name, pattern in CUES.items() if pattern.search(text))


_FINDS = (
    "we_find",
    "results_show",
    "suggest",
    "change",
    "relate",
    "significant",
    "achieve",
    "number",
)
_COMPARES = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|superior|inferior|\w+er\s+than|(?:more|less|fewer|better"
    r"|worse)\b[^.]{0,40}\bthan|compared\s+(?:to|with)|in\s+contrast\s+to|relative\s+to|unlike"
    r"|state[- ]of[- ]the[- ]art|(?:over|above|than)\s+(?:the\s+|a\s+)?(?:\w+\s+)?baselines?|on\s+par)\b",
    re.IGNORECASE,
)


def kind_of(text: str) -> ClaimKind:
    """What the claim does, by its wording: compares, contributes, finds, else states."""
    cues = set(cues_in(text))
    makes = "we_make" in cues or ("paper_does" in cues and not cues & {"we_find", "results_show"})
    if makes and "we_find" not in cues:
        return ClaimKind.CONTRIBUTION
    if _COMPARES.search(text):
        return ClaimKind.COMPARISON
    if cues.intersection(_FINDS):
        return ClaimKind.FINDING
    return ClaimKind.STATEMENT
