"""The invented run, composed once."""

import pytest

from litsynth.report.compose import compose
from tests.report.orchard import INPUTS


@pytest.fixture(scope="session")
def report():
    return compose(INPUTS)
