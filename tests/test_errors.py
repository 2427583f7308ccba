"""Errors carry their fix, also from one process to another."""

import pickle

import pytest

from litsynth import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.LitsynthError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_pickling_with_its_hint(kind):
    copy = pickle.loads(pickle.dumps(kind("what happened", hint="what to do")))
    assert type(copy) is kind
    assert (str(copy), copy.hint) == ("what happened", "what to do")


def test_exit_statuses_are_those_that_the_manual_names():
    statuses = {kind.__name__: kind.exit_code for kind in KINDS}
    assert statuses == {
        "LitsynthError": 1,
        "WritingError": 1,
        "ConfigError": 2,
        "RunError": 2,
        "RunInUseError": 2,
        "NothingFoundError": 3,
        "SourceError": 4,
        "ReadingError": 5,
        "ModelError": 6,
        "LibraryError": 7,
        "LibrarySourceError": 7,
        "InterruptedRunError": 130,
    }


def test_an_error_without_a_hint_cannot_be_made():
    with pytest.raises(TypeError):
        errors.ConfigError("no way out")  # type: ignore[call-arg]
