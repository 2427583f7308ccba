"""What "our model", "it" and "this task" are, where the paper says it clearly. Pure.

Also: sentences that lean on the one before, and connectives that lead nowhere.
"""

import re
from collections import Counter
from collections.abc import Iterable

_THING = (
    r"(?:model|method|approach|system|framework|algorithm|architecture|technique|tool|dataset"
    r"|data\s+set|corpus|benchmark|package|library|application|procedure|pipeline|network|metric"
    r"|toolkit|software|tutorial|course|workshop|module)"
)
_NAME = (
    r"(?P<name>[A-Z][A-Za-z0-9]*(?:[-+][A-Za-z0-9]+)*[A-Z0-9+][A-Za-z0-9+-]*(?:\.(?:jl|py|js))?"
    r"|[A-Z][a-z]+\.(?:jl|py|js))"
)
_MAKES = r"(?:propose|introduce|present|develop|describe|release|build)(?:s|d|ed)?"
_INTRODUCED = re.compile(
    rf"\b(?:[Ww]e|[Tt]his\s+(?:paper|work|article))\s+(?:\w+\s+){{0,2}}(?:{_MAKES}|call(?:ed)?)\s+"
    rf"(?:(?:our|the|a|an|new|novel)\s+)*"
    rf"{_NAME}(?![\w.])(?=\s*(?:,|\(|[-\u2014\u2013:.]|\s(?:a|an|the|to|that|which|as)\b))"
    rf"|\b(?:our|a|an|the\s+proposed|new|novel)\s+(?:[\w-]+\s+){{0,4}}{_THING},?\s+(?:called|named"
    rf"|termed|dubbed|which\s+we\s+call)\s+{_NAME.replace('?P<name>', '?P<called>')}"
)
_TITLED = re.compile(rf"^{_NAME}\s*:\s")
_OURS = re.compile(
    rf"\b(?:[Oo]ur\s+(?:(?:new|full|own|proposed|final)\s+)?|[Tt]he\s+(?:proposed|presented)\s+)"
    rf"{_THING}\b(?!\s*\[)"
)
_LEADS_NOWHERE = re.compile(
    r"^(?:However|Moreover|Furthermore|Further|In\s+addition|Additionally|Also|Finally|Therefore"
    r"|Thus|Hence|Consequently|As\s+a\s+(?:result|consequence)|In\s+particular|Specifically"
    r"|Interestingly|Notably|Importantly|Surprisingly|Overall|In\s+summary|In\s+conclusion"
    r"|To\s+(?:summari[sz]e|conclude|sum\s+up)|In\s+sum|In\s+short|Nevertheless|Nonetheless"
    r"|More\s+importantly|Most\s+importantly|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Lastly|And|But|So"
    r"|Here|Then|Now|Naturally|Clearly|Indeed|In\s+fact|Besides|Again"
    r"|(?:As|Here,?)\s+(?:we|one)\s+(?:can\s+)?(?:also\s+)?see(?:\s+(?:from|in)\s+[^,]{1,30})?)"
    r",\s+|^(?:Note|Notice|Observe|Recall|Remark)\s+that\s+|^And\s+(?=in\b)",
)
_PART = (
    "(?:main|principal|key|methods?|methodology|results?|findings?|conclusions?|interpretation"
    "|discussion|significance|relevance|implications?)"
)
_PART_LABEL = re.compile(
    rf"^(?=[A-Z])(?i:{_PART}(?:(?:\s+(?:and|&)\s+|\s*/\s*|\s+){_PART}){{0,3}})\s*:\s+(?=\S)"
)
"""Heads a part of a structured abstract, and is none of what the sentence asserts."""
_LEAST_MENTIONS = 3

_IT = re.compile(r"^(?:It|They)\b")
_EXPLETIVE = re.compile(
    r"^It\s+(?:(?:is|was|has\s+been|can\s+be|may\s+be|should\s+be|must\s+be)\s+"
    r"(?:(?:[\w-]+\s+){1,4}(?:that|how|whether|why|what|for\s+\w+\s+to)\b"
    r"|(?:[\w-]+\s+){0,2}(?:important|necessary|possible|impossible|hard|difficult|easy|interesting"
    r"|unclear|common|natural|useful|essential|crucial|straightforward|reasonable|sufficient"
    r"|convenient|customary|worth|tempting)\b)|turns|follows|seems|appears|remains|suffices"
    r"|takes?|took|would\s+be)"
)
_VERBS_OF_ONE = (
    r"(?:is|was|has|can|could|may|will|does|uses|provides|supports|offers|gives|takes|contains"
    r"|includes|combines|extends|features|consists|learns|predicts|implements|achieves|allows"
    r"|improves|performs|models|computes|represents|describes|covers|shows|enables)"
)
_VERBS_OF_MANY = (
    r"(?:are|were|have|can|could|may|will|do|use|provide|support|offer|give|take|contain|include"
    r"|combine|extend|feature|consist|learn|predict|implement|achieve|allow|improve|perform|model"
    r"|compute|represent|describe|cover|show|enable)"
)
_WORDS = r"(?:[\w+/\u2019'-]+(?:\.\w+)?\s+){0,3}[\w+/-]+(?:\.\w+)?"
_NO_SUBJECT = (
    r"(?!(?:We|It|They|This|That|These|Those|There|He|She|I|One|You|Here|If|When|While|As|In|On|At"
    r"|For|By|With|From|To|What|How|Such|Some|Many|Most|Each|Both|All|No|Another)\b)"
)
_ONE = re.compile(rf"^{_NO_SUBJECT}(?P<subject>[A-Z]{_WORDS})\s+(?:also\s+)?{_VERBS_OF_ONE}\b")
_MANY = re.compile(rf"^{_NO_SUBJECT}(?P<subject>[A-Z]{_WORDS}s)\s+(?:also\s+)?{_VERBS_OF_MANY}\b")
_MADE = re.compile(
    rf"^(?:In\s+[^,]{{3,40}},\s+)?(?:[Ww]e|[Tt]his\s+(?:paper|work|article))\s+(?:\w+ly\s+|also\s+"
    rf"|have\s+)?{_MAKES}\s+(?:{_NAME}(?=[\s,.(])|(?:a|an|our)\s+(?P<what>(?:[\w-]+\s+){{0,3}}{_THING})\b)"
)
_INNER_CAPITAL = re.compile(r"\b[A-Za-z]\w*(?:[A-Z]\w*|-[A-Z\d]\w*|\.jl)")
_PREPOSITION = re.compile(r"\b(?:of|in|on|for|with|by|from|to|and|or|at|as|that|which|between)\b")

_TASK = re.compile(
    r"\bthe\s+task\s+of\s+(?P<what>(?:[\w-]+\s+){0,6}?[\w-]+)(?=[,.;:(]|\s+(?:in|is|on)\b)"
)
_THIS_TASK = re.compile(r"\b(?:[Tt]his|the)\s+task\b(?!\s+(?:of|\[))")

_SAYS_THAT = (
    r"(?:suggests?|shows?|showed|indicates?|indicated|demonstrates?|implies|imply|confirms?|means"
    r"|reveals?|proves?|suggested|demonstrated|confirmed|revealed)"
)
_BASES = (
    "allow affect agree apply avoid cause combine come complete consist contain contrast correspond"
    " decrease depend differ enable ensure explain feature give help highlight hold improve include"
    " increase lead make motivate occur offer open perform provide reduce reflect require result"
    " serve simplify stem support take use yield suggest show indicate demonstrate imply confirm"
    " extend mean reveal prove"
).split()
_OF_ONE = "|".join(
    base[:-1] + "ies" if base[-2:] in {"ly", "fy"} else base + "s" for base in _BASES
)
_AUXILIARIES = (
    r"is|are|was|were|be|has|have|had|can|could|may|might|will|would|does|do|did|made|led|gave|took"
    r"|came|held|[a-z]{3,}ed"
)
_LIGHT = r"(?:(?:also|then|thus|further|in\s+turn|latter|former|\w+ly)\s+)?"
_BARE = re.compile(
    r"^(?:(?:It|They|He|She)\s+\w"
    rf"|(?:This|That)\s+{_LIGHT}(?!{_SAYS_THAT}\s+(?:\w+\s+)?that\b)(?:{_AUXILIARIES}|{_OF_ONE})\b"
    rf"|(?:These|Those)\s+{_LIGHT}(?!{_SAYS_THAT}\s+(?:\w+\s+)?that\b)"
    rf"(?:{_AUXILIARIES}|{'|'.join(_BASES)})\b"
    r"|(?:Both|Most|All|Many|Some|Each|Neither|None|One)\s+(?:of\s+)?(?:these|those|them)\b"
    r"|The\s+(?:latter|former)\b)"
)


def coined_name(texts: Iterable[str], title: str = "") -> str | None:
    """The one name that the paper gives to what it presents, or None if there is not one.

    It must be introduced as such, or open the title before a colon, and come up at least three
    times.
    """
    whole = " ".join(texts)
    titled = _TITLED.match(title)
    if titled and _mentions(titled["name"], whole) >= _LEAST_MENTIONS:
        return titled["name"]
    introduced = {match["name"] or match["called"] for match in _INTRODUCED.finditer(whole)}
    counted = Counter({name: _mentions(name, whole) for name in introduced})
    common = [name for name, times in counted.most_common(2) if times >= _LEAST_MENTIONS]
    return common[0] if len(common) == 1 else None


def _mentions(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def with_referent(text: str, name: str | None, before: str = "") -> str:
    """`text` with what a leading "it", "our model" or "this task" is, in brackets after it.

    `before` is the sentence before it in the paragraph. Left as it is where the paper does not say
    it clearly, or where the sentence names it itself.
    """
    meant = meant_by_pronoun(text, before)
    if meant:
        text = _IT.sub(lambda match: f"{match.group()} [{meant}]", text, count=1)
    tasks = {match["what"] for match in _TASK.finditer(before)}
    if len(tasks) == 1:
        text = _THIS_TASK.sub(lambda match: f"{match.group()} [{tasks.pop()}]", text, count=1)
    if name is None or name in text:
        return text
    return _OURS.sub(lambda match: f"{match.group()} [{name}]", text, count=1)


def meant_by_pronoun(text: str, before: str) -> str | None:
    """What the "It" or "They" that opens `text` stands for, or None where that is not clear.

    Clear is: the sentence before presents one thing, or its subject is a short name and it names
    nothing else that the pronoun could stand for.
    """
    if not _IT.match(text) or _EXPLETIVE.match(text):
        return None
    before = without_lead(before)
    is_one = text.startswith("It")
    made = _MADE.match(before)
    if made:
        found = made["name"] or f"the {_without_new(made['what'])}"
        return found if is_one else None
    match = (_ONE if is_one else _MANY).match(before)
    if match is None or _PREPOSITION.search(match["subject"]):
        return None
    subject = match["subject"]
    others = _INNER_CAPITAL.findall(before[match.end("subject") :])
    is_plural = subject.endswith("s") and not subject.endswith(("ss", "is", "us"))
    if others or (is_one and is_plural and not _INNER_CAPITAL.search(subject)):
        return None
    first, _, rest = subject.partition(" ")
    if first in _ARTICLES:
        return f"{_ARTICLES[first]} {rest}"
    is_name = is_one or _INNER_CAPITAL.match(subject) or first.isupper()
    # A common noun loses the capital that only the sentence gave it.
    return subject if is_name else subject[:1].lower() + subject[1:]


_ARTICLES = {"The": "the", "Our": "our", "A": "the", "An": "the"}


def _without_new(what: str) -> str:
    return re.sub(r"^(?:new|novel|simple)\s+", "", what)


def leans_on_the_one_before(text: str, before: str) -> bool:
    """Whether `text` opens with a bare "it", "they", "this" or "these" that nobody could resolve.

    "This shows that …" does not lean: what it asserts comes after "that".
    """
    bare = without_lead(text)
    if not _BARE.match(bare) or _EXPLETIVE.match(bare):
        return False
    return meant_by_pronoun(bare, before) is None


def without_lead(text: str) -> str:
    """`text` without a connective that points at the sentence before ("However, ").

    Neither does it have the label of an abstract's part ("Results: ").
    """
    rest = _LEADS_NOWHERE.sub("", _PART_LABEL.sub("", text, count=1), count=1)
    return rest[:1].upper() + rest[1:] if rest != text else text
