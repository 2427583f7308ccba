"""Wording that tells what a sentence does: finds, compares, contributes, supposes. Pure."""

import re

from litsynth.records import ClaimKind

_HASTE = (
    r"(?:\w+ly\s+|also\s+|further\s+|then\s+|first\s+|here\s+|have\s+|can\s+|therefore\s+|thus\s+)*"
)


def _cue(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


CUES: dict[str, re.Pattern[str]] = {
    "we_find": _cue(
        rf"\bwe\s+{_HASTE}(?:find|found|shown?|showed|see|saw|observed?|demonstrated?|proved?"
        r"|established?|concluded?|identified|discover(?:ed)?|confirm(?:ed)?|reveal(?:ed)?|argued?"
        r"|achieved?|obtained|noted?|determined|detected|estimated|verif(?:y|ied))\b"
    ),
    "we_make": _cue(
        rf"\bwe\s+{_HASTE}(?:proposed?|introduced?|present(?:ed)?|develop(?:ed)?|described?"
        r"|design(?:ed)?|built|build|created?|offer(?:ed)?|provided?|extend(?:ed)?|formulated?"
        r"|devised?|construct(?:ed)?|implement(?:ed)?|generali[sz]ed?)\b"
    ),
    "we_do": _cue(
        rf"\bwe\s+{_HASTE}(?:used?|train(?:ed)?|fine-tuned?|evaluated?|test(?:ed)?|compared?"
        r"|measured?|collect(?:ed)?|analy[sz]ed?|examined?|stud(?:y|ied)|investigated?|explored?"
        r"|consider(?:ed)?|apply|applied|perform(?:ed)?|run|ran|select(?:ed)?|choose|chose"
        r"|follow(?:ed)?|adopt(?:ed)?|computed?|calculated?|conduct(?:ed)?|employ(?:ed)?|report(?:ed)?"
        r"|set|assess(?:ed)?|removed?|discard(?:ed)?|filter(?:ed)?|split|sampled?|initiali[sz]ed?"
        r"|identify|obtain|determine|detect|estimate|normali[sz]ed?|add(?:ed)?|keep|kept|took|take|replaced?|restrict(?:ed)?|repeat(?:ed)?)\b"
    ),
    "we_aim": _cue(
        r"\b(?:we|this\s+\w+|here)\s+(?:\w+ly\s+)?(?:aim(?:s|ed)?|seeks?|sought|attempt(?:s|ed)?"
        r"|tr(?:y|ied|ies)|want(?:ed)?|address(?:es|ed)?|focus(?:es|ed)?|investigate[sd]?"
        r"|explore[sd]?|stud(?:y|ies|ied)|ask|examine[sd]?)\b",
        r"\b(?:aim|goal|objective|purpose)s?\s+(?:of|was|is|were)\b",
    ),
    "paper_does": _cue(
        r"\b(?:this|the\s+(?:present|current))\s+(?:\w+\s+)?(?:paper|work|article|study|thesis|report)"
        r"\s+(?:\w+ly\s+|also\s+)?(?:\w+s|has)\b",
        r"\bin\s+this\s+(?:paper|work|article|study|report|letter|manuscript)\b",
    ),
    "results_show": _cue(
        r"\b(?:results?|findings?|experiments?|evaluations?|analys[ie]s|data|evidence|observations?"
        r"|simulations?|measurements?|stud(?:y|ies)|figures?|tables?|comparisons?|tests?)\b"
        r"[^.]{0,50}?\b(?:shows?|showed|shown|suggests?|suggested|indicate[sd]?|demonstrate[sd]?"
        r"|reveal(?:s|ed)?|confirm(?:s|ed)?|supports?|supported|impl(?:y|ies)|establish(?:es)?"
        r"|provide[sd]?|highlights?|prove[sd]?)\b"
    ),
    "conclude": _cue(
        r"\b(?:conclude[sd]?|conclusions?|overall|in\s+summary|to\s+summari[sz]e|summari[sz]ing"
        r"|taken\s+together|altogether|collectively|in\s+sum|in\s+short)\b"
    ),
    "therefore": _cue(
        r"\b(?:thus|therefore|hence|consequently|accordingly|as\s+a\s+result"
        r"|these\s+(?:results|findings|data|observations))\b"
    ),
    "suggest": _cue(
        r"\b(?:suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|impl(?:y|ies|ied|ying)"
        r"|demonstrat(?:e|es|ed|ing)|show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|confirm(?:s|ed|ing)?)\s+"
        r"(?:\w+\s+){0,3}that\b"
    ),
    "compare": _cue(
        r"\b(?:outperform\w*|surpass\w*|exceed\w*|superior|inferior|better|worse|higher|lower|larger"
        r"|smaller|greater|faster|slower|fewer|\w+er\s+than|compared\s+(?:to|with)"
        r"|in\s+contrast\s+to|relative\s+to|state[- ]of[- ]the[- ]art|baselines?|comparable"
        r"|competitive|on\s+par)\b",
        r"\b(?:more|less)\s+\w+\s+than\b(?!\s+\d)",
    ),
    "change": _cue(
        r"\b(?:improv\w+|increas\w+|decreas\w+|reduc\w+|gain\w*|drop\w*|boost\w*|degrad\w+"
        r"|enhanc\w+|raise[sd]?|lower(?:s|ed)|declin\w+|rises?|rose|fell|grows?|grew"
        r"|speed(?:s|ed)?[- ]?ups?)\b"
    ),
    "achieve": _cue(
        r"\b(?:achiev\w+|obtain(?:s|ed)|attain\w*|reach(?:es|ed)|yield(?:s|ed)|performs?|performed"
        r"|results?\s+in|leads?\s+to|led\s+to|produce[sd]?|gives?)\b"
    ),
    "relate": _cue(
        r"\b(?:correlat\w+|associat(?:ed|ion)|depend(?:s|ed|ent)?|affect(?:s|ed)?|influence[sd]?"
        r"|cause[sd]?|predict(?:s|ed|ive|or)?|contribut\w+|link(?:ed|s)|mediat\w+"
        r"|play\w*\s+(?:an?|the)\s+(?:\w+\s+)?role|required\s+for|essential|sufficient|necessary"
        r"|effective|useful|robust|feasible|responsible)\b"
    ),
    "significant": _cue(
        r"\b(?:significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|consistent(?:ly)?"
        r"|strong(?:ly)?|dramatic(?:ally)?|markedly|p\s*[<=>])"
    ),
    "number": _cue(r"\d"),
    "percent": _cue(r"\d\s*%|\bper\s?cent\b|\bpoints?\b"),
    "p_value": _cue(
        r"\bp\s*[<=>\u2264]\s*0?\.\d",
        r"\b(?:95\s*%\s*)?(?:CI|confidence\s+interval|OR|HR|RR)\b\s*[,:=\[(]?\s*\d",
    ),
    "hedge": _cue(
        r"\b(?:may|might|could|can|possibl[ey]|probably|likely|potential(?:ly)?|appears?|seems?"
        r"|suggests?)\b"
    ),
    "need": _cue(r"\b(?:should|need(?:s|ed)?\s+to|must|necessary|important\s+to|recommend\w*)\b"),
    "novel": _cue(r"\b(?:novel|new|first\s+time|first\s+to|for\s+the\s+first)\b"),
    "however": _cue(
        r"^(?:\W*)(?:however|but|yet|nevertheless|nonetheless|in\s+contrast|although|while|despite"
        r"|unfortunately|on\s+the\s+other\s+hand)\b"
    ),
    "gap": _cue(
        r"\b(?:little\s+is\s+known|unknown|unclear|remains?|lack(?:s|ing)?|challeng\w+|difficult"
        r"|problem(?:s|atic)?|limited|poorly|fail(?:s|ed)?|suffers?|not\s+(?:yet\s+)?(?:been|well))\b"
    ),
    "background": _cue(
        r"\b(?:has|have)\s+been\b",
        r"\b(?:recent(?:ly)?|traditional(?:ly)?|common(?:ly)?|usually|typically|often|generally"
        r"|widely|many|various|popular|important|increasingly|is\s+an?)\b",
    ),
    "example": _cue(r"\b(?:for\s+example|for\s+instance|e\.g\.|such\s+as|consider)\b"),
    "here": _cue(r"^(?:\W*)(?:here|in\s+this\s+(?:paper|work|study|article))\b"),
    "moreover": _cue(
        r"^(?:\W*)(?:moreover|furthermore|additionally|in\s+addition|also|finally|further|similarly"
        r"|importantly|notably|interestingly|surprisingly|specifically|in\s+particular)\b"
    ),
    "passive_method": _cue(
        r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:used|performed|measured|collected|conducted|assessed"
        r"|evaluated|analy[sz]ed|included|randomi[sz]ed|treated|obtained|selected|recruited"
        r"|determined|investigated|studied|examined|carried\s+out|compared|tested|assigned|divided"
        r"|calculated|applied|recorded|enrolled|trained|initiali[sz]ed|removed|computed)\b"
    ),
    "our_thing": _cue(
        r"\b(?:our|the\s+proposed|the\s+presented|this)\s+(?:\w+\s+){0,2}(?:method|approach|model"
        r"|system|algorithm|framework|technique|architecture|procedure|results?|findings?"
        r"|experiments?|work|analysis|study|theory)\b"
    ),
    "own": _cue(r"\b(?:we|our|ours|us)\b"),
    "others": _cue(
        r"\b(?:they|their|he|she|his|her|others?|previous|prior|existing|earlier|authors?)\b"
    ),
    "past": _cue(r"\b(?:was|were|had|did)\b|\b\w+ed\b"),
    "figure_table": _cue(
        r"\b(?:fig(?:ure|s?\.)|table|tab\.|section|sec\.|eq(?:uation|s?\.))\s*\(?(?:\d|[IVX]+\b|REF)"
    ),
    "that_clause": _cue(r"\bthat\b"),
    "we_begin": _cue(r"^(?:\W*)we\b"),
    "this_begin": _cue(r"^(?:\W*)(?:this|these|such|it|they|those)\b"),
}
"""Name to pattern. Names and order belong to the shipped weights: train again after a change."""


def cues_in(text: str) -> tuple[str, ...]:
    """Names of the cues that `text` holds, in the order of `CUES`."""
    return tuple(name for name, pattern in CUES.items() if pattern.search(text))


_FINDS = frozenset(
    {"we_find", "results_show", "suggest", "change", "relate", "significant", "achieve", "percent"}
)
_COMPARES = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|superior|inferior|\w+er\s+than"
    r"|(?:more|less|fewer|better|worse)\b[^.]{0,40}\bthan(?!\s+\d)|compared\s+(?:to|with)"
    r"|in\s+contrast\s+to|relative\s+to|unlike|state[- ]of[- ]the[- ]art"
    r"|(?:over|above|than)\s+(?:the\s+|a\s+)?(?:\w+\s+)?baselines?|on\s+par)\b",
    re.IGNORECASE,
)
_PERFORMS = re.compile(
    r"\b(?:outperform(?:s|ed)?|surpass(?:es|ed)?"
    r"|perform(?:s|ed)?\s+(?:\w+ly\s+)?(?:better|worse|best|worst|similarly|comparably|equally)"
    r"|(?:comparable|similar|same|equal|better|best|worse|worst|higher|highest|lower|lowest|superior"
    r"|inferior)\s+(?:\w+\s+)?(?:performance|accuracy|yield|throughput|speed|run-?times?)"
    r"|(?:better|best|highest|lowest)\s+(?:precision|recall)"
    r"|performance\s+(?:\w+\s+)?(?:comparable|similar|close|equal|superior|inferior)\s+to"
    r"|as\s+(?:fast|accurate|efficient|good)\s+as"
    r"|(?:faster|slower|cheaper|(?:more|less)\s+(?:accurate|efficient|robust|reliable))\s+than"
    r"|(?:speed-?\s?ups?|reductions?|improvements?|gains?|overheads?)\s+of\s+(?:\w+\s+){0,2}\d"
    r"|(?:twice|half|\d+(?:\.\d+)?\s?(?:x|\u00d7|times))\s+(?:as\s+\w+\s+as|\w+er\b)"
    r"|by\s+(?:over\s+)?a\s+factor\s+of)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:hopefully|in\s+(?:principle|theory)|would|could|may|might|should|must|expect(?:s|ed)?|if|in\s+order\s+to|need(?:s|ed)?"
    r"|(?:indicates?|means?)\s+(?:an?\s+|the\s+)?\w+er)\b",
    re.IGNORECASE,
)


def compares_performance(text: str) -> bool:
    """Whether `text` says outright how well one thing does beside another."""
    return bool(_PERFORMS.search(text)) and not _SUPPOSES.search(text)


_MOVED = re.compile(
    r"\b(?:doubled|halved|tripled|quadrupled|shortened|lengthened|slowed|sped\s+up|worsened)\b"
    r"|\bhad\s+(?:no|little|a\s+\w+)\s+(?:\w+\s+)?(?:effect|influence|impact|benefit)\b"
)
"""Changes that no cue knows; the cues belong to the weights."""
_IS_PRESENTED = re.compile(
    r"\b(?:is|are|has\s+been|have\s+been)\s+(?:presented|proposed|introduced|developed)\b"
)


def kind_of(text: str) -> ClaimKind:
    """What the claim does, by its wording: contributes, compares, finds, else states."""
    cues = set(cues_in(text))
    makes = (
        "we_make" in cues
        or bool(_IS_PRESENTED.search(text))
        or ("paper_does" in cues and not cues & {"we_find", "results_show"})
    )
    if makes and "we_find" not in cues:
        return ClaimKind.CONTRIBUTION
    if _COMPARES.search(text) or compares_performance(text):
        return ClaimKind.COMPARISON
    if cues & _FINDS or _MOVED.search(text):
        return ClaimKind.FINDING
    return ClaimKind.STATEMENT
