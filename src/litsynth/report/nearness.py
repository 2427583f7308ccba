"""The rule that calls near passages support: a report by it must say so first."""

from litsynth.records import JudgeCard

NOTICE = (
    "The judge of this run is a rule that only measures how near a passage is to a claim. It "
    "cannot tell support from contradiction, and its “verified” means nothing."
)
CAVEAT = (
    "For comparison only: this judge marks nearly everything as verified, and its confidence means "
    "nothing."
)
NEAR = "near another paper's words"
"""What takes the place of "verified" beside the claims of such a report."""


def judged_by_nearness(card: JudgeCard) -> bool:
    return card.name.startswith("similarity")


def verified_word(card: JudgeCard) -> str:
    """What stands beside the claims that a judge with this card lets pass."""
    return NEAR if judged_by_nearness(card) else "verified"
