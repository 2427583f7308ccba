"""Direction of an effect: up or down, better or worse, and whether two sentences agree. Pure."""

from dataclasses import dataclass
from itertools import pairwise

from litsynth.lexical import STOP_WORDS, stem
from litsynth.verify.negation import negated, tokens

_UP = """increase increased increases increasing rise rises rising rose risen raise raises raised
higher highest high more greater greatest larger largest elevate elevated elevates grow grows grew
growth gain gains gained boost boosts boosted upregulate upregulated upregulates enhance enhances
enhanced enhancing enhancement promote promotes promoted promoting stimulate stimulates stimulated
activate activates activated induce induces induced accelerate accelerates accelerated faster
longer stronger amplify amplifies amplified expand expands expanded exceed exceeds exceeded
positive positively augment augments augmented strengthen strengthens strengthened surge soar
many most frequent frequently common major above add adds double doubled facilitate facilitates
facilitated cause causes caused causing trigger triggers enable enables enabled""".split()
_DOWN = """decrease decreased decreases decreasing reduce reduced reduces reducing reduction
reductions lower lowest low lowers lowered lowering fewer less least smaller smallest decline
declines declined drop drops dropped fall falls fell diminish diminishes diminished attenuate
attenuates attenuated inhibit inhibits inhibited inhibiting inhibition suppress suppresses
suppressed suppression downregulate downregulated downregulates slow slows slowed slower shorter
weaker weaken weakens weakened shrink shrinks shrank negative negatively block blocks blocked
blocking prevent prevents prevented preventing prevention abolish abolished abolishes limit limits
limited minimize minimise deplete depleted few rare rarely minor below lose loses lost loss
halve halved mitigate mitigates mitigated alleviate alleviates alleviated hinder hinders hindered
delay delays delayed deteriorate protect protects protected protective avoid avoids eliminate
eliminates eliminated curb""".split()
_BETTER = """improve improved improves improving improvement improvements better best outperform
outperforms outperformed outperforming superior surpass surpasses surpassed beat beats helps help
helped helpful beneficial benefit benefits benefited effective efficacious efficacy success
successful successfully advantage advantages useful robust accurate safe safer strong well succeed
succeeds favorable favourable promising efficient recover competitive state-of-the-art
valuable""".split()
_WORSE = """worse worst worsen worsens worsened degrade degrades degraded degradation
underperform underperforms underperformed inferior harm harms harmed harmful hurt hurts impair
impairs impaired impairment ineffective unsuccessful disadvantage disadvantages detrimental adverse
poor poorer poorly weak unsafe inefficient inaccurate useless fail fails failed fragile brittle
suffer suffers suffered damage damages damaged toxic struggle struggles lag lags""".split()

_CUES: dict[str, tuple[str, int]] = {
    **dict.fromkeys(_UP, ("amount", 1)),
    **dict.fromkeys(_DOWN, ("amount", -1)),
    **dict.fromkeys(_BETTER, ("quality", 1)),
    **dict.fromkeys(_WORSE, ("quality", -1)),
}
_NEIGHBOURHOOD = 6
"""Words to each side of a cue that say what it is about."""
_BAD_THINGS = frozenset(
    stem(word)
    for word in """error errors loss perplexity mortality death deaths risk disease infection pain
    severity symptoms tumor tumour cancer bias toxicity cost latency failure damage inflammation
    noise forgetting hallucination hallucinations hospitalization complications""".split()
)
"""Things of which less is better, so that "reduces error" meets "improves"."""
_WANTING = (("room", "for"), ("room", "to"), ("scope", "for"), ("scope", "to"))
_WANTING_WITHIN = 4
"""Words before a cue: what leaves "room for further improvement" has not improved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A direction word in its place."""

    word: str
    axis: str
    sign: int
    """+1 up or better, -1 down or worse, turned round by a negation that reaches it."""
    about: frozenset[str]
    """Stems of the content words around it."""
    bad: bool
    """Whether a thing of which less is better stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the directions of a passage meet those of a claim."""

    score: float
    """From -1 (each cue is turned round) to 1 (each is repeated); 0 where nothing compares."""
    weight: float
    """How much there was to compare, from 0."""
    agreed: tuple[str, str] | None
    """The best agreeing pair of words (claim's, passage's), if any."""
    opposed: tuple[str, str] | None
    """The best opposing pair of words (claim's, passage's), if any."""


def cues(text: str) -> tuple[Cue, ...]:
    """The direction words of `text`, in order, with negation taken into account."""
    words = tokens(text)
    turned = negated(words)
    content = [
        stem(word) if word[0].isalnum() and word not in STOP_WORDS and word not in _CUES else ""
        for word in words
    ]
    found = []
    for place, word in enumerate(words):
        before = words[max(0, place - _WANTING_WITHIN) : place]
        if word not in _CUES or any(pair in _WANTING for pair in pairwise(before)):
            continue
        axis, sign = _CUES[word]
        low, high = max(0, place - _NEIGHBOURHOOD), place + _NEIGHBOURHOOD + 1
        about = frozenset(part for part in content[low:high] if part)
        near = set(content[max(0, place - 3) : place + 4])
        found.append(
            Cue(
                word=word,
                axis=axis,
                sign=-sign if turned[place] else sign,
                about=about,
                bad=bool(near & _BAD_THINGS),
            )
        )
    return tuple(found)


def compare_directions(claim: str, passage: str) -> Agreement:
    """Whether the passage's effects point the claim's way. Cues count by the words they share.

    Swapping a direction word of the passage for its opposite turns the score's sign.
    """
    total = weight = 0.0
    best: dict[bool, tuple[float, tuple[str, str]]] = {}
    theirs = cues(passage)
    for mine in cues(claim):
        met = [(_shared(mine, other), other) for other in theirs]
        met = [(share, other) for share, other in met if share > 0]
        if not met:
            continue
        strongest = max(share for share, _ in met)
        sign = 0.0
        for share, other in met:
            same = _sign(mine, other) > 0
            if share == strongest:
                sign += 1 if same else -1
            if share > best.get(same, (0.0,))[0]:
                best[same] = (share, (mine.word, other.word))
        total += strongest * max(-1.0, min(1.0, sign))
        weight += strongest
    return Agreement(
        score=total / weight if weight else 0.0,
        weight=weight,
        agreed=best[True][1] if True in best else None,
        opposed=best[False][1] if False in best else None,
    )


def points_alike(one: str, other: str) -> bool:
    """Whether two direction words by themselves, not negated, point the same way."""
    return _CUES[one][1] == _CUES[other][1]


def _sign(mine: Cue, other: Cue) -> int:
    """+1 if two cues point the same way. Across the axes, less of a bad thing is better."""
    if mine.axis == other.axis:
        return mine.sign * other.sign
    amount = mine if mine.axis == "amount" else other
    return mine.sign * other.sign * (-1 if amount.bad else 1)


def _shared(mine: Cue, other: Cue) -> float:
    """From 0 to 1: how much two cues are about the same thing."""
    if not mine.about or not other.about:
        return 0.0
    share = len(mine.about & other.about) / min(len(mine.about), len(other.about))
    return share if mine.axis == other.axis else 0.5 * share
