"""Pairs made of one fact said in two wordings, so that only the meaning tells the label.

A fact is: a cause raises, lowers or leaves unchanged an effect, perhaps in a setting. Claim and
evidence are worded from different lists; a label follows from what differs between their facts:
direction, presence, strength of assertion, setting, cause, effect, amount. Comparisons ("A beats
B") are worded the same way. The phrases come from abstracts and from the lists here.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.verification_made import NEITHER, REFUTED, SUPPORTED, Example
from training.verification_phrases import Phrases

_EVERYDAY, _WITH_SETTING = 0.5, 0.3
_HEDGED, _AMOUNTS, _OF = 0.25, 0.3, 0.3
_RESTRICTED, _RESTRICTED_SAME = 0.15, 0.35
"""Of claims without a setting, and of those (about a third as many) that name it."""
UP, DOWN, NONE = "up", "down", "none"

_EVERYDAY_CAUSES = (
    "regular exercise; statins; vitamin D tablets; school meals; a sugar tax; night shifts; "
    "crop rotation; cover crops; urban trees; speed limits; cash transfers; hand washing; "
    "mask wearing; breast feeding; coffee; aspirin; sleep loss; air pollution; "
    "early screening; vaccination; antibiotics; drip irrigation; beavers; wind breaks; "
    "bus lanes; remote work; smaller classes; tutoring; music lessons; mindfulness; fasting; "
    "a low-salt diet; smoking; alcohol; warmer water; ocean acidification; fishing bans; "
    "prescribed fires; green roofs; insulation; heat pumps; carbon pricing; "
    "free contraception; tillage; mulching; fertiliser; salt stress; drought; grazing; "
    "dark skies; noise barriers; copper coating; nitrogen doping; annealing; a thicker film; "
    "higher pressure; ultraviolet light; gene silencing; the mutation; the knock-out; "
    "the inhibitor; steroids; physiotherapy; telemedicine; text reminders"
)
_EVERYDAY_EFFECTS = (
    "blood pressure; body weight; mortality; infection rates; hospital stays; "
    "school attendance; reading scores; crop yields; soil moisture; bird numbers; "
    "traffic deaths; household income; depression; bone density; heart attacks; memory; "
    "reaction times; tumour growth; relapse; pain; fever; energy use; emissions; "
    "coral cover; fish stocks; flood peaks; erosion; tree growth; insect diversity; stress; "
    "sleep quality; job satisfaction; productivity; unemployment; test scores; wages; rents; "
    "noise; cell survival; insulin levels; viral load; antibody levels; conductivity; "
    "band gap; critical temperature; lifetime; efficiency; leakage; signal strength; "
    "star formation; survival; recovery time"
)
_EVERYDAY_SETTINGS = (
    "children; older adults; pregnant women; mice; rats; men; women; patients with diabetes; "
    "rural areas; cities; winter; summer; dry years; clay soils; sandy soils; high schools; "
    "small firms; the tropics; northern lakes; low doses; high doses; the first year; "
    "the long term; healthy volunteers"
)
EVERYDAY_CAUSES = tuple(_EVERYDAY_CAUSES.split("; "))
EVERYDAY_EFFECTS = tuple(_EVERYDAY_EFFECTS.split("; "))
EVERYDAY_SETTINGS = tuple(_EVERYDAY_SETTINGS.split("; "))

# Each word comes as past, present of one thing, present of several things, noun, comparative.
_VERBS = {
    UP: (
        ("improved", "improves", "improve", "gains in", "better"),
        ("increased", "increases", "increase", "an increase in", "higher"),
        ("raised", "raises", "raise", "a rise in", "greater"),
        ("enhanced", "enhances", "enhance", "an improvement in", "improved"),
        ("boosted", "boosts", "boost", "a boost to", "larger"),
    ),
    DOWN: (
        ("reduced", "reduces", "reduce", "a reduction in", "lower"),
        ("lowered", "lowers", "lower", "a drop in", "smaller"),
        ("decreased", "decreases", "decrease", "a decrease in", "reduced"),
        ("hurt", "hurts", "hurt", "losses in", "worse"),
        ("weakened", "weakens", "weaken", "a decline in", "weaker"),
    ),
    NONE: (
        ("did not change", "does not change", "do not change", "no change in", "unchanged"),
        ("had no effect on", "has no effect on", "have no effect on", "no effect on", "the same"),
        ("did not affect", "does not affect", "do not affect", "no difference in", "no different"),
    ),
}
_CLAIMS = {
    "moved": (
        "{x} {present} {y}{c}.",
        "{x} {present} {y}{c}.",
        "using {x} leads to {noun} {y}{c}.",
        "{y}{c} {be} {compared} with {x}.",
        "{noun} {y}{c} can be obtained with {x}.",
        "we show that {x} {present} {y}{c}.",
    ),
    "same": (
        "{x} {present} {y}{c}.",
        "{x} makes no difference to {y}{c}.",
        "{y}{c} {does} not depend on {x}.",
    ),
}
_EVIDENCE = {
    UP: (
        "with {x}, {y} rose{c}{by}.",
        "{y} went up{c} once {x} came into play{by}.",
        "without {x}, {y} fell{c}{by}.",
        "taking {x} away brought {y} down{c}{by}.",
        "{y} {was} {compared} with {x} than without{c}.",
        "we found {noun} {y} when {x} {was_x} present{c}{by}.",
        "{y} benefited from {x}{c}.",
        "{c_first}the use of {x} was followed by {noun} {y}{by}.",
        "{x} {past} {y}{c}{by}.",
        "what {x} brought was more in the way of {y}{c}.",
        "the presence of {x} went along with {compared} {y}{c}.",
        "dropping {x} cost us {y}{c}{by}.",
    ),
    DOWN: (
        "with {x}, {y} fell{c}{by}.",
        "{y} went down{c} once {x} came into play{by}.",
        "without {x}, {y} rose{c}{by}.",
        "taking {x} away brought {y} up{c}{by}.",
        "{y} {was} {compared} with {x} than without{c}.",
        "we found {noun} {y} when {x} {was_x} present{c}{by}.",
        "{y} suffered from {x}{c}.",
        "{c_first}the use of {x} was followed by {noun} {y}{by}.",
        "{x} {past} {y}{c}{by}.",
        "{y} shrank under {x}{c}{by}.",
        "the presence of {x} went along with {compared} {y}{c}.",
    ),
    NONE: (
        "{y} stayed the same with and without {x}{c}.",
        "no difference in {y} was found between runs with {x} and runs without{c}.",
        "{x} {past} {y}{c}.",
        "{x} neither raised nor lowered {y}{c}.",
        "whether {x} {was_x} present or not, {y} {was} the same{c}.",
        "{c_first}removing {x} left {y} where {they} {was}.",
        "{y} did not differ significantly with {x}{c}.",
        "there was no evidence that {x} changed {y}{c}.",
        "{x} failed to move {y}{c}.",
    ),
}
_OPEN = (
    "it is not known whether {x} {present} {y}{c}.",
    "we ask whether {x} {present} {y}{c}.",
    "{x} might have a part in {y}{c}, but this was not tested.",
    "if {x} {present} {y}{c} remains an open question.",
    "future work should examine the effect of {x} on {y}{c}.",
    "{x} and {y} have both been studied{c}.",
    "to learn how {x} may bear on {y}{c}, we collected new data.",
    "some authors have argued that {x} could change {y}{c}; our data cannot tell.",
    "results for {x} and {y} were inconclusive{c}.",
    "the role of {x} for {y}{c} is discussed in this paper.",
)
_ONLY = (
    "{y} {was} {compared} with {x} only in {s}; elsewhere {x} made no difference.",
    "{x} {past} {y} in {s}, while overall the opposite was seen.",
    "beyond {s}, {x} did nothing for {y}.",
)
_HEDGES = ("{x} may {bare} {y}{c}.", "{x} seem{one} to {bare} {y}{c}.", "{x} can {bare} {y}{c}.")
_STRONG = ("clearly ", "in every test ", "substantially ", "consistently ", "")
_BEATS = (
    "{a} outperformed {b} {t}.",
    "{b} was outperformed by {a} {t}.",
    "{b} fell short of {a} {t}.",
    "{a} was ahead of {b} {t}{by}.",
    "{t}, {a} scored {high} and {b} {low}.",
    "{a} gave better results than {b} {t}.",
    "{b} lagged behind {a} {t}{by}.",
    "{t}, {b} reached {low}, against {high} for {a}.",
)
_EVEN = ("{a} and {b} did equally well {t}.", "{t}, no difference between {a} and {b} was found.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a made sentence says."""

    cause: str
    effect: str
    way: str
    setting: str = ""


def made_pairs(phrases: Phrases, count: int, rng: random.Random, *, weight: float) -> list[Example]:
    """`count` pairs, about as many of each label."""
    makers = (_effects, _effects, _effects, _comparison)
    made = []
    for _ in range(count):
        claim, evidence, code = rng.choice(makers)(phrases, rng)
        made.append(
            Example(
                claim=_sentence(claim),
                passage=_among(_sentence(evidence), phrases.sentences, rng),
                code=code,
                weight=weight,
            )
        )
    return made


def _effects(phrases: Phrases, rng: random.Random) -> tuple[str, str, int]:
    fact = _fact(phrases, rng)
    case = rng.random()
    if case < 0.36:
        return _supported(fact, rng)
    if case < 0.66:
        return _refuted(fact, phrases, rng)
    return _undecided(fact, phrases, rng)


def _supported(fact: Fact, rng: random.Random) -> tuple[str, str, int]:
    if fact.way != NONE and fact.setting and rng.random() < _RESTRICTED_SAME:
        return _claimed(fact, rng), _only(rng.choice(_ONLY[:2]), fact, fact.setting, rng), SUPPORTED
    return _claimed(fact, rng), _stated(fact, rng), SUPPORTED


def _refuted(fact: Fact, phrases: Phrases, rng: random.Random) -> tuple[str, str, int]:
    if fact.way != NONE and not fact.setting and rng.random() < _RESTRICTED:
        setting = _one_of(phrases.settings, EVERYDAY_SETTINGS, rng)
        return _claimed(fact, rng), _only(rng.choice(_ONLY), fact, setting, rng), REFUTED
    others = [way for way in (UP, DOWN, NONE) if way != fact.way]
    hard = others[0] if fact.way == NONE or rng.random() < 0.65 else others[-1]
    return _claimed(fact, rng), _stated(replace(fact, way=hard), rng), REFUTED


def _undecided(fact: Fact, phrases: Phrases, rng: random.Random) -> tuple[str, str, int]:
    case = rng.random()
    if case < 0.4:
        return _claimed(fact, rng), _fill(rng.choice(_OPEN), fact, rng), NEITHER
    other = _fact(phrases, rng)
    way = rng.choice((fact.way, fact.way, other.way))
    if case < 0.58:
        changed = replace(fact, cause=other.cause, way=way)
        if way != NONE and rng.random() < _RESTRICTED:
            setting = fact.setting or _one_of(phrases.settings, EVERYDAY_SETTINGS, rng)
            return _claimed(fact, rng), _only(rng.choice(_ONLY), changed, setting, rng), NEITHER
    elif case < 0.76:
        changed = replace(fact, effect=other.effect, way=way)
    else:
        here = fact.setting or _one_of(phrases.settings, EVERYDAY_SETTINGS, rng)
        there = other.setting or _one_of(phrases.settings, EVERYDAY_SETTINGS, rng)
        fact, changed = replace(fact, setting=here), replace(fact, setting=there, way=way)
    return _claimed(fact, rng), _stated(changed, rng), NEITHER


def _comparison(phrases: Phrases, rng: random.Random) -> tuple[str, str, int]:
    a, b, other = (_one_of(phrases.causes, EVERYDAY_CAUSES, rng) for _ in range(3))
    t, elsewhere = (
        f"{rng.choice(('on', 'for', 'in'))} {rng.choice(phrases.settings)}" for _ in "ab"
    )
    claim = _compared(rng.choice(_BEATS[:6:5]), a, b, t, rng)
    case = rng.random()
    if case < 0.34:
        return claim, _compared(rng.choice(_BEATS), a, b, t, rng), SUPPORTED
    if case < 0.67:
        if rng.random() < 0.25:
            return claim, _compared(rng.choice(_EVEN), a, b, t, rng), REFUTED
        return claim, _compared(rng.choice(_BEATS), b, a, t, rng), REFUTED
    changed = rng.choice(((a, other, t), (other, b, t), (a, b, elsewhere), (b, other, t)))
    return claim, _compared(rng.choice(_BEATS), *changed, rng), NEITHER


def _compared(wording: str, a: str, b: str, t: str, rng: random.Random) -> str:
    low = rng.uniform(20, 90)
    gap = rng.choice((0.4, 1.2, 2.5, 4.0, 7.3)) * rng.uniform(0.8, 1.2)
    return wording.format(
        a=a, b=b, t=t, by=f" by {gap:.1f} points" if rng.random() < 0.5 else "",
        high=f"{low + gap:.1f}", low=f"{low:.1f}",
    )  # fmt: skip


def _fact(phrases: Phrases, rng: random.Random) -> Fact:
    everyday = rng.random() < _EVERYDAY
    return Fact(
        cause=rng.choice(EVERYDAY_CAUSES if everyday else phrases.causes),
        effect=rng.choice(EVERYDAY_EFFECTS if everyday else phrases.effects),
        way=rng.choice((UP, UP, DOWN, DOWN, NONE)),
        setting=rng.choice(EVERYDAY_SETTINGS if everyday else phrases.settings)
        if rng.random() < _WITH_SETTING
        else "",
    )


def _one_of(found: Sequence[str], written: Sequence[str], rng: random.Random) -> str:
    return rng.choice(found if rng.random() < 0.5 else written)


def _claimed(fact: Fact, rng: random.Random) -> str:
    """As likely hedged whatever the label: "may" must not tell it."""
    if fact.way == NONE:
        return _fill(rng.choice(_CLAIMS["same"]), fact, rng)
    hedged = rng.random() < _HEDGED
    return _fill(rng.choice(_HEDGES if hedged else _CLAIMS["moved"]), fact, rng)


def _stated(fact: Fact, rng: random.Random) -> str:
    wording = rng.choice(_EVIDENCE[fact.way])
    if fact.way != NONE and "{past}" in wording:
        wording = wording.replace("{past}", rng.choice(_STRONG) + "{past}")
    return _fill(wording, fact, rng)


def _only(wording: str, fact: Fact, setting: str, rng: random.Random) -> str:
    """`fact`, said to hold in `setting` alone."""
    return _fill(wording, replace(fact, setting=""), rng).replace("{s}", setting)


def _fill(wording: str, fact: Fact, rng: random.Random) -> str:
    past, one, several, noun, compared = rng.choice(_VERBS[fact.way])
    x, y = fact.cause, fact.effect
    many_x, many_y = _several(x), _several(y)
    if y.endswith(" quality") and rng.random() < _OF:
        y = f"the quality of {y.removesuffix(' quality')}"
    setting = f" in {fact.setting}" if fact.setting else ""
    return wording.format(
        x=x, y=y, c=setting, c_first=f"{setting[1:]}, " if setting else "", s="{s}",
        past=past, present=several if many_x else one, bare=several, one="" if many_x else "s",
        noun=noun, compared=compared, be="are" if many_y else "is", was="were" if many_y else "was",
        was_x="were" if many_x else "was", does="do" if many_y else "does",
        they="they" if many_y else "it", by=_amount(rng),
    )  # fmt: skip


def _amount(rng: random.Random) -> str:
    if rng.random() >= _AMOUNTS:
        return ""
    number = rng.choice((f"{rng.uniform(0.5, 9):.1f} points", f"{rng.randint(3, 60)} %"))
    return f" by {number}"


def _several(phrase: str) -> bool:
    last = phrase.rpartition(" ")[2]
    return last.endswith("s") and not last.endswith(("ss", "is", "us"))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _among(made: str, sentences: Sequence[str], rng: random.Random) -> str:
    """The made sentence, often with real ones around it, as a passage has."""
    case = rng.random()
    if case < 0.5:
        return made
    one, two = rng.choice(sentences), rng.choice(sentences)
    return {0: f"{one} {made}", 1: f"{made} {one}", 2: f"{one} {made} {two}"}[int(6 * case - 3)]
