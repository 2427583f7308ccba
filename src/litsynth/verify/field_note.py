"""The judge's card as one run shows it: with a warning where the run's field is another. Pure but
for the encoder it asks.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from litsynth.ports import Encoder, Judge
from litsynth.records import Claim, JudgeCard
from litsynth.verify.field import Field, field_warning
from litsynth.verify.run import compared


@runtime_checkable
class Placed(Protocol):
    """A judge that knows which field it was calibrated in."""

    @property
    def field(self) -> Field | None: ...


def card_for(judge: Judge, claims: Sequence[Claim], encoder: Encoder) -> JudgeCard:
    """The judge's card, with `warning` if these claims lie far from its calibration data.

    Raises ModelError if the encoder or the judge cannot be loaded.
    """
    field = judge.field if isinstance(judge, Placed) else None
    texts = [text for claim in claims if (text := compared(claim).strip())]
    if field is None or not texts:
        return judge.card
    vectors = encoder.encode(texts)
    return replace(judge.card, warning=field_warning(field, vectors, encoder=encoder.name))
