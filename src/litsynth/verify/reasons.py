"""Why a passage was judged as it was, in words a reader can check. Pure."""

from litsynth.ports import Pair
from litsynth.records import Stance
from litsynth.verify.features import Comparison

_ON_TOPIC = 0.6
"""Share of the claim's telling words from which a passage is about the same thing."""
_MOST = 4
_LISTED = 3


def stance_of(supports: float, refutes: float, neither: float) -> Stance:
    """The likeliest of the three; a tie is neutral."""
    if supports > max(refutes, neither):
        return Stance.SUPPORTS
    if refutes > max(supports, neither):
        return Stance.REFUTES
    return Stance.NEUTRAL


def reasons(pair: Pair, found: Comparison, stance: Stance) -> tuple[str, ...]:
    """Up to four findings, those that speak for the stance first."""
    against, favour, other = [], [], []
    favour += [f"both say {_shorter(a.text, b.text)}" for a, b in found.numbers.agreed[:2]]
    against += [f"{mine.text} against {theirs.text}" for mine, theirs in found.numbers.opposed[:2]]
    if found.direction.opposed and found.direction.score < 0:
        mine, theirs = found.direction.opposed
        against.append(f"direction differs: {mine} against {theirs}")
    elif found.direction.agreed and found.direction.score > 0:
        mine, theirs = found.direction.agreed
        favour.append(f"same direction: {mine}" + ("" if mine == theirs else f" and {theirs}"))
    if found.negation_differs:
        against.append("one of the two negates what the other states")
    if found.names_had:
        favour.append("both name " + _listed(_as_written(found.names_had, pair.claim)))
    if found.names_lacking and not found.names_had:
        other.append("about another thing: no name in common")
    elif found.names_lacking:
        other.append("does not name " + _listed(_as_written(found.names_lacking, pair.claim)))
    recall = found.values["context_recall"]
    if recall >= _ON_TOPIC:
        favour.append(f"shares {recall:.0%} of the claim's telling words")
    else:
        other.append(f"shares only {recall:.0%} of the claim's telling words")
    if found.values["unsettled"]:
        other.append("says that the matter is open")
    order = {
        Stance.SUPPORTS: (favour, other, against),
        Stance.REFUTES: (against, favour, other),
        Stance.NEUTRAL: (other, against, favour),
    }[stance]
    return tuple([reason for part in order for reason in part][:_MOST])


def _shorter(one: str, other: str) -> str:
    return min((one, other), key=lambda text: (len(text), text))


def _as_written(found: frozenset[str], claim: str) -> list[str]:
    """The names in the order and the spelling of the claim."""
    folded = claim.casefold()
    places = sorted((folded.find(name), name) for name in found)
    return [claim[at : at + len(name)] if at >= 0 else name for at, name in places]


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_LISTED]) + (" and others" if len(names) > _LISTED else "")
