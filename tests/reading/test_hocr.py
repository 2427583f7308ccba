"""Lines from what an OCR program says of a page."""

from litsynth.reading.hocr import lines_of, with_usual_size


def word(text, left, right, *, sure=90, bottom=100):
    box = f"bbox {left} {bottom - 20} {right} {bottom}"
    return f"<span class='ocrx_word' id='w' title='{box}; x_wconf {sure}'>{text}</span>"


def line(*words, bottom=100, height=24):
    title = f"bbox 10 {bottom - 24} 900 {bottom}; baseline 0 -4; x_size {height}"
    inside = "\n".join(words)
    return f'<span class="ocr_line" id="l" title="{title}">\n{inside}\n</span>'


def page(*lines):
    return f"<p class='ocr_par' id='p' title=\"bbox 0 0 900 900\">{''.join(lines)}</p>"


def test_pixels_from_the_top_become_points_from_the_foot():
    (found,) = lines_of(page(line(word("Words", 144, 288))), height=1000, dpi=144)
    assert (found.text, found.left, found.right) == ("Words", 72, 144)
    assert (found.bottom, found.top) == (450, 460)
    assert found.baseline == 452
    assert found.size == 12


def test_signs_are_unescaped_and_marks_of_type_dropped():
    text = line(word("R&amp;D", 10, 60), word("<strong>bold</strong>", 70, 120))
    (found,) = lines_of(page(text), height=1000, dpi=72)
    assert found.text == "R&D bold"


def test_an_unsure_word_stays_and_an_unsure_line_goes():
    kept = line(word("As", 10, 30), word("aresult", 40, 90, sure=5), word("it", 100, 120))
    dropped = line(word("~~", 10, 30, sure=4), word("|;", 40, 50, sure=9), bottom=200)
    found = lines_of(page(kept, dropped), height=1000, dpi=72)
    assert [each.text for each in found] == ["As aresult it"]


def test_a_line_over_two_columns_is_cut_at_the_wide_gap():
    found = lines_of(page(line(word("left", 10, 60), word("right", 400, 450))), height=99, dpi=72)
    assert [each.text for each in found] == ["left", "right"]


def test_a_hyphen_at_the_end_of_a_line_is_no_longer_in_it():
    (cut,) = lines_of(page(line(word("sim-", 10, 60))), height=99, dpi=72)
    assert (cut.text, cut.hyphen) == ("sim", True)
    (number,) = lines_of(page(line(word("3-", 10, 60))), height=99, dpi=72)
    assert (number.text, number.hyphen) == ("3-", False)


def test_nearly_equal_sizes_become_one():
    lines = [
        each
        for height in (24, 25, 23, 40)
        for each in lines_of(page(line(word("words", 10, 60), height=height)), height=99, dpi=72)
    ]
    with_usual_size([lines])
    assert [each.size for each in lines[:3]] == [24, 24, 24]
    assert lines[3].size == 40
