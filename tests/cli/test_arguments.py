"""What a shell hands over, whatever its locale."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.cli.arguments import readable
from litsynth.errors import ConfigError


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_was_read_rightly_stays_as_it_is(text):
    assert readable(text, what="the question") == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_utf_8_that_the_locale_could_not_read_is_read(text):
    kept = text.encode().decode("ascii", "surrogateescape")
    assert readable(kept, what="the question") == text


def test_bytes_that_are_no_utf_8_are_refused_with_what_to_do():
    kept = "Größe".encode("latin-1").decode("utf-8", "surrogateescape")
    with pytest.raises(
        ConfigError, match=r"the question is not written in UTF-8: Gr\?\?e"
    ) as caught:
        readable(kept, what="the question")
    assert "C.UTF-8" in caught.value.hint


def test_the_command_does_not_search_for_a_mangled_question(tmp_path):
    code = "from litsynth.cli.app import main; main()"
    question = "Wie wirkt die Größe?".encode("latin-1")
    ran = subprocess.run(
        [sys.executable, "-c", code, "report", question, "--dry-run"],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2
    assert b"is not written in UTF-8" in ran.stderr
    assert b"Traceback" not in ran.stderr
