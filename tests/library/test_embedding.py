"""Vectors of a library: made in parts, for what has none, by one encoder."""

import re
import shutil

import pytest

from litsynth.errors import LibraryError
from litsynth.library.database import Database
from litsynth.library.embedding import embed_papers
from litsynth.library.library import Library, same_space
from litsynth.library.overview import overview
from tests.library.making import Compass, add, embed, library, lines, record


def test_embedding_goes_on_where_it_stopped_and_embeds_changed_papers_anew(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(30))))
    encoder = Compass()
    first = embed(made, encoder, at_most=12)
    assert (first.embedded, first.before, first.left) == (12, 0, 18)
    second = embed(made, encoder)
    assert (second.embedded, second.before, second.left) == (18, 12, 0)
    assert encoder.asked == 30
    add(made, lines(tmp_path / "y.jsonl", [record(3, abstract="Glaciers, not what it says.")]))
    third = embed(made, encoder)
    assert (third.embedded, third.left, encoder.asked) == (1, 0, 31)
    assert embed(made, encoder).embedded == 0


def test_vectors_of_two_encoders_are_not_mixed(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", [record(1)]))
    embed(made, Compass("one@1"))
    with pytest.raises(LibraryError, match="one@1") as refused:
        embed(made, Compass("two@1"))
    assert "--again" in refused.value.hint
    with pytest.raises(LibraryError, match="one@1"):
        made.expect("two@1")
    made.expect("one@1-bfloat16")
    made.store.vectors.drop()
    assert embed(made, Compass("two@1")).embedded == 1
    assert made.encoder == "two@1"


def test_a_rough_encoder_shares_the_space_of_its_exact_one():
    assert same_space("m@1-bfloat16", "m@1")
    assert same_space("m@1-bfloat16", "m@1-float16")
    assert not same_space("m@1", "m@2")


def test_a_library_made_anew_has_no_vectors_that_a_killed_removal_left(tmp_path):
    made = library(tmp_path)
    papers = lines(tmp_path / "x.jsonl", map(record, range(5)))
    add(made, papers)
    embed(made, Compass("one@1"))
    left = shutil.copytree(
        tmp_path / "libraries" / "main.vectors.lance", tmp_path / "main.vectors.lance"
    )
    Database(str(tmp_path / "libraries")).drop("main")
    shutil.copytree(left, tmp_path / "libraries" / left.name)
    again = library(tmp_path)
    assert again.store.vectors.count() == 0
    add(again, papers)
    assert embed(again, Compass("two@1")).embedded == 5


def test_a_second_embedding_that_waited_sees_what_the_first_one_made(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(5))))
    waited = Library.open(str(tmp_path / "libraries"), "main")
    add(made, lines(tmp_path / "y.jsonl", map(record, range(5, 9))))
    embed(made, Compass())
    second = embed(waited, Compass())
    assert (second.embedded, second.before, second.left) == (0, 9, 0)
    assert waited.store.vectors.count() == 9


def test_a_paper_that_was_embedded_after_the_library_was_opened_takes_its_vector_along(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(5))))
    opened = Library.open(str(tmp_path / "libraries"), "main")
    embed(made, Compass())
    first = next(made.all_papers())
    assert opened.store.remove([first.id]) == 1
    made.store.refresh()
    assert made.store.vectors.count() == 4


def test_progress_of_embedding_is_told_in_papers(tmp_path):
    made = library(tmp_path)
    add(made, lines(tmp_path / "x.jsonl", map(record, range(600))))
    seconds = iter(range(0, 1000, 5))
    said: list[str] = []
    embed_papers(made, Compass(), at_most=None, clock=lambda: next(seconds), progress=said.append)
    assert said[0].startswith("42 % of the papers: 256 records, ")


def test_a_small_library_has_a_size(tmp_path):
    told = overview(library(tmp_path)).in_words
    assert re.search(r"[1-9][\d.,]* (?:bytes|kB)$", told)
