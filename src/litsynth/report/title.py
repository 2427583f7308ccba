"""A short title made from the question. A title names a subject; it does not ask."""

import re

from litsynth.report.wording import capitalised, one_line

LONGEST = 110
"""Characters of a title, where the question has a place to shorten it at."""

_ACTS = "|".join(
    """affect alter amplify degrade enhance enlarge hinder improve lower mitigate modify narrow
    prevent raise reduce strengthen weaken widen""".split()
)
"""Verbs that are no nouns."""
_EFFECTS = "|".join(
    """benefit boost change cut damage decrease harm help hurt impact increase influence limit
    shape""".split()
)
"""Verbs that may be nouns, as in "climate change"."""
_AUXILIARY = r"(?:do|does|did|can|could|may|might|will|would|should)"
_ADVERB = "|".join(
    """actually also consistently directly even ever generally greatly indirectly measurably
    necessarily negatively not only positively really reliably significantly still strongly
    substantially typically usually""".split()
)
_NO_NOUN = "|".join(
    """and as at become by cause differ drive explain fail for from if impair in induce it lead
    learn make of or predict produce promote protect spread teach than that them to trigger
    us when whether with worsen""".split()
)
"""With these no noun phrase begins: the word before them was no verb, or not the last one."""
_JOINED = r"(?<!\bto\s)(?<!\bor\s)(?<!\band\s)(?<!\bhelp\s)"
"""Not after these, which join a verb to what is before."""
_EFFECT = re.compile(
    rf"(?:(?:how|why|when|where|to what extent|in what way)\s+)?{_AUXILIARY}\s+"
    rf"(?!(?:you|it|they|we|there)\b)(?P<cause>(?:(?!{_JOINED}\b(?:{_ACTS})\b).)+?)"
    rf"(?:\s+(?:{_ADVERB})){{0,2}}\s+{_JOINED}"
    rf"(?P<verb>{_ACTS}|(?:{_EFFECTS})(?!\s+(?:on\s+)?(?:{_ACTS}|{_EFFECTS})\b))"
    rf"\s+(?:on\s+)?(?!(?:{_NO_NOUN})\b)(?P<effect>.+)",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:(?:what|how\s+much)\s+(?:do|does|did|has|have|can|is|are|was|were)|is\s+(?:any|some)thing)\s+"
    r"(?:(?:we|you|the|literature|papers|research|researchers|scientists|studies|been|being|be|"
    r"already|currently|really|actually)\s+){0,4}"
    r"(?:known|know|said|say|tell|told|written|found|find|understood|understand|published|reported|"
    r"report|learned|learnt|learn|discovered|established|done)\s+(?:so\s+far\s+)?"
    r"(?:about|on|of|regarding|concerning)\s+(?:the\s+)?(?P<what>.+)",
    re.IGNORECASE,
)
"""What is known about a subject: the subject is what comes after."""
_NOUN_OF = re.compile(
    r"(?:what|which|how\s+(?:large|strong|big))\s+(?:is|are|was|were)\s+(?:the\s+)?"
    # "What is it like", "What is being done by", "What is currently meant by": no noun follows.
    r"(?!(?:it|there|this|that|being|known|meant|done|said|needed|required|understood|currently|"
    r"actually|really|already|commonly|generally|usually)\b)(?P<what>.+)",
    re.IGNORECASE,
)
_NOUN_THAT = re.compile(
    r"(?:what|which)\s+(?P<noun>[\w-]+(?:\s+[\w-]+){0,2}?)\s+"
    r"(?P<rest>(?:is|are|was|were|has|have|can|could|help|helps|benefit|benefits|improve|improves|"
    r"work|works|exist|exists|lead|leads|cause|causes|affect|affects|influence|influences|"
    r"support|supports|predict|predicts|explain|explains|perform|performs|reduce|reduces|"
    r"increase|increases|make|makes|allow|allows|enable|enables|matter|matters)\b.*)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:\w+)(?:\s+me)?(?:\s+(?:with|about|on))?"
    r"|(?:are|is)\s+there|do\s+you\s+know(?:\s+of)?)\s+(?P<what>.+)",
    re.IGNORECASE,
)
_LITERATURE = re.compile(
    r"(?:what|which)\s+(?P<noun>(?:research\s+)?(?:papers?|works?|stud(?:y|ies)|articles?|methods?|"
    r"approaches|datasets?))\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_IS_THERE = re.compile(r"^that\s+(?:exists?|(?:is|are)\s+there)\s+(?=\S)", re.IGNORECASE)
"""What a title says by being one: "Methods that exist for pruning" are "Methods for pruning"."""
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b|\b(?:ti|abs|all|au|cat):")
_SECOND = re.compile(
    rf",?\s+(?:(?:or|and|but)\s+(?:{_AUXILIARY}|is|are|was|were)\s+"
    r"(?:it|they|this|that|these|those|there|we)\b|or\s+not\b).*"
    r"|,\s+(?:and|or|but)\s+(?:if\s+so|how|why|what|when|where|which)\b.*",
    re.IGNORECASE,
)
"""A second question in the same sentence: a title names the subject of the first."""
_QUANTIFIER = re.compile(r"^(?:any|some|the|a|an)\s+(?:existing\s+)?", re.IGNORECASE)
_BOUNDARY = re.compile(
    r",|\s+(?:compared|relative|according|due)\s+(?:to|with)(?=\s)"
    r"|\s+(?:\w+ed\s+)?(?:through|during|after|before|when|while|with|without|across|under|using|"
    r"within|via|by|on|in|for|from|of|to|at|between|that|which)(?=\s)",
    re.IGNORECASE,
)


def title_of(question: str) -> str:
    """A noun phrase for `question`; the question itself where its form is not recognised."""
    asked = _first(question, r"\?(?:\s+(?!\()|$)")  # What follows in brackets belongs to it.
    if len(asked) > LONGEST:
        asked = _first(question, r"\?(?:\s|$)")
    found = _noun_phrase(asked)
    # A query in a search language, or a part cut out of brackets, is no phrase to be quoted from.
    title = found if _is_whole(found) and _is_whole(asked) else _asked_again(asked, question)
    return capitalised(title) or "Untitled report"


def _first(question: str, end: str) -> str:
    """The first sentence of `question`, without marks; of nothing but a phrase in quotes, that."""
    asked = re.split(end, one_line(question))[0].replace("?", "").strip(" !.")
    quoted = re.fullmatch(r"[\"“]([^\"“”:]+)[\"”]", asked)
    return quoted[1].strip() if quoted else asked


def _asked_again(asked: str, question: str) -> str:
    """The question as it was asked: its mark stays, as long as the whole of it fits."""
    title = _cut(asked)
    has_mark = question.rstrip().endswith("?") or one_line(question).startswith(f"{asked}?")
    whole = bool(asked) and title == asked and has_mark
    return f"{title}?" if whole else title


def _noun_phrase(question: str) -> str:
    """The subject of a question of a known form; empty where the form is not known."""
    asked = _SECOND.sub("", question)
    match = _EFFECT.fullmatch(asked)
    if match and not (match["verb"].lower() == "help" and _may_be_clause(match["effect"])):
        return _effect_title(match["cause"], match["effect"])
    return _shortened(_subject(asked))


def _may_be_clause(helped: str) -> bool:
    """Whether what is helped may do something, as in "help students learn"; a noun alone cannot."""
    return " " in _BOUNDARY.split(helped, maxsplit=1)[0]


def _is_whole(text: str) -> bool:
    pairs = all(text.count(one) == text.count(other) for one, other in ("()", "[]", "“”"))
    return bool(text) and pairs and text.count('"') % 2 == 0 and not _OPERATOR.search(text)


def _cut(text: str) -> str:
    """`text` up to its last whole word within `LONGEST`; a first word longer than that stays."""
    if len(text) <= LONGEST:
        return text
    words = text.split()
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join((*kept, word))) >= LONGEST:
            break
        kept.append(word)
    return f"{' '.join(kept).rstrip(',;:')}…"


def _subject(asked: str) -> str:
    """What a question of a known form is about; empty where the form is not known."""
    if match := _REQUEST.fullmatch(asked):
        return _QUANTIFIER.sub("", match["what"])
    if match := _LITERATURE.fullmatch(asked) or _NOUN_THAT.fullmatch(asked):
        return f"{match['noun']} {_IS_THERE.sub('', 'that ' + match['rest'])}"
    if match := _KNOWN.fullmatch(asked) or _NOUN_OF.fullmatch(asked):
        return match["what"]
    return ""


def _effect_title(cause: str, effect: str) -> str:
    """As in "Effect of X on Y", the longer side losing its last qualification while too long."""
    while len(title := f"Effect of {cause} on {effect}") > LONGEST:
        shorter_cause, shorter_effect = _without_last(cause), _without_last(effect)
        if shorter_effect != effect and (len(effect) >= len(cause) or shorter_cause == cause):
            effect = shorter_effect
        elif shorter_cause != cause:
            cause = shorter_cause
        else:
            break
    return title


def _shortened(phrase: str) -> str:
    while len(phrase) > LONGEST and (shorter := _without_last(phrase)) != phrase:
        phrase = shorter
    return phrase


def _without_last(phrase: str) -> str:
    """`phrase` without its last qualification: "gains on XNLI" becomes "gains".

    Unchanged where nothing of two words would be left.
    """
    starts = [match.start() for match in _BOUNDARY.finditer(phrase)]
    for start in reversed(starts):
        left = re.sub(r"(?:,|\s+(?:and|or))$", "", phrase[:start].rstrip())
        _, between, pair = left.rpartition(" between ")
        if between and " and " not in pair:
            continue  # A between needs both its ends: drop it whole.
        if len(left.split()) > 1:
            return left
    return phrase
