"""What judges have in common that weigh a pair and say why: probabilities first, then words. Pure.

A calibration, where there is one, moves the probabilities before anything is said, so that reasons,
stance and outcome never argue with each other.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from litsynth.errors import ConfigError, ModelError
from litsynth.ports import Judgement, Pair
from litsynth.records import JudgeCard
from litsynth.verify.calibration import Calibration, calibrated_card, calibrated_policy
from litsynth.verify.features import Comparison, Idf, compare
from litsynth.verify.field import Field, field_of
from litsynth.verify.head import Floats
from litsynth.verify.policy import Policy
from litsynth.verify.reasons import reasons, shows_side, side_of


class ReasoningJudge(ABC):
    """A `Judge` over `_chances`, with or without a calibration on top."""

    def __init__(self, calibration: Calibration | None = None) -> None:
        self._calibration = calibration

    @property
    @abstractmethod
    def own_name(self) -> str:
        """Judge and version, without any calibration."""

    @property
    @abstractmethod
    def own_card(self) -> JudgeCard: ...

    @property
    @abstractmethod
    def own_policy(self) -> Policy: ...

    @property
    @abstractmethod
    def _idf(self) -> Idf:
        """How telling each word is, for the reasons."""

    @property
    def _asks_for_signs(self) -> bool:
        """Whether a side that no word, name or number shows counts for nothing."""
        return False

    @abstractmethod
    def _chances(self, pairs: Sequence[Pair], found: Sequence[Comparison]) -> Floats:
        """(n, 3): supports, refutes, neither. `pairs` holds at least one."""

    @property
    def calibration(self) -> Calibration | None:
        """The calibration on top. Raises ConfigError if it was made for another judge."""
        given = self._calibration
        if given is not None and given.judge != self.own_name:
            raise ConfigError(
                f"the calibration was made for the judge {given.judge}, and this one is "
                f"{self.own_name}",
                hint="Make one for this judge with `litsynth calibrate`, or give "
                "--calibration none.",
            )
        return given

    @property
    def name(self) -> str:
        given = self.calibration
        return self.own_name if given is None else f"{self.own_name}+{given.digest[:12]}"

    @property
    def card(self) -> JudgeCard:
        given = self.calibration
        return self.own_card if given is None else calibrated_card(self.own_card, given)

    @property
    def policy(self) -> Policy:
        given = self.calibration
        return self.own_policy if given is None else calibrated_policy(self.own_policy, given)

    @property
    def own_field(self) -> Field | None:
        """The field that it was calibrated in, where that is known."""
        return None

    @property
    def field(self) -> Field | None:
        """That of the calibration on top, where there is one. Raises ConfigError if damaged."""
        given = self.calibration
        if given is None:
            return self.own_field
        try:
            return None if given.field is None else field_of(given.field)
        except ValueError as error:
            raise ConfigError(
                f"the calibration of {given.made} is damaged: {error}",
                hint="Make it again with `litsynth calibrate`.",
            ) from error

    def judge(self, pairs: Sequence[Pair]) -> tuple[Judgement, ...]:
        """One judgement a pair, in order.

        Raises ModelError if the weights cannot be loaded, or give no numbers.
        """
        if not pairs:
            return ()
        found = [compare(pair, self._idf) for pair in pairs]
        chances = self._chances(pairs, found)
        if not np.isfinite(chances).all():
            raise ModelError(
                f"the judge {self.own_name} gave probabilities that are not numbers",
                hint="Its files are damaged; leave --judge out to use the one that is shipped, or "
                "reinstall litsynth.",
            )
        if given := self.calibration:
            chances = given.moved(chances)
        judgements = []
        for pair, one, chance in zip(pairs, found, chances.tolist(), strict=True):
            supports, refutes, neither = chance
            shows = not self._asks_for_signs or shows_side(pair, one, side_of(*chance))
            judgement = Judgement(supports=supports, refutes=refutes, neither=neither, shows=shows)
            judgements.append(replace(judgement, reasons=reasons(pair, one, judgement)))
        return tuple(judgements)
