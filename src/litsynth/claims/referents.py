"""What "our model" is, where the paper says it clearly; connectives that lead nowhere. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

_THING = (
    r"(?:model|method|approach|system|framework|algorithm|architecture|technique|tool|dataset"
    r"|data\s+set|corpus|benchmark|package|library|application|procedure|pipeline|network|metric)"
)
_NAME = r"(?P<name>[A-Z][A-Za-z0-9]*(?:[-+][A-Za-z0-9]+)*[A-Z0-9+][A-Za-z0-9+-]*)"
_INTRODUCED = re.compile(
    rf"\b(?:[Ww]e|[Tt]his\s+(?:paper|work|article))\s+(?:\w+\s+){{0,2}}(?:propose|proposes|introduce"
    rf"|introduces|present|presents|develop|describe|describes|call)[ds]?\s+(?:(?:our|the|a|an|new|novel)\s+)*"
    rf"{_NAME}\b(?=\s*(?:,|\(|[-\u2014\u2013:.]|\s(?:a|an|the|to|that|which|as)\b))"
    rf"|\b(?:our|a|an|the\s+proposed|new|novel)\s+(?:[\w-]+\s+){{0,4}}{_THING},?\s+(?:called|named"
    rf"|termed|dubbed|which\s+we\s+call)\s+{_NAME.replace('name', 'called')}"
)
_OURS = re.compile(rf"\b(?P<ours>[Oo]ur|[Tt]he\s+proposed)\s+(?P<thing>{_THING})\b(?!\s*\[)")
_LEADS_NOWHERE = re.compile(
    r"^(?:However|Moreover|Furthermore|Further|In\s+addition|Additionally|Also|Finally|Therefore"
    r"|Thus|Hence|Consequently|As\s+a\s+(?:result|consequence)|In\s+particular|Specifically"
    r"|Interestingly|Notably|Importantly|Surprisingly|Overall|In\s+summary|In\s+conclusion"
    r"|To\s+(?:summari[sz]e|conclude|sum\s+up)|In\s+sum|In\s+short|Nevertheless|Nonetheless"
    r"|More\s+importantly|Most\s+importantly|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Lastly|And|But|So)"
    r",\s+|^(?:Note|Notice|Observe|Recall|Remark)\s+that\s+",
)
_LEAST_MENTIONS = 3


def coined_name(texts: Iterable[str]) -> str | None:
    """The one name that the paper gives to what it presents, or None if there is not one.

    It must be introduced as such and come up at least three times.
    """
    whole = " ".join(texts)
    introduced = {match["name"] or match["called"] for match in _INTRODUCED.finditer(whole)}
    counted = Counter(
        {name: len(re.findall(rf"\b{re.escape(name)}\b", whole)) for name in introduced}
    )
    common = [name for name, times in counted.most_common(2) if times >= _LEAST_MENTIONS]
    return common[0] if len(common) == 1 else None


def with_referent(text: str, name: str | None) -> str:
    """`text` with what "our model" is in brackets after it, unless the sentence names it."""
    if name is None or name in text:
        return text
    return _OURS.sub(lambda match: f"{match.group()} [{name}]", text, count=1)


def without_lead(text: str) -> str:
    """`text` without a connective that points at the sentence before ("However, ")."""
    rest = _LEADS_NOWHERE.sub("", text, count=1)
    return rest[:1].upper() + rest[1:] if rest != text else text
