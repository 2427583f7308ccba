import pytest

from litsynth.sizes import size_in_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (400_000, "400 kB"),
        (999_900, "1 MB"),
        (1_234_567, "1.23 MB"),
        (5_400_000_000, "5,400 MB"),
    ],
)
def test_a_size_is_told_so_that_no_file_seems_to_be_empty(size, words):
    assert size_in_words(size) == words
