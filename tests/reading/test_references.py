from litsynth.reading.columns import Row
from litsynth.reading.parts import Part
from litsynth.reading.printed import PrintedLine
from litsynth.reading.references import entries
from litsynth.records import BlockKind


def row(text, *, left=0.0, baseline=0.0, zone=0):
    line = PrintedLine(
        text=text,
        left=left,
        bottom=baseline - 2,
        right=200,
        top=baseline + 7,
        baseline=baseline,
        size=10,
    )
    return Row(line=line, page=1, left=0, right=200, zone=zone)


def part(kind, *rows):
    return Part(kind, list(rows))


def starts(parts):
    found = entries(parts)
    return [(each.kind, each.first.line.text) for each in found]


REFERENCE = BlockKind.REFERENCE


def test_numbers_begin_entries():
    rows = [row("[1] Byron."), row("Notes."), row("[2] Babbage.")]
    assert starts([part(BlockKind.PARAGRAPH, *rows)]) == [
        (REFERENCE, "[1] Byron."),
        (REFERENCE, "[2] Babbage."),
    ]


def test_a_line_at_the_edge_begins_an_entry_where_others_hang():
    rows = [
        row("Byron, A. Notes"),
        row("on the engine", left=15),
        row("Babbage, C. Passages", zone=1),
        row("from a life", left=15, zone=1),
    ]
    assert [text for _, text in starts([part(BlockKind.PARAGRAPH, *rows)])] == [
        "Byron, A. Notes",
        "Babbage, C. Passages",
    ]


def test_white_space_parts_entries_where_nothing_hangs():
    rows = [
        row("Byron, A. Notes", baseline=100),
        row("on the engine.", baseline=89),
        row("Babbage, C. Passages.", baseline=70),
    ]
    assert [text for _, text in starts([part(BlockKind.PARAGRAPH, *rows)])] == [
        "Byron, A. Notes",
        "Babbage, C. Passages.",
    ]


def test_a_figure_among_the_entries_is_none_of_them():
    parts = [
        part(BlockKind.HEADING, row("References")),
        part(BlockKind.PARAGRAPH, row("[1] Byron.")),
        part(BlockKind.TABLE, row("0.5 1.0")),
        part(BlockKind.CAPTION, row("Figure 1: An axis.")),
        part(BlockKind.PARAGRAPH, row("[2] Babbage.")),
    ]
    assert [kind for kind, _ in starts(parts)] == [
        BlockKind.HEADING,
        REFERENCE,
        BlockKind.TABLE,
        BlockKind.CAPTION,
        REFERENCE,
    ]
