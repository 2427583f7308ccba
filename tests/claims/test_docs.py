"""The figures in docs/claims.md are those of the card that ships."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "claims.md"
FIGURES = json.loads((files("litsynth") / "data" / "claims" / "card.json").read_text())["figures"]


def measured():
    for group, figures in FIGURES.items():
        for name, value in figures.items():
            if isinstance(value, dict) and "low" in value:
                shown = f"{value['value']:.3f} ({value['low']:.3f} to {value['high']:.3f})"
                yield pytest.param(shown, id=f"{group}-{name}")


@pytest.mark.parametrize("shown", list(measured()))
def test_every_measured_figure_is_printed_with_its_interval(shown):
    assert shown in DOCS.read_text(encoding="utf-8")
