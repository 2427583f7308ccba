"""Fixtures for tests that need an arXiv to talk to."""

from collections.abc import Iterator

import pytest

from .server import ArxivStandIn


@pytest.fixture
def arxiv_standin() -> Iterator[ArxivStandIn]:
    """A running stand-in with the whole catalogue, without faults, fresh for each test."""
    with ArxivStandIn() as standin:
        yield standin
