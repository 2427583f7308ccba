"""Fixtures for tests that need an arXiv, or other databases, to talk to."""

from collections.abc import Iterator

import pytest

from .server import ArxivStandIn
from .services import ServicesStandIn


@pytest.fixture
def arxiv_standin() -> Iterator[ArxivStandIn]:
    """A running stand-in with the whole catalogue, without faults, fresh for each test."""
    with ArxivStandIn() as standin:
        yield standin


@pytest.fixture
def services() -> Iterator[ServicesStandIn]:
    """The same for OpenAlex, Semantic Scholar and Crossref."""
    with ServicesStandIn() as standin:
        yield standin
