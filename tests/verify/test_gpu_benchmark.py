"""The benchmark for GPUs runs from start to end where there is none, and claims nothing then."""

import sys

import pytest
from benchmarks import gpu


def test_the_table_holds_every_way_the_ceiling_and_where_the_time_goes():
    said = gpu.table("cpu", gpu.Size(12, (16,), 1, 32))
    for part in (
        "stock, defaults", "stock, half precision, batches of 16", "\nours", "ceiling:",
        "times stock with defaults", "times stock at its best", "cosine to float32 on the CPU",
        "word pieces alone", "the model alone", "padding",
    ):  # fmt: skip
        assert part in said
    (cosine,) = [line for line in said.splitlines() if line.startswith("cosine")]
    assert float(cosine.partition("least ")[2].partition(",")[0]) >= 0.999


def test_sentences_are_as_many_as_asked_different_and_the_same_each_time():
    found = gpu.sentences(5000)
    assert len(set(found)) == 5000
    assert found == gpu.sentences(5000)
    assert 8 < sum(len(text.split()) for text in found) / len(found) < 40


def test_without_a_gpu_it_says_so(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["gpu.py"])
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(SystemExit, match="no CUDA device"):
        gpu.main()


def test_work_grows_with_the_length_of_texts():
    assert gpu.work([[1] * 20]) > 2 * gpu.work([[1] * 10])
    assert gpu.work([]) == 0
